"""The two ends of a change that a sentence states: years beside them are none of them."""

import pytest

from kg.answer.figures.differences import CHANGED, SINCE


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("接待游客总量由2020年的5600万人次增长到2025年的9800万人次", "5600", "9800"),
        ("高新技术企业由2020年的780家增加到2025年的1650家", "780", "1650"),
        ("占比由71.4%提升至86.8%", "71.4", "86.8"),
        ("从12家增加到36家", "12", "36"),
    ],
)
def test_stated_change_gives_both_ends(sentence: str, first: str, last: str) -> None:
    found = CHANGED.search(sentence)
    assert found is not None
    assert (found["first"], found["last"]) == (first, last)


def test_stated_change_needs_two_figures() -> None:
    assert CHANGED.search("由780家增加到2025年") is None


@pytest.mark.parametrize(
    ("sentence", "of", "change"),
    [
        ("2023年全市外贸总额突破600亿元，达到612亿元，比2021年增长18.2%", "外贸总额", ("2021", "增长", "18.2", "%")),
        ("规上企业营收为88亿元，较2020年增加12亿元", "规上企业营收", ("2020", "增加", "12", "亿元")),
        ("森林覆盖率达到41%，比2020年提高2.5个百分点", "森林覆盖率", ("2020", "提高", "2.5", "个百分点")),
    ],
)
def test_change_since_a_year_is_read_as_stated(sentence: str, of: str, change: tuple[str, ...]) -> None:
    found = SINCE.search(sentence)
    assert found is not None
    assert found["of"].endswith(of)
    assert (found["base"], found["word"], found["number"], found["unit"]) == change


def test_change_of_another_quantity_is_left_alone() -> None:
    found = SINCE.search("全市用电量为30亿度，固定资产投资比2020年增长9%")
    assert found is None
