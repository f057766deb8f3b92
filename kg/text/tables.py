"""The words of a table's header: column names, and which rows are titles over the rows below them."""

import re

from kg.records import Cell, Table

NUMERIC = re.compile(r"[-−≥≤><约近超达]*[\d.,，．%％‰+—–\-~～/余多以上下左右\s]+(?:[万亿]?[元家个项人件]|%)?")
GROUP_NUMBER = re.compile(r"[（(]?[一二三四五六七八九十]+[)）]?[、.．]?")
WHOLE = re.compile(r"(?:全[国省市区县州盟旗]|[全本](?:园区|开发区|高新区|经开区|新区))(?:(?:合|总|共)计|总数|汇总)")
TOTAL = re.compile(rf"[（(]?(?:合|总|小|共|累)计(?:[（(].*[）)])?[）)]?[:：]?|{WHOLE.pattern}")


def header_paths(table: Table) -> tuple[tuple[str, ...], ...]:
    """For each column the distinct words of its header from the top down; a row that spans all columns is left out."""
    paths: list[tuple[str, ...]] = []
    width = len(table.grid[0]) if table.grid else 0
    for column in range(width):
        words: list[str] = []
        for row in range(table.header_rows):
            cell = table.cell(row, column)
            text = cell.text or _wide(table, row, column)
            if text and text not in words and cell.column_span < max(width, 2):
                words.append(text)
        paths.append(tuple(words))
    return tuple(paths)


def _wide(table: Table, row: int, column: int) -> str:
    """The header over an empty cell: in plain rows the cells that a wide one covers are empty but for the first."""
    below = table.cell(table.header_rows - 1, column)
    if row or not below.text or below.row == row:
        return ""
    return next((left.text for c in range(column - 1, -1, -1) if (left := table.cell(row, c)).text), "")


def column_names(table: Table) -> tuple[str, ...]:
    """For each column its name, the levels of its header joined by "/": 「总投资（万元）/固投」."""
    return tuple("/".join(path) for path in header_paths(table))


def body_rows(table: Table) -> range:
    """The rows under the header."""
    return range(table.header_rows, len(table.grid))


def own_cells(table: Table, row: int) -> tuple[Cell, ...]:
    """The cells that begin in this row, left to right: what the row's line of text consists of."""
    return tuple(cell for index in dict.fromkeys(table.grid[row]) if (cell := table.cells[index]).row == row)


def row_cells(table: Table, row: int) -> tuple[Cell, ...]:
    """The cell over each column of this row, merged ones included."""
    return tuple(table.cell(row, column) for column in range(len(table.grid[row])))


def row_span(table: Table, row: int) -> tuple[int, int]:
    """Where the row's line stands in the document's text."""
    cells = own_cells(table, row)
    return (cells[0].start, cells[-1].end) if cells else (table.start, table.start)


def is_group_row(table: Table, row: int) -> bool:
    """Whether a row is a title over the rows below it: one cell across most columns, or 「一｜在建项目」 with sums."""
    width = len(table.grid[row])
    if row < table.header_rows or width < 3:
        return False
    cells = [cell for cell in own_cells(table, row) if cell.text]
    words = [cell for cell in cells if not is_numeric(cell.text) and not is_group_number(cell.text)]
    if len(words) != 1:
        return False
    return words[0].column_span * 2 >= width or any(is_group_number(cell.text) for cell in cells[:1])


def is_group_number(text: str) -> bool:
    """Whether a cell counts groups, not rows: 一, （二）."""
    return bool(GROUP_NUMBER.fullmatch(text))


def is_total_row(table: Table, row: int) -> bool:
    """Whether a row sums up others: 合计, 总计, 小计."""
    return any(is_total(cell.text) for cell in own_cells(table, row)[:3])


def is_total(text: str) -> bool:
    """Whether a cell's words sum up others; blanks between them do not count: 合 计."""
    return bool(TOTAL.fullmatch("".join(text.split())))


def is_whole(text: str) -> bool:
    """Whether a total's words say that it is of the whole area: 全省合计, 全市总计."""
    return bool(WHOLE.fullmatch("".join(text.split())))


def is_numeric(text: str) -> bool:
    """Whether a cell holds a number, with or without a sign and a plain unit."""
    return bool(text) and any(sign.isdigit() for sign in text) and bool(NUMERIC.fullmatch(text))
