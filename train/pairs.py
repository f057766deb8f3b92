"""Question or title → passage: the public pairs that tune an encoder, a part of each set held apart.

Files are JSON lines, gzip, of `{"anchor", "positive"}`; a set's last rows are never trained on (`held_out`).
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from train.passages import LAWS, NEWS, is_apart, read_rows

SHORTEST, LONGEST = 12, 220  # characters of a passage; of what is longer the sentences nearest to the anchor stay
SEED = 0
SENTENCE_END = re.compile(r"[。！？；]")


@dataclass(frozen=True)
class Pair:
    """A question or title and the passage that answers it."""

    anchor: str
    positive: str
    whole: str = ""  # the text that the passage is a part of: rows of one text are no wrong answers to each other
    wrong: str = ""  # a passage that looks right and is not


# Rows taken of each set, beside the questions of train/questions.py. Titles of news and laws are formal and long, no one asks
# so: none is trained on. CMRC, a third of the statutes and the news since 2022 are kept for measuring.
TRAINED: Mapping[str, int] = {
    "drcd_question_paragraph_simp": 1200,
    "ncp_policy_question_answer": 800,
}
HELD_OUT: Mapping[str, int] = {
    "cmrc2018_trial_question_paragraph": 1002,
    LAWS: 1000,
    NEWS: 1000,
}


def training_pairs(folder: Path) -> dict[str, list[Pair]]:
    """By set; one passage an anchor."""
    return {name: _sample(_rows(folder, name, apart=False), count) for name, count in TRAINED.items()}


def held_out_pairs(folder: Path) -> dict[str, list[Pair]]:
    """By set: pairs that no training saw."""
    return {name: _sample(_rows(folder, name, apart=True), count) for name, count in HELD_OUT.items()}


def _rows(folder: Path, name: str, *, apart: bool) -> Iterator[Pair]:
    for row in read_rows(folder, name):
        if _is_apart(name, row) == apart and len(row["positive"]) >= SHORTEST:
            whole = " ".join(row["positive"].split())
            yield Pair(row["anchor"].strip(), nearest_part(row["anchor"], whole), whole)


def nearest_part(anchor: str, text: str) -> str:
    """At most LONGEST characters of a text: the run of sentences that shares most pairs of characters with the anchor."""
    if len(text) <= LONGEST:
        return text
    wanted = {anchor[i : i + 2] for i in range(len(anchor) - 1)}
    starts = [0, *(match.end() for match in SENTENCE_END.finditer(text) if match.end() < len(text) - LONGEST)]
    runs = [text[start : start + LONGEST] for start in starts]
    return max(runs, key=lambda run: sum(pair in run for pair in wanted))


def _is_apart(name: str, row: dict[str, str]) -> bool:
    return is_apart(name, row) if name in (LAWS, NEWS) else name in HELD_OUT


def _sample(pairs: Iterator[Pair], count: int) -> list[Pair]:
    """At most `count`, one for each anchor."""
    every = list(pairs)
    random.Random(SEED).shuffle(every)
    return list({pair.anchor: pair for pair in every}.values())[:count]


def batches(pairs: Mapping[str, Sequence[Pair]], size: int, seed: int = SEED) -> list[list[Pair]]:
    """Batches of one set each, shuffled: rows of one kind are the hard negatives of one another."""
    shuffled = random.Random(seed)
    result = []
    for rows in pairs.values():
        order = list(rows)
        shuffled.shuffle(order)
        result += [order[start : start + size] for start in range(0, len(order) - size + 1, size)]
    shuffled.shuffle(result)
    return result
