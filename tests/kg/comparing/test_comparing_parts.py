"""The parts of a comparison by themselves: assignment, headings, marks, sides; invented texts."""

from typing import Any

import numpy as np
import pytest
import yaml

from kg.answer.model import Citation
from kg.comparing.aligning import assign, distances
from kg.comparing.indicators import set_beside
from kg.comparing.outlines import bare
from kg.comparing.sides import choose_sides, default_pair, sides_of
from kg.comparing.tables import marked
from kg.comparing.wording import mark_pair
from kg.errors import QueryError
from kg.records import Document
from kg.settings import ROOT
from tests.kg.indicators.indicator_figures import make_figure

WORDING: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/cases/wording.yaml").read_text(encoding="utf-8"))


def quote(text: str) -> Citation:
    return Citation("规划.txt", "规划", "规划", (), text, 0, len(text))


def plan(key: str, region: str, start: str, end: str, kind: str = "规划") -> Document:
    told = {"region": region, "period_start": start, "period_end": end, "kind": kind}
    return Document(key, f"{key}.txt", key, "", "文", metadata=told)


def test_assignment_takes_the_best_whole_and_never_a_bad_pair() -> None:
    scores = np.array([[0.95, 0.93, 0.1], [0.94, 0.2, 0.1], [0.5, 0.5, 0.5]])
    found = assign(scores, 0.9)
    assert [(i, j) for i, j, _ in found.pairs] == [(0, 1), (1, 0)]
    assert (found.left, found.right) == ((2,), (2,))
    bad = assign(np.array([[0.95, 0.89], [0.89, 0.1]]), 0.9)
    assert [(i, j) for i, j, _ in bad.pairs] == [(0, 0)]  # two bad ones would sum up higher


@pytest.mark.parametrize("shape", [(0, 3), (3, 0), (0, 0)])
def test_assignment_of_nothing_leaves_all_alone(shape: tuple[int, int]) -> None:
    found = assign(np.zeros(shape), 0.9)
    assert (found.pairs, len(found.left), len(found.right)) == ((), *shape)


def test_place_counts_within_its_own_list() -> None:
    assert distances(2, 4)[0].tolist() == [0.125, 0.125, 0.375, 0.625]


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("一、发展基础", "发展基础"),
        ("（三）发展目标", "发展目标"),
        ("12.深化校地合作", "深化校地合作"),
        ("——创新能力实现新跃升", "创新能力实现新跃升"),
        ("专栏1 平台建设工程", "平台建设工程"),
        ("附件2 重点项目表", "重点项目表"),
        ("第三章 空间布局", "空间布局"),
        ("五年来的成就", "五年来的成就"),
        ("一、", "一、"),
    ],
)
def test_heading_without_its_number(heading: str, text: str) -> None:
    assert bare(heading) == text


@pytest.mark.parametrize("case", WORDING, ids=[case["second"] for case in WORDING])
def test_wording_is_marked_by_words(case: dict[str, Any]) -> None:
    pair = mark_pair(quote(case["first"]), quote(case["second"]))
    assert [case["first"][a:b] for a, b in pair.left_out] == case["left_out"]
    assert [case["second"][a:b] for a, b in pair.put_in] == case["put_in"]


def test_marks_leave_the_quote_readable() -> None:
    assert marked(quote("甲\t乙丙"), [(2, 3)], "－") == "甲 | 【－乙】丙"
    assert marked(None, [], "－") == ""


def test_sides_are_documents_and_the_periods_and_regions_of_several() -> None:
    plans = (
        plan("旧", "东礁区", "2021", "2025"),
        plan("新", "东礁区", "2026", "2030"),
        plan("邻", "西礁区", "2026", "2030"),
    )
    documents = {one.id: one for one in plans}
    sides = sides_of(documents)
    assert set(sides) == {"旧", "新", "邻", "period:2026-2030", "region:东礁区"}
    assert sides["period:2026-2030"].label == "2026—2030年（2份文件）"
    assert default_pair(sides) == ("旧", "新")
    assert [one.key for one in choose_sides(documents, "旧", "region:东礁区")] == ["旧", "region:东礁区"]


@pytest.mark.parametrize(("first", "second", "word"), [("旧", "旧", "两边相同"), ("旧", "失", "没有这份文件")])
def test_sides_that_cannot_be_compared_are_refused(first: str, second: str, word: str) -> None:
    documents = {one.id: one for one in (plan("旧", "东礁区", "2021", "2025"), plan("新", "东礁区", "2026", "2030"))}
    with pytest.raises(QueryError, match=word):
        choose_sides(documents, first, second)


@pytest.mark.parametrize(
    ("first", "second", "change", "told"),
    [
        (("target", "80", "亿元", ""), ("target", "200", "亿元", ""), (120, "亿元", 2.5), ""),
        (("target", "3.0", "%", ""), ("target", "4.0", "%", ""), (1, "个百分点", None), ""),
        (("target", "8000", "亿元", ""), ("target", "1.2", "万亿元", ""), (0.4, "万亿元", 1.5), "单位不同，已折算"),
        (("actual", "20", "家", ""), ("target", "30", "家", ""), (10, "家", 1.5), "一为目标，一为实际"),
        (("target", "20", "家", ""), ("target", "30", "家", "累计"), None, "口径不同"),
        (("target", "24", "亿元", ""), ("target", "0", "亿元", ""), (-24, "亿元", 0), ""),
        (("target", "20", "家", ""), ("target", "30", "项", ""), None, "单位不同：前者家，后者项"),
        (("target", "20", "家", ""), ("target", "达到市级要求", "", ""), None, "不是一个数"),
    ],
)
def test_change_of_an_indicator_names_what_makes_it_rough(
    first: tuple[str, ...], second: tuple[str, ...], change: tuple[float, str, float | None] | None, told: str
) -> None:
    figures = [
        make_figure(kind, {"year": "2030", "value": value, "unit": unit, "basis": basis})
        for kind, value, unit, basis in (first, second)
    ]
    beside = set_beside(figures[0], figures[1])
    between = beside.between
    got = (round(between.difference, 6), between.unit, between.ratio) if between else None
    assert got == change
    assert told in (beside.caution or beside.why)
    assert bool(beside.caution or beside.why) == bool(told)
