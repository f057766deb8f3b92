"""Best label paths of a linear-chain CRF (Lafferty et al. 2001), and the chances of labels; many sequences at once.

The scores of a sequence are (n, k): n > 0 places, k labels. Sequences of a call may differ in length: shorter ones are
filled up behind their ends, which costs time and changes nothing. steps (k, k): from row to column; start (k,): of the
first label, none where missing.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]


def best_paths(scores: Sequence[Scores], steps: Scores, start: Scores | None = None) -> list[list[int]]:
    """The best path through each sequence, by Viterbi."""
    best, ends = _filled(scores)
    if start is not None:
        best[0] += start
    ways = np.empty((len(steps), *best.shape[1:]), np.float32)  # label before, sequence, label: reused at every place
    for place in range(1, len(best)):
        best[place] += np.add(best[place - 1].T[:, :, None], steps[:, None, :], out=ways).max(axis=0)
    into = np.ascontiguousarray(steps.T)
    last = label = best[ends, np.arange(len(ends))].argmax(axis=1)
    paths = np.empty(best.shape[:2], np.intp)
    for place in range(len(best) - 1, -1, -1):
        if place < ends.max():  # only the way that was taken is looked up again, not kept for every label
            label = np.where(place < ends, (best[place] + into[label]).argmax(axis=1), last)
        paths[place] = label
    return [paths[: end + 1, row].tolist() for row, end in enumerate(ends)]


def marginals(scores: Sequence[Scores], steps: Scores, start: Scores) -> list[Scores]:
    """The chance of each label at each place of each sequence, (n, k), by the forward-backward algorithm."""
    own, ends = _filled(scores)
    own[0] += start
    own -= own.max(axis=2, keepdims=True)
    weights, ways = np.exp(own.astype(np.float64)), np.exp(steps.astype(np.float64))  # e^-100 is no float32
    forward, backward = weights.copy(), np.ones_like(weights)
    for place in range(1, len(own)):
        forward[place] *= _shares(forward[place - 1]) @ ways
    for place in range(len(own) - 2, -1, -1):
        after = _shares(backward[place + 1] * weights[place + 1]) @ ways.T
        backward[place] = np.where((place < ends)[:, None], after, 1)
    chances = _shares(forward * backward)
    return [chances[: end + 1, row] for row, end in enumerate(ends)]


def _filled(scores: Sequence[Scores]) -> tuple[Scores, Any]:
    """All scores in one table (n of the longest, sequences, k), and the last place of each sequence."""
    ends = np.array([len(own) - 1 for own in scores])
    table = np.zeros((ends.max() + 1, len(scores), scores[0].shape[1]), np.float32)
    for row, own in enumerate(scores):
        table[: len(own), row] = own
    return table, ends


def _shares(weights: Any) -> Any:
    """The weights made to sum up to one over the labels: a product of many places would leave the range of a float."""
    return weights / weights.sum(axis=-1, keepdims=True)
