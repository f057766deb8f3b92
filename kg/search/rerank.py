"""A cross-encoder by name, which reads query and passage together (Nogueira & Cho 2019): off unless one is named.

It costs some 20 ms a passage on a processor. Late interaction, 2 ms for all of them, is always on.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from kg.errors import IndexStateError
from kg.search.fuse import Scores


class Reranker:
    """Any cross-encoder of sentence-transformers with one score a pair, by name or folder."""

    def __init__(self, source: str) -> None:
        """Refuses a model that cannot be loaded or gives several scores with an IndexStateError."""
        try:
            from sentence_transformers import CrossEncoder
        except ImportError as err:
            raise IndexStateError(f"重排模型 {source}：需要 sentence-transformers；请运行 `make env`") from err
        try:
            self._model: Any = CrossEncoder(source, device="cpu")
        except (OSError, ValueError) as err:
            raise IndexStateError(f"重排模型 {source}：无法载入（{err}）；请给出本机已有的模型") from err
        if self._model.num_labels != 1:
            raise IndexStateError(
                f"重排模型 {source}：每对给出 {self._model.num_labels} 个分数，应为 1 个；请换一个重排模型"
            )

    def scores(self, query: str, texts: Sequence[str]) -> Scores:
        """How well each text answers the query; what counts is the order."""
        pairs = [(query, text) for text in texts]
        return np.asarray(self._model.predict(pairs, show_progress_bar=False), np.float32).reshape(len(texts))


@lru_cache(maxsize=1)
def get_reranker(source: str) -> Reranker:
    """The cross-encoder of this name or folder, loaded once a process."""
    return Reranker(source)
