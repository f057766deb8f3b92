"""The words around a quantity: its clause, and the span that names what it measures."""

import re
from dataclasses import dataclass

from kg.text.numbers import Quantity

CLAUSE = re.compile(r"[，。；：！？,;:\n]|(?<=[%家个项亿元件人位名座所处]) ?、")
ASIDE = re.compile(r"[（(][^（()）]*[）)]")
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


def balanced(words: str) -> str:
    """The words without quotation marks where one of a pair is cut off."""
    return words if words.count("“") == words.count("”") else words.replace("“", "").replace("”", "")
