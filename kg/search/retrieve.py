"""Query → passages: every list scored over what the filters admit, blended, each hit with its rank in each list."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.index.embedder import Encoded
from kg.index.store import Index
from kg.records import Hit
from kg.search.asked import load_asked_for
from kg.search.exact import exact_phrases, what_is_asked
from kg.search.filters import SearchFilters
from kg.search.fuse import CHANNELS, Scores, blend, ranks_of

# Taken off a line that answers nothing (一、总体要求……3): all that words and meaning can give, so it never fills the top.
BARE = CHANNELS["lexical"].weight + CHANNELS["dense"].weight + CHANNELS["late"].weight
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
    asked = index.encode(what_is_asked(query))
    lists = {name: scores[rows] for name, scores in _lists(index, query, asked, rows).items()}
    ranks = {name: ranks_of(name, scores) for name, scores in lists.items()}
    total = blend(lists) - BARE * (index.entries.columns.telling[rows] == 0)
    best = np.argsort(-total, kind="stable")[: max(k, CANDIDATES)]
    rows, total, lists, ranks = rows[best], total[best], _only(lists, best), _only(ranks, best)
    wanted = load_asked_for().of(query)
    if wanted:
        lists["asked"] = np.array([_held(index, int(row), wanted) for row in rows], np.float32)
        ranks["asked"] = ranks_of("asked", lists["asked"])
    if asked.tokens:
        lists["late"] = index.late_scores(asked, rows)
        ranks["late"] = ranks_of("late", lists["late"])
    total = total + sum(blend({name: lists[name]}) for name in ("asked", "late") if name in lists)
    return [
        _hit(index, int(rows[place]), float(total[place]), _at(ranks, place), _at(lists, place))
        for place in np.argsort(-total, kind="stable")[:k]
    ]


def _only(lists: Mapping[str, NDArray[Any]], places: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    return {name: values[places] for name, values in lists.items()}


def _lists(index: Index, query: str, asked: Encoded, rows: NDArray[np.int64]) -> dict[str, Scores]:
    """The lists that have something to say, each a score per row."""
    lists = {"lexical": index.lexical_scores(what_is_asked(query)), "dense": index.dense_scores(asked, rows)}
    phrases = exact_phrases(query)
    if phrases:
        lists["exact"] = np.zeros(len(index.entries), np.float32)
        for phrase, worth in phrases.items():
            lists["exact"][index.holding(phrase)] += worth / len(phrases)
    named = index.named_scores(query)
    if named.any():
        lists["graph"] = named
    return lists


def _held(index: Index, row: int, wanted: Sequence[frozenset[str]]) -> float:
    entry = index.entries[row]
    return load_asked_for().held(f"{entry.chunk.header} {entry.chunk.text}", entry.types, wanted)


def _at(lists: Mapping[str, NDArray[np.generic]], place: int) -> dict[str, float]:
    return {name: float(values[place]) for name, values in lists.items() if CHANNELS[name].everywhere or values[place]}


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
