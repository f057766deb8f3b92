"""All that a search tells at once: the hits, how many passages speak of it, and how they spread over documents, regions …"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.index.dimensions import Mask
from kg.index.store import Index
from kg.records import Hit
from kg.search.filters import SearchFilters
from kg.search.fuse import best_of
from kg.search.relevance import BATCH, FEW, relevance
from kg.search.retrieve import PER_SECTION, Scored, best_hits, fold_hits, iter_hits

ORDERS = ("relevance", "document")
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Found:
    """The passages found; `total`: passages above the threshold within the filters, those folded away counted too.

    `facets`: by dimension value → passages above the threshold, the other dimensions' filters on and its own off.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Wish:
    """How hits are wanted: the best `k`, or `every` one above the threshold, which `order` sorts."""

    k: int = 10
    every: bool = False
    order: str = "relevance"
    per_section: int = PER_SECTION


def find(index: Index, query: str, wish: Wish | None = None, filters: SearchFilters | None = None) -> Found:
    """What is found of a query; a QueryError for a filter's value that nothing in the index has."""
    wish, filters = wish or Wish(), filters or SearchFilters()
    filters.check(index)
    masks = filters.masks(index)
    failed = np.sum([~mask for mask in masks.values()], axis=0) if masks else np.zeros(len(index.entries), np.int64)
    near = np.flatnonzero(failed <= 1)  # a facet is counted with its own filter off
    if not near.size:
        return Found((), 0, {name: {} for name in index.dimensions})
    scored = Scored.of(index, query, near)
    above = np.zeros(len(index.entries), bool)
    above[near[relevant_places(scored)]] = True
    admitted = np.flatnonzero(failed[near] == 0)
    told = above & (failed == 0)
    inside = scored.within(admitted)
    if wish.every:
        hits = fold_hits(list(iter_hits(inside, np.flatnonzero(told[inside.rows]))))
    else:
        hits = best_hits(inside, wish.k, per_section=wish.per_section) if admitted.size and wish.k > 0 else []
    if wish.order == "document":
        hits.sort(key=lambda hit: (hit.title, hit.document, hit.row))
    return Found(tuple(hits), int(told.sum()), facets(index, above, masks))


def relevant_places(scored: Scored) -> Rows:
    """The places of the scored rows that are above the threshold, read in the order of their blend until few are."""
    places = best_of(scored.total, len(scored.total))
    kept = [np.empty(0, np.int64)]
    for start in range(0, len(places), BATCH):
        batch = places[start : start + BATCH]
        lexical = scored.lists["lexical"][batch]
        told = relevance(scored.index, scored.query, scored.asked, lexical, scored.rows[batch]) >= 0
        kept.append(batch[told])
        if told.mean() < FEW:
            break
    return np.sort(np.concatenate(kept))


def facets(index: Index, above: Mask, masks: Mapping[str, Mask]) -> dict[str, dict[str, int]]:
    """Of each dimension how many passages above the threshold have each value."""
    counted = {}
    for name, dimension in index.dimensions.items():
        keep = above.copy()
        for other, mask in masks.items():
            if other != name:
                keep &= mask
        counted[name] = dimension.counts(keep)
    return counted
