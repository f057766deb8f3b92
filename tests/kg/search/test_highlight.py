"""What is underlined in a passage."""

from hypothesis import given
from hypothesis import strategies as st

from kg.search import highlight, matched_words, query_words


def marked(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in highlight(text, query_words(query))]


def test_highlight_marks_the_words_and_not_those_of_asking() -> None:
    assert marked("哪些部门建设人才公寓？", "哪些人才公寓在建设") == ["建设人才公寓"]


def test_highlight_sees_through_width_and_case() -> None:
    assert marked("到2025年５Ｇ覆盖率100%，ａｉ企业达20家", "AI 5g") == ["５Ｇ", "ａｉ"]


def test_highlight_keeps_offsets_where_a_sign_folds_to_several() -> None:
    assert marked("面积50㎡的人才公寓", "人才公寓") == ["人才公寓"]


def test_highlight_lists_the_words_a_text_holds() -> None:
    words = query_words("青政发〔2026〕12号 人才公寓")
    held = matched_words("依据青政发【2026】12号建设人才公寓", words)
    assert "政发(2026)12号" in held
    assert "公寓" in "".join(held)


@given(st.text(alphabet="人才公寓建设AＡ㎡ \n，", max_size=40))
def test_highlight_spans_are_ordered_and_inside(text: str) -> None:
    spans = highlight(text, ("人才", "公寓", "a", "建设"))
    flat = [place for span in spans for place in span]
    assert flat == sorted(set(flat))
    assert all(0 <= place <= len(text) for place in flat)
