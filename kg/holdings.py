"""What is loaded: the documents with what they say of themselves, and how much was read from them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.engine import Engine

SAID = ("period", "region", "kind")  # of what a document says of itself, what documents are told apart by
LINKS = ("MENTIONS", "IN_DOCUMENT")  # hold the graph together, and state no fact
PARTS = ("Document", "Chunk", "Observation", "Task")  # counted by themselves


@dataclass(frozen=True)
class Paper:
    """A document that is in; what it does not say of itself is ''."""

    id: str
    file: str
    title: str
    kind: str
    region: str
    period: str  # 2026–2030
    issuer: str
    sections: int
    chunks: int
    relations: int


@dataclass(frozen=True)
class Figures:
    """How much is in: entities by type and facts by relation, the most frequent first; values are those of indicators."""

    documents: int
    passages: int
    tasks: int
    values: int
    types: Mapping[str, int]
    relations: Mapping[str, int]

    @property
    def entities(self) -> int:
        """All entities but tasks, which are counted by themselves."""
        return sum(self.types.values())

    @property
    def facts(self) -> int:
        """All facts, every piece of evidence counted."""
        return sum(self.relations.values())


def papers(engine: Engine) -> list[Paper]:
    """The documents that are in, by title."""
    found = [
        Paper(
            id=document.id,
            file=document.name,
            title=document.title,
            kind=document.metadata.get("kind", ""),
            region=document.metadata.get("region", ""),
            period=period_of(document.metadata),
            issuer=document.metadata.get("issuer", ""),
            sections=len(document.sections),
            chunks=len(document.chunks),
            relations=len(document.extraction.relations),
        )
        for document in engine.loaded.values()
    ]
    return sorted(found, key=lambda paper: (paper.title, paper.file))


def period_of(metadata: Mapping[str, str]) -> str:
    """The years that a document is for, 2026–2030 or one year; '' where it does not say."""
    years = [metadata.get(key, "") for key in ("period_start", "period_end")]
    return "–".join(dict.fromkeys(year for year in years if year))


def count_by(found: Sequence[Paper], said: str) -> dict[str, int]:
    """How many documents say each value of SAID, the most frequent first; those that say none are left out."""
    tally = Counter(value for paper in found if (value := str(getattr(paper, said))))
    return dict(sorted(tally.items(), key=lambda pair: (-pair[1], pair[0])))


def figures(engine: Engine) -> Figures:
    """How much the graph holds; a StoreError where it does not agree with the records."""
    nodes = {str(row["label"]): int(str(row["n"])) for row in engine.query("counts")}
    edges = {str(row["relation"]): int(str(row["n"])) for row in engine.query("relation_counts")}
    return Figures(
        documents=nodes.get("Document", 0),
        passages=nodes.get("Chunk", 0),
        tasks=nodes.get("Task", 0),
        values=edges.get("HAS_VALUE", 0),
        types=_by_number(nodes, without=PARTS),
        relations=_by_number(edges, without=LINKS),
    )


def _by_number(counts: Mapping[str, int], *, without: Sequence[str]) -> dict[str, int]:
    kept = [(name, number) for name, number in counts.items() if number and name not in without]
    return dict(sorted(kept, key=lambda pair: (-pair[1], pair[0])))
