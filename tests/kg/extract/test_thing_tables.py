"""Facts of tables whose rows are parks, industries or firms."""

from pathlib import Path

import pytest
import yaml

from tests.factory import facts, make_plan, make_table

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "thing_tables.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_tables_of_things_follow_the_cases(case: dict) -> None:
    plan = make_plan("澄湖区产业规划", "一、空间布局", make_table(case["rows"]), *case.get("text", ()))
    for relation, subject, target in case.get("facts", ()):
        found = facts(plan.extraction, relation)
        assert any(subject in s and target in o for s, _, o in found), found
    for relation, subject, target in case.get("not", ()):
        assert not [one for one in facts(plan.extraction, relation) if subject in one[0] and target in one[2]]
    leaders = {s for s, role, _ in facts(plan.extraction, "IN_INDUSTRY") if role == "龙头"}
    assert leaders == set(case.get("leaders", ()))
    levels = {entity.name: entity.level for entity in plan.extraction.entities}
    assert {name: levels[name] for name in case.get("levels", ())} == case.get("levels", {})


def test_a_row_is_the_evidence_of_its_facts() -> None:
    table = make_table([["园区名称", "主导产业"], ["湖东产业园", "生物医药"]])
    plan = make_plan("澄湖区产业规划", "一、空间布局", table)
    quotes = {e.quote for r in plan.extraction.relations if r.type == "FOCUSES_ON" for e in r.evidence}
    assert quotes == {"湖东产业园\t生物医药"}
