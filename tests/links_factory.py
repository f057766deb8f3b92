"""The small graph of tests/cases/graph.yaml as a web of links, and webs drawn by hand."""

from collections import defaultdict
from collections.abc import Iterable

from kg.links.web import RELATIONS, Fact, Node, Web
from kg.records import Evidence
from tests.graph_factory import load_projections


def small_web() -> Web:
    """The things and facts of the two documents, as `read_web` would have them."""
    nodes: dict[str, Node] = {}
    told: dict[tuple[str, str, str], list[dict[str, object]]] = defaultdict(list)
    for projection in load_projections():
        for label, rows in projection.nodes.items():
            for row in rows:
                aliases = tuple(filter(None, str(row.get("aliases", "")).split("|")))
                nodes[str(row["id"])] = Node(str(row["id"]), label, str(row["name"]), aliases)
        for relation, rows in projection.edges.items():
            for row in rows if relation in RELATIONS else ():
                told[relation, str(row["subject_id"]), str(row["object_id"])].append(
                    {**row, "document_id": projection.id}
                )
    return Web(nodes.values(), (_fact(*key, rows) for key, rows in told.items()))


def _fact(relation: str, source: str, target: str, rows: Iterable[dict[str, object]]) -> Fact:
    rows = list(rows)
    roles = dict.fromkeys(str(row["role"]) for row in rows if row.get("role"))
    evidence = tuple(
        Evidence(
            str(row["document_id"]),
            tuple(str(row["section"]).split(" > ")),
            str(row["quote"]),
            int(str(row["start_char"])),
            int(str(row["end_char"])),
            "hand/1",
        )
        for row in rows
    )
    return Fact(relation, source, target, evidence, tuple(roles))


def star(points: int) -> Web:
    """One park with so many industries; the more often a name is counted the more often its fact is stated."""
    nodes = [Node("park", "Park", "青岚园"), *(Node(f"i{n:03}", "Industry", f"产业{n:03}") for n in range(points))]
    return Web(nodes, (link("FOCUSES_ON", "park", f"i{n:03}", times=1 + n % 3) for n in range(points)))


def link(relation: str, source: str, target: str, *, times: int = 1) -> Fact:
    """A fact stated so many times."""
    quotes = tuple(Evidence("doc", ("一、",), "原文", n, n + 2, "hand/1") for n in range(times))
    return Fact(relation, source, target, quotes)
