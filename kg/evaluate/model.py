"""What an evaluation is made of: parts with figures, and findings: what is missing, wrong or too much."""

from collections.abc import Mapping
from dataclasses import dataclass

Figures = Mapping[str, Mapping[str, float]]  # group (a type, a relation, a kind; the whole) → measure → value

MISS, EXTRA, WRONG_TYPE, PARTIAL, UNJUDGED = "miss", "extra", "wrong_type", "partial", "unjudged"


@dataclass(frozen=True)
class Finding:
    """One thing that came out otherwise than the gold says, with the sentence it is about.

    `key` is the same on every run over the same gold; `point` is what it earned, from 0 to 1. An UNJUDGED one
    counts nowhere: the gold is silent about it.
    """

    key: str
    group: str
    verdict: str
    title: str
    document: str = ""
    sentence: str = ""
    mark: tuple[int, int] = (0, 0)  # the part of the sentence it is about
    lines: tuple[tuple[str, str], ...] = ()  # label, text
    point: float = 0.0


@dataclass(frozen=True)
class Part:
    """One gold file's result; `whole` names the group of `figures` that sums it up."""

    name: str  # mentions | facts | tables | qa | retrieval
    whole: str
    measure: str  # the figure that counts: f1, recall, score, ndcg10
    figures: Figures
    findings: tuple[Finding, ...] = ()

    @property
    def headline(self) -> float:
        """The one figure of the part."""
        return self.figures[self.whole][self.measure]


@dataclass(frozen=True)
class Evaluation:
    """All parts, when and over which gold they were made, and notes on what was left out."""

    gold: str
    fingerprint: str
    made: str
    documents: tuple[str, ...]
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()
