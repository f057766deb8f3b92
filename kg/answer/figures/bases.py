"""One quantity on several bases: 总收入 beside 营业收入（注册地口径）, each with where it stands."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.answer.asked.reading import Ask, merge, with_citations
from kg.answer.figures.figure import Figure, figure_row, figure_sentence
from kg.answer.model import Answer
from kg.text.normalize import quoted

FLOW = re.compile("申报量?|新增|净增|新认定")


def kin_of(ask: Ask, figures: Sequence[Figure]) -> list[str]:
    """The ids of the indicators that count the figures' one quantity on another basis; none where they are of several things or years."""
    if len({(one.of, one.kind, one.year) for one in figures}) != 1 or not figures[0].year:
        return []
    own = {one.indicator for one in figures}
    names = {name for group in ask.asking.kin if own & {*group} for name in group} - own
    return [one.id for one in ask.names.entities if one.type == "Indicator" and one.name in names]


def with_other_bases(ask: Ask, answer: Answer, figures: Sequence[Figure], others: Sequence[Figure]) -> Answer:
    """The answer with those of the others that tell the same on another basis; as it is where the question names a basis."""
    beside = [one for one in others if _is_other_basis(one, figures[0])]
    if not beside or any(one.basis and one.basis in ask.question.text for one in (*figures, *beside)):
        return answer
    rows = merge(figure_row(one) for one in (*figures, *beside))
    told, other = ("；".join(_said(ask, one) for one in group) for group in (figures, beside))
    return replace(answer, text=with_citations(f"{told}。另一口径：{other}。", rows), answers=rows)


def _is_other_basis(one: Figure, told: Figure) -> bool:
    """Whether a figure is of the same thing (某园, 中关村某园), year and kind as one told, and another amount in its unit."""
    is_same = (one.kind, one.year, one.amount_unit) == (told.kind, told.year, told.amount_unit)
    is_of = bool(one.of and told.of) and (one.of.endswith(told.of) or told.of.endswith(one.of))
    return is_same and is_of and one.amount != told.amount


def _said(ask: Ask, figure: Figure) -> str:
    return f"{figure_sentence(figure)}（见{_stated_at(ask, figure)}）"


def _stated_at(ask: Ask, figure: Figure) -> str:
    """The table that a figure stands in, else the heading over it."""
    document, start = ask.context.documents[figure.citation.document_id], figure.citation.start
    table = next((one.caption for one in document.tables if one.caption and one.start <= start < one.end), "")
    return quoted(table or "".join(figure.citation.section[-1:]) or document.title)


def of_level(ask: Ask, figures: list[Figure]) -> list[Figure]:
    """Without what is added or applied for in a year (申报量, 新增) beside how many there are, where the question asks for no such thing."""
    flows = [one for one in figures if (told := FLOW.search(one.indicator)) and told[0] not in ask.question.text]
    return [one for one in figures if one not in flows] or figures


def of_whole(ask: Ask, figures: list[Figure]) -> list[Figure]:
    """Without the towns of a plan's area where the area has figures itself and the question names none of the towns."""
    named = {one.id for link in ask.question.links for one in link.entities}
    documents = ask.context.documents
    whole = {
        one.row["observation_id"]
        for one in figures
        if one.of and one.of == documents[one.citation.document_id].metadata.get("region")
    }
    of_parts = [one for one in figures if one.of_kind == "Region" and one.row["observation_id"] not in whole]
    if not whole or any(one.row.get("of_id") in named for one in of_parts):
        return figures
    return [one for one in figures if one not in of_parts]
