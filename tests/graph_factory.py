"""The small graph of tests/cases/graph.yaml as document projections."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from kg.graph.base import DocumentProjection, GraphStore

CASES = Path(__file__).parent / "cases"


def load_projections() -> list[DocumentProjection]:
    """The two documents, their compact edges written out."""
    return [make_projection(part) for part in yaml.safe_load((CASES / "graph.yaml").read_text(encoding="utf-8"))]


def make_projection(part: Mapping[str, Any]) -> DocumentProjection:
    """One document of the file; LABEL/id becomes label and id, a fact gets document and section of its chunk."""
    document = part["document"]
    chunks = {row["id"]: {**row, "section": " > ".join(row["section"])} for row in part["chunks"]}
    edges = {
        relation: tuple(_fact(relation, row, document, chunks[row["in"]]) for row in rows)
        for relation, rows in part["edges"].items()
    }
    edges["MENTIONS"] = tuple(_mention(row) for row in part["mentions"])
    nodes = {label: tuple(rows) for label, rows in part["nodes"].items()}
    return DocumentProjection(document, tuple(chunks.values()), nodes, edges)


def _fact(
    relation: str, row: Mapping[str, Any], document: Mapping[str, Any], chunk: Mapping[str, Any]
) -> dict[str, Any]:
    (subject_label, subject_id), (object_label, object_id) = row["subject"].split("/"), row["object"].split("/")
    return {
        "relation_id": f"{relation}:{subject_id}:{object_id}",
        "subject_label": subject_label,
        "subject_id": subject_id,
        "object_label": object_label,
        "object_id": object_id,
        "document": document["name"],
        "section": chunk["section"],
        "extractor": "hand/1",
        **{key: value for key, value in row.items() if key not in {"subject", "object", "in"}},
    }


def _mention(row: Mapping[str, Any]) -> dict[str, Any]:
    label, entity = row["object"].split("/")
    place = {"start_char": row["start_char"], "end_char": row["end_char"]}
    return {"chunk_id": row["in"], "object_label": label, "object_id": entity, **place}


def fill(store: GraphStore) -> None:
    """Empties a store and writes both documents."""
    store.clear()
    for projection in load_projections():
        store.write_document(projection)
