"""Tables in plain text whose columns only blanks keep apart: wide ones in most rows, one under the other by width.

The first row names the columns, and most rows have as many cells. A row with other cells is read by where they stand:
the rest of cells that did not fit above, a group's name alone, or two cells that only one blank parts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.blocks import RawTable
from ingest.readers.columns import is_serial
from ingest.readers.grid import table_of_rows
from ingest.readers.lines import FINAL, display_width, glue

WIDE = re.compile(r"[ \xa0\u3000]{2,}")
BLANK = re.compile(r"[ \xa0\u3000]+")
NAME = re.compile(r"(?!\d[\d.,]*$)[^。；;：:]{1,24}")  # of a column
FEWEST = {2: 4, 3: 3}  # rows that it takes with so many columns, and with more
PAGE_GAP = 3  # blank lines that a page's end leaves between two rows
LONGEST_GROUP = 24  # characters of a line that names a group of rows
SHARE, HALF = 0.6, 0.5  # of the rows that look like a table's, and that have a cell in every column of one


@dataclass(frozen=True)
class Piece:
    """One cell's text, or a part of it, and where it stands on its line, in half-widths."""

    text: str
    start: int
    end: int


Row = list[str]
Pieces = list[Piece]


def find_spaced(lines: Sequence[str], start: int) -> tuple[RawTable, int] | None:
    """The table that begins at this line, and the line after it; None where none does, or its columns are not told."""
    rows, end = _rows(lines, start)
    table = _read(rows)
    return (table_of_rows(table), end) if table else None


def unread_rows(lines: Sequence[str], start: int) -> int:
    """How many lines from this one on look like a table's that could not be read; 0 where they do not."""
    rows, end = _rows(lines, start)
    wide = sum(len(row) > 2 for row in rows)
    contents = all(row[-1].text.isdecimal() for row in rows)
    return end - start if wide >= max(FEWEST[3], SHARE * len(rows)) and not contents else 0


def _rows(lines: Sequence[str], start: int) -> tuple[list[Pieces], int]:
    """The lines from this one on that blanks part into cells, and the line after the last."""
    rows: list[Pieces] = []
    place = end = start
    while place < len(lines):
        pieces = _pieces(lines[place], WIDE)
        if not pieces:
            place += 1
            if place - end > PAGE_GAP:
                break
            continue
        if len(pieces) == 1 and not (place == end and rows and _goes_on(pieces[0], rows, lines, place)):
            break
        again = bool(rows) and place > end and [p.text for p in pieces] == [p.text for p in rows[0]]
        if place > end and rows and not again and pieces[0].text == rows[0][0].text:
            break  # another table's first row
        rows += [] if again else [pieces]
        place += 1
        end = place
    return rows, end


def _goes_on(piece: Piece, rows: list[Pieces], lines: Sequence[str], place: int) -> bool:
    """Whether a line of one cell is inside a table: the rest of a cell above, or the name of the group below."""
    if piece.start > rows[0][0].end:
        return True
    if len(_pieces(lines[place], BLANK)) == len(rows[0]) > 2:
        return True  # long cells, which left one blank between them
    below = _pieces(lines[place + 1], BLANK) if place + 1 < len(lines) else []
    return len(below) > 1 and len(piece.text) <= LONGEST_GROUP and not FINAL.search(piece.text)


def _pieces(line: str, blank: re.Pattern[str]) -> Pieces:
    """A line cut at its blanks."""
    line = line.expandtabs().rstrip(" \xa0\u3000")
    cuts = [(0, 0), *(m.span() for m in blank.finditer(line)), (len(line), len(line))]
    if lead := BLANK.match(line):
        cuts = [lead.span(), *(cut for cut in cuts[1:] if cut[0] >= lead.end())]
    found = [(left[1], right[0]) for left, right in pairwise(cuts) if left[1] < right[0]]
    return [Piece(line[a:b], display_width(line[:a]), display_width(line[:b])) for a, b in found]


def _read(rows: list[Pieces]) -> list[Row]:
    """The cells of every row; none where the rows do not agree on their columns."""
    width = len(rows[0]) if rows else 0
    whole = [row for row in rows if len(row) == width]
    if width < 2 or len(rows) < FEWEST.get(width, 3) or len(whole) < max(2, HALF * len(rows)):
        return []
    if not all(NAME.fullmatch(piece.text) for piece in rows[0]):
        return []
    columns = [(min(p.start for p in column), max(p.end for p in column)) for column in zip(*whole, strict=True)]
    counted = sum(is_serial(row[0].text) for row in whole[1:]) * 2 > len(whole) - 1
    table: list[Row] = []
    for row in rows:
        cells = [p.text for p in row] if len(row) == width else _under(row, columns)
        if len(row) > width or not cells:
            return []
        empty = sum(not cell for cell in cells)
        if table and not cells[0] and (counted or empty > 1):
            table[-1] = [
                glue(above, cell) if above and cell else above + cell
                for above, cell in zip(table[-1], cells, strict=True)
            ]
        else:
            table.append(cells)
    return table


def _under(row: Pieces, columns: Sequence[tuple[int, int]]) -> Row:
    """The cells of a row by the columns under which their words stand; none where one stands under no column."""
    cells = [""] * len(columns)
    words = [Piece(w.text, p.start + w.start, p.start + w.end) for p in row for w in _pieces(p.text, BLANK)]
    if len(words) == len(columns):
        return [word.text for word in words]
    if len(row) == 1 and row[0].start < columns[0][1]:
        return [row[0].text, *cells[1:]]  # the name of a group of rows
    for word in words:
        overlaps = [min(word.end, end) - max(word.start, start) for start, end in columns]
        if max(overlaps) <= 0:
            return []
        best = overlaps.index(max(overlaps))
        cells[best] = f"{cells[best]} {word.text}" if cells[best] else word.text
    return cells
