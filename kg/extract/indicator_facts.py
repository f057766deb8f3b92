"""Indicators in sentences: which quantity, of what, when, reached or aimed at."""

import re
from dataclasses import dataclass, replace

from kg.extract.context import Facts, Sentence
from kg.extract.indicator_names import (
    SHARE,
    IndicatorWords,
    Measured,
    clause_around,
    is_measure,
    without_asides,
)
from kg.extract.indicator_subjects import SubjectFinder, owner_beside
from kg.extract.indicator_time import Clock, KindReader, listed_years, period_of, year_of
from kg.extract.observations import BASIS, Observed, ValueWriter
from kg.records import Entity
from kg.text.numbers import Quantity, iter_quantities
from kg.text.periods import Period, iter_periods

EXTRACTOR = "indicator"
AREA = re.compile(r"公顷|平方公里|平方米|亩")
TOGETHER = re.compile(r"(?:、|和|与|及|以及)+")
COUNTED = ("家", "个", "项", "件", "名", "人", "元")  # a quantity right before is no noun that does something
COUNTED_FIRMS = re.compile(r"(?P<firms>.{2,16}(?:企业|机构|服务业))数量?")
DONE_BY = re.compile(r"(?:全年|共|累计|合计|全部)*(?:实现|完成|贡献|创造|缴纳|上缴)")
EACH = re.compile(r"分别[^，。；\d]{0,8}$")
CLAIMED = re.compile(
    r"[^，。；]{0,8}企业(?:被)?(?:列入|认定为|获评|评为|入选|成长为|成为|获批|获)(?:为)?[^，。；]{0,8}?"
)


@dataclass(frozen=True)
class Named:
    """What a sentence named so far: the indicator itself, and the last name, which may be a share of it."""

    name: str = ""
    last: str = ""
    unit: str = ""
    growth: str = ""
    each: tuple[str, ...] = ()  # names whose values follow one after another: 甲、乙分别达到1%、2%
    years: tuple[Period, ...] = ()  # years whose values do: 2025年、2026年产值分别达到1亿元、2亿元
    counts: str = ""  # firms counted without a verb, which the next clause may speak of: 规上企业140家

    def continued(self, quantity: Quantity, growth: str) -> str:
        """What a number without a name measures: a growth in % is the indicator's own, else it goes on with the last."""
        if quantity.unit in ("%", "倍", "") or growth:
            return self.last if quantity.unit != "%" or not growth else self.name or self.last
        return self.last if quantity.unit.lstrip("万亿千百十") == self.unit.lstrip("万亿千百十") else ""


class IndicatorFacts:
    """Reads the quantities of sentences into facts."""

    def __init__(self, values: ValueWriter, words: IndicatorWords) -> None:
        self._values = values
        self._words = words
        self._kinds = KindReader(words)
        self._subjects = SubjectFinder(words, values.whole)

    def read(self, sentence: Sentence, clock: Clock, facts: Facts) -> None:
        """States every quantity whose indicator the sentence names."""
        quantities = measured_quantities(sentence.text)
        named, subject, since = Named(), None, 0
        for index, quantity in enumerate(quantities):
            if quantity.start < since or self._words.terms.holds(sentence, quantity):
                continue  # it describes what was counted (73家企业年研发投入超千万元), or what is granted
            found = self._measured(sentence, quantity, since)
            owner = owner_beside(sentence, quantity) if found is None else None
            if owner:
                called = "面积" if AREA.match(quantity.unit) and not named.name else named.name
                measured: Measured | None = Measured(called, 0, 0, own=False)
            else:
                measured = self._complete(sentence, quantity, found, named, since)
            since = max(quantity.end, found.end if found else 0)
            if measured is None:
                continue
            if measured.own:
                subject = self._subjects.subject(sentence, quantity, measured, facts)
                measured = replace(measured, name=self._full_name(sentence, quantity, measured, subject, named))
                named = self._start(sentence.text, measured, quantities[index:])
            of = facts.entities.get(owner.entity_id) if owner else subject
            own_name = measured.name if measured.own else named.name
            shown = replace(measured, name=named.each[0] if named.each else measured.name)
            period = named.years[0] if named.years else period_of(sentence.text, quantity, clock)
            self._write(sentence, quantity, shown, of, (period, clock), facts)
            named = replace(
                named,
                name=own_name,
                last=measured.name,
                unit=quantity.unit,
                growth=measured.growth,
                each=named.each[1:],
                years=named.years[1:],
            )

    def _start(self, text: str, measured: Measured, quantities: list[Quantity]) -> Named:
        """What a newly named indicator begins: names or years that take the values in turn, firms that were counted."""
        joined = self._joined(text, measured, quantities)
        bare = measured.holder[0] == measured.holder[1]
        counted = COUNTED_FIRMS.fullmatch(measured.name) if bare and measured.start < quantities[0].start else None
        return Named(
            each=self._each(measured, joined),
            years=listed_years(text, measured.start, joined) if joined else (),
            counts=counted["firms"] if counted else "",
        )

    def _full_name(
        self, sentence: Sentence, quantity: Quantity, measured: Measured, subject: Entity | None, named: Named
    ) -> str:
        """The name with who does it in front, where that is a noun of the sentence or the firms counted just before."""
        held = self._held(sentence, measured, subject)
        if held != measured.name or measured.start > quantity.start:
            return held
        start = max(sentence.text.rfind(mark, 0, measured.start) for mark in "，；") + 1
        return named.counts + held if DONE_BY.match(sentence.text, start, measured.start) else held

    def _joined(self, text: str, measured: Measured, quantities: list[Quantity]) -> int:
        """How many values follow one 分别; 0 without one."""
        if not EACH.search(text[measured.end : quantities[0].start]):
            return 0
        joined = 1
        while joined < len(quantities) and is_joined(text, quantities[joined - 1], quantities[joined]):
            joined += 1
        return joined

    def _each(self, measured: Measured, joined: int) -> tuple[str, ...]:
        """The names of 甲产值和乙产值分别达到1亿元、2亿元, where there are as many values; else none."""
        names = [name for name in TOGETHER.split(measured.name) if name]
        if len(names) != joined or joined < 2:
            return ()
        head = self._words.head.search(names[-1])
        ending = head.group() if head else ""
        return tuple(name if self._words.head.search(name) else name + ending for name in names)

    def _measured(self, sentence: Sentence, quantity: Quantity, since: int) -> Measured | None:
        text = sentence.text
        inside = text.rfind("（", 0, quantity.start) > text.rfind("）", 0, quantity.start)
        measured = self._words.measured(text if inside else without_asides(text), quantity, since)
        if measured is None or measured.start < quantity.start:
            return measured
        title = next((m for m in sentence.of("Title") if m.start >= sentence.start + measured.end), None)
        if title and CLAIMED.fullmatch(text[measured.start : title.start - sentence.start]):
            return Measured(f"{title.text}数量", measured.start, measured.end)
        return measured

    def _complete(
        self, sentence: Sentence, quantity: Quantity, measured: Measured | None, named: Named, since: int
    ) -> Measured | None:
        """A name for what has none of its own: a share, a growth, a second value of what was named before."""
        text = sentence.text
        share = SHARE.search(text[: quantity.start])
        if share and quantity.is_share:
            start, _ = clause_around(text, quantity)
            lead = self._words.leads.match(text, start, share.start())
            before = text[lead.end() if lead else start : share.start()]
            base = before if 2 <= len(before) <= 20 and not self._words.verbs.match(before) else named.name
            name = f"{base}占{share['whole'].strip()}比重" if base else ""
            return Measured(name, 0, 0, own=bool(before)) if name else None
        if measured and not measured.own:
            return (
                Measured(named.name + measured.name, 0, 0, measured.growth or growth_in(measured.name), own=False)
                if named.name
                else None
            )
        if measured:
            return replace(measured, growth=measured.growth or growth_in(measured.name))
        if named.unit and TOGETHER.fullmatch(text[since : quantity.start]):
            return Measured(named.last, 0, 0, named.growth, own=False)
        plain = without_asides(text)
        bare = plain[max(clause_around(plain, quantity)[0], since) : quantity.start]
        growth = self._words.growth.search(bare)
        name = named.continued(quantity, growth.group() if growth else "")
        if not name or not self._words.bare.fullmatch(bare) or not (bare.strip("，、 　") or since == quantity.start):
            return None  # 90%以上通过备案: a number that opens its clause is said of something else
        return Measured(name, 0, 0, growth.group() if growth else "", own=False)

    def _held(self, sentence: Sentence, measured: Measured, subject: Entity | None) -> str:
        """The name with the noun before its verb (第三产业实现增加值), where that is not what it is of."""
        start, end = measured.holder
        if sentence.text[:start].endswith(COUNTED):
            return measured.name
        holder = sentence.text[start:end].strip("“”、（）() 　")
        holder = re.sub(r"(?:力争|预计|将|已|共|累计|全年|年均|均|可|约|全部|直接)+$", "", holder)
        names = [m for m in sentence.mentions if m.end - sentence.start in (end, start + len(holder))]
        owners = [m for m in names if m.type != "Industry" or (subject and m.entity_id == subject.id)]
        if (
            owners
            or not re.search(r"(?:企业|产业|业|机构|居民|项目|基金|每公顷|每平方公里|每亩|每户|每人)$", holder)
            or len(holder) > 14
            or "、" in holder
        ):
            return measured.name
        return holder + measured.name

    def _write(
        self,
        sentence: Sentence,
        quantity: Quantity,
        measured: Measured,
        subject: Entity | None,
        time: tuple[Period | None, Clock],
        facts: Facts,
    ) -> None:
        if not measured.name:
            return
        period, clock = time
        kind = self._kinds.kind(sentence, quantity, measured.growth, period, clock)
        if kind == "actual" and period and period.start < period.end and 0 < clock.year_of_document < period.end:
            period = None if "以来" not in sentence.text else period  # what is there now, in a plan for years to come
        basis = BASIS.match(sentence.text, quantity.end)
        value = as_written(sentence.text, quantity)
        if measured.growth and self._words.falling.match(measured.growth):
            value = measured.growth + value
        observed = Observed(
            measured.name,
            value,
            quantity.unit,
            year_of(period),
            kind,
            subject,
            "",
            basis.group(1) if basis else "",
        )
        self._values.write(observed, facts.of_sentence(sentence, EXTRACTOR), facts)


def measured_quantities(text: str) -> list[Quantity]:
    """The numbers of a sentence that count or measure something, outside titles and years."""
    closed = [period.span for period in iter_periods(text)] + [m.span() for m in re.finditer(r"《[^》]*》", text)]
    return [
        quantity
        for quantity in iter_quantities(text)
        if not any(a <= quantity.start < b for a, b in closed) and is_measure(text, quantity)
    ]


def is_joined(text: str, left: Quantity, right: Quantity) -> bool:
    """Whether two numbers stand in one list: 7.4%和9.6%."""
    return bool(TOGETHER.fullmatch(text[left.end : right.start]))


def growth_in(name: str) -> str:
    """增长 where an indicator is itself a rate of change."""
    return "增长" if re.search(r"(?:增速|增长率|增幅)$", name) else ""


def as_written(text: str, quantity: Quantity) -> str:
    """The value with the comparison that stands before it (超过15, 突破100), which is a part of what is said."""
    words = re.search(r"(?:突破|超过|超|不低于|不少于|不超过|逾)$", text[: text.find(quantity.value, quantity.start)])
    return f"{words.group()}{quantity.value}" if words else quantity.value
