"""One text, one hit: passages that say the same are folded into the best of them, and no section fills the top."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kg.records import Chunk
from kg.text.normalize import fold

SIGNS = re.compile(r"[\W_]+")
NUMBERS = re.compile(r"\d+(?:\.\d+)?")
ALIKE = 0.9  # of all runs of three characters those that both hold; a name put for another in a sentence makes it less
SALTS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], np.uint64)
FIRST = 10  # the top that no section may fill

Runs = NDArray[np.uint64]


@dataclass
class Fold:
    """A passage with the places of those that say the same."""

    place: int
    others: list[int] = field(default_factory=list)


def fold_alike(chunks: Sequence[Chunk]) -> list[Fold]:
    """The passages, best first, each with those after it that say the same, numbers included.

    Two passages that share none of four minima of hashes (Broder 1997) are not compared.
    """
    folds: list[Fold] = []
    known: list[tuple[tuple[str, ...], Runs]] = []
    buckets: dict[tuple[int, int], list[int]] = {}
    for place, chunk in enumerate(chunks):
        numbers, runs = _signature(chunk)
        keys = [(number, int(least)) for number, least in enumerate((runs[:, None] * SALTS).min(axis=0))]
        mates = dict.fromkeys(mate for key in keys for mate in buckets.get(key, ()))
        same = next((mate for mate in mates if known[mate][0] == numbers and _alike(known[mate][1], runs)), None)
        if same is not None:
            folds[same].others.append(place)
            continue
        for key in keys:
            buckets.setdefault(key, []).append(len(folds))
        folds.append(Fold(place))
        known.append((numbers, runs))
    return folds


def _signature(chunk: Chunk) -> tuple[tuple[str, ...], Runs]:
    """The numbers of a passage, and the hashes of its runs of three characters; signs do not count."""
    text = fold(f"{chunk.header} {chunk.text}")
    plain = SIGNS.sub("", text)
    codes = np.frombuffer(f"{plain:\0<3}".encode("utf-32-le"), np.uint32).astype(np.uint64)
    runs = (codes[:-2] * 65599 + codes[1:-1]) * 65599 + codes[2:]
    return tuple(NUMBERS.findall(text)), np.unique(runs)


def _alike(left: Runs, right: Runs) -> bool:
    if min(len(left), len(right)) < ALIKE * max(len(left), len(right)):
        return False
    shared = len(np.intersect1d(left, right, assume_unique=True))
    return shared >= ALIKE * (len(left) + len(right) - shared)


def spread(sections: Sequence[object], most: int) -> list[int]:
    """The places of passages given by their sections, at most so many of one among the first ten; the rest comes after."""
    top: list[int] = []
    over: list[int] = []
    for place, section in enumerate(sections):
        if len(top) == FIRST:
            return [*top, *over, *range(place, len(sections))]
        full = sum(sections[other] == section for other in top) >= most
        (over if full else top).append(place)
    return [*top, *over]
