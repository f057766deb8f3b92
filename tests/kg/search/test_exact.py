"""What a query names to the letter."""

import numpy as np
import pytest

from kg.index.store import Index
from kg.search.exact import EMPHASIS, exact_phrases, exact_scores, quantities, quoted_phrases, what_is_asked


@pytest.mark.parametrize(
    ("query", "phrases"),
    [
        ("青政发〔2026〕12号的主要内容", ["政发(2026)12号"]),
        ("青政发2026年12号文讲了什么", ["政发(2026)12号"]),
        ("2026年8号楼的建设", []),
        ("根据中示区组办发[2023] 2号", ["办发(2023)2号"]),
        ("青政发（２０２６）第 12号", ["政发(2026)12号"]),
        ("青政发【2026】12号", ["政发(2026)12号"]),
        ("青政发﹝2026﹞12号", ["政发(2026)12号"]),
        ("《青川区规划》和《办法》", ["青川区规划", "办法"]),
        ("《关于落实〈条例〉的意见》", ["关于落实《条例》的意见"]),
        ("《青川区“十五五”规划》", ['青川区"十五五"规划']),
        ("什么是“一区一园”", ["一区一园"]),
        ("「先使用后付费」和‘标准地’", ["先使用后付费", "标准地"]),
        ("2026年产值多少", []),
        ("《》“”", []),
        ("", []),
    ],
)
def test_exact_phrases_of_a_query(query: str, phrases: list[str]) -> None:
    assert list(exact_phrases(query)) == phrases


@pytest.mark.parametrize(
    ("query", "asked"), [("《某规划》的住房目标", "的住房目标"), ("《某规划》", "《某规划》"), ("住房", "住房")]
)
def test_exact_titles_say_where_to_look_not_what_is_asked(query: str, asked: str) -> None:
    assert what_is_asked(query).strip() == asked


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("投资680亿元", ["=6.8e+10元"]),
        ("1.2万亿元和12000亿元", ["=1.2e+12元"]),
        ("八百亩与８００亩", ["=533333.3333平方米"]),
        ("增长15%", ["=15%"]),
        ("100家以上企业", ["=100家"]),
        ("3.5万平方米", ["=35000平方米"]),
        ("2至3个平台", ["=2个", "=3个"]),
        ("2025年的目标", []),
        ("2025年", ["=2025年"]),
        ("《2025年100家企业行动》的目标", []),
        ("有多少家", []),
    ],
)
def test_exact_quantities_are_one_however_written(query: str, terms: list[str]) -> None:
    assert list(quantities(query)) == terms


def held(index: Index, query: str) -> dict[str, float]:
    scores = exact_scores(index, query)
    assert scores is not None
    return {index.entries[int(row)].chunk.text[:4]: round(float(scores[row]), 3) for row in np.flatnonzero(scores)}


def test_exact_scores_find_a_quantity_written_otherwise(index: Index) -> None:
    assert held(index, "0.038万亿元") == {"到203": 1.0}
    assert held(index, "二千套") == {"建设人才": 1.0}
    assert held(index, "200套") == {}  # not in 2000套
    assert exact_scores(index, "人才公寓") is None


def test_exact_scores_take_what_many_passages_hold_for_emphasis(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    assert quoted_phrases("“建设”什么") == ("建设",)
    assert set(held(index, "“建设”什么").values()) == {1.0}
    monkeypatch.setattr("kg.search.exact.MANY", 1)
    assert set(held(index, "“建设”什么").values()) == {EMPHASIS}


def test_exact_scores_ask_for_the_phrase_in_the_passage_itself(index: Index) -> None:
    assert held(index, "“水库”") == {"加强水库": 1.0}  # the heading of both passages says it, one of them does
