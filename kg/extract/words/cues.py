"""The cue words of relations as patterns: an analyst edits the words, the rules ask for groups of them."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from kg.extract.words.wordlists import NOTHING
from kg.ontology import RelationDef

GAP = ".{0,12}"  # what … stands for in a cue such as 以…为主导


class Cues:
    """One relation's cue words, and the values that its `status` may have: reached, under way, planned."""

    def __init__(self, groups: Mapping[str, tuple[str, ...]], statuses: tuple[str, ...] = ()) -> None:
        self._groups = groups
        self.statuses = statuses
        self._made: dict[tuple[str, ...], re.Pattern[str]] = {}

    def of(self, *groups: str) -> re.Pattern[str]:
        """A pattern of the words of some groups; refuses a group that the relation does not have."""
        if groups not in self._made:
            self._made[groups] = pattern_of(word for group in groups for word in self._groups[group])
        return self._made[groups]

    @cached_property
    def staged(self) -> re.Pattern[str]:
        """The words without which a clause tells no status of this relation; every clause may where it names none."""
        return self.of("staged") if "staged" in self._groups else re.compile("")

    @cached_property
    def negative(self) -> re.Pattern[str]:
        """The words that make a sentence say the opposite."""
        return self.of("negative")


def load_cues(relations: Mapping[str, RelationDef]) -> dict[str, Cues]:
    """The cues of every relation."""
    return {
        name: Cues(one.cues, one.properties["status"].values if "status" in one.properties else ())
        for name, one in relations.items()
    }


def pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds the longest of some words first, of none nothing; … inside a word stands for a short gap."""
    parts = {GAP.join(map(re.escape, re.split("…+", word))) for word in words}
    return re.compile("|".join(sorted(parts, key=len, reverse=True)) or NOTHING)
