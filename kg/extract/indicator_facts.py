"""Indicators in sentences: which quantity, of what, when, reached or aimed at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.context import Facts, Sentence
from kg.extract.indicator_names import clause_around, measured_by
from kg.extract.observations import BASIS, Observed, ValueWriter
from kg.records import Entity, Mention
from kg.text.numbers import Quantity, iter_quantities
from kg.text.periods import Period, iter_periods

EXTRACTOR = "indicator"
CHANGE = re.compile(r"(?:增长|提高|提升|增加|下降|降低|减少|增速|翻|上升|增幅|年均|同比)[^，。；]{0,6}$")
TO_VALUE = re.compile(r"(?:到|至|为|达到|达)$")
FROM_VALUE = re.compile(r"(?:从|由)[^，。；]{0,24}?$")
TARGET = re.compile(r"力争|目标|预期|计划|确保|将达|到20\d\d年|争取|不低于|以上|培育形成|重点打造")
ACTUAL = re.compile(r"实现了?|完成|已|累计|增长至|同比|较上年|达到了")


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
            start, _ = clause_around(text, quantity)
            measured = measured_by(text, quantity)
            name = measured.name if measured else last_name
            if not name:
                continue
            last_name = name
            period = self._period(text, quantity, periods, clock)
            kind = self._kind(text, quantity, start, period, clock)
            of = self._subject(sentence, quantity, facts)
            basis = BASIS.match(text, quantity.end)
            observed = Observed(name, quantity.value, quantity.unit, year_of(period), kind, of, "", basis.group(1) if basis else "")
            self._values.write(observed, facts.of_sentence(sentence, EXTRACTOR), facts)

    def _period(self, text: str, quantity: Quantity, periods: list[Period], clock: Clock) -> Period | None:
        before = [period for period in periods if period.span[1] <= quantity.start]
        compared = [p for p in before if re.search(r"(?:较|比|相比|与)$", text[: p.span[0]])]
        rest = [period for period in before if period not in compared]
        inner = [p for p in rest if FROM_VALUE.search(text[: p.span[0]][-4:]) is None or quantity.start - p.span[1] < 10]
        return (inner or rest)[-1] if rest else clock.period

    def _kind(self, text: str, quantity: Quantity, start: int, period: Period | None, clock: Clock) -> str:
        before = text[start : quantity.start + len(quantity.words if quantity.words and text.startswith(quantity.words, quantity.start) else "")]
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
        before = [m for m in sentence.of("Park", "Enterprise", "Industry", "Cluster", "Platform", "Region") if m.end <= place]
        if before:
            return _entity(before[-1], facts)
        return next((_entity(m, facts) for m in sentence.heading_mentions if m.type in ("Park", "Industry", "Region")), None)


def _entity(mention: Mention, facts: Facts) -> Entity | None:
    return facts.entities.get(mention.entity_id)


def year_of(period: Period | None) -> str:
    """A year, or the period as written where it is longer than a year."""
    if period is None:
        return ""
    if period.kind == "plan_end" or period.start == period.end:
        return str(period.end)
    return period.text


def iter_clocks(texts: list[str]) -> Iterator[Period | None]:
    """For each sentence of a paragraph, the last period named before or in it."""
    last: Period | None = None
    for text in texts:
        found = list(iter_periods(text))
        last = found[0] if found else last
        yield last
