"""What both engines promise about writing: the same tests on kglite and on a real Neo4j server."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from kg.errors import QueryError, RecordError
from kg.graph import DocumentProjection, GraphStore
from kg.queries import READING, load_queries
from tests.graph_factory import fill, load_projections

PLAN, ACTION = load_projections()


def state(store: GraphStore) -> list[list[dict[str, object]]]:
    """All that a reader can tell two graphs apart by: counts, entities, facts, mentions."""
    entities = store.read("entities", {"limit": 1000})
    ids = [row["id"] for row in entities]
    parts = [store.read(name, {}) for name in ("counts", "relation_counts", "documents", "tasks")]
    facts = [store.read("links", {"ids": ids})]
    return [*parts, entities, *facts, *(store.read("entity", {"id": id_}) for id_ in ids)]


def names_of(store: GraphStore, label: str) -> set[object]:
    return {row["id"] for row in store.read("entities", {"label": label, "limit": 1000})}


def count(store: GraphStore, label: str) -> int:
    return next((int(str(row["n"])) for row in store.read("counts", {}) if row["label"] == label), 0)


def test_write_document_twice_changes_nothing(store: GraphStore) -> None:
    fill(store)
    before = state(store)
    store.write_document(PLAN)
    store.write_document(ACTION)
    assert state(store) == before


def test_write_document_replaces_what_the_document_said(store: GraphStore) -> None:
    fill(store)
    kept = tuple(row for row in PLAN.edges["LOCATED_IN"] if row["subject_id"] != "ent-heming")
    edges = {**PLAN.edges, "LOCATED_IN": kept, "IN_INDUSTRY": PLAN.edges["IN_INDUSTRY"][:1], "HOLDS_TITLE": ()}
    gone = {"ent-heming", "title-giant"}
    edges["MENTIONS"] = tuple(row for row in PLAN.edges["MENTIONS"] if row["object_id"] not in gone)
    store.write_document(replace(PLAN, edges=edges, chunks=PLAN.chunks))
    assert names_of(store, "Enterprise") == {"ent-lanhai"}
    assert names_of(store, "Title") == set()
    assert count(store, "Chunk") == 6
    assert {row["relation"] for row in store.read("facts_of", {"id": "ent-lanhai"})} >= {"LOCATED_IN", "BUILDS"}


def test_write_document_in_another_order_gives_the_same_graph(store: GraphStore) -> None:
    fill(store)
    before = state(store)
    store.clear()
    store.write_document(ACTION)
    store.write_document(PLAN)
    assert state(store) == before


def test_remove_document_keeps_what_another_supports(store: GraphStore) -> None:
    store.write_document(PLAN)
    before = state(store)
    store.write_document(ACTION)
    store.remove_document(ACTION.id)
    assert state(store) == before
    store.write_document(ACTION)
    store.remove_document(PLAN.id)
    assert names_of(store, "Enterprise") == {"ent-lanhai"}
    assert {row["document_id"] for row in store.read("facts_of", {"id": "ent-lanhai"})} == {ACTION.id}
    assert names_of(store, "Task") == {"task-3"}


def test_remove_document_last_leaves_nothing(store: GraphStore) -> None:
    fill(store)
    store.remove_document(PLAN.id)
    store.remove_document(ACTION.id)
    assert store.read("counts", {}) == []


def test_remove_document_unknown_changes_nothing(store: GraphStore) -> None:
    fill(store)
    before = state(store)
    store.remove_document("doc-never-seen")
    assert state(store) == before


def test_rebuild_equals_writing_each_document(store: GraphStore) -> None:
    fill(store)
    before = state(store)
    store.rebuild([ACTION, PLAN])
    assert state(store) == before


def test_unsupported_entity_is_not_kept_but_a_task_is(store: GraphStore) -> None:
    nodes: dict[str, Any] = {
        "Enterprise": ({"id": "e", "name": "无据公司"},),
        "Task": ({"id": "t", "name": "无人负责"},),
    }
    store.write_document(DocumentProjection({"id": "d", "name": "d.txt"}, nodes=nodes))
    assert (names_of(store, "Enterprise"), names_of(store, "Task")) == (set(), {"t"})
    store.write_document(DocumentProjection({"id": "d", "name": "d.txt"}))
    assert names_of(store, "Task") == set()


def test_absent_properties_read_as_empty(store: GraphStore) -> None:
    nodes: dict[str, Any] = {"Task": ({"id": "t", "name": "任务"},)}
    store.write_document(DocumentProjection({"id": "d", "name": "d.txt"}, nodes=nodes))
    (row,) = store.read("entity", {"id": "t"})
    assert (row["aliases"], row["number"], row["deadline"], row["order_index"], row["place"]) == ("", "", "", 0, None)
    (document,) = store.read("documents", {})
    assert set(document.values()) == {"d", "d.txt", ""}


def test_names_sort_by_code_point(store: GraphStore) -> None:
    names = ["𠮷野", "北京", "安徽", "ａ", "Z", "a", "豈", "（一）", "10", "9", "é"]
    tasks = tuple({"id": f"t{i}", "name": name} for i, name in enumerate(names))
    store.write_document(DocumentProjection({"id": "d", "name": "d.txt"}, nodes={"Task": tasks}))
    rows = store.read("entities", {"label": "Task"})
    assert [row["name"] for row in rows] == sorted(names)


def test_every_evidence_is_an_edge_of_its_own(store: GraphStore) -> None:
    store.write_document(PLAN)
    rows = [row for row in store.read("tasks", {}) if row["task_id"] == "task-2"]
    assert [row["quote"] for row in rows] == ["区科委牵头建设检测中心", "2 建设检测中心 区科委"]


def test_large_document_is_written_in_batches(store: GraphStore) -> None:
    chunk = {"id": "c", "name": "段落", "start_char": 0, "end_char": 9}
    tasks = tuple({"id": f"t{i}", "name": f"任务{i}"} for i in range(4_500))
    mentions = tuple(
        {"chunk_id": "c", "object_label": "Task", "object_id": f"t{i}", "start_char": 0, "end_char": 1}
        for i in range(4_500)
    )
    store.write_document(
        DocumentProjection({"id": "d", "name": "d.txt"}, (chunk,), {"Task": tasks}, {"MENTIONS": mentions})
    )
    assert count(store, "Task") == 4_500
    assert {row["relation"]: row["n"] for row in store.read("relation_counts", {})}["MENTIONS"] == 4_500


BROKEN = {
    "label": (replace(PLAN, nodes={**PLAN.nodes, "Robot": ()}), "类 Robot 不在本体中"),
    "relation": (replace(PLAN, edges={**PLAN.edges, "LIKES": ()}), "关系 LIKES 不在本体中"),
    "loose end": (replace(PLAN, nodes={**PLAN.nodes, "Fund": ()}), "Fund fund-transfer 不在其节点中"),
    "no name": (
        replace(PLAN, nodes={**PLAN.nodes, "Fund": ({"id": "fund-transfer", "name": ""},)}),
        "Fund 缺少 id 或名称",
    ),
    "chunk": (replace(PLAN, chunks=PLAN.chunks[1:]), "指向的 Chunk chunk-p1"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_write_document_refuses_a_broken_projection_and_keeps_the_graph(store: GraphStore, case: str) -> None:
    projection, message = BROKEN[case]
    fill(store)
    before = state(store)
    with pytest.raises(RecordError, match=message):
        store.write_document(projection)
    assert state(store) == before


class Interrupted(dict[str, Any]):
    """Edges whose reading, after the check's, is interrupted in the middle."""

    readings = 0

    def items(self) -> Any:
        self.readings += 1
        return self._interrupting() if self.readings == 2 else super().items()

    def _interrupting(self) -> Iterator[tuple[str, Any]]:
        yield from list(super().items())[:3]
        raise KeyboardInterrupt


def test_interrupted_write_document_keeps_the_graph(store: GraphStore) -> None:
    store.write_document(PLAN)
    before = state(store)
    with pytest.raises(KeyboardInterrupt):
        store.write_document(replace(ACTION, edges=Interrupted(ACTION.edges)))
    assert state(store) == before
    store.write_document(PLAN)
    assert state(store) == before


def test_read_refuses_unknown_names_parameters_and_writes(store: GraphStore) -> None:
    with pytest.raises(QueryError, match="neighbourhood"):
        store.read("neigbourhood", {"id": "x"})
    with pytest.raises(QueryError, match=r"没有参数 idd.*id: string"):
        store.read("entity", {"idd": "x"})
    with pytest.raises(QueryError, match="remove_label：会写入"):
        store.read("remove_label", {})


def test_read_takes_values_as_values(store: GraphStore) -> None:
    fill(store)
    assert store.read("entity", {"id": "x'}) DETACH DELETE n //"}) == []
    assert count(store, "Document") == 2


def test_every_query_runs_on_an_empty_graph(store: GraphStore) -> None:
    kinds: dict[str, object] = {"list": ["x"], "string": "x", "int": 1, "float": 1.0}
    for name, query in load_queries().items():
        if query.folder in READING:
            rows = store.read(name, {key: kinds[param.type] for key, param in query.params.items()})
            assert not any(row.get("id") for row in rows), name
