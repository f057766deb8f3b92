"""Queries told beforehand: the same vectors as one by one, and a query that nobody told still has its own."""

from pathlib import Path

from kg.coverage.ahead import IndexAhead
from kg.index.store import Index

TOLD = ["低空经济", "促进科技成果转化和产业化的若干措施", "人才公寓"]


def test_vectors_are_those_of_one_by_one_and_unknown_queries_have_theirs(home: Path) -> None:
    index = Index.open(home)
    ahead = IndexAhead.of(index, TOLD)
    assert len(ahead.entries) == len(index.entries)
    for query in (*TOLD, "没有预先告知的检索词"):
        own, known = index.encode(query), ahead.encode(query)
        assert float((own.vectors @ known.vectors.T)[0, 0]) > 0.99
        assert own.tokens[0].shape == known.tokens[0].shape
    assert ahead.encode(TOLD[0]) is ahead.encode(TOLD[0])
