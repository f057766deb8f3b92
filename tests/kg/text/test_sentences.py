"""Sentence spans: what ends a sentence and what does not."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.sentences import iter_sentences, sentence_from


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("做强产业。做优空间；做实保障！", ["做强产业。", "做优空间；", "做实保障！"]),
        ("标题\n正文一。\n\n正文二", ["标题", "正文一。", "正文二"]),
        ("他说：“好。”然后开始。", ["他说：“好。”", "然后开始。"]),
        ("回答“干什么？”的问题。", ["回答“干什么？”的问题。"]),
        ("实施（含甲；乙）工程。完成。", ["实施（含甲；乙）工程。", "完成。"]),
        ("“没有闭合。下一句。", ["“没有闭合。", "下一句。"]),
        ("真的？！是。", ["真的？！", "是。"]),
        ("A;B", ["A;", "B"]),
        ("  \n ", []),
    ],
)
def test_sentences_of_text(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in iter_sentences(text)] == sentences


@given(st.text(alphabet="甲乙。；？“”（）\n 《》a;", max_size=80))
def test_sentences_cover_all_but_blanks_in_order(text: str) -> None:
    spans = list(iter_sentences(text))
    assert "".join(text[start:end] for start, end in spans).replace(" ", "").replace("\n", "") == text.replace(
        " ", ""
    ).replace("\n", "")
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert all(start < end for start, end in spans)


@pytest.mark.parametrize(
    ("sign", "sentence"),
    [("企", "培育企业。"), ("壮", "壮大产业。"), ("目", "二、发展目标"), ("末", "末行没有句号")],
)
def test_sentence_that_holds_a_place(sign: str, sentence: str) -> None:
    text = "一、任务\n培育企业。壮大产业。\n二、发展目标\n末行没有句号"
    start, end = sentence_from(text, text.index(sign))
    assert text[start:end] == sentence
