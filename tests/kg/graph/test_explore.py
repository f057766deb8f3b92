"""Texts that others wrote, on both engines: what is allowed gives its rows, what writes is refused by the engine as well."""

import re

import pytest
import yaml

from kg.errors import QueryError
from kg.graph import GraphStore
from kg.settings import ROOT
from tests.graph_factory import fill

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "cypher.yaml").read_text(encoding="utf-8"))
WRITES = [
    "CREATE (n:Park {id: 'false', name: '假园区'}) RETURN n.name AS name",
    "MATCH (n:Park) SET n.name = '改名' RETURN n.name AS name",
    "MATCH (n:Park) DETACH DELETE n",
    "MERGE (n:Park {id: 'false'}) SET n.name = '假园区' RETURN n.name AS name",
]
SLOW = "MATCH (a:Chunk), (b:Chunk), (c:Chunk), (d:Chunk), (e:Chunk), (f:Chunk), (g:Chunk), (h:Chunk), (i:Task), (j:Task), (k:Park), (l:Park) WHERE a.name CONTAINS b.name AND c.name <> d.name AND e.id < f.id AND g.name <> h.name AND i.name <> l.name RETURN count(*) AS n LIMIT 1"  # fmt: skip


def test_explore_runs_what_is_allowed(store: GraphStore) -> None:
    fill(store)
    for count, text in CASES["allowed"]:
        plain = text.removesuffix(";")
        assert len(store.explore(plain, seconds=20)) == count, plain
        assert store.explore(plain, seconds=20, run=False) == []


@pytest.mark.parametrize("text", WRITES)
def test_explore_refuses_to_write(store: GraphStore, text: str) -> None:
    fill(store)
    before = store.read("counts", {}), store.read("entities", {"limit": 1000})
    for run in (False, True):
        with pytest.raises(QueryError, match=r"请改写"):
            store.explore(text, seconds=20, run=run)
    assert (store.read("counts", {}), store.read("entities", {"limit": 1000})) == before


def test_explore_says_what_the_engine_does_not_accept(store: GraphStore) -> None:
    fill(store)
    with pytest.raises(QueryError, match=re.escape("不接受这条查询")):
        store.explore("MATCH (n:Park RETURN n.name LIMIT 1", seconds=20)


def test_explore_is_cut_off_in_time(store: GraphStore) -> None:
    fill(store)
    with pytest.raises(QueryError, match=r"0\.3 秒内没有完成"):
        store.explore(SLOW, seconds=0.3)
