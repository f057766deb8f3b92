"""A department's tasks as a Word paper to print or send: a table a role, each task with its number in the list of sources."""

from collections.abc import Mapping, Sequence

from kg.answer.model import titled
from kg.tasks.ledger import ROLES, Task
from kg.tasks.status import StatusLine
from kg.tasks.workload import tasks_of
from kg.wordfile import Paper, Run

HEADS = {"牵头": "牵头任务", "责任": "责任任务", "配合": "配合任务"}
COLUMNS = ("序号", "任务", "同办单位", "完成时限", "进展")


def make_paper(tasks: Sequence[Task], department: str, told: Mapping[str, StatusLine]) -> Paper:
    """The paper; a task stands once, under the strongest role that the department has in it."""
    own = tasks_of(tasks, department)
    paper = Paper(landscape=True)
    paper.add_title(f"{department}任务单")
    titles = list(dict.fromkeys(titled(task.document) for task in own))
    paper.add_paragraph(f"依据{'、'.join(titles)}，{department}共承担任务{len(own)}项。")
    for role in ROLES:
        part = [task for task in own if task.roles_of(department)[0] == role]
        if part:
            paper.add_heading(f"{HEADS[role]}（{len(part)}项）")
            paper.add_table(COLUMNS, [_row(task, department, told.get(task.id)) for task in part])
    paper.add_sources(quotes=True)
    return paper


def _row(task: Task, department: str, line: StatusLine | None) -> tuple[str | Run, ...]:
    others = [
        f"{'、'.join(names)}（{role}）"
        for role in ROLES
        if (names := [name for name in task.in_role(role) if name != department])
    ]
    progress = "，".join(filter(None, [line.status, line.note])) if line else ""
    return task.number, Run(task.name, task.citations), "；".join(others), task.deadline, progress
