"""The rest of the system as one part of the plans has it: the facts and passages that stand in a box, a table, a chapter."""

from collections.abc import Mapping, Sequence

from kg.answer.asked.frames import Frame
from kg.answer.context import AnswerContext
from kg.records import Document, Hit, Mention

DEPTH = 200  # passages looked through for those that stand in the part
UNCHANGED = frozenset(
    {"links_of", "links_to", "enterprises_of_industry", "holders_of_title"}
)  # what lies where and who is what is told anywhere


class FramedContext:
    """The system as one part of the plans has it: rows of facts and passages that stand elsewhere are left out."""

    def __init__(self, context: AnswerContext, frames: Sequence[Frame]) -> None:
        self._context, self._frames = context, frames

    @property
    def documents(self) -> Mapping[str, Document]:
        """The loaded documents by id."""
        return self._context.documents

    def read(self, name: str, params: Mapping[str, object]) -> list[dict[str, object]]:
        """The rows of a named query whose quote stands in the part; those that quote nothing as they are."""
        rows = self._context.read(name, params)
        if name in UNCHANGED:
            return rows
        return [
            row
            for row in rows
            if row.get("start_char") is None or self._has(str(row.get("document_id")), int(str(row["start_char"])))
        ]

    def cypher(self, name: str) -> str:
        """The text of a named query."""
        return self._context.cypher(name)

    def annotate(self, text: str) -> Sequence[Mention]:
        """The entities that the extractor sees in a text."""
        return self._context.annotate(text)

    def similarity(self, query: str, texts: Sequence[str]) -> Sequence[float]:
        """The encoder's cosine of the query with each text."""
        return self._context.similarity(query, texts)

    def search(self, query: str, *, k: int = 10, documents: tuple[str, ...] = ()) -> Sequence[Hit]:
        """The best passages of the part."""
        hits = self._context.search(query, k=max(k, DEPTH), documents=documents)
        return [hit for hit in hits if self._has(hit.chunk.document_id, hit.chunk.start)][:k]

    def _has(self, document_id: str, place: int) -> bool:
        return any(one.holds(document_id, place) for one in self._frames)
