"""Facts between the names of one sentence, by the shapes that plans use."""

from pathlib import Path

import pytest
import yaml

from tests.factory import facts, make_plan

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "relations.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_sentence_facts_follow_the_cases(case: dict) -> None:
    known = [f"依托{'、'.join(names)}等龙头企业带动发展。" for names in case.get("names", {}).values()]
    plan = make_plan("澄湖区科技创新规划", *known, *case.get("headings", ["一、重点任务"]), case["text"])
    for relation, subject, target in case.get("facts", ()):
        found = {(s, o) for s, _, o in facts(plan.extraction, relation)}
        assert any(subject in s and target in o for s, o in found), found
    for relation in case.get("not", ()):
        quoted = [r for r in plan.extraction.relations if r.type == relation and r.evidence[0].quote in case["text"]]
        assert not quoted


def test_sentence_facts_of_a_heading_say_so() -> None:
    plan = make_plan("澄湖区规划", "一、空间布局", "（一）湖东产业园", "重点发展生物医药、人工智能等产业。")
    bases = {e.basis for r in plan.extraction.relations if r.type == "FOCUSES_ON" for e in r.evidence}
    assert bases == {"heading"}
