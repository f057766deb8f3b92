"""The period that a chapter or a paragraph sets for what follows in it without a time of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.indicators.time import FROM, SET, UP_TO, own_periods
from kg.records import Section
from kg.text.periods import Period, iter_periods

ALONE = re.compile(
    r"[（(]?\s*(?:到|至)?(?P<year>20\d{2})\s*年(?:底|末)?(?:主要|发展|工作|预期)*(?:目标)?\s*[）)]?[：:]?"
)


class ChapterClock:
    """The period that a chapter sets for what follows in it without a time of its own (“十四五”以来 …)."""

    def __init__(self) -> None:
        self._chapter: tuple[str, ...] = ()
        self._period: Period | None = None
        self._path: tuple[str, ...] = ()
        self._head: Period | None = None
        self._several = False  # 到2030年…；到2045年…: which of them what follows is for is not said

    def at(self, section: Section, period: Period | None) -> Period | None:
        """The period of a sentence: its paragraph's, else its heading's or that of a line alone, else its chapter's first."""
        chapter = section.path[: 1 if any("目标" in heading for heading in section.path[:1]) else 2]
        if chapter != self._chapter:
            self._chapter, self._period, self._several = chapter, None, False
        if section.path != self._path:
            self._path, self._head = section.path, heading_period(section.path)
        if period and self._period is None and period.kind in SET:
            self._period = period
        return period or self._head or (None if self._several else self._period)

    def heard(self, text: str) -> None:
        """Takes note of an aim for another year than the chapter's first, so that neither holds for what names none."""
        first = self._period.end if self._period and self._period.kind == "until" else 0
        self._several |= any(first != p.end for p in own_periods(text) if first and p.kind == "until")

    def told(self, section: Section, line: str) -> None:
        """Takes the year that stands alone on a line (2025年, 到2030年：) for the lines below it in the section."""
        if ALONE.fullmatch(line):
            self.at(section, None)
            self._head = next(iter(iter_periods(line)), None)


def heading_period(path: Sequence[str]) -> Period | None:
    """The year that the innermost dated heading speaks of: 二、2025年重点工作; the years of a plan are left to its text."""
    found = [period for heading in path for period in own_periods(heading)[:1]]
    return found[-1] if found and found[-1].start == found[-1].end else None


def iter_clocks(texts: list[str]) -> Iterator[Period | None]:
    """For each sentence of a paragraph, the last period named before or in it."""
    last: Period | None = None
    beside, going = last, False
    for text in texts:
        told = own_periods(text)
        found = [period for period in told if not FROM.search(text[: period.span[0]])]  # 从2015年的…到2020年的…
        found = [replace(p, kind="year") if UP_TO.search(text[: p.span[0] + 2]) else p for p in found]
        if found and not (last and last.kind in SET and found[0].kind != "until"):
            last = found[0]
        # a year inside a paragraph on a period holds for its sentence, with the parts that go on behind ；
        beside = found[0] if found else beside if going else None
        going = text.endswith("；")
        yield beside or last
