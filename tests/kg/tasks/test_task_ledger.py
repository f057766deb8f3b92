"""Records become tasks: departments by role, sources that hold, filters, workload, joint tasks, the matrix."""

from pathlib import Path

import pytest

from kg.engine import Engine
from kg.resolve.linker import resolve
from kg.settings import Settings
from kg.tasks.filters import TaskFilter, concerned_by, deadlines_of
from kg.tasks.ledger import Task, make_ledger
from kg.tasks.sheet import TASKS, make_tables, matrix_rows, sheet_of_department
from kg.tasks.status import StatusLine
from kg.tasks.workload import count_departments, count_tasks, joint_tasks, tasks_of
from tests.factory import make_plan, make_table


def numbers(tasks: list[Task]) -> list[str]:
    return [task.number for task in tasks]


def test_task_has_departments_by_role_group_and_concerns(shared: list[Task]) -> None:
    airport, patrol, manual = shared
    assert numbers(shared) == ["1", "2", "3"]
    assert [airport.in_role(role) for role in ("牵头", "责任", "配合")] == [("区交通局",), (), ("区科技局", "区审计局")]
    assert patrol.in_role("责任") == ("区科技局", "区审计局")
    assert (airport.group, manual.group) == ("（一）发展低空经济", "（二）保障措施")
    assert [one.name for one in airport.concerns] == ["通用航空"]


def test_deadline_is_read_from_its_column() -> None:
    rows = [["序号", "任务", "牵头单位", "完成时限"], ["1", "建设概念验证中心", "区科技局", "2027年"]]
    plan = make_plan("澄湖区测试规划", "附件1 重点任务分工表", make_table(rows))
    [task] = [task for task in make_ledger([plan], resolve(plan.extraction.entities, {})) if task.duties]
    assert (task.deadline, TaskFilter(deadlines=("2027年",)).admits(task)) == ("2027年", True)
    assert deadlines_of([task]) == ["2027年"]


def test_tasks_of_a_note_on_a_plan_stand_behind_the_plan_s() -> None:
    measure = "建设概念验证中心。（责任单位：区科技局）"
    note = make_plan("关于《澄湖区测试规划》的起草说明", "一、重点任务", "开展政策宣讲。（责任单位：区教委）")
    plan = make_plan("澄湖区测试规划", "一、重点任务", measure)
    entities = [*note.extraction.entities, *plan.extraction.entities]
    ledger = make_ledger([note, plan], resolve(entities, {}))
    assert [task.document for task in ledger if task.duties] == [plan.title, note.title]
    assert note.title < plan.title  # by title alone the note would come first


def test_ledger_says_what_the_query_of_the_graph_says(ledger: list[Task], home: Path) -> None:
    with Engine.open(Settings(home=home)) as engine:
        rows = engine.query("tasks")
    assert {task.id for task in ledger} == {row["task_id"] for row in rows}
    told = {(task.id, duty.department_id, duty.role) for task in ledger for duty in task.duties}
    assert told == {(row["task_id"], row["department_id"], row["role"]) for row in rows if row["department"]}


def test_every_source_is_a_slice_of_its_document(ledger: list[Task], home: Path) -> None:
    with Engine.open(Settings(home=home)) as engine:
        for task in ledger:
            for one in (task.source, *task.citations):
                assert one.quote
                assert engine.document(one.document_id).text[one.start : one.end] == one.quote


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (TaskFilter(), ["1", "2", "3"]),
        (TaskFilter(departments=("区科技局",)), ["1", "2"]),
        (TaskFilter(departments=("区科技局",), roles=("责任",)), ["2"]),
        (TaskFilter(roles=("牵头",)), ["1", "3"]),
        (TaskFilter(missing=("lead",)), ["2"]),
        (TaskFilter(missing=("lead", "department")), []),
        (TaskFilter(missing=("deadline",)), ["1", "2", "3"]),
        (TaskFilter(missing=("number",)), []),
        (TaskFilter(theme="低空 建设"), ["1"]),
        (TaskFilter(theme="保障"), ["3"]),
        (TaskFilter(departments=("没有的局",)), []),
        (TaskFilter(documents=("没有的文件",)), []),
    ],
    ids=str,
)
def test_filter_admits_what_fits_all_its_fields(shared: list[Task], chosen: TaskFilter, expected: list[str]) -> None:
    assert numbers([task for task in shared if chosen.admits(task)]) == expected


def test_filter_by_status_counts_what_nobody_set(shared: list[Task]) -> None:
    first = shared[0]
    told = {first.id: StatusLine(first.id, "已完成", "", "王", "2026-01-01T00:00:00", first.name, first.document)}
    assert numbers([one for one in shared if TaskFilter(statuses=("已完成",), told=told).admits(one)]) == ["1"]
    assert numbers([one for one in shared if TaskFilter(statuses=("",), told=told).admits(one)]) == ["2", "3"]


def test_theme_is_found_by_its_answer_too(shared: list[Task], home: Path) -> None:
    with Engine.open(Settings(home=home)) as engine:
        concerned = concerned_by(engine, "低空经济")
        assert concerned_by(engine, "") == frozenset()
    assert {shared[0].id, shared[1].id} <= concerned


def test_workload_counts_each_role_and_the_busiest_stand_first(shared: list[Task]) -> None:
    counts = count_departments(shared)
    assert next(iter(counts)) == "区审计局"
    assert dict(counts["区审计局"]) == {"牵头": 1, "责任": 1, "配合": 1}
    assert numbers(tasks_of(shared, "区审计局")) == ["3", "2", "1"]


@pytest.mark.parametrize(
    ("names", "pairs"),
    [
        ((), [("区审计局", "区科技局", 2), ("区交通局", "区科技局", 1), ("区交通局", "区审计局", 1)]),
        (("区交通局",), [("区交通局", "区科技局", 1), ("区交通局", "区审计局", 1)]),
        (("区科技局", "区审计局"), [("区审计局", "区科技局", 2)]),
        (("区审计局", "没有的局"), []),
    ],
)
def test_joint_tasks_name_both(shared: list[Task], names: tuple[str, ...], pairs: list[tuple[str, str, int]]) -> None:
    found = [(one.left, one.right, len(one.tasks)) for one in joint_tasks(shared, names)]
    assert sorted(found) == sorted(pairs)
    assert [number for *_, number in found] == sorted((number for *_, number in pairs), reverse=True)


def test_matrix_has_a_sign_for_the_role(shared: list[Task]) -> None:
    row = matrix_rows(shared)[0]
    assert row["任务"].startswith("1　建设通用航空机场")
    assert (row["区交通局"], row["区审计局"], row["区科技局"]) == ("●", "○", "○")
    busiest = list(count_departments(shared))[:2]
    assert all(list(row) == ["任务", *busiest] for row in matrix_rows(shared, 2))


def test_department_with_two_roles_in_a_task_has_one_task(shared: list[Task]) -> None:
    assert count_tasks(shared) == {name: len(tasks_of(shared, name)) for name in count_departments(shared)}


def test_tables_carry_status_and_source(shared: list[Task]) -> None:
    first = shared[0]
    told = {first.id: StatusLine(first.id, "推进中", "已选址", "王", "2026-01-01T08:00:00", first.name, first.document)}
    row = make_tables(shared, told, [])[TASKS][0]
    assert (row["状态"], row["进展说明"], row["填写人"]) == ("推进中", "已选址", "王")
    assert row["出处"].startswith("《澄湖区低空经济工作方案》，一、重点任务（一）发展低空经济")
    assert "（牵头单位：区交通局" in row["原文"]
    own = sheet_of_department(shared, "区审计局", told)["区审计局"]
    assert [one["角色"] for one in own] == ["牵头", "责任", "配合"]


def test_departments_of_one_name_in_two_regions_stay_apart() -> None:
    plans = [
        make_plan(
            f"{region}行动方案", "一、重点任务", f"1.建设{what}。（责任单位：区科技局）", name=f"{region}行动方案.txt"
        )
        for region, what in (("澄湖区", "概念验证中心"), ("青岚区", "中试平台"))
    ]
    resolution = resolve((one for plan in plans for one in plan.extraction.entities), {})
    tasks = [task for task in make_ledger(plans, resolution) if task.duties]
    assert [counts.total() for counts in count_departments(tasks).values()] == [1, 1]
    assert {name for task in tasks for name in task.departments} == {"区科技局（澄湖区）", "区科技局（青岚区）"}
