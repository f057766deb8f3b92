"""A doubtful case: what may be wrong and how much it matters, by what hangs on it and how surely it spoils answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.curation.shelf import Fact
from kg.judging import Line
from kg.records import Document, Gap

VALUES, ROLES, LEADS, PAIR, MERGED, GAP, GUESSED = (
    "values",
    "roles",
    "leads",
    "pair",
    "merged",
    "gap",
    "guessed",
)
# How much a fact that hangs on a case of this kind counts: two values make an answer wrong, a guessed name may be right.
# Of a place not understood its own kind tells: a column that no header names is often a remark.
WEIGHTS: Mapping[str, float] = {VALUES: 5, ROLES: 4, PAIR: 3, GAP: 3, LEADS: 1, MERGED: 1, GUESSED: 0.5, "column": 0.3}


@dataclass(frozen=True)
class Case:
    """One doubt; `told` fills the sentence that says why. Of facts, a pair, a gap or an entity only the kind's is set."""

    id: str  # the same while the doubt is the same
    kind: str
    title: str
    facts_hanging: int
    told: Mapping[str, object] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    pair: Line | None = None
    document: Document | None = None
    gap: Gap | None = None
    entity_id: str = ""

    @property
    def weight(self) -> float:
        """By this the cases are ordered."""
        kind = self.gap.kind if self.gap and self.gap.kind in WEIGHTS else self.kind
        return WEIGHTS[kind] * max(self.facts_hanging, 1)
