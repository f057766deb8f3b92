"""The last step for every table of every format, so that one table gives one grid whatever file it came in."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import Paragraph, RawTable
from ingest.readers.alignment import align_body, align_header, has_child_names
from ingest.readers.columns import Profile, is_serial, profile_of
from ingest.readers.grid import Grid, Spot, cells_of, compact, grid_of, is_alone, is_from_above, tidy
from ingest.readers.units import is_unit_line
from kg.text.normalize import clean_paragraph
from kg.text.tables import is_total

NOTE_START = re.compile(r"[（(]?(?:注|说明|备注|附注|资料来源|数据来源|抄送)\s*[0-9一二三]?\s*[：:]|[▲◆★※*]")
NEARLY_FULL = 0.8
KEY_FILLED = 0.95
TALLEST_NAME = 3  # a first cell that goes further down names a group of body rows


def finish_table(table: RawTable) -> list[Paragraph | RawTable]:
    """The table with short rows aligned and silent merges made real; rows that are no rows become paragraphs.

    Cell text comes back on one line; but a table of one column is a box of text, whose cells keep their lines.
    """
    grid = tidy(grid_of(table))
    if not grid:
        return []
    if len(grid[0]) == 1:
        return [_box(grid, table)]
    before = _take_title_rows(grid, table.page)
    after = _take_note_rows(grid, table.page)
    header_rows = _settle(grid, max(0, table.header_rows - len(before)))
    for spot in {id(spot): spot for row in grid for spot in row}.values():
        spot.text = clean_paragraph(spot.text)
    caption = clean_paragraph(table.caption)
    return [*before, replace(table, cells=cells_of(grid), header_rows=header_rows, caption=caption), *after]


def _box(grid: Grid, table: RawTable) -> RawTable:
    for (spot,) in grid:
        spot.text = "\n".join(line.strip() for line in spot.text.split("\n") if line.strip())
    return replace(table, cells=cells_of(grid), header_rows=0)


def _only_cell(row: Sequence[Spot]) -> Spot | None:
    """The one cell of a row that holds anything and stands at its start, else None."""
    filled = {id(spot): spot for spot in row if spot.text.strip()}
    return row[0] if len(filled) == 1 and row[0].text.strip() else None


def _take_title_rows(grid: Grid, page: int) -> list[Paragraph]:
    """Takes leading rows out of the grid that hold one cell only: a title, or a unit on either side, not column names."""
    titles: list[Paragraph] = []
    while len(grid) >= 3 and (spot := _only_cell(grid[0]) or _unit_cell(grid[0])) and spot not in grid[1]:
        titles.append(Paragraph(" ".join(spot.text.split()), page=page))
        del grid[0]
    return titles


def _unit_cell(row: Sequence[Spot]) -> Spot | None:
    """The one filled cell of a row, wherever it stands, that says the unit of the whole table."""
    filled = list({id(spot): spot for spot in row if spot.text.strip()}.values())
    return filled[0] if len(filled) == 1 and is_unit_line(compact(filled[0].text)) else None


def _take_note_rows(grid: Grid, page: int) -> list[Paragraph | RawTable]:
    """Takes trailing rows out of the grid that hold one note only."""
    notes: list[Paragraph | RawTable] = []
    while len(grid) >= 3 and (spot := _only_cell(grid[-1])) and grid[-2][0] is not spot:
        text = " ".join(spot.text.split())
        if not (NOTE_START.match(text) or (len(text) >= 20 and text.endswith("。"))):
            break
        notes.insert(0, Paragraph(text, page=page))
        del grid[-1]
    return notes


def _settle(grid: Grid, known_header_rows: int) -> int:
    """Aligns and merges in place; gives the header rows where known, else 0."""
    if len(grid) < 2:
        return known_header_rows
    _part_totals(grid)
    known_header_rows = _covering(grid, known_header_rows)
    children = known_header_rows <= 2 and has_child_names(grid)
    first = max(known_header_rows, 2 if children else 1)
    if first >= len(grid):
        return known_header_rows
    profiles = _profiles(grid, first)
    align_header(grid, profiles, children=children)
    align_body(grid, profiles, first)
    profiles = _profiles(grid, first)
    if children:
        _merge_header(grid)
    _merge_groups(grid, profiles, first)
    return 2 if children else known_header_rows


def _covering(grid: Grid, header_rows: int) -> int:
    """The header rows with those that a tall header cell reaches down into; 0 stays 0, and a row is left for the body."""
    reach = header_rows
    while 0 < reach < len(grid) and any(is_from_above(grid, reach, column) for column in range(len(grid[0]))):
        reach += 1
    return reach if reach < len(grid) and reach <= header_rows + TALLEST_NAME else header_rows


def _profiles(grid: Grid, first: int) -> list[Profile]:
    """The columns' profiles; a row that is filled to its end surely stands in its place."""
    body = [row for row in range(first, len(grid)) if not _is_total(grid[row])] or list(range(first, len(grid)))
    certain = [bool(grid[row][-1].text.strip()) for row in body]
    names = [spot.text for spot in grid[0]]
    return [profile_of(name, _own_values(grid, column, body), certain) for column, name in enumerate(names)]


def _own_values(grid: Grid, column: int, body: Sequence[int]) -> list[str]:
    """A column's body texts, each cell's once: '' in the further rows that a merged cell covers."""
    return ["" if row > body[0] and is_from_above(grid, row, column) else grid[row][column].text for row in body]


def _is_total(row: Sequence[Spot]) -> bool:
    return any(is_total(spot.text) for spot in row)


def _part_totals(grid: Grid) -> None:
    """A total row is no continuation of the numbered row above it, even where the file merges their first cells."""
    for index, row in enumerate(grid):
        if index and _is_total(row):
            for column, spot in enumerate(row):
                if is_from_above(grid, index, column) and is_serial(spot.text):
                    row[column] = Spot()


def _merge_header(grid: Grid) -> None:
    """A name without names under it covers both header rows."""
    for column, spot in enumerate(grid[1]):
        above = grid[0][column]
        if not spot.text.strip() and is_alone(grid, 0, column) and is_alone(grid, 1, column):
            grid[1][column] = above


def _merge_groups(grid: Grid, profiles: Sequence[Profile], first: int) -> None:
    """Empty cells under a group's name belong to the group; so does a nearly full column's gap inside a group."""
    key = next((c for c, p in enumerate(profiles) if p.kind != "serial" and p.filled >= KEY_FILLED), 0)
    groups = [c for c in range(key) if profiles[c].kind == "text" and 0 < profiles[c].filled < 1]
    shared = [
        c for c in range(key + 1, len(profiles)) if profiles[c].kind == "text" and NEARLY_FULL <= profiles[c].filled < 1
    ]
    for row in range(first + 1, len(grid)):
        if _is_total(grid[row]) or not grid[row][key].text.strip():
            continue
        inside = bool(groups)
        for column in groups:
            inside = inside and _merge_up(grid, row, column)
        if inside:
            for column in shared:
                _merge_up(grid, row, column)


def _merge_up(grid: Grid, row: int, column: int) -> bool:
    """Merges an empty cell with the one above it; True where the two are one afterwards."""
    if is_from_above(grid, row, column):
        return True
    above, width = grid[row - 1][column], len(grid[row])
    wide = (column and grid[row - 1][column - 1] is above) or (
        column + 1 < width and grid[row - 1][column + 1] is above
    )
    if grid[row][column].text.strip() or not above.text.strip() or wide or not is_alone(grid, row, column):
        return False
    grid[row][column] = above
    return True
