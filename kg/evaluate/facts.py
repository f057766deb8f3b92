"""Facts: recall of gold facts per relation, those of tables apart; what was read beside them is listed for a person."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.evaluate.fact_matcher import FactMatcher
from kg.evaluate.gold import GoldFact, GoldValue
from kg.evaluate.matching import is_document
from kg.evaluate.metrics import DIGITS
from kg.evaluate.model import MISS, UNJUDGED, Finding, Part
from kg.evaluate.places import Library
from kg.ids import make_id

Row = Mapping[str, Any]


@dataclass(frozen=True)
class FoundFacts:
    """Which relations state which gold fact: `stating[i]` are the ids for gold fact i."""

    gold: tuple[GoldFact, ...]
    relations: Mapping[str, Row]
    stating: tuple[tuple[str, ...], ...]

    @classmethod
    def match(cls, gold: Sequence[GoldFact], relations: Sequence[Row], matcher: FactMatcher) -> "FoundFacts":
        """Compares every gold fact with every relation of its type."""
        by_type: dict[str, list[Row]] = defaultdict(list)
        for row in relations:
            by_type[row["type"]].append(row)
        stating = tuple(
            tuple(
                row["id"]
                for kind in sorted({fact.relation, fact.alt_relation})
                for row in by_type.get(kind, ())
                if matcher.states(row, fact)
            )
            for fact in gold
        )
        return cls(tuple(gold), {row["id"]: row for row in relations}, stating)

    def of_tables(self) -> "FoundFacts":
        """Only the facts that stand in tables."""
        kept = [(fact, ids) for fact, ids in zip(self.gold, self.stating, strict=True) if fact.table]
        return FoundFacts(tuple(fact for fact, _ in kept), self.relations, tuple(ids for _, ids in kept))

    def __iter__(self) -> Iterator[tuple[GoldFact, tuple[str, ...]]]:
        return iter(zip(self.gold, self.stating, strict=True))


def score_facts(found: FoundFacts, library: Library, name: str = "facts") -> Part:
    """A part of facts: recall per relation, each miss with its sentence and what was read there instead."""
    counts: dict[str, list[bool]] = defaultdict(list)
    for fact, ids in found:
        counts[fact.relation].append(bool(ids))
    figures = {relation: _recall(hits) for relation, hits in sorted(counts.items())}
    figures["all"] = _recall([hit for hits in counts.values() for hit in hits])
    reader = _Reader(found, library)
    findings = [reader.miss(fact) for fact, ids in found if not ids]
    if name == "facts":
        findings.extend(reader.unjudged())
    return Part(name, "all", "recall", figures, tuple(findings))


def _recall(hits: Sequence[bool]) -> dict[str, float]:
    return {"recall": round(sum(hits) / max(1, len(hits)), DIGITS), "n": len(hits)}


class _Reader:
    """Turns misses and surplus into findings, by the places where they stand."""

    def __init__(self, found: FoundFacts, library: Library) -> None:
        self._found = found
        self._library = library

    def miss(self, fact: GoldFact) -> Finding:
        """The finding of a gold fact that no relation states."""
        sentence, mark = self._library.sentence(fact.document, fact.evidence)
        beside = "；".join(dict.fromkeys(title_of(row) for row in self._beside(fact)))
        lines = [("系统在此读到", beside)] if beside else []
        if fact.table:
            lines.insert(0, ("表格", fact.table))
        key = make_id("fact", fact.document, fact.relation, *_ends(fact), fact.evidence)
        title = f"{_ends(fact)[0]} → {_wanted(fact)}"
        return Finding(key, fact.relation, MISS, title, fact.document, sentence, mark, tuple(lines))

    def unjudged(self) -> Iterator[Finding]:
        """Relations whose quote touches a gold fact's evidence of their type, yet that no gold fact states."""
        stated = {one for ids in self._found.stating for one in ids}
        seen: set[str] = set()
        for fact in self._found.gold:
            for row in self._beside(fact):
                if row["id"] not in stated and row["id"] not in seen:
                    seen.add(row["id"])
                    sentence, mark = self._library.sentence(fact.document, fact.evidence)
                    key = make_id("surplus", fact.document, row["id"])
                    title = title_of(row)
                    yield Finding(key, row["type"], UNJUDGED, title, fact.document, sentence, mark, point=1.0)

    def _beside(self, fact: GoldFact) -> Iterator[Row]:
        """Relations of the fact's type with a quote that touches its evidence."""
        place = self._library.find(fact.document, fact.evidence)
        if place is None:
            return
        start, end = place[1]
        for row in self._found.relations.values():
            if row["type"] == fact.relation and any(
                is_document(one["document"], fact.document) and one["start"] < end and start < one["end"]
                for one in row["evidence"]
            ):
                yield row


def title_of(relation: Row) -> str:
    """A relation in words: its ends, and role or value where it has them."""
    role = relation["properties"].get("role")
    return f"{relation['subject']['name']} → {object_of(relation)}" + (f"（{role}）" if role else "")


def object_of(relation: Row) -> str:
    """The name of a relation's object; of a value what it measures, the number, its unit and year."""
    target = relation["object"]
    if target["type"] != "Observation":
        return str(target["name"])
    measured = (target.get("of") or {}).get("name")
    value = f"{target.get('value') or ''}{target.get('unit') or ''}"
    return "，".join(str(part) for part in (measured, target.get("year"), value) if part)


def _wanted(fact: GoldFact) -> str:
    if isinstance(fact.object, GoldValue):
        return "，".join(part for part in (fact.object.of, fact.object.year, fact.object.value) if part)
    return fact.object.name


def _ends(fact: GoldFact) -> tuple[str, str]:
    return fact.subject.name, _wanted(fact)
