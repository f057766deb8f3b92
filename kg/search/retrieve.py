"""Query → passages: every list scored over what the filters admit, blended, each hit with its rank in each list."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from kg.index.store import Index
from kg.records import Hit
from kg.search.exact import exact_phrases, what_is_asked, worth_held
from kg.search.filters import SearchFilters
from kg.search.fuse import CHANNELS, Scores, blend, ranks_of

# Taken off a line that answers nothing (一、总体要求……3): all that words and meaning can give, so it never fills the top.
BARE = CHANNELS["lexical"].weight + CHANNELS["dense"].weight


def search(
    index: Index,
    query: str,
    *,
    k: int = 10,
    filters: SearchFilters | None = None,
) -> list[Hit]:
    """The best k admitted passages."""
    rows = _admitted(index, filters or SearchFilters())
    if not rows.size or k < 1:
        return []
    lists = {name: scores[rows] for name, scores in _lists(index, query).items()}
    ranks = {name: ranks_of(name, scores) for name, scores in lists.items()}
    bare = np.array([not index.entries[row].telling for row in rows])
    total = blend(lists) - BARE * bare
    return [
        _hit(index, int(rows[place]), float(total[place]), _at(ranks, place), _at(lists, place))
        for place in np.argsort(-total, kind="stable")[:k]
    ]


def _admitted(index: Index, filters: SearchFilters) -> NDArray[np.int64]:
    return np.array([row for row, entry in enumerate(index.entries) if filters.admits(entry)], np.int64)


def _lists(index: Index, query: str) -> dict[str, Scores]:
    """The lists that have something to say, each a score per row."""
    asked = what_is_asked(query)
    lists = {"lexical": index.lexical_scores(asked), "dense": index.dense_scores(asked)}
    phrases = exact_phrases(query)
    if phrases:
        lists["exact"] = np.array([worth_held(phrases, text) for text in index.folded], np.float32)
    named = index.named_scores(query)
    if named.any():
        lists["graph"] = named
    return lists


def _at(lists: Mapping[str, NDArray[np.generic]], place: int) -> dict[str, float]:
    return {name: float(values[place]) for name, values in lists.items() if name == "dense" or values[place]}


def _hit(index: Index, row: int, score: float, ranks: Mapping[str, float], scores: Mapping[str, float]) -> Hit:
    entry = index.entries[row]
    places = {name: int(rank) for name, rank in ranks.items() if rank}
    return Hit(
        entry.chunk,
        entry.document,
        entry.title,
        round(max(score, 0.0), 4),
        places,
        {n: round(scores.get(n, 0.0), 4) for n in places},
    )
