"""BM25F: chunks with three fields, one saturation over their weighted, length-normalised counts.

Robertson & Zaragoza 2009, section 3.6. Postings hold finished weights, so a query is a sum of a few rows.
"""

from collections import Counter
from collections.abc import Sequence
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
class LexicalIndex:
    """Row `vocabulary[term]` of the postings: chunks that hold the term, and what it adds to their score."""

    count: int
    vocabulary: dict[str, int]
    starts: NDArray[np.int64]
    chunks: NDArray[np.int32]
    weights: Scores

    @classmethod
    def build(cls, fields: Sequence[Sequence[Terms]]) -> "LexicalIndex":
        """An index over chunks, each given as the terms of its FIELDS, in their order."""
        frequencies = _weighted_frequencies(fields)
        postings: dict[str, list[tuple[int, float]]] = {}
        for chunk, counts in enumerate(frequencies):
            for term, frequency in counts.items():
                postings.setdefault(term, []).append((chunk, frequency))
        starts = np.cumsum([0, *(len(rows) for rows in postings.values())])
        pairs = [pair for rows in postings.values() for pair in rows]
        chunks = np.array([chunk for chunk, _ in pairs], np.int32)
        counted = np.array([value for _, value in pairs], np.float64)
        found = np.diff(starts)
        idf = np.repeat(np.log(1 + (len(fields) - found + 0.5) / (found + 0.5)), found)
        weights = (idf * counted * (K1 + 1) / (K1 + counted)).astype(np.float32)
        return cls(len(fields), {term: row for row, term in enumerate(postings)}, starts, chunks, weights)

    def scores(self, terms: Terms) -> Scores:
        """The score of every chunk; 0 where no term occurs."""
        total = np.zeros(self.count, np.float32)
        for term in terms:
            row = self.vocabulary.get(term)
            if row is not None:
                span = slice(self.starts[row], self.starts[row + 1])
                total[self.chunks[span]] += self.weights[span]
        return total

    def write(self, path: Path) -> None:
        """Writes the index to one .npz file."""
        terms = np.frombuffer("\n".join(self.vocabulary).encode("utf-8"), np.uint8)
        np.savez(path, count=self.count, terms=terms, starts=self.starts, chunks=self.chunks, weights=self.weights)

    @classmethod
    def load(cls, path: Path) -> "LexicalIndex":
        """The index that `write` wrote."""
        with np.load(path) as data:
            terms = data["terms"].tobytes().decode("utf-8").split("\n")
            vocabulary = {term: row for row, term in enumerate(terms) if term}
            return cls(int(data["count"]), vocabulary, data["starts"], data["chunks"], data["weights"])


def _weighted_frequencies(fields: Sequence[Sequence[Terms]]) -> list[dict[str, float]]:
    """Per chunk: term → its counts over the fields, each divided by the field's relative length."""
    means = [float(np.mean([len(chunk[i]) for chunk in fields])) if fields else 0.0 for i in range(len(FIELDS))]
    result = []
    for chunk in fields:
        total: dict[str, float] = {}
        for terms, weight, mean in zip(chunk, FIELDS.values(), means, strict=True):
            if not terms:
                continue
            norm = 1 - B + B * len(terms) / mean
            for term, count in Counter(terms).items():
                total[term] = total.get(term, 0.0) + weight * count / norm
        result.append(total)
    return result
