"""Tables of PDF pages: drawn with rules, or set in aligned columns; and tables that go on over a page break."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from ingest.blocks import RawCell, RawTable
from ingest.readers.columns import is_serial
from ingest.readers.grid import compact, rows_of, table_of_rows
from ingest.readers.lines import glue, starts_block
from ingest.readers.pdf_layout import Glyph, TextLine, lines_of

SAME_EDGE = 3.0
PADDING = 6.0
MOST_EDGES = 6000  # more rules than this are a drawing
FILLED_SHARE = 0.25
FEWEST_ROWS = 3
FEWEST_COLUMNS = 3
HEADER_ROWS_TRIED = 3
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class PlacedTable:
    """A table and where it stands on its page; `edges` are the x positions of its columns' sides."""

    table: RawTable
    box: Box
    edges: tuple[float, ...] = ()


def ruled_tables(page: Any, glyphs: Sequence[Glyph], number: int) -> list[PlacedTable]:
    """The tables of a page that rules draw; frames around text and drawings are none."""
    if len(page.edges) > MOST_EDGES:
        return []
    placed = []
    tables = page.find_tables()
    ends = [end for found in tables for end in _open_ends(found, page.edges)]
    for found in page.find_tables({"explicit_horizontal_lines": ends}) if ends else tables:
        cells = [cell for cell in found.cells if cell]
        columns = _edges([x for cell in cells for x in (cell[0], cell[2])])
        rows = _edges([y for cell in cells for y in (cell[1], cell[3])])
        if len(columns) < 3 or len(rows) < 2:
            continue
        inside = [glyph for glyph in glyphs if _is_inside(glyph, found.bbox)]
        raw = tuple(_cell(cell, inside, columns, rows) for cell in sorted(cells, key=lambda cell: (cell[1], cell[0])))
        filled = sum(bool(cell.text) for cell in raw)
        if filled >= 2 and filled >= FILLED_SHARE * len(raw):
            placed.append(PlacedTable(RawTable(raw, page=number), found.bbox, tuple(columns)))
    return placed


def _open_ends(found: Any, edges: Sequence[Any]) -> list[float]:
    """Where a table's upright rules end below its last level one, or begin above the first: a row that a page break cut."""
    left, top, right, bottom = found.bbox
    upright = [e for e in edges if e["orientation"] == "v" and left - SAME_EDGE <= e["x0"] <= right + SAME_EDGE]
    below = [e for e in upright if e["top"] <= bottom + SAME_EDGE and e["bottom"] > bottom + PADDING]
    above = [e for e in upright if e["bottom"] >= top - SAME_EDGE and e["top"] < top - PADDING]
    ends = []
    for several, place in (
        (below, max(e["bottom"] for e in below) if below else 0.0),
        (above, min(e["top"] for e in above) if above else 0.0),
    ):
        if len(_edges([e["x0"] for e in several])) >= FEWEST_COLUMNS:
            ends.append(float(place))
    return ends


def _edges(positions: Sequence[float]) -> list[float]:
    """Positions, those that differ by less than a rule's width taken as one."""
    edges: list[float] = []
    for position in sorted(positions):
        if not edges or position - edges[-1] > SAME_EDGE:
            edges.append(position)
    return edges


def _cell(box: Box, glyphs: Sequence[Glyph], columns: Sequence[float], rows: Sequence[float]) -> RawCell:
    left, right = _nearest(columns, box[0]), _nearest(columns, box[2])
    top, bottom = _nearest(rows, box[1]), _nearest(rows, box[3])
    text = _cell_text(lines_of(glyph for glyph in glyphs if _is_inside(glyph, box)), box[2])
    return RawCell(top, left, text, max(1, bottom - top), max(1, right - left))


def _nearest(edges: Sequence[float], position: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - position))


def _is_inside(glyph: Glyph, box: Box) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _cell_text(lines: Sequence[TextLine], right: float) -> str:
    """A cell's lines; one that reaches the cell's right side goes on in the next."""
    text, full = "", False
    for line in lines:
        if not text:
            text = line.text
        elif full and not starts_block(line.text):
            text = glue(text, line.text)
        else:
            text += f"\n{line.text}"
        full = line.x1 >= right - PADDING - 1.6 * line.size
    return text


def aligned_table(lines: Sequence[TextLine], start: int, number: int) -> tuple[PlacedTable, int] | None:
    """A table without rules that begins at this line, and the line after it; only where the columns are beyond doubt."""
    rows: list[list[TextLine]] = []
    cells: list[list[str]] = []
    end = start
    for index in range(start, len(lines)):
        pieces = lines[index].pieces()
        if len(pieces) >= FEWEST_COLUMNS and (not rows or (len(pieces) == len(rows[0]) and _fits(rows, pieces))):
            rows.append(pieces)
            cells.append([piece.text for piece in pieces])
        elif not rows or not _continues_cells(rows, cells, pieces):
            break
        end = index + 1
    if len(rows) < FEWEST_ROWS:
        return None
    part = lines[start:end]
    box = (min(line.x0 for line in part), part[0].top, max(line.x1 for line in part), part[-1].bottom)
    table = replace(table_of_rows(cells), page=number)
    return PlacedTable(table, box, tuple(edge for edge, _ in _spans(rows))), end


def _spans(rows: Sequence[Sequence[TextLine]]) -> list[tuple[float, float]]:
    return [(min(row[c].x0 for row in rows), max(row[c].x1 for row in rows)) for c in range(len(rows[0]))]


def _fits(rows: Sequence[Sequence[TextLine]], pieces: Sequence[TextLine]) -> bool:
    """Whether a line's pieces stand under the columns so far without bridging two."""
    spans = _spans([*rows, pieces])
    return all(before[1] < after[0] for before, after in pairwise(spans))


def _continues_cells(rows: Sequence[Sequence[TextLine]], cells: list[list[str]], pieces: Sequence[TextLine]) -> bool:
    """Adds a line that lies wholly within the columns and close under the last row to that row's cells."""
    spans = _spans(rows)
    last = rows[-1]
    near = pieces[0].top - max(piece.bottom for piece in last) < 0.6 * pieces[0].size
    homes = [next((c for c, (x0, x1) in enumerate(spans) if x0 - 2 <= p.x0 and p.x1 <= x1 + 2), None) for p in pieces]
    if not near or len(pieces) >= len(spans) or None in homes:
        return False
    for piece, home in zip(pieces, homes, strict=True):
        if home is not None:
            cells[-1][home] = glue(cells[-1][home], piece.text)
    return True


def is_continuation(table: PlacedTable, following: PlacedTable) -> bool:
    """Whether a table at a page's top has the columns of the one at the foot of the page before."""
    if len(table.edges) != len(following.edges):
        return False
    return all(abs(left - right) <= 2 * SAME_EDGE for left, right in zip(table.edges, following.edges, strict=True))


def joined(table: PlacedTable, following: PlacedTable) -> PlacedTable:
    """Both as one: a repeated header is dropped, a row that the page break cut is put together."""
    above, below = rows_of(table.table), rows_of(following.table)
    skip = 0
    while skip < min(HEADER_ROWS_TRIED, len(below) - 1, len(above)) and _same_row(above[skip], below[skip]):
        skip += 1
    cells = list(table.table.cells)
    rest = [replace(cell, row=cell.row - skip) for cell in following.table.cells if cell.row >= skip]
    height = max(cell.row + cell.row_span for cell in cells)
    if _is_rest_of_row(above, below[skip]):
        rest = _add_to_last_row(cells, rest, height - 1)
        height -= 1
    cells += [replace(cell, row=cell.row + height) for cell in rest]
    return replace(table, table=replace(table.table, cells=tuple(cells)))


def _same_row(left: Sequence[str], right: Sequence[str]) -> bool:
    return [compact(text) for text in left] == [compact(text) for text in right] and any(text.strip() for text in left)


def _is_rest_of_row(above: Sequence[Sequence[str]], first: Sequence[str]) -> bool:
    """Whether the first row below a break lacks the running number that every row above it has."""
    body = above[1:]
    numbered = [c for c in range(len(first)) if len(body) >= 2 and all(is_serial(row[c]) for row in body)]
    return bool(numbered) and not any(first[c].strip() for c in numbered)


def _add_to_last_row(cells: list[RawCell], rest: list[RawCell], last: int) -> list[RawCell]:
    """Adds the texts of row 0 of `rest` to the cells that end in row `last`; gives the other rows back."""
    for part in (cell for cell in rest if cell.row == 0 and cell.text):
        for index, cell in enumerate(cells):
            if cell.column == part.column and cell.row <= last < cell.row + cell.row_span:
                cells[index] = replace(cell, text=glue(cell.text, part.text))
    return [cell for cell in rest if cell.row > 0]
