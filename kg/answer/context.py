"""What the answers need from the rest of the system; kg/engine.py gives the real one."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from kg.records import Document, Hit, Mention

Row = Mapping[str, object]


class AnswerContext(Protocol):
    """The doors to graph, index, documents and models. Their errors (StoreError …) pass through unchanged."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """The loaded documents by id."""
        ...

    def read(self, name: str, params: Mapping[str, object]) -> list[dict[str, object]]:
        """The rows of a named query; parameters with a default may be left out."""
        ...

    def cypher(self, name: str) -> str:
        """The text of a named query."""
        ...

    def search(self, query: str, *, k: int = 10, documents: tuple[str, ...] = ()) -> Sequence[Hit]:
        """The best passages, in these documents where any are named."""
        ...

    def annotate(self, text: str) -> Sequence[Mention]:
        """The entities that the extractor sees in a text."""
        ...

    def similarity(self, query: str, texts: Sequence[str]) -> Sequence[float]:
        """The encoder's cosine of the query with each text."""
        ...
