"""Exact nearest neighbours by cosine: a flat FAISS index over unit vectors; row = place of the chunk in the index."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import IndexStateError

Vectors = NDArray[np.float32]


class VectorIndex:
    """Cosine of a query with every chunk; a flat index, since at tens of thousands of chunks nothing approximate is needed."""

    def __init__(self, faiss_index: Any) -> None:
        self._index = faiss_index

    @property
    def count(self) -> int:
        """How many vectors are in."""
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """Their length."""
        return int(self._index.d)

    @classmethod
    def build(cls, vectors: Vectors) -> "VectorIndex":
        """An index over unit rows."""
        import faiss

        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, np.float32))
        return cls(index)

    def scores(self, vector: Vectors) -> Vectors:
        """The cosine of one query vector with every row."""
        if vector.shape != (self.dimension,):
            raise IndexStateError(
                f"the query has {vector.shape[0]} dimensions, the index {self.dimension}: run `python -m kg rebuild --index`"
            )
        scores = np.zeros(self.count, np.float32)
        if self.count:
            values, rows = self._index.search(vector[None, :], self.count)
            scores[rows[0]] = values[0]
        return scores

    def write(self, path: Path) -> None:
        """Writes the index to one file."""
        import faiss

        faiss.write_index(self._index, str(path))

    @classmethod
    def load(cls, path: Path) -> "VectorIndex":
        """The index that `write` wrote; a damaged file is an IndexStateError."""
        import faiss

        try:
            return cls(faiss.read_index(str(path)))
        except RuntimeError as err:
            raise IndexStateError(f"{path}: cannot be read ({err}); run `python -m kg rebuild --index`") from err

