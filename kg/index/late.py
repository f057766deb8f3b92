"""Late interaction over stored tokens: every token of a question finds its nearest token of a passage.

Khattab & Zaharia 2020 (ColBERT). Of a passage's token vectors only the signs are kept, eight a byte: with a question's
own vectors in full that loses next to nothing, and a passage takes one or two kilobytes, read from disk when asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Vectors = NDArray[np.float32]
Signs = NDArray[np.uint8]
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class TokenIndex:
    """The signs of all chunks' tokens; chunk i has the rows from `starts[i]` to `starts[i + 1]`."""

    starts: NDArray[np.int64]
    signs: Signs

    @property
    def count(self) -> int:
        """How many chunks."""
        return len(self.starts) - 1

    @classmethod
    def build(cls, chunks: Sequence[Signs], token_size: int) -> "TokenIndex":
        """An index over chunks, each given as the packed signs of its tokens."""
        starts = np.cumsum([0, *(len(rows) for rows in chunks)], dtype=np.int64)
        empty = np.empty((0, token_size // 8), np.uint8)
        return cls(starts, np.concatenate([empty, *chunks]) if token_size else empty)

    def near(self, query: Vectors, row: int) -> Scores:
        """The cosine of every token of a chunk, in order, with every token of the query."""
        bits = np.unpackbits(self.signs[self.starts[row] : self.starts[row + 1]], axis=1).astype(np.float32)
        near: Scores = (2 * (bits @ query.T) - query.sum(axis=1)) / np.sqrt(query.shape[1])
        return near

    def gathered(self, sources: Rows, fresh: Sequence[Signs]) -> "TokenIndex":
        """An index whose chunk i is this one's chunk `sources[i]`, or, where that is -1, the next of `fresh`."""
        following = iter(fresh)
        rows = [self.signs[self.starts[row] : self.starts[row + 1]] if row >= 0 else next(following) for row in sources]
        return TokenIndex.build(rows, 8 * self.signs.shape[1])

    def scores(self, query: Vectors, rows: NDArray[np.int64]) -> Scores:
        """For each of these chunks the mean over the query's tokens of the cosine of the nearest token; 0 without tokens."""
        parts = [self._scores(query, rows[start : start + AT_ONCE]) for start in range(0, len(rows), AT_ONCE)]
        return np.concatenate([np.empty(0, np.float32), *parts])

    def _scores(self, query: Vectors, rows: NDArray[np.int64]) -> Scores:
        counts = self.starts[rows + 1] - self.starts[rows]
        result = np.zeros(len(rows), np.float32)
        held = np.flatnonzero(counts)
        if not held.size or not len(query):
            return result
        packed = np.concatenate([self.signs[self.starts[row] : self.starts[row + 1]] for row in rows[held]])
        bits = np.unpackbits(packed, axis=1).astype(np.float32)
        # A sign is twice the bit less one.
        near = (2 * _product(bits, np.ascontiguousarray(query.T)) - query.sum(axis=1)) / np.sqrt(query.shape[1])
        firsts = np.cumsum(counts[held]) - counts[held]
        result[held] = np.maximum.reduceat(near, firsts, axis=0).mean(axis=1)
        return result

    def write(self, starts: Path, signs: Path) -> None:
        """Writes the index to two files."""
        np.save(starts, self.starts)
        np.save(signs, self.signs)

    @classmethod
    def load(cls, starts: Path, signs: Path) -> "TokenIndex":
        """The index that `write` wrote; the signs stay on disk until they are asked for."""
        packed = np.load(signs, mmap_mode="r") if signs.stat().st_size > EMPTY else np.load(signs)
        return cls(np.load(starts), packed)


def _product(left: Vectors, right: Vectors) -> Vectors:
    """The matrix product, a few rows at a time.

    OpenBLAS shares a larger one out to threads, and on a busy machine waits for them a hundred times as long as it reckons.
    """
    result = np.empty((len(left), right.shape[1]), np.float32)
    step = max(1, ALONE // right.size)
    for start in range(0, len(left), step):
        np.matmul(left[start : start + step], right, out=result[start : start + step])
    return result


AT_ONCE = 500  # chunks whose signs are numbers for a moment, some 40 MB
ALONE = 1 << 18  # multiplications that OpenBLAS does on one thread
EMPTY = 128  # bytes of a .npy file without rows, which cannot be mapped
