"""Indicators in sentences: which quantity, of what, when, reached or aimed at."""

import re
from dataclasses import replace

from kg.extract.context import Facts, Sentence
from kg.extract.indicator_counts import is_total
from kg.extract.indicator_names import AREA, IndicatorNames, Measured, clause_around, without_asides
from kg.extract.indicator_quantities import RANK_UNIT, measured_quantities
from kg.extract.indicator_subjects import OWNERS, SubjectFinder, owner_behind, owner_beside
from kg.extract.indicator_time import Clock, KindReader, listed_years, own_periods, period_of, year_of
from kg.extract.indicator_told import about, as_written, basis_of, is_distance
from kg.extract.indicator_unnamed import TOGETHER, Named, UnnamedValues
from kg.extract.indicator_words import IndicatorWords
from kg.extract.observations import Observed, ValueWriter
from kg.records import Entity
from kg.text.normalize import full_width_marks
from kg.text.numbers import Quantity
from kg.text.periods import Period

EXTRACTOR = "indicator"
COUNTED = ("家", "个", "项", "件", "名", "人", "元")  # a quantity right before is no noun that does something
COUNTED_FIRMS = re.compile(r"(?P<firms>.{2,16}(?:企业|机构|服务业))数量?")
HONOURED = re.compile(
    r"(?:企业|机构|园区|基地|平台|工厂|车间|中心|实验室|集群|单位|人才|小巨人|冠军|独角兽|瞪羚|[”）])$"
)
TOWARDS = re.compile(r"[对为向使让由从在给]")  # 为企业发放贷款: what is done for them
LISTING = re.compile(r"[、等和与及以]")
DONE_BY = re.compile(r"(?:全年|共|累计|合计|全部)*(?:实现|完成|贡献|创造|缴纳|上缴)")
DONE_SO_FAR = re.compile(r"^(?:已|现有|共|累计|目前)+")
EACH = re.compile(r"分别[^，。；\d]{0,8}$")
CLAIMED = re.compile(
    r"[^，。；\d]{0,8}(?:企业|单位|机构|园区|平台|项目|集群|学校|医院|产品|人才|团队)(?:被|成功|顺利|先后|均|相继)*"
    r"(?:列入|纳入|认定为|获评|评为|入选|成长为|成为|晋升|升级为|获批|申报|创建|获得|获)(?:为|了)?[^，。；]{0,8}?"
)
ACTING = re.compile(
    r"(?:企业|产业|业|机构|居民|项目|基金|集群|每[一-龥]{1,6}(?:人|人口|户|公里|公顷|平方公里|亩)|每[公顷亩户人]{1,2})$"
)
ALIKE = re.compile(r"均|都|双双|同为|皆|全部")
PLACED = re.compile(r"城镇|城市|农村|乡村|国家级?|省级?|市级|县级|区级|国内|国外|境内|境外")
LISTED_ON = re.compile(r"[、，]?(?:和|及)?")
RATED = re.compile(r"(?:增速|增长率|增幅|增长速度)$")
# Aims of every year, or counted from a day, are for no year of the plan.
UNDATED = re.compile(
    r"每年|(?:建成|投产|达产|投用)后|[一二三四五六七八九十两\d]年[之以]?内|未来[一二三四五六七八九十两\d]+年"
)
SIZE = re.compile(r"(?:规划|占地|辖区|区域|控制|总|^)(?:总|用地|建设|建筑|占地)*(?:面积|规模)$")
PARTS = ("Industry", "Cluster", "Fund")  # 产业产值: part of the indicator's name


class IndicatorFacts:
    """Reads the quantities of sentences into facts."""

    def __init__(self, values: ValueWriter, words: IndicatorWords) -> None:
        self._values = values
        self._words = words
        self._names = IndicatorNames(words)
        self._unnamed = UnnamedValues(self._names)
        self._kinds = KindReader(words)
        self._subjects = SubjectFinder(words, values.whole)

    def read(self, sentence: Sentence, clock: Clock, facts: Facts) -> None:
        """States every quantity whose indicator the sentence names."""
        sentence = replace(sentence, text=full_width_marks(sentence.text))
        quantities = [q for q in measured_quantities(sentence.text) if not is_distance(sentence.text, q)]
        named, subject, since = Named(), None, 0
        for index, quantity in enumerate(quantities):
            if quantity.start < since or self._words.terms.holds(sentence, quantity):
                continue  # it describes what was counted (73家企业年研发投入超千万元), or what is granted
            found = self._measured(sentence, quantity, since)
            owner = owner_beside(sentence, quantity) if found is None and quantity.unit != RANK_UNIT else None
            if owner:
                called = "面积" if AREA.match(quantity.unit) and not named.name else named.name
                measured: Measured | None = Measured(called, 0, 0, own=False)
            else:
                measured = self._unnamed.complete(sentence.text, quantity, found, named, since)
            since = max(quantity.end, found.end if found else 0)
            if measured is None:
                named = Named(told=named.told)  # a growth told next is of what has no name here
                continue
            if measured.own:
                work = owner_behind(sentence, quantity) if is_total(sentence.text, quantity) else None
                if work is None and is_total(sentence.text, quantity):
                    named = Named(told=named.told)  # of works that have no name
                    continue
                subject = self._subjects.subject(sentence, quantity, measured, facts)
                subject = facts.entities.get(work.entity_id) if work else subject
                measured, named = self._named(sentence, measured, quantities[index:], subject, named)
            elif EACH.search(sentence.text[named.end : quantity.start]):
                named = replace(named, each=self._told_last(sentence.text, named, quantities[index:]))
                if not named.each and self._joined_from(sentence.text, quantities[index:]) > 1:
                    continue  # values of several, not all of which are known by name
            of = facts.entities.get(owner.entity_id) if owner else subject
            own_name = measured.name if measured.own else named.name
            shown = replace(measured, name=named.each[0] if named.each else measured.name)
            period = named.years[0] if named.years else period_of(sentence.text, quantity, clock)
            period = None if owner and AREA.match(quantity.unit) else period  # the size of a place has no time
            for name in self._both(sentence.text, quantity, shown):
                self._write(sentence, quantity, replace(shown, name=name), of, (period, clock), facts)
            named = replace(
                named,
                name=own_name,
                last=measured.name,
                unit=quantity.unit,
                growth=measured.growth,
                each=named.each[1:],
                years=named.years[1:],
                holder=named.holder if measured.own else "",
                end=quantity.end,
                behind=since,
            )

    def _named(
        self, sentence: Sentence, measured: Measured, quantities: list[Quantity], subject: Entity | None, before: Named
    ) -> tuple[Measured, Named]:
        """A newly named indicator with its full name, and what it begins."""
        name = self._full_name(sentence, quantities[0], measured, subject, before)
        verb = self._listed_verb(sentence.text, before, measured, quantities[0])
        called = replace(measured, name=verb + name)
        holder = name.removesuffix(measured.name)
        begun = self._start(sentence.text, called, quantities)
        return called, replace(begun, told=(*before.told, called.name), holder=holder if holder != name else "")

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
        if named.holder and LISTED_ON.fullmatch(sentence.text, named.end, measured.start):
            return named.holder + held  # 高新技术企业实现收入3亿元、利润1亿元
        start = max(sentence.text.rfind(mark, 0, measured.start) for mark in "，；") + 1
        return named.counts + held if DONE_BY.match(sentence.text, start, measured.start) else held

    def _listed_verb(self, text: str, named: Named, measured: Measured, quantity: Quantity) -> str:
        """The verb that a list began with, where it makes increments: 新建桥梁3座、道路5条; '' else."""
        kept = self._words.kept.match(named.last)
        on = TOGETHER.fullmatch(text, named.behind, min(measured.start, quantity.start))
        return kept.group() if kept and on and not self._words.verbs.match(measured.name) else ""

    def _told_last(self, text: str, named: Named, quantities: list[Quantity]) -> tuple[str, ...]:
        """The indicators named before, for values that follow in their order: 收入3亿元，利润1亿元，分别增长6%和4%."""
        joined = self._joined_from(text, quantities)
        return named.told[-joined:] if 1 < joined <= len(named.told) else ()

    def _both(self, text: str, quantity: Quantity, measured: Measured) -> list[str]:
        """The two names of 受理率和网办率均达100%, which are two indicators of one value; else the one name."""
        parts = measured.name.rsplit("和", 1) if ALIKE.search(text[measured.end : quantity.start]) else []
        named = len(parts) == 2 and all(self._words.head.search(part) for part in parts)
        return parts if named else [measured.name]

    def _joined(self, text: str, measured: Measured, quantities: list[Quantity]) -> int:
        """How many values follow one 分别; 0 without one."""
        if not EACH.search(text[measured.end : quantities[0].start]):
            return 0
        return self._joined_from(text, quantities)

    def _joined_from(self, text: str, quantities: list[Quantity]) -> int:
        """How many values stand in the list that begins here."""
        joined = 1
        while joined < len(quantities) and is_joined(text, quantities[joined - 1], quantities[joined]):
            joined += 1
        return joined

    def _each(self, measured: Measured, joined: int) -> tuple[str, ...]:
        """The names of 甲产值和乙产值分别达到1亿元、2亿元, where there are as many values; else none."""
        names = [name for name in TOGETHER.split(measured.name) if name]
        if len(names) != joined or joined < 2:
            return ()
        head = self._words.shared_ending.search(names[-1])
        ending = head.group() if head else ""
        return tuple(name if self._words.head.search(name) else _completed(name, names[-1], ending) for name in names)

    def _measured(self, sentence: Sentence, quantity: Quantity, since: int) -> Measured | None:
        text = sentence.text
        if quantity.unit == RANK_UNIT:
            return None
        inside = text.rfind("（", 0, quantity.start) > text.rfind("）", 0, quantity.start)
        measured = self._names.measured(text if inside else without_asides(text), quantity, since)
        if measured is None or measured.start < quantity.start:
            return measured and self._behind_name(sentence, measured)
        title = next((m for m in sentence.of("Title") if m.start >= sentence.start + measured.end), None)
        if title and CLAIMED.fullmatch(text[measured.start : title.start - sentence.start]):
            held = "" if HONOURED.search(title.text) else text[measured.start : measured.end]
            return Measured(f"{title.text}{held}数量", measured.start, measured.end)
        return measured

    def _behind_name(self, sentence: Sentence, measured: Measured) -> Measured | None:
        """The words behind the name of a firm or park that they begin with, or in the midst of which they begin."""
        for mention in sentence.of(*OWNERS):
            start, end = mention.start - sentence.start, mention.end - sentence.start
            of = sentence.text.startswith("的", end)  # 绿色工厂云溪精工的产值
            if mention.type not in PARTS and (start <= measured.start or of) and measured.start < end < measured.end:
                rest = sentence.text[end : measured.end].lstrip("的")
                if not of and mention.type in ("Enterprise", "Institution") and COUNTED_FIRMS.fullmatch(measured.name):
                    continue  # 星河云生态企业: firms of a kind, which is called after a firm
                if (
                    len(rest) >= 2
                    and (of or start < measured.start or mention.type != "Region")
                    and not LISTING.match(rest)
                ):
                    rest = DONE_SO_FAR.sub("", rest)
                    place = measured.end - len(rest)
                    tail = measured.name[len(sentence.text[measured.start : measured.end]) :]
                    return replace(measured, name=rest + tail, start=place, holder=(place, place))
        return measured

    def _held(self, sentence: Sentence, measured: Measured, subject: Entity | None) -> str:
        """The name with the noun before its verb (第三产业实现增加值), where that is not what it is of."""
        start, end = measured.holder
        if sentence.text[:start].endswith(COUNTED):
            return measured.name
        holder = sentence.text[start:end].strip("“”、（）() 　")
        holder = re.sub(r"(?:力争|预计|将|已|共|累计|全年|年均|均|可|约|全部|直接)+$", "", holder)
        names = [m for m in sentence.mentions if m.end - sentence.start in (end, start + len(holder))]
        owners = [m for m in names if m.type in OWNERS]
        owners = [m for m in owners if m.type != "Industry" or (subject and m.entity_id == subject.id)]
        if owners or not ACTING.search(holder) or len(holder) > 14 or "、" in holder or TOWARDS.match(holder):
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
        aimed = self._kinds.reached_or_aimed(sentence, quantity, period, clock) == "target"
        if kind == "change" and aimed and RATED.search(measured.name):
            kind = "target"  # 规上工业增加值增速保持在9%以上 is an aim of its own
        if period is None and clock.aim and aimed and not UNDATED.search(sentence.text[: quantity.end]):
            period = Period(clock.aim, clock.aim, str(clock.aim), (0, 0), "year")
        if period is None and clock.reports and kind != "target" and not own_periods(sentence.text):
            period = Period(clock.now, clock.now, str(clock.now), (0, 0), "year")
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

    def _stands(self, text: str, quantity: Quantity, measured: Measured, of: Entity | None) -> bool:
        """Whether a sentence without a time says how large a place or work is, or what there is now, amid what shall be."""
        work = of is not None and of.type in ("Project", "Platform") and measured.name.endswith("总投资")
        sized = work or is_total(text, quantity) or (AREA.search(quantity.unit) and SIZE.search(measured.name))
        start, _ = clause_around(text, quantity)
        aimed = self._words.aims.search(text, start, quantity.end) or own_periods(text[: quantity.end])
        return bool(sized or measured.name.startswith("现状")) and not aimed


def _completed(name: str, last: str, ending: str) -> str:
    """The first name of a list with the last one's ending: 城镇、农村居民人均收入, 新能源、新材料产业规模."""
    place = PLACED.match(last) if PLACED.fullmatch(name) else None
    if place:
        return name + last[place.end() :]
    known = 2 if name.endswith(ending[:2]) and ending[:2] in ("产业", "行业", "企业") else 0
    return name + ending[known:]


def is_joined(text: str, left: Quantity, right: Quantity) -> bool:
    """Whether two numbers stand in one list: 7.4%和9.6%."""
    return bool(TOGETHER.fullmatch(text[left.end : right.start]))
