"""Checks over the graph: the files of queries/checks, and what no query can say: rings of any length, wrong ends."""

from collections.abc import Iterator, Mapping

from kg.checks.model import Place
from kg.graph.base import GraphStore
from kg.ontology import load_ontology
from kg.queries import NamedQuery, load_queries

WRONG_ENDS, RING = "relation_between_wrong_classes", "ring_of_parts"
# Name → title and repair of the checks that are written here.
OWN: Mapping[str, tuple[str, str]] = {
    WRONG_ENDS: (
        "事实连接了本体不允许的两类",
        "请重新加入该文件；本体改过的，核对 ontology/relations 中这种关系的 from 和 to。",
    ),
    RING: (
        "园区或产业互为上级，绕成一圈",
        "请看各处原文，找出读反的一句；在 ontology/gazetteers 写明上级（parent）后重新加入。",
    ),
}


def graph_queries() -> dict[str, NamedQuery]:
    """The checks that are files, by name."""
    return {name: query for name, query in load_queries().items() if query.folder == "checks"}


def iter_places(store: GraphStore, check: str) -> Iterator[Place]:
    """What one check finds in the graph."""
    if check == WRONG_ENDS:
        yield from _wrong_ends(store)
    elif check == RING:
        yield from _rings(store)
    else:
        for row in store.read(check, {}):
            yield Place(*(str(row[key] or "") for key in ("id", "name", "detail", "document_id", "quote")))


def _wrong_ends(store: GraphStore) -> Iterator[Place]:
    """Facts between classes that the ontology's from and to do not allow."""
    relations = load_ontology().relations
    for row in store.read("relation_ends", {}):
        name, subject, target = str(row["relation"]), _label(row["subject_labels"]), _label(row["object_labels"])
        if name not in relations or subject not in relations[name].subject or target not in relations[name].object:
            yield Place(name, name, f"{subject} → {target}：{row['n']} 条")


def _rings(store: GraphStore) -> Iterator[Place]:
    """Each ring once, told from its smallest id on."""
    facts: dict[str, dict[str, dict[str, object]]] = {}
    for row in store.read("part_edges", {}):
        facts.setdefault(str(row["id"]), {}).setdefault(str(row["above_id"]), row)
    told: set[str] = set()
    for start in sorted(facts):
        ring = [] if start in told else _way_back(facts, start)
        if ring:
            told.update(str(row["id"]) for row in ring)
            first = ring[0]
            names = " → ".join(str(row["name"]) for row in [*ring, first])
            yield Place(start, str(first["name"]), names, str(first["document_id"]), str(first["quote"]))


def _way_back(facts: Mapping[str, Mapping[str, dict[str, object]]], start: str) -> list[dict[str, object]]:
    """The shortest run of facts from a thing up to itself, [] where there is none."""
    reached: dict[str, list[dict[str, object]]] = {start: []}
    waiting = [start]
    for place in waiting:
        for above, row in facts.get(place, {}).items():
            if above == start:
                return [*reached[place], row]
            if above not in reached:
                reached[above] = [*reached[place], row]
                waiting.append(above)
    return []


def _label(labels: object) -> str:
    return str(labels[0]) if isinstance(labels, list) and labels else ""
