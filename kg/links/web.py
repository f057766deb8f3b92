"""The facts of all documents as one web of things: each fact once, with everything that states it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.answer.model import Citation
from kg.engine import Engine
from kg.errors import QueryError
from kg.records import Document, Evidence, Relation
from kg.resolve.linker import Resolution

# What the desk is about; the rest can be added: tasks tie everything to everything.
EXPLORED = (
    "FOCUSES_ON", "IN_INDUSTRY", "SUB_INDUSTRY", "LOCATED_IN", "PART_OF", "BUILDS", "OPERATES", "COOPERATES_WITH", "HOLDS_TITLE",
)  # fmt: skip
FURTHER = ("CONCERNS", "RESPONSIBLE_FOR", "BASED_ON", "ISSUED_BY", "COVERS")
RELATIONS = (*EXPLORED, *FURTHER)
# Everything lies in the region and is named in the plan: to pass by them says nothing.
HUBS = frozenset({"Region", "Policy"})


@dataclass(frozen=True)
class Node:
    """One thing of the plans under its canonical id."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fact:
    """A relation from one thing to another, stated once or often; `roles` and `statuses` as stated, in order."""

    relation: str
    source: str
    target: str
    evidence: tuple[Evidence, ...]
    roles: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The same for the same ends and relation, whatever else is in the web."""
        return f"{self.relation}:{self.source}:{self.target}"

    def other(self, end: str) -> str:
        """The end that is not this one."""
        return self.target if end == self.source else self.source


class Web:
    """Things by id and facts by id; a thing that no fact touches is in it too."""

    def __init__(self, nodes: Iterable[Node], facts: Iterable[Fact]) -> None:
        self.nodes: Mapping[str, Node] = {node.id: node for node in sorted(nodes, key=lambda one: one.id)}
        self.facts: Mapping[str, Fact] = {fact.id: fact for fact in sorted(facts, key=lambda one: one.id)}

    @cached_property
    def _touching(self) -> Mapping[str, tuple[Fact, ...]]:
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts.values():
            found[fact.source].append(fact)
            found[fact.target].append(fact)
        return {key: tuple(facts) for key, facts in found.items()}

    def touching(self, node_id: str, relations: Collection[str] = RELATIONS) -> list[Fact]:
        """The facts that a thing is an end of, by id."""
        return [fact for fact in self._touching.get(node_id, ()) if fact.relation in relations]

    def node(self, node_id: str) -> Node:
        """One thing; an unknown id is a QueryError."""
        if node_id not in self.nodes:
            raise QueryError(f"{node_id}：库中没有这个实体，可能是文件已更新或移除；请按名称重新查找")
        return self.nodes[node_id]

    def degree(self, node_id: str) -> int:
        """How many other things it is tied to."""
        return len({fact.other(node_id) for fact in self._touching.get(node_id, ())})

    def graph(self, relations: Collection[str] = RELATIONS, *, without: Collection[str] = ()) -> Any:
        """A networkx Graph: an edge for any number of facts between two things; types in `without` are left out.

        `facts` of an edge are the ids of its facts; things that nothing touches are no nodes.
        """
        import networkx as nx

        graph = nx.Graph()
        for fact in self.facts.values():
            ends = (fact.source, fact.target)
            if fact.relation not in relations or any(self.nodes[end].type in without for end in ends):
                continue
            if graph.has_edge(*ends):
                graph.edges[ends]["facts"].append(fact.id)
            else:
                graph.add_edge(*ends, facts=[fact.id])
        return graph


def web_of(engine: Engine) -> Web:
    """The web of all that is in."""
    return read_web(engine.loaded.values(), engine.resolution)


def read_web(documents: Iterable[Document], resolution: Resolution) -> Web:
    """The web of all documents' facts over canonical ids; figures of indicators are left out, they are no links."""
    told: dict[tuple[str, str, str], list[Relation]] = defaultdict(list)
    for document in documents:
        for relation in document.extraction.relations:
            source, target = (resolution.canonical[end] for end in (relation.subject_id, relation.object_id))
            if relation.type in RELATIONS and source != target:  # two merged things are no link
                told[relation.type, source, target].append(relation)
    nodes = (
        Node(key, one.type, one.name, tuple(one.aliases))
        for key, one in resolution.entities.items()
        if one.type != "Observation"
    )
    return Web(nodes, (_fact(*key, relations) for key, relations in told.items()))


def _fact(kind: str, source: str, target: str, relations: Iterable[Relation]) -> Fact:
    several = list(relations)
    places = {(one.document_id, one.start, one.end): one for relation in several for one in relation.evidence}
    return Fact(
        kind,
        source,
        target,
        tuple(places[key] for key in sorted(places)),
        _values(several, "role"),
        _values(several, "status"),
    )


def _values(relations: Iterable[Relation], name: str) -> tuple[str, ...]:
    values = (str(relation.properties.get(name) or "") for relation in relations)
    return tuple(dict.fromkeys(filter(None, values)))


def cite(fact: Fact, documents: Mapping[str, Document]) -> list[Citation]:
    """The citations of all that states a fact, by document and place."""
    return [Citation.of_evidence(documents[one.document_id], one) for one in fact.evidence]
