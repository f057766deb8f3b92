"""The figures of a text, each in one form however it is written: quantities in base units, periods, bare numbers."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import yaml

from kg.settings import ROOT
from kg.text.numbers import ARABIC, COUNT_WORDS, Quantity, iter_quantities, parse_number
from kg.text.periods import iter_periods
from kg.text.units import FILE, Units

GAP = re.compile(r"(?<=\d) +(?=[\u4e00-\u9fff%\d])")
BARE = re.compile(
    rf"{ARABIC}[万亿]*|[〇零一二两三四五六七八九十百千万亿]+|[壹贰叁肆伍陆柒捌玖拾佰仟]{{2,}}[万亿]*|[廿卅半]"
)
ARTICLES = {"个", "批", "种", "类", "部", "期", "次", "场", "场次", "对", "组", "片"}  # 一个, 一批 count nothing
ONE = re.compile(rf"一(?P<unit>{'|'.join(sorted(COUNT_WORDS - ARTICLES))})")
IDLE = re.compile(r"十分|万一|千方百计|[一二三四五六七八九十](?=是)|一")  # no figures: 十分重要, 二是
UP, DOWN = ("≥", ">"), ("≤", "<")
Key = tuple[object, ...]


@dataclass(frozen=True)
class Figure:
    """One figure as written, and what it is compared by."""

    text: str
    key: Key
    values: tuple[str, ...] = ()  # what a bare number may mean of it: as written, in base units, a year


def iter_figures(text: str) -> Iterator[Figure]:
    """All figures of a text: 1.2万亿元 and 一万二千亿元 are equal, 不低于 and 不超过 are not; a year is a period."""
    plain = GAP.sub("", unicodedata.normalize("NFKC", text))
    taken: list[tuple[int, int]] = []
    for period in iter_periods(plain):
        years = period.start, period.end
        yield Figure(period.text, ("period", *years), tuple(map(str, years)))
        taken.append(period.span)
    quantities = [(one.start, one.end, _quantity(one)) for one in iter_quantities(plain)]
    ones = [(*match.span(), _amount(match[0], 1, 1, match["unit"])) for match in ONE.finditer(plain)]
    bare = [(*match.span(), _bare(match[0])) for match in BARE.finditer(IDLE.sub(lambda m: " " * len(m[0]), plain))]
    for start, end, figure in (*quantities, *ones, *bare):
        if not any(start < last and first < end for first, last in taken):
            yield figure
            taken.append((start, end))


def missing_figures(text: str, *sources: str) -> list[str]:
    """The figures of a text, as written, that stand in none of the sources; a bare number may be any of theirs."""
    figures = [figure for source in sources for figure in iter_figures(source)]
    known = {figure.key for figure in figures}
    values = {value for figure in figures for value in figure.values}
    return [
        figure.text
        for figure in iter_figures(text)
        if figure.key not in known and not (figure.key[0] == "bare" and figure.key[1] in values)
    ]


def _quantity(quantity: Quantity) -> Figure:
    """A quantity by both its ends and the direction of its comparison; 翻一番 by its words."""
    if quantity.low is None or quantity.high is None:
        return Figure(quantity.value, ("words", quantity.value))
    sign = "≥" if quantity.comparison in UP else "≤" if quantity.comparison in DOWN else ""
    return _amount(f"{quantity.words}{quantity.value}{quantity.unit}", quantity.low, quantity.high, quantity.unit, sign)


def _amount(text: str, low: float, high: float, unit: str, sign: str = "") -> Figure:
    (least, base), (most, _) = _units().amount(low, unit), _units().amount(high, unit)
    ends = f"{least:.10g}", f"{most:.10g}"
    return Figure(text, ("quantity", *ends, base, sign), (*ends, f"{low:.10g}", f"{high:.10g}"))


def _bare(text: str) -> Figure:
    value = parse_number(text)
    written = text if value is None else f"{value:.10g}"
    return Figure(text, ("bare", written), (written,))


@lru_cache(maxsize=1)
def _units() -> Units:
    return Units(yaml.safe_load((ROOT / FILE).read_text(encoding="utf-8")))
