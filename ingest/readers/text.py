"""Plain text: encodings, Word's leftovers, tables written with tabs or bars, lines broken by a page's width."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.blocks import Paragraph, RawTable, Reading
from ingest.readers.decoding import decode
from ingest.readers.lines import Habit, Line, join_lines, starts_block
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
WIDEST_SLACK = 6  # a full line may end this many half-widths early, where a long word or sign did not fit
SHARE = 0.3
CONTENTS_LINES = 3
NOTE_MARK = re.compile(r"\ufffd\s+(?=\S)")  # what an export leaves of a footnote's number


def read(path: Path) -> Reading:
    """The paragraphs and tables of a text file; refuses binary content."""
    text, warnings = decode(path.read_bytes(), path)
    return Reading(tuple(parse_text(text)), warnings)


def parse_text(text: str) -> list[Paragraph | RawTable]:
    """Text to blocks in reading order."""
    lines = _with_contents_dots(without_page_marks(_clean(text).split("\n")))
    blocks: list[Paragraph | RawTable] = []
    waiting: list[str] = []
    place = 0
    while place < len(lines):
        found = find_table(lines, place)
        if not found:
            waiting.append(lines[place])
            place += 1
            continue
        blocks += _paragraphs(waiting)
        waiting = []
        table, place = found
        blocks.append(table)
    return blocks + _paragraphs(waiting)


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
    widest = _wrap_width(raw)
    gap = False
    for text in raw:
        if not text.strip():
            gap = True
            continue
        full = _width(text) >= widest - WIDEST_SLACK if widest else None
        yield Line(text.strip(), full, bool(INDENT.match(text)) if widest or INDENT.match(text) else None, gap)
        gap = False


def _wrap_width(raw: Sequence[str]) -> int:
    """The width that lines were broken at, 0 where paragraphs stand on one line each."""
    widths = sorted(width for line in raw if (width := _width(line)) > 40)
    if len(widths) < 6 or widths[-1] > 160:
        return 0
    near = sum(width >= widths[-1] - WIDEST_SLACK for width in widths)
    return widths[-1] if near >= SHARE * len(widths) and near >= 4 else 0


def _width(text: str) -> int:
    return sum(2 if sign > "\u2e7f" or sign in "“”‘’—…" else 1 for sign in text.rstrip())
