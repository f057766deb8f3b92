"""The few formulas: precision and recall, discounted gain, and the Wilson interval."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

DIGITS = 3
NORMAL_95 = 1.959964  # standard deviations that hold 95 % of a normal distribution


@dataclass
class Counts:
    """Right, wrong and missing, counted up."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1, rounded, with what they come from."""
        precision = self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0
        recall = self.right / (self.right + self.missing) if self.right + self.missing else 0.0
        both = harmonic(precision, recall)
        rounded = {"p": precision, "r": recall, "f1": both}
        counts = {"tp": self.right, "fp": self.wrong, "fn": self.missing}
        return {**{name: round(value, DIGITS) for name, value in rounded.items()}, **counts}


def harmonic(precision: float, recall: float) -> float:
    """F1 of a precision and a recall."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def mean(values: Sequence[float]) -> float:
    """The mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def discounted_gain(grades: Sequence[int]) -> float:
    """DCG with gain 2^grade - 1."""
    return sum((2.0**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def wilson(share: float, size: float) -> tuple[float, float]:
    """The 95 % interval (Wilson 1927) of a share seen in `size` draws; `size` may be an effective one."""
    if size <= 0:
        return 0.0, 1.0
    square = NORMAL_95**2
    middle = share + square / (2 * size)
    spread = NORMAL_95 * math.sqrt(share * (1 - share) / size + square / (4 * size**2))
    scale = 1 + square / size
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)
