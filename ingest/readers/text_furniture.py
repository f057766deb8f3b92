"""Page numbers and running heads that a page's text export leaves between the lines."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ingest.readers.lines import FINAL, starts_block

MARKED_NUMBER = re.compile(
    r"[-—–－·•]{1,2}\s*\d{1,4}\s*[-—–－·•]{1,2}|第\s*\d{1,4}\s*页(?:[，,/\s]*共\s*\d{1,4}\s*页)?|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?|\d{1,4}\s*/\s*\d{1,4}"
)
BARE_NUMBER = re.compile(r"\d{1,3}")
FEWEST = 2  # pages whose bare numbers count up, or that bear the same head, before either is believed
LONGEST_HEAD = 40
LONGEST_TITLE = 20  # characters of a line that may be whole without a full stop


def without_page_marks(lines: Sequence[str]) -> list[str]:
    """The lines less page numbers, and less the lines beside them that come again on other pages.

    A number without any sign is a page's only where such numbers count up by one through the text.
    """
    numbers = {place for place, line in enumerate(lines) if line[:1] != "\t" and MARKED_NUMBER.fullmatch(line.strip())}
    numbers |= _counting_up(lines)
    beside: dict[int, str] = {}
    for number in numbers:
        for step in (-1, 1):
            if (place := _next_filled(lines, number, step)) is not None and place not in numbers:
                beside[place] = lines[place].strip()
    times = Counter(beside.values())
    heads = {place for place, text in beside.items() if times[text] >= FEWEST and len(text) <= LONGEST_HEAD}
    gone = numbers | heads
    return [line for place, line in enumerate(lines) if place not in gone | _gaps_inside(lines, gone)]


def _gaps_inside(lines: Sequence[str], marks: set[int]) -> set[int]:
    """The blank lines round a page's end in the middle of a sentence, which goes on at the head of the next page."""
    found: set[int] = set()
    for mark in marks:
        before, after = mark, mark
        while before >= 0 and (before in marks or not lines[before].strip()):
            before -= 1
        while after < len(lines) and (after in marks or not lines[after].strip()):
            after += 1
        prose = before >= 0 and len(lines[before].strip()) > LONGEST_TITLE and not FINAL.search(lines[before].strip())
        if prose and after < len(lines) and not starts_block(lines[after].strip()):
            found |= set(range(before + 1, after)) - marks
    return found


def _counting_up(lines: Sequence[str]) -> set[int]:
    """Where bare numbers stand, if each is one more than the one before and prose stands between them."""
    places = [place for place, line in enumerate(lines) if BARE_NUMBER.fullmatch(line.strip()) and line[0] != "\t"]
    values = [int(lines[place]) for place in places]
    counts = all(after == before + 1 for before, after in pairwise(values))
    apart = all(after - before > 2 for before, after in pairwise(places))
    return set(places) if len(places) >= FEWEST and counts and apart else set()


def _next_filled(lines: Sequence[str], place: int, step: int) -> int | None:
    place += step
    while 0 <= place < len(lines) and not lines[place].strip():
        place += step
    return place if 0 <= place < len(lines) else None
