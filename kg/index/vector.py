"""Nearest neighbours by cosine in FAISS, several unit vectors a chunk: all compared while that is fast, squeezed beyond.

Up to EXACT chunks a flat index compares every vector. Beyond, kg/index/squeezed.py finds the likely ones.
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import IndexStateError
from kg.index.squeezed import compare, find_nearest, move, squeeze, unsqueeze

Vectors = NDArray[np.float32]
Rows = NDArray[np.int64]

EXACT = 50_000  # chunks: some 100,000 vectors, 15 ms on a laptop
NEAREST = 1000  # vectors that a query takes at least: of 200,000, they hold 998 of a thousand true ten nearest
SHARE = 200  # one in so many is taken, where that is more


class VectorIndex:
    """Cosine of a query with chunks; a chunk is as near as its nearest vector."""

    def __init__(self, faiss_index: Any, count: int, held: Any = None) -> None:
        """`held`: what the index holds, where it does not own that."""
        import faiss

        self._index = faiss_index  # vectors with the number of their chunk, by which they are ordered
        self._held: Any = held or faiss.downcast_index(faiss_index.index)
        self._owners: Rows = faiss.vector_to_array(faiss_index.id_map)
        self.count = count  # of chunks

    @cached_property
    def _firsts(self) -> Rows:
        """Where each chunk's vectors begin."""
        return np.flatnonzero(np.diff(self._owners, prepend=-1))

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    @property
    def is_exact(self) -> bool:
        """Whether every vector is compared."""
        import faiss

        return isinstance(self._held, faiss.IndexFlat)

    @classmethod
    def build(cls, chunks: Sequence[Vectors], dimension: int, *, exact: int = EXACT) -> "VectorIndex":
        """An index over chunks, each given as the unit rows of its windows, one at least; exact up to so many chunks."""
        import faiss

        rows = np.concatenate([np.empty((0, dimension), np.float32), *chunks])
        if len(chunks) > exact:
            return cls._of(squeeze(rows), [len(vectors) for vectors in chunks])
        flat: Any = faiss.IndexFlatIP(dimension)
        flat.add(rows)
        return cls._of(flat, [len(vectors) for vectors in chunks])

    @classmethod
    def _of(cls, held: Any, sizes: Sequence[int]) -> "VectorIndex":
        """Of an index of vectors, and how many each chunk has."""
        import faiss

        index: Any = faiss.IndexIDMap(faiss.IndexFlatIP(held.d))  # it takes none that is full, but may be given one
        index.index = held
        faiss.copy_array_to_vector(np.repeat(np.arange(len(sizes)), sizes).astype(np.int64), index.id_map)
        index.ntotal = held.ntotal
        return cls(index, len(sizes), held)

    def gathered(self, sources: Rows, fresh: Sequence[Vectors], *, exact: int = EXACT) -> "VectorIndex":
        """An index whose chunk i is this one's chunk `sources[i]`, or, where that is -1, the next of `fresh`."""
        if self.is_exact or len(sources) <= exact:
            own, following = self._chunks(), iter(fresh)
            chunks = [own[row] if row >= 0 else next(following) for row in sources]
            return VectorIndex.build(chunks, self.dimension, exact=exact)
        starts = np.searchsorted(self._owners, np.arange(self.count + 1))
        new = iter(fresh)
        spans = [range(starts[row], starts[row + 1]) if row >= 0 else (-1,) * len(next(new)) for row in sources]
        places = np.concatenate([np.array(span, np.int64) for span in spans])
        rows = np.concatenate([np.empty((0, self.dimension), np.float32), *fresh])
        return VectorIndex._of(move(self._held, places, rows), [len(span) for span in spans])

    def vectors_of(self, rows: Rows) -> Vectors:
        """All vectors of these chunks, as near as they are kept."""
        places = np.flatnonzero(np.isin(self._owners, rows))
        return self._flat()[places] if self.is_exact else unsqueeze(self._held, places)

    def _chunks(self) -> list[Vectors]:
        """The vectors of every chunk, as near as they are kept."""
        vectors = self._flat() if self.is_exact else unsqueeze(self._held)
        return np.split(vectors, self._firsts[1:]) if self.count else []

    def _flat(self) -> Vectors:
        import faiss

        size = self._held.ntotal * self._held.d
        vectors: Vectors = faiss.rev_swig_ptr(self._held.get_xb(), size).reshape(-1, self._held.d)
        return vectors

    def scores(self, vector: Vectors, rows: Rows | None = None) -> Vectors:
        """The cosine of one query vector with every chunk; beyond EXACT of those not near the least that was found.

        `rows`: the chunks that matter, where not all do; a chunk outside may get any score.
        """
        if vector.shape != (self.dimension,):
            raise IndexStateError(
                f"检索索引：问题向量是 {vector.shape[0]} 维，索引是 {self.dimension} 维；请运行 `python -m kg rebuild --index`"
            )
        if self.is_exact:
            return np.maximum.reduceat(self._products(vector), self._firsts) if self.count else np.empty(0, np.float32)
        values, places = self._search(vector, rows)
        best = np.full(self.count, values.min(initial=1.0), np.float32)
        np.maximum.at(best, self._owners[places], values)
        return best

    def _products(self, vector: Vectors) -> Vectors:
        """Its product with every vector, on one core: numpy's threads and the encoder's, which both wait for more work in a
        loop, halve each other's speed.
        """
        import faiss

        native: Any = faiss  # what its stubs leave out
        found, one = np.empty(self._held.ntotal, np.float32), np.ascontiguousarray(vector, np.float32)
        held = self._held.get_xb()
        native.fvec_inner_products_ny(faiss.swig_ptr(found), faiss.swig_ptr(one), held, self._held.d, len(found))
        return found

    def _search(self, vector: Vectors, rows: Rows | None) -> tuple[Vectors, Rows]:
        count = min(max(NEAREST, len(self._owners) // SHARE), len(self._owners))
        if rows is None or len(rows) == self.count:
            return find_nearest(self._held, vector, count)
        admitted = np.zeros(self.count, bool)
        admitted[rows] = True
        return compare(self._held, vector, admitted[self._owners], count)

    def write(self, path: Path) -> None:
        """Writes the index to one file."""
        import faiss

        faiss.write_index(self._index, str(path))

    @classmethod
    def load(cls, path: Path, count: int) -> "VectorIndex":
        """The index of so many chunks that `write` wrote; a damaged file is an IndexStateError."""
        import faiss

        try:
            index: Any = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        except RuntimeError as err:
            raise IndexStateError(f"{path}：无法读取（{err}）；请运行 `python -m kg rebuild --index`") from err
        return cls(index, count)
