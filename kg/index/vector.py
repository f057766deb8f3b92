"""Nearest neighbours by cosine in FAISS, several unit vectors a chunk: exact while that is fast, by inverted lists beyond.

Up to EXACT chunks a flat index compares every vector. Beyond, vectors lie in lists around centres (IVF, Jégou et al.
2011), a byte a number, and a query reads the nearest lists: as many as find RECALL of the true ten nearest.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import IndexStateError
from kg.index.lists import make_lists, move_lists, trained_for, unpack_lists

Vectors = NDArray[np.float32]
Rows = NDArray[np.int64]

EXACT = 50_000  # chunks: some 100,000 vectors, 15 ms on a laptop
NEAREST = 1000  # vectors that a query takes from the lists
STRETCH = 1.5  # times as many or few vectors as the lists were made for, before they are made anew


class VectorIndex:
    """Cosine of a query with chunks; a chunk is as near as its nearest vector."""

    def __init__(self, faiss_index: Any, count: int) -> None:
        self._index = faiss_index
        self.count = count  # of chunks
        self._flat = _flat(faiss_index)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    @property
    def is_exact(self) -> bool:
        """Whether every vector is compared."""
        return self._flat is not None

    @classmethod
    def build(cls, chunks: Sequence[Vectors], dimension: int, *, exact: int = EXACT) -> "VectorIndex":
        """An index over chunks, each given as the unit rows of its windows, one at least; exact up to so many chunks."""
        import faiss

        owners = np.repeat(np.arange(len(chunks)), [len(vectors) for vectors in chunks])
        rows = np.concatenate([np.empty((0, dimension), np.float32), *chunks])
        if len(chunks) > exact:
            return cls(make_lists(rows, owners), len(chunks))
        index = faiss.IndexIDMap(faiss.IndexFlatIP(dimension))
        index.add_with_ids(rows, owners)
        return cls(index, len(chunks))

    def scores(self, vector: Vectors, rows: Rows | None = None) -> Vectors:
        """The cosine of one query vector with every chunk; beyond EXACT of those not near the least that was found.

        `rows`: the chunks that matter, where not all do; a chunk outside may get any score.
        """
        if vector.shape != (self.dimension,):
            raise IndexStateError(
                f"检索索引：问题向量是 {vector.shape[0]} 维，索引是 {self.dimension} 维；请运行 `python -m kg rebuild --index`"
            )
        if self._flat is not None:
            vectors, starts = self._flat
            return np.maximum.reduceat(vectors @ vector, starts) if self.count else np.empty(0, np.float32)
        values, owners = self._search(vector, rows)
        best = np.full(self.count, values.min(initial=1.0), np.float32)
        np.maximum.at(best, owners, values)
        return best

    def _search(self, vector: Vectors, rows: Rows | None) -> tuple[Vectors, Rows]:
        import faiss

        parameters: Any = faiss.SearchParametersIVF()
        parameters.nprobe = self._index.nprobe
        if rows is not None and len(rows) < self.count:
            chosen = faiss.IDSelectorBatch(rows)  # kept in a name: FAISS does not own it
            parameters.sel, parameters.nprobe = chosen, self._index.nlist  # few are compared, wherever they lie
        values, owners = self._index.search(vector[None, :], NEAREST, params=parameters)
        found = owners[0] >= 0
        return values[0][found], owners[0][found]

    def gathered(self, sources: Rows, fresh: Sequence[Vectors], *, exact: int = EXACT) -> "VectorIndex":
        """An index whose chunk i is this one's chunk `sources[i]`, or, where that is -1, the next of `fresh`.

        Lists are kept as they are while their number fits: only what is fresh is looked up and squeezed.
        """
        if self._flat is None and len(sources) > exact and self._index.ntotal and self._fits(len(sources)):
            index = move_lists(self._index, sources)
            owners = np.repeat(np.flatnonzero(sources < 0), [len(vectors) for vectors in fresh])
            index.add_with_ids(np.concatenate([np.empty((0, self.dimension), np.float32), *fresh]), owners)
            return VectorIndex(index, len(sources))
        own, following = self._chunks(), iter(fresh)
        chunks = [own[row] if row >= 0 else next(following) for row in sources]
        return VectorIndex.build(chunks, self.dimension, exact=exact)

    def _fits(self, count: int) -> bool:
        """Whether the lists are neither much too many nor too few for so many chunks."""
        vectors = count * float(self._index.ntotal) / max(self.count, 1)
        return 1 / STRETCH < vectors / trained_for(self._index.nlist) < STRETCH

    def _chunks(self) -> list[Vectors]:
        """The vectors of every chunk, as near as they are kept."""
        if self._flat is not None:
            vectors, starts = self._flat
            return np.split(vectors, starts[1:]) if self.count else []
        vectors, owners = unpack_lists(self._index)
        return np.split(vectors, np.flatnonzero(np.diff(owners)) + 1)

    def write(self, path: Path) -> None:
        """Writes the index to one file."""
        import faiss

        faiss.write_index(self._index, str(path))

    @classmethod
    def load(cls, path: Path, count: int) -> "VectorIndex":
        """The index of so many chunks that `write` wrote; lists stay on disk until read, a damaged file is an IndexStateError."""
        import faiss

        try:
            index: Any = faiss.read_index(str(path), faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY)
        except RuntimeError as err:
            raise IndexStateError(f"{path}：无法读取（{err}）；请运行 `python -m kg rebuild --index`") from err
        return cls(index, count)


def _flat(index: Any) -> tuple[Vectors, Rows] | None:
    """The vectors of a flat index and where each chunk's begin; None where it has lists."""
    import faiss

    if not isinstance(index, faiss.IndexIDMap):
        return None
    flat: Any = faiss.downcast_index(index.index)
    vectors: Vectors = faiss.rev_swig_ptr(flat.get_xb(), flat.ntotal * flat.d).reshape(flat.ntotal, flat.d)
    return vectors, np.flatnonzero(np.diff(faiss.vector_to_array(index.id_map), prepend=-1))
