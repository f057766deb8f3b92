"""Names by a small trained tagger, for those that no list holds and no head word gives away.

Characters and LAC's words in, one label a character out (B, I, E, S of a class, or O), best path by Viterbi over a
linear-chain CRF (Lafferty et al. 2001). What it was trained on and how well it reads: models/recogniser/README.md.
"""

import json
import unicodedata
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from kg.errors import KGError
from kg.extract.words.lexer import Token
from kg.text.batches import in_batches
from kg.text.crf import Scores, best_paths, marginals

FOLDER = Path(__file__).resolve().parents[2] / "models" / "recogniser"
MODEL, MANIFEST, CRF = "model.onnx", "manifest.json", "crf.npz"
UNKNOWN, BLANK = 1, 2  # character ids; 0 is padding


@dataclass(frozen=True)
class Span:
    """A name in a sentence: its class as the training data calls it, and the chance that the span is labelled so."""

    start: int
    end: int
    label: str
    chance: float


@dataclass(frozen=True)
class Asked:
    """The sentence text[start:end]; `tokens`: the words of the whole text."""

    text: str
    start: int
    end: int
    tokens: Sequence[Token]


def character_ids(text: str, characters: dict[str, int]) -> list[int]:
    """One id a character, full-width forms narrowed first."""
    ids = []
    for character in text:
        narrow = unicodedata.normalize("NFKC", character)
        ids.append(BLANK if narrow.isspace() else characters.get(narrow, UNKNOWN))
    return ids


def tag_ids(length: int, start: int, tokens: Sequence[Token], tags: dict[str, int]) -> list[int]:
    """One id a character: where it stands in its word (B, I, E, S) and the word's tag; 0 outside any word."""
    ids = [0] * length
    for token in tokens:
        size = token.end - token.start
        for offset in range(size):
            place = token.start - start + offset
            if 0 <= place < length:
                ids[place] = tags.get(position(offset, size) + token.tag, 0)
    return ids


def position(offset: int, size: int) -> str:
    """B, I, E of a run, or S of a run of one."""
    if size == 1:
        return "S"
    return "B" if offset == 0 else "E" if offset == size - 1 else "I"


def allowed(left: str, right: str) -> bool:
    """Whether a label may follow another: a name that has begun goes on, and ends, in its own class."""
    if right[0] in "IE":
        return left[0] in "BI" and left[2:] == right[2:]
    return left[0] not in "BI"


class Recogniser:
    """Reads sentences with the model in a folder; refuses a folder without one, and says how it is made."""

    def __init__(self, folder: Path = FOLDER) -> None:
        try:
            made = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            crf = np.load(folder / CRF)
        except OSError as err:
            raise KGError(f"{folder}：没有名称识别模型（{err}）；请用 `python -m train.recogniser` 训练") from err
        self.labels: list[str] = made["labels"]
        self._characters = {character: number for number, character in enumerate(made["characters"], start=BLANK + 1)}
        self._tags = {tag: number for number, tag in enumerate(made["tags"], start=1)}
        self._start, self._steps = crf["start"], crf["steps"]
        self._path = folder / MODEL

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        return onnxruntime.InferenceSession(str(self._path), options, providers=["CPUExecutionProvider"])

    def scores(self, sentence: Asked) -> Scores:
        """The label scores of a sentence, (n, labels)."""
        start, end = sentence.start, sentence.end
        inputs = {
            "characters": np.array([character_ids(sentence.text[start:end], self._characters)], np.int64),
            "tags": np.array([tag_ids(end - start, start, sentence.tokens, self._tags)], np.int64),
        }
        scores: Scores = self._session.run(None, inputs)[0][0]
        return scores

    def find(
        self, text: str, start: int, end: int, tokens: Sequence[Token], *, labels: Container[str] = ()
    ) -> list[Span]:
        """The names of the sentence text[start:end], with offsets into the text; `labels`: only of these classes."""
        return self.find_all([Asked(text, start, end, tokens)], labels=labels)[0]

    def find_all(self, sentences: Sequence[Asked], *, labels: Container[str] = ()) -> list[list[Span]]:
        """The names of each sentence, as `find` gives them, faster than one by one."""
        return in_batches(
            lambda several: self._find(several, labels),
            sentences,
            length=lambda sentence: sentence.end - sentence.start,
        )

    def _find(self, sentences: Sequence[Asked], labels: Container[str]) -> list[list[Span]]:
        scores = [self.scores(sentence) for sentence in sentences]  # one by one: the model measures a batch as a whole
        paths = best_paths(scores, self._steps, self._start)
        spans = [[span for span in self._spans(path) if not labels or span[2] in labels] for path in paths]
        named = [index for index, own in enumerate(spans) if own]
        chances = marginals([scores[index] for index in named], self._steps, self._start) if named else []
        found: list[list[Span]] = [[] for _ in sentences]
        for index, own in zip(named, chances, strict=True):
            sure, begin = own[range(len(own)), paths[index]], sentences[index].start
            found[index] = [
                Span(begin + left, begin + right, label, float(sure[left:right].min()))
                for left, right, label in spans[index]
            ]
        return found

    def _spans(self, path: Sequence[int]) -> Iterator[tuple[int, int, str]]:
        begun = 0
        for place, number in enumerate(path):
            label = self.labels[number]
            if label[0] in "BS":
                begun = place
            if label[0] in "ES":
                yield begun, place + 1, label[2:]
