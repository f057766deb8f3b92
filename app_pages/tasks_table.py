"""Tasks and the departments responsible for them: rows of the graph → one row a task, filters, the matrix."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Row = Mapping[str, object]
ROLES = ("牵头", "责任", "配合")  # as the ontology's choice of RESPONSIBLE_FOR.role, the strongest first
SIGNS = {"牵头": "●", "责任": "◆", "配合": "○"}


@dataclass
class Task:
    """One task with its departments by role, in the document's order; `rows` are its evidence."""

    id: str
    name: str
    number: str
    group: str
    document_id: str
    document: str
    roles: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    rows: list[Row] = field(default_factory=list)

    @property
    def departments(self) -> tuple[str, ...]:
        """All departments, the strongest role first."""
        return tuple(dict.fromkeys(name for role in ordered(self.roles) for name in self.roles[role]))

    def in_role(self, role: str) -> str:
        """The departments of one role, joined."""
        return "、".join(self.roles.get(role, ()))


@dataclass(frozen=True)
class TaskFilter:
    """Empty fields limit nothing. `concerned`: ids of tasks known to be about the theme."""

    documents: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    theme: str = ""
    concerned: frozenset[str] = frozenset()

    def admits(self, task: Task) -> bool:
        """Whether a task is shown: a department counts only in one of the roles asked for."""
        roles = self.roles or tuple(task.roles)
        bearing = {name for role in roles for name in task.roles.get(role, ())}
        return (
            (not self.documents or task.document_id in self.documents)
            and (not self.roles or bool(bearing))
            and (not self.departments or not bearing.isdisjoint(self.departments))
            and (not self.theme or task.id in self.concerned or names_theme(task, self.theme))
        )


def names_theme(task: Task, theme: str) -> bool:
    """Whether every word of the theme stands in the task, its heading or its evidence."""
    said = "\n".join([task.name, task.group, *(f"{row['quote']}\n{row['section']}" for row in task.rows)]).lower()
    return all(word in said for word in theme.lower().split())


def make_tasks(rows: Iterable[Row]) -> list[Task]:
    """The tasks of the query `tasks`, in its order."""
    tasks: dict[str, Task] = {}
    for row in rows:
        task = tasks.setdefault(
            str(row["task_id"]),
            Task(
                id=str(row["task_id"]),
                name=str(row["task"]),
                number=str(row["number"] or ""),
                group=str(row["group_name"] or ""),
                document_id=str(row["document_id"]),
                document=str(row["document"] or ""),
            ),
        )
        if row["department"]:
            names = task.roles[str(row["role"] or "责任")]
            if row["department"] not in names:
                names.append(str(row["department"]))
            task.rows.append(row)
    return list(tasks.values())


def ordered(roles: Iterable[str]) -> list[str]:
    """Roles, the known ones first in their order."""
    found = set(roles)
    return [*(role for role in ROLES if role in found), *sorted(found - set(ROLES))]


def count_departments(tasks: Sequence[Task]) -> dict[str, Counter[str]]:
    """Department → how many tasks in each role; the department with most tasks first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for task in tasks:
        for role, names in task.roles.items():
            for name in names:
                counts[name][role] += 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1].total(), pair[0])))


def make_matrix(tasks: Sequence[Task], names: Sequence[str]) -> list[dict[str, str]]:
    """One row a task, one column a department, a sign for the role it has there."""
    return [
        {
            name: "".join(SIGNS.get(role, "·") for role in ordered(task.roles) if name in task.roles[role])
            for name in names
        }
        for task in tasks
    ]
