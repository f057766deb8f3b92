"""Several scored lists → one: a linear blend of normalised scores. It beat rank fusion on every set we measured."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
FEW = 64  # rows that are ranked one by one: sorting a whole list takes longer


def over_maximum(scores: Scores) -> Scores:
    """Divided by the best, so that a list without a match stays zero."""
    best = float(scores.max(initial=0.0))
    return scores / best if best > 0 else np.zeros_like(scores)


def as_given(scores: Scores) -> Scores:
    """Already a share of one."""
    return scores


def min_max(scores: Scores) -> Scores:
    """Stretched to 0–1: e5's cosines all lie between .7 and .9, so only their order and gaps tell anything."""
    if not scores.size:
        return scores
    low, high = float(scores.min()), float(scores.max())
    return (scores - low) / (high - low) if high > low else np.zeros_like(scores)


@dataclass(frozen=True)
class Channel:
    """One list's part in the blend."""

    weight: float
    normalise: Callable[[Scores], Scores]
    everywhere: bool = False  # whether a score means nothing by itself, because every passage has one


# The blend. Measured on the questions over five plans (nDCG@10, recall@10) and on three public sets held apart (train/retrieval.py).
CHANNELS: Mapping[str, Channel] = {
    # Words alone miss paraphrase, meaning alone misses names and numbers. Meaning did best at .65 to .75, and nothing
    # much changed from .5 to .8. Names kept whole as terms of their own changed nothing (.646 → .646) and cost seconds.
    "lexical": Channel(0.3, over_maximum),
    "dense": Channel(0.7, min_max, everywhere=True),
    # Token by token, over the best of the others: with the next three lines at their weights .659, .779 → .727, .825,
    # first hit .85 → .98. Nothing much changed from .6 to 1; every set we did not tune for gained as well.
    "late": Channel(0.8, min_max, everywhere=True),
    # A cross-encoder where one is named: as much as any list may weigh that must not pass what stands there to the letter.
    "rerank": Channel(1.0, min_max, everywhere=True),
    # What the question asks for (an amount, a department): .712, .802 → .720, .819; less from .15.
    "asked": Channel(0.1, as_given),
    # A 文号 or a 《title》 is what the reader wants to see: its passages come before any other, so more than all the rest.
    "exact": Channel(2.5, as_given),
    # Passages that mention what the query names, by whatever name: .712, .808 → .726, .825; a little more at .4, where it
    # begins to be a verdict.
    "graph": Channel(0.3, over_maximum),
}


def blend(lists: Mapping[str, Scores]) -> Scores:
    """The weighted sum of the normalised lists; all are of one length and row numbers agree."""
    parts = [CHANNELS[name].weight * CHANNELS[name].normalise(scores) for name, scores in lists.items()]
    total: Scores = np.sum(parts, axis=0, dtype=np.float32)
    return total


def best_of(scores: Scores, count: int) -> NDArray[np.int64]:
    """The places of the best scores, best first, without sorting the rest; of equal ones the earlier first."""
    if count >= len(scores):
        return np.argsort(-scores, kind="stable")
    least = np.partition(scores, -count)[-count]
    above, equal = np.flatnonzero(scores > least), np.flatnonzero(scores == least)
    places = np.concatenate([above, equal[: count - len(above)]])
    return places[np.lexsort((places, -scores[places]))]


def ranks_of(name: str, scores: Scores, places: NDArray[np.int64]) -> NDArray[np.int64]:
    """The ranks of some rows in one list, 1 = best, shared by equal scores; 0 where the list did not find a row."""
    told = scores[places]
    if len(places) > FEW:
        better = len(scores) - np.searchsorted(np.sort(scores), told, side="right")
    else:
        better = np.array([np.count_nonzero(scores > score) for score in told], np.int64)
    found: NDArray[np.bool_] = (told > 0) | CHANNELS[name].everywhere
    return np.where(found, better + 1, 0)
