"""Labelled sentences: the public sets that train and test a recogniser, one reader for all."""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

LONGEST = 250  # characters; a longer sentence is cut, and a name over the cut is dropped


@dataclass(frozen=True)
class Sentence:
    """A text and its names: (start, end, class)."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


def load_sentences(path: Path) -> list[Sentence]:
    """The rows of a file of `{"text", "spans": [[start, end, class], …]}` lines, gzip."""
    return list(iter_sentences(path))


def iter_sentences(path: Path) -> Iterator[Sentence]:
    """The same, one at a time."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            spans = tuple((start, end, str(label)) for start, end, label in row["spans"] if end <= LONGEST)
            yield Sentence(row["text"][:LONGEST], spans)


def classes_of(sentences: Sequence[Sentence]) -> list[str]:
    """Every class that occurs, sorted."""
    return sorted({label for sentence in sentences for _, _, label in sentence.spans})
