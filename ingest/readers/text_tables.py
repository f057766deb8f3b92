"""Tables in plain text: one cell a line behind a tab, one row a line with tabs, one row a line with bars.

Word's text export writes a cell a line, each behind a tab, with a blank line after each row. A cell may itself
hold several lines and blank lines; merged cells are empty or missing. The table ends at two blank lines, or at
a line that is neither a cell nor goes on inside one.
"""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.blocks import RawTable
from ingest.readers.columns import is_serial
from ingest.readers.grid import table_of_rows
from ingest.readers.lines import starts_block

Row = list[str]
Found = tuple[RawTable, int]  # the table, and the line after it
CONTINUATION = 30  # a longer line after a blank one is a paragraph, not the rest of a cell
BAR_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")


def find_table(lines: Sequence[str], start: int) -> Found | None:
    """The table that begins at this line, else None."""
    line = lines[start]
    if line.count("|") >= 2 or line.count("｜") >= 2:
        return _bar_table(lines, start)
    if "\t" in line.strip():
        return _row_table(lines, start)
    if line.startswith("\t"):
        return _cell_table(lines, start)
    return None


def _bar_table(lines: Sequence[str], start: int) -> Found | None:
    end = start
    rows: list[Row] = []
    while end < len(lines) and lines[end].replace("｜", "|").count("|") >= 2:
        text = lines[end].replace("｜", "|").strip()
        if not BAR_RULE.fullmatch(text):
            rows.append([cell.strip() for cell in text.removeprefix("|").removesuffix("|").split("|")])
        end += 1
    return (table_of_rows(rows), end) if len(rows) >= 2 else None


def _row_table(lines: Sequence[str], start: int) -> Found | None:
    """Lines with tabs inside, at least two of them; single blank lines between rows are allowed."""
    rows: list[Row] = []
    end = place = start
    while place < len(lines) and place - end <= 1:
        if "\t" in lines[place].strip(" \t\xa0\u3000") or (rows and lines[place].count("\t") == len(rows[0]) - 1 > 1):
            rows.append([cell.strip() for cell in lines[place].split("\t")])
            end = place + 1
        elif lines[place].strip():
            break
        place += 1
    if len(rows) < 2:
        return None
    if all(not row[0] for row in rows):  # every row indented by a tab
        rows = [row[1:] for row in rows]
    return table_of_rows(rows), end


def _cell_table(lines: Sequence[str], start: int) -> Found | None:
    segments, end = _segments(lines, start)
    if sum(map(len, segments)) < 2 or max(map(len, segments)) < 2:
        return None
    rows = _rows_of(segments)
    return (table_of_rows(rows), end) if len(rows) >= 2 else None


def _segments(lines: Sequence[str], start: int) -> tuple[list[Row], int]:
    """Runs of cells between blank lines, and the line after the last."""
    segments: list[Row] = [[]]
    place = end = start
    while place < len(lines):
        line = lines[place]
        if line.startswith("\t"):
            segments[-1].append(line[1:].strip())
        elif line.strip():
            if not _goes_on(lines, place, after_blank=_is_blank(lines, place - 1)):
                break
            _extend(segments, line.strip())
        elif _is_blank(lines, place + 1):
            break
        elif segments[-1]:
            segments.append([])
        place += 1
        end = place
    return [segment for segment in segments if segment], end


def _extend(segments: list[Row], text: str) -> None:
    """Adds a line to the last cell; a row that a blank line inside a cell cut in two is one again."""
    if not segments[-1]:
        segments.pop()
    segments[-1][-1] += f"\n{text}"


def _goes_on(lines: Sequence[str], place: int, *, after_blank: bool) -> bool:
    """Whether a line without a tab is the rest of the cell before it."""
    text = lines[place].strip()
    following = next((place + step for step in range(1, 8) if _is_cell(lines, place + step)), 0)
    blanks = sum(_is_blank(lines, between) for between in range(place + 1, following)) if following else 2
    if not after_blank:
        return blanks < 2 or not starts_block(text)
    return blanks < 2 and len(text) <= CONTINUATION and not starts_block(text)


def _is_blank(lines: Sequence[str], place: int) -> bool:
    """Whether nothing stands here; a tab alone is an empty cell, the end of the text is blank."""
    return place >= len(lines) or not (lines[place].strip() or lines[place].startswith("\t"))


def _is_cell(lines: Sequence[str], place: int) -> bool:
    return place < len(lines) and lines[place].startswith("\t")


def _rows_of(segments: list[Row]) -> list[Row]:
    """Segments to rows: one that a blank line split is put together, one that holds several rows is cut."""
    cells = Counter({width: width * count for width, count in Counter(map(len, segments)).items()})
    width = _period(segments[0]) if len(segments) == 1 else cells.most_common(1)[0][0]
    if len(segments) == 1:
        return (
            [segments[0][place : place + width] for place in range(0, len(segments[0]), width)] if width else segments
        )
    numbered = (
        sum(is_serial(segment[0]) for segment in segments if len(segment) == width) * 2
        >= Counter(map(len, segments))[width]
    )
    rows: list[Row] = []
    for segment in segments:
        broken = rows and len(rows[-1]) + len(segment) <= width and len(segment) < width
        if broken and _belongs(rows[-1], segment, width, numbered=numbered):
            rows[-1] = rows[-1] + segment
        else:
            rows.append(list(segment))
    return rows


def _belongs(row: Row, segment: Row, width: int, *, numbered: bool) -> bool:
    """Whether a short run of cells ends the short row before it rather than beginning one of its own."""
    if len(row) + len(segment) != width:
        return False
    return not numbered or (is_serial(row[0]) and not is_serial(segment[0]))


def _period(cells: Row) -> int:
    """The number of columns of a table whose rows nothing separates: the distance of its running numbers; 0 = unknown."""
    ones = [place for place, cell in enumerate(cells) if cell in {"1", "一"}]
    twos = [place for place, cell in enumerate(cells) if cell in {"2", "二"}]
    for one in ones:
        for two in twos:
            step = two - one
            if step >= 2 and one % step < step and len(cells) % step == 0 and _numbers(cells, one, step):
                return step
    return 0


def _numbers(cells: Row, one: int, step: int) -> bool:
    return all(is_serial(cell) for cell in cells[one::step])
