"""Enterprises, parks and the like of a subject: by a fact of the plans, or named in the same words as the subject."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.answer.model import Citation
from kg.engine import Engine
from kg.ontology import load_ontology

TYPES = ("Enterprise", "Park", "Platform", "Institution", "Project", "Cluster")  # in the order of the table
FACTS = ("IN_INDUSTRY", "FOCUSES_ON", "LOCATED_IN", "BUILDS", "OPERATES", "COOPERATES_WITH", "HOLDS_TITLE", "PART_OF")
BESIDE = "同句提及"


@dataclass(frozen=True)
class Thing:
    """A thing with what ties it to the subject, and where that is said."""

    id: str
    type: str  # its label, in Chinese
    name: str
    tie: str
    citations: tuple[Citation, ...]


def find_things_of(engine: Engine, ids: frozenset[str]) -> tuple[Thing, ...]:
    """The things that a fact ties to one of the ids, or else to an industry below one, which is then named."""
    canonical, entities = engine.resolution.canonical, engine.resolution.entities
    wanted = _with_lower(engine, ids)
    labels = load_ontology().relations
    found: dict[tuple[str, str], list[Citation]] = defaultdict(list)
    below: dict[tuple[str, str], list[Citation]] = defaultdict(list)
    for document in engine.loaded.values():
        for relation in document.extraction.relations:
            ends = canonical.get(relation.subject_id, ""), canonical.get(relation.object_id, "")
            if relation.type not in FACTS or (ends[0] in wanted) == (ends[1] in wanted):
                continue
            own, other = ends if ends[0] in wanted else ends[::-1]
            tie, cited = (
                labels[relation.type].label_zh,
                [Citation.of_evidence(document, one) for one in relation.evidence],
            )
            if own in ids:
                found[other, tie] += cited
            else:
                below[other, f"{tie}（下级产业{entities[own].name}）"] += cited
    direct = {thing for thing, _ in found}
    return _things(engine, found | {key: cited for key, cited in below.items() if key[0] not in direct})


def named_beside(
    engine: Engine, citations: Iterable[Citation], *, known: Sequence[Thing], told: str = BESIDE
) -> tuple[Thing, ...]:
    """The things that are named within the citations, but for those known already."""
    canonical, have = engine.resolution.canonical, {one.id for one in known}
    found: dict[tuple[str, str], list[Citation]] = defaultdict(list)
    spans: dict[str, list[Citation]] = defaultdict(list)
    for one in dict.fromkeys(citations):
        spans[one.document_id].append(one)
    for key, own in spans.items():
        for mention in engine.loaded[key].extraction.mentions:
            thing = canonical.get(mention.entity_id, "")
            holders = [one for one in own if one.start <= mention.start and mention.end <= one.end]
            if holders and thing not in have:
                found[thing, told].append(holders[0])
    return _things(engine, found)


def _with_lower(engine: Engine, ids: frozenset[str]) -> frozenset[str]:
    canonical = engine.resolution.canonical
    below: dict[str, set[str]] = defaultdict(set)
    for document in engine.loaded.values():
        for relation in document.extraction.relations:
            if relation.type == "SUB_INDUSTRY":
                below[canonical[relation.object_id]].add(canonical[relation.subject_id])
    found, todo = set(ids), list(ids)
    while todo:
        new = below[todo.pop()] - found
        found |= new
        todo += new
    return frozenset(found)


def _things(engine: Engine, found: dict[tuple[str, str], list[Citation]]) -> tuple[Thing, ...]:
    entities, classes = engine.resolution.entities, load_ontology().classes
    ties: dict[str, dict[str, None]] = defaultdict(dict)
    cited: dict[str, dict[Citation, None]] = defaultdict(dict)
    for (key, tie), citations in found.items():
        if key in entities and entities[key].type in TYPES:
            ties[key][tie] = None
            cited[key].update(dict.fromkeys(citations))
    rows = sorted((TYPES.index(entities[key].type), entities[key].name, key) for key in ties)
    return tuple(
        Thing(key, classes[TYPES[rank]].label_zh, name, "、".join(ties[key]), tuple(cited[key]))
        for rank, name, key in rows
    )
