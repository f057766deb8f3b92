"""A query with what the index says of rows: every list scored over what the filters admit, and their first blend."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kg.index.embedder import Encoded
from kg.index.store import Index
from kg.search.exact import exact_scores, what_is_asked
from kg.search.fuse import CHANNELS, Scores, blend
from kg.search.understand import Understood, understood

# Taken off a line that answers nothing (一、总体要求……3): all that words and meaning can give, so it never fills the top.
BARE = CHANNELS["lexical"].weight + CHANNELS["dense"].weight + CHANNELS["late"].weight
# What a word counts that plans write for one of the query's: it means the same, but the query does not say it.
OFFICIAL = 0.3
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Scored:
    """A query with what the index says of these rows: the lists that have something to say, a score per row, and their blend."""

    index: Index
    read: Understood
    asked: Encoded
    rows: Rows
    lists: Mapping[str, Scores]
    total: Scores
    reranker: str = ""  # name of a cross-encoder that reads the best again

    @cached_property
    def shares(self) -> Scores:
        """Of the most that the query's words could score what each row has."""
        return self.index.lexical_shares(what_is_asked(self.read.meaning), self.lists["lexical"])

    @classmethod
    def of(cls, index: Index, query: str, rows: Rows, *, reranker: str = "") -> "Scored":
        """The first lists, over all the rows."""
        read = understood(index, query)
        asked = index.encode(what_is_asked(read.meaning))
        lists = _lists(index, read, asked, rows)
        named = {name: scores[rows] for name, scores in lists.items()}
        return replace(cls._blended(index, read, asked, rows, named), reranker=reranker)

    def within(self, places: Rows) -> "Scored":
        """The same of some of the rows only."""
        if len(places) == len(self.rows):
            return self
        rows = self.rows[places]
        lists = {name: scores[places] for name, scores in self.lists.items()}
        if not self.index.vectors.is_exact:  # the nearest of more rows need not be the nearest of these
            lists["dense"] = self.index.dense_scores(self.asked, rows)[rows]
        return replace(self._blended(self.index, self.read, self.asked, rows, lists), reranker=self.reranker)

    @classmethod
    def _blended(
        cls, index: Index, read: Understood, asked: Encoded, rows: Rows, lists: Mapping[str, Scores]
    ) -> "Scored":
        bare = index.entries.columns.telling[rows] == 0
        return cls(index, read, asked, rows, lists, blend(lists) - BARE * bare)


def _lists(index: Index, read: Understood, asked: Encoded, rows: Rows) -> dict[str, Scores]:
    lists = {"lexical": _lexical(index, read), "dense": index.dense_scores(asked, rows)}
    exact = exact_scores(index, read.query)
    if exact is not None:
        lists["exact"] = exact
    named = index.named_scores(read.meaning)
    if named.any():
        lists["graph"] = named
    return lists


def _lexical(index: Index, read: Understood) -> Scores:
    """BM25 of what is asked, with the other words for it at their weights."""
    scores = index.lexical_scores(what_is_asked(read.meaning))
    return scores + OFFICIAL * index.lexical_scores(" ".join(read.official)) if read.official else scores
