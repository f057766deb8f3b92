"""A printed total against its rows: 合计 is told as it is printed, with a note where the rows above add up to another number."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.answer.model import AnswerRow, Citation
from kg.records import Cell, Document, Table
from kg.text.numbers import parse_number
from kg.text.tables import is_group_row

TOTAL = re.compile(r"\s*(?:合\s*计|总\s*计|共\s*计)")
PART = re.compile(r"\s*小\s*计")
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
ROUNDING = 0.51  # of the last printed digit, for each row that was rounded before it was added up
FEWEST = 2


def totals_note(rows: Iterable[AnswerRow], documents: Mapping[str, Document]) -> str:
    """Says for every row of a total that an answer cites how far the rows above it differ; '' where they add up."""
    cited = dict.fromkeys(one for row in rows for one in row.evidence if TOTAL.match(one.quote))
    notes = dict.fromkeys(note for one in cited for note in _notes(one, documents))
    return "".join(notes)


def _notes(citation: Citation, documents: Mapping[str, Document]) -> Iterator[str]:
    document = documents.get(citation.document_id)
    for table in document.tables if document else ():
        if not table.start <= citation.start < table.end:
            continue
        place = next((one.row for one in table.cells if citation.start <= one.start < citation.end), None)
        if place is not None:
            yield from _differing(table, place)


def _differing(table: Table, place: int) -> Iterator[str]:
    """The columns of the total's row whose figures above, sums of parts left out, add up to another number."""
    above = [row for row in range(table.header_rows, place) if not PART.match(_label(table, row))]
    groups = [row for row in above if is_group_row(table, row)]
    for column in range(len(table.grid[place])):
        total = table.cell(place, column)
        summed = bool(groups) and all(FIGURE.fullmatch(table.cell(row, column).text.strip()) for row in groups)
        parts = [table.cell(row, column) for row in above if (row in groups) == summed]
        if not FIGURE.fullmatch(total.text.strip()) or len(parts) < FEWEST or total.column != column:
            continue
        if not all(FIGURE.fullmatch(part.text.strip()) for part in parts) or _counts_on(parts):
            continue
        if added := sum_beside(total.text.strip(), [part.text.strip() for part in parts]):
            head = table.cell(table.header_rows - 1, column).text.strip() if table.header_rows else ""
            yield f"表中印出的{head}合计为{total.text.strip()}，其上各行之和为{added}，两者不一致，这里按原文。"


def _label(table: Table, row: int) -> str:
    return next(
        (cell.text for cell in (table.cell(row, column) for column in range(len(table.grid[row]))) if cell.text), ""
    )


def _counts_on(parts: list[Cell]) -> bool:
    """Whether a column only numbers the rows: 1, 2, 3 …"""
    return [part.text.strip() for part in parts] == [str(place + 1) for place in range(len(parts))]


def sum_beside(total: str, parts: Sequence[str]) -> str:
    """What the parts add up to, where that lies further from the printed total than rounding explains; '' where it does not."""
    added = sum(float(parse_number(part) or 0) for part in parts)
    rounded = ROUNDING * len(parts) * 10 ** -len(total.partition(".")[2])
    return f"{added:.10g}" if abs(added - float(parse_number(total) or 0)) > rounded else ""
