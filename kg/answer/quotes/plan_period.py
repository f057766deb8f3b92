"""Which years a plan is for: as its own sentence says (规划期限为…), else as its title does (“十五五”时期)."""

import re
from collections.abc import Iterator

from kg.answer.asked.reading import Ask, with_citations
from kg.answer.mentions import sentence_at, title_of
from kg.answer.model import Answer, AnswerRow, Citation, titled
from kg.records import Document
from kg.text.periods import iter_periods

SAID = re.compile(
    r"(?:(?:本?(?:规划|方案|计划|行动|意见|措施)|实施|执行|行动|适用)(?:的)?(?:期限?|年限|时限|时段|周期)"
    r"(?:为|是|：|:|从|自|共|覆盖)[^。；\n]{0,6}?|(?:起|施行|实施|执行)[，,][^。；\n]{0,6}有效期(?:为|至)?)"
    r"(?:20\d\d|[一二三四五六七八九十\d]+年|[“\"]十)"
)
WHOLE = frozenset({"plan", "range"})


def answer_period(ask: Ask) -> Answer | None:
    """The years of each plan that the question names or that its place has, one row each; None where none tells them."""
    documents = ask.context.documents
    keys = ask.question.documents or (tuple(documents) if len(documents) == 1 else ())
    told = [(key, row) for key in keys for row in _rows(documents[key])]
    if not told:
        return None
    said = "；".join(f"{titled(documents[key].title)}的期限：{row.name.rstrip('。；')}" for key, row in told)
    rows = tuple(row for _, row in told)
    return ask.answered(with_citations(f"{said}。", rows), rows, ask.scoped(ids=[]))


def _rows(document: Document) -> Iterator[AnswerRow]:
    """The plan's own sentence from the clause on that says so; its title where it has none, or only tells how long it is in force."""
    match = SAID.search(document.text)
    spans = [one for one in iter_periods(document.title) if one.kind in WHOLE]
    if spans and (not match or "有效期" in match[0]):
        years = f"{spans[0].start}年至{spans[0].end}年"
        yield AnswerRow(years, "Passage", evidence=(title_of(document),))
    if match:
        sentence = sentence_at(document, match.start())
        start = max(document.text.rfind(mark, sentence.start, match.start()) + 1 for mark in "，；。") or sentence.start
        citation = Citation.of(document, sentence.section, max(start, sentence.start), sentence.end)
        yield AnswerRow(" ".join(citation.quote.split()), "Passage", evidence=(citation,))
