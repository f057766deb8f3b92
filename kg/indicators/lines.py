"""One indicator of one holder through all years and plans."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.answer.figures.alike import bare_name, by_year, distinct, in_unit, is_tabled, single_year
from kg.answer.figures.figure import ACTUAL, CHANGE, TARGET, Apart, Figure, apart
from kg.ids import make_id
from kg.indicators.figures import speaks_of
from kg.indicators.growth import Need, find_need

# Whose indicators come first: of a place before of a firm, single projects last.
HOLDERS = ("Region", "Park", "Cluster", "Industry", "Institution", "Platform", "Enterprise", "", "Project")


@dataclass(frozen=True)
class Line:
    """The figures of one indicator of one holder that count the same thing (亿元 and 万元 do, 家 and 项 do not)."""

    figures: tuple[Figure, ...]

    @cached_property
    def key(self) -> str:
        """A short name that stays the same as long as indicator, holder and unit do: an address may hold it."""
        first = self.figures[0]
        return make_id("line", self.indicator, first.of_key, self.amount_unit)

    @property
    def indicator(self) -> str:
        """The indicator's name, without the holder's before it."""
        return bare_name(self.figures[0])

    @property
    def holder(self) -> str:
        """What is measured, '' where the plan does not say."""
        return self.figures[0].of

    @property
    def holder_kind(self) -> str:
        """The type of what is measured."""
        return self.figures[0].of_kind

    @cached_property
    def amount_unit(self) -> str:
        """The base unit of its levels."""
        return next((one.amount_unit for one in self.levels if one.amount is not None), "")

    @cached_property
    def unit(self) -> str:
        """The unit in which most of its levels are written."""
        units = Counter(one.unit for one in self.levels or self.figures if one.unit)
        return units.most_common(1)[0][0] if units else ""

    @cached_property
    def levels(self) -> tuple[Figure, ...]:
        """What was reached and what is aimed at, by year."""
        return tuple(one for one in self.figures if one.kind != CHANGE)

    @property
    def actuals(self) -> tuple[Figure, ...]:
        """What was reached."""
        return tuple(one for one in self.levels if one.kind == ACTUAL)

    @property
    def targets(self) -> tuple[Figure, ...]:
        """What is aimed at."""
        return tuple(one for one in self.levels if one.kind == TARGET)

    @property
    def changes(self) -> tuple[Figure, ...]:
        """What the plans say themselves of its growth."""
        return tuple(one for one in self.figures if one.kind == CHANGE)

    @cached_property
    def target(self) -> Figure | None:
        """The target that stands for the line: of the last year, out of a table where one has it."""
        return max(
            self.targets, key=lambda one: (single_year(one) or 0, one.amount is not None, is_tabled(one)), default=None
        )

    @cached_property
    def need(self) -> Need | None:
        """The change a year that this target asks for; None where there is no target."""
        return find_need(self.target, self.levels) if self.target else None

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """The same for every target of another year or size."""
        return tuple(find_need(one, self.levels) for one in distinct(self.targets))

    @property
    def base(self) -> Figure | None:
        """The value that the target is measured from."""
        return self.need.base if self.need else None

    @property
    def nature(self) -> str:
        """约束性 or 预期性: of the target that stands for the line, else of any."""
        own = self.target.nature if self.target else ""
        return own or next((one.nature for one in self.figures if one.nature), "")

    @property
    def bases(self) -> tuple[str, ...]:
        """The statistical bases that its levels are given on."""
        return tuple(dict.fromkeys(one.basis for one in self.levels if one.basis))

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents that speak of it."""
        return tuple(dict.fromkeys(one.citation.document_id for one in self.figures))

    @property
    def reached(self) -> tuple[tuple[Figure, Figure, Apart], ...]:
        """Targets beside what was reached in their year, on one basis: how far apart."""
        found = []
        for aim in distinct(self.targets):
            same = [one for one in self.actuals if single_year(aim) and (one.year, one.basis) == (aim.year, aim.basis)]
            between = apart(aim, same[0]) if same else None
            if between:
                found.append((aim, same[0], between))
        return tuple(found)

    def fits(self, natures: Sequence[str], theme: str) -> bool:
        """Whether it is of one of the natures, where any are asked for, and one of its figures speaks of the theme.

        The line stays whole: without its other figures another base would be taken and another growth computed.
        """
        return (not natures or self.nature in natures) and any(speaks_of(one, theme) for one in self.figures)

    def number(self, figure: Figure) -> float | None:
        """A level in the line's unit: 8000万元 are 0.8 in a line of 亿元; None where it is no single number."""
        return in_unit(figure, self.unit, self.levels)


def make_lines(figures: Iterable[Figure]) -> tuple[Line, ...]:
    """The lines of these figures: those with a target and a base first, places before firms before projects, then in order."""
    groups: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for one in figures:
        groups[bare_name(one), one.of_key].append(one)
    lines = [Line(tuple(sorted(part, key=by_year))) for group in groups.values() for part in _of_one_unit(group)]
    return tuple(sorted(lines, key=_weight))


def _of_one_unit(figures: Sequence[Figure]) -> list[list[Figure]]:
    """The figures apart by what they count; what is no number, and changes, go to the line that fits."""
    lines: dict[str, list[Figure]] = defaultdict(list)
    loose = [one for one in figures if one.kind == CHANGE or one.amount is None]
    for one in figures:
        if one not in loose:
            lines[one.amount_unit].append(one)
    for one in loose:
        fitting = [
            key for key, own in lines.items() if one.kind != CHANGE and one.unit in {other.unit for other in own}
        ]
        if not fitting and (one.kind == CHANGE or (len(lines) == 1 and not one.unit)):
            fitting = [key for key in lines if ("%" in key) == ("百分点" in one.unit)] or list(lines)
        lines[fitting[0] if fitting else one.amount_unit].append(one)
    return list(lines.values())


def _weight(line: Line) -> tuple[int, bool, bool]:
    rank = HOLDERS.index(line.holder_kind) if line.holder_kind in HOLDERS else HOLDERS.index("")
    return rank, line.base is None, not line.targets
