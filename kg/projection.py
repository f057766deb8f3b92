"""Records, corrected → graph and index: what a document contributes, written only where something changed."""

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.corrections.apply import Corrected, load_corrected
from kg.graph import DocumentProjection, open_store
from kg.ids import make_id
from kg.records import Chunk, Document, Entity, Relation
from kg.resolve.around import look_around
from kg.resolve.judgements import load_judgements
from kg.resolve.linker import Resolution, resolve
from kg.resolve.things import national_describer
from kg.settings import Settings
from kg.store import JUDGEMENTS, RecordStore, write_atomically

Row = dict[str, Any]
STATE_FILE = "projection.json"


@dataclass(frozen=True)
class Reading:
    """The records of one state, read, corrected and resolved: what an engine over that state begins with."""

    state: str
    corrected: Corrected
    resolution: Resolution


def project(
    settings: Settings,
    store: RecordStore,
    *,
    graph: bool = True,
    index: bool = True,
    whole: bool = False,
    records: Iterable[Document] | None = None,
) -> Reading | None:
    """Brings graph and index up to the records' state and gives what it read; None where they were there already.

    `whole` makes them again from nothing; `records` are the store's documents, where they are at hand already. A
    document is written again when its record, its corrections or the canonical id of one of its entities changed.
    """
    state = store.state()
    if not whole and _is_current(settings, store, state):
        return None
    corrected = load_corrected(store, records)
    documents = list(corrected.documents)
    resolution = resolve_all(documents, settings, corrected.named)
    if graph:
        digests = {one.id: store.digest(one.id) + corrected.stamps.get(one.id, "") for one in documents}
        _project_graph(settings, documents, digests, resolution, state, whole=whole)
    if index:
        from kg.index.build import build_index

        names = search_names(resolution)
        build_index(settings.home, documents, settings.encoder, state, names=names, canonical=resolution.canonical)
    return Reading(state, corrected, resolution)


def search_names(resolution: Resolution) -> dict[str, tuple[str, ...]]:
    """By entity id before resolution, every name that a question may use for its thing: 人社局 for 区人力社保局, too."""
    bodies = national_describer().bodies
    names = {thing.id: (thing.name, *thing.aliases) for thing in resolution.entities.values()}
    for thing in resolution.entities.values():
        if thing.type == "Department":
            spoken = (form for name in names[thing.id] for form in bodies.spoken(name))
            names[thing.id] = tuple(dict.fromkeys((*names[thing.id], *spoken)))
    return {entity_id: names[canonical] for entity_id, canonical in resolution.canonical.items()}


def resolve_all(documents: Iterable[Document], settings: Settings, named: Collection[str] = ()) -> Resolution:
    """The resolution of all documents' entities under the judgements in force; the names of `named` lead."""
    loaded = tuple(documents)
    entities = (entity for document in loaded for entity in document.extraction.entities)
    return resolve(entities, load_judgements(settings.home / JUDGEMENTS), look_around(loaded), named=named)


def graph_path(settings: Settings) -> Any:
    """Where the embedded graph lives."""
    return settings.home / "graph" / "plans.kglite"


def graph_state(settings: Settings) -> Row:
    """What the graph was last made from: {"state", "target", "documents": {id: fingerprint}}."""
    path = settings.home / STATE_FILE
    if not path.is_file():
        return {}
    data: Row = json.loads(path.read_text(encoding="utf-8"))
    return data if data.get("target") == settings.graph_url else {}


def _is_current(settings: Settings, store: RecordStore, state: str) -> bool:
    from kg.index.build import index_state

    return graph_state(settings).get("state") == state and index_state(settings.home, settings.encoder) == state


def _project_graph(
    settings: Settings,
    documents: list[Document],
    digests: Mapping[str, str],
    resolution: Resolution,
    state: str,
    *,
    whole: bool,
) -> None:
    old = {} if whole else graph_state(settings).get("documents", {})
    new = {document.id: fingerprint(document, digests[document.id], resolution) for document in documents}
    path = settings.home / STATE_FILE
    graph = open_store(
        settings.graph_url,
        path=graph_path(settings),
        user=settings.graph_user,
        password=settings.graph_password,
        database=settings.graph_database,
        write=True,
        fresh=not old,
    )
    try:
        path.unlink(missing_ok=True)  # until the last write is in, the graph counts as unfinished
        if not old:
            graph.rebuild(projection_of(document, resolution) for document in documents)
        for document_id in sorted(set(old) - set(new)):
            graph.remove_document(document_id)
        for document in documents if old else ():
            if old.get(document.id) != new[document.id]:
                graph.write_document(projection_of(document, resolution))
    finally:
        graph.close()
    write_atomically(path, json.dumps({"state": state, "target": settings.graph_url, "documents": new}))


def fingerprint(document: Document, digest: str, resolution: Resolution) -> str:
    """Changes when what the document puts into the graph changes: its record and corrections (`digest`), or who its entities are."""
    own = {resolution.canonical[entity.id] for entity in document.extraction.entities}
    who = [(id_, entity.name, *entity.aliases) for id_, entity in resolution.entities.items() if id_ in own]
    return make_id("state", digest, *sorted(who))


def projection_of(document: Document, resolution: Resolution) -> DocumentProjection:
    """All that one document puts into the graph, with canonical ids."""
    nodes: dict[str, dict[str, Row]] = defaultdict(dict)
    labels: dict[str, tuple[str, str]] = {}
    for entity in document.extraction.entities:
        canonical = resolution.entities[resolution.canonical[entity.id]]
        labels[entity.id] = (canonical.id, canonical.type)
        nodes[canonical.type][canonical.id] = _node_row(canonical, resolution)
    edges: dict[str, list[Row]] = defaultdict(list)
    for relation in document.extraction.relations:
        edges[relation.type].extend(_fact_rows(document, relation, labels))
    edges["MENTIONS"] = _mention_rows(document, labels)
    return DocumentProjection(
        document=_document_row(document, labels),
        chunks=tuple(_chunk_row(chunk, order) for order, chunk in enumerate(document.chunks)),
        nodes={label: tuple(rows.values()) for label, rows in nodes.items()},
        edges={kind: tuple(rows) for kind, rows in edges.items()},
    )


def _node_row(entity: Entity, resolution: Resolution) -> Row:
    properties = dict(entity.properties)
    if entity.type == "Observation":
        properties["of_id"] = resolution.canonical.get(str(properties.get("of_id")), "")
    return {
        **properties,
        "id": entity.id,
        "name": entity.name or entity.id,
        "aliases": "|".join(entity.aliases),
        "region": entity.region,
        "level": entity.level,
    }


def _fact_rows(document: Document, relation: Relation, labels: Mapping[str, tuple[str, str]]) -> list[Row]:
    subject_id, subject_label = labels[relation.subject_id]
    object_id, object_label = labels[relation.object_id]
    if subject_id == object_id:
        return []
    return [
        {
            "subject_id": subject_id,
            "subject_label": subject_label,
            "object_id": object_id,
            "object_label": object_label,
            "relation_id": relation.id,
            "document_id": document.id,
            "document": document.name,
            "section": " > ".join(evidence.section),
            "quote": evidence.quote,
            "start_char": evidence.start,
            "end_char": evidence.end,
            "extractor": evidence.extractor,
            "basis": evidence.basis,
            "role": str(relation.properties.get("role", "")),
            "status": str(relation.properties.get("status", "")),
            "force": str(relation.properties.get("force", "")),
            "note": str(relation.properties.get("note", "")),
        }
        for evidence in relation.evidence
    ]


def _mention_rows(document: Document, labels: Mapping[str, tuple[str, str]]) -> list[Row]:
    rows = []
    chunks = sorted(document.chunks, key=lambda chunk: chunk.start)
    starts = [chunk.start for chunk in chunks]
    for mention in document.extraction.mentions:
        at = bisect_right(starts, mention.start) - 1
        if at < 0 or mention.end > chunks[at].end or mention.entity_id not in labels:
            continue  # in no passage: a heading's words, a name across two passages
        object_id, object_label = labels[mention.entity_id]
        rows.append(
            {
                "chunk_id": chunks[at].id,
                "object_id": object_id,
                "object_label": object_label,
                "document_id": document.id,
                "start_char": mention.start,
                "end_char": mention.end,
            }
        )
    return rows


def _chunk_row(chunk: Chunk, order: int) -> Row:
    return {
        "id": chunk.id,
        "name": chunk.text[:20].strip() or chunk.id,
        "document_id": chunk.document_id,
        "section": " > ".join(chunk.path),
        "order_index": order,
        "start_char": chunk.start,
        "end_char": chunk.end,
        "kind": chunk.kind,
    }


def _document_row(document: Document, labels: Mapping[str, tuple[str, str]]) -> Row:
    meta = document.metadata
    own = (
        e for e in document.extraction.entities if e.type == "Policy" and e.properties.get("document_id") == document.id
    )
    policy = next((labels[entity.id][0] for entity in own), "")
    return {
        "id": document.id,
        "name": document.name,
        "heading": document.title,
        "kind": meta.get("kind", ""),
        "region": meta.get("region", ""),
        "level": meta.get("level", ""),
        "period_start": meta.get("period_start", ""),
        "period_end": meta.get("period_end", ""),
        "date": meta.get("date", ""),
        "document_number": meta.get("number", ""),
        "issuer": meta.get("issuer", ""),
        "policy_id": policy,
    }
