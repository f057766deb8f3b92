"""Many vectors in little room: half a byte for two numbers to find the likely ones, a byte a number to compare those.

Product quantisation read from registers (FAISS' fast scan; André et al. 2015) passes over 200,000 vectors in a
millisecond, and its best are compared by their bytes. There are no lists that a vector could be missed in, and nothing
to choose anew when passages come and go: at the recall wanted, inverted lists had to read more than half of theirs.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Rows = NDArray[np.int64]

PER_CODE = 2  # numbers that one code of four bits stands for: with 3 or 4 three or ten of a hundred nearest are lost
SAMPLE = 20_000  # vectors that the codes are learned from; more changed nothing
# A byte covers so many standard deviations to each side of a dimension's mean: from least to greatest, a few outlying
# vectors make every step coarser. Of a million vectors .983 of the true ten nearest are found, .980 before.
DEVIATIONS = 4.0


def squeeze(vectors: Vectors) -> Any:
    """An index of vectors."""
    import faiss

    scalars: Any = faiss.IndexScalarQuantizer(
        vectors.shape[1], faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    )
    scalars.sq.rangestat, scalars.sq.rangestat_arg = faiss.ScalarQuantizer.RS_meanstd, DEVIATIONS
    scalars.train(vectors)
    scalars.add(vectors)
    return _with_codes(scalars, vectors)


def move(old: Any, sources: Rows, fresh: Vectors) -> Any:
    """An index whose vector i is the old vector `sources[i]`, byte for byte, or, where that is -1, the next of `fresh`."""
    import faiss

    held: Any = faiss.downcast_index(old.refine_index)
    scalars: Any = faiss.IndexScalarQuantizer(old.d, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT)
    scalars.sq, scalars.is_trained = held.sq, True
    codes = np.empty((len(sources), held.code_size), np.uint8)
    codes[sources >= 0] = _codes(held)[sources[sources >= 0]]
    codes[sources < 0] = scalars.sa_encode(fresh) if len(fresh) else 0
    scalars.add_sa_codes(codes)
    return _with_codes(scalars, scalars.sa_decode(codes))


def unsqueeze(index: Any, places: Rows | None = None) -> Vectors:
    """The vectors, or those at some places, as near as their bytes tell."""
    import faiss

    held: Any = faiss.downcast_index(index.refine_index)
    vectors: Vectors = held.sa_decode(_codes(held)[slice(None) if places is None else places])
    return vectors


def find_nearest(index: Any, vector: Vectors, count: int) -> tuple[Vectors, Rows]:
    """The cosines and places of about so many nearest vectors."""
    values, places = index.search(vector[None, :], count)
    found = places[0] >= 0
    return values[0][found], places[0][found]


def compare(index: Any, vector: Vectors, admitted: NDArray[np.bool_], count: int) -> tuple[Vectors, Rows]:
    """The cosines and places of so many nearest of the admitted vectors, every one of them compared."""
    import faiss

    held: Any = faiss.downcast_index(index.refine_index)
    bits = np.packbits(admitted, bitorder="little")
    chosen = faiss.IDSelectorBitmap(len(admitted), faiss.swig_ptr(bits))  # FAISS owns neither of the two
    parameters: Any = faiss.SearchParameters()
    parameters.sel = chosen
    values, places = held.search(vector[None, :], count, params=parameters)
    found = places[0] >= 0
    return values[0][found], places[0][found]


def _with_codes(scalars: Any, vectors: Vectors) -> Any:
    import faiss

    dimension = vectors.shape[1]
    quick: Any = faiss.IndexPQFastScan(dimension, dimension // PER_CODE, 4, faiss.METRIC_INNER_PRODUCT)
    quick.train(vectors[np.random.default_rng(0).permutation(len(vectors))[:SAMPLE]])
    quick.add(vectors)
    return faiss.IndexRefine(quick, scalars)


def _codes(scalars: Any) -> NDArray[np.uint8]:
    import faiss

    size = scalars.ntotal * scalars.code_size
    codes: NDArray[np.uint8] = faiss.rev_swig_ptr(scalars.codes.data(), size).reshape(-1, scalars.code_size)
    return codes
