"""Candidate mentions and the rule that keeps the best of overlapping ones."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.records import Mention

VERSION = "1"


@dataclass(frozen=True)
class Candidate:
    """A span that may name an entity. `weight`: how sure its finder is; 3 = the text itself marks it."""

    start: int
    end: int
    type: str
    weight: float
    finder: str
    name: str = ""  # where the entity's name is not the span itself (a shared suffix given back)


def best_of(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that stay: surer before longer before earlier; none overlaps another."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (-c.weight, c.start - c.end, c.start)):
        if all(candidate.end <= other.start or other.end <= candidate.start for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.start)


def to_mentions(text: str, candidates: Iterable[Candidate]) -> list[Mention]:
    """Mentions of the candidates, each with its finder's name and version."""
    return [
        Mention(c.start, c.end, text[c.start : c.end], c.type, f"{c.finder}/{VERSION}", c.name) for c in candidates
    ]
