"""Facts between the names of one sentence, by the shapes that plans use."""

from pathlib import Path

import pytest
import yaml

from tests.factory import facts, make_plan

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "relations.yaml").read_text(encoding="utf-8"))

INTRODUCED = {"Enterprise": "服务{}等企业。", "Industry": "关注{}。", "Platform": "“{}”平台", "Park": "{}"}


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_sentence_facts_follow_the_cases(case: dict) -> None:
    known = [INTRODUCED[kind].format("、".join(names)) for kind, names in case.get("names", {}).items()]
    plan = make_plan("澄湖区科技创新规划", *known, *case.get("headings", ["一、重点任务"]), case["text"])
    for relation, subject, target in case.get("facts", ()):
        found = {(s, o) for s, _, o in facts(plan.extraction, relation)}
        assert any(subject in s and target in o for s, o in found), found
    names = {entity.id: entity.name for entity in plan.extraction.entities}
    said = {
        (r.type, names[r.subject_id], names[r.object_id])
        for r in plan.extraction.relations
        if any(e.quote in case["text"] and e.extractor.startswith("sentence") for e in r.evidence)
    }
    for relation, key, value in case.get("manner", ()):
        manners = [r.properties.get(key, "") for r in plan.extraction.relations if r.type == relation]
        assert {value} == set(manners)
    for wrong in case.get("not", ()):
        relation, subject, target = wrong if isinstance(wrong, list) else (wrong, "", "")
        assert not [one for one in said if one[0] == relation and names_it(subject, one[1]) and target in one[2]]


def names_it(wanted: str, name: str) -> bool:
    """Whether a name holds the wanted one, or is it where `=` stands before."""
    return wanted[1:] == name if wanted.startswith("=") else wanted in name


def test_sentence_facts_of_a_heading_say_so() -> None:
    plan = make_plan("澄湖区规划", "一、空间布局", "（一）湖东产业园", "重点发展生物医药、人工智能等产业。")
    bases = {e.basis for r in plan.extraction.relations if r.type == "FOCUSES_ON" for e in r.evidence}
    assert bases == {"heading"}


def test_news_rest_on_no_policy_and_speak_for_no_region() -> None:
    news = make_plan("新春走基层", "各地深入落实《国家数据条例》，大力发展数字经济。", name="新闻.txt")
    assert not facts(news.extraction, "BASED_ON") | facts(news.extraction, "FOCUSES_ON")


def test_a_park_s_name_alone_says_no_industry_of_it() -> None:
    plan = make_plan("澄湖区科技创新规划", "一、重点任务", "关注智能装备。", "星湖智能装备产业园实现营业收入52亿元。")
    assert facts(plan.extraction, "FOCUSES_ON") == set()


def test_what_is_said_of_one_of_a_list_is_no_evidence_for_the_others() -> None:
    text = "3家独角兽企业分别是星河精工、澄芯微电子、云岚智能，其中星河精工为2025年新晋独角兽。"
    plan = make_plan("澄湖区规划", "一、企业梯队", text)
    names = {entity.id: entity.name for entity in plan.extraction.entities}
    quotes = {
        names[r.subject_id]: [e.quote for e in r.evidence] for r in plan.extraction.relations if r.type == "HOLDS_TITLE"
    }
    assert set(quotes) == {"星河精工", "澄芯微电子", "云岚智能"}
    assert any("新晋" in quote for quote in quotes["星河精工"])
    assert not any("新晋" in quote for name in ("澄芯微电子", "云岚智能") for quote in quotes[name])
