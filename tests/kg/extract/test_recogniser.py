"""The trained recogniser: what it finds, when it is asked, and what it refuses."""

from functools import cache
from pathlib import Path

import pytest

from kg.errors import KGError
from kg.extract.extractor import Extractor
from kg.extract.names.recogniser import Asked, Recogniser, allowed, character_ids, position, tag_ids
from kg.extract.words.lexer import lex


@cache
def recogniser() -> Recogniser:
    return Recogniser()


def found(text: str) -> dict[str, tuple[str, float]]:
    """The names of a sentence with class and chance."""
    spans = recogniser().find(text, 0, len(text), lex(text))
    return {text[span.start : span.end]: (span.label, span.chance) for span in spans}


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("昨日，雅居乐发布公告称，公司业绩大幅下滑。", "雅居乐", "company"),
        ("据海关总署统计，前三季度进出口总值增长。", "海关总署", "government"),
        ("中国足球协会昨天公布了新赛季的日程。", "中国足球协会", "organization"),
    ],
)
def test_find_names_and_classes(text: str, name: str, label: str) -> None:
    assert found(text)[name][0] == label
    assert 0.5 < found(text)[name][1] <= 1


def test_find_gives_offsets_into_the_whole_text() -> None:
    first = "他们已经到了。"
    text = first + "昨日，雅居乐发布公告称，公司业绩大幅下滑。"
    span = next(s for s in recogniser().find(text, len(first), len(text), lex(text)) if s.label == "company")
    assert text[span.start : span.end] == "雅居乐"


def test_find_all_reads_each_sentence_as_if_alone() -> None:
    texts = ["昨日，雅居乐发布公告称，公司业绩大幅下滑。", "好。", "据海关总署统计，前三季度进出口总值增长。"]
    sentences = [Asked(text, 0, len(text), lex(text)) for text in texts] * 13
    alone = [recogniser().find(one.text, one.start, one.end, one.tokens) for one in sentences]
    several = recogniser().find_all(sentences)
    assert [[(span.start, span.end, span.label) for span in own] for own in several] == [
        [(span.start, span.end, span.label) for span in own] for own in alone
    ]
    assert [span.chance for own in several for span in own] == pytest.approx(
        [span.chance for own in alone for span in own], abs=1e-5
    )


def test_find_leaves_a_sentence_without_names_alone() -> None:
    assert found("要持续优化服务，提高质量。") == {}


def test_recogniser_refuses_a_folder_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(KGError, match=r"没有名称识别模型.*train\.recogniser"):
        Recogniser(tmp_path)


@pytest.mark.parametrize(
    ("left", "right", "may"),
    [
        ("O", "B-company", True),
        ("O", "I-company", False),
        ("B-company", "E-company", True),
        ("B-company", "E-government", False),
        ("B-company", "O", False),
        ("E-company", "S-company", True),
    ],
)
def test_allowed_steps_close_what_they_open(left: str, right: str, may: bool) -> None:
    assert allowed(left, right) is may


def test_ids_tell_width_blanks_strange_signs_and_words() -> None:
    assert character_ids("Ａ A𠮷", {"A": 3}) == [3, 2, 3, 1]
    tokens = lex("园，规划")
    ids = {"Sn": 1, "Bn": 2, "En": 3, "Sw": 4}
    tagged = tag_ids(4, 0, tokens, ids)
    assert [position(0, 1), position(0, 2), position(1, 2)] == ["S", "B", "E"]
    assert len(tagged) == 4
    assert tagged[1] == 4


def test_extractor_takes_a_strange_firm_and_can_do_without() -> None:
    text = "昨日，雅居乐发布公告称，公司业绩大幅下滑。"
    with_model = {(m.text, m.type) for m in Extractor.load(names=False).annotate(text)}
    without = {m.text for m in Extractor.load(names=False, without=frozenset({"learned"})).annotate(text)}
    assert ("雅居乐", "Enterprise") in with_model
    assert "雅居乐" not in without
