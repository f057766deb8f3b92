"""What a plan lets a place develop that another does not: new against the last plan, or dropped since."""

import re

from kg.answer.asked.reading import Ask, aliases_of, cite, listing, merge, text_of, with_citations
from kg.answer.model import NOT_FOUND, Answer, AnswerRow, label_of, titled

DROPPED = re.compile(r"不再|取消|去掉|删[去除]|退出|没有再|未再|放弃|减少")
PLAN = "规划"


def answer_new_industries(ask: Ask) -> Answer | None:
    """The industries of the later plans that the earlier ones lack, or the other way round; None without two ages of plans."""
    places = ask.question.entities(ask.intent.needs)
    earlier, later = ages(ask)
    if not places or not earlier or not later:
        return None
    dropped = bool(DROPPED.search(ask.question.text))
    here, there = (earlier, later) if dropped else (later, earlier)
    params = {"ids": [one.id for one in places], "documents": list(here), "against": list(there)}
    rows = merge(
        AnswerRow(
            str(row["name"]),
            label_of(row["labels"]),
            str(row["id"]),
            aliases_of(row),
            role=text_of(row.get("role")),
            note=text_of(row.get("status")),
            group=text_of(row.get("of_name")),
            evidence=(citation,),
        )
        for row in ask.rows(params)
        if (citation := cite(row, ask.context.documents))
    )
    names = "、".join(dict.fromkeys(one.name for one in places))
    told = {"of": names, "here": _titles(ask, here), "there": _titles(ask, there)}
    if not rows:
        key = "none_dropped" if dropped else "none"
        return Answer(ask.question.text, NOT_FOUND, ask.intent.name, ask.intent.text[key].format(**told))
    text = ask.intent.text["dropped" if dropped else "zh"].format(
        n=len(rows), names=listing([row.name for row in rows], "个"), **told
    )
    return ask.answered(with_citations(text, rows), rows, params)


def ages(ask: Ask) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The loaded plans of the earliest and of the latest period; two empty tuples where all are of one."""
    plans = {
        key: document.metadata.get("period_start", "")
        for key, document in ask.context.documents.items()
        if document.metadata.get("period_start", "")
    }
    kinds = {key: start for key, start in plans.items() if ask.context.documents[key].metadata.get("kind") == PLAN}
    starts = sorted(set((kinds if len(set(kinds.values())) > 1 else plans).values()))
    if len(starts) < 2:
        return (), ()
    return tuple(key for key, at in plans.items() if at == starts[-2]), tuple(
        key for key, at in plans.items() if at == starts[-1]
    )


def _titles(ask: Ask, keys: tuple[str, ...]) -> str:
    """Plans before the papers that only explain them; of many the first two."""
    documents = [ask.context.documents[key] for key in keys]
    plans = [one for one in documents if one.metadata.get("kind") == PLAN] or documents
    return "、".join(titled(one.title) for one in plans[:2])
