"""A check, what it finds, and how severe profile.txt holds it to be."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.errors import OntologyError
from kg.gazetteer import GazetteerEntry
from kg.records import Document, Mention
from kg.resolve.linker import Resolution
from kg.settings import ROOT

ERROR, WARN, INFO = SEVERITIES = ("ERROR", "WARN", "INFO")
AROUND = 40  # characters shown on either side of a mention
PROFILE = ROOT / "queries" / "checks" / "profile.txt"


@dataclass(frozen=True)
class Place:
    """What a check came upon: the thing it concerns, what is wrong with it, and where that stands."""

    id: str
    name: str
    detail: str = ""
    document_id: str = ""
    quote: str = ""


@dataclass(frozen=True)
class Library:
    """What the checks over records look at: the documents, who is who in them, and what is known beforehand."""

    documents: Sequence[Document]
    resolution: Resolution
    gazetteer: Sequence[GazetteerEntry] = ()
    judged: frozenset[str] = frozenset()  # entity ids of the judgements in force

    @cached_property
    def mentions(self) -> Mapping[str, Sequence[tuple[Document, Mention]]]:
        """Canonical id → where it is mentioned."""
        found: dict[str, list[tuple[Document, Mention]]] = defaultdict(list)
        for document in self.documents:
            for mention in document.extraction.mentions:
                found[self.resolution.canonical.get(mention.entity_id, mention.entity_id)].append((document, mention))
        return found

    @cached_property
    def _evidence(self) -> Mapping[str, tuple[str, str]]:
        """Canonical id → document and quote of its first fact."""
        found: dict[str, tuple[str, str]] = {}
        for document in self.documents:
            for relation in document.extraction.relations:
                for end in (relation.subject_id, relation.object_id):
                    canonical = self.resolution.canonical.get(end, end)
                    found.setdefault(canonical, (document.id, relation.evidence[0].quote))
        return found

    def line_of(self, entity_id: str) -> tuple[str, str]:
        """The document and the words that mention an entity first, else those that state its first fact."""
        if entity_id not in self.mentions:
            return self._evidence.get(entity_id, ("", ""))
        document, mention = self.mentions[entity_id][0]
        text = document.text
        start, end = text.rfind("\n", 0, mention.start) + 1, text.find("\n", mention.end)
        start, end = max(start, mention.start - AROUND), min(end if end >= 0 else len(text), mention.end + AROUND)
        return document.id, text[start:end].strip()


@dataclass(frozen=True)
class Check:
    """A check over records; `question` is its title, `repair` what a person does about what it finds."""

    name: str
    question: str
    repair: str
    find: Callable[[Library], Iterator[Place]]


@dataclass(frozen=True)
class Finding:
    """One fault: its severity, the check that found it, how to repair it, and the place."""

    severity: str
    check: str
    question: str
    repair: str
    place: Place
    document: str = ""  # the file's name

    def to_json(self) -> dict[str, str]:
        """The row that `kg check --json` writes."""
        place = self.place
        return {
            "severity": self.severity,
            "check": self.check,
            "where": f"{place.id} {place.name}",
            "message": f"{self.question}：{place.detail}" if place.detail else self.question,
            "document": self.document,
            "quote": place.quote,
            "repair": self.repair,
        }


def load_profile(checks: Iterable[str], path: Path = PROFILE) -> Mapping[str, str]:
    """Check → severity; refuses an unknown severity, a line without its check and a check without its line."""
    profile: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        severity, _, check = line.partition(" ")
        if severity not in SEVERITIES:
            raise OntologyError(f"{path}：{line!r} 须以 {'、'.join(SEVERITIES)} 之一开头；请改正这一行")
        profile[check.strip()] = severity
    if odd := sorted(set(checks) ^ set(profile)):
        raise OntologyError(f"{path}：{'、'.join(odd)} 须同时是一项检查和这里的一行；请补上缺的一方")
    return profile
