"""Paths, centrality and communities by networkx, on the part of the graph around some entities."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

from kg.graph.base import GraphStore

STEP_LIMIT = 5_000  # links read for one step of a walk; more would be no picture and no path worth telling
MAX_ROUTES = 2_000  # routes looked at before the best are chosen


@dataclass(frozen=True)
class Link:
    """One stated fact between two entities, in its own direction, with the evidence that states it."""

    source_id: str
    source_name: str
    source_label: str
    relation: str
    target_id: str
    target_name: str
    target_label: str
    relation_id: str
    document_id: str
    document: str
    section: str
    quote: str
    start_char: int
    end_char: int


@dataclass(frozen=True)
class Score:
    """An entity with its share of a measure."""

    id: str
    name: str
    label: str
    score: float


def load_subgraph(store: GraphStore, ids: Iterable[str], *, hops: int = 2) -> Any:
    """A networkx MultiGraph of what lies within `hops` of these entities; each edge carries its Link."""
    import networkx as nx

    graph = nx.MultiGraph()
    front, seen = set(ids), set[str]()
    for _ in range(hops):
        if not front:
            break
        for row in store.read("links", {"ids": sorted(front), "limit": STEP_LIMIT}):
            link = _link(row)
            graph.add_node(link.source_id, name=link.source_name, label=link.source_label)
            graph.add_node(link.target_id, name=link.target_name, label=link.target_label)
            # a walk meets a fact from both of its ends; the key keeps one edge of it
            key = (link.relation, link.source_id, link.document_id, link.start_char, link.end_char)
            graph.add_edge(link.source_id, link.target_id, key=key, link=link)
        seen |= front
        front = set(graph) - seen
    return graph


def find_paths(
    store: GraphStore, left: str, right: str, *, max_hops: int = 4, limit: int = 5
) -> list[tuple[Link, ...]]:
    """The shortest chains of facts between two entities, shortest first; empty when there is none.

    Of several facts between the same two entities the first by document and place is taken. Chains of equal length
    that pass by entities with few relations come first: a way over the district itself says little.
    """
    import networkx as nx

    if left == right:
        return []
    graph = load_subgraph(store, (left, right), hops=(max_hops + 1) // 2)
    if left not in graph or right not in graph or not nx.has_path(graph, left, right):
        return []
    plain = nx.Graph(graph)
    routes = nx.all_simple_paths(plain, left, right, cutoff=nx.shortest_path_length(plain, left, right))
    ranked = sorted(islice(routes, MAX_ROUTES), key=lambda route: _rank(plain, route))
    if len(ranked[0]) - 1 > max_hops:
        return []
    return [_chain(graph, route) for route in ranked[:limit]]


def rank_central(graph: Any, *, limit: int = 20) -> list[Score]:
    """The entities most ways of this subgraph pass (betweenness), highest first, then by id."""
    import networkx as nx

    scores: Mapping[str, float] = nx.betweenness_centrality(nx.Graph(graph))
    order = sorted(scores, key=lambda node: (-scores[node], node))[:limit]
    return [Score(node, graph.nodes[node]["name"], graph.nodes[node]["label"], scores[node]) for node in order]


def find_communities(graph: Any) -> list[tuple[str, ...]]:
    """Groups of entities tied closer to each other than to the rest (Louvain); largest first, ids sorted."""
    import networkx as nx

    groups = nx.community.louvain_communities(nx.Graph(graph), seed=0) if graph else []
    return sorted((tuple(sorted(group)) for group in groups), key=lambda group: (-len(group), group))


def _link(row: Mapping[str, object]) -> Link:
    source, target = row["source_labels"], row["target_labels"]
    values: dict[str, Any] = {key: value for key, value in row.items() if not key.endswith("_labels")}
    return Link(**values, source_label=_first(source), target_label=_first(target))


def _first(labels: object) -> str:
    return str(labels[0]) if isinstance(labels, Sequence) and labels else ""


def _rank(graph: Any, route: Sequence[str]) -> tuple[int, int, tuple[str, ...]]:
    return len(route), sum(graph.degree(node) for node in route[1:-1]), tuple(route)


def _chain(graph: Any, route: Sequence[str]) -> tuple[Link, ...]:
    return tuple(
        min(
            (data["link"] for data in graph[left][right].values()), key=lambda link: (link.document_id, link.start_char)
        )
        for left, right in pairwise(route)
    )
