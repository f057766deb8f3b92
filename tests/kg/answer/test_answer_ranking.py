"""Which places of a ranked list a question asks for, and which bounds it sets."""

import pytest

from kg.answer.asked.conditions import bounds_hold, in_bounds
from kg.answer.asked.ranking import Wish, read_wish, wants_both_ends


@pytest.mark.parametrize(
    ("question", "wish"),
    [
        ("产值最高的园区是哪个", Wish(False)),
        ("哪个园区的规划面积最小", Wish(True)),
        ("产值前三的集群有哪些", Wish(False, 1, 3)),
        ("规划面积排名前两位的园区", Wish(False, 1, 2)),
        ("投资最小的3个项目", Wish(True, 1, 3)),
        ("产值倒数第二的园区", Wish(True, 2, 2)),
        ("总投资第二大的项目", Wish(False, 2, 2)),
        ("各集群产值由低到高怎么排", Wish(True, 1, 0)),
        ("甲园和乙园哪个产值高？", Wish(False)),
        ("目前三个园区产值是多少", None),
        ("第三章写了什么", None),
    ],
)
def test_wish_is_read(question: str, wish: Wish | None) -> None:
    assert read_wish(question) == wish


def test_wish_keeps_those_that_are_level() -> None:
    assert Wish(False, 1, 2).of([5.0, 3.0, 3.0, 1.0], float) == [5.0, 3.0, 3.0]
    assert Wish(True, 2, 2).of([5.0, 3.0, 1.0], float) == [3.0]
    assert wants_both_ends("产值最高的园区和最低的园区")


@pytest.mark.parametrize(
    ("question", "number", "unit", "holds"),
    [
        ("产值超过200亿元的园区有几个", 200.0, "亿元", False),
        ("产值不低于200亿元的园区有几个", 200.0, "亿元", True),
        ("面积10平方公里以下的园区", 9.6, "平方公里", True),
        ("面积10平方公里以下的园区", 9.6, "亩", None),
        ("2025年产值最高的园区", 9.6, "亿元", None),
    ],
)
def test_bounds_hold_in_their_unit(question: str, number: float, unit: str, holds: bool | None) -> None:
    assert bounds_hold(question, number, unit) is holds


def test_bounds_of_two_ends() -> None:
    assert in_bounds("总投资5亿到20亿元之间的项目", 85000.0)
    assert not in_bounds("总投资5亿到20亿元之间的项目", 264000.0)
    assert not in_bounds("总投资5亿到20亿元之间的项目", None)
