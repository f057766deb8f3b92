"""Indicators in sentences: which quantity, of what, when, reached or aimed at."""

import re
from dataclasses import replace

from kg.extract.context import Facts, Sentence
from kg.extract.indicators.beside import owner_behind, owner_beside
from kg.extract.indicators.counts import is_total, works_behind
from kg.extract.indicators.holders import Holders
from kg.extract.indicators.names import IndicatorNames
from kg.extract.indicators.observations import Observed, ValueWriter
from kg.extract.indicators.quantities import RANK_UNIT, measured_quantities
from kg.extract.indicators.series import EACH, ValueSeries
from kg.extract.indicators.spans import AREA, Measured, clause_around, without_asides, without_passed
from kg.extract.indicators.subjects import SubjectFinder
from kg.extract.indicators.time import Clock, KindReader, own_periods, period_of, year_of
from kg.extract.indicators.told import about, as_written, basis_of, is_former_aim, is_no_value, set_by
from kg.extract.indicators.unnamed import Named, UnnamedValues
from kg.extract.indicators.words import IndicatorWords
from kg.records import Entity, Mention
from kg.text.normalize import full_width_marks
from kg.text.numbers import Quantity
from kg.text.periods import Period

EXTRACTOR = "indicator"
HONOURED = re.compile(
    r"(?:企业|机构|园区|基地|平台|工厂|车间|中心|实验室|集群|单位|人才|小巨人|冠军|独角兽|瞪羚|[”）])$"
)
CLAIMED = re.compile(
    r"[^，。；\d]{0,8}(?:企业|单位|机构|园区|平台|项目|集群|学校|医院|产品|人才|团队)(?:被|成功|顺利|先后|均|相继)*"
    r"(?:列入|纳入|认定为|获评|评为|入选|成长为|成为|晋升|升级为|获批|申报|创建|获得|获)(?:为|了)?[^，。；]{0,8}?"
)
DOERS = ("Platform", "Enterprise", "Institution", "Project", "Park")
SUMMED = re.compile(r"(?<![一二三四五六七八九十两\d]年)累计")
# A part of a sentence that only tells a year and a value, of what the part before named.
ELIDED = re.compile(
    r"(?:到|至)?20\d{2}年[底末]?，?(?:力争|预计|将|再|又)*(?:达到?|突破|超过|提高|增加|增长|提升|下降|降低|实现|为)"
)
RATED = re.compile(r"(?:增速|增长率|增幅|增长速度)$")
# Aims of every year, or counted from a day, are for no year of the plan.
UNDATED = re.compile(
    r"每年|(?:建成|投产|达产|投用)后|[一二三四五六七八九十两\d]年[之以]?内|未来[一二三四五六七八九十两\d]+年"
)
SELF = ("新区", "高新区", "经开区", "开发区", "示范区", "园区", "科学城", "综保区", "保税区", "度假区")
COST = re.compile(
    r"(?<!年度)(?<!当年)(?<!完成)投资(?:额|规模)?$|占地面积$|建筑面积$"
)  # of a work, whenever it is spent
SCOPE = re.compile(r"范围(?:为|是|包括|涵盖|：)")  # 规划范围为全市11个园区: those there are
ASKED = re.compile(r"申请|争取|拟|计划")  # 申请中央预算内投资: no cost of the work
BUILT_IN = re.compile(r"建设(?:周期|工期|年限|期限?)")  # a work with a time of its own
SIZE = re.compile(
    r"(?:规划|占地|辖区|区域|控制|总|[陆海水市县地]域|国土|土地|幅员|^)(?:总|用地|建设|建筑|占地)*(?:面积|规模)$"
)


class IndicatorFacts:
    """Reads the quantities of sentences into facts."""

    def __init__(self, values: ValueWriter, words: IndicatorWords) -> None:
        self._values = values
        self._words = words
        self._names = IndicatorNames(words)
        self._unnamed = UnnamedValues(self._names)
        self._holders = Holders(words)
        self._series = ValueSeries(words)
        self._kinds = KindReader(words)
        self._subjects = SubjectFinder(words, values.whole)
        self._self = _self_called(values.whole)
        self._said: tuple[int, Named, Entity | None] = (-1, Named(), None)  # where it was told, what, and of whom

    def read(self, sentence: Sentence, clock: Clock, facts: Facts) -> None:
        """States every quantity whose indicator the sentence names."""
        sentence = replace(sentence, text=without_passed(full_width_marks(sentence.text)))
        quantities = [q for q in measured_quantities(sentence.text) if not is_no_value(sentence, q)]
        named, subject, since = *self._going_on(sentence), 0
        for index, quantity in enumerate(quantities):
            if quantity.start < since or self._words.terms.holds(sentence, quantity):
                continue  # it describes what was counted (73家企业年研发投入超千万元), or what is granted
            if named.alike(quantity) and (due := set_by(sentence, quantity, facts)):
                self._former(sentence, quantity, named.name, subject, due, facts)
                since = quantity.end
                continue
            found = self._measured(sentence, quantity, since)
            owner = owner_beside(sentence, quantity) if found is None and quantity.unit != RANK_UNIT else None
            if owner:
                called = "面积" if AREA.match(quantity.unit) and not named.name else named.alike(quantity)
                measured: Measured | None = Measured(called, 0, 0, own=False)
            else:
                measured = self._unnamed.complete(sentence.text, quantity, found, named, since)
            since = max(quantity.end, found.end if found else 0)
            if measured is None:
                named = Named(told=named.told, works=named.works)  # a growth told next is of what has no name here
                continue
            if measured.own:
                work, measured = _of_works(sentence, quantity, measured)
                if measured is None:
                    named = Named(told=named.told)
                    continue
                subject = self._subjects.subject(sentence, quantity, measured, facts)
                subject = facts.entities.get(work.entity_id) if work else subject
                if self._subjects.is_strangers(sentence, measured, subject, facts):
                    named = Named(told=named.told)
                    continue
                measured, named = self._named(sentence, measured, quantities[index:], subject, named)
                if named.lost:  # values of several that are not told apart
                    since, named = quantities[index + named.lost - 1].end, Named(told=named.told)
                    continue
            elif EACH.search(sentence.text[named.end : quantity.start]):
                each = self._series.told_last(sentence.text, named, quantities[index:])
                named = replace(named, each=each, owners=named.sharers if len(each) == len(named.sharers) else ())
                if not named.each and self._series.joined_from(sentence.text, quantities[index:]) > 1:
                    continue  # values of several, not all of which are known by name
            of = facts.entities.get(owner.entity_id if owner else next(iter(named.owners), "")) or subject
            shown = replace(measured, name=named.each[0] if named.each else measured.name)
            period = named.years[0] if named.years else period_of(sentence.text, quantity, clock)
            period = None if owner and AREA.match(quantity.unit) else period  # the size of a place has no time
            for name in self._series.both(sentence.text, quantity, shown):
                self._write(sentence, quantity, replace(shown, name=name), of, (period, clock), facts)
            named = named.after(measured, quantity, self._holders.works(sentence.text, shown, named), since)
            self._said = sentence.end, named, subject

    def _former(
        self, sentence: Sentence, quantity: Quantity, name: str, of: Entity | None, due: Period, facts: Facts
    ) -> None:
        """What another plan aimed at, told beside what was reached."""
        value = as_written(sentence.text, quantity, behind=False)
        observed = Observed(name, value, quantity.unit, year_of(due), "target", of, "", "", about(quantity))
        self._values.write(observed, facts.of_sentence(sentence, EXTRACTOR), facts)

    def _going_on(self, sentence: Sentence) -> tuple[Named, Entity | None]:
        """What was told before a semicolon, which its next part may leave out: ……；到2027年，达到7050亿元."""
        end, named, subject = self._said
        if end != sentence.start or not ELIDED.match(sentence.text):
            return Named(), None
        return Named(name=named.name, last=named.last, unit=named.unit), subject

    def _named(
        self, sentence: Sentence, measured: Measured, quantities: list[Quantity], subject: Entity | None, before: Named
    ) -> tuple[Measured, Named]:
        """A newly named indicator with its full name, and what it begins."""
        name = self._holders.full_name(sentence, quantities[0], measured, subject, before)
        name = self._unnamed.of_which(sentence.text, quantities[0], name, before)
        verb = self._holders.listed_verb(sentence.text, before, measured, quantities[0])
        called = replace(measured, name=name if name.startswith(verb) else verb + name)
        holder = name.removesuffix(measured.name)
        begun = self._series.start(sentence.text, called, quantities)
        shares = None if begun.years else self._series.shared(sentence, measured, quantities)
        if shares:
            names, owners = zip(*shares, strict=True)
            begun = replace(begun, each=names, owners=owners, sharers=owners)
        lost = shares == [] and not begun.each
        return called, replace(
            begun,
            works=before.works,
            told=(*before.told, *(begun.each or (called.name,))),
            holder=holder if holder not in (name, before.works) else "",
            lost=self._series.joined_from(sentence.text, quantities) if lost else 0,
        )

    def _measured(self, sentence: Sentence, quantity: Quantity, since: int) -> Measured | None:
        text = sentence.text
        if quantity.unit == RANK_UNIT:
            return None
        inside = text.rfind("（", 0, quantity.start) > text.rfind("）", 0, quantity.start)
        measured = self._names.measured(text if inside else without_asides(text), quantity, since)
        if measured is None or measured.start < quantity.start:
            return measured and self._behind_self(self._holders.behind_name(sentence, measured))
        title = next((m for m in sentence.of("Title") if m.start >= sentence.start + measured.end), None)
        if title and CLAIMED.fullmatch(text[measured.start : title.start - sentence.start]):
            held = "" if HONOURED.search(title.text) else text[measured.start : measured.end]
            return Measured(f"{title.text}{held}数量", measured.start, measured.end)
        return measured

    def _behind_self(self, measured: Measured) -> Measured:
        """The name without the word for the plan's own area in front: in 澄湖高新区's plan 高新区|营业收入."""
        own = self._self.match(measured.name) if self._self else None
        start = measured.start + own.end() if own else 0
        return (
            replace(measured, name=measured.name[own.end() :], start=start, holder=(start, start)) if own else measured
        )

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
        kind = self._kinds.kind(sentence, quantity, measured, period, clock)
        if kind == "actual" and is_former_aim(sentence.text, quantity):
            if not own_periods(sentence.text[: quantity.start]):
                return  # for which year it was set nobody says
            kind = "target"
        aimed = self._kinds.reached_or_aimed(sentence, quantity, period, clock) == "target"
        if kind == "change" and aimed and RATED.search(measured.name):
            kind = "target"  # 规上工业增加值增速保持在9%以上 is an aim of its own
        if period is None and clock.aim and aimed and not self._is_undated(sentence, quantity, subject):
            period = Period(clock.aim, clock.aim, str(clock.aim), (0, 0), "year")
        if period is None and clock.reports and kind != "target" and not own_periods(sentence.text):
            period = Period(clock.now, clock.now, str(clock.now), (0, 0), "year")
        if kind == "target" and self._done_so_far(sentence.text, quantity, subject):
            period, kind = None, "actual"
        if self._stands(sentence.text, quantity, measured, subject):
            period, kind = None, "actual"
        if kind == "actual" and period and period.start < period.end and 0 < clock.year_of_document < period.end:
            period = None if "以来" not in sentence.text else period  # what is there now, in a plan for years to come
        value = as_written(sentence.text, quantity, behind=measured.start >= quantity.end)
        if measured.growth and self._words.falling.match(measured.growth):
            value = measured.growth + value
        observed = Observed(
            measured.name,
            value,
            "" if value.endswith(quantity.unit) else quantity.unit,
            year_of(period),
            kind,
            subject,
            "",
            basis_of(sentence.text, quantity, name=measured.name, kind=kind, bases=self._words.bases),
            about(quantity),
        )
        self._values.write(observed, facts.of_sentence(sentence, EXTRACTOR), facts)

    def _is_undated(self, sentence: Sentence, quantity: Quantity, of: Entity | None) -> bool:
        """Whether an aim is for no year of the plan's: one of every year, or of a work that has a time of its own."""
        work = of is not None and of.type in ("Project", "Platform") and BUILT_IN.search(sentence.text)
        return bool(work or UNDATED.search(sentence.text[: quantity.end]))

    def _done_so_far(self, text: str, quantity: Quantity, of: Entity | None) -> bool:
        """Whether a thing that is there has done so much, amid what shall be: 云溪平台累计服务企业140家."""
        start, _ = clause_around(text, quantity)
        start = 0 if text.startswith("其中", start) else start
        summed = of is not None and of.type in DOERS and SUMMED.search(text, start, quantity.start)
        return bool(summed) and not own_periods(text) and not self._words.aims.search(text, start, quantity.end)

    def _stands(self, text: str, quantity: Quantity, measured: Measured, of: Entity | None) -> bool:
        """Whether a sentence without a time says how large a place or work is, or what there is now, amid what shall be."""
        work = of is not None and of.type in ("Project", "Platform") and bool(COST.search(measured.name))
        work = work and not ASKED.match(measured.name)
        sized = work or is_total(text, quantity) or (AREA.search(quantity.unit) and SIZE.search(measured.name))
        start, _ = clause_around(text, quantity)
        aimed = self._words.aims.search(text, start, quantity.end) or own_periods(text[: quantity.end])
        return bool(sized or measured.name.startswith("现状") or SCOPE.search(text[: quantity.start])) and not aimed


def _of_works(sentence: Sentence, quantity: Quantity, measured: Measured) -> tuple[Mention | None, Measured | None]:
    """The work whose total stands before it, and the total's name; None for the total of works without a name."""
    if not is_total(sentence.text, quantity):
        return None, measured
    work = owner_behind(sentence, quantity)
    many = "" if work else works_behind(sentence.text, quantity)
    return work, replace(measured, name=many) if many else measured if work else None


def _self_called(whole: Entity | None) -> re.Pattern[str] | None:
    """What a plan calls its own area for short, in front of a noun: 高新区 in 澄湖高新区's; None for a city or district."""
    called = [word for word in SELF if whole and any(n.endswith(word) for n in (whole.name, *whole.aliases))]
    return re.compile(rf"(?:{'|'.join(called)})的?(?=[^域数量个总]..)") if called else None
