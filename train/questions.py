"""Questions written for passages of train/passages.py: what people type who do not know the words of a plan.

`questions.jsonl` holds lines of `{"id", "q": [question, …]}`: our own writing; the passages themselves stay where they are.
"""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from kg.index.lexical import LexicalIndex, TermRows
from kg.text.segment import pairs as bigrams
from train.pairs import SEED, Pair
from train.passages import Passage, key_of, load_passages

QUESTIONS = Path(__file__).with_name("questions.jsonl")
POOL = 6000  # passages of a kind that a wrong one is taken from
NEAR = 30  # a wrong passage is one of so many that share most words with the question
ALIKE = 0.4  # share of a passage's pairs of characters; what shares more with the right one may be right as well


def load_questions(folder: Path, *, apart: bool) -> dict[str, list[Pair]]:
    """By kind of passage: every question with its passage, those held apart or the others."""
    asked = {row["id"]: row["q"] for row in map(json.loads, QUESTIONS.read_text(encoding="utf-8").splitlines())}
    found: dict[str, list[Pair]] = {}
    for passage in load_passages(folder):
        if passage.apart == apart:
            for question in asked.pop(key_of(passage.text), ()):
                found.setdefault(passage.kind, []).append(Pair(question, passage.text, passage.whole))
    return found


def with_wrong(pairs: Sequence[Pair], pool: Sequence[Passage], seed: int = SEED) -> list[Pair]:
    """Each pair with a passage of the pool that words alone take for an answer."""
    shuffled = random.Random(seed)
    texts = list(dict.fromkeys([passage.text for passage in pool] + [pair.positive for pair in pairs]))
    words = LexicalIndex.build([TermRows.of([[], [], bigrams(text), [], []] for text in texts)])
    result = []
    for pair in pairs:
        best = np.argsort(-words.scores(bigrams(pair.anchor)), kind="stable")[:NEAR]
        wrong = [texts[row] for row in best if likeness(texts[row], pair.positive) < ALIKE]
        result.append(replace(pair, wrong=shuffled.choice(wrong)))
    return result


def likeness(one: str, other: str) -> float:
    """Which share of the shorter text's pairs of characters the other has."""
    first, second = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (one, other))
    return len(first & second) / max(1, min(len(first), len(second)))


def pools(folder: Path, *, apart: bool, seed: int = SEED) -> Mapping[str, list[Passage]]:
    """POOL passages of each kind."""
    kinds: dict[str, list[Passage]] = {}
    for passage in load_passages(folder):
        if passage.apart == apart:
            kinds.setdefault(passage.kind, []).append(passage)
    shuffled = random.Random(seed)
    return {kind: shuffled.sample(rows, min(POOL, len(rows))) for kind, rows in kinds.items()}


def asked_pairs(folder: Path, seed: int = SEED) -> Iterator[tuple[str, list[Pair]]]:
    """What is trained on, kind by kind, each with a wrong passage."""
    pool = pools(folder, apart=False)
    for kind, pairs in load_questions(folder, apart=False).items():
        yield kind, with_wrong(pairs, pool[kind], seed)
