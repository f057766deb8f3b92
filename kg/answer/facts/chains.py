"""Questions over two or three facts: the industries of the parks where firms with a title are, and the like."""

from collections.abc import Mapping

from kg.answer.asked.reading import Ask, aliases_of, cite, listing, merge, text_of, with_citations
from kg.answer.model import NOT_FOUND, Answer, AnswerRow, Citation, label_of
from kg.answer.tasks.task_rows import asked_role, role_fits

STEPS = ("", "next_", "last_")
ANY_TITLE = ("称号", "荣誉", "获评", "资质")


def answer_chain(ask: Ask) -> Answer | None:
    """The far ends of the intent's chain of facts, each with the evidence of every step; by what firms build where the plans tell no more."""
    params = _params(ask)
    if params is None:
        return None
    name = ask.intent.query
    rows = _make(ask, params, name)
    if not rows and f"{name}_works" in WORKS:
        name = f"{name}_works"
        rows = _make(ask, params, name)
    if not rows:
        return _silent(ask)
    over = "、".join(dict.fromkeys(part for row in rows for part in str(row.group or "").split("；") if part))
    names = listing([f"{row.name}（{row.role}）" if row.role else row.name for row in rows], "个")
    key = "works" if name in WORKS else "zh"
    text = ask.intent.text[key].format(of=_asked(ask), over=over, n=len(rows), names=names)
    return ask.answered(with_citations(text, rows), rows, params, query=name)


def _silent(ask: Ask) -> Answer | None:
    """That the plans name none, for intents whose question no other reading may answer."""
    if "none" not in ask.intent.text:
        return None
    text = ask.intent.text["none"].format(of=_asked(ask), documents=ask.scope_names())
    return Answer(ask.question.text, NOT_FOUND, ask.intent.name, text)


WORKS = frozenset({"industries_by_title_works", "enterprises_by_region_industry_works"})


def _params(ask: Ask) -> dict[str, object] | None:
    """What the intent's query is asked with; None where the question names too little."""
    if ask.intent.query == "enterprises_by_region_industry":
        regions = ask.question.entities(["Region"])
        ids = ask.ids(["Industry"])
        if not regions or not ids:
            return None
        return ask.scoped(ids=ids, regions=[one.id for one in regions], places=[one.name for one in regions])
    ids = ask.ids(ask.intent.needs or ["Title"])
    if (
        ask.intent.query == "industries_by_title"
        and not ids
        and not any(word in ask.question.text for word in ANY_TITLE)
    ):
        return None
    return ask.scoped(ids=ids)


def _asked(ask: Ask) -> str:
    types = ask.intent.needs or ("Title",)
    return "、".join(dict.fromkeys(one.name for one in ask.question.entities(types)))


def _make(ask: Ask, params: Mapping[str, object], name: str) -> tuple[AnswerRow, ...]:
    """A row an end; one of whose steps the documents do not hold is left out."""
    made = []
    role = asked_role(ask)
    for row in ask.rows(params, name):
        steps = [prefix for prefix in STEPS if f"{prefix}quote" in row]
        citations = [cite(row, ask.context.documents, prefix) for prefix in steps]
        whole = [citation for citation in citations if citation]
        if len(whole) < len(steps) or (role and not role_fits(ask, row)):
            continue
        label = label_of(row["labels"])
        if not ask.intent.gives or label in ask.intent.gives:
            made.append(_row(row, label, tuple(dict.fromkeys(whole))))
    return merge(_of_kind(ask, made))


def _of_kind(ask: Ask, rows: list[AnswerRow]) -> list[AnswerRow]:
    """Platforms where platforms are asked for, projects where projects are; all of them where both or neither is."""
    wanted = set(ask.asking.kinds_in(ask.question.text)) & {row.type for row in rows}
    return [row for row in rows if row.type in wanted] if wanted else rows


def _row(row: Mapping[str, object], label: str, evidence: tuple[Citation, ...]) -> AnswerRow:
    through = [str(row[key]) for key in ("title_name", "over_name") if row.get(key)]
    return AnswerRow(
        str(row["name"]),
        label,
        str(row["id"]),
        aliases_of(row),
        role=text_of(row.get("role")),
        note=f"经由{'、'.join(dict.fromkeys(reversed(through)))}",
        group=str(row["of_name"]),
        evidence=evidence,
    )
