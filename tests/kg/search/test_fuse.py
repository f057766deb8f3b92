"""Normalising and blending."""

import numpy as np
import pytest

from kg.search.fuse import CHANNELS, best_of, blend, min_max, over_maximum, ranks_of


def array(*values: float) -> np.ndarray:
    return np.array(values, np.float32)


def test_fuse_normalises_into_zero_to_one() -> None:
    assert over_maximum(array(0, 2, 4)).tolist() == [0, 0.5, 1]
    assert min_max(array(0.7, 0.8, 0.9)).tolist() == pytest.approx([0, 0.5, 1], abs=1e-6)


@pytest.mark.parametrize("normalise", [over_maximum, min_max])
def test_fuse_of_equal_or_no_scores_is_zero(normalise) -> None:
    assert normalise(array(0, 0)).tolist() == [0, 0]
    assert normalise(array()).tolist() == []


def test_fuse_blends_by_the_table() -> None:
    total = blend({"lexical": array(3, 0), "dense": array(0.7, 0.9)})
    assert total.tolist() == pytest.approx([CHANNELS["lexical"].weight, CHANNELS["dense"].weight])


def test_fuse_lets_an_exact_match_beat_the_best_of_both_others() -> None:
    total = blend({"lexical": array(9, 1), "dense": array(0.9, 0.88), "exact": array(0, 1)})
    assert total[1] > total[0]


def test_fuse_ranks_only_what_a_list_found() -> None:
    assert ranks_of("lexical", array(1, 0, 3), np.arange(3)).tolist() == [2, 0, 1]
    assert ranks_of("dense", array(-0.1, 0, 0.3, 0), np.arange(4)).tolist() == [4, 2, 1, 2]


@pytest.mark.parametrize("name", ["lexical", "dense"])
def test_ranks_are_the_same_one_by_one_and_sorted(name: str) -> None:
    scores = np.random.default_rng(1).integers(-5, 40, 500).astype(np.float32)
    one_by_one = [int(ranks_of(name, scores, np.array([place]))[0]) for place in range(len(scores))]
    assert ranks_of(name, scores, np.arange(len(scores))).tolist() == one_by_one


@pytest.mark.parametrize("count", [1, 3, 5, 6, 9])
def test_fuse_takes_the_best_as_a_stable_sort_would(count: int) -> None:
    scores = array(2, 5, 5, 1, 5, 3)
    assert best_of(scores, count).tolist() == np.argsort(-scores, kind="stable")[:count].tolist()
