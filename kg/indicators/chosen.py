"""The indicators that a reader has chosen, with what is told of them: comparisons of holders, and conflicts."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.engine import Engine
from kg.indicators.boards import Board, make_boards
from kg.indicators.conflicts import Conflict, find_conflicts
from kg.indicators.figures import FigureFilter, choose, read_figures
from kg.indicators.lines import Line, make_lines


@dataclass(frozen=True)
class Chosen:
    """Lines, and the boards and conflicts among them."""

    lines: tuple[Line, ...]
    boards: tuple[Board, ...]
    conflicts: tuple[Conflict, ...]


def choose_lines(engine: Engine, wanted: FigureFilter, natures: tuple[str, ...], theme: str) -> Chosen:
    """The indicators of the figures that the filter admits, of these natures and this theme."""
    made = make_lines(choose(engine, engine.once(read_figures), wanted))
    return gather(line for line in made if line.fits(natures, theme))


def gather(lines: Iterable[Line]) -> Chosen:
    """These lines with the boards and conflicts among them."""
    own = tuple(lines)
    return Chosen(own, make_boards(own), find_conflicts(own))
