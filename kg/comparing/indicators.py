"""The indicators of two sides beside each other, with the change; those that only one of them sets a target for."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.answer.figures.alike import bare_name, is_tabled, single_year
from kg.answer.figures.figure import CHANGE, TARGET, Apart, Figure, apart, is_sum, make_figures
from kg.comparing.sides import Side
from kg.engine import Engine

Key = tuple[str, str]


@dataclass(frozen=True)
class Beside:
    """One indicator on both sides; `between` is None where `why` says that they cannot be compared as numbers.

    `caution`: what makes the comparison only a rough one: other bases, a target beside a value reached.
    """

    indicator: str
    holder: str
    first: Figure
    second: Figure
    between: Apart | None
    why: str = ""
    caution: str = ""


@dataclass(frozen=True)
class Indicators:
    """Indicators of both sides, and the targets that only the first or only the second sets."""

    both: tuple[Beside, ...]
    dropped: tuple[Figure, ...]
    added: tuple[Figure, ...]


def compare_indicators(engine: Engine, first: Side, second: Side) -> Indicators:
    """What the sides say of the same indicator and holder; each plan's own region counts as one holder.

    Each side speaks with its last target, or where it sets none with the last value reached.
    """
    left, right = (_by_holder(engine, side) for side in (first, second))
    both = [set_beside(*_chosen(left[key], right[key])) for key in left if key in right]
    return Indicators(
        tuple(sorted(both, key=lambda one: (one.second.kind != TARGET, one.first.kind != TARGET))),
        tuple(target for key, own in left.items() if key not in right and (target := _target(own))),
        tuple(target for key, own in right.items() if key not in left and (target := _target(own))),
    )


def _by_holder(engine: Engine, side: Side) -> dict[Key, list[Figure]]:
    figures = make_figures(engine.query("indicators_of", {"documents": side.ids}), engine.loaded)
    found: dict[Key, list[Figure]] = defaultdict(list)
    for one in figures:
        if one.kind != CHANGE:
            own = one.of_kind == "Region" and one.of in side.regions
            found[bare_name(one), "" if own or not one.of_key else one.of_key].append(one)
    return found


def _target(figures: Iterable[Figure]) -> Figure | None:
    targets = [one for one in figures if one.kind == TARGET]
    return max(targets, key=_weight, default=None)


def _weight(figure: Figure) -> tuple[int, bool, bool]:
    return single_year(figure) or 0, figure.amount is not None, is_tabled(figure)


def _chosen(left: list[Figure], right: list[Figure]) -> tuple[Figure, Figure]:
    """The figures that stand for the sides: of one unit where they share one, the last targets before the last values."""
    shared = {one.amount_unit for one in left if one.amount is not None} & {
        one.amount_unit for one in right if one.amount is not None
    }
    sides = [[one for one in side if one.amount_unit in shared] or side for side in (left, right)]
    first, second = (_target(side) or max(side, key=_weight) for side in sides)
    return first, second


def set_beside(first: Figure, second: Figure) -> Beside:
    """Two figures of one indicator with the change from the first to the second, and what makes it rough or impossible."""
    between = apart(first, second)
    why = "" if between else _why_not(first, second)
    cautions = []
    if first.basis != second.basis:
        cautions.append(_bases(first, second))
    if first.kind != second.kind:
        cautions.append("一为目标，一为实际")
    if first.unit != second.unit and between:
        cautions.append(f"单位不同，已折算：前者{first.unit}，后者{second.unit}")
    return Beside(bare_name(second), second.of, first, second, between, why, "；".join(cautions) if between else "")


def _bases(first: Figure, second: Figure) -> str:
    return f"口径不同：前者{first.basis or '未写明'}，后者{second.basis or '未写明'}"


def _why_not(first: Figure, second: Figure) -> str:
    for one in (first, second):
        if one.amount is None:
            return f"“{one.said}”不是一个数"
    if is_sum(first) != is_sum(second):  # what several years come to is no level of one
        return _bases(first, second)
    return f"单位不同：前者{first.unit or '无单位'}，后者{second.unit or '无单位'}"
