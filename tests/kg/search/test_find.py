"""What is found at once: how many passages speak of it, counts by dimension, filters that do not exist."""

from dataclasses import replace

import numpy as np
import pytest

from kg.errors import QueryError
from kg.index import vector
from kg.index.dimensions import Dimension
from kg.index.parts import encode_chunks
from kg.index.store import Index
from kg.index.vector import VectorIndex
from kg.search import SearchFilters, Wish, find
from kg.search.filters import DIMENSIONS

EVERY = Wish(every=True)


def texts(index: Index, query: str, **filters: tuple[str, ...]) -> list[str]:
    return [hit.chunk.text for hit in find(index, query, EVERY, SearchFilters(**filters)).hits]


def test_find_tells_how_many_passages_speak_of_it(index: Index) -> None:
    found = find(index, "人才住房", EVERY)
    assert found.hits[0].chunk.text.startswith("建设人才公寓2000套")
    assert found.total == len(found.hits) + sum(len(hit.also) for hit in found.hits)
    assert found.total < 5


@pytest.mark.parametrize("query", ["红烧肉怎么做才不腻", "恐龙是怎么灭绝的", "演唱会"])
def test_find_counts_nothing_of_what_the_plans_do_not_speak_of(index: Index, query: str) -> None:
    found = find(index, query, Wish(k=3))
    assert found.total == 0
    assert not any(found.facets.values())
    assert len(found.hits) == 3  # the best there is, for who wants to look


def test_find_sorts_by_place_in_the_document(index: Index) -> None:
    hits = find(index, "生物医药中试平台", Wish(every=True, order="document")).hits
    assert len(hits) > 1
    assert [(hit.title, hit.chunk.start) for hit in hits] == sorted((hit.title, hit.chunk.start) for hit in hits)


def test_find_counts_each_dimension_with_its_own_filter_off(index: Index) -> None:
    free = find(index, "生物医药中试平台", EVERY).facets
    limited = find(index, "生物医药中试平台", EVERY, SearchFilters(passages=("table_row",))).facets
    assert limited["passage"] == free["passage"]
    assert sum(limited["section"].values()) == free["passage"]["table_row"] < sum(free["section"].values())


@pytest.mark.parametrize(
    ("filters", "named"),
    [
        ({"documents": ("没有.txt",)}, "青川区“十五五”产业发展规划"),
        ({"passages": ("图",)}, "text、table_row、task"),
        ({"sections": ("水库保护", "养老服务")}, "养老服务"),
        ({"entities": ("云岭生化",)}, "云岭生物"),
        ({"regions": ("海川区",)}, "没有可选的值"),
    ],
)
def test_find_refuses_a_value_that_nothing_has(index: Index, filters: dict[str, tuple[str, ...]], named: str) -> None:
    with pytest.raises(QueryError, match=named):
        find(index, "住房", EVERY, SearchFilters(**filters))


@pytest.mark.parametrize("query", ["生物医药中试平台", "区科委", "人才"])
def test_find_counts_what_a_search_within_it_finds(index: Index, query: str) -> None:
    told = find(index, query).facets
    fields = {dimension: field for field, dimension in DIMENSIONS.items()}
    for dimension, counts in told.items():
        for value, count in counts.items():
            limited = find(index, query, filters=SearchFilters(**{fields[dimension]: (value,)}))
            assert (dimension, value, limited.total) == (dimension, value, count)


def test_find_takes_a_whole_top_heading_as_that_alone() -> None:
    paths = ("一、基础", "十一、基础", "二、目标 > 一、基础工作")
    shown = tuple(path.split(" > ")[0] for path in paths)
    spelled = {name: [place] for place, path in enumerate(paths) for name in {path, shown[place]}}
    section = Dimension(shown, spelled, np.arange(3), np.arange(3), in_part=True)
    assert list(section.find("一、基础")) == [0]
    assert set(section.find("基础")) == {0, 1, 2}


def test_find_takes_a_document_by_file_title_or_id(index: Index) -> None:
    spelled = ("青川区产业规划.txt", "青川区“十五五”产业发展规划", index.entries[0].chunk.document_id)
    found = {name: texts(index, "生物医药中试平台", documents=(name,)) for name in spelled}
    assert found[spelled[0]]
    assert found[spelled[0]] == found[spelled[1]]


def test_find_limits_to_passages_that_mention_a_thing(index: Index) -> None:
    assert texts(index, "扩建疫苗车间", entities=("云岭生物",)) == ["支持云岭生物扩建疫苗车间，建设生物医药中试平台。"]


def test_find_compares_what_a_filter_admits_in_a_large_library(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    made = encode_chunks([entry.chunk for entry in index.entries], index.encoder)
    several = [np.repeat(row.vectors, 3, axis=0) for row in made]  # it takes some to learn codes from
    squeezed = VectorIndex.build(several, index.encoder.dimension, exact=0)
    large = replace(index, vectors=squeezed)
    monkeypatch.setattr(vector, "NEAREST", 12)  # far fewer than there are, as in a large library
    notice = SearchFilters(documents=("青川区通知.txt",))
    counted, best = (find(large, "生物医药中试平台", Wish(k=3, counted=told), notice).hits for told in (True, False))
    assert [(hit.chunk.id, hit.scores["dense"]) for hit in counted] == [
        (hit.chunk.id, hit.scores["dense"]) for hit in best
    ]
    assert len({hit.scores["dense"] for hit in counted}) > 1
