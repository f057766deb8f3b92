"""The graph on a Neo4j 5 server over Bolt: one managed transaction a document, transient errors tried again."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from kg.errors import QueryError, StoreError
from kg.graph.base import MOST_ROWS, DocumentProjection, as_json
from kg.graph.writing import (
    Statement,
    clear_statements,
    document_statements,
    removal_statements,
    schema_statements,
)
from kg.queries import NamedQuery, find_readable, load_queries

ENGINE = "neo4j"
CONNECT_SECONDS = 5.0
RETRY_SECONDS = 10.0  # a server that restarts within this is not noticed
PACK = 1_000  # rows a record


class Neo4jStore:
    """Reads and writes one database of a server; opening checks address, password and database."""

    def __init__(self, url: str, *, user: str, password: str, database: str) -> None:
        import neo4j

        self.url = url
        self.database = database
        self._schema_made = False
        with self._faults():
            self._driver = neo4j.GraphDatabase.driver(
                url,
                auth=(user, password),
                connection_timeout=CONNECT_SECONDS,
                max_transaction_retry_time=RETRY_SECONDS,
                notifications_min_severity="OFF",  # an empty graph knows no label yet, which is no fault
            )
        try:
            # an empty transaction asks for the address, the password and the database
            with self._faults(), self._driver.session(database=database) as session, session.begin_transaction():
                pass
        except StoreError:
            self._driver.close()
            raise

    def read(self, name: str, params: Mapping[str, object]) -> list[dict[str, object]]:
        """The rows of a named query, in a read transaction."""
        query = find_readable(load_queries(), name)
        text, bound = _packed(query), query.bind(params)

        def work(transaction: Any) -> list[dict[str, object]]:
            packs = transaction.run(text, bound)
            return [dict(zip(query.returns, row, strict=True)) for (rows,) in packs for row in rows]

        with self._faults(), self._driver.session(database=self.database) as session:
            return session.execute_read(work)

    def explore(self, cypher: str, *, seconds: float, run: bool = True) -> list[dict[str, object]]:
        """The rows of a proven text; the server explains it first and must call it reading, in a session that only reads."""
        import neo4j

        @neo4j.unit_of_work(timeout=seconds)
        def work(transaction: Any) -> list[dict[str, object]]:
            if transaction.run(f"EXPLAIN {cypher}").consume().query_type != "r":
                raise QueryError("Neo4j 认为这条查询不只是读取；不能运行，请改写")
            return [as_json(dict(record)) for record in transaction.run(cypher).fetch(MOST_ROWS)] if run else []

        session = self._driver.session(database=self.database, default_access_mode=neo4j.READ_ACCESS)
        with self._faults(), session:
            try:
                return session.execute_read(work)
            except neo4j.exceptions.ClientError as err:
                if "TransactionTimedOut" in str(err.code):
                    raise QueryError(f"查询在 {seconds:g} 秒内没有完成；请缩小范围后重试") from err
                raise QueryError(f"Neo4j 不接受这条查询（{err.message}）；请改写") from err

    def write_document(self, projection: DocumentProjection) -> None:
        """Replaces one document's contribution, whole or not at all."""
        self._write(lambda: document_statements(projection))

    def remove_document(self, document_id: str) -> None:
        """Takes one document out, whole or not at all."""
        self._write(lambda: removal_statements(document_id))

    def rebuild(self, projections: Iterable[DocumentProjection]) -> None:
        """Empties the graph, then writes document by document: all at once would not fit a server's memory."""
        self.clear()
        for projection in projections:
            self.write_document(projection)

    def clear(self) -> None:
        """Empties the graph: of our labels, what others keep in this database stays."""
        self._write(clear_statements)

    def close(self) -> None:
        """Closes the connections."""
        self._driver.close()

    def _write(self, statements: Callable[[], Iterable[Statement]]) -> None:
        def work(transaction: Any) -> None:
            for statement in statements():  # made anew for each try
                transaction.run(statement.cypher(ENGINE), dict(statement.params)).consume()

        with self._faults(), self._driver.session(database=self.database) as session:
            if not self._schema_made:
                for statement in schema_statements():
                    session.run(statement.cypher(ENGINE)).consume()
                self._schema_made = True
            session.execute_write(work)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Turns the driver's errors into ours."""
        from neo4j import exceptions

        try:
            yield
        except exceptions.AuthError as err:
            raise StoreError(
                f"{self.url}：Neo4j 不接受用户名或口令；请设置 KG_GRAPH_USER 和 KG_GRAPH_PASSWORD"
            ) from err
        except exceptions.ServiceUnavailable as err:
            reason = str(err).splitlines()[0]
            raise StoreError(f"{self.url}：连不上 Neo4j（{reason}）；请启动服务，或改正 KG_GRAPH_URL") from err
        except (exceptions.Neo4jError, exceptions.DriverError) as err:
            if "DatabaseNotFound" in str(getattr(err, "code", "")):
                raise StoreError(
                    f"{self.url}：Neo4j 没有名为 {self.database} 的数据库；请设置 KG_GRAPH_DATABASE"
                ) from err
            raise StoreError(f"{self.url}：Neo4j 没有完成操作（{err}）；请查看其日志后重试") from err
        except ValueError as err:  # an address the driver cannot parse
            raise StoreError(f"KG_GRAPH_URL={self.url}：不是 Neo4j 地址（{err}）；请写成 bolt://主机:7687") from err


def _packed(query: NamedQuery) -> str:
    """The query with its rows as lists, many in one record: what driver and server do for a record costs more than a row."""
    return (
        f"CALL {{\n{query.cypher(ENGINE)}\n}}\nWITH collect([{', '.join(query.returns)}]) AS rows\n"
        f"UNWIND range(0, size(rows) - 1, {PACK}) AS first\nRETURN rows[first..first + {PACK}] AS pack"
    )
