"""Where a quote stands: its sentence, and its place in a document whose blanks may differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kg.evaluate.matching import is_document
from kg.records import Document
from kg.text.normalize import normalize
from kg.text.sentences import iter_sentences

HEAD = 20  # signs by which a quote is still found where its end was written otherwise


def sentence_at(text: str, start: int, end: int) -> tuple[str, tuple[int, int]]:
    """The sentences around a span, and the span within them."""
    touched = [(a, b) for a, b in iter_sentences(text) if a < end and start < b] or [(start, end)]
    first, last = min(start, touched[0][0]), max(end, touched[-1][1])
    return text[first:last], (start - first, end - first)


@dataclass(frozen=True)
class PlacedText:
    """A document in which quotes are looked for without regard to blanks."""

    document: Document

    @cached_property
    def _places(self) -> list[int]:
        return [place for place, sign in enumerate(self.document.text) if not sign.isspace()]

    @cached_property
    def _dense(self) -> str:
        return "".join(self.document.text[place] for place in self._places)

    def find(self, quote: str) -> tuple[int, int] | None:
        """The span of a quote in the document's text; None where it is not there."""
        wanted = "".join(normalize(quote).text.split())
        for part in (wanted, wanted[:HEAD]):
            start = self._dense.find(part)
            if part and start >= 0:
                end = min(start + len(wanted), len(self._places)) - 1
                return self._places[start], self._places[end] + 1
        return None


class Library:
    """The documents that are in, found by the start of their names."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._texts = {document.name: PlacedText(document) for document in documents}

    def find(self, document: str, quote: str) -> tuple[PlacedText, tuple[int, int]] | None:
        """The document that holds a quote, and the quote's span; None where there is none."""
        for name, text in self._texts.items():
            if is_document(name, document) and (span := text.find(quote)):
                return text, span
        return None

    def sentence(self, document: str, quote: str) -> tuple[str, tuple[int, int]]:
        """The sentence in which a quote stands, and the quote within it; the quote itself where it is not found."""
        place = self.find(document, quote)
        return sentence_at(place[0].document.text, *place[1]) if place else (quote, (0, 0))
