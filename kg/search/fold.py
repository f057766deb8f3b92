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
MANY = 200  # passages among which each is compared with every other
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
    def runs(self) -> frozenset[tuple[str, ...]]:
        """All runs of three characters; of a shorter text itself."""
        return frozenset(zip(self.text, self.text[1:], self.text[2:], strict=False)) or frozenset([tuple(self.text)])

    @cached_property
    def signature(self) -> list[int]:
        """Marks of some runs, of which two passages that say the same share one at least (Chaudhuri et al. 2006).

        Of the runs in any order that all passages keep, here by hash, the first so many that no more may be missing.
        """
        missing = int(len(self.runs) * (1 - ALIKE) + 1e-9)
        return sorted(map(hash, self.runs))[: missing + 1]

    def is_like(self, other: "Wording") -> bool:
        """Whether two passages say the same; lengths tell most apart before a run is looked at."""
        if min(len(self.text), len(other.text)) < ALIKE * max(len(self.text), len(other.text)):
            return False
        shared = len(self.runs & other.runs)
        return self.text == other.text or shared >= ALIKE * (len(self.runs) + len(other.runs) - shared)


def fold_alike(chunks: Sequence[Chunk], *, many: int = MANY) -> list[Fold]:
    """The passages, best first, each with those after it that say the same; only what names the same numbers is compared.

    Of more than `many` passages only those that share a mark, which changes nothing but the time it takes.
    """
    folds: list[Fold] = []
    wordings: list[Wording] = []
    known: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, chunk in enumerate(chunks):
        text = f"{chunk.header} {chunk.text}"  # its width is one already: documents are normalised when they are read
        numbers, wording = tuple(NUMBERS.findall(text)), Wording(SIGNS.sub("", text))
        keys = [(numbers, mark) for mark in (wording.signature if len(chunks) > many else (0,))]
        mates = sorted({mate for key in keys for mate in known.get(key, ())}) if len(keys) > 1 else known[keys[0]]
        same = next((folds[mate] for mate in mates if wording.is_like(wordings[mate])), None)
        if same is not None:
            same.others.append(place)
            continue
        for key in keys:
            known[key].append(len(folds))
        folds.append(Fold(place))
        wordings.append(wording)
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
