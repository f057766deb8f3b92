"""BM25F: chunks with three fields, one saturation over their weighted, length-normalised counts.

Robertson & Zaragoza 2009, section 3.6. Postings hold finished weights, so a query is a sum of a few rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

K1 = 1.2
B = 0.75
FIELDS = {
    "path": 0.5,
    "header": 0.5,
    "text": 1.0,
}  # a heading says what its text is about, but for all its chunks alike

Scores = NDArray[np.float32]
Terms = Sequence[str]


@dataclass(frozen=True)
class TermRows:
    """The terms of some chunks, field after field: numbers of words in `vocabulary`, and how many each field has."""

    vocabulary: tuple[str, ...]
    numbers: NDArray[np.int32]
    lengths: NDArray[np.int32]  # (chunks, FIELDS)

    @classmethod
    def of(cls, chunks: Iterable[Sequence[Terms]]) -> "TermRows":
        """From chunks, each given as the terms of its FIELDS, in their order."""
        rows = list(chunks)
        known: dict[str, int] = {}
        numbers = [known.setdefault(term, len(known)) for fields in rows for terms in fields for term in terms]
        lengths = np.array([[len(terms) for terms in fields] for fields in rows], np.int32)
        return cls(tuple(known), np.array(numbers, np.int32), lengths.reshape(-1, len(FIELDS)))

    def chunks(self) -> list[list[list[str]]]:
        """What `of` was given."""
        ends = np.cumsum(self.lengths.ravel())
        pieces = np.split(self.numbers, ends[:-1]) if ends.size else []
        fields = [[self.vocabulary[number] for number in piece] for piece in pieces]
        return [fields[start : start + len(FIELDS)] for start in range(0, len(fields), len(FIELDS))]


@dataclass(frozen=True)
class LexicalIndex:
    """Row `vocabulary[term]` of the postings: chunks that hold the term, and what it adds to their score."""

    count: int
    vocabulary: dict[str, int]
    starts: NDArray[np.int64]
    chunks: NDArray[np.int32]
    weights: Scores

    @classmethod
    def build(cls, documents: Sequence[TermRows]) -> "LexicalIndex":
        """An index over the chunks of all documents, in their order."""
        vocabulary, terms = _numbered(documents)
        lengths = np.concatenate([np.empty((0, len(FIELDS)), np.int32), *(rows.lengths for rows in documents)])
        count = len(lengths)
        chunk, weight = _occurrences(lengths)
        keys, frequencies = _summed(terms * max(count, 1) + chunk, weight)
        rows, chunks = keys // max(count, 1), keys % max(count, 1)
        found = np.bincount(rows, minlength=len(vocabulary))
        idf = np.log(1 + (count - found + 0.5) / (found + 0.5))[rows]
        weights = (idf * frequencies * (K1 + 1) / (K1 + frequencies)).astype(np.float32)
        starts = np.concatenate([[0], np.cumsum(found)]).astype(np.int64)
        return cls(count, vocabulary, starts, chunks.astype(np.int32), weights)

    def scores(self, terms: Terms) -> Scores:
        """The score of every chunk; 0 where no term occurs."""
        total = np.zeros(self.count, np.float32)
        for term in terms:
            row = self.vocabulary.get(term)
            if row is not None:
                span = slice(self.starts[row], self.starts[row + 1])
                total[self.chunks[span]] += self.weights[span]
        return total

    def ceiling(self, terms: Terms) -> float:
        """More than any chunk can score for these terms: what each adds where it stands endlessly often."""
        rows = [self.vocabulary.get(term) for term in terms]
        found = np.array([0 if row is None else self.starts[row + 1] - self.starts[row] for row in rows])
        return float(np.log(1 + (self.count - found + 0.5) / (found + 0.5)).sum()) * (K1 + 1)

    def holding(self, terms: Iterable[str]) -> NDArray[np.int32]:
        """The chunks that hold every one of the terms, which are one at least; in order."""
        rows = [self.vocabulary.get(term) for term in set(terms)]
        spans = [self.chunks[self.starts[row] : self.starts[row + 1]] for row in rows if row is not None]
        if len(spans) < len(rows):
            return np.empty(0, np.int32)
        result, *rest = sorted(spans, key=len)
        for span in rest:
            result = np.intersect1d(result, span, assume_unique=True)
        return result

    def write(self, path: Path) -> None:
        """Writes the index to one .npz file."""
        terms = np.frombuffer("\n".join(self.vocabulary).encode("utf-8"), np.uint8)
        weights = self.weights.astype(np.float16)  # three digits, half the file
        np.savez(path, count=self.count, terms=terms, starts=self.starts, chunks=self.chunks, weights=weights)

    @classmethod
    def load(cls, path: Path) -> "LexicalIndex":
        """The index that `write` wrote."""
        with np.load(path) as data:
            terms = data["terms"].tobytes().decode("utf-8").split("\n")
            vocabulary = {term: row for row, term in enumerate(terms) if term}
            weights = data["weights"].astype(np.float32)
            return cls(int(data["count"]), vocabulary, data["starts"], data["chunks"], weights)


def _numbered(documents: Sequence[TermRows]) -> tuple[dict[str, int], NDArray[np.int64]]:
    """One vocabulary for all documents, and every occurrence's number in it."""
    known: dict[str, int] = {}
    numbers = [np.empty(0, np.int64)]
    for rows in documents:
        places = np.array([known.setdefault(term, len(known)) for term in rows.vocabulary], np.int64)
        numbers.append(places[rows.numbers])
    return known, np.concatenate(numbers)


def _occurrences(lengths: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Of every occurrence its chunk, and what it counts: its field's weight over the field's relative length."""
    if not len(lengths):
        return np.empty(0, np.int64), np.empty(0)
    means = np.maximum(lengths.mean(axis=0), 1e-9)
    counts = np.array(list(FIELDS.values())) / (1 - B + B * lengths / means)
    flat = lengths.ravel()
    return np.repeat(np.arange(len(lengths)), lengths.sum(axis=1)), np.repeat(counts.ravel(), flat)


def _summed(keys: NDArray[np.int64], values: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The distinct keys in order, each with the sum of its values."""
    order = np.argsort(keys, kind="stable")
    keys, values = keys[order], values[order]
    firsts = np.flatnonzero(np.diff(keys, prepend=-1))
    return keys[firsts], np.add.reduceat(values, firsts) if firsts.size else values
