"""Indicators in sentences: name, value, year, kind and what they are of."""

from pathlib import Path

import pytest
import yaml

from kg.records import Document
from tests.factory import make_plan

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "indicators.yaml").read_text(encoding="utf-8"))
TITLE = "澄湖区“十五五”科技创新规划"


def observed(plan: Document) -> set[tuple[str, str, str, str, str]]:
    """(indicator, value with unit, year, kind, of) of every observation."""
    entities = {entity.id: entity for entity in plan.extraction.entities}
    rows = set()
    for relation in plan.extraction.relations:
        if relation.type == "HAS_VALUE":
            seen = entities[relation.object_id].properties
            name = entities[relation.subject_id].name
            rows.add((name, f"{seen['value']}{seen['unit']}", seen["year"], seen["kind"], seen["of_name"]))
    return rows


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_indicators_of_a_sentence_follow_the_cases(case: dict) -> None:
    title, headings = case.get("title", TITLE), case.get("headings", ["一、重点任务"])
    named = {"name": case["file"]} if "file" in case else {}
    plan = make_plan(*case.get("before", []), title, *headings, *case["text"].strip().split("\n"), **named)
    assert observed(plan) == {tuple(row) for row in case["values"]}


def test_indicators_take_the_year_of_an_earlier_sentence() -> None:
    text = "到2030年，技术合同成交额达到90亿元。高新技术企业达到300家。"
    years = {row[2] for row in observed(make_plan(TITLE, "一、发展目标", text))}
    assert years == {"2030"}


def test_indicators_of_the_park_a_paragraph_speaks_of() -> None:
    text = "2024年，云溪科技园企业达到187家。园区完成营业收入56亿元。"
    assert {row[4] for row in observed(make_plan(TITLE, "一、发展基础", text))} == {"云溪科技园"}


def test_indicators_keep_one_value_on_two_bases_apart() -> None:
    text = "2024年，按现价计算，地区生产总值增长6%；按可比价计算，地区生产总值增长6%。"
    plan = make_plan(TITLE, "一、发展基础", text)
    seen = [entity.properties for entity in plan.extraction.entities if entity.type == "Observation"]
    assert {row["basis"] for row in seen} == {"现价", "可比价"}


def test_indicators_have_their_amount_in_base_units_beside_the_value() -> None:
    text = "2024年，数字经济规模达到1.2万亿元，工业用地面积500亩，建设2-3个未来产业园。"
    plan = make_plan(TITLE, "一、发展基础", text)
    seen = [entity.properties for entity in plan.extraction.entities if entity.type == "Observation"]
    assert {(row["value"], row["unit"], row["amount"], row["amount_unit"]) for row in seen} == {
        ("1.2", "万亿元", 1.2e12, "元"),
        ("500", "亩", 333333.333333, "平方米"),
        ("2-3", "个", None, ""),
    }


def test_indicators_keep_the_words_that_make_a_value_inexact() -> None:
    text = "到2030年，粮食产量保持在18万吨以上，研发投入占比约3%，技术合同成交额达到90亿元。"
    plan = make_plan(TITLE, "一、发展目标", text)
    seen = [entity for entity in plan.extraction.entities if entity.type == "Observation"]
    assert {(entity.properties["qualifier"], entity.name) for entity in seen} == {
        ("以上", "18万吨以上（2030年）"),
        ("约", "约3%（2030年）"),
        ("", "90亿元（2030年）"),
    }


def test_indicators_of_some_months_say_so() -> None:
    text = "2024年1—9月，技术合同成交额80亿元。截至2024年6月，高新技术企业达到300家。"
    plan = make_plan(TITLE, "一、发展基础", text)
    seen = [entity.properties for entity in plan.extraction.entities if entity.type == "Observation"]
    assert {(row["value"], row["basis"]) for row in seen} == {("80", "1—9月"), ("300", "")}


def test_indicators_keep_the_basis_of_a_value() -> None:
    plan = make_plan(TITLE, "一、发展基础", "2024年，云溪科技园完成营业收入560亿元（注册地口径）。")
    seen = [entity.properties for entity in plan.extraction.entities if entity.type == "Observation"]
    assert [row["basis"] for row in seen] == ["注册地口径"]


def test_growth_of_each_year_says_so() -> None:
    plan = make_plan(TITLE, "一、发展基础", "“十三五”期间，技术合同成交额年均增长9.3%。2024年，工业总产值增长6%。")
    seen = [entity.properties for entity in plan.extraction.entities if entity.type == "Observation"]
    assert {(row["value"], row["kind"], row["basis"]) for row in seen} == {
        ("9.3", "change", "年均"),
        ("6", "change", ""),
    }
