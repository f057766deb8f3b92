"""The graph's content as files: JSON lines, CSV, GraphML or Turtle, made from the records."""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.errors import SettingsError, StoreError
from kg.ids import make_id
from kg.records import Document, Entity, Relation
from kg.resolve.linker import Resolution
from kg.store import make_folder

FORMATS = ("jsonl", "csv", "graphml", "turtle")
NAMESPACE = "urn:plangraph:"
Row = dict[str, Any]


def export(folder: Path, documents: Iterable[Document], resolution: Resolution, *, form: str = "jsonl") -> list[Path]:
    """Writes the files of a format into a folder and returns their paths; refuses an unknown format."""
    writers = {"jsonl": _write_jsonl, "csv": _write_csv, "graphml": _write_graphml, "turtle": _write_turtle}
    if form not in writers:
        raise SettingsError(f"--format {form}：没有这种格式；请用 {'、'.join(FORMATS)} 之一")
    make_folder(folder)
    loaded = list(documents)
    try:
        return writers[form](folder, loaded, resolution)
    except OSError as err:
        raise StoreError(f"{folder}：导出的文件无法写入（{err.strerror}）；请检查权限和磁盘空间") from err


def iter_entities(documents: Iterable[Document], resolution: Resolution) -> Iterator[Row]:
    """entities.jsonl: id, type, name, aliases, the documents that name it, and how often."""
    named: dict[str, set[str]] = defaultdict(set)
    mentions: Counter[str] = Counter()
    for document in documents:
        for entity in document.extraction.entities:
            named[resolution.canonical[entity.id]].add(document.name)
        mentions.update(
            resolution.canonical[m.entity_id]
            for m in document.extraction.mentions
            if m.entity_id in resolution.canonical
        )
    for key, entity in sorted(resolution.entities.items()):
        if entity.type != "Observation":
            yield {
                "id": key,
                "type": entity.type,
                "name": entity.name,
                "aliases": list(entity.aliases),
                "documents": sorted(named[key]),
                "mentions": mentions[key],
                **{name: value for name, value in entity.properties.items() if value not in (None, "")},
            }


def iter_relations(documents: Iterable[Document], resolution: Resolution) -> Iterator[Row]:
    """relations.jsonl: canonical ends, properties, and all evidence of all documents together."""
    merged: dict[str, Row] = {}
    for document in documents:
        for relation in document.extraction.relations:
            left = resolution.entities[resolution.canonical[relation.subject_id]]
            right = resolution.entities[resolution.canonical[relation.object_id]]
            key = make_id("rel", relation.type, left.id, right.id, str(relation.properties.get("role", "")))
            row = merged.setdefault(key, _relation_row(key, relation, left, right, resolution))
            row["evidence"].extend(
                {"document": document.name, **{k: v for k, v in asdict(e).items() if k != "document_id"}}
                for e in relation.evidence
            )
    yield from (merged[key] for key in sorted(merged))


def _relation_row(key: str, relation: Relation, left: Entity, right: Entity, resolution: Resolution) -> Row:
    subject = {"id": left.id, "type": left.type, "name": left.name}
    return {
        "id": key,
        "type": relation.type,
        "subject": subject,
        "object": _observation(right, resolution)
        if right.type == "Observation"
        else {"id": right.id, "type": right.type, "name": right.name},
        "properties": {**relation.properties, **_of_task(right)},
        "evidence": [],
    }


def _of_task(entity: Entity) -> Row:
    """The number and group of a task, as its table or headings give them, beside who is responsible for it."""
    told = {"no": entity.properties.get("number"), "group": entity.properties.get("group_name")}
    return {name: value for name, value in told.items() if entity.type == "Task" and value not in (None, "")}


def _observation(entity: Entity, resolution: Resolution) -> Row:
    kept = ("value", "number", "unit", "amount", "amount_unit", "year", "kind", "nature", "basis", "qualifier")
    of = resolution.entities.get(resolution.canonical.get(str(entity.properties.get("of_id")), ""))
    named = str(entity.properties.get("of_name") or "")
    return {
        "id": entity.id,
        "type": "Observation",
        "name": entity.name,
        **{name: entity.properties.get(name) for name in kept},
        "of": {"id": of.id, "type": of.type, "name": of.name}
        if of
        else {"id": "", "type": "", "name": named}
        if named
        else None,
    }


def _lines(path: Path, rows: Iterable[Row]) -> Path:
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return path


def _write_jsonl(folder: Path, documents: list[Document], resolution: Resolution) -> list[Path]:
    heads = (
        {
            "id": d.id,
            "document": d.name,
            "title": d.title,
            "sha256": d.sha256,
            "metadata": dict(d.metadata),
            "text": d.text,
        }
        for d in documents
    )
    return [
        _lines(folder / "documents.jsonl", heads),
        _lines(folder / "sections.jsonl", (asdict(s) for d in documents for s in d.sections)),
        _lines(folder / "chunks.jsonl", ({**asdict(c), "document": d.name} for d in documents for c in d.chunks)),
        _lines(folder / "entities.jsonl", iter_entities(documents, resolution)),
        _lines(folder / "relations.jsonl", iter_relations(documents, resolution)),
    ]


def _write_csv(folder: Path, documents: list[Document], resolution: Resolution) -> list[Path]:
    entities = [
        {
            **{k: r[k] for k in ("id", "type", "name", "mentions")},
            "aliases": "|".join(r["aliases"]),
            "documents": "|".join(r["documents"]),
        }
        for r in iter_entities(documents, resolution)
    ]
    relations = [
        {
            "type": r["type"],
            "subject": r["subject"]["name"],
            "subject_id": r["subject"]["id"],
            "object": r["object"]["name"],
            "object_id": r["object"]["id"],
            **{name: r["properties"].get(name, "") for name in ("role", "status", "force", "no", "group")},
            "document": e["document"],
            "section": " > ".join(e["section"]),
            "quote": e["quote"],
        }
        for r in iter_relations(documents, resolution)
        for e in r["evidence"]
    ]
    return [_table(folder / "entities.csv", entities), _table(folder / "relations.csv", relations)]


def _table(path: Path, rows: list[Row]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as out:  # the mark lets Excel see UTF-8
        writer = csv.DictWriter(out, fieldnames=list(rows[0]) if rows else ["id"])
        writer.writeheader()
        writer.writerows(rows)
    return path


def _write_graphml(folder: Path, documents: list[Document], resolution: Resolution) -> list[Path]:
    import networkx as nx

    graph = nx.MultiDiGraph()
    for row in iter_entities(documents, resolution):
        graph.add_node(row["id"], name=row["name"], kind=row["type"], aliases="|".join(row["aliases"]))
    for row in iter_relations(documents, resolution):
        graph.add_node(row["object"]["id"], name=row["object"]["name"], kind=row["object"]["type"])
        graph.add_edge(
            row["subject"]["id"],
            row["object"]["id"],
            kind=row["type"],
            quote=row["evidence"][0]["quote"],
            document=row["evidence"][0]["document"],
        )
    nx.write_graphml(graph, folder / "graph.graphml", encoding="utf-8")
    return [folder / "graph.graphml"]


def _write_turtle(folder: Path, documents: list[Document], resolution: Resolution) -> list[Path]:
    path = folder / "graph.ttl"
    with path.open("w", encoding="utf-8") as out:
        out.write(f"@prefix pg: <{NAMESPACE}> .\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\n")
        for row in iter_entities(documents, resolution):
            names = "".join(f" ; pg:alias {json.dumps(alias, ensure_ascii=False)}" for alias in row["aliases"])
            out.write(
                f"<{NAMESPACE}{row['id']}> a pg:{row['type']} ; rdfs:label {json.dumps(row['name'], ensure_ascii=False)}{names} .\n"
            )
        for row in iter_relations(documents, resolution):
            if row["object"]["type"] == "Observation":
                out.write(
                    f"<{NAMESPACE}{row['object']['id']}> a pg:Observation ; rdfs:label {json.dumps(row['object']['name'], ensure_ascii=False)} .\n"
                )
            out.write(f"<{NAMESPACE}{row['subject']['id']}> pg:{row['type']} <{NAMESPACE}{row['object']['id']}> .\n")
    return [path]
