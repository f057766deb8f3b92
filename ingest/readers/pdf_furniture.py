"""Running heads, feet and page numbers: what repeats at the edge of the pages."""

import re
from collections import Counter
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
Page = Sequence[TextLine]


def without_furniture(pages: Sequence[Page], height: float) -> list[list[TextLine]]:
    """The pages' lines without those that repeat at an edge, and without page numbers there."""
    repeated = _repeated(pages, height)
    kept = []
    for page in pages:
        numbers = {id(line) for line in _outermost(page, height) if PAGE_NUMBER.fullmatch(line.text) and len(pages) > 1}
        kept.append(
            [line for line in page if id(line) not in numbers and (_zone(line, height), _key(line)) not in repeated]
        )
    return kept


def _repeated(pages: Sequence[Page], height: float) -> set[tuple[str, str]]:
    """Zone and text of the lines that stand at the same place on many pages."""
    places: dict[tuple[str, str], list[float]] = {}
    for page in pages:
        found = {
            (_zone(line, height), _key(line)): line.top
            for line in page
            if _zone(line, height) and len(line.text) <= LONGEST
        }
        for key, top in found.items():
            places.setdefault(key, []).append(top)
    needed = max(3 if len(pages) > 2 else 2, REPEATED_SHARE * len(pages))
    counts = Counter({key: sum(abs(top - median(tops)) <= SAME_PLACE for top in tops) for key, tops in places.items()})
    return {key for key, count in counts.items() if count >= needed}


def _zone(line: TextLine, height: float) -> str:
    if line.bottom <= EDGE * height:
        return "top"
    return "bottom" if line.top >= (1 - EDGE) * height else ""


def _key(line: TextLine) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", "", line.text))


def _outermost(page: Page, height: float) -> list[TextLine]:
    """The first and the last line of a page, where they stand at its edge."""
    ordered = sorted(page, key=lambda line: line.top)
    return [line for line in (*ordered[:1], *ordered[-1:]) if _zone(line, height)]
