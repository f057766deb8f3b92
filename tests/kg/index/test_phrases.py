"""Phrases found to the letter: in text and headings, in any writing, and the likeliest first where many hold one."""

from pathlib import Path

import pytest

from kg.index.build import build_index
from kg.index.phrases import pattern_of
from kg.index.store import Index
from kg.text.normalize import fold, fold_text
from tests.index_factory import make_plan, sample_plans


@pytest.mark.parametrize(
    ("phrase", "count"),
    [
        ("人才公寓", 1),
        ("才公寓20", 1),  # cut out of words and numbers
        ("青政发〔2026〕12号", 1),
        ("任务｜责任单位", 2),  # a table's header
        ("区科委", 1),
        ("2000", 1),
        ("水库一级保护区巡查严控", 0),  # a comma stands between
        ("没有这句话", 0),
    ],
)
def test_rows_hold_a_phrase_to_the_letter(tmp_path: Path, phrase: str, count: int) -> None:
    build_index(tmp_path, sample_plans(), "", "1")
    index = Index.open(tmp_path, state="1")
    rows = index.holding(fold(phrase))
    assert len(rows) == count
    assert all(
        fold(phrase) in fold("\n".join([index.entries[row].chunk.header, index.entries[row].chunk.text]))
        for row in rows
    )


def test_rows_of_a_titled_document_all_hold_its_title(tmp_path: Path) -> None:
    build_index(
        tmp_path, [make_plan("甲.txt", {"一、总则": ["发展林下经济。", "保护水源。"]}, title="青川区山区规划")], "", "1"
    )
    assert Index.open(tmp_path, state="1").holding(fold("青川区山区规划")).tolist() == [0, 1]


def built(folder: Path, *texts: str) -> Index:
    build_index(folder, [make_plan("甲.txt", {"一、总则": list(texts)}, title="青川区“1+5”规划")], "", "1")
    return Index.open(folder, state="1")


@pytest.mark.parametrize(
    ("phrase", "rows"),
    [
        ("1+5", [0, 1]),  # no pair of Chinese characters
        ("open source", [2]),
        ("opensource社区", [2]),
        ("+科普", [3]),
        ("++", []),
        ("（试行）", [1]),
        ("", [0, 1, 2, 3, 4]),
    ],
)
def test_phrases_without_chinese_pairs_are_found(tmp_path: Path, phrase: str, rows: list[int]) -> None:
    index = built(
        tmp_path,
        "建设“1＋5”科学设施群。",
        "印发1+5政策包(试行)。",
        "培育 Open Source 社区。",
        "推进“+科普”工作。",
        "科普基地5个，新增1处。",
    )
    assert index.holding(phrase, own=True).tolist() == rows


def test_phrases_of_a_title_are_not_its_texts_own(tmp_path: Path) -> None:
    index = built(tmp_path, "发展林下经济。", "建设青川区“1+5”规划展厅。")
    assert index.holding("青川区“1+5”规划").tolist() == [0, 1]
    assert index.holding("青川区“1+5”规划", own=True).tolist() == [1]


def test_phrases_held_by_more_than_enough_are_read_where_they_are_likeliest(tmp_path: Path) -> None:
    filler = "，按照统一部署分步实施并且及时总结推广各地好的经验做法" * 3
    index = built(tmp_path, *(f"第{n}批人才公寓{filler}。" for n in range(6)), "人才公寓、人才公寓。")
    assert index.holding("人才公寓").tolist() == list(range(7))
    few = index.holding("人才公寓", enough=2).tolist()
    assert len(few) == 3
    assert 6 in few
    assert index.holding("人才公寓", enough=7).tolist() == list(range(7))


def test_phrases_are_found_in_every_writing_that_folds_into_them() -> None:
    signs = [chr(code) for code in range(0x20, 0x10000) if len(fold_text(chr(code))) == 1]
    assert len(signs) > 40_000
    assert [sign for sign in signs if not pattern_of(fold_text(sign)).search(sign)] == []
    assert pattern_of("甲𠀀").search("甲𠀀")
