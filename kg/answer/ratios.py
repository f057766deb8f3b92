"""One quantity at two years, in two documents or of two things: the difference and the ratio, both sources, both bases."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.answer.beside import named_documents
from kg.answer.figure import Apart, Figure, apart, figure_row, figure_sentence
from kg.answer.indicators import SURE, TARGET, figures_of
from kg.answer.model import Answer, titled
from kg.answer.question import Question
from kg.answer.reading import Ask, merge, with_citations

LATER = re.compile(r"(?:比|较|相比|是)\D{0,6}(20\d\d)年?")
ACTUAL = re.compile(r"实际|完成|现状|目前")
TIMES = re.compile(r"(?:多少|几)倍|翻.{0,2}(?:几|多少|一)[番倍]")  # asks for no figure in 倍
THINGS = ("Park", "Region", "Industry", "Enterprise")
SHARPEST = 0.05  # how far under the best fitting figure another may fit


def answer_ratio(ask: Ask) -> Answer | None:
    """Two figures of one quantity with how far apart they are; None where one of them is missing or they cannot be compared."""
    for sides in (_by_kind, _by_year, _by_document, _by_thing):
        if pair := sides(ask):
            return _compared(ask, *pair)
    return None


def _by_kind(ask: Ask) -> tuple[Figure, Figure] | None:
    """What was aimed at for the named year and what was reached in it."""
    if len(set(ask.question.years)) != 1 or not (ACTUAL.search(ask.question.text) and TARGET.search(ask.question.text)):
        return None
    figures = _sure(ask, replace(ask.question, documents=()))
    aimed, reached = (
        next((one for one in figures if one.row["kind"] == kind and one.year in ask.question.years), None)
        for kind in ("target", "actual")
    )
    return _pair(aimed, reached)


def _by_year(ask: Ask) -> tuple[Figure, Figure] | None:
    """The values of the two years that are named; of one year after 比, it and the latest that is no target."""
    years = sorted(ask.question.years)
    if not years or len(years) > 2:
        return None
    for scope in dict.fromkeys((ask.question.documents, ())):  # what the named plans do not say another may
        figures = _sure(ask, replace(ask.question, years=(), periods=(), documents=scope))
        ends = years
        if len(years) == 1:
            known = sorted({one.year for one in figures if one.row["kind"] == "actual" and one.year.isdigit()})
            if not LATER.search(ask.question.text) or not known or known[-1] <= years[0]:
                continue
            ends = [years[0], known[-1]]
        first = _of_year(ask, figures, ends[0], wants_target=False)
        if pair := _pair(first, _of_year(ask, figures, ends[-1], wants_target=True)):
            return pair
    return None


def _of_year(ask: Ask, figures: Sequence[Figure], year: str, *, wants_target: bool) -> Figure | None:
    """What was reached where that is known, else what is aimed at; a target where the question speaks of one for this year."""
    own = [one for one in figures if one.year == year]
    if not own:
        return None
    aimed = wants_target and bool(re.search(rf"{year}年?.{{0,12}}目标|目标.{{0,6}}{year}", ask.question.text))
    return min(own, key=lambda one: ((one.row["kind"] == "target") != aimed, -one.fit, _place(one)))


def _by_document(ask: Ask) -> tuple[Figure, Figure] | None:
    """What two named documents say of one year, or the target of the one and what the other says was reached."""
    documents = named_documents(ask)
    if len(documents) != 2:
        return None
    found = []
    for keys in documents:
        question = replace(ask.question, documents=keys)
        own = [one for one in _sure(ask, question) if one.citation.document_id in keys]
        own = [one for one in own if not TARGET.search(ask.question.text) or one.row["kind"] == "target"] or own
        found.append(max(own, key=lambda one: (one.year, one.fit, _place(one)), default=None))
    return _pair(*found)


def _by_thing(ask: Ask) -> tuple[Figure, Figure] | None:
    """The latest values of two named parks, regions, industries or firms in one year."""
    named = ask.question.entities(THINGS)
    if len(named) != 2:
        return None
    figures = _sure(ask, ask.question, least=SURE - 0.2)
    years = sorted(
        {one.year for one in figures if _is_of(one, named[0].id)}
        & {one.year for one in figures if _is_of(one, named[1].id)}
    )
    if not years:
        return None
    first, last = (
        next((one for one in figures if _is_of(one, thing.id) and one.year == years[-1]), None)
        for thing in reversed(named)
    )
    return _pair(first, last)


def _is_of(figure: Figure, thing_id: str) -> bool:
    return figure.row.get("of_id") == thing_id


def _place(figure: Figure) -> int:
    return -figure.citation.start


def _sure(ask: Ask, question: Question, least: float = SURE - 0.1) -> list[Figure]:
    """The figures of the asked quantity that are no changes, the best fitting ones alone."""
    question = replace(question, text=TIMES.sub("多少", question.text))
    found = [
        one
        for one in figures_of(replace(ask, question=question), "indicator_values")
        if one.amount is not None and one.row.get("kind") != "change" and one.fit >= least
    ]
    best = max((one.fit for one in found), default=0.0)
    return [one for one in found if one.fit >= best - SHARPEST]


def _pair(first: Figure | None, last: Figure | None) -> tuple[Figure, Figure] | None:
    if first is None or last is None or first.amount_unit != last.amount_unit:
        return None
    return (first, last) if first.row["observation_id"] != last.row["observation_id"] else None


def _compared(ask: Ask, first: Figure, last: Figure) -> Answer | None:
    """The later against the earlier one: difference, ratio, both figures, and what makes them hard to compare."""
    between = apart(first, last)
    if between is None:
        return None
    rows = merge([figure_row(first), figure_row(last)])
    text = f"{difference_sentence(ask, first, last, between)}。{basis_note(first, last)}"
    params = {
        "ids": list(dict.fromkeys(str(one.row["indicator_id"]) for one in (first, last))),
        "years": [],
        "documents": [],
    }
    return ask.answered(with_citations(text, rows), rows, params, query="indicator_values")


def difference_sentence(ask: Ask, first: Figure, last: Figure, between: Apart) -> str:
    """「2025年比2020年多62.2亿元，是其3.56倍：…，…」; of two percentages the points alone."""
    word = "多" if between.difference >= 0 else "少"
    ratio = f"，是其{between.ratio:.3g}倍" if between.ratio is not None else ""
    told = f"{round(abs(between.difference), 6):g}{between.unit}"
    left, right = _sides(ask, first, last)
    return f"{right}比{left}{word}{told}{ratio}：{figure_sentence(first)}，{figure_sentence(last)}"


def _sides(ask: Ask, first: Figure, last: Figure) -> tuple[str, str]:
    """What tells the two apart: the year, else the document, else the thing measured."""
    if first.year != last.year and first.of == last.of and first.citation.document_id == last.citation.document_id:
        return f"{first.year}年", f"{last.year}年"
    if first.of != last.of:
        return first.of, last.of
    if first.year == last.year and first.row["kind"] != last.row["kind"]:
        return f"{first.year}年{_kind(first)}", _kind(last)
    if first.year != last.year:
        return f"{first.year}年", f"{last.year}年"
    if first.citation.document_id != last.citation.document_id:
        return titled(first.citation.title), titled(last.citation.title)
    return _kind(first), _kind(last)


def _kind(figure: Figure) -> str:
    return {"target": "目标值", "actual": "实际值"}.get(str(figure.row["kind"]), "另一数值")


def basis_note(first: Figure, last: Figure) -> str:
    """Says that two figures stand on different bases (可比价, 现价; 全社会, 规上); '' where they do not."""
    bases = [one.basis for one in (first, last)]
    if bases[0] == bases[1]:
        return ""
    said = "，".join(f"{one.year}年为{basis or '未写明口径'}" for one, basis in zip((first, last), bases, strict=True))
    return f"两个数的口径不同（{said}），只能参考。"
