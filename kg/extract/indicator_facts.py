"""Indicators in sentences: which quantity, of what, when, reached or aimed at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.context import Facts, Sentence
from kg.extract.indicator_names import clause_around, measured_by
from kg.extract.observations import BASIS, Observed, ValueWriter
from kg.records import Entity, Mention, Section
from kg.text.numbers import Quantity, iter_quantities
from kg.text.periods import Period, iter_periods

EXTRACTOR = "indicator"
CHANGE = re.compile(r"(?:增长|提高|提升|增加|下降|降低|减少|增速|翻|上升|增幅|年均|同比)[^，。；]{0,6}$")
TO_VALUE = re.compile(r"(?:到|至|为|达到|达)$")
FROM_VALUE = re.compile(r"(?:从|由)[^，。；]{0,24}?$")
TARGET = re.compile(r"力争|目标|预期|计划|确保|将达|到20\d\d年|争取|不低于|以上|培育形成|重点打造")
ACTUAL = re.compile(r"实现了?|完成|已|累计|增长至|同比|较上年|达到了")


SHARE = re.compile(r"占(?!地)([^，。；占]{1,16}?)的?(?:比重|比例)?(?:为|达|达到|超过|约|的)*$")
AREA = re.compile(r"公顷|平方公里|平方米|亩")
RELATIVE = ("占比", "比重", "增速", "增幅", "年均增速", "占全区比重", "占全市比重")
OWNERS = ("Park", "Enterprise", "Region", "Platform", "Institution", "Industry")


@dataclass(frozen=True)
class Clock:
    """What time a sentence speaks of: of itself, else what its paragraph, section and document said before."""

    period: Period | None
    year_of_document: int  # 0 = unknown


class IndicatorFacts:
    """Reads the quantities of sentences into facts."""

    def __init__(self, values: ValueWriter) -> None:
        self._values = values

    def read(self, sentence: Sentence, clock: Clock, facts: Facts) -> None:
        """States every quantity whose indicator the sentence names."""
        text = sentence.text
        periods = list(iter_periods(text))
        last_name = ""
        for quantity in iter_quantities(text):
            if any(p.span[0] <= quantity.start < p.span[1] for p in periods):
                continue
            name, of = self._named(sentence, quantity, last_name)
            if not name:
                continue
            last_name = name.split("占")[0] or name
            start, _ = clause_around(text, quantity)
            period = self._period(text, quantity, periods, clock)
            kind = self._kind(text, quantity, start, period, clock)
            subject = _entity(of, facts) if of else self._subject(sentence, quantity, facts)
            basis = BASIS.match(text, quantity.end)
            value = as_written(text, quantity)
            observed = Observed(
                name, value, quantity.unit, year_of(period), kind, subject, "", basis.group(1) if basis else ""
            )
            self._values.write(observed, facts.of_sentence(sentence, EXTRACTOR), facts)

    def _named(self, sentence: Sentence, quantity: Quantity, last: str) -> tuple[str, Mention | None]:
        """What the quantity measures, and of whom where the words before it are a name: 甲园（150公顷）, 乙园9亿元."""
        text = sentence.text
        before = text[: quantity.start]
        owner = next(
            (
                m
                for m in sentence.of(*OWNERS)
                if m.end <= sentence.start + quantity.start
                and re.fullmatch(r"[（(：:为达]?(?:约|共)?", text[m.end - sentence.start : quantity.start])
            ),
            None,
        )
        if owner:
            return ("面积", owner) if AREA.match(quantity.unit) and not last else (last, owner)
        share = SHARE.search(before)
        if share and quantity.is_share and last:
            return f"{last}占{share.group(1).strip()}比重", None
        measured = measured_by(text, quantity)
        if measured is None:
            return last, None
        if measured.name in RELATIVE and last:
            return last + measured.name, None
        return measured.name, None

    def _period(self, text: str, quantity: Quantity, periods: list[Period], clock: Clock) -> Period | None:
        before = [period for period in periods if period.span[1] <= quantity.start]
        compared = [p for p in before if re.search(r"(?:较|比|相比|与)$", text[: p.span[0]])]
        rest = [period for period in before if period not in compared]
        inner = [
            p for p in rest if FROM_VALUE.search(text[: p.span[0]][-4:]) is None or quantity.start - p.span[1] < 10
        ]
        return (inner or rest)[-1] if rest else clock.period

    def _kind(self, text: str, quantity: Quantity, start: int, period: Period | None, clock: Clock) -> str:
        before = text[
            start : quantity.start
            + len(quantity.words if quantity.words and text.startswith(quantity.words, quantity.start) else "")
        ]
        if CHANGE.search(before) and not TO_VALUE.search(before):
            return "change"
        if quantity.unit in ("个百分点", "百分点", "番"):
            return "change"
        if period and period.kind == "until" and period.end >= (clock.year_of_document or 9999):
            return "target"
        if period and clock.year_of_document and period.end > clock.year_of_document:
            return "target"
        if TARGET.search(text[: quantity.end]) and not ACTUAL.search(text[: quantity.start]):
            return "target"
        return "actual"

    def _subject(self, sentence: Sentence, quantity: Quantity, facts: Facts) -> Entity | None:
        """The park, enterprise, industry or region nearest before the quantity; else the heading's; else None."""
        place = sentence.start + quantity.start
        before = [
            m for m in sentence.of("Park", "Enterprise", "Industry", "Cluster", "Platform", "Region") if m.end <= place
        ]
        if before:
            return _entity(before[-1], facts)
        return next(
            (_entity(m, facts) for m in sentence.heading_mentions if m.type in ("Park", "Industry", "Region")), None
        )


def _entity(mention: Mention, facts: Facts) -> Entity | None:
    return facts.entities.get(mention.entity_id)


def year_of(period: Period | None) -> str:
    """A year, or the period as written where it is longer than a year."""
    if period is None:
        return ""
    if period.kind == "plan_end" or period.start == period.end:
        return str(period.end)
    return period.text


def as_written(text: str, quantity: Quantity) -> str:
    """The value with the comparison that stands before it (超过15, 突破100), which is a part of what is said."""
    words = re.search(r"(?:突破|超过|超|不低于|不少于|不超过|逾)$", text[: text.find(quantity.value, quantity.start)])
    return f"{words.group()}{quantity.value}" if words else quantity.value


class ChapterClock:
    """The period that a chapter sets for what follows in it without a time of its own (“十四五”以来 …)."""

    def __init__(self) -> None:
        self._chapter: tuple[str, ...] = ()
        self._period: Period | None = None

    def at(self, section: Section, period: Period | None) -> Period | None:
        """The period of a sentence: its paragraph's, else the first that its chapter named."""
        chapter = section.path[:2]
        if chapter != self._chapter:
            self._chapter, self._period = chapter, None
        if period and self._period is None and period.kind in ("plan", "range", "until"):
            self._period = period
        return period or self._period


def iter_clocks(texts: list[str]) -> Iterator[Period | None]:
    """For each sentence of a paragraph, the last period named before or in it."""
    last: Period | None = None
    for text in texts:
        found = list(iter_periods(text))
        last = found[0] if found else last
        yield last
