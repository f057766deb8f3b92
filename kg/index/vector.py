"""Exact nearest neighbours by cosine: a flat FAISS index over unit vectors, several a chunk; id = row of the chunk."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import IndexStateError

Vectors = NDArray[np.float32]


class VectorIndex:
    """Cosine of a query with every chunk; flat, since at tens of thousands of chunks nothing approximate is needed."""

    def __init__(self, faiss_index: Any, count: int) -> None:
        self._index = faiss_index
        self.count = count  # of chunks

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    @classmethod
    def build(cls, chunks: Sequence[Vectors], dimension: int) -> "VectorIndex":
        """An index over chunks, each given as the unit rows of its windows, one at least."""
        import faiss

        index = faiss.IndexIDMap(faiss.IndexFlatIP(dimension))
        if chunks:
            owners = np.repeat(np.arange(len(chunks)), [len(vectors) for vectors in chunks])
            index.add_with_ids(np.ascontiguousarray(np.concatenate(chunks), np.float32), owners)
        return cls(index, len(chunks))

    def scores(self, vector: Vectors) -> Vectors:
        """The cosine of one query vector with the best window of every chunk."""
        if vector.shape != (self.dimension,):
            raise IndexStateError(
                f"检索索引：问题向量是 {vector.shape[0]} 维，索引是 {self.dimension} 维；请运行 `python -m kg rebuild --index`"
            )
        best = np.full(self.count, -1.0, np.float32)
        if self.count:
            values, owners = self._index.search(vector[None, :], self._index.ntotal)
            np.maximum.at(best, owners[0], values[0])
        return best

    def write(self, path: Path) -> None:
        """Writes the index to one file."""
        import faiss

        faiss.write_index(self._index, str(path))

    @classmethod
    def load(cls, path: Path) -> "VectorIndex":
        """The index that `write` wrote; a damaged file is an IndexStateError."""
        import faiss

        try:
            index: Any = faiss.read_index(str(path))
        except RuntimeError as err:
            raise IndexStateError(f"{path}：无法读取（{err}）；请运行 `python -m kg rebuild --index`") from err
        owners = faiss.vector_to_array(index.id_map)
        return cls(index, int(owners.max()) + 1 if owners.size else 0)
