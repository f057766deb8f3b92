"""The compare form of text: width-folded, lower case, no blanks, no punctuation; and its two-character pieces."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

# Round sums of money by which things are told (年收入过亿, 突破10亿元, 亿元以上): 亿, 十亿, 百亿, 千亿, 百万, 千万.
ROUND = r"(?:(?P<n{0}>[一十百千]|10{{0,3}})?(?P<unit{0}>亿)|(?P<n{0}w>[百千]|10{{2,3}})(?P<unit{0}w>万))"
THRESHOLD = re.compile(
    rf"(?<![通经不])(?:超过|超出|突破|超|破|逾|过)(?:了)?{ROUND.format(1)}(?:元(?:大关)?|(?=[的企项公单级，。、；？）)”]|$))"
    rf"|(?<![\d.一二三四五六七八九十百千第]){ROUND.format(2)}元?(?:及)?以上"
)
ROUNDS = {"一": "", "1": "", "10": "十", "100": "百", "1000": "千"}


@lru_cache(maxsize=65536)
def with_thresholds(text: str) -> str:
    """The text with round sums of money that something exceeds written one way: 过亿, 破1亿元 and 亿元以上 as 超亿元."""

    def written(match: re.Match[str]) -> str:
        number, unit = (
            next((match[f"{key}{end}"] for end in ("1", "1w", "2", "2w") if match[f"{key}{end}"]), "")
            for key in ("n", "unit")
        )
        return f"超{ROUNDS.get(number, number)}{unit}元"

    return THRESHOLD.sub(written, text) if "亿" in text or "万" in text else text


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
