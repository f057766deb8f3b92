"""HTML made of plans: everything is escaped, marks stand where they should."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app_pages.markup import (
    make_box,
    make_figure,
    make_link,
    make_terms,
    mark,
    paragraph_around,
    plain,
    quote_in_paragraph,
)

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6)
EVIL = '<img src=x onerror="alert(1)"> & \'"</mark>'


class Tags(HTMLParser):
    """Collects the tags that a browser would see, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Tags:
    parser = Tags()
    parser.feed(html)
    parser.close()
    return parser


@given(st.text(alphabet="<>&\"'/ab区mark\t\n", max_size=40), SPANS)
def test_mark_keeps_the_text_and_lets_no_tag_through(text: str, spans: list[tuple[int, int]]) -> None:
    found = read(mark(text, spans))
    assert found.tags <= {"mark", "br", "span"}
    assert found.text == text.replace("\t", "").replace("\n", "")


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(1, 3)], "a<mark>bc</mark>d"),
        ([(1, 3), (2, 4)], "a<mark>bc</mark><mark>d</mark>"),
        ([(3, 9)], "abc<mark>d</mark>"),
        ([(2, 2), (9, 12)], "abcd"),
    ],
    ids=["one", "overlapping", "beyond the end", "empty and outside"],
)
def test_mark_places_the_marks(spans: list[tuple[int, int]], expected: str) -> None:
    assert mark("abcd", spans) == expected


@pytest.mark.parametrize(
    "html",
    [
        make_figure(EVIL, mark(EVIL, [(2, 8)]), [EVIL]),
        make_box("answer", EVIL, EVIL, EVIL),
        make_link(f"entity?id={EVIL}", EVIL),
        make_terms([(EVIL, EVIL)]),
    ],
    ids=["figure", "box", "link", "terms"],
)
def test_nothing_of_a_plan_becomes_a_tag(html: str) -> None:
    found = read(html)
    assert "img" not in found.tags
    assert "alert(1)" in found.text


def test_quote_is_marked_in_its_own_paragraph() -> None:
    text = "第一段。\n第二段说甲，也说乙。\n第三段。"
    start = text.index("也说乙")
    assert quote_in_paragraph(text, start, start + 3) == "第二段说甲，<mark>也说乙</mark>。"


def test_long_paragraph_is_cut_on_both_sides() -> None:
    text = "甲" * 1000 + "引文" + "乙" * 1000
    left, right = paragraph_around(text, 1000, 1002)
    shown = quote_in_paragraph(text, 1000, 1002)
    assert right - left < 1000
    assert shown.startswith("…甲")
    assert shown.endswith("乙…")


def test_plain_takes_markdown_its_meaning() -> None:
    assert plain("a*b*\n[c](d) $e$") == r"a\*b\* \[c\]\(d\) \$e\$"
