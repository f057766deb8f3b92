"""The shortest connection between two named things: a chain of facts, each with its evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.answer.asked.called import Named
from kg.answer.asked.reading import Ask, cite, with_citations
from kg.answer.model import Answer, AnswerRow, Citation, label_of

LONGEST = 4  # facts; a longer chain tells nothing
MOST_NODES = 4000  # looked at from one end
THROUGH = frozenset({"Region", "Policy"})  # everything lies in the region and is named in the plan: no connection


@dataclass(frozen=True)
class Edge:
    """One fact between two things, as it is told: subject, relation, object."""

    left: str
    right: str
    subject: str
    relation: str
    object: str
    citation: Citation


def answer_connection(ask: Ask, pairs: Iterable[tuple[Named, Named]]) -> Answer | None:
    """The chain of the first pair that has one, a row a fact; None where none is short enough."""
    for left, right in pairs:
        chain = shortest(ask, left, right)
        if chain:
            rows = [_row(ask, edge) for edge in chain]
            said = "；".join(row.name for row in rows)
            text = f"{left.name}与{right.name}经{len(chain)}步相连：{said}。"
            params: Mapping[str, object] = {"ids": [left.id]}
            return ask.answered(with_citations(text, rows), rows, params, query="links_of")
    return None


def shortest(ask: Ask, left: Named, right: Named) -> list[Edge]:
    """The facts from one thing to the other, the fewest there are; searched from both ends, the smaller front first."""
    sides: list[dict[str, list[Edge]]] = [{left.id: []}, {right.id: []}]
    fronts = [{left.id: left.name}, {right.id: right.name}]
    for _ in range(LONGEST):
        turn = 0 if len(fronts[0]) <= len(fronts[1]) else 1
        fronts[turn] = _step(ask, sides[turn], fronts[turn], {left.id, right.id})
        met = [key for key in fronts[turn] if key in sides[1 - turn]]
        if met:
            best = min(met, key=lambda key: (len(sides[0][key]) + len(sides[1][key]), key))
            return [*sides[0][best], *reversed(sides[1][best])]
        if not fronts[turn] or len(sides[turn]) > MOST_NODES:
            return []
    return []


def _step(ask: Ask, known: dict[str, list[Edge]], front: Mapping[str, str], ends: set[str]) -> dict[str, str]:
    """The things one fact further from a side, each with its chain; regions and plans are no way through."""
    new: dict[str, str] = {}
    params = {"ids": sorted(front)}
    for row in (*ask.rows(params, "links_of"), *ask.rows(params, "links_to")):
        key, other = str(row["id"]), str(row["other_id"])
        if other in known or (label_of(row["other_labels"]) in THROUGH and other not in ends):
            continue
        citation = cite(row, ask.context.documents)
        if citation is None:
            continue
        here, there = front[key], str(row["other"])
        subject, target = (here, there) if row["outward"] else (there, here)
        known[other] = [*known[key], Edge(key, other, subject, str(row["relation"]), target, citation)]
        new[other] = there
    return new


def _row(ask: Ask, edge: Edge) -> AnswerRow:
    relation = ask.relations.get(edge.relation, edge.relation)
    return AnswerRow(
        f"{edge.subject}—{relation}→{edge.object}",
        "Relation",
        f"{edge.left} {edge.relation} {edge.right}",
        note="直接写明" if edge.citation.basis == "direct" else "一端由标题给出",
        evidence=(edge.citation,),
    )
