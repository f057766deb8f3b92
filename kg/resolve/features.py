"""The table is the algorithm: reasons with weights; the sum says whether two things are one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from kg.resolve import compare
from kg.resolve.compare import Pair, Reason

Compare = Callable[[Pair], Reason | None]
NAMED = ("Park", "Platform", "Cluster", "Fund", "Project", "Policy")


@dataclass(frozen=True)
class Feature:
    """One reason and its weight. `kinds`: the classes it is for, () = every class.

    `alone`: the short name could be completed in several ways, so that it matters whether one thing alone fits.
    """

    func: Compare
    weight: float
    kinds: tuple[str, ...] = ()
    alone: bool = False


# For: the best of them counts.
REASONS = (
    Feature(compare.same_name, 1.0),
    Feature(compare.declared_name, 1.0),
    Feature(compare.common_alias, 0.65),
    Feature(compare.same_core, 0.95, ("Enterprise", "Institution")),
    Feature(compare.bare_core, 0.95, ("Enterprise",), alone=True),
    Feature(compare.same_rest, 0.95, (*NAMED, "Institution"), alone=True),
    Feature(compare.without_bracket, 0.95, (*NAMED, "Institution"), alone=True),
    Feature(compare.owner_in_front, 0.75, ("Project", "Platform", "Cluster", "Fund"), alone=True),
    Feature(compare.contained, 0.55, ("Project",), alone=True),
    Feature(compare.acronym, 0.5, ("Enterprise", "Institution", "Park", "Platform"), alone=True),
    Feature(compare.renamed, 0.95, ("Department",)),
    Feature(compare.reformed, 0.6, ("Department",)),
    Feature(compare.two_plates, 0.6, ("Department",)),
    Feature(compare.same_seat, 0.95, ("Department",)),
    Feature(compare.glossed, 0.6, ("Department",)),
)
# In support: added to a reason.
SUPPORT = (
    Feature(compare.same_document, 0.1),
    Feature(compare.shared_links, 0.1),
)
# Against: one is enough, and the pair is not even proposed.
CONFLICTS = (
    Feature(compare.other_region, 1.0),
    Feature(compare.other_number, 1.0),
    Feature(compare.other_row, 1.0, ("Project",)),
    Feature(compare.known_apart, 1.0, ("Enterprise", "Institution", "Park", "Platform", "Fund", "Policy")),
    Feature(compare.listed_apart, 1.0, ("Enterprise", "Institution", *NAMED)),
    Feature(compare.stand_in_relation, 1.0),
)
ONLY_ONE = 0.1  # in support, where no other thing completes the short name as well
SURE = 0.9  # merged by rule from here on
DOUBTFUL = 0.5  # proposed to a person from here on


@dataclass(frozen=True)
class Weighed:
    """A pair with its score and all sentences that speak for it, or against it where the score is 0."""

    left: str
    right: str
    score: float
    reasons: tuple[str, ...]
    short: str = ""  # the one with the short name, where it matters that nothing else fits it

    @property
    def pair(self) -> tuple[str, str]:
        """The two ids in order."""
        return (self.left, self.right)


def weigh(pair: Pair) -> Weighed:
    """The score of a pair: the best reason and what supports it; 0 where there is none or a conflict."""
    reasons, supports, conflicts = _table(pair.left.type if pair.left.type == pair.right.type else "")
    found = [
        (feature.weight * reason.score, reason.text, feature.alone)
        for feature in reasons
        if (reason := feature.func(pair))
    ]
    ids = sorted((pair.left.id, pair.right.id))
    if not found:
        return Weighed(ids[0], ids[1], 0.0, ())
    against = tuple(reason.text for feature in conflicts if (reason := feature.func(pair)))
    if against:
        return Weighed(ids[0], ids[1], 0.0, against)
    best = max(found)
    support = [(feature.weight, reason.text) for feature in supports if (reason := feature.func(pair))]
    score = min(1.0, best[0] + sum(weight for weight, _ in support))
    texts = [best[1], *(text for _, text, _ in found if text != best[1]), *(text for _, text in support)]
    return Weighed(ids[0], ids[1], round(score, 2), tuple(texts), pair.short.id if best[2] else "")


@cache
def _table(kind: str) -> tuple[tuple[Feature, ...], ...]:
    """The features for, in support and against that are for a class; none for things of two classes."""
    return tuple(
        tuple(one for one in features if kind and (not one.kinds or kind in one.kinds))
        for features in (REASONS, SUPPORT, CONFLICTS)
    )
