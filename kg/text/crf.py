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
    forward, backward = own.copy(), np.zeros_like(own)
    forward[0] += start
    for place in range(1, len(own)):
        forward[place] += _log_sum(forward[place - 1].T[:, :, None] + steps[:, None, :])
    for place in range(len(own) - 2, -1, -1):
        ways = _log_sum((own[place + 1] + backward[place + 1]).T[:, :, None] + steps.T[:, None, :])
        backward[place] = np.where((place < ends)[:, None], ways, 0)
    both = forward + backward
    chances = np.exp(both - _log_sum(both.transpose(2, 0, 1))[:, :, None])
    return [chances[: end + 1, row] for row, end in enumerate(ends)]


def _filled(scores: Sequence[Scores]) -> tuple[Scores, Any]:
    """All scores in one table (n of the longest, sequences, k), and the last place of each sequence."""
    ends = np.array([len(own) - 1 for own in scores])
    table = np.zeros((ends.max() + 1, len(scores), scores[0].shape[1]), np.float32)
    for row, own in enumerate(scores):
        table[: len(own), row] = own
    return table, ends


def _log_sum(table: Scores) -> Any:
    top = table.max(axis=0)
    return top + np.log(np.exp(table - top).sum(axis=0))
