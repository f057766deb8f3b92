"""Best label paths of a linear-chain CRF (Lafferty et al. 2001), and the chances of labels."""

from typing import Any

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]


def best_paths(scores: Scores, steps: Scores, start: Scores | None = None) -> list[list[int]]:
    """The best path through each of some sequences of one length, by Viterbi.

    scores (sequences, n, k): n > 0 places, k labels; steps (k, k): from row to column; start (k,): of the first label,
    none where missing.
    """
    into = np.ascontiguousarray(steps.T)
    best = scores[:, 0] + (0 if start is None else start)
    back = np.empty((scores.shape[1], *best.shape), np.intp)
    for place in range(1, scores.shape[1]):
        paths = best[:, None, :] + into
        back[place] = paths.argmax(axis=2)
        best = np.take_along_axis(paths, back[place][:, :, None], axis=2)[:, :, 0] + scores[:, place]
    return [_trace(back[:, row], int(best[row].argmax())) for row in range(len(scores))]


def _trace(back: Any, last: int) -> list[int]:
    path = [last]
    for origin in back[:0:-1]:
        path.append(int(origin[path[-1]]))
    return path[::-1]


def marginals(scores: Scores, steps: Scores, start: Scores) -> Scores:
    """The chance of each label at each place of one sequence, (n, k), by the forward-backward algorithm."""
    forward, backward = np.empty_like(scores), np.zeros_like(scores)
    forward[0] = start + scores[0]
    for place in range(1, len(scores)):
        forward[place] = _log_sum(forward[place - 1][:, None] + steps) + scores[place]
    for place in range(len(scores) - 2, -1, -1):
        backward[place] = _log_sum((steps + (scores[place + 1] + backward[place + 1])[None, :]).T)
    both = forward + backward
    chances: Scores = np.exp(both - _log_sum(both.T)[:, None])
    return chances


def _log_sum(table: Scores) -> Any:
    top = table.max(axis=0)
    return top + np.log(np.exp(table - top).sum(axis=0))
