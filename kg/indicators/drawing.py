"""The points of a line's chart: only values that can be compared, and what was left out with the reason."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.answer.figures.alike import distinct, single_year
from kg.answer.figures.figure import ACTUAL, TARGET, Figure
from kg.indicators.lines import Line


@dataclass(frozen=True)
class Point:
    """One value of the drawing, in the line's unit."""

    year: int
    number: float
    figure: Figure


@dataclass(frozen=True)
class Drawing:
    """What was reached, and each target with what it starts from; `left_out`: figures with why they are not drawn.

    A path leads to its target from the one before it in the same plan, from its base where it is the first, or from
    nowhere.
    """

    unit: str
    basis: str
    actual: tuple[Point, ...]
    paths: tuple[tuple[Point, ...], ...]
    left_out: tuple[tuple[Figure, str], ...]


def draw_line(line: Line) -> Drawing:
    """The drawing of a line: values of single years on the basis that most of them have."""
    dated = [one for one in line.levels if one.amount is not None and single_year(one)]
    counted = Counter(one.basis for one in dated)
    basis = counted.most_common(1)[0][0] if counted else ""
    points: dict[str, list[Point]] = {ACTUAL: [], TARGET: []}
    left_out = []
    for one in distinct(line.levels):
        year, number = single_year(one), line.number(one)
        why = _why_not(one, year, number, basis)
        if why or year is None or number is None:
            left_out.append((one, why))
        else:
            points[one.kind].append(Point(year, number, one))
    paths = tuple(_path(point, points[ACTUAL], points[TARGET]) for point in points[TARGET])
    return Drawing(line.unit, basis, tuple(points[ACTUAL]), paths, tuple(left_out))


def _path(target: Point, actual: Sequence[Point], targets: Sequence[Point]) -> tuple[Point, ...]:
    """From the latest target of the same plan before this one, or from the latest value reached, to the target."""
    document = target.figure.citation.document_id
    before = [one for one in targets if one.year < target.year and one.figure.citation.document_id == document]
    before = before or [one for one in actual if one.year < target.year]
    return (*before[-1:], target)


def _why_not(figure: Figure, year: int | None, number: float | None, basis: str) -> str:
    if figure.amount is None or number is None:
        return "不是一个数"
    if year is None:
        return f"“{figure.year}”不是某一年" if figure.year else "没有写明年份"
    return "" if figure.basis == basis else f"口径为{figure.basis or '未写明'}，与图中其他值不同"
