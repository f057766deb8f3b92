"""Query → passages: every list scored over what the filters admit, blended, each hit with its rank in each list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kg.index.embedder import Encoded
from kg.index.store import Index
from kg.records import Hit
from kg.search.asked import load_asked_for
from kg.search.exact import exact_scores, what_is_asked
from kg.search.filters import SearchFilters
from kg.search.fold import fold_alike, spread
from kg.search.fuse import CHANNELS, Scores, best_of, blend, rank_of
from kg.search.understand import Understood, understood

# Taken off a line that answers nothing (一、总体要求……3): all that words and meaning can give, so it never fills the top.
BARE = CHANNELS["lexical"].weight + CHANNELS["dense"].weight + CHANNELS["late"].weight
# What a word counts that plans write for one of the query's: it means the same, but the query does not say it.
OFFICIAL = 0.3
# So many of the first blend are read again token by token: at 50 and 60 .728, at 30 .719, at 200 .718.
CANDIDATES = 50
PER_SECTION = 3
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

    @classmethod
    def of(cls, index: Index, query: str, rows: Rows) -> "Scored":
        """The first lists, over all the rows."""
        read = understood(index, query)
        asked = index.encode(what_is_asked(read.meaning))
        lists = _lists(index, read, asked, rows)
        return cls._blended(index, read, asked, rows, {name: scores[rows] for name, scores in lists.items()})

    def within(self, places: Rows) -> "Scored":
        """The same of some of the rows only."""
        lists = {name: scores[places] for name, scores in self.lists.items()}
        return self._blended(self.index, self.read, self.asked, self.rows[places], lists)

    @classmethod
    def _blended(
        cls, index: Index, read: Understood, asked: Encoded, rows: Rows, lists: Mapping[str, Scores]
    ) -> "Scored":
        bare = index.entries.columns.telling[rows] == 0
        return cls(index, read, asked, rows, lists, blend(lists) - BARE * bare)


def search(
    index: Index,
    query: str,
    *,
    k: int = 10,
    filters: SearchFilters | None = None,
    per_section: int = PER_SECTION,
) -> list[Hit]:
    """The best k admitted passages that say different things; `per_section`: of one section in the first ten, 0 any."""
    rows = (filters or SearchFilters()).rows(index)
    return best_hits(Scored.of(index, query, rows), k, per_section=per_section)


def best_hits(scored: Scored, k: int, *, per_section: int = PER_SECTION) -> list[Hit]:
    """The best k of the scored rows, read again and folded; more are read where too many said the same."""
    if not scored.rows.size or k < 1:
        return []
    count = max(k, CANDIDATES)
    while True:
        hits = fold_hits(list(iter_hits(scored, best_of(scored.total, count))))
        if len(hits) >= k or count >= len(scored.rows):
            break
        count *= 2
    if per_section > 0:
        hits = [hits[place] for place in spread([_section(hit) for hit in hits], per_section)]
    return hits[:k]


def _section(hit: Hit) -> object:
    """What counts as one section. A table's rows are a list that a question may want whole, and count for themselves:

    with them .727, .825 → .723, .814 (who asks what a bureau leads wants five rows of one annex), without them the same.
    """
    whole = hit.chunk.path and hit.chunk.kind == "text"
    return (hit.chunk.document_id, hit.chunk.path) if whole else hit.row


def fold_hits(hits: Sequence[Hit]) -> list[Hit]:
    """The hits, best first, those that say the same folded into the best of them."""
    folds = fold_alike([hit.chunk for hit in hits])
    return [replace(hits[one.place], also=tuple(hits[other] for other in one.others)) for one in folds]


def iter_hits(scored: Scored, best: Rows) -> Iterator[Hit]:
    """The hits at these places, read again token by token, the best first."""
    second = _second_lists(scored, scored.rows[best])
    total = scored.total[best] + (blend(second) if second else 0)
    for place in np.argsort(-total, kind="stable"):
        found = [(scored.lists, int(best[place])), (second, int(place))]
        ranks = {name: rank_of(name, scores, at) for lists, at in found for name, scores in lists.items()}
        told = {name: float(scores[at]) for lists, at in found for name, scores in lists.items()}
        yield _hit(scored.index, int(scored.rows[best[place]]), float(total[place]), ranks, told)


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


def _second_lists(scored: Scored, rows: Rows) -> dict[str, Scores]:
    """The lists that read only the best of the first blend."""
    lists: dict[str, Scores] = {}
    table = load_asked_for()
    wanted = table.of(scored.read.meaning)
    if wanted:
        entries = [scored.index.entries[int(row)] for row in rows]
        held = [table.held(f"{entry.chunk.header} {entry.chunk.text}", entry.types, wanted) for entry in entries]
        lists["asked"] = np.array(held, np.float32)
    if scored.asked.tokens:
        lists["late"] = scored.index.late_scores(scored.asked, rows)
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
        row,
    )
