"""The embedded graph: kglite, one file under the data folder, no server.

The writer holds kglite's lease, works in memory and saves the whole file (atomically) after each document.
Readers load the file and load it again when it has changed; they need no lease and never wait.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.errors import QueryError, StoreBusyError, StoreError
from kg.graph.base import MOST_ROWS, DocumentProjection, as_json
from kg.graph.writing import (
    Statement,
    clear_statements,
    document_statements,
    rebuild_statements,
    removal_statements,
    schema_statements,
)
from kg.queries import find_readable, load_queries

ENGINE = "kglite"
REBUILD = "请运行 `python -m kg rebuild --graph`，由记录重新生成"
Stamp = tuple[tuple[int, int] | None, ...]


class EmbeddedReader:
    """Read-only access to the file; an absent file is an empty graph."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp: Stamp | None = None
        self._session: Any = None

    def read(self, name: str, params: Mapping[str, object]) -> list[dict[str, object]]:
        """The rows of a named query over the file as it is now."""
        return _read(self._current().cypher, self.path, name, params)

    def explore(self, cypher: str, *, seconds: float, run: bool = True) -> list[dict[str, object]]:
        """The rows of a proven text over the file as it is now; the session itself refuses to write."""
        return _explore(self._current(), self.path, cypher, seconds=seconds if run else 0)

    def write_document(self, projection: DocumentProjection) -> None:
        """Refused: this store was opened for reading."""
        raise self._refusal()

    def remove_document(self, document_id: str) -> None:
        """Refused: this store was opened for reading."""
        raise self._refusal()

    def rebuild(self, projections: Iterable[DocumentProjection]) -> None:
        """Refused: this store was opened for reading."""
        raise self._refusal()

    def clear(self) -> None:
        """Refused: this store was opened for reading."""
        raise self._refusal()

    def close(self) -> None:
        """Forgets the loaded graph."""
        self._session, self._stamp = None, None

    def _refusal(self) -> StoreError:
        return StoreError(f"{self.path}：图谱以只读方式打开，不能写入；写入时请用 write=True 打开")

    def _current(self) -> Any:
        """A session over the newest file; many threads may share it."""
        import kglite

        # the -wal beside the file belongs to the key: a writer with another durability would change only that
        stamp = tuple(_stamp(path) for path in (self.path, self.path.with_name(self.path.name + "-wal")))
        if self._session is None or stamp != self._stamp:
            with _faults(self.path, "read"):
                graph = kglite.load(str(self.path)) if stamp[0] else kglite.KnowledgeGraph()
                self._session, self._stamp = graph.session(), stamp
        return self._session


class EmbeddedWriter:
    """The one writer; reads see its own writes."""

    def __init__(self, path: Path, *, fresh: bool = False) -> None:
        """Opens or makes the file; `fresh` throws away one that cannot be read, for it will be made again."""
        self.path = path
        with _faults(path, "written"):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._graph: Any = _open_fresh(path) if fresh else _open(path)

    def read(self, name: str, params: Mapping[str, object]) -> list[dict[str, object]]:
        """The rows of a named query."""
        return _read(self._opened().cypher, self.path, name, params)

    def explore(self, cypher: str, *, seconds: float, run: bool = True) -> list[dict[str, object]]:
        """The rows of a proven text, read beside this writer."""
        return _explore(self._opened().session(), self.path, cypher, seconds=seconds if run else 0)

    def write_document(self, projection: DocumentProjection) -> None:
        """Replaces one document's contribution and saves."""
        self._write(document_statements(projection))

    def remove_document(self, document_id: str) -> None:
        """Takes one document out and saves."""
        self._write(removal_statements(document_id))

    def rebuild(self, projections: Iterable[DocumentProjection]) -> None:
        """Puts these documents in the place of all; readers see the old file until the new one is whole."""
        self._write(rebuild_statements(projections))

    def clear(self) -> None:
        """Empties the graph and saves."""
        self._write(clear_statements())

    def close(self) -> None:
        """Gives the lease back; everything is saved already."""
        self._graph = None

    def _opened(self) -> Any:
        if self._graph is None:
            raise StoreError(f"{self.path}：图谱已关闭；请重新打开")
        return self._graph

    def _write(self, statements: Iterable[Statement]) -> None:
        graph = self._opened()
        with _faults(self.path, "写入"):
            if not graph.indexes():
                for statement in schema_statements():
                    graph.cypher(statement.cypher(ENGINE))
            with graph.begin() as transaction:
                for statement in statements:
                    transaction.cypher(statement.cypher(ENGINE), params=dict(statement.params))
        try:
            with _faults(self.path, "保存", "请腾出磁盘空间后重试"):
                graph.save()
        except StoreError:
            self.close()  # memory is ahead of the file now: whoever opens next gets the last whole state
            raise


def _open(path: Path) -> Any:
    import kglite

    # no log: save() after each document replaces the file whole, and readers see only saved files
    return kglite.open(str(path), durable="off")


def _open_fresh(path: Path) -> Any:
    import kglite

    try:
        return _open(path)
    except kglite.FileFormatError:
        path.unlink()
        return _open(path)


def _read(run: Callable[..., Any], path: Path, name: str, params: Mapping[str, object]) -> list[dict[str, object]]:
    query = find_readable(load_queries(), name)
    bound = query.bind(params)
    with _faults(path, "读取"):
        rows: list[dict[str, object]] = run(query.cypher(ENGINE), params=bound).to_list()
    return rows


def _explore(session: Any, path: Path, cypher: str, *, seconds: float) -> list[dict[str, object]]:
    """Explains the text on a read-only session, and runs it where it is given time."""
    import kglite

    with _faults(path, "读取"):
        try:
            session.cypher(f"EXPLAIN {cypher}")
            rows = session.cypher(cypher, timeout_ms=int(seconds * 1000), row_limit=MOST_ROWS) if seconds else None
            return [as_json(row) for row in rows.to_list()] if rows is not None else []
        except kglite.CypherTimeoutError as err:
            raise QueryError(f"查询在 {seconds:g} 秒内没有完成；请缩小范围后重试") from err
        except (kglite.CypherError, kglite.SchemaError, kglite.ReadOnlyError) as err:
            raise QueryError(f"图库不接受这条查询（{err}）；请改写") from err


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    except OSError as err:
        raise StoreError(f"{path}：图谱无法读取（{err}）；请检查文件夹的权限") from err
    return stat.st_mtime_ns, stat.st_size


@contextmanager
def _faults(path: Path, action: str, remedy: str = REBUILD) -> Iterator[None]:
    """Turns kglite's errors and the file system's into ours, and keeps its warnings off standard error."""
    import kglite

    kglite.set_query_warning_policy("silent")  # it warns of labels that the graph does not hold yet

    try:
        yield
    except kglite.WriterLeaseHeldError as err:
        holder = err.holder.get("pid") or "未知"
        raise StoreBusyError(f"{path}：另一个进程（{holder}）正在写入图谱；请等它完成后重试") from err
    except OSError as err:
        raise StoreError(f"{path}：图谱无法{action}（{err}）；请把 KG_HOME 设为可以写入的文件夹") from err
    except kglite.KgError as err:
        raise StoreError(f"{path}：图谱无法{action}（{err}）；{remedy}") from err
