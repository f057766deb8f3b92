"""The words around a quantity: its clause, and the span that names what it measures."""

import re
from dataclasses import dataclass

from kg.text.numbers import Quantity

CLAUSE = re.compile(r"[，。；：！？,;:\n]|(?<=[%家个项亿元件人位名座所处]) ?、")
ASIDE = re.compile(r"[（(][^（()）]*[）)]")
# 突破900亿元，达到928.4亿元; 首次超过80亿元大关、为82亿元: how large it is stands behind.
PASSED = re.compile(
    r"(?:首次|历史性|成功|率先|再次|连续|一举|已|均)*(?:突破|超过|超|迈上|站上|跨过|迈过|越过|逾)了?\d+(?:\.\d+)?(?P<unit>[一-龥%]{1,3}?)(?:大关|台阶|关口|门槛)?[，、]"
    r"(?=(?:实际|累计|总量|总额|共)?(?:达到|达|为|实现|完成)\d+(?:\.\d+)?(?P=unit)(?![一-龥]{0,3}(?:以上|左右)))"
)
LENGTH = re.compile(r"(?:公里|千米|米)$")
AREA = re.compile(r"公顷|平方公里|平方千米|平方米|亩")


@dataclass(frozen=True)
class Measured:
    """The words that name what a quantity measures, with their span; `name` may add 数/数量 to counted nouns."""

    name: str
    start: int
    end: int
    growth: str = ""  # the word that makes the number a change: 增长
    holder: tuple[int, int] = (0, 0)  # what stands before the verb: 第三产业 in 第三产业实现增加值
    own: bool = True  # False: a part without a name of its own (增速, 占比), of what was named before


def clause_around(text: str, quantity: Quantity) -> tuple[int, int]:
    """The span of the clause that holds a quantity."""
    start = 0
    for match in CLAUSE.finditer(text, 0, quantity.start):
        start = match.end()
    end = CLAUSE.search(text, quantity.end)
    return start, end.start() if end else len(text)


def without_asides(text: str) -> str:
    """The text with what stands in brackets blanked out where it holds a number or a list, of the same length."""
    return ASIDE.sub(lambda m: "　" * len(m.group()) if re.search(r"[\d、]", m.group()) else m.group(), text)


def without_passed(text: str) -> str:
    """The text with a round figure blanked out that was passed, where the exact one follows, of the same length."""
    return PASSED.sub(lambda m: "　" * len(m.group()), text) if "，" in text or "、" in text else text


def past_aside(text: str, place: int) -> int:
    """Where a text goes on behind a bracket that opens at a place: 甲公司|（以下简称“甲”）的产值."""
    aside = ASIDE.match(text, place)
    return aside.end() if aside else place


def balanced(words: str) -> str:
    """The words without quotation marks where one of a pair is cut off."""
    return words if words.count("“") == words.count("”") else words.replace("“", "").replace("”", "")
