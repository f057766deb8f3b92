"""How central things are, which belong together, and what two have in common; by networkx."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from kg.engine import Engine
from kg.links.web import HUBS, Node, Web, web_of

EXACT, SAMPLE = 1000, 60  # things up to which every way is looked at; beyond, ways from so many of them
MOST_ROWS = 100
LARGEST_CIRCLE = 80  # neighbours of one thing whose pairs are counted; what everything is tied to tells nothing


@dataclass(frozen=True)
class Centrality:
    """A thing with the number of its neighbours and the share of shortest ways that pass it (0–1)."""

    node: Node
    neighbours: int
    passed: float


@dataclass(frozen=True)
class Shared:
    """Two things of one class and what both are tied to; `share`: of all that either is tied to (0–1)."""

    left: Node
    right: Node
    common: tuple[Node, ...]
    share: float


def measured(web: Web, relations: Collection[str], *, hubs: bool = False, within: Collection[str] = ()) -> Any:
    """The graph that measures are taken of: without regions and documents unless asked for, limited where told."""
    graph = web.graph(relations, without=() if hubs else HUBS)
    return graph.subgraph(key for key in graph if key in set(within)) if within else graph


def graph_of(engine: Engine, relations: tuple[str, ...], hubs: bool, within: tuple[str, ...]) -> Any:
    """The graph that is `measured` of all that is in."""
    return measured(engine.once(web_of), relations, hubs=hubs, within=within)


def central_of(engine: Engine, relations: tuple[str, ...], hubs: bool, within: tuple[str, ...]) -> Sequence[Centrality]:
    """The ranking of this graph's things."""
    return tuple(rank_central(engine.once(web_of), engine.once(graph_of, relations, hubs, within)))


def communities_of(
    engine: Engine, relations: tuple[str, ...], hubs: bool, within: tuple[str, ...]
) -> Sequence[tuple[Node, ...]]:
    """This graph's groups."""
    return tuple(find_communities(engine.once(web_of), engine.once(graph_of, relations, hubs, within)))


def shared_of(engine: Engine, relations: tuple[str, ...], hubs: bool, ids: tuple[str, ...]) -> Sequence[Shared]:
    """The pairs of the whole graph with most in common, or of `ids`."""
    return tuple(rank_shared(engine.once(web_of), engine.once(graph_of, relations, hubs, ()), ids=ids))


def is_sampled(graph: Any) -> bool:
    """Whether the share of ways is estimated from SAMPLE things, since there are too many to look at all."""
    return len(graph) > EXACT


def rank_central(web: Web, graph: Any, *, most: int = MOST_ROWS) -> list[Centrality]:
    """The things most ways pass, then those with most neighbours, then by name."""
    import networkx as nx

    shares = nx.betweenness_centrality(graph, k=SAMPLE if is_sampled(graph) else None, seed=0)
    rows = [Centrality(web.nodes[key], graph.degree(key), share) for key, share in shares.items()]
    return sorted(rows, key=lambda row: (-row.passed, -row.neighbours, row.node.name, row.node.id))[:most]


def find_communities(web: Web, graph: Any) -> list[tuple[Node, ...]]:
    """Groups of things tied closer to each other than to the rest (Louvain), largest first; the best tied one leads."""
    import networkx as nx

    groups = nx.community.louvain_communities(graph, seed=0) if len(graph) else []
    ordered = (sorted(group, key=lambda key: (-graph.degree(key), web.nodes[key].name, key)) for group in groups)
    return sorted(
        (tuple(web.nodes[key] for key in group) for group in ordered), key=lambda group: (-len(group), group[0].id)
    )


def rank_shared(web: Web, graph: Any, *, ids: Collection[str] = (), most: int = MOST_ROWS) -> list[Shared]:
    """Pairs with most in common: of `ids` all pairs there are, else the best pairs of one class with at least two."""
    if ids:
        pairs: Iterable[tuple[str, str]] = combinations([key for key in dict.fromkeys(ids) if key in graph], 2)
    else:
        pairs = _pairs_of_one_class(web, graph)
    found = [_shared(web, graph, left, right) for left, right in pairs]
    kept = [one for one in found if ids or len(one.common) > 1]
    return sorted(kept, key=lambda one: (-len(one.common), -one.share, one.left.name, one.right.name))[:most]


def _pairs_of_one_class(web: Web, graph: Any) -> set[tuple[str, str]]:
    pairs: set[tuple[str, str]] = set()
    for middle in graph:
        if graph.degree(middle) > LARGEST_CIRCLE:
            continue
        circles = defaultdict(list)
        for key in sorted(graph[middle]):
            circles[web.nodes[key].type].append(key)
        for circle in circles.values():
            pairs.update(combinations(circle, 2))
    return pairs


def _shared(web: Web, graph: Any, left: str, right: str) -> Shared:
    one, other = set(graph[left]), set(graph[right])
    common = sorted(one & other, key=lambda key: (web.nodes[key].type, web.nodes[key].name, key))
    either = (one | other) - {left, right}
    share = len(common) / len(either) if either else 0.0
    return Shared(web.nodes[left], web.nodes[right], tuple(web.nodes[key] for key in common), share)
