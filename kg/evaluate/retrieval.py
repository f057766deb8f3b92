"""Retrieval: nDCG, recall, first hit and reciprocal rank over the best ten passages of each query."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.evaluate.gold import GoldPassage, GoldQuery
from kg.evaluate.matching import ENOUGH_OF_PASSAGE, covers, grams, is_document
from kg.evaluate.metrics import DIGITS, discounted_gain, mean
from kg.evaluate.model import MISS, PARTIAL, Finding, Part
from kg.ids import make_id
from kg.records import Hit

TOP = 10
SHOWN = 60  # signs of a passage in a list


@dataclass(frozen=True)
class _Ranked:
    """One query's hits: the grade that each earned, and the rank at which each relevant passage came."""

    query: GoldQuery
    gains: tuple[int, ...]
    ranks: dict[GoldPassage, int]

    @property
    def ndcg(self) -> float:
        ideal = sorted((passage.grade for passage in self.query.relevant), reverse=True)[:TOP]
        return discounted_gain(self.gains) / discounted_gain(ideal)

    @property
    def recall(self) -> float:
        return sum(passage in self.ranks for passage in self.query.relevant) / len(self.query.relevant)

    @property
    def reciprocal(self) -> float:
        return next((1 / rank for rank, gain in enumerate(self.gains, start=1) if gain), 0.0)


def score_retrieval(gold: Sequence[GoldQuery], found: Sequence[Sequence[Hit]]) -> Part:
    """The retrieval part; `found[i]` are the hits of `gold[i]`."""
    ranked = [_rank(query, hits) for query, hits in zip(gold, found, strict=True)]
    measures = {
        "ndcg10": mean([one.ndcg for one in ranked]),
        "recall10": mean([one.recall for one in ranked]),
        "hit1": mean([bool(one.gains and one.gains[0]) for one in ranked]),
        "mrr10": mean([one.reciprocal for one in ranked]),
    }
    whole: dict[str, float] = {name: round(value, DIGITS) for name, value in measures.items()}
    findings = tuple(
        _finding(one, hits) for one, hits in zip(ranked, found, strict=True) if round(one.ndcg, DIGITS) < 1
    )
    return Part("retrieval", "all", "ndcg10", {"all": {**whole, "queries": len(ranked)}}, findings)


def _rank(query: GoldQuery, hits: Sequence[Hit]) -> _Ranked:
    """A passage counts once, at the first hit that holds enough of it."""
    ranks: dict[GoldPassage, int] = {}
    gains = []
    for rank, hit in enumerate(hits[:TOP], start=1):
        held = grams(hit.chunk.text)
        matched = [
            passage
            for passage in query.relevant
            if passage not in ranks
            and is_document(hit.document, passage.document)
            and covers(held, passage.evidence) >= ENOUGH_OF_PASSAGE
        ]
        ranks.update(dict.fromkeys(matched, rank))
        gains.append(max((passage.grade for passage in matched), default=0))
    return _Ranked(query, tuple(gains), ranks)


def _finding(one: _Ranked, hits: Sequence[Hit]) -> Finding:
    """Which passages came at which rank, which did not come, and what stood first."""
    lines = [
        (
            f"第 {one.ranks[p]} 位" if p in one.ranks else f"前 {TOP} 位没有",
            f"[{p.document}，{p.grade} 分] {p.evidence}",
        )
        for p in sorted(one.query.relevant, key=lambda p: one.ranks.get(p, TOP + 1))
    ]
    if hits and not one.gains[0]:
        lines.append(("系统排第 1 的", hits[0].chunk.text.strip().replace("\n", " ")[:SHOWN]))
    return Finding(
        make_id("query", one.query.id, one.query.query),
        "all",
        PARTIAL if one.recall else MISS,
        f"{one.query.id} {one.query.query}",
        lines=tuple(lines),
        point=round(one.ndcg, DIGITS),
    )
