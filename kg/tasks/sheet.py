"""The tasks as tables for Excel: the list, the matrix, the departments, pairs, statuses of tasks that are gone."""

from collections.abc import Mapping, Sequence
from typing import Any

from kg.tasks.ledger import BEARS, LEAD, ROLES, SUPPORTS, Task
from kg.tasks.status import StatusLine
from kg.tasks.workload import count_departments, count_tasks, joint_tasks, tasks_of

Row = dict[str, Any]
SIGNS = {LEAD: "●", BEARS: "◆", SUPPORTS: "○"}
HEADS = {LEAD: "牵头单位", BEARS: "责任单位", SUPPORTS: "配合单位"}
TASKS, MATRIX, DEPARTMENTS, PAIRS, GONE = "任务清单", "分工矩阵", "部门任务量", "共同任务", "已不在库中的任务"


def make_tables(
    tasks: Sequence[Task], told: Mapping[str, StatusLine], lost: Sequence[StatusLine]
) -> dict[str, list[Row]]:
    """The tables by name; what is gone only where there is something."""
    tables = {
        TASKS: [task_row(task, told.get(task.id)) for task in tasks],
        MATRIX: matrix_rows(tasks),
        DEPARTMENTS: department_rows(tasks),
        PAIRS: pair_rows(tasks),
    }
    if lost:
        tables[GONE] = [gone_row(line) for line in lost]
    return tables


def make_workbook(tables: Mapping[str, Sequence[Row]]) -> bytes:
    """The tables as a workbook."""
    from kg.workbook import to_xlsx

    return to_xlsx({name: rows or [{"说明": "没有"}] for name, rows in tables.items()})


def task_row(task: Task, line: StatusLine | None) -> Row:
    """A task with everything that is known of it."""
    return {
        "序号": int(task.number) if task.number.isdigit() else task.number,
        "任务": task.name,
        "所属板块": task.group,
        **{HEADS[role]: "、".join(task.in_role(role)) for role in ROLES},
        "涉及": "、".join(one.name for one in task.concerns),
        "完成时限": task.deadline,
        **status_cells(line),
        "文件": task.document,
        "出处": task.source.official,
        "原文": "\n".join(one.quote.replace("\t", " ") for one in task.citations),
    }


def status_cells(line: StatusLine | None) -> Row:
    """The kept status in columns of its own; empty where none was set."""
    return {
        "状态": line.status if line else "",
        "进展说明": line.note if line else "",
        "填写人": line.who if line else "",
        "填写时间": line.when.replace("T", " ") if line else "",
    }


def matrix_rows(tasks: Sequence[Task], most: int | None = None) -> list[Row]:
    """One row a task, one column a department (the `most` with most tasks, else all), a sign for the role it has there."""
    blank = dict.fromkeys(list(count_departments(tasks))[:most], "")
    return [
        {
            "任务": f"{task.number}　{task.name}" if task.number else task.name,
            **blank,
            **{name: _signs(task, name) for name in task.departments if name in blank},
        }
        for task in tasks
    ]


def _signs(task: Task, department: str) -> str:
    return "".join(SIGNS[role] for role in task.roles_of(department))


def department_rows(tasks: Sequence[Task]) -> list[Row]:
    """One row a department: how many tasks in which role."""
    totals = count_tasks(tasks)
    return [
        {"部门": name, "合计": totals[name], **{role: counts[role] for role in ROLES}}
        for name, counts in count_departments(tasks).items()
    ]


def pair_rows(tasks: Sequence[Task]) -> list[Row]:
    """One row a pair of departments that share tasks."""
    return [
        {
            "部门一": pair.left,
            "部门二": pair.right,
            "共同任务数": len(pair.tasks),
            "任务": "；".join(task.name for task in pair.tasks),
        }
        for pair in joint_tasks(tasks)
    ]


def gone_row(line: StatusLine) -> Row:
    """What was noted of a task that is no longer there."""
    return {"任务": line.name, "文件": line.document, **status_cells(line), "任务编号": line.task}


def sheet_of_department(tasks: Sequence[Task], department: str, told: Mapping[str, StatusLine]) -> dict[str, list[Row]]:
    """A department's own tasks as a table: its role, its partners, deadline, status and source."""
    rows = []
    for task in tasks_of(tasks, department):
        row = task_row(task, told.get(task.id))
        rows.append({"序号": row.pop("序号"), "角色": "、".join(task.roles_of(department)), **row})
    return {department: rows}
