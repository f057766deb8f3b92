"""Who carries how much: tasks by department and role, and the tasks that two departments share."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.tasks.ledger import ROLES, Task


def count_departments(tasks: Sequence[Task]) -> dict[str, Counter[str]]:
    """Department → how many tasks in each role; the department with most tasks first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for task in tasks:
        for role in ROLES:
            for name in task.in_role(role):
                counts[name][role] += 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1].total(), pair[0])))


def count_tasks(tasks: Sequence[Task]) -> Counter[str]:
    """Department → in how many tasks it has a part, in whatever roles."""
    return Counter(name for task in tasks for name in task.departments)


def tasks_of(tasks: Sequence[Task], department: str) -> list[Task]:
    """A department's tasks, those it leads first."""
    own = [task for task in tasks if department in task.departments]
    return sorted(own, key=lambda task: ROLES.index(task.roles_of(department)[0]))


@dataclass(frozen=True)
class Joint:
    """Two departments and the tasks in which both have a part."""

    left: str
    right: str
    tasks: tuple[Task, ...]


def joint_tasks(tasks: Sequence[Task], names: Sequence[str] = ()) -> list[Joint]:
    """The pairs of departments that share tasks, most first; only pairs of (or with) these names where any are given."""
    shared: dict[tuple[str, str], list[Task]] = defaultdict(list)
    for task in tasks:
        for left, right in combinations(sorted(task.departments), 2):
            inside = (left in names) + (right in names)
            if inside >= min(len(names), 2):
                shared[left, right].append(task)
    pairs = (Joint(left, right, tuple(several)) for (left, right), several in shared.items())
    return sorted(pairs, key=lambda pair: (-len(pair.tasks), pair.left, pair.right))
