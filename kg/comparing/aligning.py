"""Texts of two sides paired by meaning, one to one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.engine import Engine, text_vectors

Scores = NDArray[np.float64]


@dataclass(frozen=True)
class Aligned:
    """`pairs`: places left and right with their score, in the left one's order; what has no partner stands apart."""

    pairs: tuple[tuple[int, int, float], ...]
    left: tuple[int, ...]
    right: tuple[int, ...]


def cosines(engine: Engine, left: Sequence[str], right: Sequence[str]) -> Scores:
    """The encoder's cosine of each text with each."""
    if not left or not right:
        return np.zeros((len(left), len(right)))
    vectors: list[Any] = text_vectors(engine, [*left, *right])
    return np.asarray(np.stack(vectors[: len(left)]) @ np.stack(vectors[len(left) :]).T, np.float64)


def distances(left: int, right: int) -> Scores:
    """How far apart two places lie within their own lists, 0 to 1: what stands early stands early on the other side too."""
    first, second = ((np.arange(count) + 0.5) / max(count, 1) for count in (left, right))
    return np.asarray(np.abs(first[:, None] - second[None, :]))


def assign(scores: Scores, least: float) -> Aligned:
    """The one-to-one pairs whose scores above `least` sum up highest (Jonker & Volgenant's assignment, as SciPy has it).

    A pair below `least` counts nothing, so that no good pair is given up for the sake of a bad one.
    """
    from scipy.optimize import linear_sum_assignment

    gains = np.maximum(scores - least, 0.0)
    rows, columns = linear_sum_assignment(gains, maximize=True)
    pairs = [(int(i), int(j), float(scores[i, j])) for i, j in zip(rows, columns, strict=True) if gains[i, j] > 0]
    taken = [{pair[side] for pair in pairs} for side in (0, 1)]
    left, right = ([n for n in range(count) if n not in own] for count, own in zip(scores.shape, taken, strict=True))
    return Aligned(tuple(sorted(pairs)), tuple(left), tuple(right))
