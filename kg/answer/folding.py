"""The compare form of text: width-folded, lower case, no blanks, no punctuation; and its two-character pieces."""

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text as it is compared; letters, digits and Chinese characters stay."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def pairs(text: str) -> list[str]:
    """The overlapping two-character pieces of the folded text; a single character is its own piece."""
    folded = fold(text)
    return [folded[i : i + 2] for i in range(len(folded) - 1)] if len(folded) != 1 else [folded]


def rarity(texts: Iterable[str]) -> dict[str, float]:
    """How telling each piece is among these texts: the logarithm of texts per text that has it."""
    counted = [set(pairs(text)) for text in texts]
    frequency = Counter(piece for pieces in counted for piece in pieces)
    return {piece: math.log(1 + len(counted) / n) for piece, n in frequency.items()}


def rarity_of(wanted: Iterable[str], texts: Iterable[str]) -> dict[str, float]:
    """How telling these pieces are among the texts; one that stands nowhere is as rare as one that stands once."""
    folded = [fold(text) for text in texts]
    counts = {piece: sum(piece in text for text in folded) for piece in wanted}
    return {piece: math.log(1 + len(folded) / max(1, count)) for piece, count in counts.items()}


def weigh(pieces: Iterable[str], weights: Mapping[str, float]) -> float:
    """The summed weight of pieces; one never seen weighs as much as the rarest."""
    unseen = max(weights.values(), default=1.0)
    return sum(weights.get(piece, unseen) for piece in pieces)


def share(wanted: str, held: str, weights: Mapping[str, float] | None = None) -> float:
    """The share of `wanted`'s pieces that `held` has too, by weight where weights are given; 0 for nothing wanted."""
    have, pieces = fold(held), set(pairs(wanted))
    total = weigh(pieces, weights or {})
    shared = {piece for piece in pieces if (piece in have if len(piece) > 1 else piece == have)}
    return weigh(shared, weights or {}) / total if total else 0.0


def longest_block(left: str, right: str) -> str:
    """The longest run of characters that both texts contain."""
    best, end, row = 0, 0, [0] * (len(right) + 1)
    for i, a in enumerate(left, 1):
        previous = 0
        for j, b in enumerate(right, 1):
            previous, row[j] = row[j], previous + 1 if a == b else 0
            if row[j] > best:
                best, end = row[j], i
    return left[end - best : end]
