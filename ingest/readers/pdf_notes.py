"""Footnotes of a PDF's pages: small print at the foot of a column that begins with a mark."""

import re
from collections.abc import Sequence

from ingest.readers.pdf_layout import TextLine

SMALL = 0.88  # of the body's size
MARK = re.compile(r"[①-⑳]|[\[［〔]\d{1,2}[\]］〕]|\d{1,2}(?=[\s\u4e00-\u9fff])|[*＊※†]")
Placed = tuple[int, TextLine]


def footnotes_of(lines: Sequence[Placed], size: float) -> list[list[Placed]]:
    """The notes of all pages, each as its lines in reading order; `size` is the body's."""
    notes: list[list[Placed]] = []
    open_note: list[Placed] | None = None
    for page, line in lines:
        if line.size > SMALL * size or not _is_at_foot(page, line, lines, size):
            open_note = None
        elif MARK.match(line.text):
            open_note = [(page, line)]
            notes.append(open_note)
        elif open_note and open_note[-1][0] == page:
            open_note.append((page, line))
        else:
            open_note = None
    return notes


def _is_at_foot(page: int, line: TextLine, lines: Sequence[Placed], size: float) -> bool:
    """Whether no line of the body's size stands lower in the same column, and one stands over it."""
    column = [
        other
        for number, other in lines
        if number == page and other.x0 < line.x1 and line.x0 < other.x1 and other.size > SMALL * size
    ]
    return bool(column) and all(other.bottom <= line.top + 1 for other in column)
