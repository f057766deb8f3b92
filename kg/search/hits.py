"""The best of a first blend, read again token by token, folded, and made into hits: only what is shown is put together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from kg.index.entries import Entry
from kg.records import Chunk, Hit
from kg.search.asked import load_asked_for
from kg.search.fold import Fold
from kg.search.fuse import Scores, blend, ranks_of
from kg.search.rerank import get_reranker
from kg.search.scored import Rows, Scored


@dataclass(frozen=True)
class Reread:
    """Places of the scored rows, the best first, with the lists that read only these, and the blend of all lists."""

    scored: Scored
    places: Rows
    lists: Mapping[str, Scores]
    total: Scores

    @classmethod
    def of(cls, scored: Scored, places: Rows) -> "Reread":
        """These places, in whatever order, read again."""
        rows = scored.rows[places]
        lists = _second_lists(scored, rows)
        total = scored.total[places] + (blend(lists) if lists else 0)
        order = np.argsort(-total, kind="stable")
        return cls(scored, places[order], {name: scores[order] for name, scores in lists.items()}, total[order])

    @cached_property
    def chunks(self) -> list[Chunk]:
        """The passages, the best first."""
        return [entry.chunk for entry in self._entries]

    @cached_property
    def _entries(self) -> list[Entry]:
        return [self.scored.index.entries[int(row)] for row in self.scored.rows[self.places]]

    def hits(self, folds: Sequence[Fold]) -> list[Hit]:
        """The hits of these folds of the passages, each with those that say the same."""
        wanted = [place for fold in folds for place in (fold.place, *fold.others)]
        made = dict(zip(wanted, self._hits(np.array(wanted, np.int64)), strict=True))
        return [replace(made[fold.place], also=tuple(made[other] for other in fold.others)) for fold in folds]

    def _hits(self, wanted: Rows) -> list[Hit]:
        """The hits at these of the places, with rank and score in every list that found them."""
        found = [(name, scores, self.places[wanted]) for name, scores in self.scored.lists.items()]
        found += [(name, scores, wanted) for name, scores in self.lists.items()]
        columns = [(name, ranks_of(name, scores, at).tolist(), scores[at].tolist()) for name, scores, at in found]
        hits = []
        for number, place in enumerate(wanted.tolist()):
            ranks = {name: ranked[number] for name, ranked, _ in columns if ranked[number]}
            scores = {name: round(told[number], 4) for name, _, told in columns if name in ranks}
            entry, row = self._entries[place], int(self.scored.rows[self.places[place]])
            total = round(max(float(self.total[place]), 0.0), 4)
            hits.append(Hit(entry.chunk, entry.document, entry.title, total, ranks, scores, row))
        return hits


def _second_lists(scored: Scored, rows: Rows) -> dict[str, Scores]:
    """The lists that read only the best of the first blend."""
    lists: dict[str, Scores] = {}
    table = load_asked_for()
    wanted = table.of(scored.read.meaning)
    entries = [scored.index.entries[int(row)] for row in rows] if wanted or scored.reranker else []
    if wanted:
        held = [table.held(f"{entry.chunk.header} {entry.chunk.text}", entry.types, wanted) for entry in entries]
        lists["asked"] = np.array(held, np.float32)
    if scored.asked.tokens:
        lists["late"] = scored.index.late_scores(scored.asked, rows)
    if scored.reranker:
        texts = [f"{entry.chunk.header} {entry.chunk.text}".strip() for entry in entries]
        lists["rerank"] = get_reranker(scored.reranker).scores(scored.read.meaning, texts)
    return lists
