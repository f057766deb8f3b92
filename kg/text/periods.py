"""Years and plan periods in text: 2020年底, 到2035年, 2021—2025年, “十四五”时期, 第十五个五年规划 → Period."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.text.numbers import parse_number

FIRST_PLAN_BASE = 1951  # the n-th five-year plan runs from 1951 + 5n: the 14th from 2021
DIGITS = "〇一二三四五六七八九"
YEAR = r"(?:(?:19|20)\d{2}|[一二][〇○零九][〇○零一二三四五六七八九]{2})"
MONTH = r"(?:\d{1,2}月(?:\d{1,2}日)?)?"
NTH = r"二十[一二三四五]?|十[一二三四五六七八九]?|[一二三四五六七八九]"
BY = r"(?:(?<![升降高低加少长大])(?P<by>截止到|截至|截止|力争到|到|至))?"
RANGE = re.compile(
    rf"(?<![\d.])(?P<first>{YEAR})\s?年?{MONTH}\s?(?:[-—–－~～至到]{{1,2}})\s?(?P<last>{YEAR}|\d{{2}}(?=年))(?:\s?年{MONTH})?(?!\d)"
)
SINGLE = re.compile(rf"{BY}(?<![\d.])(?P<year>{YEAR})\s?年(?P<part>年?[底末初]|上半年|下半年|{MONTH})?")
# A plan without its quotation marks must look like one: 十四五 is no numeral, 十五 is one and needs a word after it.
PLAN = re.compile(
    rf"{BY}(?:[“\"「『](?:国家)?(?P<quoted>{NTH})五[”\"」』]"
    r"|(?<![一二三四五六七八九第])(?P<bare>十[一二三四五六七八九])五(?![一二三四五六七八九十百千万个家项])"
    r"|(?<![一二三四五六七八九第])(?P<named>十)五(?=时期|期间|末)"
    rf"|第(?P<nth>{NTH})个五年(?:规划|计划)?)"
    r"(?P<tail>(?:时期|期|规划期)?[末初]期?|时期|期间|规划期)?"
)


@dataclass(frozen=True)
class Period:
    """Years from `start` to `end` (the same for one year), and where the text says so."""

    start: int
    end: int
    text: str
    span: tuple[int, int]
    kind: str  # year | until | range | plan | plan_end

    def __str__(self) -> str:
        return str(self.start) if self.start == self.end else f"{self.start}-{self.end}"


def iter_periods(text: str) -> Iterator[Period]:
    """The years and periods of `text` in order; where two readings overlap the earlier and longer one stands."""
    found = [*_ranges(text), *_years(text), *_plans(text)]
    free = 0
    for period in sorted(found, key=lambda period: (period.span[0], -period.span[1])):
        if period.span[0] >= free:
            free = period.span[1]
            yield period


def parse_period(text: str) -> Period | None:
    """The first period of a short text such as a column's heading, where a bare year (2025) counts too."""
    if bare := re.fullmatch(rf"\s*({YEAR})\s*", text):
        year = _year(bare[1])
        return Period(year, year, bare[1], bare.span(1), "year")
    return next(iter_periods(text), None)


def plan_years(number: int) -> tuple[int, int]:
    """First and last year of the n-th five-year plan."""
    return FIRST_PLAN_BASE + 5 * number, FIRST_PLAN_BASE + 5 * number + 4


def _ranges(text: str) -> Iterator[Period]:
    for match in RANGE.finditer(text):
        first, last = _year(match["first"]), match["last"]
        until = _year(last) if len(last) == 4 else first // 100 * 100 + int(last)
        if first <= until:
            yield Period(first, until, match[0], match.span(), "range")


def _years(text: str) -> Iterator[Period]:
    for match in SINGLE.finditer(text) if "年" in text else ():
        year = _year(match["year"])
        yield Period(year, year, match[0], match.span(), "until" if match["by"] else "year")


def _plans(text: str) -> Iterator[Period]:
    for match in PLAN.finditer(text) if "五" in text else ():
        start, end = plan_years(
            int(parse_number(match["quoted"] or match["bare"] or match["named"] or match["nth"]) or 0)
        )
        tail = match["tail"] or ""
        if "末" in tail:
            yield Period(end, end, match[0], match.span(), "plan_end")
        elif "初" in tail:
            yield Period(start, start, match[0], match.span(), "year")
        else:
            yield Period(start, end, match[0], match.span(), "plan")


def _year(text: str) -> int:
    return int(
        "".join(
            str(DIGITS.find("〇" if sign in "○零" else sign)) if sign not in "0123456789" else sign for sign in text
        )
    )
