"""Every query file returns the same expected rows on kglite and on a real Neo4j server."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.graph import DocumentProjection, GraphStore
from kg.queries import load_queries
from tests.graph_factory import CASES, fill
from tests.neo4j_support import ENGINES, open_engine, run_raw

RUNS = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in (CASES / "queries").glob("*.yaml")}
CHECKS = {name for name, query in load_queries().items() if query.folder == "checks"}
READS = [
    pytest.param(name, run, id=f"{name}-{i}")
    for name in sorted(RUNS)
    if name not in CHECKS
    for i, run in enumerate(RUNS[name])
]
FAULTS = [
    pytest.param(name, run, id=f"{name}-{i}") for name in sorted(CHECKS & set(RUNS)) for i, run in enumerate(RUNS[name])
]


@pytest.fixture(scope="module", params=ENGINES)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """The small graph, once on each engine."""
    store = open_engine(request.param, tmp_path_factory.mktemp("graph"), request)
    fill(store)
    yield store
    store.close()


@pytest.mark.parametrize(("name", "run"), READS)
def test_query_returns_expected_rows(filled: GraphStore, name: str, run: dict[str, Any]) -> None:
    rows = filled.read(name, run.get("params", {}))
    assert_rows(rows, run["rows"])
    for row in rows:
        assert tuple(row) == load_queries()[name].returns


@pytest.mark.parametrize(("name", "run"), FAULTS)
def test_check_finds_its_fault(filled: GraphStore, name: str, run: dict[str, Any]) -> None:
    before = filled.read(name, {})
    run_raw(filled, run["fault"])
    try:
        assert_rows(filled.read(name, {}), run["rows"])
        assert len(before) < len(run["rows"]) or not run["rows"]  # a near miss, of which nothing is said
    finally:
        fill(filled)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("size", [1_000, 2_001])
def test_long_results_come_whole_and_in_order(
    engine: str, size: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    store = open_engine(engine, tmp_path, request)
    tasks = tuple({"id": f"task-{n}", "name": f"任务{n}", "order_index": n} for n in reversed(range(size)))
    store.write_document(DocumentProjection({"id": "doc-long", "name": "长表.docx"}, nodes={"Task": tasks}))
    assert [row["order_index"] for row in store.read("tasks_without_lead", {})] == list(range(size))
    store.close()


def assert_rows(rows: list[dict[str, object]], expected: list[dict[str, Any]]) -> None:
    """Same number and order; only the columns that are given are compared, lists without order."""
    shown = [
        {key: plain(row.get(key, "<no such column>")) for key in want}
        for row, want in zip(rows, expected, strict=False)
    ]
    assert shown == [{key: plain(value) for key, value in want.items()} for want in expected]
    assert len(rows) == len(expected), rows[len(expected) :]


def plain(value: object) -> object:
    """A list sorted, anything else as it is."""
    return sorted(value, key=str) if isinstance(value, list) else value
