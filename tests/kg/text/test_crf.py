"""Viterbi and forward-backward against every path, spelt out."""

from itertools import pairwise, product

import numpy as np
import pytest

from kg.text.crf import best_paths, marginals

RANDOM = np.random.default_rng(7)
STEPS = RANDOM.normal(size=(3, 3)).astype(np.float32)
START = RANDOM.normal(size=3).astype(np.float32)


def weight(path: tuple[int, ...], scores: np.ndarray) -> float:
    """The score of one path."""
    steps = sum(STEPS[left, right] for left, right in pairwise(path))
    return float(START[path[0]] + steps + sum(scores[place, label] for place, label in enumerate(path)))


@pytest.mark.parametrize("length", [1, 2, 5])
def test_best_paths_are_the_best_of_all(length: int) -> None:
    scores = RANDOM.normal(size=(4, length, 3)).astype(np.float32)
    for own, path in zip(scores, best_paths(scores, STEPS, START), strict=True):
        assert tuple(path) == max(product(range(3), repeat=length), key=lambda one: weight(one, own))


def test_best_paths_begin_anywhere_without_start_scores() -> None:
    scores = np.zeros((1, 2, 3), np.float32)
    scores[0, 0, 2] = 9
    assert best_paths(scores, np.zeros((3, 3), np.float32))[0][0] == 2


@pytest.mark.parametrize("length", [1, 4])
def test_marginals_are_shares_of_all_paths(length: int) -> None:
    scores = RANDOM.normal(size=(length, 3)).astype(np.float32)
    paths = list(product(range(3), repeat=length))
    weights = np.exp([weight(path, scores) for path in paths])
    expected = np.zeros((length, 3))
    for path, own in zip(paths, weights / weights.sum(), strict=True):
        expected[range(length), path] += own
    assert marginals([scores], STEPS, START)[0] == pytest.approx(expected, abs=1e-5)


def test_sequences_of_other_lengths_change_nothing() -> None:
    several = [RANDOM.normal(size=(length, 3)).astype(np.float32) for length in (4, 1, 7, 4, 2)]
    alone = [best_paths([scores], STEPS, START)[0] for scores in several]
    assert best_paths(several, STEPS, START) == alone
    chances = [marginals([scores], STEPS, START)[0] for scores in several]
    for own, single in zip(marginals(several, STEPS, START), chances, strict=True):
        assert own == pytest.approx(single, abs=1e-6)
