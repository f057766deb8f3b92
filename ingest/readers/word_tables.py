"""Word tables: the grid with its horizontal and vertical merges."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ingest.blocks import RawCell, RawTable
from ingest.readers.word_runs import W, child, is_on, value

WIDEST = 200  # columns; a larger span is a slip or an attack


def table_of(element: Any, cell_text: Callable[[Any], str]) -> RawTable:
    """A w:tbl as a table; a vertical merge is one cell from its first row on, deleted rows are left out."""
    cells: list[RawCell] = []
    open_merges: dict[int, int] = {}  # column → index into cells
    header_rows = 0
    rows = [row for row in _children(element, "tr") if child(row, "trPr", "del") is None]
    for index, row in enumerate(rows):
        if index == header_rows and is_on(child(row, "trPr", "tblHeader")):
            header_rows += 1
        column = min(_number(child(row, "trPr", "gridBefore")), WIDEST)
        for cell in _children(row, "tc"):
            span = min(max(1, _number(child(cell, "tcPr", "gridSpan"))), WIDEST)
            merge = child(cell, "tcPr", "vMerge")
            if merge is not None and value(merge) != "restart" and column in open_merges:
                above = open_merges[column]
                cells[above] = replace(cells[above], row_span=index - cells[above].row + 1)
            else:
                open_merges.pop(column, None)
                if merge is not None:
                    open_merges[column] = len(cells)
                cells.append(RawCell(index, column, cell_text(cell), 1, span))
            column += span
    return RawTable(tuple(cells), header_rows if header_rows < len(rows) else 0)


def _children(element: Any, name: str) -> list[Any]:
    """Rows or cells, those inside content controls and tracked insertions too."""
    found = []
    for part in element:
        if part.tag == W + name:
            found.append(part)
        elif part.tag in {W + "sdt", W + "sdtContent", W + "ins", W + "customXml"}:
            found += _children(part, name)
    return found


def _number(element: Any) -> int:
    text = value(element)
    return int(text) if text.isdigit() else 0
