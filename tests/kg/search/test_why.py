"""Why a passage was found: words, things named, the nearest sentence, what stands around it."""

from collections.abc import Callable

import pytest

from kg.index.places import token_places
from kg.index.store import Index
from kg.search import explain, neighbours, search


def test_why_every_kept_token_has_its_place(index: Index) -> None:
    for row, entry in enumerate(index.entries):
        places = token_places(entry.chunk, index.encoder)
        assert len(places) == index.tokens.starts[row + 1] - index.tokens.starts[row]
        assert all(-1 <= place < len(entry.chunk.text) for place in places)
        assert all(entry.chunk.text[place] not in "，。；" for place in places if place >= 0)


@pytest.mark.parametrize(
    ("query", "start", "nearest"),
    [
        ("年轻人住在哪里", "建设人才公寓", "建设人才公寓2000套，解决青年人才住房问题。"),
        ("由哪个部门建设中试平台", "建设生物医药中试平台\t", "建设生物医药中试平台"),
    ],
)
def test_why_marks_the_nearest_sentence_or_cell(index: Index, query: str, start: str, nearest: str) -> None:
    hits = search(index, query, k=14)
    [(hit, why)] = [
        pair for pair in zip(hits, explain(index, query, hits), strict=True) if pair[0].chunk.text.startswith(start)
    ]
    assert why.sentence is not None
    assert hit.chunk.text[slice(*why.sentence)] == nearest


def test_why_names_the_things_of_the_query_that_a_passage_mentions(index: Index) -> None:
    hits = search(index, "云岭生物的住房", k=14)
    named = {
        hit.chunk.text[:6]: why.entities for hit, why in zip(hits, explain(index, "云岭生物的住房", hits), strict=True)
    }
    assert named["支持云岭生物"] == ("云岭生物",)
    assert named["建设人才公寓"] == ()


def test_why_passages_around_a_hit_stay_in_its_document(index: Index, chunk_id: Callable[[str], str]) -> None:
    hits = {hit.chunk.id: hit for hit in search(index, "规划", k=14)}
    last, middle = hits[chunk_id("盘活闲置土地")], hits[chunk_id("支持云岭生物")]
    before, after = neighbours(index, middle)
    assert before is not None
    assert after is not None
    assert (before.end, after.start) == (middle.chunk.start - 1, middle.chunk.end + 1)
    ends = [neighbours(index, hit) for hit in hits.values()]
    assert sum(before is None for before, _ in ends) == sum(after is None for _, after in ends) == 2
    assert last.chunk.document_id == middle.chunk.document_id
