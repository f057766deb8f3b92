"""The ways from one thing to another over stated facts: the shortest, and others."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from math import log1p
from typing import Any

from kg.errors import QueryError
from kg.links.expand import Shown
from kg.links.web import EXPLORED, HUBS, Fact, Web

MOST_PATHS = 10
LONGEST = 6  # facts; a longer chain tells nothing
HUB_COST = 0.005  # of a link's length: among equally long ways the one by little-known things comes first
# Why there is no path.
FOUND, ALONE, APART, ONLY_HUBS, TOO_LONG = "found", "alone", "apart", "hubs", "long"


@dataclass(frozen=True)
class Paths:
    """The ways, the shortest first: of each the ids passed, and between two of them all facts that tie them.

    `why` is FOUND, else what stands in the way; `alone` names the ends that no fact of these relations touches.
    """

    routes: tuple[tuple[str, ...], ...]
    links: tuple[tuple[tuple[Fact, ...], ...], ...]
    why: str = FOUND
    alone: tuple[str, ...] = ()


def find_paths(
    web: Web,
    left: str,
    right: str,
    *,
    relations: Collection[str] = EXPLORED,
    hubs: bool = False,
    most: int = 3,
    longest: int = LONGEST,
) -> Paths:
    """At most `most` ways of at most `longest` facts; refuses unknown ends and twice the same.

    Regions and documents are passed only with `hubs`, or where they are an end.
    """
    if web.node(left).id == web.node(right).id:
        raise QueryError(f"{web.node(left).name}：两端是同一个实体；请选两个不同的实体")
    whole = web.graph(relations)
    alone = tuple(end for end in (left, right) if end not in whole)
    if alone:
        return Paths((), (), ALONE, alone)
    graph = whole if hubs else _without_hubs(web, whole, {left, right})
    through = _through(graph, left, right, longest)
    if not through:
        return Paths((), (), _why(whole, graph, left, right))
    routes = _shortest(graph, left, right, most, through, longest)
    return Paths(routes, tuple(tuple(_facts(web, graph, *pair) for pair in pairwise(route)) for route in routes))


def _without_hubs(web: Web, graph: Any, ends: Collection[str]) -> Any:
    return graph.subgraph(key for key in graph if key in ends or web.nodes[key].type not in HUBS).copy()


def _why(whole: Any, graph: Any, left: str, right: str) -> str:
    import networkx as nx

    if nx.has_path(graph, left, right):
        return TOO_LONG
    return ONLY_HUBS if nx.has_path(whole, left, right) else APART


def _through(graph: Any, left: str, right: str, longest: int) -> dict[str, int]:
    """Each thing that lies on a way of at most `longest` facts, with the length of the shortest one through it."""
    import networkx as nx

    near = nx.single_source_shortest_path_length(graph, left, cutoff=longest)
    far = nx.single_source_shortest_path_length(graph, right, cutoff=longest)
    lengths = {key: near[key] + far[key] for key in near if key in far}
    return {key: length for key, length in lengths.items() if length <= longest}


def _shortest(
    graph: Any, left: str, right: str, most: int, through: Mapping[str, int], longest: int
) -> tuple[tuple[str, ...], ...]:
    """The best ways, looked for among what lies on ways hardly longer than the shortest, then among the rest."""
    found: tuple[tuple[str, ...], ...] = ()
    for limit in sorted({min(through[left] + more, longest) for more in (0, 1, longest)}):
        part = graph.subgraph(key for key, length in through.items() if length <= limit).copy()
        found = tuple(_ways(part, left, right, most, limit, degrees=graph.degree))
        if len(found) == most:
            break
    return found


def _ways(graph: Any, left: str, right: str, most: int, longest: int, *, degrees: Any) -> Iterator[tuple[str, ...]]:
    """networkx yields the ways by length; the first that is too long ends them."""
    import networkx as nx

    for one, other, data in graph.edges(data=True):
        data["length"] = 1.0 + HUB_COST * log1p(float(degrees[one] * degrees[other]))
    for route in islice(nx.shortest_simple_paths(graph, left, right, weight="length"), most):
        if len(route) - 1 > longest:
            return
        yield tuple(route)


def _facts(web: Web, graph: Any, one: str, other: str) -> tuple[Fact, ...]:
    return tuple(web.facts[key] for key in sorted(graph.edges[one, other]["facts"]))


def show_paths(web: Web, paths: Paths, ends: Sequence[str]) -> Shown:
    """The ways as a drawing in columns, each in a row of its own: a thing of several ways stands in the first's row.

    It stands right of all that come before it on any way, so that no line runs down a column behind another's box.
    """
    if not paths.routes:
        return Shown(tuple(web.nodes[end] for end in ends), starts=tuple(ends), steps=dict.fromkeys(ends, 0))
    rows: dict[str, int] = {}
    for number, route in enumerate(paths.routes):
        for key in route:
            rows.setdefault(key, number)
    steps = dict.fromkeys(rows, 0)
    for _ in range(LONGEST):
        for route in paths.routes:
            for one, other in pairwise(route):
                steps[other] = max(steps[other], steps[one] + 1)
    facts = {fact.id: fact for links in paths.links for link in links for fact in link}
    order = sorted(steps, key=lambda key: steps[key])
    return Shown(
        tuple(web.nodes[key] for key in order),
        tuple(facts[key] for key in sorted(facts)),
        tuple(ends),
        steps,
        columns=True,
        rows=rows,
    )
