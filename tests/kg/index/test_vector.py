"""The FAISS index against a plain product."""

from pathlib import Path

import numpy as np
import pytest

from kg.errors import IndexStateError
from kg.index.vector import VectorIndex


def unit_rows(count: int, seed: int = 1) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(count, 8)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_vector_scores_each_chunk_by_its_best_window(tmp_path: Path) -> None:
    chunks = [unit_rows(2, 1), unit_rows(1, 2), unit_rows(4, 3)]
    query = unit_rows(1, 4)[0]
    VectorIndex.build(chunks, 8).write(tmp_path / "vectors.faiss")
    scores = VectorIndex.load(tmp_path / "vectors.faiss").scores(query)
    assert scores.tolist() == pytest.approx([float((rows @ query).max()) for rows in chunks], abs=1e-5)


def test_vector_of_nothing_is_empty(tmp_path: Path) -> None:
    VectorIndex.build([], 8).write(tmp_path / "vectors.faiss")
    assert VectorIndex.load(tmp_path / "vectors.faiss").scores(unit_rows(1)[0]).shape == (0,)


def test_vector_refuses_a_query_of_another_model() -> None:
    with pytest.raises(IndexStateError, match="4 维，索引是 8 维"):
        VectorIndex.build([unit_rows(1)], 8).scores(np.ones(4, np.float32))


def test_vector_refuses_a_damaged_file(tmp_path: Path) -> None:
    (tmp_path / "vectors.faiss").write_bytes(b"no index")
    with pytest.raises(IndexStateError, match="rebuild --index"):
        VectorIndex.load(tmp_path / "vectors.faiss")
