"""Records → projections: what counts as changed, and which passage a mention belongs to."""

from dataclasses import replace

import pytest

from kg.projection import fingerprint, projection_of
from kg.records import Document
from kg.resolve.linker import Resolution, resolve
from tests.factory import make_plan


@pytest.fixture(scope="module")
def plan() -> Document:
    return make_plan(
        "澄湖区测试规划",
        "一、重点任务",
        "1.建设概念验证中心。支持高校在区内转化成果。（牵头单位：区科技局；配合单位：区财政局）",
        "二、产业布局",
        "湖东产业园重点发展智能装备产业。湖东产业园位于澄湖区。",
    )


def resolved(plan: Document, name_of_first: str = "") -> Resolution:
    entities = list(plan.extraction.entities)
    if name_of_first:
        entities[0] = replace(entities[0], name=name_of_first)
    return resolve(entities, {})


def test_fingerprint_same_for_the_same_record(plan: Document) -> None:
    assert fingerprint(plan, "a", resolved(plan)) == fingerprint(plan, "a", resolved(plan))


def test_fingerprint_changes_with_the_record(plan: Document) -> None:
    assert fingerprint(plan, "a", resolved(plan)) != fingerprint(plan, "b", resolved(plan))


def test_fingerprint_changes_when_another_document_renames_an_entity(plan: Document) -> None:
    assert fingerprint(plan, "a", resolved(plan)) != fingerprint(plan, "a", resolved(plan, "另一个名字"))


def test_fingerprint_ignores_entities_of_other_documents(plan: Document) -> None:
    stranger = replace(plan.extraction.entities[0], id="department-0", name="别处的部门")
    more = resolve([*plan.extraction.entities, stranger], {})
    assert fingerprint(plan, "a", more) == fingerprint(plan, "a", resolved(plan))


def test_projection_puts_every_mention_into_the_passage_that_holds_it(plan: Document) -> None:
    rows = projection_of(plan, resolved(plan)).edges["MENTIONS"]
    spans = {chunk.id: (chunk.start, chunk.end) for chunk in plan.chunks}
    assert len(rows) >= 4
    assert all(
        spans[row["chunk_id"]][0] <= row["start_char"] < row["end_char"] <= spans[row["chunk_id"]][1] for row in rows
    )
    named = {(row["object_label"], plan.text[row["start_char"] : row["end_char"]]) for row in rows}
    assert {("Department", "区科技局"), ("Department", "区财政局"), ("Park", "湖东产业园")} <= named


def test_projection_edges_quote_the_text_at_their_offsets(plan: Document) -> None:
    edges = projection_of(plan, resolved(plan)).edges
    facts = [row for kind, rows in edges.items() if kind != "MENTIONS" for row in rows]
    assert {"RESPONSIBLE_FOR", "FOCUSES_ON"} <= set(edges)
    assert all(plan.text[row["start_char"] : row["end_char"]] == row["quote"] for row in facts)
