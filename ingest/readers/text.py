"""Plain text: encodings, Word's leftovers, tables written with tabs or bars, lines broken by a page's width."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from ingest.blocks import Paragraph, RawTable, Reading
from ingest.readers.decoding import decode
from ingest.readers.lines import Habit, Line, display_width, join_lines, starts_block
from ingest.readers.spaced_tables import find_spaced, unread_rows
from ingest.readers.text_furniture import without_page_marks
from ingest.readers.text_tables import find_table

BOOKMARK = re.compile(r"\[bookmark:[^\]\n]*\]")
FIELD = re.compile(r"\x13[^\x14\x15\n]*\x14?|\x15")
FIELD_CODE = re.compile(
    r"(?:HYPERLINK|PAGEREF)\s+(?:\\[a-z]\s*)?\"?_Toc\w+\"?(?:\s*\\[a-z])*|TOC(?:\s+\\[a-z](?:\s+\"[^\"\n]*\")?)+"
)
NEWLINE = re.compile(r"\r\n?|[\v\f\u0085\u2028\u2029]")
CONTENTS_LINE = re.compile(r"(\S.{0,60}?)\s*\t[\t.…·\s]*(\d{1,3})\s*")
INDENT = re.compile(r"^(?:\u3000|[ \xa0]{2,}|\t)")
# A full line may end this many half-widths, or characters, early, where a long word or sign did not fit.
MEASURES: tuple[tuple[Callable[[str], int], int], ...] = ((display_width, 6), (len, 3))
WHOLE = re.compile(r"[\dA-Za-z.,%]+")  # that no line's end cuts
FEW = 20  # one in so many long lines may be longer than the margin
SHARE = 0.3
CONTENTS_LINES = 3
FIRST_WORDS = 16  # characters of a line that say in a warning which is meant
NOTE_MARK = re.compile(r"\ufffd\s+(?=\S)")  # what an export leaves of a footnote's number


def read(path: Path) -> Reading:
    """The paragraphs and tables of a text file; refuses binary content."""
    text, warnings = decode(path.read_bytes(), path)
    blocks, unread = _parse(text)
    told = tuple(
        f"“{first}”起的 {count} 行像是用空格对齐的表格，各列对不上，已按段落读取，请核对" for first, count in unread
    )
    return Reading(tuple(blocks), (*warnings, *told))


def parse_text(text: str) -> list[Paragraph | RawTable]:
    """Text to blocks in reading order."""
    return _parse(text)[0]


def _parse(text: str) -> tuple[list[Paragraph | RawTable], list[tuple[str, int]]]:
    """The blocks, and the first words and number of the lines that look like a table and were not read as one."""
    lines = _with_contents_dots(without_page_marks(_clean(text).split("\n")))
    blocks: list[Paragraph | RawTable] = []
    waiting: list[str] = []
    unread: list[tuple[str, int]] = []
    place = told = 0
    while place < len(lines):
        found = find_table(lines, place) or find_spaced(lines, place)
        if not found:
            if place >= told and (count := unread_rows(lines, place)):
                unread.append((" ".join(lines[place].split())[:FIRST_WORDS], count))
                told = place + count
            waiting.append(lines[place])
            place += 1
            continue
        blocks += _paragraphs(waiting)
        waiting = []
        table, place = found
        blocks.append(table)
    return blocks + _paragraphs(waiting), unread


def _clean(text: str) -> str:
    text = FIELD_CODE.sub("", FIELD.sub("", BOOKMARK.sub("", text)))
    text = NEWLINE.sub("\n", text).replace("\ufeff", "")
    return re.sub(r"[\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u2060]", "", text)


def _with_contents_dots(lines: list[str]) -> list[str]:
    """Dots for the tabs of a table of contents, so that its lines are not taken for a table's rows."""
    done = list(lines)
    run: list[tuple[int, re.Match[str]]] = []
    for place, line in enumerate([*lines, "-"]):
        found = CONTENTS_LINE.fullmatch(line)
        if found and not line.startswith("\t") and (not run or int(found[2]) >= int(run[-1][1][2])):
            run.append((place, found))
        elif line.strip():
            if len(run) >= CONTENTS_LINES and sum(starts_block(entry[1]) for _, entry in run) * 2 >= len(run):
                for index, entry in run:
                    done[index] = f"{entry[1]}……{entry[2]}"
            run = []
    return done


def _paragraphs(raw: Sequence[str]) -> list[Paragraph | RawTable]:
    lines = list(_lines_of(raw))
    gaps = any(line.after_gap for line in lines) and any(not line.after_gap for line in lines[1:])
    prose = [line for line in lines if len(line.text) > 20]
    indents = bool(prose) and sum(bool(line.indented) for line in prose) >= SHARE * len(prose)
    return [_note_or_body(paragraph) for paragraph in join_lines(lines, Habit(indents=indents, gaps=gaps))]


def _note_or_body(paragraph: Paragraph) -> Paragraph:
    found = NOTE_MARK.match(paragraph.text)
    return Paragraph(paragraph.text[found.end() :], note=True) if found else paragraph


def _lines_of(raw: Sequence[str]) -> Iterator[Line]:
    """Lines with what their width and indent tell; in text that is not hard-wrapped they tell nothing."""
    measure, widest, slack = _wrap(raw)
    gap = False
    for text, following in zip_longest(raw, raw[1:], fillvalue=""):
        if not text.strip():
            gap = True
            continue
        number = WHOLE.match(following)  # which would not have fitted
        full = measure(text.rstrip() + (number.group() if number else "")) >= widest - slack if widest else None
        yield Line(text.strip(), full, bool(INDENT.match(text)) if widest or INDENT.match(text) else None, gap)
        gap = False


def _wrap(raw: Sequence[str]) -> tuple[Callable[[str], int], int, int]:
    """How the lines' lengths are told, the length that they were broken at, and how far a full line may stay below it.

    The length is 0 where paragraphs stand on one line each. Some exports count characters, whatever their width.
    """
    found = [(*_near(raw, measure, slack), measure, slack) for measure, slack in MEASURES]
    share, widest, measure, slack = max(found, key=lambda one: one[0])
    return measure, widest if share >= SHARE else 0, slack


def _near(raw: Sequence[str], measure: Callable[[str], int], slack: int) -> tuple[float, int]:
    """The share of the long lines that are about as long as the longest, and how long that is."""
    lengths = sorted((measure(line.rstrip()) for line in raw if display_width(line.rstrip()) > 40), reverse=True)
    if len(lengths) < 6 or lengths[0] > 160:
        return 0, 0
    for longest in lengths[: 2 + len(lengths) // FEW]:  # a date set to the right may reach beyond the margin
        near = sum(longest - slack <= length <= longest for length in lengths)
        if near >= max(4, SHARE * len(lengths)):
            return near / len(lengths), longest
    return 0, 0
