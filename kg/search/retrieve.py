"""Query → passages: every list scored over what the filters admit, blended, each hit with its rank in each list."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from kg.index.embedder import Encoded
from kg.index.store import Index
from kg.records import Hit
from kg.search.asked import load_asked_for
from kg.search.exact import exact_scores, what_is_asked
from kg.search.filters import SearchFilters
from kg.search.fuse import CHANNELS, Scores, best_of, blend, rank_of
from kg.search.understand import Understood, understood

# Taken off a line that answers nothing (一、总体要求……3): all that words and meaning can give, so it never fills the top.
BARE = CHANNELS["lexical"].weight + CHANNELS["dense"].weight + CHANNELS["late"].weight
# What a word counts that plans write for one of the query's: it means the same, but the query does not say it.
OFFICIAL = 0.3
# So many of the first blend are read again token by token: at 50 and 60 .728, at 30 .719, at 200 .718.
CANDIDATES = 50


def search(
    index: Index,
    query: str,
    *,
    k: int = 10,
    filters: SearchFilters | None = None,
) -> list[Hit]:
    """The best k admitted passages."""
    rows = (filters or SearchFilters()).rows(index.entries.columns)
    if not rows.size or k < 1:
        return []
    read = understood(index, query)
    asked = index.encode(what_is_asked(read.meaning))
    first = {name: scores[rows] for name, scores in _lists(index, read, asked, rows).items()}
    total = blend(first) - BARE * (index.entries.columns.telling[rows] == 0)
    best = best_of(total, max(k, CANDIDATES))
    second = _second_lists(index, read, asked, rows[best])
    total = total[best] + (blend(second) if second else 0)
    hits = []
    for place in np.argsort(-total, kind="stable")[:k]:
        found = [(first, int(best[place])), (second, int(place))]
        ranks = {name: rank_of(name, scores, at) for lists, at in found for name, scores in lists.items()}
        told = {name: float(scores[at]) for lists, at in found for name, scores in lists.items()}
        hits.append(_hit(index, int(rows[best[place]]), float(total[place]), ranks, told))
    return hits


def _lists(index: Index, read: Understood, asked: Encoded, rows: NDArray[np.int64]) -> dict[str, Scores]:
    """The lists that have something to say, each a score per row."""
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


def _second_lists(index: Index, read: Understood, asked: Encoded, rows: NDArray[np.int64]) -> dict[str, Scores]:
    """The lists that read only the best of the first blend."""
    lists: dict[str, Scores] = {}
    table = load_asked_for()
    wanted = table.of(read.meaning)
    if wanted:
        entries = [index.entries[int(row)] for row in rows]
        held = [table.held(f"{entry.chunk.header} {entry.chunk.text}", entry.types, wanted) for entry in entries]
        lists["asked"] = np.array(held, np.float32)
    if asked.tokens:
        lists["late"] = index.late_scores(asked, rows)
    return lists


def _hit(index: Index, row: int, score: float, ranks: Mapping[str, int], scores: Mapping[str, float]) -> Hit:
    entry = index.entries[row]
    places = {name: rank for name, rank in ranks.items() if rank}
    return Hit(
        entry.chunk,
        entry.document,
        entry.title,
        round(max(score, 0.0), 4),
        places,
        {name: round(scores[name], 4) for name in places},
    )
