"""Industries that a side sets out to develop: new, gone, kept; what is merely mentioned is told apart from silence."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.answer.mentions import sentence_at
from kg.answer.model import Citation
from kg.comparing.sides import Side
from kg.engine import Engine
from kg.records import Document

FOCUS, MENTIONED, SILENT = "focus", "mentioned", "silent"
OUTCOMES = ("new", "gone", "kept")
STATUSES = {FOCUS: "列为发展方向", MENTIONED: "只是提到", SILENT: "没有提到"}


@dataclass(frozen=True)
class Standing:
    """How one side stands to an industry, with where it says so; `mentions`: how often it names it."""

    status: str  # one of STATUSES
    citations: tuple[Citation, ...] = ()
    mentions: int = 0


@dataclass(frozen=True)
class Industry:
    """An industry that at least one side sets out to develop."""

    name: str
    first: Standing
    second: Standing

    @property
    def outcome(self) -> str:
        """new, gone or kept."""
        if self.first.status != FOCUS:
            return "new"
        return "kept" if self.second.status == FOCUS else "gone"


def compare_industries(engine: Engine, first: Side, second: Side) -> tuple[Industry, ...]:
    """The industries that a park or region of either side is to develop (FOCUSES_ON), new ones first, then gone ones."""
    left, right = (_standings(engine, side) for side in (first, second))
    ids = [key for side in (right, left) for key, one in side.items() if one.status == FOCUS]
    names = engine.resolution.entities
    found = []
    for key in dict.fromkeys(ids):
        forms = (names[key].name, *names[key].aliases)
        found.append(
            Industry(names[key].name, left.get(key) or _said(first, forms), right.get(key) or _said(second, forms))
        )
    return tuple(
        sorted(found, key=lambda one: (OUTCOMES.index(one.outcome), -one.first.mentions - one.second.mentions))
    )


def _said(side: Side, forms: Sequence[str]) -> Standing:
    """How a side stands to an industry that none of its mentions was read as: it may be named all the same."""
    for document in side.documents:
        for form in forms:
            place = document.text.find(form)
            if place >= 0:
                return Standing(MENTIONED, (sentence_at(document, place),), document.text.count(form))
    return Standing(SILENT)


def _standings(engine: Engine, side: Side) -> dict[str, Standing]:
    stated: dict[str, list[Citation]] = defaultdict(list)
    mentioned: dict[str, list[tuple[Document, int]]] = defaultdict(list)
    canonical = engine.resolution.canonical
    for document in side.documents:
        types = {entity.id: entity.type for entity in document.extraction.entities}
        for relation in document.extraction.relations:
            if relation.type == "FOCUSES_ON" and types.get(relation.object_id) == "Industry":
                stated[canonical[relation.object_id]] += [
                    Citation.of_evidence(document, one) for one in relation.evidence
                ]
        for mention in document.extraction.mentions:
            if mention.type == "Industry" and mention.entity_id in canonical:
                mentioned[canonical[mention.entity_id]].append((document, mention.start))
    return {
        key: Standing(
            FOCUS if key in stated else MENTIONED,
            tuple(dict.fromkeys(stated[key] if key in stated else [sentence_at(*mentioned[key][0])])),
            len(mentioned[key]),
        )
        for key in dict.fromkeys((*stated, *mentioned))
    }
