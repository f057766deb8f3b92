"""What the text itself marks: 《titles》, document numbers' neighbours, aliases (以下简称), quoted honours, plan names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.candidates import Candidate

BOOK = re.compile(r"《((?:[^《》]|《[^《》]*》|〈[^〈〉]*〉)+)》")
ALIAS = re.compile(
    r"[（(](?:以下)?(?:统|并|均)?(?:简称|称)(?:为|：|:)?\s*[“\"「]?([^”\"」）)，,]{1,20})[”\"」]?(?:[，,][^）)]*)?[）)]"
)
BARE_PLAN = re.compile(
    r"(?:[一-龥]{2,6}(?:省|市|区|县|国))?(?:国民经济和社会发展)?(?:第[一二三四五六七八九十]+个五年|[“\"]?十[一二三四五六七八九][五][”\"]?(?:时期)?)[一-龥]{0,12}(?:规划纲要|规划)"
)
STRATEGY = re.compile(r"[一-龥]{2,10}(?:发展战略|试点方案|行动计划|总体规划|分区规划)")


@dataclass(frozen=True)
class Alias:
    """A short name that the text gives to what stands before it."""

    short: str
    start: int  # of the bracket: the full name ends here
    short_start: int


def find_books(text: str) -> Iterator[Candidate]:
    """Names between book-title marks, without the marks."""
    for match in BOOK.finditer(text):
        yield Candidate(match.start(1), match.end(1), "Policy", 3.0, "book-title")


def find_aliases(text: str) -> Iterator[Alias]:
    """Every 以下简称 with its place."""
    for match in ALIAS.finditer(text):
        yield Alias(match.group(1).strip(), match.start(), match.start(1))
