"""What the plans name of one kind (funds, honours, clusters), and what they leave out: no task, no target, no industry."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.answer.asked.reading import Ask, aliases_of, cite, listing, merge, with_citations
from kg.answer.asked.title_forms import WANTED, of_level
from kg.answer.figures.figure import Figure, figure_row
from kg.answer.mentions import sentence_at
from kg.answer.model import NOT_FOUND, Answer, AnswerRow, Citation, label_of
from kg.answer.quotes.enumerated import asked_noun, last_word
from kg.answer.quotes.holding import held_by, undone
from kg.extract.words.lexer import lex

HOLDERS = ("Enterprise", "Institution", "Platform", "Project", "Park", "Cluster")
MOST_PLACES = 3  # of one thing that are cited; the first ones
LEAD = ("牵头", "责任", "主责")
SHORTEST_TABLE = 3
IDLE = ("stop", "telling", "tasking", "routine", "light", "stages")
ROUND_WORDS = ("围绕", "面向", "聚焦", "针对")
ROUND = re.compile(
    rf"[，；](?={'|'.join(ROUND_WORDS)}|在[^，；]{{2,10}}领域)"
)  # each of several themes has its own things
NO_BASE = re.compile("基期|现状|基准|实际|当前|完成")


def answer_things(ask: Ask) -> Answer | None:
    """Every thing of the intent's kind that the plans name, each with the first sentences; None for honours of one holder."""
    if ask.intent.query == "titles" and ask.question.entities(HOLDERS):
        return None
    params = ask.scoped()
    rows = ask.limited(place_rows(ask, ask.rows(params)))
    noun = _own_noun(ask, rows)
    rows = [row for row in rows if row.name.endswith(noun)]
    rows = _said_with(ask, rows, _told_words(ask, rows))
    if not rows:
        return None
    names = listing([row.name for row in rows], "个")
    kind = noun or ask.intent.label["zh"].removeprefix("提到的")
    text = ask.intent.text["zh"].format(n=len(rows), names=names, kind=kind)
    return ask.answered(with_citations(text, rows), rows, params)


def _own_noun(ask: Ask, rows: Sequence[AnswerRow]) -> str:
    """The word by which the question calls the things, where some of their names end in it: 联盟 of 产业集群和联盟; else ''."""
    noun = asked_noun(ask.question.text)
    last = last_word(noun) if noun else ""
    return last if any(row.name.endswith(last) for row in rows) else ""


def _told_words(ask: Ask, rows: Sequence[AnswerRow]) -> list[str]:
    """The words of a question that narrow a list: what it names, and every other that the plans say of one of the things."""
    idle = {ask.asking.spell(word) for key in IDLE for word in ask.asking.words[key]} | {
        *map(ask.asking.spell, ask.asking.kinds)
    }
    idle |= {ask.asking.spell(link.text) for link in ask.question.links if link.of_type(["Region", "Policy"])}
    idle |= {ask.asking.spell(word) for word in ROUND_WORDS}
    if ask.intent.name == "funds":  # 设立了几只基金 asks for every one
        idle |= {ask.asking.spell(word) for word in ask.asking.words["plain_fund"]}
    titles = ask.asking.spell("".join(ask.context.documents[key].title for key in ask.question.documents))
    quotes = [ask.asking.spell(one.quote) for row in rows for one in row.evidence]
    return [
        word
        for word in ask.question.words
        if word not in idle
        and word not in titles
        and (_is_noun(word) or word in undone(ask) or any(held_by(ask, word, quote) for quote in quotes))
    ]


def _is_noun(word: str) -> bool:
    return lex(word)[0].tag.startswith("n")


def _said_with(ask: Ask, rows: Sequence[AnswerRow], words: Sequence[str]) -> list[AnswerRow]:
    """The rows of which a place, or the heading over it, says all these words of it, and not of the others beside it; of each those places."""

    others = {name for row in rows for name in (row.name, *row.aliases)}

    def says(row: AnswerRow, citation: Citation) -> bool:
        parts = ROUND.split(citation.quote)
        own = next((part for part in parts if any(name in part for name in (row.name, *row.aliases))), citation.quote)
        for other in others - {row.name, *row.aliases}:
            own = own.replace(other, "")
        own, above = ask.asking.spell(own), ask.asking.spell("".join(citation.section[-1:]))
        return all(held_by(ask, word, f"{own}{above}" if _is_noun(word) else own) for word in words)

    told = [(row, tuple(one for one in row.evidence if says(row, one))) for row in rows]
    return [replace(row, evidence=evidence) for row, evidence in told if evidence]


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
