"""A real Neo4j server for the session and stores over both engines; conftest.py offers the fixtures."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.graph import GraphStore, open_store
from kg.graph.embedded import EmbeddedWriter
from kg.graph.neo4j_store import Neo4jStore
from scripts.neo4j_server import CACHE, VERSION, Neo4jServer, ServerError, missing_tools, running_server

# one worker keeps the server when tests run in parallel with --dist loadgroup
NEO4J = (pytest.mark.neo4j, pytest.mark.xdist_group("neo4j"))
ENGINES = ["kglite", pytest.param("neo4j", marks=NEO4J)]


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Neo4jServer]:
    """A server with a password; its tests are skipped where Java or Maven is absent, but never when CI=true."""
    must_run = os.environ.get("CI") == "true"
    needed = {"java"} if (CACHE / f"jars-{VERSION}").is_dir() else {"java", "mvn"}
    absent = needed & set(missing_tools())
    if absent and not must_run:
        pytest.skip(f"no {', '.join(sorted(absent))}: scripts/neo4j_server.py install")
    try:
        with running_server() as server:
            yield server
    except ServerError as err:
        if must_run:
            raise
        pytest.skip(str(err))


def open_engine(engine: str, path: Path, request: pytest.FixtureRequest) -> GraphStore:
    """A writer on this engine, its graph emptied."""
    if engine == "neo4j":
        store = open_server(request.getfixturevalue("neo4j_server"))
    else:
        store = open_store(path=path / "graph.kgl", write=True)
    store.clear()
    return store


def open_server(server: Neo4jServer) -> GraphStore:
    """A store on the test server."""
    return open_store(server.url, path=Path(), user=server.user, password=server.password)


def run_raw(store: Any, cypher: str) -> None:
    """Runs Cypher beside the stores' own queries: how a test damages a graph."""
    if isinstance(store, EmbeddedWriter):
        store._graph.cypher(cypher)
    elif isinstance(store, Neo4jStore):
        with store._driver.session() as session:
            session.run(cypher).consume()


@pytest.fixture(params=ENGINES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GraphStore]:
    """An empty store, once on each engine."""
    opened = open_engine(request.param, tmp_path, request)
    yield opened
    opened.close()
