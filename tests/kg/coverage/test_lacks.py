"""What is left open equals what the named queries say, and every line has the words that show it."""

import pytest

from kg.coverage.axes import THEME, Scope, make_lines
from kg.coverage.lacks import IDLE, KINDS, LEADLESS, NO_BASE, NO_TARGET, UNASSIGNED, Lack, find_lacks
from kg.coverage.lacks import THEME as UNCARED
from kg.coverage.survey import Survey
from kg.coverage.terms import Term
from kg.engine import Engine

TERMS = (Term("全社会研发经费投入强度"), Term("科技成果转化"), Term("远洋捕捞"))


@pytest.fixture(scope="module")
def lacks(sample_engine: Engine) -> list[Lack]:
    scope = Scope(Survey(sample_engine))
    return find_lacks(scope, make_lines(scope, THEME, TERMS))


def of_kind(lacks: list[Lack], *kinds: str) -> list[Lack]:
    return [one for one in lacks if one.kind in kinds]


def test_every_kind_occurs_in_its_order_and_shows_words(lacks: list[Lack], sample_engine: Engine) -> None:
    assert list(dict.fromkeys(one.kind for one in lacks)) == list(KINDS)
    for one in lacks:
        assert one.citations, one.name
        for cited in one.citations:
            assert sample_engine.document(cited.document_id).text[cited.start : cited.end] == cited.quote


def test_tasks_without_lead_are_those_of_the_query(lacks: list[Lack], sample_engine: Engine) -> None:
    found = {one.key for one in of_kind(lacks, LEADLESS, UNASSIGNED)}
    assert found == {row["task_id"] for row in sample_engine.query("tasks_without_lead")}
    nobody = {row["task_id"] for row in sample_engine.query("tasks") if not row["department_id"]}
    assert {one.key for one in of_kind(lacks, UNASSIGNED)} == nobody


def test_plan_that_tells_no_roles_apart_is_marked(lacks: list[Lack]) -> None:
    notes = {one.document: one.note for one in of_kind(lacks, LEADLESS)}
    assert "不区分牵头与配合" in notes["澄湖区“十四五”时期科技创新发展规划"]
    assert notes["澄湖区推动科技成果转化行动方案（2026—2028年）"].startswith("责任单位：")


def test_departments_without_a_task_are_those_of_the_query(lacks: list[Lack], sample_engine: Engine) -> None:
    assert {one.key for one in of_kind(lacks, IDLE)} == {
        row["id"] for row in sample_engine.query("departments_without")
    }


@pytest.mark.parametrize(("kind", "missing", "there"), [(NO_TARGET, "target", "actual"), (NO_BASE, "actual", "target")])
def test_indicators_without_a_value_are_those_of_the_query(
    kind: str, missing: str, there: str, lacks: list[Lack], sample_engine: Engine
) -> None:
    rows = sample_engine.query("indicators_without", {"kinds": [missing], "others": [there]})
    wanted = {(row["document_id"], row["indicator_id"], row["of_name"]) for row in rows}
    canonical = sample_engine.resolution.canonical
    found = {
        (document, canonical[key], of) for document, key, of in (one.key.split("|") for one in of_kind(lacks, kind))
    }
    assert found == wanted


def test_theme_with_a_target_and_nobody_is_told_and_others_are_not(lacks: list[Lack]) -> None:
    found = {(one.name, one.document) for one in of_kind(lacks, UNCARED)}
    assert ("全社会研发经费投入强度", "澄湖区“十四五”时期科技创新发展规划") in found
    assert not {name for name, _ in found} & {"科技成果转化", "远洋捕捞"}
