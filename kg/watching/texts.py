"""What the documents say, as fingerprints of sentences: the same sentence elsewhere in its document is the same.

Sentences, not passages or rows: how a text is cut, encoded and numbered may change, what it says has not.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.coverage.words import compare_form
from kg.records import Document
from kg.text.sentences import iter_sentences

DIGITS = 16  # of a fingerprint; among a million sentences two differ in less
Known = Mapping[str, frozenset[str]]  # document name → fingerprints of its sentences


@dataclass(frozen=True)
class Sentences:
    """The sentences of one document: where each begins and ends, and its fingerprint."""

    document: Document

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return list(iter_sentences(self.document.text))

    @cached_property
    def _prints(self) -> list[str]:
        return [fingerprint(self.document.text[start:end]) for start, end in self._spans]

    @cached_property
    def prints(self) -> frozenset[str]:
        """The fingerprints of all sentences."""
        return frozenset(self._prints)

    def touched(self, start: int, end: int) -> Iterator[str]:
        """The fingerprints of the sentences that a range touches."""
        at = max(bisect_right(self._spans, (start, start)) - 1, 0)
        for place in range(at, len(self._spans)):
            left, right = self._spans[place]
            if left >= end:
                return
            if start < right:
                yield self._prints[place]


def fingerprint(sentence: str) -> str:
    """The same for sentences that differ in width, case, blanks and quotation marks only."""
    return hashlib.sha256(compare_form(sentence).encode()).hexdigest()[:DIGITS]


class Library:
    """What all documents say now."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._sentences = {document.id: Sentences(document) for document in documents}

    @cached_property
    def known(self) -> Known:
        """The fingerprints by document name; documents of one name together."""
        told: dict[str, frozenset[str]] = {}
        for one in self._sentences.values():
            told[one.document.name] = told.get(one.document.name, frozenset()) | one.prints
        return told

    def prints(self, document_id: str, span: tuple[int, int]) -> frozenset[str]:
        """What a range of a document says."""
        return frozenset(self._sentences[document_id].touched(*span))


def moved(old: Known, new: Known) -> frozenset[str]:
    """Sentences that left one document and came into another: of a renamed file, all."""
    left = [prints - new.get(name, frozenset()) for name, prints in old.items()]
    came = [prints - old.get(name, frozenset()) for name, prints in new.items()]
    return frozenset().union(*left) & frozenset().union(*came)
