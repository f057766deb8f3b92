"""Running heads, feet and page numbers: what repeats at the edge of the pages."""

import re
from collections.abc import Sequence
from statistics import median

from ingest.readers.pdf_layout import TextLine

EDGE = 0.12  # of the page's height, at the top and at the bottom
SAME_PLACE = 12.0
REPEATED_SHARE = 0.3
LONGEST = 60
PAGE_NUMBER = re.compile(
    r"[-—–·•~|\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/，,共]+\s*\d{1,4}\s*页?)?[-—–·•~|\s]*|[-—–\s]*[ivxIVX]{1,6}[-—–\s]*"
)
ADORNED = re.compile(r"\s*[-—–]\s*\d{1,3}\s*[-—–]\s*")  # — 1 —: a page number on a single page too
Page = tuple[Sequence[TextLine], float]  # a page's lines, and its height
Key = tuple[str, str]  # edge and text, all numbers alike


def without_furniture(pages: Sequence[Page]) -> list[list[TextLine]]:
    """The pages' lines without those that repeat at an edge, and without page numbers there."""
    repeated = _repeated(pages)
    kept = []
    for lines, height in pages:
        numbers = {
            id(line)
            for line in _outermost(lines, height)
            if PAGE_NUMBER.fullmatch(line.text) and (len(pages) > 1 or ADORNED.fullmatch(line.text))
        }
        kept.append([line for line in lines if id(line) not in numbers and _key(line, height) not in repeated])
    return kept


def _repeated(pages: Sequence[Page]) -> set[Key]:
    """The lines that stand at the same distance from the same edge on many pages."""
    places: dict[Key, list[float]] = {}
    for lines, height in pages:
        found = {_key(line, height): line for line in lines if _edge(line, height) and len(line.text) <= LONGEST}
        for key, line in found.items():
            places.setdefault(key, []).append(line.top if key[0] == "top" else height - line.top)
    needed = max(3 if len(pages) > 2 else 2, REPEATED_SHARE * len(pages))
    return {key for key, tops in places.items() if sum(abs(top - median(tops)) <= SAME_PLACE for top in tops) >= needed}


def _edge(line: TextLine, height: float) -> str:
    if line.bottom <= EDGE * height:
        return "top"
    return "bottom" if line.top >= (1 - EDGE) * height else ""


def _key(line: TextLine, height: float) -> Key:
    return _edge(line, height), re.sub(r"\d+", "#", re.sub(r"\s+", "", line.text))


def _outermost(lines: Sequence[TextLine], height: float) -> list[TextLine]:
    """The first and the last line of a page, where they stand at its edge."""
    ordered = sorted(lines, key=lambda line: line.top)
    return [line for line in (*ordered[:1], *ordered[-1:]) if _edge(line, height)]
