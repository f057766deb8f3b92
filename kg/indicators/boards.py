"""The same indicators of many holders in one year, as an annex of parks has them: a table to sort and to draw."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.answer.figures.alike import distinct, in_unit
from kg.answer.figures.figure import CHANGE, Figure
from kg.ids import make_id
from kg.indicators.lines import HOLDERS, Line

FEWEST = 3  # holders that make a comparison


@dataclass(frozen=True)
class Column:
    """One indicator on one basis: holder → its figures, more than one where the plans differ."""

    indicator: str
    basis: str
    cells: dict[str, tuple[Figure, ...]]

    @cached_property
    def unit(self) -> str:
        """The unit in which most of its figures are written; the others are told in it."""
        return Counter(one.unit for one in self._figures).most_common(1)[0][0]

    @property
    def _figures(self) -> list[Figure]:
        return [one for figures in self.cells.values() for one in figures]

    @property
    def head(self) -> str:
        """「工业总产值（亿元）」."""
        extra = "，".join(part for part in (self.unit, self.basis) if part)
        return f"{self.indicator}（{extra}）" if extra else self.indicator

    def number(self, holder: str) -> float | None:
        """The holder's value in the column's unit; None where there is none, or no single number, or several that differ."""
        figures = distinct(self.cells.get(holder, ()))
        if len(figures) != 1 or figures[0].amount is None:
            return None
        return in_unit(figures[0], self.unit, self._figures)


@dataclass(frozen=True)
class Board:
    """Holders of one kind with their values of one year, targets and what was reached apart."""

    holder_kind: str
    year: str
    kind: str
    holders: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def key(self) -> str:
        """A short name for an address."""
        return make_id("board", self.holder_kind, self.year, self.kind)


def make_boards(lines: Iterable[Line]) -> tuple[Board, ...]:
    """The boards of at least FEWEST holders, places before firms before projects, the one with most holders first."""
    places: dict[tuple[str, str, str], dict[tuple[str, str, str], list[tuple[Line, Figure]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for line in lines:
        for one in line.levels:
            if line.holder and one.amount is not None and one.kind != CHANGE:
                column = (line.indicator, one.amount_unit, one.basis)
                places[line.holder_kind, one.year, one.kind][column].append((line, one))
    boards = [_board(*place, columns) for place, columns in places.items()]
    known = [board for board in boards if board.columns]
    return tuple(sorted(known, key=lambda one: (_rank(one.holder_kind), -len(one.holders), one.year)))


def _board(
    holder_kind: str, year: str, kind: str, columns: dict[tuple[str, str, str], list[tuple[Line, Figure]]]
) -> Board:
    kept = [_column(key, found) for key, found in columns.items() if len({line.holder for line, _ in found}) >= FEWEST]
    holders = dict.fromkeys(holder for column in kept for holder in column.cells)
    return Board(holder_kind, year, kind, tuple(holders), tuple(kept))


def _column(key: tuple[str, str, str], found: Sequence[tuple[Line, Figure]]) -> Column:
    cells: dict[str, list[Figure]] = defaultdict(list)
    for line, figure in found:
        cells[line.holder].append(figure)
    return Column(key[0], key[2], {holder: tuple(figures) for holder, figures in cells.items()})


def _rank(holder_kind: str) -> int:
    return HOLDERS.index(holder_kind) if holder_kind in HOLDERS else len(HOLDERS)
