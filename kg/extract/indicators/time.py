"""When a quantity holds, and whether it is reached, aimed at or a change."""

import re
from dataclasses import dataclass
from itertools import pairwise

from kg.extract.context import Sentence
from kg.extract.indicators.spans import Measured
from kg.extract.indicators.words import IndicatorWords
from kg.extract.tasks.measures import DOING, NUMBERING
from kg.text.numbers import Quantity
from kg.text.periods import Period, iter_periods

COMPARED = re.compile(r"(?:较|比|相比|与|同|以|高于|低于|相当于)$")
# Behind a year that is only compared with: 在2020年基础上, 是2020年的1.2倍.
BASE = re.compile(
    r"的?基础上|为基[期数准]|的?水平|相比|同期|的?[\d.一两二三四五六七八九十]+(?:[—-][\d.]+)?[余多]?倍"
    r"|(?:发展|的)?(?:规划|纲要|计划(?!完成|总?投资|新[增建]|建设|实施|开工))(?!期)|主?要?目标任务|收官|开局|良好开局|谋篇|开好局|起好步|起(?=[一二三四五六七八九十\d]+年)"
)
SAME_TIME = re.compile(r"的?同期的?(?:为|是|仅)?")  # （2020年同期29户）: the value of that year
JOINED = re.compile(r"[、和与及]|以及")
FROM = re.compile(r"(?:从|由)$")
BASE_VALUE = re.compile(r"(?:从|由)(?:20\d{2}年[底末]?的?)?$")
SET_TO_DO = re.compile(  # what a plan sets itself to do: 新建基站6000个
    r"(?:力争|计划|年?[底末]?之?前|全[市县区省]|其中|，)*(?:申请|争取|新[建增开设上]|完成|建成|改造|推出|开通|开行|开发|布设|布放|修复|启动|开工|引进|培育|投放|建设|打造|推广|实施|创建|升级)(?![了过])"
)
BESIDE = re.compile(r"同比|[较比][上去]年")  # aims may be told beside the year before as well
TO = re.compile(
    r"(?:左右|以上)?(?:稳步|大幅|逐步|跃)?(?:提[升高]|增[加长]|上升|扩大|扩展|下降|降低|减少|[升降增减]|调整|优化|缩[小短]|压[缩减]|发展|演变|跃[升迁]){1,2}(?:到|至|为)"
)
MADE = re.compile(
    r"(?:形成|建成|取得|实现|完成|打造|建立|获得|带动|促进|构建)了"
)  # a sentence that tells what was done
BUILT_IN = re.compile(r"(?:始建|组建|创建|成立|设立|建成|建|创办)于$")
# What happens once, told in the clause of its year without a number.
EVENT = re.compile(
    r"(?!底前|底之前)[^，。；、\d]{0,14}(?:批准|成立|设立|升级为|升格|获批|揭牌|挂牌|授牌|落户|上市|投入(?:运行|运营|使用)|投运|投用|并入|划归|托管|撤[县市镇乡]|改制|更名|迁入|建区|建市|建县|始建|启用|入选)"
    r"(?![^，。；]*\d)[^，。；]{0,24}(?=[，。；]|$)"
)
CONNECTING = re.compile(r"^(?:与此同时|同时|此外|另外|为此|其次|首先|[一二三四五六]是)[，：]?")
# A clause of its own that asks for something: ……，推动甲区开通航线6条.
URGED = re.compile(r"(?:加快)?(?:推动|推进|支持|鼓励|引导|促进|争取|组建|设立|新设|筹建|谋划|布局)(?!了)")
EVERY = re.compile(r"每年|(?:建成|投产|达产|投用)后")  # of no year that is named
TASKS = re.compile(r"任务|举措|措施|工程$|行动$|路径|布局$")
UP_TO = re.compile(r"截[至止]")
BY_NAME = re.compile(
    r"(?<![比较于])(?P<by>今年|去年|前年|明年)|(?P<whole>全年|(?<![一二三四五六七八九十两\d])年内|年底前|年末)"
)
YEARS_AWAY = {"今年": 0, "去年": -1, "前年": -2, "明年": 1}
RELATIVE = re.compile(r"(?<![比较于])(?:今年|去年|前年|明年|当月|本月|上月)|[一二三四五六七八九十\d]年前")
NOW = re.compile(r"目前|如今|眼下|现有|现已|迄今|至今")
LATELY = re.compile(r"近年来?(?=[，一-龥])|近几年")
RATIO = re.compile(r"(?:比例|比|倍率|倍数|杠杆率?)$")  # 返投比例1.2倍 is no change
# 三年累计授信100亿元: the years together, and none of them that was named before.
TOGETHER = re.compile(r"[一二三四五六七八九十两\d]年(?:共|累计|合计|总计|新)")
SET_BY = re.compile(r"(?:计划|力争|预计|拟|将)*[于在]")  # 首期规模5亿元于2026年9月底前到位
DUE = re.compile(r"[年月]?[底末]?(?:之|以)?前")
CHANGING = ("个百分点", "百分点", "个基点", "基点", "个位次", "位次", "倍")
TURNING = ("翻", "倍增", "零增长")
SET = ("plan", "until")  # kinds of periods that a chapter is about


@dataclass(frozen=True)
class Clock:
    """What time a sentence speaks of: of itself, else what its paragraph, section and document said before."""

    period: Period | None
    year_of_document: int  # 0 = unknown
    aim: int = 0  # the year that the plan itself is for: what it aims at without a year is to be reached then
    now: int = 0  # the year that 今年 is
    plans: bool = False  # whether the document is one of measures, where a plain number is aimed at
    begins: int = 0  # the first year that it is for
    reports: bool = False  # whether it tells what was done in the year that it is `now`


def own_periods(text: str) -> list[Period]:
    """The periods that a sentence speaks of: no titles (《…（2020年—2035年）》), nothing it only compares with.

    Nor the day of an event, which no figure is of: 云溪平台于2023年3月投入运行, 2010年获批国家高新区.
    """
    titles = [match.span() for match in re.finditer(r"《[^》]*》", text)]
    return [
        period
        for period in iter_periods(text)
        if not any(a <= period.span[0] < b for a, b in titles)
        and not is_compared(text, period)
        and not _is_event(text, period)
    ]


def _is_event(text: str, period: Period) -> bool:
    """Whether something happened to somebody in a year: of no figure, unless its own clause tells one."""
    happened = BUILT_IN.search(text, 0, period.span[0]) or EVENT.match(text, period.span[1])
    return period.kind == "year" and bool(happened)


def is_compared(text: str, period: Period) -> bool:
    """Whether a period is only compared with: 较2020年, 在2020年基础上, 是2020年的1.2倍."""
    return bool(COMPARED.search(text[: period.span[0]]) or BASE.match(text, period.span[1]))


def listed_years(text: str, end: int, count: int) -> tuple[Period, ...]:
    """So many years that stand in one list, the last before `end`: 2025年、2026年总产值分别达到…; else none."""
    periods = [period for period in own_periods(text) if period.span[1] <= end][-count:]
    joined = all(JOINED.fullmatch(text[a.span[1] : b.span[0]]) for a, b in pairwise(periods))
    return tuple(periods) if len(periods) == count > 1 and joined else ()


def period_of(text: str, quantity: Quantity, clock: Clock) -> Period | None:
    """The period of one quantity: the last that is named before it, 从2015年的 only for the number right behind."""
    base = is_base(text, quantity)
    if due := next((p for p in own_periods(text) if SET_BY.fullmatch(text, quantity.end, p.span[0])), None):
        return due
    if compared := compared_with(text, quantity):
        return compared
    for period in reversed([p for p in own_periods(text) if p.span[1] <= quantity.start]):
        past = re.search(r"\d", text[period.span[1] : quantity.start])
        if not (past and FROM.search(text[: period.span[0]])):
            return period if not base or quantity.start - period.span[1] <= 2 else None
    if base or EVERY.search(text[max(text.rfind("，", 0, quantity.start), 0) : quantity.start]):
        return None
    if by_name := _year_by_name(text, quantity, clock):
        return by_name
    years = TOGETHER.search(text, max(text.rfind("，", 0, quantity.start), 0), quantity.start)
    if (
        clock.period is None
        or _told_otherwise(text, quantity, clock)
        or (years and clock.period.start == clock.period.end)
    ):
        return None
    return clock.period


def compared_with(text: str, quantity: Quantity) -> Period | None:
    """The year that a value is only compared with: 比2020年的300亿元增长10%."""
    return next(
        (
            period
            for period in iter_periods(text)
            if (text[period.span[1] : quantity.start] == "的" and COMPARED.search(text[: period.span[0]]))
            or SAME_TIME.fullmatch(text, period.span[1], quantity.start)
        ),
        None,
    )


def _year_by_name(text: str, quantity: Quantity, clock: Clock) -> Period | None:
    """The year of 今年 or 去年, and of 全年 where no year was named before; None where none is said or known."""
    said = list(BY_NAME.finditer(text, 0, quantity.start)) if clock.now else []
    if not said or (said[-1]["whole"] and clock.period):
        return None
    year = clock.now + YEARS_AWAY.get(said[-1]["by"], 0)
    return Period(year, year, str(year), (0, 0), "year")


def _told_otherwise(text: str, quantity: Quantity, clock: Clock) -> bool:
    """Whether a sentence says of which time it speaks in words that are no year (目前, 今年), or names the year behind."""
    now = NOW.search(text, 0, quantity.start)
    if now and (clock.period is None or clock.period.kind != "until" or clock.period.end > clock.year_of_document):
        return True
    if RELATIVE.search(text, 0, quantity.start) or LATELY.search(text, 0, quantity.start):
        return True
    place = next((period.span[0] for period in own_periods(text) if period == clock.period), -1)
    began = place >= 0 and FROM.search(text[:place])  # 从2018年的1万元增加到2万元: no year is told for the second
    return bool(began or (place >= quantity.end and text[place - 1] not in "（("))


def is_base(text: str, quantity: Quantity) -> bool:
    """Whether a value is where a change began: 由12平方公里扩大到20平方公里."""
    number = text.find(quantity.value, quantity.start)
    return bool(BASE_VALUE.search(text[:number]) and TO.match(text, quantity.end))


class KindReader:
    """Tells actual values from targets and changes."""

    def __init__(self, words: IndicatorWords) -> None:
        self._words = words

    def kind(
        self, sentence: Sentence, quantity: Quantity, measured: Measured, period: Period | None, clock: Clock
    ) -> str:
        """actual, target or change; a rate of growth that is an indicator of its own may be aimed at."""
        ratio = quantity.unit == "倍" and RATIO.search(measured.name)
        if measured.growth or (quantity.unit in CHANGING and not ratio) or quantity.value.startswith(TURNING):
            return "change"
        return self.reached_or_aimed(sentence, quantity, period, clock)

    def reached_or_aimed(self, sentence: Sentence, quantity: Quantity, period: Period | None, clock: Clock) -> str:
        """actual or target."""
        text, words = sentence.text, self._words
        bracketed = period is None and text[: quantity.start].endswith(("（", "("))  # 云溪园（150公顷）
        if is_base(text, quantity) or bracketed or compared_with(text, quantity):
            return "actual"
        year = clock.year_of_document
        if period and period.span[0] >= quantity.end and DUE.match(text, period.span[1]):
            return "target"
        clause = max(text.rfind(mark, 0, quantity.start) for mark in "，；")
        reached = period is not None and period.kind == "year" and period.end <= year
        if any(aim.group() != "预计" or not reached for aim in words.aims.finditer(text, clause + 1, quantity.end)):
            return "target"  # what a report expects of a year that is over is an estimate of what was reached
        headings = sentence.section.path
        told = next((h for h in headings if words.past_heading.search(h) or words.aim_heading.search(h)), "")
        aimed = bool(words.aim_heading.search(told)) and not words.past_heading.search(told)
        past = bool(told) and not aimed
        soon = _is_soon(period, clock) or (not past and _is_first_step(text, quantity, period, clock))
        over = period is not None and 0 < period.end <= year and not soon
        if period and over and (period.start == period.end or period.kind == "plan"):
            return "actual"
        so_far = year == 0 and UP_TO.search(text[: quantity.start])
        if period and period.kind == "until" and period.end > year and not so_far:
            return "target"
        done = words.reached.search(text, clause + 1, quantity.start)
        if period and period.kind == "year" and period.start > year > 0 and not done:
            return "target"  # whatever else the sentence says is done: 一期已投用，二期2027年建成，总规模达到……
        before = text[: quantity.start]
        if words.reached.search(BESIDE.sub("", before) if aimed else before):
            return "actual"
        if past and not (period and year and period.start > year):
            return "actual"
        if period and year and (soon or period.end > year):
            return "target"
        if MADE.search(text) or any(_is_event(text, p) for p in iter_periods(before) if p.end <= year):
            return "actual"
        if clock.reports and not words.aims.search(text[: quantity.start]) and not aimed:
            return "actual"
        return (
            "target"
            if _sets_tasks(sentence, clause + 1, clock)
            or EVERY.search(text[clause + 1 : quantity.end])
            or aimed
            or words.aims.search(text[: quantity.start])
            else "actual"
        )


def _sets_tasks(sentence: Sentence, start: int, clock: Clock) -> bool:
    """Whether a clause says what is to be done: by itself, by its headings, or as the whole document does."""
    text, headings = sentence.text, sentence.section.path
    return bool(
        clock.plans
        or DOING.match(CONNECTING.sub("", NUMBERING.sub("", text)))
        or URGED.match(text, start)
        or any(TASKS.search(part) for part in headings)
        or (SET_TO_DO.match(text, start) and _is_of_work(sentence))
        or (SET_TO_DO.match(text, start) and any(DOING.match(NUMBERING.sub("", part)) for part in headings))
    )


def _is_of_work(sentence: Sentence) -> bool:
    """Whether a sentence stands under a work's name: 甲项目。位于乙镇，新建生产线2条."""
    return bool(sentence.heading_mentions) and sentence.heading_mentions[0].type in ("Project", "Platform")


def _is_soon(period: Period | None, clock: Clock) -> bool:
    """Whether a value is for the end of the plan's own first year: 到2026年达到…, in a plan of that year for later ones."""
    by = period is not None and period.kind == "until" and period.end == clock.year_of_document < clock.aim
    return by and not UP_TO.match(period.text if period else "")


def _is_first_step(text: str, quantity: Quantity, period: Period | None, clock: Clock) -> bool:
    """Whether something is set to be done in the plan's own first year, in which it was written: 2025年新建34个."""
    year = clock.year_of_document
    if period is None or not period.start == period.end == year < clock.aim or not 0 < clock.begins <= year:
        return False
    return bool(SET_TO_DO.match(text, period.span[1], quantity.start))


def year_of(period: Period | None) -> str:
    """A year, or the period as written where it is longer than a year."""
    if period is None:
        return ""
    if period.kind == "plan_end" or period.start == period.end:
        return str(period.end)
    return f"{period.text}期间" if period.kind == "plan" and period.text.endswith(("五", "”", '"')) else period.text
