"""Terms of plans and questions."""

from collections import Counter

import pytest

from kg.text.segment import Segmenter


def test_segment_gives_words_and_bigrams() -> None:
    counts = Counter(Segmenter().terms("科技成果转化"))
    assert {"科技", "技成", "成果", "果转", "转化"} <= set(counts)
    assert counts["科技"] == 2  # a bigram that is also a word
    assert counts["技成"] == 1


@pytest.mark.parametrize(
    ("text", "term"), [("５Ｇ覆盖", "5g"), ("R&D经费", "d"), ("增长8.5%", "8.5"), ("ＣＤＭＯ平台", "cdmo")]
)
def test_segment_keeps_latin_and_numbers_whole(text: str, term: str) -> None:
    assert term in Segmenter().terms(text)


def test_segment_keeps_given_words_whole_in_any_sentence() -> None:
    segmenter = Segmenter(["怀川科学城东区", "AI"])
    assert "怀川科学城东区" in segmenter.terms("推进怀川科学城东区建设")
    assert "怀川科学城东区" in segmenter.content_words("怀川科学城东区修了哪些路")
    assert segmenter.words == ("怀川科学城东区",)


def test_segment_cuts_a_long_line_without_losing_any_of_it() -> None:
    text = "建设人才公寓" * 80
    assert Counter(Segmenter().terms(text))["公寓"] >= 80


@pytest.mark.parametrize("text", ["", "\n\t", "。！？", "——"])
def test_segment_of_no_words_is_empty(text: str) -> None:
    assert Segmenter().terms(text) == []
