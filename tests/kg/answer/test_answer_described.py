"""Things that a question tells instead of naming them, and the asks of one question."""

from pathlib import Path

import pytest
import yaml

from kg.answer.asked.described import described
from kg.answer.steps.asks import parts_of

CASES: dict[str, list[str] | None] = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "described.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("question", CASES)
def test_described(question: str) -> None:
    found = described(question)
    assert (found and [found.told, found.noun, found.after]) == CASES[question]


def test_what_is_taken_up_by_a_pronoun_is_the_thing_told() -> None:
    found = described("建鹭汀算力中心的企业，它所在园区重点发展什么？")
    assert found
    assert found.asked_of("云岫数科") == "云岫数科所在园区重点发展什么？"


def test_a_description_is_put_as_the_name_of_the_thing() -> None:
    found = described("“十五五”规划里总投资最大的项目，由谁建设？")
    assert found
    assert found.asked_of("鹭汀算力中心项目") == "“十五五”规划里鹭汀算力中心项目由谁建设？"
    told = described("“十四五”规划说已经封顶的那个项目后来怎么样？")
    assert told
    assert told.asked_of("鹭汀算力中心项目") == "鹭汀算力中心项目后来怎么样？"


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("鹭汀算力中心由谁建设，投资多少？", ["鹭汀算力中心由谁建设", "投资多少"]),
        (
            "高新技术企业2025年实际和2030年目标各是多少？",
            ["高新技术企业2025年实际是多少", "高新技术企业2030年目标是多少"],
        ),
        ("把项目列一下，投资多少？", ["把项目列一下，投资多少？"]),
        ("澄湖区几个园区里，产值最高的是哪个？", ["澄湖区几个园区里，产值最高的是哪个？"]),
    ],
)
def test_parts(question: str, parts: list[str]) -> None:
    assert parts_of(question) == parts
