"""The working form of a table: a grid whose places share one Spot where cells are merged."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.blocks import RawCell, RawTable


@dataclass(eq=False)
class Spot:
    """One cell of the working grid; the same object stands in every place that the cell covers."""

    text: str = ""


Grid = list[list[Spot]]


def grid_of(table: RawTable) -> Grid:
    """The table's places, row by row; where cells overlap the first one wins, a place without a cell becomes an empty one."""
    height = max((cell.row + cell.row_span for cell in table.cells), default=0)
    width = max((cell.column + cell.column_span for cell in table.cells), default=0)
    places: list[list[Spot | None]] = [[None] * width for _ in range(height)]
    for cell in table.cells:
        if places[cell.row][cell.column] is not None:
            continue
        spot = Spot(cell.text)
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                if places[row][column] is None:
                    places[row][column] = spot
    return [[spot or Spot() for spot in row] for row in places]


def grid_of_rows(rows: Iterable[Sequence[str]]) -> Grid:
    """A grid of plain rows without merged cells; short rows are filled up with empty cells on the right."""
    grid = [[Spot(text) for text in row] for row in rows]
    width = max((len(row) for row in grid), default=0)
    return [row + [Spot() for _ in range(width - len(row))] for row in grid]


def cells_of(grid: Grid) -> tuple[RawCell, ...]:
    """The cells of a grid in reading order, each once, at its top left corner."""
    seen: set[int] = set()
    cells = []
    for row, spots in enumerate(grid):
        for column, spot in enumerate(spots):
            if id(spot) in seen:
                continue
            seen.add(id(spot))
            cells.append(RawCell(row, column, spot.text, *_extent(grid, row, column)))
    return tuple(cells)


def table_of_rows(rows: Iterable[Sequence[str]], *, page: int = 0, caption: str = "") -> RawTable:
    """A table of plain rows, for the formats that know no merged cells."""
    return RawTable(cells_of(grid_of_rows(rows)), page=page, caption=caption)


def rows_of(table: RawTable) -> list[list[str]]:
    """The text of every place, a merged cell's text in each place it covers."""
    return [[spot.text for spot in row] for row in grid_of(table)]


def is_alone(grid: Grid, row: int, column: int) -> bool:
    """Whether this place is a cell of its own, merged with no neighbour."""
    return _extent(grid, row, column) == (1, 1) and not (
        _same(grid, row, column, row - 1, column) or _same(grid, row, column, row, column - 1)
    )


def is_from_above(grid: Grid, row: int, column: int) -> bool:
    """Whether the cell of this place began in an earlier row."""
    return _same(grid, row, column, row - 1, column)


def tidy(grid: Grid) -> Grid:
    """The grid without the rows and columns in which nothing stands, or nothing but what goes on from before."""
    filled = [row for index, row in enumerate(grid) if _has_own(row, grid[index - 1] if index else None)]
    columns: list[tuple[Spot, ...]] = []
    for column in zip(*filled, strict=True):
        if _has_own(column, columns[-1] if columns else None):
            columns.append(column)
    return [list(row) for row in zip(*columns, strict=True)]


def _has_own(line: Sequence[Spot], before: Sequence[Spot] | None) -> bool:
    """Whether a row or column holds any text that does not reach into it from the one before."""
    others = before if before is not None else [None] * len(line)
    return any(spot.text.strip() and spot is not other for spot, other in zip(line, others, strict=True))


def compact(text: str) -> str:
    """Text without any blank, to compare cells by."""
    return re.sub(r"\s+", "", text)


def _same(grid: Grid, row: int, column: int, other_row: int, other_column: int) -> bool:
    if other_row < 0 or other_column < 0:
        return False
    return grid[row][column] is grid[other_row][other_column]


def _extent(grid: Grid, row: int, column: int) -> tuple[int, int]:
    """How many rows and columns the cell that begins here covers."""
    spot = grid[row][column]
    down, right = row + 1, column + 1
    while down < len(grid) and grid[down][column] is spot:
        down += 1
    while right < len(grid[row]) and grid[row][right] is spot:
        right += 1
    return down - row, right - column
