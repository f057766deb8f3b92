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
    scores = VectorIndex.load(tmp_path / "vectors.faiss", 3).scores(query)
    assert scores.tolist() == pytest.approx([float((rows @ query).max()) for rows in chunks], abs=1e-5)


def test_vectors_of_some_chunks_are_all_of_theirs(many: list[np.ndarray]) -> None:
    wanted = np.concatenate([many[3], many[2000]])
    for exact, near in ((len(many), 1e-6), (100, 0.05)):
        found = VectorIndex.build(many, 8, exact=exact).vectors_of(np.array([2000, 3]))
        assert found.shape == wanted.shape
        assert np.abs(found - wanted).max() < near


def test_vector_of_nothing_is_empty(tmp_path: Path) -> None:
    VectorIndex.build([], 8).write(tmp_path / "vectors.faiss")
    assert VectorIndex.load(tmp_path / "vectors.faiss", 0).scores(unit_rows(1)[0]).shape == (0,)


def test_vector_refuses_a_query_of_another_model() -> None:
    with pytest.raises(IndexStateError, match="4 维，索引是 8 维"):
        VectorIndex.build([unit_rows(1)], 8).scores(np.ones(4, np.float32))


def test_vector_refuses_a_damaged_file(tmp_path: Path) -> None:
    (tmp_path / "vectors.faiss").write_bytes(b"no index")
    with pytest.raises(IndexStateError, match="rebuild --index"):
        VectorIndex.load(tmp_path / "vectors.faiss", 1)


@pytest.fixture(scope="module")
def many() -> list[np.ndarray]:
    """3,000 chunks of one or two vectors around 60 themes, as texts lie."""
    dice = np.random.default_rng(5)
    themes = unit_rows(60, 6)
    rows = themes[dice.integers(0, 60, 4500)] + dice.normal(scale=0.15, size=(4500, 8)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return [*rows[:1500].reshape(-1, 1, 8), *rows[1500:].reshape(-1, 2, 8)]


def test_vector_beyond_the_exact_size_finds_nearly_all_of_the_nearest(many: list[np.ndarray], tmp_path: Path) -> None:
    VectorIndex.build(many, 8, exact=100).write(tmp_path / "vectors.faiss")
    squeezed, flat = VectorIndex.load(tmp_path / "vectors.faiss", len(many)), VectorIndex.build(many, 8)
    assert (squeezed.is_exact, flat.is_exact) == (False, True)
    found = []
    for query in unit_rows(50, 7):
        best = set(np.argsort(-flat.scores(query), kind="stable")[:10].tolist())
        found.append(len(best & set(np.argsort(-squeezed.scores(query), kind="stable")[:10].tolist())) / 10)
    assert np.mean(found) > 0.9


def test_vector_squeezed_compares_every_row_that_matters(many: list[np.ndarray]) -> None:
    squeezed, query, rows = VectorIndex.build(many, 8, exact=100), unit_rows(1, 8)[0], np.array([3, 700, 2900])
    exact = [float((many[row] @ query).max()) for row in rows]
    assert squeezed.scores(query, rows)[rows].tolist() == pytest.approx(exact, abs=0.02)


def nearest(index: VectorIndex, query: np.ndarray) -> set[int]:
    return set(np.argsort(-index.scores(query), kind="stable")[:10].tolist())


def test_vector_gathers_old_and_fresh_chunks_as_if_built_anew(tmp_path: Path) -> None:
    chunks = [unit_rows(2, 1), unit_rows(1, 2), unit_rows(4, 3)]
    VectorIndex.build(chunks, 8).write(tmp_path / "vectors.faiss")
    old, new, query = VectorIndex.load(tmp_path / "vectors.faiss", 3), unit_rows(3, 4), unit_rows(1, 5)[0]
    gathered = old.gathered(np.array([2, -1, 0, 2]), [new])
    wanted = VectorIndex.build([chunks[2], new, chunks[0], chunks[2]], 8)
    assert gathered.scores(query).tolist() == wanted.scores(query).tolist()


def test_vector_moves_squeezed_vectors_byte_for_byte(many: list[np.ndarray], tmp_path: Path) -> None:
    """Some chunks gone, one there twice, one fresh: scores of all others are as they were, to the last digit."""
    VectorIndex.build(many, 8, exact=100).write(tmp_path / "vectors.faiss")
    old = VectorIndex.load(tmp_path / "vectors.faiss", len(many))
    sources = np.array([*range(200, 2900), 7, -1, 7])
    moved = old.gathered(sources, [unit_rows(2, 30)], exact=100)
    moved.write(tmp_path / "moved.faiss")
    moved = VectorIndex.load(tmp_path / "moved.faiss", len(sources))
    every = np.flatnonzero(sources >= 0)
    for seed in range(3):
        query = unit_rows(1, 40 + seed)[0]
        was = old.scores(query, sources[every])[sources[every]]
        now = moved.scores(query, every)[every]
        assert sorted(now.tolist())[-50:] == sorted(was.tolist())[-50:]
    assert 2701 in nearest(moved, unit_rows(2, 30)[0])


@pytest.mark.parametrize("count", [1000, 50])
def test_vector_gathers_less_or_more_exactly_by_size(many: list[np.ndarray], count: int) -> None:
    squeezed = VectorIndex.build(many, 8, exact=100)
    fewer = squeezed.gathered(np.arange(count), [], exact=100)
    assert fewer.is_exact is (count <= 100)
    flat = VectorIndex.build(many[:count], 8)
    found = [len(nearest(fewer, query) & nearest(flat, query)) / 10 for query in unit_rows(30, 7)]
    assert np.mean(found) > 0.9


@pytest.mark.parametrize("exact", [100, 10_000])
def test_vector_refuses_half_a_file(many: list[np.ndarray], tmp_path: Path, exact: int) -> None:
    path = tmp_path / "vectors.faiss"
    VectorIndex.build(many, 8, exact=exact).write(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(IndexStateError, match="rebuild --index"):
        VectorIndex.load(path, len(many))
