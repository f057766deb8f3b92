"""Which tasks a table shows: by document, department, role, theme, deadline, kept status, or by what is missing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.engine import Engine
from kg.tasks.ledger import LEAD, Task
from kg.tasks.status import StatusLine

UNSET = ""  # the status of a task that nobody has set one for
# What a task may lack, by the key that filters, pages and links use.
MISSING: Mapping[str, Callable[[Task], bool]] = {
    "department": lambda task: not task.duties,
    "lead": lambda task: not task.in_role(LEAD),
    "deadline": lambda task: not task.deadline,
    "number": lambda task: not task.number,
}


@dataclass(frozen=True)
class TaskFilter:
    """Empty fields limit nothing. `concerned`: ids of tasks known to be about the theme; `told`: the kept statuses."""

    documents: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()  # keys of MISSING: all of them lack
    theme: str = ""
    concerned: frozenset[str] = frozenset()
    told: Mapping[str, StatusLine] = field(default_factory=dict)

    def admits(self, task: Task) -> bool:
        """Whether a task is shown: a department counts only in one of the roles asked for."""
        bearing = {duty.department for duty in task.duties if not self.roles or duty.role in self.roles}
        line = self.told.get(task.id)
        return (
            (not self.documents or task.document_id in self.documents)
            and (not self.roles or bool(bearing))
            and (not self.departments or not bearing.isdisjoint(self.departments))
            and (not self.deadlines or task.deadline in self.deadlines)
            and (not self.statuses or (line.status if line else UNSET) in self.statuses)
            and all(MISSING[key](task) for key in self.missing)
            and (not self.theme or task.id in self.concerned or names_theme(task, self.theme))
        )


def names_theme(task: Task, theme: str) -> bool:
    """Whether every word of the theme stands in the task, its headings, its evidence or what it concerns."""
    told = [task.name, task.group, *(one.name for one in task.concerns)]
    told += [part for one in (task.source, *task.citations) for part in (one.quote, *one.section)]
    said = "\n".join(told).lower()
    return all(word in said for word in theme.lower().split())


def concerned_by(engine: Engine, theme: str) -> frozenset[str]:
    """The tasks that an answer about the theme would name: by words, by what they concern and by meaning."""
    if not theme:
        return frozenset()
    answer = engine.ask(f"哪些部门负责{theme}任务？")
    ids = answer.query.params.get("ids", ()) if answer.query and answer.query.name == "departments_of_theme" else ()
    return frozenset(str(one) for one in ids) if isinstance(ids, list | tuple) else frozenset()


def deadlines_of(tasks: Sequence[Task]) -> list[str]:
    """The deadlines that are written, sorted."""
    return sorted({task.deadline for task in tasks if task.deadline})
