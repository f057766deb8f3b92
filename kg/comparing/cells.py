"""The tables of a comparison on paper: what stayed, went and came, every cell that states something with its sources."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.answer.figures.figure import KINDS, Figure
from kg.answer.model import Citation
from kg.comparing.comparison import Comparison
from kg.comparing.duties import Duty, Taken
from kg.comparing.indicators import Beside
from kg.comparing.industries import STATUSES, Standing
from kg.comparing.outlines import Heading
from kg.comparing.tables import ADDED, DROPPED, KEPT, OUTCOMES


@dataclass(frozen=True)
class Stated:
    """What a cell states, and where it stands."""

    text: str
    citations: Sequence[Citation] = ()


Row = Sequence[str | Stated]
UNSURE = f"{KEPT}（须核对）"  # only near in meaning


@dataclass(frozen=True)
class Table:
    """One of them; it may have no rows."""

    name: str
    header: Sequence[str]
    rows: Sequence[Row]


@dataclass(frozen=True)
class Tables:
    """The four of a comparison; `first` and `second`: what its sides are called in their headers."""

    comparison: Comparison
    first: str = "甲"
    second: str = "乙"

    def outlines(self) -> Table:
        """Headings kept, then those that only one side has."""
        outlines = self.comparison.outlines
        rows: list[Row] = [
            (KEPT if one.sure else UNSURE, _heading(one.first), _heading(one.second)) for one in outlines.kept
        ]
        rows += [(DROPPED, _heading(one.heading), "") for one in outlines.dropped]
        rows += [(ADDED, "", _heading(one.heading)) for one in outlines.added]
        return Table("章节主题", ("去向", f"{self.first}标题", f"{self.second}标题"), rows)

    def indicators(self) -> Table:
        """Those of both sides with the change, then those that only one sets a target for."""
        indicators = self.comparison.indicators
        rows: list[Row] = [_beside(one) for one in indicators.both]
        rows += [(one.indicator, one.of, _figure(one), "", DROPPED, "") for one in indicators.dropped]
        rows += [(one.indicator, one.of, "", _figure(one), ADDED, "") for one in indicators.added]
        return Table("指标", ("指标", "对象", self.first, self.second, "变化", "说明"), rows)

    def duties(self) -> Table:
        """Tasks with their departments; of a task of both sides who gained and lost it."""
        duties = self.comparison.duties
        rows: list[Row] = [_taken(one) for one in duties.taken]
        rows += [(DROPPED, _duty(one), "", one.who, "") for one in duties.dropped]
        rows += [(ADDED, "", _duty(one), "", one.who) for one in duties.added]
        sides = self.first, self.second
        return Table("任务分工", ("去向", *(f"{one}任务" for one in sides), *(f"{one}部门" for one in sides)), rows)

    def industries(self) -> Table:
        """Industries with how each side stands to them."""
        rows = [
            (OUTCOMES[one.outcome], one.name, _standing(one.first), _standing(one.second))
            for one in self.comparison.industries
        ]
        return Table("产业布局", ("去向", "产业", self.first, self.second), rows)


def _heading(one: Heading) -> Stated:
    return Stated(one.citation.quote, [one.citation])


def _beside(one: Beside) -> Row:
    between = one.between
    change = f"{round(between.difference, 6):+g}{between.unit}" if between else ""
    ratio = f"，{between.ratio:.3g}倍" if between and between.ratio is not None else ""
    return one.indicator, one.holder, _figure(one.first), _figure(one.second), change + ratio, one.why or one.caution


def _figure(one: Figure) -> Stated:
    year = f"{one.year}年" if one.year.isdigit() else one.year
    return Stated(f"{year}{KINDS[one.kind]}{one.said}", [one.citation])


def _taken(one: Taken) -> Row:
    changes = "、".join([*(f"增{name}" for name in one.gained), *(f"减{name}" for name in one.lost)])
    after = f"{one.second.who}（{changes}）" if changes else one.second.who
    return KEPT if one.sure else UNSURE, _duty(one.first), _duty(one.second), one.first.who, after


def _duty(one: Duty) -> Stated:
    return Stated(one.task.name, one.citations)


def _standing(one: Standing) -> Stated:
    return Stated(STATUSES[one.status], one.citations)
