"""From judged relations to precision: per type, and of the whole by weights, each with its 95 % interval."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.evaluate.metrics import wilson
from kg.evaluate.sampling import Stratum

RIGHT, WRONG, UNSURE, UNJUDGED = "对", "错", "不确定", ""
VERDICTS = (RIGHT, WRONG, UNSURE)


@dataclass(frozen=True)
class Judgement:
    """One judged row; `verdict` is one of VERDICTS, or '' while nobody has judged it."""

    id: str
    type: str
    verdict: str
    title: str
    note: str = ""


@dataclass(frozen=True)
class Precision:
    """How many of a type are right; share and interval are over what was judged right or wrong."""

    type: str
    total: int
    right: int
    wrong: int
    unsure: int
    unjudged: int
    share: float
    low: float
    high: float


def estimate(strata: Sequence[Stratum], judgements: Sequence[Judgement]) -> tuple[list[Precision], Precision]:
    """(per type, whole). Rows judged unsure or not at all stay out of the shares and are counted beside them."""
    kinds = [_of_type(one, [j.verdict for j in judgements if j.type == one.type]) for one in strata]
    return kinds, _whole(kinds)


def _of_type(stratum: Stratum, verdicts: Sequence[str]) -> Precision:
    counts = Counter(verdicts)
    decided = counts[RIGHT] + counts[WRONG]
    share = counts[RIGHT] / decided if decided else 0.0
    return Precision(
        stratum.type,
        stratum.total,
        counts[RIGHT],
        counts[WRONG],
        counts[UNSURE],
        counts[UNJUDGED],
        share,
        *wilson(share, decided),
    )


def _whole(kinds: Sequence[Precision]) -> Precision:
    """The share of all relations that is right: each type weighs as many as there are of it, not as were drawn.

    The interval is Wilson's for the effective size 1 / Σ(weight² / judged) (Kish): unequal weights tell less.
    """
    judged = [one for one in kinds if one.right + one.wrong]
    everything = sum(one.total for one in judged)
    weights = [one.total / everything for one in judged]
    share = sum(weight * one.share for weight, one in zip(weights, judged, strict=True))
    spread = sum(weight**2 / (one.right + one.wrong) for weight, one in zip(weights, judged, strict=True))
    right, wrong, unsure, unjudged = (
        sum(getattr(one, name) for one in kinds) for name in ("right", "wrong", "unsure", "unjudged")
    )
    low, high = wilson(share, 1 / spread if spread else 0)
    return Precision("", sum(one.total for one in kinds), right, wrong, unsure, unjudged, share, low, high)
