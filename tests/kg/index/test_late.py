"""Late interaction over stored signs against the formula written out; what is empty; files read back."""

from pathlib import Path

import numpy as np
import pytest

from kg.index.late import TokenIndex

SIZE = 16


def vectors(count: int, seed: int) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(count, SIZE)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def packed(rows: np.ndarray) -> np.ndarray:
    return np.packbits(rows > 0, axis=1)


@pytest.fixture
def chunks() -> list[np.ndarray]:
    return [vectors(5, 1), vectors(1, 2), vectors(0, 3), vectors(9, 4)]


def test_late_is_the_mean_over_the_querys_tokens_of_the_nearest(chunks: list[np.ndarray]) -> None:
    query = vectors(3, 9)
    index = TokenIndex.build([packed(rows) for rows in chunks], SIZE)
    wanted = []
    for rows in chunks:
        nearest = [max((float(q @ np.sign(p)) / SIZE**0.5 for p in rows), default=0.0) for q in query]
        wanted.append(sum(nearest) / len(nearest))
    assert index.scores(query, np.array([3, 0, 2, 1])).tolist() == pytest.approx([wanted[i] for i in (3, 0, 2, 1)])
    assert index.count == 4


def test_late_without_tokens_or_rows_is_zero_or_nothing(chunks: list[np.ndarray]) -> None:
    index = TokenIndex.build([packed(rows) for rows in chunks], SIZE)
    assert index.scores(vectors(0, 9), np.array([0, 1])).tolist() == [0, 0]
    assert index.scores(vectors(2, 9), np.array([], np.int64)).tolist() == []
    assert TokenIndex.build([], SIZE).count == 0


def test_late_finds_the_passage_that_holds_the_querys_tokens() -> None:
    query = vectors(4, 7)
    index = TokenIndex.build([packed(vectors(30, 1)), packed(np.concatenate([vectors(6, 2), query]))], SIZE)
    left, right = index.scores(query, np.array([0, 1]))
    assert right > left


@pytest.mark.parametrize("count", [0, 3])
def test_late_reads_back_what_it_wrote(tmp_path: Path, count: int) -> None:
    index = TokenIndex.build([packed(vectors(4, seed)) for seed in range(count)], SIZE)
    index.write(tmp_path / "starts.npy", tmp_path / "signs.npy")
    again = TokenIndex.load(tmp_path / "starts.npy", tmp_path / "signs.npy")
    rows, query = np.arange(count), vectors(2, 9)
    assert again.scores(query, rows).tolist() == index.scores(query, rows).tolist()


def test_late_gathers_old_and_fresh_chunks(chunks: list[np.ndarray]) -> None:
    old, query = TokenIndex.build([packed(rows) for rows in chunks], SIZE), vectors(3, 9)
    new = packed(vectors(4, 12))
    gathered = old.gathered(np.array([3, -1, 2]), [new])
    wanted = TokenIndex.build([packed(chunks[3]), new, packed(chunks[2])], SIZE)
    every = np.arange(3)
    assert gathered.scores(query, every).tolist() == wanted.scores(query, every).tolist()
