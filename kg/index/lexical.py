"""BM25F: chunks with fields, one saturation over their weighted, length-normalised counts.

Robertson & Zaragoza 2009, section 3.6. A posting holds its chunk and what the term counts for there, in three bytes:
the chunk's number within its block of 65,536, and the saturated count, which is never above K1 + 1, in 255 steps. A query
multiplies that by the term's rarity over all blocks.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

K1 = 1.2
B = 0.75
FIELDS = {
    "path": 0.5,
    "header": 0.5,
    "text": 1.0,
    "title": 0.5,
    "amounts": 0.0,  # found by `holding`, never scored: the number's own word is in the text
}  # a heading says what its text is about, but for all its chunks alike; a title for all chunks of its document

BLOCK = 1 << 16  # chunks whose numbers two bytes hold
STEP = (K1 + 1) / 255
BITS = 3  # of a field's number in a sort key

Scores = NDArray[np.float32]
Rows = NDArray[np.int64]
Terms = Sequence[str]


@dataclass(frozen=True)
class TermRows:
    """The terms of some chunks, field after field: numbers of words in `vocabulary`, and how many each field has.

    A field's numbers ascend, which takes half the room on disk; no one asks for their order.
    """

    vocabulary: tuple[str, ...]
    numbers: NDArray[np.int32]
    lengths: NDArray[np.int32]  # (chunks, FIELDS)

    @classmethod
    def of(cls, chunks: Iterable[Sequence[Terms]]) -> "TermRows":
        """From chunks, each given as the terms of its FIELDS, in their order."""
        rows = list(chunks)
        known: dict[str, int] = {}
        fields = [[known.setdefault(term, len(known)) for term in terms] for row in rows for terms in row]
        numbers = [number for field in fields for number in sorted(field)]
        lengths = np.array([[len(terms) for terms in fields] for fields in rows], np.int32)
        return cls(tuple(known), np.array(numbers, np.int32), lengths.reshape(-1, len(FIELDS)))

    def chunks(self) -> list[list[list[str]]]:
        """What `of` was given, each field's terms in the order of their numbers."""
        ends = np.cumsum(self.lengths.ravel())
        pieces = np.split(self.numbers, ends[:-1]) if ends.size else []
        fields = [[self.vocabulary[number] for number in piece] for piece in pieces]
        return [fields[start : start + len(FIELDS)] for start in range(0, len(fields), len(FIELDS))]


@dataclass(frozen=True)
class Block:
    """The postings of up to BLOCK chunks: those of term i lie from `starts[i]` to `starts[i + 1]`, by chunk."""

    starts: NDArray[np.uint32]
    chunks: NDArray[np.uint16]
    weights: NDArray[np.uint8]

    def span(self, term: int) -> slice:
        """Where a term's postings lie."""
        return slice(int(self.starts[term]), int(self.starts[term + 1]))


@dataclass(frozen=True)
class LexicalIndex:
    """What each term adds to the score of the chunks that hold it; `vocabulary`: term → its number in every block."""

    count: int
    vocabulary: dict[str, int]
    blocks: tuple[Block, ...]

    @classmethod
    def build(cls, documents: Sequence[TermRows]) -> "LexicalIndex":
        """An index over the chunks of all documents, in their order."""
        vocabulary, terms = _numbered(documents)
        lengths = np.concatenate([np.empty((0, len(FIELDS)), np.int32), *(rows.lengths for rows in documents)])
        worth = np.array(list(FIELDS.values())) / (1 - B + B * lengths / _means(lengths))
        ends = np.concatenate([[0], np.cumsum(lengths.sum(axis=1))])
        blocks = []
        for first in range(0, len(lengths), BLOCK):
            last = min(first + BLOCK, len(lengths))
            held = terms[ends[first] : ends[last]]
            blocks.append(_block(held, lengths[first:last], worth[first:last], len(vocabulary)))
        return cls(len(lengths), vocabulary, tuple(blocks))

    @cached_property
    def rarity(self) -> Scores:
        """The inverse document frequency of every term, times STEP."""
        found = sum((np.diff(block.starts).astype(np.int64) for block in self.blocks), np.zeros(1, np.int64))
        rarity: Scores = (np.log(1 + (self.count - found + 0.5) / (found + 0.5)) * STEP).astype(np.float32)
        return rarity

    def scores(self, terms: Terms) -> Scores:
        """The score of every chunk; 0 where no term occurs."""
        total = np.zeros(self.count, np.float32)
        asked = Counter(self.vocabulary[term] for term in terms if term in self.vocabulary)
        for place, block in enumerate(self.blocks):
            part = total[place * BLOCK : (place + 1) * BLOCK]
            for term, times in asked.items():
                span = block.span(term)
                part[block.chunks[span]] += block.weights[span] * (times * self.rarity[term])
        return total

    def found(self, term: str) -> int:
        """How many chunks hold a term."""
        row = self.vocabulary.get(term)
        return 0 if row is None else sum(len(block.chunks[block.span(row)]) for block in self.blocks)

    def ceiling(self, terms: Terms) -> float:
        """More than any chunk can score for these terms: what each adds where it stands endlessly often."""
        known = [self.vocabulary[term] for term in terms if term in self.vocabulary]
        unknown = (len(terms) - len(known)) * np.log(1 + (self.count + 0.5) / 0.5)
        return float(self.rarity[known].sum() / STEP + unknown) * (K1 + 1)

    def holding(self, terms: Iterable[str]) -> Rows:
        """The chunks that hold every one of the terms, which are one at least; in order."""
        known = [self.vocabulary.get(term) for term in set(terms)]
        rows = [row for row in known if row is not None]
        if len(rows) < len(known):
            return np.empty(0, np.int64)
        found = [np.empty(0, np.int64)]
        for place, block in enumerate(self.blocks):
            result, *rest = sorted((block.chunks[block.span(row)] for row in rows), key=len)
            for span in rest:
                result = np.intersect1d(result, span, assume_unique=True)
            found.append(result.astype(np.int64) + place * BLOCK)
        return np.concatenate(found)

    def write(self, path: Path) -> None:
        """Writes the index to one .npz file."""
        terms = np.frombuffer("\n".join(self.vocabulary).encode("utf-8"), np.uint8)
        blocks = {
            f"{name}{place}": array for place, block in enumerate(self.blocks) for name, array in vars(block).items()
        }
        np.savez(path, count=self.count, terms=terms, **blocks)

    @classmethod
    def load(cls, path: Path) -> "LexicalIndex":
        """The index that `write` wrote."""
        with np.load(path) as data:
            terms = data["terms"].tobytes().decode("utf-8").split("\n")
            vocabulary = {term: row for row, term in enumerate(terms) if term}
            count = int(data["count"])
            blocks = [
                Block(data[f"starts{place}"], data[f"chunks{place}"], data[f"weights{place}"])
                for place in range(-(-count // BLOCK))
            ]
            return cls(count, vocabulary, tuple(blocks))


def _numbered(documents: Sequence[TermRows]) -> tuple[dict[str, int], NDArray[np.int32]]:
    """One vocabulary for all documents, and every occurrence's number in it."""
    known: dict[str, int] = {}
    numbers = [np.empty(0, np.int32)]
    for rows in documents:
        places = np.array([known.setdefault(term, len(known)) for term in rows.vocabulary], np.int32)
        numbers.append(places[rows.numbers])
    return known, np.concatenate(numbers)


def _means(lengths: NDArray[np.int32]) -> NDArray[np.float64]:
    """The mean length of each field."""
    return np.maximum(lengths.mean(axis=0), 1e-9) if len(lengths) else np.ones(len(FIELDS))


def _block(terms: NDArray[np.int32], lengths: NDArray[np.int32], worth: NDArray[np.float64], vocabulary: int) -> Block:
    """The postings of some chunks; `worth`: what an occurrence counts by chunk and field.

    Sorting the numbers themselves is many times faster than sorting their places.
    """
    places = np.arange(lengths.size, dtype=np.int64)
    chunk_field = (places // len(FIELDS) << BITS) + places % len(FIELDS)
    keys = np.sort((terms.astype(np.int64) << 16 + BITS) + np.repeat(chunk_field, lengths.ravel()))
    counted = worth[keys >> BITS & BLOCK - 1, keys & (1 << BITS) - 1]
    pairs = keys >> BITS
    firsts = np.flatnonzero(np.diff(pairs, prepend=-1))
    frequencies = np.add.reduceat(counted, firsts) if firsts.size else counted
    pairs = pairs[firsts]
    weights = np.rint(frequencies * (K1 + 1) / (K1 + frequencies) / STEP)
    found = np.bincount(pairs >> 16, minlength=vocabulary)
    starts = np.concatenate([[0], np.cumsum(found)]).astype(np.uint32)
    return Block(starts, (pairs & BLOCK - 1).astype(np.uint16), np.maximum(weights, 1).astype(np.uint8))
