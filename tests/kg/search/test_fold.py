"""Passages that say the same, and sections that would fill the top."""

import random

import pytest

from kg.records import Chunk
from kg.search.fold import fold_alike, spread

LONG = "支持企业建设概念验证中心和中试平台，完善从实验室到生产线的服务链条，推动科技成果就地转化"


def chunk(text: str, header: str = "") -> Chunk:
    return Chunk(
        text[:9], "doc", "sec", ("一、",), text, 0, max(len(text), 1), "table_row" if header else "text", header
    )


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (LONG, LONG, True),
        (LONG, LONG.replace("，", "\n ").replace("中心", "中心 "), True),  # two formats of one plan
        (f"（一）{LONG}。", f"1.{LONG}；", False),  # another number
        (f"{LONG}，到2030年达到20家", f"{LONG}，到2030年达到30家", False),
        ("由区科委牵头落实。", "由区教委牵头落实。", False),
        ("", "", True),
        ("，", "好", False),
    ],
)
def test_fold_knows_what_says_the_same(left: str, right: str, same: bool) -> None:
    folds = fold_alike([chunk(left), chunk(right)])
    assert [(one.place, one.others) for one in folds] == ([(0, [1])] if same else [(0, []), (1, [])])


def test_fold_keeps_rows_of_two_tables_apart() -> None:
    assert len(fold_alike([chunk("是\t否", "环保｜达标"), chunk("是\t否", "安全｜整改")])) == 2


def test_fold_gathers_all_under_the_best() -> None:
    folds = fold_alike([chunk(LONG), chunk("另一段，说的是别的事情。"), chunk(LONG + "。"), chunk(LONG + " ")])
    assert [(one.place, one.others) for one in folds] == [(0, [2, 3]), (1, [])]


def test_fold_of_many_is_that_of_few() -> None:
    dice = random.Random(7)
    parts = LONG.split("，")
    texts = ["，".join(dice.choices(parts, k=dice.randint(1, 6))) for _ in range(150)]
    texts += [text.replace("中", "种", 1) for text in texts] + [text[:-1] for text in texts] + ["", "好", "好的"]
    chunks = [chunk(text) for text in texts]
    compared = fold_alike(chunks, many=len(chunks))
    assert fold_alike(chunks, many=0) == compared
    assert 10 < len(compared) < len(chunks) - 100


@pytest.mark.parametrize(
    ("sections", "most", "places"),
    [
        ("aaaabb", 3, [0, 1, 2, 4, 5, 3]),
        ("aab", 1, [0, 2, 1]),
        ("aaaaabbbccccddd", 3, [0, 1, 2, 5, 6, 7, 8, 9, 10, 12, 3, 4, 11, 13, 14]),
        ("", 3, []),
    ],
)
def test_spread_lets_no_section_fill_the_first_ten(sections: str, most: int, places: list[int]) -> None:
    assert spread(sections, most) == places
