"""Values that come in series: several names, or years, that take the values behind 分别 in turn."""

import re

from kg.extract.context import Sentence
from kg.extract.indicator_holders import COUNTED_FIRMS
from kg.extract.indicator_spans import Measured
from kg.extract.indicator_time import listed_years
from kg.extract.indicator_unnamed import TOGETHER, Named
from kg.extract.indicator_words import IndicatorWords
from kg.extract.rules import coordinated
from kg.text.numbers import Quantity

EACH = re.compile(r"分别(?:[^，。；\d]|\d{4}年){0,10}$")
SHARED_OUT = re.compile(r"分别(?:实现|完成|达到?|创造)?$")
TRADES_OF = re.compile(  # between a list of trades and what is measured of each
    r"等?(?:[两三四五六七八九十\d]+[大个条][^，。；、]{0,8}|产业|行业|领域)?(?:，?(?:20\d{2}年)?，?(?:的)?)?(?:分别|各自)?(?:实现|完成|达到?|创造)?"
)
ALIKE = re.compile(r"均|都|双双|同为|皆|全部")
PLACED = re.compile(r"城镇|城市|农村|乡村|国家级?|省级?|市级|县级|区级|国内|国外|境内|境外")
ORDINAL = re.compile(r"第[一二三四五六七八九]")
LED = re.compile(rf"{ORDINAL.pattern}$")


class ValueSeries:
    """Tells which name each value of a series belongs to."""

    def __init__(self, words: IndicatorWords) -> None:
        self._words = words

    def start(self, text: str, measured: Measured, quantities: list[Quantity]) -> Named:
        """What a newly named indicator begins: names or years that take the values in turn, firms that were counted."""
        joined = self._joined(text, measured, quantities)
        bare = measured.holder[0] == measured.holder[1]
        counted = COUNTED_FIRMS.fullmatch(measured.name) if bare and measured.start < quantities[0].start else None
        return Named(
            each=self._each(measured, joined),
            years=listed_years(text, measured.start, joined) if joined else (),
            counts=counted["firms"] if counted else "",
        )

    def told_last(self, text: str, named: Named, quantities: list[Quantity]) -> tuple[str, ...]:
        """The indicators named before, for values that follow in their order: 收入3亿元，利润1亿元，分别增长6%和4%."""
        joined = self.joined_from(text, quantities)
        return named.told[-joined:] if 1 < joined <= len(named.told) else ()

    def of_trades(self, sentence: Sentence, measured: Measured, quantities: list[Quantity]) -> tuple[str, ...]:
        """The indicators of a list of trades that take the values in turn: 甲、乙两大产业，产值分别为3亿元、2亿元."""
        text = sentence.text
        if measured.start > quantities[0].start or measured.end == 0:
            return ()
        before = text[: measured.start]
        if not (EACH.search(text[measured.end : quantities[0].start]) or SHARED_OUT.search(before)):
            return ()
        joined = self.joined_from(text, quantities)
        trades = [m for m in sentence.of("Industry") if m.end - sentence.start <= measured.start]
        group = next(iter([*coordinated(sentence, trades)][-1:]), [])
        told = bool(group) and TRADES_OF.fullmatch(before, group[-1].end - sentence.start)
        return tuple(f"{m.text}{measured.name}" for m in group) if told and len(group) == joined > 1 else ()

    def both(self, text: str, quantity: Quantity, measured: Measured) -> list[str]:
        """The names of 受理率和网办率均达100%, which are indicators of one value; else the one name."""
        parts = TOGETHER.split(measured.name) if ALIKE.search(text[measured.end : quantity.start]) else []
        return parts if len(parts) > 1 and all(map(self._words.head.search, parts)) else [measured.name]

    def _joined(self, text: str, measured: Measured, quantities: list[Quantity]) -> int:
        """How many values follow one 分别; 0 without one."""
        if not EACH.search(text[measured.end : quantities[0].start]):
            return 0
        return self.joined_from(text, quantities)

    def joined_from(self, text: str, quantities: list[Quantity]) -> int:
        """How many values stand in the list that begins here."""
        joined = 1
        while joined < len(quantities) and is_joined(text, quantities[joined - 1], quantities[joined]):
            joined += 1
        return joined

    def _each(self, measured: Measured, joined: int) -> tuple[str, ...]:
        """The names of 甲产值和乙产值分别达到1亿元、2亿元, where there are as many values; else none."""
        if joined < 2:
            return ()
        name, of, share = measured.name.partition("占")
        if pair := next((key for key in self._words.pairs if key in name), ""):
            kinds = self._words.pairs[pair]
            return tuple(name.replace(pair, kind, 1) + of + share for kind in kinds) if len(kinds) == joined else ()
        names = [part for part in TOGETHER.split(name) if part]
        if len(names) != joined:
            return ()
        head = self._words.shared_ending.search(names[-1])
        ending = head.group() if head else ""
        if first := LED.search(names[0]):  # 第一、二、三产业增加值
            names = [f"第{one.removeprefix('第')}" for one in (first.group(), *names[1:])]
        whole = tuple(n if self._words.head.search(n) else _completed(n, names[-1], ending) for n in names)
        return tuple(n + of + share for n in whole)


def _completed(name: str, last: str, ending: str) -> str:
    """The first name of a list with the last one's ending: 城镇、农村居民人均收入, 新能源、新材料产业规模."""
    if ORDINAL.fullmatch(name) and ORDINAL.match(last):
        return name + last[len(name) :]
    place = PLACED.match(last) if PLACED.fullmatch(name) else None
    if place:
        return name + last[place.end() :]
    known = 2 if name.endswith(ending[:2]) and ending[:2] in ("产业", "行业", "企业") else 0
    return name + ending[known:]


def is_joined(text: str, left: Quantity, right: Quantity) -> bool:
    """Whether two numbers stand in one list: 7.4%和9.6%."""
    return bool(TOGETHER.fullmatch(text[left.end : right.start]))
