"""Who is who: shared names join, substrings never do, and a judgement has the last word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import RecordError
from kg.records import Entity
from kg.resolve.judgements import add_judgement, load_judgements
from kg.resolve.linker import Clusters, resolve


def entity(kind: str, name: str, *aliases: str, region: str = "") -> Entity:
    return Entity(f"{kind}-{name}-{region}", kind, name, aliases, region)


def canonical(*entities: Entity, judgements=None) -> list[str]:
    resolution = resolve(entities, judgements or {})
    return [resolution.canonical[one.id] for one in entities]


def test_linker_keeps_names_inside_names_apart() -> None:
    found = canonical(entity("Region", "合肥"), entity("Park", "合肥高新区"), entity("Department", "合肥高新区管委会"))
    assert len(set(found)) == 3


def test_industries_go_by_the_name_that_most_documents_write() -> None:
    names = ["海洋装备产业", "海工设备", "海工设备", "海洋装备"]
    assert resolve([Entity("one", "Industry", name) for name in names], {}).entities["one"].name == "海工设备"
    assert resolve([Entity("one", "Industry", name) for name in names[::3]], {}).entities["one"].name == "海洋装备"


def test_linker_joins_company_and_short_name() -> None:
    left, right = canonical(entity("Enterprise", "云溪市星河药业股份有限公司"), entity("Enterprise", "云溪市星河药业"))
    assert left == right


def test_linker_joins_by_declared_alias_within_a_class_only() -> None:
    park, short, body = canonical(
        entity("Park", "云溪高新区", "高新园"), entity("Park", "高新园"), entity("Department", "高新园")
    )
    assert park == short != body


def test_linker_keeps_bodies_of_two_regions_apart() -> None:
    left, right = canonical(
        entity("Department", "区科委", region="甲区"), entity("Department", "区科委", region="乙区")
    )
    assert left != right


def test_judgements_join_part_and_can_be_undone(tmp_path) -> None:
    path = tmp_path / "judgements.jsonl"
    left, right = entity("Park", "湖东园"), entity("Park", "湖东产业新城")
    add_judgement(path, left.id, right.id, "same", who="王", why="同一园区")
    joined = canonical(left, right, judgements=load_judgements(path))
    add_judgement(path, left.id, right.id, "undo", who="李")
    parted = canonical(left, right, judgements=load_judgements(path))
    assert joined[0] == joined[1]
    assert parted[0] != parted[1]


def test_judgements_different_beats_every_feature(tmp_path) -> None:
    path = tmp_path / "judgements.jsonl"
    left, right = entity("Enterprise", "星河药业", "星河"), entity("Enterprise", "星河科技", "星河")
    add_judgement(path, left.id, right.id, "different", who="王")
    found = canonical(left, right, judgements=load_judgements(path))
    assert found[0] != found[1]


def test_judgements_refuse_a_broken_line_with_its_number(tmp_path) -> None:
    path = tmp_path / "judgements.jsonl"
    path.write_text("{}\n", encoding="utf-8")
    with pytest.raises(RecordError, match="第 1 行：不是判定"):
        load_judgements(path)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20))
def test_clusters_are_transitive_and_order_free(links: list[tuple[int, int]]) -> None:
    forward, backward = Clusters(), Clusters()
    for left, right in links:
        forward.union(str(left), str(right))
    for left, right in reversed(links):
        backward.union(str(right), str(left))
    groups = [tuple(c.find(str(i)) for i in range(10)) for c in (forward, backward)]
    assert groups[0] == groups[1]
