"""Queries told beforehand: the same vectors as one by one, and a query that nobody told still has its own."""

import numpy as np

from kg.coverage.ahead import EncodedAhead
from kg.index.embedder import get_encoder

TOLD = ["低空经济", "促进科技成果转化和产业化的若干措施", "人才公寓"]


def test_vectors_are_those_of_one_by_one_and_unknown_queries_have_theirs() -> None:
    encoder = get_encoder()
    ahead = EncodedAhead(encoder, TOLD)
    for query in (*TOLD, "没有预先告知的检索词"):
        own, known = encoder.encode_queries([query]), ahead.encode_queries([query])
        assert float((own.vectors @ known.vectors.T)[0, 0]) > 0.99
        assert own.tokens[0].shape == known.tokens[0].shape
    both = ahead.encode_queries(TOLD[:2])
    assert np.array_equal(both.vectors[1:], ahead.encode_queries(TOLD[1:2]).vectors)
