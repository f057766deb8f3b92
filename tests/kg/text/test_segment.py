"""Terms of plans and questions."""

from collections import Counter

import pytest

from kg.text.segment import content_words, terms, terms_of_all


def test_segment_gives_words_and_bigrams() -> None:
    counts = Counter(terms("科技成果转化"))
    assert {"科技", "技成", "成果", "果转", "转化"} <= set(counts)
    assert counts["科技"] == 2  # a bigram that is also a word
    assert counts["技成"] == 1


@pytest.mark.parametrize(
    ("text", "term"), [("５Ｇ覆盖", "5g"), ("R&D经费", "d"), ("增长8.5%", "8.5"), ("ＣＤＭＯ平台", "cdmo")]
)
def test_segment_keeps_latin_and_numbers_whole(text: str, term: str) -> None:
    assert term in terms(text)


def test_content_words_are_distinct_and_longest_first() -> None:
    assert content_words("AI企业建设人才公寓，AI企业") == ["人才公寓", "企业", "建设", "ai"]


def test_segment_cuts_a_long_line_without_losing_any_of_it() -> None:
    text = "建设人才公寓" * 80
    assert Counter(terms(text))["公寓"] >= 80


@pytest.mark.parametrize("text", ["", "\n\t", "。！？", "——"])
def test_segment_of_no_words_is_empty(text: str) -> None:
    assert terms(text) == []


def test_terms_of_all_are_those_of_each_text() -> None:
    texts = ["建设人才公寓2000套。完善配套。", "", "R&D经费增长8.5%", "科技成果转化；建设中试平台\t区科委"] * 9
    assert terms_of_all(texts) == [terms(text) for text in texts]
    assert terms_of_all([]) == []
