"""What the plans name of one kind (funds, honours, clusters), and what they leave out: no task, no target, no industry."""

import re
from collections.abc import Iterable, Mapping

from kg.answer.asked.reading import Ask, aliases_of, cite, listing, merge, with_citations
from kg.answer.asked.title_forms import WANTED, of_level
from kg.answer.figures.figure import Figure, figure_row
from kg.answer.mentions import sentence_at
from kg.answer.model import NOT_FOUND, Answer, AnswerRow, label_of

MOST_PLACES = 3  # of one thing that are cited; the first ones
LEAD = ("牵头", "责任", "主责")
SHORTEST_TABLE = 3
NO_BASE = re.compile("基期|现状|基准|实际|当前|完成")


def answer_things(ask: Ask) -> Answer | None:
    """Every thing of the intent's kind that the plans name, each with the first sentences that name it."""
    params = ask.scoped()
    rows = ask.limited(place_rows(ask, ask.rows(params)))
    if not rows:
        return None
    names = listing([row.name for row in rows], "个")
    text = ask.intent.text["zh"].format(n=len(rows), names=names)
    return ask.answered(with_citations(text, rows), rows, params)


def answer_titles(ask: Ask) -> Answer | None:
    """The honours with their holders, holder by holder where holders are asked for."""
    params = ask.scoped()
    rows = [
        AnswerRow(
            str(row["name"]),
            label_of(row["labels"]),
            str(row["id"]),
            aliases_of(row),
            note=str(row["of_name"]),
            evidence=(citation,),
        )
        for row in ask.rows(params)
        if (citation := cite(row, ask.context.documents)) and row.get("status") not in WANTED
    ]
    kinds = set(ask.asking.kinds_in(ask.question.text)) - {"Title"}
    made = merge(row for row in of_level(ask.question.text, rows) if not kinds or row.type in kinds)
    if not made:
        return None
    names = listing([f"{row.name}（{row.note}）" for row in made], "个", "；")
    return ask.answered(with_citations(f"写明获得称号的有{len(made)}个：{names}。", made), made, params)


def answer_lacking(ask: Ask) -> Answer:
    """The things of the intent's kind without what is asked for; says so where every one has it."""
    params = ask.scoped()
    if ask.intent.name == "departments_without" and any(word in ask.question.text for word in ask.asking.words["lead"]):
        params["roles"] = list(LEAD)
    return _told(ask, place_rows(ask, ask.rows(params)), params)


def answer_indicators_lacking(ask: Ask) -> Answer:
    """The indicators without a target, or without a base value where that is asked for; those of tables where there are any."""
    kinds, others = (["actual"], ["target"]) if NO_BASE.search(ask.question.text) else (["target"], ["actual"])
    params = ask.scoped(kinds=kinds, others=others)
    figures = [Figure(row, citation, 1.0) for row in ask.rows(params) if (citation := cite(row, ask.context.documents))]
    tabled = [one for one in figures if "\t" in one.citation.quote]
    if kinds == ["actual"]:  # what a table of targets leaves open; in prose hardly any target has its base beside it
        figures = tabled or figures
    else:  # what prose reports was never meant to be a target: an indicator is what a table of targets lists
        tables = _tables_of_targets(ask) if tabled else set()
        figures = [one for one in tabled if _table(one.row) in tables]
    return _told(ask, merge(figure_row(one) for one in figures), params)


def _tables_of_targets(ask: Ask) -> set[tuple[str, str]]:
    """The tables in which at least one target stands."""
    rows = ask.rows(ask.scoped(kinds=["target"]), "indicators_of")
    return {_table(row) for row in rows if "\t" in str(row.get("quote") or "")}


def _table(row: Mapping[str, object]) -> tuple[str, str]:
    return str(row.get("document_id") or ""), str(row.get("section") or "")


def place_rows(ask: Ask, rows: Iterable[Mapping[str, object]]) -> tuple[AnswerRow, ...]:
    """A row a thing, with the sentences at the first places that name it; a place outside its document gives none."""
    found: dict[str, AnswerRow] = {}
    places: dict[str, int] = {}
    for row in rows:
        document = ask.context.documents.get(str(row["document_id"]))
        place, key = int(str(row["start_char"])), str(row["id"])
        places[key] = places.get(key, 0) + 1
        if document is None or not 0 <= place < len(document.text) or places[key] > MOST_PLACES:
            continue
        made = AnswerRow(
            str(row["name"]),
            label_of(row["labels"]),
            key,
            aliases_of(row),
            unit="处",
            evidence=(sentence_at(document, place),),
        )
        found[key] = merge([found[key], made])[0] if key in found else made
    return tuple(
        AnswerRow(row.name, row.type, row.entity_id, row.aliases, note=f"提到{places[key]}处", evidence=row.evidence)
        for key, row in found.items()
    )


def _told(ask: Ask, rows: tuple[AnswerRow, ...], params: Mapping[str, object]) -> Answer:
    if not rows:
        text = ask.intent.text["none"].format(documents=ask.scope_names())
        return Answer(ask.question.text, NOT_FOUND, ask.intent.name, text)
    names = listing([f"{row.group}{row.name}" if row.group and row.value else row.name for row in rows], "个")
    text = ask.intent.text["zh"].format(n=len(rows), names=names)
    return ask.answered(with_citations(text, rows), rows, params)
