"""Indicators by their nature (约束性, 预期性), and which of them grows the most from base to target."""

import re
from collections.abc import Mapping, Sequence

from kg.answer.asked.reading import Ask, cite, listing, merge, with_citations
from kg.answer.figures.figure import Figure, figure_row, said_year
from kg.answer.model import NOT_FOUND, Answer, AnswerRow, Citation, titled

NATURES = ("约束性", "预期性")
SLOWEST = re.compile(r"最[慢低小少]")
FIRST = re.compile(r"前\s*(?P<n>\d+|[二三四五六七八九十])")
LEADERS = 3  # named in the sentence behind the first
SHORTEST_TABLE = 3


Pair = tuple[Mapping[str, object], tuple[Citation, Citation]]


def answer_nature(ask: Ask) -> Answer | None:
    """The indicators of the asked nature with their targets, each once a document; says so where none is."""
    natures = [one for one in NATURES if one in ask.question.text or one[:2] + "指标" in ask.question.text]
    if not natures:
        return None
    params = ask.scoped(natures=natures)
    figures = [Figure(row, citation, 1.0) for row in ask.rows(params) if (citation := cite(row, ask.context.documents))]
    if not figures:
        text = ask.intent.text["none"].format(of="、".join(natures), documents=ask.scope_names())
        return Answer(ask.question.text, NOT_FOUND, ask.intent.name, text)
    rows = merge(figure_row(one) for one in figures)
    by_document: dict[str, list[Figure]] = {}
    for one in figures:
        by_document.setdefault(titled(one.citation.title), []).append(one)
    said = "；".join(f"{title}有{_names_of(part)}" for title, part in by_document.items())
    text = ask.intent.text["zh"].format(of="、".join(natures), said=said)
    return ask.answered(with_citations(text, rows), rows, params)


def _names_of(figures: Sequence[Figure]) -> str:
    """How many indicators, and each with its target."""
    said = {str(one.row["indicator"]): f"{one.row['indicator']}（{said_year(one)}{one.said}）" for one in figures}
    return f"{len(said)}项：{listing(list(said.values()), '项')}"


def answer_growth(ask: Ask) -> Answer | None:
    """The indicator whose later value is the largest (or smallest) multiple of its base; shares of a hundred are not ranked."""
    params = ask.scoped()
    ranked = _ranked(ask, params)
    if len(ranked) < 2:
        return None
    if SLOWEST.search(ask.question.text):
        ranked.reverse()
    first, *rest = ranked
    word = "慢" if SLOWEST.search(ask.question.text) else "快"
    others = listing([f"{row.name}（{row.note}）" for row in rest[:LEADERS]], "项")
    text = ask.intent.text["zh"].format(word=word, first=f"{first.name}，{first.note}", n=len(ranked), others=others)
    return ask.answered(with_citations(text, [first]), [first], params)


def _ranked(ask: Ask, params: Mapping[str, object]) -> list[AnswerRow]:
    """An indicator's growth over its longest span in one document, the largest multiple first; equal spans of all, tables where there are any."""
    pairs: list[Pair] = []
    for row in ask.rows(params):
        first, last = cite(row, ask.context.documents), cite(row, ask.context.documents, "later_")
        if first and last:
            pairs.append((row, (first, last)))
    spans: dict[tuple[str, str], int] = {}
    for fact, _ in pairs:
        key = (str(fact["year"]), str(fact["later_year"]))
        spans[key] = spans.get(key, 0) + 1
    if not spans:
        return []
    asked = [key for key in spans if set(ask.question.years) and set(ask.question.years) <= set(key)]
    span = max(asked or spans, key=lambda key: (spans[key], key[1], key[0]))
    kept: dict[str, AnswerRow] = {}
    for fact, citations in _surest(pairs, span):
        kept.setdefault(f"{fact['indicator_id']} {fact['of_id']}", _grown(fact, citations))
    return sorted(kept.values(), key=lambda one: -float(one.value or 0))


def _surest(pairs: Sequence[Pair], span: tuple[str, str]) -> list[Pair]:
    """The pairs of one span of years; those of tables alone where they are some, for a plan's targets stand there."""
    of_span = [one for one in pairs if (str(one[0]["year"]), str(one[0]["later_year"])) == span]
    tabled = [one for one in of_span if all("\t" in citation.quote for citation in one[1])]
    return tabled if len(tabled) >= SHORTEST_TABLE else of_span


def _grown(row: Mapping[str, object], citations: tuple[Citation, Citation]) -> AnswerRow:
    ratio = round(float(str(row["ratio"])), 2)
    said = f"{row['year']}年{row['value']}{row['unit']}，{row['later_year']}年{row['later_value']}{row['later_unit']}，为{ratio:g}倍"
    return AnswerRow(
        str(row["indicator"]),
        "Indicator",
        str(row["later_id"]),
        value=f"{ratio:g}",
        unit="倍",
        year=f"{row['year']}—{row['later_year']}",
        note=said,
        group=str(row["of_name"] or "") or None,
        evidence=citations,
    )
