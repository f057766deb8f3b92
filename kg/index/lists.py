"""Inverted lists of FAISS: made from vectors, or taken over from older ones without learning or squeezing anything again."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Rows = NDArray[np.int64]

PER_ROOT = 2  # lists: so many times the root of the number of vectors
RECALL = 0.98  # of the ten nearest
SAMPLE = 200  # vectors that the number of lists read is tried on
PER_CENTRE = 60  # vectors each centre is learned from; FAISS asks for 39 at least


def make_lists(rows: Vectors, owners: Rows) -> Any:
    """Inverted lists over the rows; as many are read as RECALL needs."""
    import faiss

    centres = int(PER_ROOT * len(rows) ** 0.5)
    flat = faiss.IndexFlatIP(rows.shape[1])
    kind = faiss.ScalarQuantizer.QT_8bit
    index = faiss.IndexIVFScalarQuantizer(flat, rows.shape[1], centres, kind, faiss.METRIC_INNER_PRODUCT)
    dice = np.random.default_rng(0)
    index.train(rows[dice.permutation(len(rows))[: centres * PER_CENTRE]])
    index.add_with_ids(rows, owners)
    asked = rows[dice.permutation(len(rows))[:SAMPLE]]
    nearest = faiss.knn(asked, rows, 10, metric=faiss.METRIC_INNER_PRODUCT)[1]
    wanted = [set(owners[row].tolist()) for row in nearest]
    index.nprobe = 4
    while index.nprobe < centres and _recall(index, asked, wanted) < RECALL:
        index.nprobe *= 2
    return index


def _recall(index: Any, asked: Vectors, wanted: Sequence[set[int]]) -> float:
    found = index.search(asked, 10)[1]
    return float(
        np.mean([len(want & set(rows.tolist())) / len(want) for want, rows in zip(wanted, found, strict=True)])
    )


def trained_for(lists: int) -> float:
    """For how many vectors `make_lists` makes so many lists."""
    return float((lists / PER_ROOT) ** 2)


def move_lists(old: Any, sources: Rows) -> Any:
    """Lists in which chunk i has the vectors of the old chunk `sources[i]`, none where that is -1; codes are copied."""
    import faiss

    codes, owners, lists = _content(old)
    firsts = np.searchsorted(owners, np.arange(owners[-1] + 2))
    new = np.flatnonzero(sources >= 0)
    counts = firsts[sources[new] + 1] - firsts[sources[new]]
    ends = np.cumsum(counts)
    entries = np.repeat(firsts[sources[new]] - ends + counts, counts) + np.arange(ends[-1] if len(ends) else 0)
    ids = np.repeat(new, counts)
    flat: Any = faiss.clone_index(old.quantizer)
    kind = faiss.ScalarQuantizer.QT_8bit
    index: Any = faiss.IndexIVFScalarQuantizer(flat, old.d, old.nlist, kind, faiss.METRIC_INNER_PRODUCT)
    index.sq, index.is_trained, index.nprobe, index.by_residual = old.sq, True, old.nprobe, old.by_residual
    order = np.argsort(lists[entries], kind="stable")
    cuts = np.searchsorted(lists[entries[order]], np.arange(old.nlist + 1))
    for number, (first, end) in enumerate(zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True)):
        picked = order[first:end]
        held, named = np.ascontiguousarray(codes[entries[picked]]), np.ascontiguousarray(ids[picked])
        index.invlists.add_entries(number, end - first, faiss.swig_ptr(named), faiss.swig_ptr(held))
    index.ntotal = len(entries)
    return index


def unpack_lists(index: Any) -> tuple[Vectors, Rows]:
    """The vectors in the lists, as near as their bytes tell, by chunk, and the chunk of each."""
    import faiss

    codes, owners, lists = _content(index)
    vectors = np.empty((len(codes), index.d), np.float32)
    index.decode_vectors(len(codes), faiss.swig_ptr(codes), faiss.swig_ptr(lists), faiss.swig_ptr(vectors))
    return vectors, owners


def _content(index: Any) -> tuple[NDArray[np.uint8], Rows, Rows]:
    """Of every vector in the lists its bytes, its chunk and its list; ordered by chunk."""
    import faiss

    stored = index.invlists
    sizes = np.array([stored.list_size(number) for number in range(index.nlist)])
    codes = np.empty((sizes.sum(), index.code_size), np.uint8)
    owners = np.empty(sizes.sum(), np.int64)
    ends = np.cumsum(sizes)
    for number in np.flatnonzero(sizes).tolist():
        span = slice(ends[number] - sizes[number], ends[number])
        codes[span] = faiss.rev_swig_ptr(stored.get_codes(number), int(sizes[number]) * index.code_size).reshape(
            -1, index.code_size
        )
        owners[span] = faiss.rev_swig_ptr(stored.get_ids(number), int(sizes[number]))
    order = np.argsort(owners, kind="stable")
    return codes[order], owners[order], np.repeat(np.arange(index.nlist), sizes)[order]
