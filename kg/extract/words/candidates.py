"""Candidate mentions and the rule that keeps the best of overlapping ones."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.records import Mention

VERSION = "1"
MARKED, SURE = 2.9, 1.2
TITLED = "titled"  # the finder of works that a line opens with as with a title
TOLD = "told"  # the finder of a list's members where the list's closing noun tells their class

INTRODUCED = "introduced"  # the finder of platforms that the text introduces as the first of their kind


@dataclass(frozen=True)
class Candidate:
    """A span that may name an entity. `weight`: how sure its finder is; 3 = the text itself marks it."""

    start: int
    end: int
    type: str
    weight: float
    finder: str
    name: str = ""  # where the entity's name is not the span itself (a shared suffix given back)

    def at(self, start: int, end: int) -> "Candidate":
        """The same between other places."""
        return self if (start, end) == (self.start, self.end) else replace(self, start=start, end=end)


def best_of(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that stay: marked ones first, then sure before doubtful, longer before shorter; none overlaps."""
    kept: list[Candidate] = []  # in order of place
    for candidate in sorted(candidates, key=_precedence):
        place = bisect_left(kept, candidate.end, key=lambda other: other.start)
        if place == 0 or kept[place - 1].end <= candidate.start:
            kept.insert(place, candidate)
    return kept


def _precedence(candidate: Candidate) -> tuple[int, int, float, int]:
    """A name that holds another is the name meant (怀柔科学城东区, not 怀柔), unless its finder was unsure."""
    tier = 0 if candidate.weight >= MARKED else 1 if candidate.weight >= SURE else 2
    return tier, candidate.start - candidate.end, -candidate.weight, candidate.start


def to_mentions(text: str, candidates: Iterable[Candidate], place: int) -> Iterator[Mention]:
    """Mentions of the candidates of a text that begins at `place`, each with its finder's name and version."""
    for c in candidates:
        yield Mention(place + c.start, place + c.end, text[c.start : c.end], c.type, f"{c.finder}/{VERSION}", c.name)
