"""All that a search tells at once: the hits, how many passages speak of it, and how they spread over documents, regions …"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from kg.index.dimensions import Mask
from kg.index.embedder import Encoded
from kg.index.store import Index
from kg.records import Hit
from kg.search.filters import SearchFilters
from kg.search.fold import fold_alike
from kg.search.fuse import best_of
from kg.search.hits import Reread
from kg.search.relevance import BATCH, FEW, relevance
from kg.search.retrieve import PER_SECTION, best_hits
from kg.search.scored import Rows, Scored
from kg.search.understand import Understood

ORDERS = ("relevance", "document")


@dataclass(frozen=True)
class Found:
    """The passages found; `total`: passages above the threshold within the filters, those folded away counted too.

    `facets`: by dimension value → passages above the threshold, the other dimensions' filters on and its own off.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    read: Understood  # the query as it was searched for
    asked: Encoded | None = field(default=None, repr=False)  # its vectors, for `explain`


@dataclass(frozen=True)
class Wish:
    """How hits are wanted: the best `k`, or `every` one above the threshold, which `order` sorts."""

    k: int = 10
    every: bool = False
    order: str = "relevance"
    per_section: int = PER_SECTION
    counted: bool = True  # whether all above the threshold are counted: it takes longer than ten hits
    reranker: str = ""  # a cross-encoder that reads the best again; not where every passage is wanted: minutes


def find(index: Index, query: str, wish: Wish | None = None, filters: SearchFilters | None = None) -> Found:
    """What is found of a query; a QueryError for a filter's value that nothing in the index has.

    Without `wish.counted` the number is 0 and there are no facets.
    """
    wish, filters = wish or Wish(), filters or SearchFilters()
    filters.check(index)
    masks = filters.masks(index)
    counted = wish.counted or wish.every
    failed = np.zeros(len(index.entries), np.int64)
    for mask in masks.values():
        failed += ~mask
    # A facet is counted with its own filter off.
    admitted = np.flatnonzero(failed <= int(counted))
    scored = Scored.of(index, query, admitted, reranker="" if wish.every else wish.reranker)
    above = np.zeros(len(index.entries), bool)
    above[scored.rows[relevant_places(scored)] if counted else []] = True
    inside = scored.within(np.flatnonzero(failed[scored.rows] == 0))
    told = above & (failed == 0)
    if wish.every:
        every = Reread.of(inside, np.flatnonzero(told[inside.rows]))
        hits = every.hits(fold_alike(every.chunks))
    else:
        hits = best_hits(inside, wish.k, per_section=wish.per_section)
    counts = facets(index, above, masks) if counted else {}
    return Found(tuple(in_order(hits, wish.order)), int(told.sum()), counts, scored.read, scored.asked)


def in_order(hits: Sequence[Hit], order: str) -> list[Hit]:
    """The hits, best first, in the order asked for."""
    return list(hits) if order == "relevance" else sorted(hits, key=lambda hit: (hit.title, hit.document, hit.row))


def relevant_places(scored: Scored) -> Rows:
    """The places of the scored rows that are above the threshold, read in the order of their blend until few are."""
    places = best_of(scored.total, len(scored.total))
    kept = [np.empty(0, np.int64)]
    for start in range(0, len(places), BATCH):
        batch = places[start : start + BATCH]
        told = relevance(scored, batch) >= 0
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
