"""Values that come in series: several names, or years, that take the values behind 分别 in turn."""

import re

from kg.extract.context import Sentence
from kg.extract.indicators.holders import COUNTED_FIRMS
from kg.extract.indicators.spans import Measured
from kg.extract.indicators.subjects import NAMED, OWNERS
from kg.extract.indicators.time import listed_years
from kg.extract.indicators.unnamed import TOGETHER, Named
from kg.extract.indicators.words import IndicatorWords
from kg.extract.sentences.rules import coordinated
from kg.text.numbers import Quantity

EACH = re.compile(r"分别(?:[^，。；\d]|\d{4}年){0,10}$")
SHARED_OUT = re.compile(r"分别[一-龥]{0,4}$")
# Between a list of names and what is measured of each: 三大产业2025年分别实现.
KIND = r"等?(?:[两三四五六七八九十\d]+[大个条类][^，。；、]{0,8}|产业|行业|领域)"
TRADES_END = re.compile(r"(?:，?(?:到|至)?(?:20\d{2}年)?，?的?)?(?:分别|各自)?(?:实现|完成|达到?|创造)?$")
OF_KIND = re.compile(rf"{KIND}$")
TRADES_OF = re.compile(rf"(?:{KIND})?{TRADES_END.pattern[:-1]}")
JOINTS = (re.compile("、"), re.compile("[、和与]"), re.compile("[、和与及]"))
LONGEST_ITEM = 16
ALIKE = re.compile(r"均|都|双双|同为|皆|全部")
PLACED = re.compile(r"城镇|城市|农村|乡村|国家级?|省级?|市级|县级|区级|国内|国外|境内|境外")
HELD = re.compile(r"[^、]{1,10}?(?:镇|乡|街道|[区县市](?![级域位场])|园区?|基地|集群)")
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
            years=listed_years(text, quantities[0].start, joined) if joined else (),
            counts=counted["firms"] if counted else "",
        )

    def told_last(self, text: str, named: Named, quantities: list[Quantity]) -> tuple[str, ...]:
        """The indicators named before, for values that follow in their order: 收入3亿元，利润1亿元，分别增长6%和4%."""
        joined = self.joined_from(text, quantities)
        return named.told[-joined:] if 1 < joined <= len(named.told) else ()

    def shared(
        self, sentence: Sentence, measured: Measured, quantities: list[Quantity]
    ) -> list[tuple[str, str]] | None:
        """For each value of a list behind 分别 the indicator's name and whose it is ('' = part of the name).

        甲园、乙园产值分别为3亿元、2亿元; 甲、乙两大产业分别实现产值3亿元、2亿元. None where nothing is shared out.
        """
        text = sentence.text
        told = EACH.search(text[measured.end : quantities[0].start]) or SHARED_OUT.search(text[: measured.start])
        joined = self.joined_from(text, quantities)
        if not told or joined < 2 or measured.end == 0 or measured.start > quantities[0].start:
            return None
        for group in coordinated(sentence, sentence.of(*OWNERS)):
            end = group[-1].end - sentence.start
            if len(group) == joined and (name := _name_behind(text, end, measured)):
                return [
                    (f"{OF_KIND.sub('', m.text)}{name}", "") if m.type in NAMED else (name, m.entity_id) for m in group
                ]
        return [(f"{item}{measured.name}", "") for item in self._items(text, measured, joined)]

    def _items(self, text: str, measured: Measured, joined: int) -> list[str]:
        """The names of a list that stands before what is measured of each, where there are so many."""
        start = max(text.rfind(mark, 0, measured.start) for mark in "，。；：") + 1
        listed = OF_KIND.sub("", TRADES_END.sub("", text[start : measured.start]))
        for joint in JOINTS:
            items = [item for item in joint.split(listed) if item]
            if len(items) == joined and all(2 <= len(item) <= LONGEST_ITEM for item in items):
                return [] if any(map(self._words.verbs.search, items)) else items
        return []

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


def _name_behind(text: str, end: int, measured: Measured) -> str:
    """What is measured of each of a list that ends at `end`; '' where the list belongs to something else."""
    if end <= measured.start:
        return measured.name if TRADES_OF.fullmatch(text, end, measured.start) else ""
    said = text[end : measured.end]
    rest = OF_KIND.sub("", said[: len(said) - 2]) if OF_KIND.match(said) else said
    place = measured.name.find(rest) if rest else -1
    return measured.name[place:].lstrip("的") if place >= 0 else ""


def _completed(name: str, last: str, ending: str) -> str:
    """The first name of a list with the last one's ending: 城镇、农村居民人均收入, 新能源、新材料产业规模."""
    if ORDINAL.fullmatch(name) and ORDINAL.match(last):
        return name + last[len(name) :]
    place = PLACED.match(last) if PLACED.fullmatch(name) else None
    if place:
        return name + last[place.end() :]
    of = HELD.match(last) if HELD.fullmatch(name) else None
    if of:  # 甲镇、乙镇规模以上工业产值
        return name + last[of.end() :]
    known = 2 if name.endswith(ending[:2]) and ending[:2] in ("产业", "行业", "企业") else 0
    return name + ending[known:]


def is_joined(text: str, left: Quantity, right: Quantity) -> bool:
    """Whether two numbers stand in one list: 7.4%和9.6%."""
    return bool(TOGETHER.fullmatch(text[left.end : right.start]))
