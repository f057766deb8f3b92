"""All that was found as a file to hand on: an Excel table or a Word paper, every passage with its place."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.answer.model import official
from kg.records import Hit
from kg.search import Found, Why, query_words
from kg.search.highlight import highlight

if TYPE_CHECKING:
    from kg.wordfile import Run


def to_workbook(query: str, found: Found, reasons: Sequence[Why]) -> bytes:
    """A workbook of one sheet, a row a passage."""
    from kg.workbook import to_xlsx

    rows = [row_of(number, hit, why) for number, (hit, why) in enumerate(zip(found.hits, reasons, strict=True), 1)]
    return to_xlsx({f"检索 {query}": rows})


def row_of(number: int, hit: Hit, why: Why) -> Mapping[str, object]:
    """A passage as a row of the table."""
    return {
        "序号": number,
        "文件": hit.title,
        "章节": " > ".join(hit.chunk.path),
        "原文": hit.chunk.text,
        "出处": official(hit.title, hit.chunk.path),
        "最相近的一句": hit.chunk.text[slice(*why.sentence)] if why.sentence else "",
        "命中词": "、".join(why.words),
        "又见": "\n".join(official(other.title, other.chunk.path) for other in hit.also),
        "文件名": hit.document,
        "起": hit.chunk.start,
        "止": hit.chunk.end,
    }


def to_docx(query: str, found: Found, reasons: Sequence[Why]) -> bytes:
    """A Word paper: under each place its passage, the query's words in bold, the nearest sentence underlined."""
    from kg import wordfile

    paper = wordfile.Paper()
    paper.add_title(f"检索：{query}")
    told = f"共 {found.total} 处" if found.total else "没有达到相关程度的段落"
    paper.add_paragraph(f"{told}，列出 {len(found.hits)} 段；内容相同的并为一段，注明又见何处。")
    words = query_words(query)
    for number, (hit, why) in enumerate(zip(found.hits, reasons, strict=True), start=1):
        paper.add_heading(f"{number}. {official(hit.title, hit.chunk.path)}", 3, numbered=False)
        paper.add_paragraph(*_runs(hit.chunk.text, words, why), kind="quote")
        if hit.also:
            places = "；".join(official(other.title, other.chunk.path) for other in hit.also)
            paper.add_paragraph(f"又见：{places}", kind="note")
    return wordfile.to_docx(paper)


def _runs(text: str, words: tuple[str, ...], why: Why) -> Iterator["Run"]:
    from kg.wordfile import Run

    bold, near = highlight(text, words), why.sentence or (0, 0)
    for start, end in _pieces(len(text), [*bold, near]):
        marked = any(a <= start < b for a, b in bold)
        yield Run(text[start:end], bold=marked, underline=near[0] <= start < near[1])


def _pieces(length: int, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The text cut wherever one of the spans begins or ends."""
    cuts = sorted({0, length, *(cut for span in spans for cut in span)})
    return pairwise(cuts)
