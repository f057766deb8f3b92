"""The conditions that a question sets beside its names: an amount (超过20亿元), words before a kind (国家级孵化器)."""

import re
from collections.abc import Mapping, Sequence

from kg.answer.asked.question import content_words
from kg.answer.asked.reading import Ask
from kg.answer.folding import fold, with_thresholds
from kg.answer.model import AnswerRow
from kg.extract.words.lexer import lex
from kg.records import Document
from kg.text.numbers import parse_number

MORE = "不低于|不少于|不小于|超过|大于|高于|多于|达到|突破|超|破|逾|(?<![通经超])过"
LESS = "不超过|不高于|不多于|不足|低于|小于|少于|不到"
AMOUNT = re.compile(
    rf"(?:(?P<before>{MORE}|{LESS})了?)?(?P<number>\d[\d.,]*|[一二两三四五六七八九十百千]+|(?<=[超过破逾])(?=亿))(?:个)?(?P<scale>[亿万]?)"
    r"(?:元|(?<=[亿万])(?=以上|以下|以内|之上|之下|[及的企项公单，。？?]|$))"
    r"(?:及)?(?P<after>以上|以下|以内|之上|之下)?"
)
BOUND = re.compile(
    rf"(?:(?P<before>{MORE}|{LESS})了?)?(?P<number>\d[\d.,]*)(?P<unit>%|[\u4e00-\u9fff]{{1,5}}?(?:/[\u4e00-\u9fff]{{1,4}}?)?)"
    r"(?:(?P<after>及?以上|以下|以内|之上|之下)|(?=的|有|$|[，。？?]))"
)
ABOVE = ("超过", "大于", "高于", "多于", "超", "突破", "破", "逾", "过")  # the limit itself is not
RANGE = re.compile(
    r"(?P<low>\d[\d.]*)(?P<scale>[亿万]?)元?(?:到|至|[—–\-~～]+)(?P<high>\d[\d.]*)(?P<unit>[亿万])元(?:之间|以内|区间|范围)?"
)
NUMERAL = "[一二两三四五六七八九十百千零]"
# 一千亿, 百亿, 两万, 三百家 beside a bound; 百亿级 is a class, and a few (三个) are as well written so.
IN_WORDS = re.compile(
    rf"(?:(?<=[过破超到于足])(?P<number>{NUMERAL}+)|(?P<number2>{NUMERAL}+)(?=[万亿]*[\u4e00-\u9fff]{{0,4}}?(?:及?以[上下内]|之[上下])))"
    rf"(?=[万亿]|(?<={NUMERAL}{{2}}))(?![万亿]*元?级)"
)
SUM = re.compile(r"(\d+(?:\.\d+)?)([亿万])元?")
SIZES = {"万亿": 1e12, "亿": 1e8, "万": 1e4, "": 1.0}
UNIT = re.compile("(万亿|亿|万|)(.*)")
SCALE = {"亿": 10000.0, "万": 1.0, "": 0.0001}
ASKED_KIND = re.compile(r"哪(?:些|[一两几二三四五六])?[家个些]?(单位|机构|主体|地方|方面)")
OF_INDUSTRY = re.compile(
    "(属于?|从事|归|是)(?:什么|哪一?[个种类])(行业|产业|领域|赛道)(?!基地|园|集群|带|政策|链|[^，。？]{0,2}(?:规划|方案|计划|意见|纲要))"
)
PLATFORM = re.compile("创新平台|平台|科学设施|科学装置|实验室|孵化器|设施")
CERTAIN = ("实验室", "孵化器")  # kinds of platforms whose names say so
OPEN = re.compile(
    "哪些|哪几?个|哪家|多少个?|几个|什么|列出|全部|所有|的|有|了|在|和|与|及|、|建设|建成|提出|提到|规划|打造|布局|，"
)
PLAIN = frozenset(
    {
        "创新",
        "科技",
        "科研",
        "科学",
        "科学技术",
        "技术",
        "公共",
        "服务",
        "公共服务",
        "重大",
        "重点",
        "主要",
        "高能级",
        "各类",
        "相关",
        "产业",
        "新型",
        "基础",
        "平台",
        "设施",
    }
)


def in_bounds(text: str, amount: float | None) -> bool:
    """Whether an amount in 万元 is within what a question asks (超过20亿元, 5000万元以下); True where it sets no bound."""
    if between := RANGE.search(text):
        unit = between["unit"]
        low, high = float(between["low"]) * SCALE[between["scale"] or unit], float(between["high"]) * SCALE[unit]
        return amount is not None and low <= amount <= high
    bounds = [match for match in AMOUNT.finditer(text) if match["before"] or match["after"]]
    return all(amount is not None and _holds(match, amount) for match in bounds)


def amounts_in(text: str) -> list[float]:
    """The sums of money that a text tells, in 万元."""
    found = ((_number_of(match), match["scale"]) for match in AMOUNT.finditer(text))
    return [number * SCALE[scale] for number, scale in found if number is not None]


def bound_of(text: str) -> str:
    """The words by which a question bounds an amount; '' where it does not."""
    if between := RANGE.search(text):
        return between[0]
    return next((match[0] for match in AMOUNT.finditer(text) if match["before"] or match["after"]), "")


def in_digits(text: str) -> str:
    """A question whose bounds are written in digits: 超过一千亿元 → 超过1000亿元."""
    return IN_WORDS.sub(lambda match: f"{parse_number(match['number'] or match['number2']):.15g}", text)


def bounds_hold(text: str, number: float | None, unit: str) -> bool | None:
    """Whether a figure is within what a question asks of figures of its unit (超过200亿元, 10平方公里以上); None where it asks nothing."""
    bounds = [
        match for match in BOUND.finditer(text) if (match["before"] or match["after"]) and _sizes(match["unit"], unit)
    ]
    if not bounds or not unit:
        return None
    return number is not None and all(meets(match, number / (_sizes(match["unit"], unit) or 1.0)) for match in bounds)


def _sizes(asked: str, told: str) -> float | None:
    """How many told units make an asked one (10000 万元 of 亿元); None where they measure different things."""
    (size, of), (own, measured) = (UNIT.findall(one)[0] for one in (asked, told))
    return SIZES[size] / SIZES[own] if of == measured or (size and not of) else None


def number_bound(text: str) -> str:
    """The words by which a question bounds a figure of any unit; '' where it does not."""
    return next((match[0] for match in BOUND.finditer(text) if match["before"] or match["after"]), "")


def round_bounds(text: str) -> list[tuple[int, float]]:
    """Where a text bounds by a round sum in words (年收入超亿元, 超千万元), and the sum in 万元."""
    found = AMOUNT.finditer(text := with_thresholds(text))
    return [
        (match.start(), (_number_of(match) or 0.0) * SCALE[match["scale"]])
        for match in found
        if match["before"] and match["scale"] and not match["number"][:1].isdigit()
    ]


def bounds_agree(asked: str, told: str) -> bool:
    """Whether what is counted above a round sum (年收入超亿元企业数量) is asked for above that very sum, or above none."""
    left, right = (sorted(amount for _, amount in round_bounds(text)) for text in (asked, told))
    return not left or not right or left == right


def has_sums(told: str, asked: str) -> bool:
    """Whether a text has every sum of money that another names: 5.6亿元 is 56000万元."""
    for number, unit in SUM.findall(asked):
        value = float(number)
        forms = (value, round(value * 10000 if unit == "亿" else value / 10000, 6))
        if not any(re.search(rf"(?<![\d.]){re.escape(f'{one:g}')}(?:\.0+)?(?![\d.])", told) for one in forms):
            return False
    return True


def _number_of(match: re.Match[str]) -> float | None:
    """The number of an amount; 1 of 超亿元."""
    return parse_number(match["number"]) if match["number"] else 1.0


def meets(match: re.Match[str], number: float) -> bool:
    """Whether a number is within the bound of a match that has `before`, `number` and `after`."""
    limit = _number_of(match) or 0.0
    before, after = match["before"] or "", match["after"] or ""
    if before in LESS.split("|") or after in ("以下", "以内", "之下"):
        return number <= limit if before.startswith("不超") or after else number < limit
    return number > limit if before in ABOVE and not after else number >= limit


def _holds(match: re.Match[str], amount: float) -> bool:
    return meets(match, amount / SCALE[match["scale"]])


def of_words_before(ask: Ask, rows: Sequence[AnswerRow]) -> list[AnswerRow]:
    """The platforms that are what the words before their kind say (国家级, 机器人): by name, else by a sentence."""
    text = ask.question.folded
    for link in sorted(ask.question.links, key=lambda link: -link.start):
        if link.of_type(["Region", "Park"]):
            text = f"{text[: link.start]}，{text[link.end :]}"
    kind = PLATFORM.search(text)
    if not kind:
        return list(rows)
    words = [word for word in content_words(OPEN.split(text[: kind.start()])[-1], ask.asking) if word not in PLAIN]
    kept = [row for row in rows if kind[0] not in CERTAIN or kind[0] in fold(row.name)]
    for word in words:
        said = ask.asking.spell(word.removesuffix("级") if word.startswith("国家") else word)
        named = [row for row in kept if said in ask.asking.spell(row.name)]
        kept = named or [row for row in kept if any(said in ask.asking.spell(one.quote) for one in row.evidence)]
    return kept


def of_words_beside(ask: Ask, rows: Sequence[AnswerRow]) -> list[AnswerRow]:
    """The rows that have to do with every noun that the question says beside their kind: 与高校共建哪些平台 asks of few."""
    text = ask.asking.spell(ask.question.text)
    kind = PLATFORM.search(text)
    before = OPEN.split(text[: kind.start()])[-1] if kind else ""
    named = [ask.asking.spell(link.text) for link in ask.question.links]
    idle = {*map(ask.asking.spell, ask.asking.words["light"]), *PLAIN}
    idle |= {word for word, label in ask.asking.kinds.items() if label == "Platform"}
    idle |= {ask.asking.spell(word) for key in ("telling", "tasking") for word in ask.asking.words[key]}
    beside = [
        word
        for word in ask.question.words
        if word not in idle and word not in before and not any(word in name for name in named) and _is_noun(word)
    ]
    return [row for row in rows if all(word in _told_of(ask, row) for word in beside)]


def _is_noun(word: str) -> bool:
    return all(token.tag.startswith("n") for token in lex(word))


def _told_of(ask: Ask, row: AnswerRow) -> str:
    parts = [part for one in row.evidence for part in (one.title, *one.section, one.quote)]
    return ask.asking.spell("".join((row.name, *row.aliases, row.note or "", *parts)))


def asked_kinds(ask: Ask) -> set[str]:
    """The bare kinds that 哪 asks for (由哪两家单位共建, 属于什么行业), which no answering sentence need say."""
    said = [
        *ASKED_KIND.findall(ask.question.text),
        *(one for match in OF_INDUSTRY.findall(ask.question.text) for one in match),
    ]
    return {ask.asking.spell(word) for word in said}


def beside_place(ask: Ask, words: Mapping[str, float], document: Document) -> Mapping[str, float]:
    """The words without the names of places whose own plan this is: no sentence of it says them again."""
    own = [ask.asking.spell(one) for limit in ask.place if document.id in limit.documents for one in limit.said]
    return {word: weight for word, weight in words.items() if word not in own} or words
