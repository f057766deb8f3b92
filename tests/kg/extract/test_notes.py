"""Responsibility notes: what a paragraph's note says about the paragraph."""

from pathlib import Path

import pytest
import yaml

from ingest.blocks import RawTable
from tests.factory import facts, make_plan, make_table

FOLDER = Path(__file__).parents[2] / "cases"
CASES = yaml.safe_load((FOLDER / "responsibility.yaml").read_text(encoding="utf-8"))
DUTIES = yaml.safe_load((FOLDER / "duties.yaml").read_text(encoding="utf-8"))


def blocks(case: dict) -> list[str | RawTable]:
    """The paragraphs of a case; lines of cells become one table."""
    rows = [line.split("\t") for line in case["lines"] if "\t" in line]
    heads = case.get("headings", ["一、重点任务"])
    return [*heads, make_table(rows)] if rows else [*heads, *case["lines"]]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_notes_bind_bodies_to_measures(case: dict) -> None:
    plan = make_plan("澄湖区科技创新行动方案", *blocks(case))
    found = {(task, body, role) for body, role, task in facts(plan.extraction, "RESPONSIBLE_FOR")}
    assert found == {tuple(row) for row in case["facts"]}


@pytest.mark.parametrize("case", DUTIES, ids=[case["id"] for case in DUTIES])
def test_shapes_of_duties(case: dict) -> None:
    plan = make_plan("澄湖区科技创新行动方案", *blocks(case))
    found = facts(plan.extraction, "RESPONSIBLE_FOR")
    wanted = {(task, item) for task, bodies in case["tasks"].items() for item in bodies.split()}
    assert {(task, f"{body}/{role}") for body, role, task in found} == wanted
    times = {e.name: e.properties["deadline"] for e in plan.extraction.entities if e.type == "Task"}
    assert {task: times[task] for task in case.get("deadlines", {})} == case.get("deadlines", {})


def test_notes_keep_the_time_they_set() -> None:
    plan = make_plan("澄湖区行动方案", "一、重点任务", "建设平台并开放共享。（责任单位：区科技局；完成时限：2027年底）")
    task = next(entity for entity in plan.extraction.entities if entity.type == "Task")
    assert task.properties["deadline"] == "2027年底"


def test_bodies_behind_a_level_said_once_are_called_by_it_too() -> None:
    note = "〔责任单位：自治区财政厅、司法厅，云岫市人民政府、教育厅〕"
    plan = make_plan("云岫自治区行动方案", "一、重点任务", f"推进老旧厂房更新利用。{note}")
    names = {entity.name: entity.aliases for entity in plan.extraction.entities if entity.type == "Department"}
    assert "自治区司法厅" in names["司法厅"]
    assert "自治区教育厅" not in names["教育厅"]  # another place stands between


def test_notes_name_the_task_without_the_note() -> None:
    plan = make_plan("澄湖区科技创新行动方案", "一、重点任务", "建设中试服务平台，降低研发成本。（责任单位：区科技局）")
    tasks = [entity.name for entity in plan.extraction.entities if entity.type == "Task"]
    assert tasks == ["建设中试服务平台，降低研发成本"]


def test_notes_on_a_line_of_their_own_belong_to_the_paragraph_before() -> None:
    plan = make_plan(
        "澄湖区科技创新行动方案", "一、重点任务", "健全知识产权保护体系，加强行政执法。", "责任单位：区市场监管局"
    )
    assert {(b, t) for b, _, t in facts(plan.extraction, "RESPONSIBLE_FOR")} == {
        ("区市场监管局", "健全知识产权保护体系，加强行政执法")
    }


def test_notes_quotes_are_the_text() -> None:
    plan = make_plan("澄湖区科技创新行动方案", "一、重点任务", "建设中试服务平台。（责任单位：区科技局）")
    for relation in plan.extraction.relations:
        for evidence in relation.evidence:
            assert plan.text[evidence.start : evidence.end] == evidence.quote


@pytest.mark.parametrize(
    ("text", "modality", "status"),
    [
        ("鼓励高校设立技术转移机构，严禁重复建设", "鼓励", None),
        ("探索共有产权的成果转化机制", "探索", None),
        ("必须落实安全生产责任", "必须", None),
        ("持续推进老旧厂房更新", None, "进行中"),
        ("建设中试服务平台，鼓励开放共享", None, None),
    ],
)
def test_a_task_keeps_how_binding_it_is(text: str, modality: str | None, status: str | None) -> None:
    plan = make_plan("澄湖区科技创新行动方案", "一、重点任务", f"{text}。（责任单位：区科技局）")
    task = next(entity for entity in plan.extraction.entities if entity.type == "Task")
    assert (task.properties.get("modality"), task.properties.get("status")) == (modality, status)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("5.1 建设公共验证平台。（责任单位：区科技局）", "5.1"),
        ("3．2．1建设公共验证平台。（责任单位：区科技局）", "3.2.1"),
        ("12.建设公共验证平台。（责任单位：区科技局）", "12"),
        ("2.2026年底前建设公共验证平台。（责任单位：区科技局）", "2"),
        ("（7）建设公共验证平台。（责任单位：区科技局）", "7"),
    ],
)
def test_tasks_keep_the_whole_number_of_their_line(line: str, number: str) -> None:
    plan = make_plan("澄湖区行动方案", "一、重点任务", line)
    assert [e.properties["number"] for e in plan.extraction.entities if e.type == "Task"] == [number]
