"""Evidence as it is shown: a quote within another quote is not shown twice, and what is copied is one line."""

from app_pages.evidence import make_copy, widest
from kg.answer.model import Citation


def quote(start: int, end: int, document: str = "doc-1", text: str = "区科委牵头") -> Citation:
    return Citation("规划.docx", document, "青岚区科技规划", ("三、任务",), text, start, end)


def test_widest_drops_a_quote_within_another_of_the_same_document() -> None:
    whole, note, other = quote(10, 60), quote(40, 60), quote(40, 60, "doc-2")
    assert widest([note, whole, other]) == [whole, other]


def test_widest_keeps_quotes_that_only_overlap() -> None:
    left, right = quote(10, 50), quote(40, 80)
    assert widest([left, right]) == [left, right]


def test_copied_citation_is_one_line_and_safe_in_its_button() -> None:
    copied = quote(10, 20, text="建“平台”\t区科委\n<b>每年</b>")
    assert copied.copied == "“建“平台” 区科委 <b>每年</b>”（《青岚区科技规划》，三、任务）"
    assert 'data-copy="“建“平台” 区科委 &lt;b&gt;每年&lt;/b&gt;”（《青岚区科技规划》，三、任务）"' in make_copy(copied)
