"""BM25F against a plain, slow reading of its formula."""

import math
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.index.lexical import BLOCK, FIELDS, K1, STEP, B, LexicalIndex, TermRows
from kg.text.segment import terms

Chunks = list[list[list[str]]]


def slow_bm25f(chunks: Chunks, query: Sequence[str], row: int) -> float:
    """One chunk's score, term by term, as the formula is written."""
    weights = list(FIELDS.values())
    score = 0.0
    for term in query:
        holding = sum(any(term in field for field in chunk) for chunk in chunks)
        frequency = 0.0
        for number, weight in enumerate(weights):
            field = chunks[row][number]
            mean = sum(len(chunk[number]) for chunk in chunks) / len(chunks)
            if field:
                frequency += weight * field.count(term) / (1 - B + B * len(field) / mean)
        if frequency:
            idf = math.log(1 + (len(chunks) - holding + 0.5) / (holding + 0.5))
            score += idf * frequency * (K1 + 1) / (K1 + frequency)
    return score


def made(*fields: list[str]) -> list[list[str]]:
    """A chunk with its first fields given, the others empty."""
    return [*fields, *([] for _ in range(len(FIELDS) - len(fields)))]


@pytest.mark.parametrize("seed", range(5))
def test_lexical_equals_the_slow_reference(seed: int) -> None:
    dice = random.Random(seed)
    words = [f"词{number}" for number in range(12)]
    chunks: Chunks = [[dice.choices(words, k=dice.randint(0, 9)) for _ in FIELDS] for _ in range(15)]
    query = dice.choices([*words, "无"], k=5)
    scores = LexicalIndex.build([TermRows.of(chunks[:4]), TermRows.of(chunks[4:])]).scores(query)
    wanted = [slow_bm25f(chunks, query, row) for row in range(15)]
    assert scores.tolist() == pytest.approx(wanted, abs=STEP / 2 * sum(map(rarest, query)))


def rarest(_: str) -> float:
    """The rarity of a term that one of fifteen chunks holds: what half a step of its weight can do to a score."""
    return math.log(1 + (15 - 1 + 0.5) / (1 + 0.5))


def test_lexical_blocks_are_one_index() -> None:
    """More chunks than a block's numbers can tell: the term of the last is found there and nowhere else."""
    many: Chunks = [made([], [], ["甲", f"词{number % 50}"]) for number in range(BLOCK + 3)]
    many[-1] = made([], [], ["甲", "独有"])
    index = LexicalIndex.build([TermRows.of(many)])
    assert len(index.blocks) == 2
    assert index.holding(["甲", "独有"]).tolist() == [BLOCK + 2]
    scores = index.scores(["独有", "词49"])
    assert scores.argmax() == BLOCK + 2
    assert (scores > 0).nonzero()[0].tolist() == [*range(49, BLOCK + 2, 50), BLOCK + 2]


def test_lexical_survives_writing_and_loading(tmp_path: Path) -> None:
    index = LexicalIndex.build([TermRows.of([made(["甲"], [], ["乙", "丙"]), made([], ["乙"], ["丁"])])])
    index.write(tmp_path / "lexical.npz")
    loaded = LexicalIndex.load(tmp_path / "lexical.npz")
    assert loaded.vocabulary == index.vocabulary
    assert loaded.scores(["乙", "丁"]).tolist() == pytest.approx(index.scores(["乙", "丁"]).tolist(), rel=1e-3)


def test_lexical_of_nothing_is_empty(tmp_path: Path) -> None:
    LexicalIndex.build([]).write(tmp_path / "empty.npz")
    assert LexicalIndex.load(tmp_path / "empty.npz").scores(["甲"]).shape == (0,)


def test_lexical_scores_chinese_by_words_both_sides_cut_alike() -> None:
    texts = ["推动科技成果转化落地", "完善山洪灾害监测预警", "建设人才公寓"]
    index = LexicalIndex.build([TermRows.of([made([], [], terms(text)) for text in texts])])
    scores = index.scores(terms("哪些部门负责科技成果的转化"))
    assert scores.argmax() == 0
    assert scores[1] == scores[2] == 0


def test_lexical_knows_which_chunks_hold_every_term() -> None:
    index = LexicalIndex.build(
        [TermRows.of([made(["甲"], [], ["乙", "丙"]), made([], ["乙"], ["丁"])]), TermRows.of([made([], [], ["乙"])])]
    )
    assert index.holding(["乙"]).tolist() == [0, 1, 2]
    assert index.holding(["乙", "丁", "乙"]).tolist() == [1]
    assert index.holding(["乙", "无"]).tolist() == []


def test_lexical_rows_of_terms_give_back_their_chunks_each_field_in_one_order() -> None:
    chunks: Chunks = [made(["甲"], [], ["乙", "丙", "乙"]), made(), made([], ["乙"])]
    assert TermRows.of(chunks).chunks() == [made(["甲"], [], ["乙", "乙", "丙"]), made(), made([], ["乙"])]
    assert TermRows.of([]).chunks() == []
