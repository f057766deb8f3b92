"""What only a server can do: be away, refuse, or die in the middle of a document."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import StoreError
from kg.graph import GraphStore, open_store
from kg.settings import Settings
from scripts.neo4j_server import Neo4jServer, free_port
from tests.graph_factory import load_projections
from tests.neo4j_support import NEO4J, open_server

pytestmark = list(NEO4J)
PLAN, ACTION = load_projections()


class Deadly(dict[str, Any]):
    """Edges whose reading, after the check's, kills the server in the middle."""

    def __init__(self, edges: Any, server: Neo4jServer) -> None:
        super().__init__(edges)
        self.server = server
        self.readings = 0

    def items(self) -> Any:
        self.readings += 1
        return self._killing() if self.readings == 2 else super().items()

    def _killing(self) -> Iterator[tuple[str, Any]]:
        for i, item in enumerate(super().items()):
            if i == 3:
                self.server.kill()
            yield item


def read_all(store: GraphStore) -> list[Any]:
    return [store.read(name, {}) for name in ("counts", "relation_counts", "documents", "tasks")]


def test_server_killed_inside_a_document_leaves_no_part_of_it(neo4j_server: Neo4jServer) -> None:
    store = open_server(neo4j_server)
    store.clear()
    store.write_document(PLAN)
    before = read_all(store)
    with pytest.raises(StoreError, match=r"连不上 Neo4j.*启动服务，或改正 KG_GRAPH_URL"):
        store.write_document(replace(ACTION, edges=Deadly(ACTION.edges, neo4j_server)))
    neo4j_server.start()
    assert read_all(store) == before  # the same store goes on once the server is back
    store.write_document(ACTION)
    assert len(store.read("documents", {})) == 2
    store.close()


def test_absent_server_is_named() -> None:
    url = f"bolt://127.0.0.1:{free_port()}"
    with pytest.raises(StoreError, match=f"{url}：连不上 Neo4j"):
        open_store(url, path=Path(), password="x")


def test_wrong_password_is_said(neo4j_server: Neo4jServer) -> None:
    with pytest.raises(StoreError, match="不接受用户名或口令"):
        open_store(neo4j_server.url, path=Path(), user=neo4j_server.user, password="wrong-password")


def test_unknown_database_is_said(neo4j_server: Neo4jServer) -> None:
    settings = Settings(Path(), neo4j_server.url, neo4j_server.user, neo4j_server.password, "plans")
    with pytest.raises(StoreError, match=r"没有名为 plans 的数据库.*KG_GRAPH_DATABASE"):
        open_store(
            settings.graph_url,
            path=Path(),
            user=settings.graph_user,
            password=settings.graph_password,
            database=settings.graph_database,
        )


def test_address_that_is_none_is_said() -> None:
    with pytest.raises(StoreError, match="bolt://:port"):
        open_store("bolt://:port", path=Path(), password="x")


def test_clear_leaves_what_others_keep_in_the_database(neo4j_server: Neo4jServer) -> None:
    store: Any = open_server(neo4j_server)
    with store._driver.session() as session:
        session.run("MERGE (s:SomebodyElse {id: 'theirs'})").consume()
        store.clear()
        assert session.run("MATCH (s:SomebodyElse) RETURN count(s) AS n").single()["n"] == 1
        session.run("MATCH (s:SomebodyElse) DELETE s").consume()
    store.close()
