"""The write path both engines share: which queries of queries/write run, in which order, with which rows."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from kg.graph.base import DocumentProjection, Row
from kg.ontology import STRUCTURE, load_ontology
from kg.queries import NamedQuery, load_queries

BATCH = 2_000  # rows a statement; larger ones gain nothing on either engine
OWNED = ("Task", "Observation")  # belong to one document, so they stay without any relation
NODE_QUERIES = {"Task": "write_task", "Project": "write_project", "Observation": "write_observation"}
MENTIONS = "MENTIONS"
ROW_KEY = re.compile(r"\brow\.(\w+)")


@dataclass(frozen=True)
class Names:
    """The labels and relation types there are, from the ontology."""

    labels: tuple[str, ...]  # of entities and observations
    facts: tuple[str, ...]
    relations: tuple[str, ...]  # facts and MENTIONS, IN_DOCUMENT


@dataclass(frozen=True)
class Statement:
    """One write query with its places filled and its parameters."""

    query: NamedQuery
    names: Mapping[str, str] = field(default_factory=dict)
    params: Mapping[str, object] = field(default_factory=dict)

    def cypher(self, engine: str) -> str:
        """The text to run on this engine."""
        return self.query.cypher(engine, self.names)


@lru_cache(maxsize=1)
def known_names() -> Names:
    """The ontology's names; read once, on the first write."""
    ontology = load_ontology()
    return Names(tuple(ontology.classes), ontology.facts, tuple(ontology.relations))


def schema_statements() -> Iterator[Statement]:
    """Constraints and indexes, to run once before the first write."""
    names = known_names()
    for label in (*STRUCTURE, *names.labels):
        yield _statement("unique_id", {"LABEL": label})
    for label in ("Chunk", *OWNED):
        yield _statement("node_document", {"LABEL": label})
    for relation in names.facts:
        yield _statement("relation_document", {"RELATION": relation})


def document_statements(projection: DocumentProjection) -> Iterator[Statement]:
    """All of replacing one document; the projection is checked before the first statement."""
    known = known_names()
    projection.check(known.labels, known.relations)
    yield from _removal(projection.id)
    yield from _document(projection)
    yield from _orphans()


def _document(projection: DocumentProjection) -> Iterator[Statement]:
    own = {"document_id": projection.id}
    yield from _rows("write_document", [projection.document])
    yield from _rows("write_chunk", projection.chunks, own)
    yield from _rows("write_in_document", projection.chunks, own)
    for label, rows in projection.nodes.items():
        if label in NODE_QUERIES:
            yield from _rows(NODE_QUERIES[label], rows, own)
        else:
            yield from _rows("write_entity", rows, names={"LABEL": label})
    for relation, rows in projection.edges.items():
        for (subject, target), group in _by_ends(rows).items():
            if relation == MENTIONS:
                yield from _rows("write_mention", group, own, names={"LABEL": target})
            else:
                places = {"SUBJECT": subject, "RELATION": relation, "OBJECT": target}
                yield from _rows("write_fact", group, own, names=places)


def removal_statements(document_id: str) -> Iterator[Statement]:
    """All of taking one document out."""
    yield from _removal(document_id)
    yield from _orphans()


def clear_statements() -> Iterator[Statement]:
    """Emptying the graph, label by label."""
    for label in (*STRUCTURE, *known_names().labels):
        yield _statement("remove_label", {"LABEL": label})


def rebuild_statements(projections: Iterable[DocumentProjection]) -> Iterator[Statement]:
    """Emptying the graph and writing these documents; orphans are looked for once, at the end."""
    yield from clear_statements()
    for projection in projections:
        projection.check(known_names().labels, known_names().relations)
        yield from _document(projection)
    yield from _orphans()


def _removal(document_id: str) -> Iterator[Statement]:
    params = {"document_id": document_id}
    for relation in known_names().facts:
        yield _statement("remove_relations", {"RELATION": relation}, params)
    yield _statement("remove_chunks", params=params)
    yield _statement("remove_document", params=params)
    for label in OWNED:
        yield _statement("remove_owned", {"LABEL": label}, params)


def _orphans() -> Iterator[Statement]:
    for label in known_names().labels:
        if label not in OWNED:
            yield _statement("remove_orphans", {"LABEL": label})


def _by_ends(rows: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((str(row.get("subject_label", "")), str(row["object_label"])), []).append(row)
    return groups


def _rows(
    name: str, rows: Iterable[Row], extra: Row | None = None, *, names: Mapping[str, str] | None = None
) -> Iterator[Statement]:
    """The rows in batches, each with every key the query reads (null where absent) and no other."""
    keys = dict.fromkeys(ROW_KEY.findall(load_queries()[name].text))
    full = [{key: (extra or {}).get(key, row.get(key)) for key in keys} for row in rows]
    for start in range(0, len(full), BATCH):
        yield _statement(name, names, {"rows": full[start : start + BATCH]})


def _statement(
    name: str, names: Mapping[str, str] | None = None, params: Mapping[str, object] | None = None
) -> Statement:
    query = load_queries()[name]
    return Statement(query, names or {}, query.bind(params or {}))
