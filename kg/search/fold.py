"""One text, one hit: passages that say the same are folded into the best of them, and no section fills the top."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kg.records import Chunk

SIGNS = re.compile(r"[\W_]+")
NUMBERS = re.compile(r"\d+(?:\.\d+)?")
ALIKE = 0.9  # of all runs of three characters those that both hold; a name put for another in a sentence makes it less
FIRST = 10  # the top that no section may fill


@dataclass
class Fold:
    """A passage with the places of those that say the same."""

    place: int
    others: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Wording:
    """The letters and digits of a passage, signs left out."""

    text: str

    @cached_property
    def runs(self) -> frozenset[str]:
        """All runs of three characters."""
        return frozenset(self.text[place : place + 3] for place in range(max(len(self.text) - 2, 1)))

    def is_like(self, other: "Wording") -> bool:
        """Whether two passages say the same; lengths tell most apart before a run is looked at."""
        if min(len(self.text), len(other.text)) < ALIKE * max(len(self.text), len(other.text)):
            return False
        shared = len(self.runs & other.runs)
        return self.text == other.text or shared >= ALIKE * (len(self.runs) + len(other.runs) - shared)


def fold_alike(chunks: Sequence[Chunk]) -> list[Fold]:
    """The passages, best first, each with those after it that say the same; only what names the same numbers is compared."""
    folds: list[Fold] = []
    known: dict[tuple[str, ...], list[tuple[Wording, Fold]]] = defaultdict(list)
    for place, chunk in enumerate(chunks):
        text = f"{chunk.header} {chunk.text}"  # its width is one already: documents are normalised when they are read
        mates, wording = known[tuple(NUMBERS.findall(text))], Wording(SIGNS.sub("", text))
        same = next((fold for other, fold in mates if wording.is_like(other)), None)
        if same is not None:
            same.others.append(place)
            continue
        folds.append(Fold(place))
        mates.append((wording, folds[-1]))
    return folds


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
