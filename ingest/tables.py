"""A placed table and the lines around it → Table: header rows, caption, unit and notes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.headings import CAPTION
from ingest.layout import Layout, Line, PlacedTable
from ingest.numbering import ANNEX_TITLE, parse_marker
from ingest.readers.units import STATED, is_unit_line, unit_in, without_unit
from kg.ids import make_id
from kg.records import Section, Table
from kg.text.periods import parse_period
from kg.text.tables import is_numeric

NOTE = re.compile(r"[（(]?\s?(?:注|备注|说明|附注|资料来源|数据来源|[※*▲◆★]+)\s?\d{0,2}\s?[:：.、]|[※*▲◆★]\S")
LONGEST_CAPTION = 50
LONGEST_HEADER = 30
MOST_HEADER_ROWS = 4


@dataclass(frozen=True)
class Surroundings:
    """The lines around a table that belong to it, as indexes into the document's lines."""

    caption: int = -1
    unit: int = -1
    notes: tuple[int, ...] = ()

    @property
    def lines(self) -> frozenset[int]:
        """All of them."""
        return frozenset(index for index in (self.caption, self.unit, *self.notes) if index >= 0)


def find_surroundings(layout: Layout) -> dict[int, Surroundings]:
    """For each table, by its start, the lines before and after it that belong to it."""
    found: dict[int, Surroundings] = {}
    lines: list[int] = []
    count = 0
    for place, block in enumerate(layout.blocks):
        if isinstance(block, Line):
            lines.append(place)
            count += 1
            continue
        before = [layout.blocks[i] for i in range(max(0, place - 3), place)]
        after = [layout.blocks[i] for i in range(place + 1, min(len(layout.blocks), place + 6))]
        caption, unit = _before([b if isinstance(b, Line) else None for b in before], count)
        found[block.start] = Surroundings(caption, unit, _after(after, count))
    return found


def _before(blocks: Sequence[Line | None], count: int) -> tuple[int, int]:
    """The caption's and the unit's line among the blocks before a table; `count` lines stand before it in all."""
    caption = unit = -1
    index = count
    for block in reversed(blocks):
        if block is None:
            break
        index -= 1
        if is_unit_line(block.text):
            if unit >= 0:
                break
            unit = index
        elif caption < 0 and (CAPTION.match(block.text) or _is_caption(block)):
            caption = index  # one more line: the unit may stand over it
        else:
            break
    return caption, unit


def _is_caption(line: Line) -> bool:
    text = line.text
    return (
        len(text) <= LONGEST_CAPTION
        and text[-1] not in "。；;，,：:、！？"
        and (parse_marker(text) is None or bool(ANNEX_TITLE.match(text)))
        and not NOTE.match(text)
    )


def _after(blocks: Sequence[Line | PlacedTable], count: int) -> tuple[int, ...]:
    notes: list[int] = []
    for offset, block in enumerate(blocks):
        if isinstance(block, PlacedTable) or not NOTE.match(block.text):
            break
        notes.append(count + offset)
    return tuple(notes)


def make_table(placed: PlacedTable, around: Surroundings, lines: Sequence[Line], *, section: Section) -> Table:
    """The table with all that belongs to it; the caption falls back on an annex's heading."""
    header_rows = count_header_rows(placed)
    first = placed.cells[placed.grid[0][0]]
    titled = first.text if first.column_span == len(placed.grid[0]) > 1 and not placed.raw.header_rows else ""
    caption = placed.raw.caption or titled or (lines[around.caption].text if around.caption >= 0 else "")
    if not caption and section.kind in {"annex", "box"}:
        caption = section.heading
    return Table(
        id=make_id("tab", section.document_id, placed.start),
        document_id=section.document_id,
        section_id=section.id,
        cells=placed.cells,
        grid=placed.grid,
        header_rows=header_rows,
        start=placed.start,
        end=placed.end,
        caption=without_unit(caption),
        unit=(unit_in(lines[around.unit].text) if around.unit >= 0 else "")
        or unit_in(caption)
        or _unit(placed, header_rows),
        notes=tuple(lines[index].text for index in around.notes),
    )


def count_header_rows(placed: PlacedTable) -> int:
    """How many rows at the top are header: those that the format marks, else a title across and the first row of labels.

    The rows that split its columns, and those that its tall cells reach into, belong to it in either case.
    """
    grid, cells = placed.grid, placed.cells
    width = len(grid[0])
    reach = placed.raw.header_rows
    if not reach:
        row = 0
        while row < len(grid) and cells[grid[row][0]].column_span == width > 1:  # a title or a unit across the table
            row += 1
        if row >= min(len(grid), MOST_HEADER_ROWS) or not _is_label_row(placed, row):
            return 0 if row == 0 else min(row, len(grid) - 1)
        reach = row + 1
    most = reach + MOST_HEADER_ROWS - 2
    while reach < min(len(grid), most) and (_splits(placed, reach) or _is_beside_tall_names(placed, reach)):
        reach += 1
    return min(reach, max(1, len(grid) - 1))


def _is_label_row(placed: PlacedTable, row: int) -> bool:
    """Whether all cells of a row read as labels: short, no values; a year or a target year is a label."""
    texts = [cell.text for cell in placed.cells if cell.row <= row < cell.row + cell.row_span and cell.text]
    return bool(texts) and all(
        len(text) <= LONGEST_HEADER and (not is_numeric(text) or parse_period(text)) for text in texts
    )


def _splits(placed: PlacedTable, row: int) -> bool:
    """Whether a row goes on with the header: it names the parts of a wide cell above."""
    own = [cell for cell in placed.cells if cell.row == row]
    if not _is_label_row(placed, row) or not any(cell.text for cell in own):
        return False
    for cell in own:
        above = placed.cells[placed.grid[row - 1][cell.column]]
        wide_above = above.column_span > cell.column_span
        if cell.text and not wide_above:
            return False
    return True


def _is_beside_tall_names(placed: PlacedTable, row: int) -> bool:
    """Whether a row of labels lies beside cells of the row above, most of the columns: 序号 and 指标 over two rows, 目标 over 2030年."""
    above, own = ([placed.cells[index].text for index in placed.grid[line]] for line in (row - 1, row))
    same = sum(up == down for up, down in zip(placed.grid[row - 1], placed.grid[row], strict=True))
    repeated = sum(
        bool(down) and up == down for up, down in zip(above, own, strict=True)
    )  # plain rows know no tall cell
    return (same * 2 > len(own) or repeated * 2 >= len(own)) and _is_label_row(placed, row)


def _unit(placed: PlacedTable, header_rows: int) -> str:
    """The unit that the header states for the whole table: in its corner, or in a cell that says nothing else."""
    header = [cell.text for cell in placed.cells if cell.row < max(1, header_rows) and cell.text]
    corner = placed.cells[placed.grid[0][0]].text
    return next(
        (unit_in(text) for text in header if is_unit_line(text) or (text == corner and STATED.search(text))), ""
    )
