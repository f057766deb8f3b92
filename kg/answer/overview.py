"""Questions about the whole: how many, which plans speak of it, how two things are linked, which platforms there are."""

import re
from dataclasses import replace

from kg.answer.asked.called import Named
from kg.answer.asked.conditions import of_words_before, of_words_beside
from kg.answer.asked.limits import THINGS
from kg.answer.asked.negation import denied
from kg.answer.asked.reading import Ask, aliases_of, cite, listing, merge, text_of, with_citations
from kg.answer.facts.connecting import LONGEST, answer_connection
from kg.answer.folding import fold
from kg.answer.mentions import mentioned, mentions_of, names_for, namings, sentence_at, title_of
from kg.answer.model import NOT_FOUND, Answer, AnswerRow, label_of, titled
from kg.answer.quotes.bounding import bounded
from kg.answer.quoting import answer_kind, answer_quote
from kg.text.normalize import quoted

MOST_PAIRS, MOST_CHAINS = 12, 3
TYING = ("Industry", "Park", "Cluster", "Title", "Enterprise", "Platform", "Department", "Institution")
HOW_MANY = re.compile(r"(?:多少|几)(?P<unit>[家个项份座所])?.*")


def answer_count_entities(ask: Ask) -> Answer | None:
    """How many different things of a kind the documents name."""
    asked = HOW_MANY.search(ask.question.text)
    label, word = next(iter(ask.asking.kinds_in(asked[0] if asked else ask.question.text).items()), ("", ""))
    tied = [link for link in ask.question.links if link.of_type(TYING)]
    if not label or tied:  # 某产业的企业有几家 is no count of all
        return None
    unit = (asked and asked["unit"]) or "个"
    params = ask.scoped(label=label)
    rows = [
        AnswerRow(
            document.title,
            "Policy",
            document.id,
            value=str(row["n"]),
            note="不同名称的个数",
            evidence=(sentence_at(document, int(str(row["first_char"]))),),
        )
        for row in ask.rows(params)
        if (document := ask.context.documents.get(str(row["document_id"])))
    ]
    said = "；".join(f"{titled(row.name)}提到{row.value}{unit}{word}" for row in rows)
    return ask.answered(f"{said}。", rows, params) if rows else None


def answer_coverage(ask: Ask) -> Answer | None:
    """Which documents mention what is named, by any of its names or in these words, and which are silent."""
    words = mentioned(ask)
    entities = [] if words else _telling(ask)
    if not words and not entities:
        return None
    named = [one for link in ask.question.links if link.text == fold(words) for one in link.entities] or entities
    words = words or named[0].name
    params: dict[str, object] = {"ids": [one.id for one in named]}
    counts = {str(row["document_id"]): int(str(row["n"])) for row in ask.rows(params)}
    names = [*names_for(ask, words), *(name for one in named for name in (one.name, *one.aliases))]
    made = [
        replace(row, value=str(max(counts.get(row.entity_id, 0), int(row.value or 0))))
        for row in mentions_of(ask, names)
    ]
    silent = [one.title for key, one in ask.context.documents.items() if key not in {row.entity_id for row in made}]
    if denied(ask.question.text, ask.asking):
        return _silent(ask, words, {row.entity_id for row in made}, params)
    said = "；".join(f"{titled(row.name)}{row.value}处" for row in made)
    rest = f"；没有提到的：{'、'.join(titled(title) for title in silent)}" if silent else ""
    if not made:
        text = ask.asking.message("unmentioned", what=quoted(words), documents=ask.scope_names())
        return Answer(ask.question.text, NOT_FOUND, ask.intent.name, text)
    text = f"提到{quoted(words)}的文件有{len(made)}份：{said}{rest}。"
    return ask.answered(text, made, params)


def _silent(ask: Ask, words: str, speaking: set[str], params: dict[str, object]) -> Answer | None:
    """The documents that do not mention the words, each cited by its title."""
    rows = [
        AnswerRow(document.title, "Policy", key, value="0", unit="处", evidence=(title_of(document),))
        for key, document in ask.context.documents.items()
        if key not in speaking
    ]
    names = "、".join(titled(row.name) for row in rows)
    return ask.answered(f"没有提到{quoted(words)}的文件有{len(rows)}份：{names}。", rows, params) if rows else None


def answer_links(ask: Ask) -> Answer | None:
    """The facts that join two named things, direct ones first, then over a third, else the shortest chain."""
    entities = _telling(ask)
    pairs = [(left, right) for i, left in enumerate(entities) for right in entities[i + 1 :] if left.name != right.name]
    for query in ("links_between", "links_through"):
        for left, right in pairs[:MOST_PAIRS]:
            params: dict[str, object] = {"left": left.id, "right": right.id}
            direct = query == "links_between"
            made, said = _direct(ask, params) if direct else _through(ask, params, left, right)
            if made:
                text = f"{'；'.join(dict.fromkeys(said))}。"
                return ask.answered(with_citations(text, made), merge(made), params, query=query)
    return answer_connection(ask, pairs[:MOST_CHAINS]) or (_unconnected(ask, *pairs[0]) if pairs else None)


def _unconnected(ask: Ask, left: Named, right: Named) -> Answer | None:
    """Says that no chain of facts joins the two, and where each is named; None where they stand in one sentence."""
    quoted_both = answer_quote(ask)
    if quoted_both:
        return quoted_both
    places = []
    for one in (left, right):
        found = mentions_of(replace(ask, question=replace(ask.question, documents=())), [one.name, *one.aliases])
        places.append(f"{one.name}见于{found[0].evidence[0].official}" if found else f"{one.name}没有写到的段落")
    text = ask.asking.message("unconnected", left=left.name, right=right.name, steps=LONGEST, places="；".join(places))
    return Answer(ask.question.text, NOT_FOUND, ask.intent.name, text)


def answer_cooperations(ask: Ask) -> Answer | None:
    """Every pair that the plans say cooperates."""
    params = ask.scoped()
    rows = [
        AnswerRow(
            f"{row['left_name']}与{row['right_name']}",
            "Relation",
            f"{row['left_id']} {row['right_id']}",
            note=text_of(row.get("status")),
            evidence=(citation,),
        )
        for row in ask.rows(params)
        if (citation := cite(row, ask.context.documents))
    ]
    made = merge(ask.limited(rows, THINGS))
    said = "；".join(row.name for row in made)
    return (
        ask.answered(with_citations(f"规划写到的合作有{len(made)}对：{said}。", made), made, params) if made else None
    )


def answer_platforms(ask: Ask) -> Answer | None:
    """The platforms with builder and place; of a kind that the plans themselves list, that list."""
    if listed := answer_kind(ask):
        return listed
    params = ask.scoped()
    found = ask.rows(params)
    named = namings(ask, [str(row["id"]) for row in found])
    rows = []
    for row in found:
        citation = cite(row, ask.context.documents)
        note = "，".join(
            part
            for part in (
                f"建设：{row['builder']}" if row.get("builder") else "",
                f"位于{row['place']}" if row.get("place") else "",
            )
            if part
        )
        rows.append(
            AnswerRow(
                str(row["name"]),
                "Platform",
                str(row["id"]),
                aliases_of(row),
                note=note or None,
                evidence=(citation,) if citation else (),
            )
        )
    whole_rows = [replace(row, evidence=(*row.evidence, *named.get(row.entity_id, ()))) for row in merge(rows)]
    kept = {one.entity_id for one in bounded(ask, of_words_beside(ask, of_words_before(ask, whole_rows)))}
    told = [(row, whole) for row, whole in zip(merge(rows), whole_rows, strict=True) if row.entity_id in kept]
    made = [
        row if row.evidence else replace(row, evidence=whole.evidence[:1])
        for row, whole in told
        if whole.evidence and ask.limited([whole], THINGS)
    ]
    names = listing([f"{row.name}（{row.note}）" if row.note else row.name for row in made], "个", "；")
    return (
        ask.answered(with_citations(f"提到的平台和设施有{len(made)}个：{names}。", made), made, params)
        if made
        else None
    )


def _telling(ask: Ask) -> list[Named]:
    """What the question names, regions last."""
    found = [one for link in ask.question.links for one in link.entities if one.type != "Indicator"]
    return sorted(found, key=lambda one: one.type == "Region")


def _relation(ask: Ask, name: str) -> str:
    relation = ask.relations.get(name)
    return relation or name


def _direct(ask: Ask, params: dict[str, object]) -> tuple[list[AnswerRow], list[str]]:
    made, said = [], []
    for row in ask.rows(params, "links_between"):
        citation = cite(row, ask.context.documents)
        if citation:
            relation = _relation(ask, str(row["relation"]))
            made.append(
                AnswerRow(
                    relation,
                    "Relation",
                    f"{row['subject_id']} {row['relation']} {row['object_id']}",
                    role=text_of(row.get("role")),
                    evidence=(citation,),
                )
            )
            said.append(f"{row['subject']}—{relation}→{row['object']}")
    return made, said


def _through(ask: Ask, params: dict[str, object], left: Named, right: Named) -> tuple[list[AnswerRow], list[str]]:
    made, said = [], []
    for row in ask.rows(params, "links_through"):
        first, second = cite(row, ask.context.documents), cite(row, ask.context.documents, "right_")
        if first and second:
            label = label_of(row["middle_labels"])
            made.append(AnswerRow(str(row["middle"]), label, str(row["middle_id"]), evidence=(first, second)))
            said.append(
                f"{left.name}—{_relation(ask, str(row['left_relation']))}—{row['middle']}—{_relation(ask, str(row['right_relation']))}—{right.name}"
            )
    return made, said
