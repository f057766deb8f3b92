"""How well an encoder finds what it never saw: each channel of the search alone and together, set by set.

`python -m train.retrieval PAIRS_DIR [ENCODER_FOLDER…]`: the held-out pairs; every passage of a set is a candidate for
each of its questions. Prints nDCG@10 and hit@1.
"""

import argparse
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.index.embedder import ENCODER_FOLDER, OnnxEncoder
from kg.index.late import TokenIndex
from kg.index.lexical import LexicalIndex, TermRows
from kg.search.fuse import blend
from kg.text.segment import terms
from train.pairs import Pair, held_out_pairs
from train.questions import load_questions, pools

QUESTIONS = 400  # of each set; its passages are all there
CANDIDATES = 1000  # passages beside the right ones where questions were written for them
Scores = NDArray[np.float32]


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("encoders", type=Path, nargs="*", default=[ENCODER_FOLDER])
    arguments = parser.parse_args()
    for name, asked, passages in held_out_sets(arguments.data):
        right = [passages.index(pair.positive) for pair in asked]
        words = LexicalIndex.build([TermRows.of([[], [], terms(passage), [], []] for passage in passages)])
        lexical = [words.scores(terms(pair.anchor)) for pair in asked]
        print(f"{name}: {len(asked)} questions, {len(passages)} passages")
        print(f"  {'lexical':24} {figures(lexical, right)}")
        for folder in arguments.encoders:
            for channel, scores in encoded(OnnxEncoder(folder), asked, passages, lexical).items():
                print(f"  {folder.name + ' ' + channel:24} {figures(scores, right)}", flush=True)


def held_out_sets(folder: Path) -> Iterator[tuple[str, list[Pair], list[str]]]:
    """Name, questions, and the passages to find theirs among."""
    for name, pairs in held_out_pairs(folder).items():
        whole = [replace(pair, positive=pair.whole) for pair in pairs]
        yield name, whole[:QUESTIONS], list(dict.fromkeys(pair.positive for pair in whole))
    pool = pools(folder, apart=True)
    for kind, pairs in load_questions(folder, apart=True).items():
        texts = [pair.positive for pair in pairs] + [passage.text for passage in pool[kind][:CANDIDATES]]
        yield f"question → {kind}", pairs, list(dict.fromkeys(texts))


def encoded(
    encoder: OnnxEncoder, asked: Sequence[Pair], passages: Sequence[str], lexical: Sequence[Scores]
) -> Mapping[str, list[Scores]]:
    """The scores of all passages for every question: by one vector, by tokens, and blended with words."""
    held, read = encoder.encode_passages(passages), encoder.encode_queries([pair.anchor for pair in asked])
    index, rows = TokenIndex.build(held.tokens, encoder.token_size), np.arange(len(passages))
    dense = [held.vectors @ vector for vector in read.vectors]
    late = [index.scores(tokens, rows) for tokens in read.tokens]
    two = [blend({"lexical": a, "dense": b}) for a, b in zip(lexical, dense, strict=True)]
    three = [first + blend({"late": c}) for first, c in zip(two, late, strict=True)]
    return {"dense": dense, "late": late, "lexical+dense": two, "all": three}


def figures(scores: Sequence[Scores], right: Sequence[int]) -> str:
    """nDCG@10 with one right passage a question, and how often it comes first."""
    ranks = [int((row > row[place]).sum()) + 1 for row, place in zip(scores, right, strict=True)]
    ndcg = sum(1 / math.log2(rank + 1) for rank in ranks if rank <= 10) / len(ranks)
    return f"nDCG@10 {ndcg:.3f}  hit@1 {sum(rank == 1 for rank in ranks) / len(ranks):.3f}"


if __name__ == "__main__":
    main()
