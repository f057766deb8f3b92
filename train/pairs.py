"""Question or title → passage: the public pairs that tune an encoder, a part of each set held apart.

Files are JSON lines, gzip, of `{"anchor", "positive"}`; a set's last rows are never trained on (`held_out`).
"""

import gzip
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SHORTEST, LONGEST = 12, 220  # characters of a passage; of what is longer the sentences nearest to the anchor stay
SEED = 0
SENTENCE_END = re.compile(r"[。！？；]")


@dataclass(frozen=True)
class Pair:
    """A question or title and the passage that answers it."""

    anchor: str
    positive: str
    whole: str = ""  # the text that the passage is a part of: rows of one text are no wrong answers to each other


# Rows taken of each set. Titles of news and laws are formal and long, so the few sets with questions weigh more than
# their share; CMRC, a third of the statutes and the news since 2022 are kept for measuring.
TRAINED: Mapping[str, int] = {
    "drcd_question_paragraph_simp": 7000,
    "ncp_policy_question_answer": 3900,
    "laws_title_article": 6000,
    "xwlb_title_body_2012_2025": 5000,
    "xwlb_briefs_title_body_2012_2025": 3000,
    "finqa_question_passage": 1700,
    "finna_title_summary": 2000,
    "chinaxiv_title_abstract": 2500,
}
HELD_OUT: Mapping[str, int] = {
    "cmrc2018_trial_question_paragraph": 1002,
    "laws_title_article": 1000,
    "xwlb_title_body_2012_2025": 1000,
}
NEWS_SINCE = "2022"  # held apart
LAWS_APART = 3  # every third title, by its letters' sum, is held apart


def training_pairs(folder: Path) -> dict[str, list[Pair]]:
    """By set; one passage an anchor."""
    return {name: _sample(_rows(folder, name, apart=False), count) for name, count in TRAINED.items()}


def held_out_pairs(folder: Path) -> dict[str, list[Pair]]:
    """By set: pairs that no training saw."""
    return {name: _sample(_rows(folder, name, apart=True), count) for name, count in HELD_OUT.items()}


def _rows(folder: Path, name: str, *, apart: bool) -> Iterator[Pair]:
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
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


def _is_apart(name: str, row: Mapping[str, str]) -> bool:
    if name.startswith("laws"):
        return sum(map(ord, row["title"])) % LAWS_APART == 0
    if name.startswith("xwlb"):
        return row["date"] >= NEWS_SINCE
    return name in HELD_OUT


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
