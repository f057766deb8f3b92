"""A matrix as tables: itself, every passage and task behind it with citations, what was looked through, what is left open."""

from collections.abc import Iterator, Sequence
from typing import Any

from kg.coverage.axes import Line
from kg.coverage.lacks import KINDS, Lack
from kg.coverage.matrix import ABSENT, SAID, SILENT, STATES, Cell, Matrix
from kg.text.numbers import as_number

Row = dict[str, Any]
SHEET, PASSAGES, TASKS, PAPERS, LACKS = "覆盖矩阵", "段落", "任务", "文件", "缺口"
TINTS = {STATES[SILENT]: "EDEFF2", STATES[ABSENT]: "F3E6C8", "段落": "DCE6F3", "任务": "DCE6F3"}
MOST_ROWS = 100_000  # of a sheet; Excel takes a million, nobody reads them


def make_tables(matrix: Matrix, lacks: Sequence[Lack] = ()) -> dict[str, list[Row]]:
    """The tables by name; what is left open only where it was looked for."""
    cells = [
        (row, column, matrix.cell(row, column))
        for row in matrix.rows
        for column in matrix.columns
        if matrix.counts(row, column)[0] == SAID
    ]
    tables = {
        SHEET: [_matrix_row(matrix, row) for row in matrix.rows],
        PASSAGES: list(_passage_rows(cells))[:MOST_ROWS],
        TASKS: list(_task_rows(cells))[:MOST_ROWS],
        PAPERS: _paper_rows(matrix),
    }
    if lacks:
        tables[LACKS] = [_lack_row(lack) for lack in lacks]
    return tables


def make_workbook(matrix: Matrix, lacks: Sequence[Lack] = ()) -> bytes:
    """The tables as a workbook, the states of the cells told apart by their ground."""
    from kg.workbook import to_xlsx

    tables = {name: rows or [{"说明": "没有"}] for name, rows in make_tables(matrix, lacks).items()}
    return to_xlsx(tables, tints=TINTS, pinned=2)


def cell_text(state: str, passages: int, tasks: int) -> str:
    """A cell in words: 段落 3，任务 2 – or what its blank means."""
    if state != SAID:
        return STATES[state]
    parts = [f"段落 {passages}" if passages else "", f"任务 {tasks}" if tasks else ""]
    return "，".join(filter(None, parts))


def _matrix_row(matrix: Matrix, row: Line) -> Row:
    heads = column_heads(matrix)
    told = {heads[one.key]: cell_text(*matrix.counts(row, one)) for one in matrix.columns}
    words = {"查找的词": "、".join(row.words)} if row.words else {}
    return {"分组": row.group, row_head(matrix): row.name, **told, **words}


def row_head(matrix: Matrix) -> str:
    """What the rows are."""
    return matrix.title.split("×")[0]


def column_heads(matrix: Matrix) -> dict[str, str]:
    """Column key → its heading; a number behind those that share a name."""
    seen: dict[str, int] = {}
    heads = {}
    for column in matrix.columns:
        seen[column.name] = seen.get(column.name, 0) + 1
        heads[column.key] = column.name if seen[column.name] == 1 else f"{column.name}（{seen[column.name]}）"
    return heads


def _passage_rows(cells: Sequence[tuple[Line, Line, Cell]]) -> Iterator[Row]:
    for row, column, cell in cells:
        for one in cell.passages:
            cited = one.citation
            yield {
                "行": row.name,
                "列": column.name,
                "出处": cited.official,
                "引文": cited.quote.replace("\t", " "),
                "文中写作": one.name,
                "文件": cited.document,
                "起": cited.start,
                "止": cited.end,
            }


def _task_rows(cells: Sequence[tuple[Line, Line, Cell]]) -> Iterator[Row]:
    for row, column, cell in cells:
        for task in cell.tasks:
            yield {
                "行": row.name,
                "列": column.name,
                "序号": as_number(task.number),
                "任务": task.name,
                "部门": "、".join(task.departments),
                "完成时限": task.deadline,
                "出处": task.source.official,
                "原文": "\n".join(one.quote.replace("\t", " ") for one in task.citations),
            }


def _paper_rows(matrix: Matrix) -> list[Row]:
    """The documents that were looked through; then columns without one, with the reason."""
    loaded = matrix.scope.loaded
    rows = [{"标题": one.title, "文件": one.name, "状态": "已查", "说明": ""} for one in loaded]
    for column in matrix.columns:
        if column.absent or column.doubt:
            state = STATES[ABSENT] if column.absent else "已查"
            rows.append({"标题": column.name, "文件": "", "状态": state, "说明": column.absent or column.doubt})
    return rows


def lack_rows(lacks: Sequence[Lack]) -> dict[str, list[Row]]:
    """What is left open as tables, one a kind."""
    return {KINDS[kind]: [_lack_row(one) for one in lacks if one.kind == kind] or [{"说明": "没有"}] for kind in KINDS}


def _lack_row(lack: Lack) -> Row:
    return {
        "缺口": KINDS[lack.kind],
        "名称": lack.name,
        "文件": lack.document,
        "说明": lack.note,
        "出处": "\n".join(dict.fromkeys(one.official for one in lack.citations)),
        "原文": "\n".join(one.quote.replace("\t", " ") for one in lack.citations),
    }
