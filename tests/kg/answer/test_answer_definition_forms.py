"""The sentences that say what a term is: 某某经济是以……为……的经济形态; a sentence that only says something of it is none."""

import re

import pytest

from kg.answer.quotes.definitions import IS


@pytest.mark.parametrize(
    "sentence",
    [
        "银发经济是以满足老年群体需求为目标的各类经济活动总和。",
        "首发经济是企业发布新产品、开设首店等活动的总称。",
        "“飞地园区”是由两地政府共同建设、共同管理的产业合作载体，",
        "工业互联网是基于新一代信息技术与制造业融合形成的新型基础设施。",
    ],
)
def test_a_term_is_said_to_be_something(sentence: str) -> None:
    term = re.split("是", sentence.strip("“"))[0].rstrip("”")
    found = re.search(IS.format(term=term), f"一、背景\n{sentence}")
    assert (found is not None) == ("是以" in sentence or "是由" in sentence or "是基于" in sentence)


@pytest.mark.parametrize(
    "sentence", ["银发经济是下一步重点。", "银发经济是我区的重点产业。", "发展银发经济是以民为本。"]
)
def test_what_is_only_said_of_a_term_is_no_definition(sentence: str) -> None:
    assert re.search(IS.format(term="银发经济"), f"\n{sentence}") is None
