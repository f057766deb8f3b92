"""Rows × columns: how many passages and tasks of each pair, and of a blank whether the plans are silent or not loaded."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.answer.model import titled
from kg.coverage.axes import AXES, Line, Scope, make_lines
from kg.coverage.speaking import Passage
from kg.coverage.survey import Survey
from kg.coverage.terms import Term
from kg.engine import Engine
from kg.tasks.ledger import Task

SAID, SILENT, ABSENT = "said", "silent", "absent"
# What a cell says, in Chinese.
STATES = {SAID: "有", SILENT: "已查，未提到", ABSENT: "库中没有相应文件"}


@dataclass(frozen=True)
class Cell:
    """One pair: what speaks of both; `looked`: the documents looked through, `why`: what makes a blank no silence."""

    state: str  # one of STATES
    passages: tuple[Passage, ...]
    tasks: tuple[Task, ...]
    looked: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True)
class Matrix:
    """Rows and columns; cells are made when they are asked for."""

    scope: Scope
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]

    @property
    def title(self) -> str:
        """主题×文件."""
        of, by = (lines[0].axis if lines else "" for lines in (self.rows, self.columns))
        return f"{AXES.get(of, '')}×{AXES.get(by, '')}"

    def counts(self, row: Line, column: Line) -> tuple[str, int, int]:
        """State, number of passages, number of tasks of a pair."""
        return self._counted[row.key, column.key]

    @cached_property
    def _counted(self) -> dict[tuple[str, str], tuple[str, int, int]]:
        cells = ((row, column, self.cell(row, column)) for row in self.rows for column in self.columns)
        return {(row.key, column.key): (one.state, len(one.passages), len(one.tasks)) for row, column, one in cells}

    def cell(self, row: Line, column: Line) -> Cell:
        """A pair with its passages and tasks, in the documents' order."""
        held = set(column.documents) if column.spoken is None else set(row.documents) & set(column.documents)
        looked = tuple(key for key in self.scope.ids if key in held)
        inside = self._inside(row, column)
        passages, tasks = self._passages(row, column, inside), self._tasks(row, column, inside)
        if passages or tasks:
            return Cell(SAID, passages, tasks, looked, column.doubt)
        blocked = column.absent or (row.absent if column.spoken else "")  # a plan that is in is silent on any body
        absent = blocked or ("" if looked else "所选范围内没有相应的文件")
        return Cell(ABSENT if absent else SILENT, (), (), looked, absent or column.doubt)

    def _inside(self, row: Line, column: Line) -> frozenset[str]:
        """The documents that a pair may be found in: of a thing all those in scope, wherever it is at home."""
        left, right = (self.scope.inside if line.spoken else frozenset(line.documents) for line in (row, column))
        return left & right

    def _passages(self, row: Line, column: Line, inside: frozenset[str]) -> tuple[Passage, ...]:
        found = row.spoken.within(inside) if row.spoken else []
        if column.spoken:
            both = {one.chunk_id: one for one in found if one.chunk_id in column.spoken.passages}
            stated = self.scope.survey.between(row.key, column.key)
            both |= {one.chunk_id: one for one in stated if one.citation.document_id in inside}
            found = list(both.values())
        return tuple(sorted(found, key=lambda one: (one.citation.document, one.citation.start, one.chunk_id)))

    def _tasks(self, row: Line, column: Line, inside: frozenset[str]) -> tuple[Task, ...]:
        survey = self.scope.survey
        ids = row.spoken.tasks if row.spoken else frozenset()
        if column.spoken:
            ids &= column.spoken.tasks
        kept = (key for key in ids if survey.tasks[key].document_id in inside)
        return tuple(survey.tasks[key] for key in sorted(kept, key=survey.order))


def make_matrix(scope: Scope, of: str, by: str, terms: Sequence[Term] = ()) -> Matrix:
    """The matrix of two axes over what is looked at; `terms` are its themes."""
    return Matrix(scope, tuple(make_lines(scope, of, terms)), tuple(make_lines(scope, by, terms)))


@dataclass(frozen=True)
class Wanted:
    """What a matrix is of: two axes, the documents looked at (all where none are named), the themes."""

    of: str
    by: str
    documents: tuple[str, ...] = ()
    uppers: bool = False
    terms: tuple[Term, ...] = ()


def read_matrix(engine: Engine, wanted: Wanted) -> Matrix:
    """The matrix over an engine, with the survey that all share."""
    scope = Scope(engine.once(Survey), wanted.documents, wanted.uppers)
    return make_matrix(scope, wanted.of, wanted.by, wanted.terms)


def read_top(engine: Engine, wanted: Wanted, rows: int, columns: int) -> Matrix:
    """The first rows and columns of it."""
    whole = engine.once(read_matrix, wanted)
    return Matrix(whole.scope, whole.rows[:rows], whole.columns[:columns])


def titles(matrix: Matrix, ids: Sequence[str]) -> list[str]:
    """The titles of documents, as a reader wants to see what was looked through."""
    return [titled(matrix.scope.survey.engine.loaded[key].title) for key in ids]
