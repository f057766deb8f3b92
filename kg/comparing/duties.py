"""Tasks and departments of two sides: what was taken over, given up and new, and who gained or lost work."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.answer.asked.reading import cite
from kg.answer.mentions import sentence_at
from kg.answer.model import Citation
from kg.answer.tasks.task_rows import Task, departments_text, make_tasks
from kg.comparing.aligning import assign, cosines
from kg.comparing.outlines import SURE
from kg.comparing.sides import Side
from kg.engine import Engine

# Mean cosine of two tasks' names, and of their words with the heading above, from which they are one. Of 16 tasks that the
# sample plans share two by two 11 are found, with one wrong pair; by names alone, from .89, 7 with one wrong
# (`python -m train.thresholds tasks`). Another encoder needs another.
SAME_TASK = 0.865
LONGEST = 200  # characters of a task that are read: a passage of the encoder's


@dataclass(frozen=True)
class Duty:
    """A task with its departments as text and where it stands."""

    task: Task
    who: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Taken:
    """A task of both sides; `gained` and `lost`: departments that only the second or only the first makes responsible."""

    first: Duty
    second: Duty
    score: float
    gained: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def sure(self) -> bool:
        """Whether the two say the same beyond doubt; else they are only near in meaning, to be checked."""
        return self.score >= SURE


@dataclass(frozen=True)
class Body:
    """A department with how many tasks each side gives it in which role, and where each side says so."""

    name: str
    first: Counter[str]
    second: Counter[str]
    citations: tuple[tuple[Citation, ...], tuple[Citation, ...]]


@dataclass(frozen=True)
class Duties:
    """What became of the tasks, and of the departments by name."""

    taken: tuple[Taken, ...]
    dropped: tuple[Duty, ...]
    added: tuple[Duty, ...]
    bodies: tuple[Body, ...]

    @property
    def gained(self) -> tuple[Body, ...]:
        """Departments that only the second side names."""
        return tuple(one for one in self.bodies if not one.first)

    @property
    def lost(self) -> tuple[Body, ...]:
        """Departments that only the first side names."""
        return tuple(one for one in self.bodies if not one.second)


def compare_duties(engine: Engine, first: Side, second: Side) -> Duties:
    """Tasks paired by meaning one to one, departments by name; a side without tasks leaves the other's all new or given up."""
    left, right = (_duties(engine, side) for side in (first, second))
    names, texts = (
        cosines(engine, *([told(one.task) for one in side] for side in (left, right))) for told in (_name, _text)
    )
    found = assign((names + texts) / 2, SAME_TASK)
    return Duties(
        tuple(_taken(left[i], right[j], score) for i, j, score in found.pairs),
        tuple(left[i] for i in found.left),
        tuple(right[j] for j in found.right),
        _bodies(left, right),
    )


def _name(task: Task) -> str:
    return task.name


def _text(task: Task) -> str:
    return task.text[:LONGEST]


def _duties(engine: Engine, side: Side) -> list[Duty]:
    tasks = make_tasks(engine.query("tasks_of_plan", {"documents": side.ids}))
    return [Duty(task, departments_text(task), _citations(engine, task)) for task in tasks]


def _citations(engine: Engine, task: Task) -> tuple[Citation, ...]:
    """Where it is stated who does it; of a task that nobody is responsible for, its own sentence."""
    stated = [citation for row in task.rows if (citation := cite(row, engine.loaded))]
    document = engine.loaded.get(task.document_id)
    place = document.text.find(task.name) if document and not stated else -1
    return tuple(dict.fromkeys(stated)) or ((sentence_at(document, place),) if document and place >= 0 else ())


def _taken(first: Duty, second: Duty, score: float) -> Taken:
    before, after = (_names(one.task) for one in (first, second))
    return Taken(
        first,
        second,
        score,
        tuple(one for one in after if one not in before),
        tuple(one for one in before if one not in after),
    )


def _names(task: Task) -> dict[str, str]:
    return {str(row["department"]): str(row.get("role") or "责任") for row in task.rows if row.get("department")}


def _bodies(left: Iterable[Duty], right: Iterable[Duty]) -> tuple[Body, ...]:
    counts: dict[str, tuple[Counter[str], Counter[str]]] = {}
    places: dict[str, tuple[dict[Citation, None], dict[Citation, None]]] = {}
    for side, duties in enumerate((left, right)):
        for duty in duties:
            for name, role in _names(duty.task).items():
                counts.setdefault(name, (Counter(), Counter()))[side][role] += 1
                places.setdefault(name, ({}, {}))[side].update(dict.fromkeys(duty.citations))
    bodies = [Body(name, *pair, (tuple(places[name][0]), tuple(places[name][1]))) for name, pair in counts.items()]
    return tuple(sorted(bodies, key=lambda one: (-abs(one.second.total() - one.first.total()), one.name)))
