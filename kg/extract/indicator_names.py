"""Which words before (or behind) a quantity name what it measures; for mentions and facts alike."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.candidates import Candidate
from kg.text.numbers import Quantity, iter_quantities
from kg.text.periods import iter_periods

CLAUSE = re.compile(r"[，。；：！？,;:\n]|(?<=[%家个项亿元件人])、")
YEAR = r"\d{4}年[底末初]?"
LINKING = re.compile(
    r"(?:分别|已|均|共|共计|合计|累计|总计|预计|力争|基本|稳定|保持|由|从|较|比|年均|同比|同步|增长|提高|提升|增加|新增|下降|降低|减少|降|升|增|翻|达到|达"
    r"|突破|超过|超|完成|实现|为|约|近|至|到|在|以上|占|位列|有|是|建成|培育|形成|打造|建设|集聚|认定|的|不低于|不少于|左右|高于|低于|仅|将|了|目标|值"
    rf"|拥有|聚集|引进|新建|获得|取得|上年|上一年|“[^”]{{2,6}}”(?:时期|期间|末|初)?|{YEAR}?)+$"
)
LEADING = re.compile(
    r"^(?:其中|目前|截至|截止|到|至|全年|当年|同时|此外|另外|以及|并|和|及|等|全区|全市|全省|全县|我区|我市|区内|本区|区域|园区|实现|完成|推动|推进|力争|确保|使|将"
    r"|累计|已有|已|共|建成|培育|形成|打造|建设|集聚|新增|引进|获得|达到|预计|总体上?|规划(?!总体|实现)|明确了?|设立|拥有|聚集|吸引|支持|新建|重点(?!企业)|围绕|初步|在|为|对|占|保持)+"
)
COUNT = re.compile(r"^(?:家|个|项|件|所|座|处|名|人|位|场|次|支|批|套|台|户|条|种|类|栋|枚|余家|章)")


@dataclass(frozen=True)
class Measured:
    """The words that name what a quantity measures, with their span; `name` may add 数/数量 to counted nouns."""

    name: str
    start: int
    end: int


def clause_around(text: str, quantity: Quantity) -> tuple[int, int]:
    """The span of the clause that holds a quantity."""
    start = 0
    for match in CLAUSE.finditer(text, 0, quantity.start):
        start = match.end()
    end = CLAUSE.search(text, quantity.end)
    return start, end.start() if end else len(text)


def measured_by(text: str, quantity: Quantity) -> Measured | None:
    """The noun before the quantity in its clause, else the noun counted behind it; None where neither is one."""
    start, end = clause_around(text, quantity)
    stop = quantity.start
    bracket = re.search(r"[（(][^（()）]*[）)]?$", text[start:stop])
    stop = start + bracket.start() if bracket and bracket.start() > 0 else stop
    before = LINKING.sub("", text[start:stop])
    stop = start + len(before)
    lead = LEADING.match(before)
    left = start + (lead.end() if lead else 0)
    year = re.match(rf"(?:{YEAR}|“[^”]{{2,8}}”(?:时期|期间|以来|末)?)", text[left:stop])
    left += year.end() if year else 0
    plain = text[left:stop]
    inner = plain.rfind("的")
    if inner >= 0 and len(plain) > 14:
        left, plain = left + inner + 1, plain[inner + 1 :]
    again = LEADING.match(plain)
    left, plain = (left + again.end(), plain[again.end() :]) if again else (left, plain)
    plain, left = _unquoted(plain, left)
    if 2 <= len(plain) <= 24 and not re.search(r"\d", plain):
        counted = COUNT.match(quantity.unit) and not plain.endswith(("数", "数量", "量"))
        return Measured(plain + ("数" if counted else ""), left, left + len(plain))
    if COUNT.match(quantity.unit):
        after = re.match(r"(?:左右|以上|的)*([^，。；、（）()]{2,24})", text[quantity.end : end])
        if after:
            place = quantity.end + after.start(1)
            return Measured(after.group(1).strip("“”") + "数量", place, place + len(after.group(1)))
    return None


def _unquoted(text: str, start: int) -> tuple[str, int]:
    rest = text.lstrip('“”"、（）() ')
    return rest.rstrip('“"、（( '), start + len(text) - len(rest)


class IndicatorFinder:
    """Finds indicators as mentions: a measured noun that ends in an indicator's head (产值, 拥有量, 比重 …)."""

    def __init__(self, heads: tuple[str, ...], generic: frozenset[str]) -> None:
        self._heads = tuple(head for head in heads if len(head) > 1 or head == "率")
        self._generic = generic

    def find(self, text: str) -> Iterator[Candidate]:
        """Every indicator whose value the text gives."""
        periods = [period.span for period in iter_periods(text)]
        for quantity in iter_quantities(text):
            if any(a <= quantity.start < b for a, b in periods):
                continue
            measured = measured_by(text, quantity)
            if measured and measured.end <= quantity.start:
                words = text[measured.start : measured.end]
                if words.endswith(self._heads) and words not in self._generic and len(words) >= 3:
                    yield Candidate(measured.start, measured.end, "Indicator", 1.5, "indicators")
