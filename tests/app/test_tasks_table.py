"""Rows of the graph become tasks, filters and the matrix."""

import pytest

from app_pages.tasks_table import TaskFilter, count_departments, make_matrix, make_tasks

HEAD = ("task_id", "task", "number", "group_name", "document_id", "document", "department", "role", "quote", "section")
ROWS = [
    dict(zip(HEAD, row, strict=True))
    for row in [
        ("t1", "建设中试平台", "1", "平台", "d1", "甲.txt", "区科委", "牵头", "建设中试平台。", "一、任务"),
        ("t1", "建设中试平台", "1", "平台", "d1", "甲.txt", "区财政局", "配合", "建设中试平台。", "一、任务"),
        ("t1", "建设中试平台", "1", "平台", "d1", "甲.txt", "区财政局", "配合", "再次写明。", "二、保障"),
        ("t2", "引进人才", "2", "人才", "d1", "甲.txt", "区科委", "配合", "引进人才。", "一、任务"),
        ("t3", "植树", "", "", "d2", "乙.txt", None, None, None, None),
    ]
]


def test_tasks_keep_order_and_each_department_once_a_role() -> None:
    tasks = make_tasks(ROWS)
    assert [task.id for task in tasks] == ["t1", "t2", "t3"]
    assert tasks[0].departments == ("区科委", "区财政局")
    assert tasks[0].in_role("配合") == "区财政局"
    assert len(tasks[0].rows) == 3
    assert tasks[2].departments == ()


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        (TaskFilter(), ["t1", "t2", "t3"]),
        (TaskFilter(documents=("d2",)), ["t3"]),
        (TaskFilter(departments=("区科委",)), ["t1", "t2"]),
        (TaskFilter(departments=("区科委",), roles=("牵头",)), ["t1"]),
        (TaskFilter(roles=("配合",)), ["t1", "t2"]),
        (TaskFilter(theme="中试 建设"), ["t1"]),
        (TaskFilter(theme="保障"), ["t1"]),
        (TaskFilter(theme="生态", concerned=frozenset({"t3"})), ["t3"]),
        (TaskFilter(departments=("没有的局",)), []),
    ],
)
def test_filter_admits_what_fits_all_its_fields(chosen: TaskFilter, ids: list[str]) -> None:
    assert [task.id for task in make_tasks(ROWS) if chosen.admits(task)] == ids


def test_matrix_has_a_sign_for_the_role() -> None:
    tasks = make_tasks(ROWS)
    assert list(count_departments(tasks)) == ["区科委", "区财政局"]
    assert make_matrix(tasks, ["区科委", "区财政局"]) == [
        {"区科委": "●", "区财政局": "○"},
        {"区科委": "○", "区财政局": ""},
        {"区科委": "", "区财政局": ""},
    ]
