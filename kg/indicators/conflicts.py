"""Two values for one indicator, holder, year and basis: which they are and where each stands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.answer.figures.alike import same_amount, single_year
from kg.answer.figures.figure import Figure
from kg.indicators.lines import Line


@dataclass(frozen=True)
class Conflict:
    """`sides`: the figures that agree with each other stand together; there are two sides or more, the smallest first."""

    line: Line
    year: str
    kind: str
    basis: str
    sides: tuple[tuple[Figure, ...], ...]


def find_conflicts(lines: Iterable[Line]) -> tuple[Conflict, ...]:
    """What the plans say differently; a value that is only rounded differently, and one of no single year, is none.

    As the check `two_values_of_one_indicator` sees it, which knows no rounding; what was reached and what was aimed at
    are two things.
    """
    return tuple(conflict for line in lines for conflict in _of_line(line))


def _of_line(line: Line) -> list[Conflict]:
    groups: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for one in line.levels:
        if single_year(one) and one.amount is not None:
            groups[one.year, one.kind, one.basis].append(one)
    found = []
    for (year, kind, basis), figures in groups.items():
        sides = _sides(figures)
        if len(sides) > 1:
            found.append(Conflict(line, year, kind, basis, sides))
    return found


def _sides(figures: Iterable[Figure]) -> tuple[tuple[Figure, ...], ...]:
    sides: list[list[Figure]] = []
    for one in sorted(figures, key=lambda one: one.amount or 0.0):
        own = next((side for side in sides if same_amount(side[0], one)), None)
        if own is None:
            sides.append([one])
        else:
            own.append(one)
    return tuple(tuple(side) for side in sides)
