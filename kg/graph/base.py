"""What every graph engine offers, and the shape of one document's contribution to the graph."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from kg.errors import RecordError

Row = Mapping[str, object]
MOST_ROWS = 200  # of a query that nobody of us has written


@dataclass(frozen=True)
class DocumentProjection:
    """All that one document puts into the graph: rows with the properties of the write queries.

    An edge row has subject_id, subject_label, object_id, object_label; a row of MENTIONS chunk_id, object_id,
    object_label. Missing properties are filled by the write queries. `check` says what is refused.
    """

    document: Row
    chunks: tuple[Row, ...] = ()
    nodes: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)  # label → rows
    edges: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)  # relation type → rows

    @property
    def id(self) -> str:
        """The document's id."""
        return str(self.document["id"])

    def check(self, labels: Sequence[str], relations: Sequence[str]) -> None:
        """Refuses (RecordError) labels and relations the ontology lacks, a node without id or name, a loose end."""
        for kind, given, known in (("类", self.nodes, labels), ("关系", self.edges, relations)):
            unknown = sorted(set(given) - set(known))
            if unknown:
                raise RecordError(
                    f"文件 {self.id}：{kind} {'、'.join(unknown)} 不在本体中；请补入 ontology/ 或重新加入该文件"
                )
        nodes = {"Document": (self.document,), "Chunk": self.chunks, **self.nodes}
        ids = {label: {str(row.get("id") or "") for row in rows} for label, rows in nodes.items()}
        for label, rows in nodes.items():
            for row in rows:
                if not row.get("id") or not row.get("name"):
                    raise RecordError(f"文件 {self.id}：有 {label} 缺少 id 或名称（{dict(row)}）；请重新加入该文件")
        for relation, rows in self.edges.items():
            for row in rows:
                for label, end in ends(row):
                    if end not in ids.get(label, ()):
                        raise RecordError(
                            f"文件 {self.id}：{relation} 指向的 {label} {end} 不在其节点中；请重新加入该文件"
                        )


def ends(row: Row) -> Iterator[tuple[str, str]]:
    """Label and id of the two ends of an edge row."""
    if "chunk_id" in row:
        yield "Chunk", str(row["chunk_id"])
    else:
        yield str(row["subject_label"]), str(row["subject_id"])
    yield str(row["object_label"]), str(row["object_id"])


def as_json(value: Any) -> Any:
    """A value as JSON has it; whatever is no scalar, list or mapping (a node, a date) becomes its text."""
    if isinstance(value, Mapping):
        return {str(key): as_json(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(one) for one in value]
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


class GraphStore(Protocol):
    """A graph of documents, passages, entities and facts; every fault is a StoreError.

    Readers and the writer may be different processes. A write is whole or has not happened.
    """

    def read(self, name: str, params: Mapping[str, object]) -> list[dict[str, object]]:
        """The rows of a query of queries/read, competency or checks; refuses an unknown name or parameter."""
        ...

    def explore(self, cypher: str, *, seconds: float, run: bool = True) -> list[dict[str, object]]:
        """The rows of a text that kg/llm has proven to read only, as JSON values; explained first.

        A QueryError where the engine does not accept the text, calls it a write, or is not done in time. `run=False`
        only has it explained, and gives no rows.
        """
        ...

    def write_document(self, projection: DocumentProjection) -> None:
        """Replaces what this document contributed, in one transaction; entities nothing points to any more go.

        An entity no fact or mention touches is not kept; tasks and observations stay with their document.
        """
        ...

    def remove_document(self, document_id: str) -> None:
        """Takes out what this document alone supported; an unknown id changes nothing."""
        ...

    def rebuild(self, projections: Iterable[DocumentProjection]) -> None:
        """Empties the graph and writes these documents."""
        ...

    def clear(self) -> None:
        """Empties the graph."""
        ...

    def close(self) -> None:
        """Gives back the file, the lease or the connection; closing twice is harmless."""
        ...
