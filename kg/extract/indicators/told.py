"""How a value is told: with which comparison, how exactly, and on what basis it was counted."""

import re

from kg.extract.context import Facts, Sentence
from kg.extract.indicators.observations import BASIS
from kg.extract.indicators.quantities import RANK_UNIT, rank_scope
from kg.extract.indicators.spans import clause_around
from kg.text.numbers import Quantity, parse_number
from kg.text.periods import Period, iter_periods

ABOUT = re.compile(r"左右|上下|以上|以内|以下|之内|大约|约|将近|接近|近")
SHARED = re.compile(r"(?<=分别)(?:突破|超过|超)(?=\d[^，。；]*[、和]$)")
SETS = re.compile(r"》?(?:[（(][^（()）]*[）)])?(?:所|中|里)?(?:确定|提出|设定|规定|明确|制定|要求)的?")
AIM = re.compile(r"(?:以上|左右)?的?(?:目标|任务)")
# What was to be reached, told behind its value: 提出的“营业收入400亿元”目标|已超额完成.
AIMED = re.compile(r"(?:以上|左右)?[”\"]?的?(?:[一-龥]{0,4}目标|目标任务|任务)")
REACHED = re.compile(r"(?:超额|提前|如期|圆满|顺利|全面|胜利|已经?|均已|基本)[^，。；\d]{0,8}(?:完成|实现|达成|达到)")
LISTED = re.compile(r"[^，。；：、等\d]{2,14}(?:[、和与][^，。；：、等\d]{2,14}){1,5}$")
NO_MORE = re.compile(r"[一-龥]{0,4}(?:企业|公司|单位|机构)(?=[，。；、]|$)")
JOINT = re.compile(r"[、和与]")
HOW = re.compile(r"每年|累计")
YEARLY = re.compile(r"年均|年平均")  # growth of each year, and not of the years together
DISTANCE = re.compile(r"(?:超过|高于|高出|快于|低于|慢于|领先)[^，。；\d]{2,20}$")
MONTHS = re.compile(
    r"(?P<until>截至|截止|到|至)?(?:\d{4}年|今年|去年)?"
    r"(?P<span>(?<!\d)\d{1,2}[-—–~至]\d{1,2}月|前[一二三]季度|第?[一二三四]季度|上半年|前\d{1,2}个?月|(?<=年)\d{1,2}月份?(?![底末以\d]))"
)


def set_by(sentence: Sentence, quantity: Quantity, facts: Facts) -> Period | None:
    """The year for which a plan that is named set the value: 超过《甲计划（2031—2033年）》确定的[400亿元]目标; else None."""
    if not AIM.match(sentence.text, quantity.end):
        return None
    for policy in sentence.of("Policy"):
        between = sentence.text[policy.end - sentence.start : quantity.start]
        if policy.end <= sentence.start + quantity.start and SETS.fullmatch(between):
            periods = list(iter_periods(facts.entities[policy.entity_id].name))
            return Period(periods[-1].end, periods[-1].end, str(periods[-1].end), (0, 0), "until") if periods else None
    return None


def is_former_aim(text: str, quantity: Quantity) -> bool:
    """Whether a value is an aim of before that is said to have been reached: 上轮计划提出的“400亿元”目标已超额完成."""
    if not AIMED.match(text, quantity.end):
        return False
    start, _ = clause_around(text, quantity)
    end = next((i for i in range(quantity.end, len(text)) if text[i] in "，。；"), len(text))
    return bool(REACHED.search(text[start : quantity.start]) or REACHED.search(text[quantity.end : end]))


def about(quantity: Quantity) -> str:
    """The word beside a value that keeps it from being exact: 左右, 以上, 约; '' where it is, or holds the word."""
    found = ABOUT.search(quantity.words)
    return found.group() if found else ""


def is_no_value(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a number is no value of anything: part of a work's name, or how far one quantity lies from another."""
    return _in_name(sentence, quantity) or _sums_up(sentence.text, quantity) or _is_distance(sentence.text, quantity)


def _sums_up(text: str, quantity: Quantity) -> bool:
    """Whether a number only says how many firms were just named: 依托甲药业、乙健康两家企业."""
    firms = quantity.unit == "家" and NO_MORE.match(text, quantity.end)  # 甲、乙2家企业成为独角兽 counts those
    listed = LISTED.search(text, 0, quantity.start) if firms else None
    return listed is not None and parse_number(quantity.value) == len(JOINT.findall(listed.group())) + 1


def _is_distance(text: str, quantity: Quantity) -> bool:
    """Whether points only say how far one quantity lies from another: 增长8.6%，高出地区生产总值增幅2.1个百分点."""
    return quantity.unit.endswith("百分点") and bool(DISTANCE.search(text, 0, quantity.start))


def as_written(text: str, quantity: Quantity, *, behind: bool = False) -> str:
    """The value with the comparison that stands before it (超过15, 突破100), which is a part of what is said.

    `behind`: what is counted stands behind the number, where 突破 is what is done to it: 突破10项关键技术.
    """
    before = text[: text.find(quantity.value, quantity.start)]
    shared = SHARED.search(before)  # 分别突破1万家、2万家
    words = shared or re.search(
        r"(?:突破|超过|超|不低于|不少于|不小于|至少|不超过|不高于|不大于|高于|低于|少于|多于|大于|小于|不足|不到|逾)了?$",
        before,
    )
    if behind and words and words.group() == "突破":
        return quantity.value
    if quantity.value in ("百", "千") and quantity.words:
        return f"{quantity.words}{quantity.value}"  # 近千家
    return f"{words.group().rstrip('了')}{quantity.value}" if words else quantity.value


def basis_of(text: str, quantity: Quantity, *, name: str, kind: str, bases: re.Pattern[str]) -> str:
    """On what a value was counted: 注册地口径, 可比价, 累计, 每年, 年均; of a rank, among whom."""
    if quantity.unit == RANK_UNIT:
        return rank_scope(text, quantity)
    behind = BASIS.match(text, quantity.end)
    if behind:
        return behind.group(1)
    sentence = max(text.rfind(mark, 0, quantity.start) for mark in "。；") + 1
    bracket = text[quantity.end : quantity.end + 1] in "（("
    beside = bases.match(text, quantity.end + 1) if bracket else None
    if beside:
        return beside.group(1)
    told = list(BASIS.finditer(text, max(sentence, quantity.start - 32), quantity.start))
    if told:
        return told[-1].group(1)
    priced = list(bases.finditer(text, max(sentence, quantity.start - 24), quantity.start))
    if priced:
        return priced[-1].group(1)
    if months := [found for found in MONTHS.finditer(text, sentence, quantity.start) if not found["until"]]:
        return months[-1]["span"]  # of 1—9月, and of no year
    clause = text[clause_around(text, quantity)[0] : quantity.start].replace(name, "")
    how = (YEARLY if kind == "change" else HOW).search(clause)
    return how.group() if how else ""


def _in_name(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a number is a part of a work's name: 甲年产300万套家具项目."""
    start, end = sentence.start + quantity.start, sentence.start + quantity.end
    return any(m.start <= start and end < m.end for m in sentence.of("Project", "Platform"))
