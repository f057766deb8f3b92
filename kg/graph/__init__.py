"""The graph: a projection of the records, on kglite (a file) or Neo4j (a server)."""

from pathlib import Path

from kg.graph.base import DocumentProjection, GraphStore

__all__ = ["DocumentProjection", "GraphStore", "open_store"]


def open_store(
    url: str = "",
    *,
    path: Path,
    user: str = "neo4j",
    password: str = "",
    database: str = "neo4j",
    write: bool = False,
    fresh: bool = False,
) -> GraphStore:
    """The store at a Neo4j address, else the embedded one in the file `path`, of which one process may write.

    `fresh` opens an embedded file for `rebuild` even when it is damaged.
    """
    if url:
        from kg.graph.neo4j_store import Neo4jStore

        return Neo4jStore(url, user=user, password=password, database=database)
    from kg.graph.embedded import EmbeddedReader, EmbeddedWriter

    return EmbeddedWriter(path, fresh=fresh) if write else EmbeddedReader(path)
