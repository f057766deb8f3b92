"""An encoder that was told its queries beforehand: a list of them together takes a fifth of the time of one by one."""

from collections.abc import Iterable, Sequence

import numpy as np

from kg.index.embedder import Encoded, Encoder


class EncodedAhead:
    """Another encoder's vectors, those of known queries made once; a query that nobody told goes to the other."""

    def __init__(self, encoder: Encoder, queries: Iterable[str]) -> None:
        self._encoder = encoder
        self.name, self.dimension, self.token_size = encoder.name, encoder.dimension, encoder.token_size
        texts = list(dict.fromkeys(queries))
        made = encoder.encode_queries(texts)
        self._known = {
            text: Encoded(made.vectors[place : place + 1], made.tokens[place : place + 1])
            for place, text in enumerate(texts)
        }

    def encode_queries(self, texts: Sequence[str]) -> Encoded:
        """Questions."""
        known = [self._known[text] for text in texts if text in self._known]
        if not texts or len(known) < len(texts):
            return self._encoder.encode_queries(texts)
        vectors = np.concatenate([one.vectors for one in known])
        return Encoded(vectors, tuple(tokens for one in known for tokens in one.tokens))

    def encode_passages(self, texts: Sequence[str], heads: Sequence[int] = ()) -> Encoded:
        """Passages."""
        return self._encoder.encode_passages(texts, heads)

    def token_starts(self, text: str, head: int = 0) -> list[int]:
        """Where in a passage its tokens begin."""
        return self._encoder.token_starts(text, head)
