"""What a search is limited to; applied before ranking, so that a filtered search still returns k passages."""

from dataclasses import dataclass

from kg.index.entries import Entry


@dataclass(frozen=True)
class SearchFilters:
    """Empty fields limit nothing; the filled ones must all hold."""

    documents: tuple[str, ...] = ()  # document ids
    types: tuple[str, ...] = ()  # the passage mentions an entity of one of these types
    kinds: tuple[str, ...] = ()  # text | table_row
    section: str = ""  # part of the heading path

    def admits(self, entry: Entry) -> bool:
        """Whether a passage may be found."""
        chunk = entry.chunk
        return (
            (not self.documents or chunk.document_id in self.documents)
            and (not self.types or not set(self.types).isdisjoint(entry.types))
            and (not self.kinds or chunk.kind in self.kinds)
            and self.section in " > ".join(chunk.path)
        )
