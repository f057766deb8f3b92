"""Query → passages: scored over what the filters admit, the best read again, one hit for all that say the same."""

from kg.index.store import Index
from kg.records import Chunk, Hit
from kg.search.filters import SearchFilters
from kg.search.fold import fold_alike, spread
from kg.search.fuse import best_of
from kg.search.hits import Reread
from kg.search.scored import Scored

# So many of the first blend are read again token by token: at 50 and 60 .728, at 30 .719, at 200 .718.
CANDIDATES = 50
PER_SECTION = 3


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
        best = Reread.of(scored, best_of(scored.total, count))
        folds = fold_alike(best.chunks)
        if len(folds) >= k or count >= len(scored.rows):
            break
        count *= 2
    if per_section > 0:
        sections = [_section(best.chunks[fold.place]) for fold in folds]
        folds = [folds[place] for place in spread(sections, per_section)]
    return best.hits(folds[:k])


def _section(chunk: Chunk) -> object:
    """What counts as one section. A table's rows are a list that a question may want whole, and count for themselves:

    with them .727, .825 → .723, .814 (who asks what a bureau leads wants five rows of one annex), without them the same.
    """
    return (chunk.document_id, chunk.path) if chunk.path and chunk.kind == "text" else chunk.id
