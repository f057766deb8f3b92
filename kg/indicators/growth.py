"""How much an indicator must change a year to get from its base to a target: always computed, never the plan's own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.answer.figures.alike import is_tabled, same_amount, single_year
from kg.answer.figures.figure import ACTUAL, PERCENT, Figure
from kg.errors import OntologyError
from kg.indicators.figures import bound_of
from kg.ontology import load_ontology

POINTS = (PERCENT, "个百分点")


@dataclass(frozen=True)
class Need:
    """What a target asks for: `per_year` is a share of one (0.112 = 11.2% a year) or, `in_points`, percentage points.

    `per_year` is None where it cannot be told, and `why` says so; `bound`: 至少, 至多, 约 where base or target is a limit.
    """

    target: Figure
    base: Figure | None = None
    per_year: float | None = None
    in_points: bool = False
    bound: str = ""
    why: str = ""

    @property
    def said(self) -> str:
        """「11.2%」, 「至少0.18个百分点」; '' where it cannot be told."""
        if self.per_year is None:
            return ""
        told = f"{self.per_year:.2f}个百分点" if self.in_points else f"{100 * self.per_year:.2f}%"
        return f"{self.bound}{told}"


def find_need(target: Figure, figures: Sequence[Figure]) -> Need:
    """The change a year from the target's base, chosen among the figures of the same indicator and holder, to the target.

    The base is the latest actual value before the target's year, of the target's own document where it has one. Then
    r = (target / base) ^ (1 / years) - 1, the compound annual growth rate: 平均增长速度 by the 水平法 (geometric mean),
    as 《中国统计年鉴》 explains it under 主要统计指标解释. A growth rate of a percentage tells nothing: for it the change
    in percentage points a year, (target - base) / years.
    """
    year = single_year(target)
    if year is None:
        return Need(target, why=f"目标没有写明某一年{f'，只写{target.year}' if target.year else ''}")
    bases = _bases(target, year, figures)
    base = bases[0] if bases else None
    if why := _no_level(target):
        return Need(target, base, why=why)
    if base is None:
        return Need(target, why=f"没有{year}年以前的基期值")
    if why := _why_not(target, base, bases):
        return Need(target, base, why=why)
    years, bound = year - (single_year(base) or year), _bound(base, target)
    first, last = base.amount or 0.0, target.amount or 0.0
    if target.amount_unit in POINTS:
        return Need(target, base, (last - first) / years, in_points=True, bound=bound)
    return Need(target, base, (last / first) ** (1 / years) - 1, bound=bound)


def _no_level(target: Figure) -> str:
    """Why nothing can grow into the target, whatever the base; '' where it is a level of one year."""
    if target.amount is None:
        return f"目标“{target.said}”不是一个数"
    if target.basis in _words("summed"):
        return f"目标是{target.basis}数，不是某一年的水平"
    if target.indicator.startswith(_words("added")):
        return "指标本身是新增数，没有年均增长"
    return "指标本身是增减幅度，不再计算" if target.indicator.endswith(_words("rates")) else ""


@lru_cache(maxsize=3)
def _words(key: str) -> tuple[str, ...]:
    words = load_ontology().vocabulary("indicator_growth").get(key)
    if not isinstance(words, list):
        raise OntologyError(f"ontology/vocabularies/indicator_growth.yaml：{key} 须是词的列表；请补上")
    return tuple(map(str, words))


def _bases(target: Figure, year: int, figures: Sequence[Figure]) -> list[Figure]:
    """The actual values before the target's year, the best base first."""
    earlier = [
        one for one in figures if one.kind == ACTUAL and one.amount is not None and (single_year(one) or year) < year
    ]

    def rank(one: Figure) -> tuple[bool, int, bool, bool, bool]:
        own = one.citation.document_id == target.citation.document_id
        alike = one.amount_unit == target.amount_unit
        return own, single_year(one) or 0, alike, one.basis == target.basis, is_tabled(one)

    return sorted(earlier, key=rank, reverse=True)


def _why_not(target: Figure, base: Figure, bases: Sequence[Figure]) -> str:
    """Why no change can be computed; '' where it can."""
    if base.amount_unit != target.amount_unit:
        return f"单位不同：基期为{base.unit or '无单位'}，目标为{target.unit or '无单位'}"
    if base.basis != target.basis:
        return f"口径不同：基期{base.basis or '未写明口径'}，目标{target.basis or '未写明口径'}"
    rivals = [
        one
        for one in bases
        if one.citation.document_id == base.citation.document_id
        and (one.year, one.basis, one.amount_unit) == (base.year, base.basis, base.amount_unit)
        and not same_amount(one, base)
    ]
    if rivals:
        return f"{base.year}年基期有不同的值（{base.said}、{rivals[0].said}），须先核对"
    if target.amount_unit not in POINTS and min(base.amount or 0.0, target.amount or 0.0) <= 0:
        return "基期或目标不大于零，没有增长率"
    return ""


def _bound(base: Figure, target: Figure) -> str:
    """What the computed change is to the one asked for: a rough base makes it rough, a target's limit makes it a limit."""
    return "约" if bound_of(base) else bound_of(target)
