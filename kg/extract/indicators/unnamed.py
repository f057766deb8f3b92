"""Values that leave their indicator's name out: shares, growth, ranks, parts, and second values of what was named."""

import re
from dataclasses import dataclass, replace

from kg.extract.indicators.counts import COUNTER
from kg.extract.indicators.names import DATED, GROWN, LONGEST, IndicatorNames
from kg.extract.indicators.quantities import RANK, RANK_UNIT
from kg.extract.indicators.spans import Measured, clause_around, without_asides
from kg.text.numbers import Quantity
from kg.text.periods import Period

SHARE = re.compile(
    r"占(?!地(?!区|方)|比|据|用|有|领)(?P<whole>[^，。；占\d]{1,16}?)的?(?:比重|比例|比|份额)?(?:不足|不到|[较比](?:上年|去年|\d{4}年)|由|从|为|达到|达|超过|约|已|的|上升|提高|提升|回落|下降|分别|降|升|到|至|近|\d{4}年)*$"
)
EQUIPPED = re.compile(r"(?P<what>覆盖|普及|达标|联网|入网|通达|[一-龥]{1,3}化)率?(?=[，。；、（]|$)")
TOGETHER = re.compile(r"(?:、|和|与|及|以及)+")
FRACTION = re.compile(r"[1-9]/\d+|.分之.")
BASED = re.compile(r"(?:、|和|，)(?P<whole>[一-龥]{1,8}[国省市区县州盟])(?:的|约)*")
OF_WHOLE = re.compile(r"占[^占]{1,16}比重$")
PART = re.compile(
    r"[，、：:（(]?(?:其中)?[：:，]?(?P<part>[一-龥“”]{1,6}级(?:以上)?|[^，。；、：（(\d]{2,14}的|[^，。；、：（(\d]{2,10}(?=企业|机构|平台|项目))$"
)
LEVEL = re.compile(r"^[一-龥]{1,4}级(?:及?以上)?")
RATE = re.compile(rf"(?:[一二三四五六七八九十\d]+年的?)?{GROWN}")
PLACE = re.compile(r"[省市区县镇园]$")
COUNTED_SO = re.compile(rf"数量|总数|总量|规模|占比|{GROWN}")  # ，数量居全省第二: of what was counted before
ORDER = ("排名", "排位", "位次")
COUNT_ENDS = re.compile(r"(?:左右|以上|以内)?(?:[，。；、（）()]|和|及|以及|\d|$)")
COMPARED_SO = re.compile(r"[，、 ]*(?:同比|环比)")
UNREAD = re.compile(r"\d")
WHOLE = re.compile(r"总数|总量|总计")
SUMMED_UP = re.compile(r"累计(?:将|可)?(?:达|超过|突破|$)")  # 新建基站6000个，2028年累计达到7万个: all there are
FLOWS = re.compile(r"[元人名次]$|亩|平方米|公里|公顷")  # of which the sum over the years may be meant
SCALE = "万亿千百十"
JUDGED = re.compile(
    r"在(?:全[国省市区县]|国家|[一-龥]{2,3}省)?(?P<what>[^，。；在]{2,16}?(?:考核|考评|评价|评估|评比|评选|测评|排行榜|榜单))(?:中|里|上)?"
)
AMONG_THEM = re.compile(r"其中")
FIRMS_OF_KIND = re.compile(
    r"(?P<kind>规模以上|规上|限额以上|限上|高新技术|上市|龙头|骨干|链主|科技型)企业(?P<rest>数量?)"
)
FIRMS_OF = re.compile(
    r"(?!规模|规上|限[额上]|高新|上市|科技型|各类|市场|民营|外资|工业企业)(?P<of>[一-龥A-Za-z]{2,10})企业数量?"
)
BEFORE_RANK = re.compile(
    r"(?:综合)?(?:在|位于)[^，。；]{2,14}?(?:中|里)?$|(?:均|已|也|并|连续[一二三四五六七八九十两\d]+年|稳定|持续|首次|总体)+$"
)


@dataclass(frozen=True)
class Named:
    """What a sentence named so far: the indicator itself, and the last name, which may be a share of it."""

    name: str = ""
    last: str = ""
    unit: str = ""
    growth: str = ""
    each: tuple[str, ...] = ()  # names whose values follow one after another: 甲、乙分别达到1%、2%
    owners: tuple[str, ...] = ()  # whose values those are, where each is another's
    sharers: tuple[str, ...] = ()  # all of them, in whose order later values may follow
    lost: int = 0  # how many values follow of several that are not told apart
    years: tuple[Period, ...] = ()  # years whose values do: 2025年、2026年产值分别达到1亿元、2亿元
    holder: str = ""  # who does it, as a part of the name, and where that value ended
    end: int = 0
    behind: int = 0  # where what was counted behind that value ended
    told: tuple[str, ...] = ()  # all indicators that the sentence named so far
    works: str = ""  # what is built, as counted or measured last: 续建项目17个，总投资5亿元
    counts: str = ""  # firms counted without a verb, which the next clause may speak of: 规上企业140家

    def after(self, measured: Measured, quantity: Quantity, works: str, behind: int) -> "Named":
        """What is named once a value is told: the next of each series is due."""
        return replace(
            self,
            name=measured.name if measured.own else self.name,
            last=measured.name,
            unit=quantity.unit,
            growth=measured.growth,
            each=self.each[1:],
            owners=self.owners[1:],
            years=self.years[1:],
            holder=self.holder if measured.own else "",
            works=works,
            end=quantity.end,
            behind=behind,
        )

    def continued(self, quantity: Quantity, growth: str) -> str:
        """What a number without a name measures: a growth is the indicator's own, else it goes on in the same unit."""
        if growth and quantity.unit in ("%", "倍"):
            return self.name or self.last if quantity.unit == "%" else self.last
        if quantity.unit in ("倍", "") or growth:
            return self.last
        if self.growth and self.unit == "%" and quantity.unit != "%":
            return self.name  # 产值年均增长10%，到2030年达到15亿元
        return self.last if self.alike(quantity) else ""

    def alike(self, quantity: Quantity) -> str:
        """The indicator itself where the number is told in its unit: 200兆瓦 is no number of firms; '' else."""
        return self.name if quantity.unit.lstrip(SCALE) == self.unit.lstrip(SCALE) else ""


class UnnamedValues:
    """Gives a name to what has none of its own."""

    def __init__(self, names: IndicatorNames) -> None:
        self._names = names
        self._words = names.words

    def complete(
        self, text: str, quantity: Quantity, measured: Measured | None, named: Named, since: int
    ) -> Measured | None:
        """The name of a quantity by what its sentence said before; None where that does not tell."""
        if quantity.unit == RANK_UNIT:
            return self._ranked(text, quantity, named, since)
        parted = quantity.is_share or bool(FRACTION.fullmatch(quantity.value))
        if parted and (share := self._share(text, quantity, named)):
            return share
        if parted and (base := BASED.fullmatch(text, named.end, quantity.start)) and since == named.end:
            whole = OF_WHOLE.sub(f"占{base['whole']}比重", named.last)  # 占全省54%、全国16%
            return Measured(whole, 0, 0, own=False) if whole != named.last else None
        if measured and measured.own:
            return replace(measured, growth=measured.growth or growth_in(measured.name))
        if measured:
            return self._relative(measured, named)
        if named.unit and since == named.end and TOGETHER.fullmatch(text[since : quantity.start]):
            if COUNTER.search(quantity.unit) and not COUNT_ENDS.match(text, quantity.end):
                return None  # 总里程220公里、20套设备: counts what stands behind it
            if named.growth and named.unit == "%" and quantity.unit != "%":
                return Measured(named.name, 0, 0, own=False)  # 增长16%、达到83亿元
            return Measured(named.last, 0, 0, named.growth, own=False)
        return (
            self._part(text, quantity, named, since)
            or self._equipped(text, quantity)
            or self._going_on(text, quantity, named, since)
        )

    def _share(self, text: str, quantity: Quantity, named: Named) -> Measured | None:
        """A占B的比重, where A may be what was named before."""
        share = SHARE.search(text[: quantity.start])
        if share is None:
            return None
        start, _ = clause_around(text, quantity)
        lead = self._words.leads.match(text, start, share.start())
        before = re.sub(r"(?:仅|约|已|将|均|同时|分别)+$", "", text[lead.end() if lead else start : share.start()])
        if len(before) > LONGEST + 4:
            return None  # its own noun, and too long a one
        own = len(before) >= 2 and not self._words.verbs.match(before)
        base = before if own else RATE.sub("", named.name)
        if not base or self._words.clauses.search(base + share["whole"]):
            return None
        growth = self._words.growth.search(text, share.end("whole"), quantity.start)
        return Measured(f"{base}占{share['whole'].strip()}比重", 0, 0, growth.group() if growth else "", own=own)

    def _relative(self, measured: Measured, named: Named) -> Measured | None:
        """A part without a name of its own: 增速 is a change of what was named before, 占比 a share of it."""
        if not named.name:
            return None
        name = named.name if RATE.fullmatch(measured.name) else RATE.sub("", named.name) + measured.name
        return Measured(name, 0, 0, measured.growth or growth_in(measured.name), own=False)

    def _part(self, text: str, quantity: Quantity, named: Named, since: int) -> Measured | None:
        """A part of what was counted last: 创新平台412家，其中国家级26家、省级158家."""
        if not (COUNTER.search(quantity.unit) and COUNTER.search(named.unit) and named.name):
            return None
        match = PART.fullmatch(text, since, quantity.start)
        if match is None:
            return None
        whole = LEVEL.sub("", named.name)
        return Measured(f"{match['part']}{whole}", 0, 0, own=False)

    def _equipped(self, text: str, quantity: Quantity) -> Measured | None:
        """实现行政村5G网络100%覆盖: a rate whose noun stands around the number."""
        match = EQUIPPED.match(text, quantity.end) if quantity.unit == "%" else None
        if match is None:
            return None
        start, _ = clause_around(text, quantity)
        noun = self._names.noun_before(text, start, quantity.start)
        return Measured(f"{noun}{match['what']}率", quantity.start - len(noun), match.end()) if noun else None

    def _going_on(self, text: str, quantity: Quantity, named: Named, since: int) -> Measured | None:
        """A growth, or a second value, of what was named before."""
        inside = text.rfind("（", 0, quantity.start) > text.rfind("）", 0, quantity.start)
        plain = text if inside else without_asides(text)
        start = max(clause_around(plain, quantity)[0], since)
        if UNREAD.search(DATED.sub("", plain[since:start])):
            return None  # a number stands between that was not understood
        bare = plain[start : quantity.start]
        found = self._words.growth.search(bare)
        growth = found.group() if found else ""
        if quantity.is_share and COMPARED_SO.fullmatch(bare):
            growth = "增长"  # 同比34.7%
        beside = since == quantity.start and bool(COUNTER.search(quantity.unit) and COUNTER.search(named.unit))
        if quantity.unit == named.unit and DATED.search(bare):
            bare = self._words.verbs.sub("", bare)  # 2026年建成30个，2027年建成80个
        if COUNTER.search(quantity.unit) and not growth and not COUNT_ENDS.match(text, quantity.end):
            return None  # 有14人生还: said of others
        name = named.last if beside else named.continued(quantity, growth)  # 研发机构27家33项
        stock = SUMMED_UP.search(bare) and name.startswith("新") and not FLOWS.search(quantity.unit)
        if WHOLE.search(bare) or stock:
            name = self._words.kept.sub("", name, count=1)  # 新增机构3家，总数达30家
        said = bare.strip("，、 　") or since == quantity.start or DATED.search(plain[since:start])
        if not name or not self._words.bare.fullmatch(bare) or not said:
            return None  # 90%以上通过备案: a number that opens its clause is said of something else
        return Measured(name, 0, 0, growth, own=False)

    def of_which(self, text: str, quantity: Quantity, name: str, before: Named) -> str:
        """The name of firms of a kind among those counted before: 甲企业134家，其中规模以上企业27家 are 规模以上甲企业."""
        kind, counted = FIRMS_OF_KIND.fullmatch(name), FIRMS_OF.fullmatch(before.told[-1]) if before.told else None
        if not kind or not counted or not AMONG_THEM.match(text, clause_around(text, quantity)[0]):
            return name
        return f"{kind['kind']}{counted['of']}企业{kind['rest']}"

    def _ranked(self, text: str, quantity: Quantity, named: Named, since: int) -> Measured | None:
        """综合实力排名第38位 by its own noun; ，居全省第3位 by what was named before."""
        match = RANK.match(text, quantity.start)
        if match is None:
            return None
        start = max(clause_around(text, quantity)[0], since)
        before = BEFORE_RANK.sub("", text[start : quantity.start])
        held = JUDGED.search(text, start, quantity.start)
        if held and not BEFORE_RANK.sub("", text[held.end() : quantity.start]):  # 在全省开发区考核中列第9位
            return Measured(f"{held['what']}排名", *held.span("what"))
        lead = self._words.leads.match(before)
        noun = before[lead.end() if lead else 0 :].strip("“”")
        if not noun or COUNTED_SO.fullmatch(noun):
            if "排" in match["verb"] and not named.last:
                return None
            base, grown = named.last, bool(named.growth) and not RATE.search(named.last)
            return Measured(f"{base}{'增速' if grown else ''}排名", 0, 0, own=False) if base else None
        if PLACE.search(noun) and match["verb"].endswith(ORDER):
            return Measured(match["verb"], quantity.start, quantity.start + len(match["verb"]))
        if len(noun) > 20 or not (self._words.head.search(noun) or self._words.ranked.search(noun)):
            return None
        cut = self._names.noun_before(text, start, start + text[start:].find(noun) + len(noun)) or noun
        place = text.find(cut, start)
        name = cut if cut.endswith(ORDER) else f"{cut}排名"
        return Measured(name, place, place + len(cut))


def growth_in(name: str) -> str:
    """增长 where an indicator is itself a rate of change."""
    return "增长" if re.search(r"(?:增速|增长率|增幅)$", name) else ""
