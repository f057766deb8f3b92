"""Which aims were reached and which were not, as a plan's own table of them says (完成情况, 是否完成)."""

import re
from collections.abc import Sequence

from kg.answer.figure import Figure, figure_row, make_figures
from kg.answer.folding import fold
from kg.answer.model import Answer, titled
from kg.answer.reading import Ask, listing, merge, with_citations

UNDONE = re.compile(r"未|没|否|不|差|滞后|×|✗")
ASKED_UNDONE = re.compile(
    r"(?:没有?|未|尚未|不能?)(?:能|有|曾)?(?:全部|按期|如期)?(?:完成|达到|达标|实现|达成)|不达标|差距|滞后|落后"
)
ASKED_BOTH = re.compile(
    r"完成情况|完成得?(?:怎么样|如何)|(?:完成|达到|达标|实现)(?:了)?(?:吗|没有|没|与否)|是否|有没有"
)
EXCEEDED = re.compile("超额|超过|超预期")


def answer_outcomes(ask: Ask) -> Answer | None:
    """The indicators whose aims were (not) reached, each with aim and actual value; None where no table says so."""
    params: dict[str, object] = ask.scoped()
    rows_found = ask.rows(params)
    if not rows_found and params["documents"]:  # how the last plan's aims fared stands in the next one
        params = {**params, "documents": []}
        rows_found = ask.rows(params)
    found = make_figures(rows_found, ask.context.documents)
    figures = _named(ask, [one for one in found if str(one.row["outcome"]) in one.citation.quote])
    groups: dict[tuple[str, str], list[Figure]] = {}
    for one in figures:
        groups.setdefault((one.citation.document_id, one.indicator), []).append(one)
    undone = [group for group in groups.values() if _is_undone(group)]
    done = [group for group in groups.values() if not _is_undone(group)]
    text = ask.question.text
    if EXCEEDED.search(text):
        done, undone = [group for group in done if EXCEEDED.search(_outcome(group))], []
    elif ASKED_UNDONE.search(text) and not ASKED_BOTH.search(text):
        done = []
    elif not ASKED_BOTH.search(text):
        undone = []
    parts = [(word, own) for word, own in (("没有完成", undone), ("完成", done)) if own]
    if not parts:
        return None
    rows = merge(figure_row(one) for _, own in parts for group in own for one in group)
    said = "；".join(
        f"{word}的指标有{len(own)}项：{listing([_said(group) for group in own], '项')}" for word, own in parts
    )
    titles = dict.fromkeys(titled(group[0].citation.title) for _, own in parts for group in own)
    sentence = f"按{'、'.join(titles)}，{said}。"
    return ask.answered(with_citations(sentence, rows), rows, params)


def _named(ask: Ask, figures: Sequence[Figure]) -> Sequence[Figure]:
    """Those of the indicators that the question names; all where it names none."""
    named = {entity.id for entity in ask.question.entities(["Indicator"])}
    said = ask.asking.spell(ask.question.folded)
    own = [one for one in figures if one.row["indicator_id"] in named or ask.asking.spell(fold(one.indicator)) in said]
    return own if own or named else figures


def _outcome(group: Sequence[Figure]) -> str:
    return str(group[0].row.get("outcome") or "")


def _is_undone(group: Sequence[Figure]) -> bool:
    return bool(UNDONE.search(_outcome(group)))


def _said(group: Sequence[Figure]) -> str:
    """「规模以上工业总产值（2025年目标430亿元，实际405.8亿元，未完成）」."""
    aim = next((f"{one.year}年目标{one.said}" for one in group if one.kind == "target"), "")
    actual = next((f"实际{one.said}" for one in group if one.kind == "actual"), "")
    return f"{group[0].indicator}（{'，'.join(filter(None, (aim, actual, _outcome(group))))}）"
