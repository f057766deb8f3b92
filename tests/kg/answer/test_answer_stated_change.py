"""The two ends of a change that a sentence states: years beside them are none of them."""

import pytest

from kg.answer.comparing import CHANGED


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
