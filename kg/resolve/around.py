"""What the documents say around entities: who is named where, listed side by side, glossed, and linked by facts."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.extract.names.places import national_places
from kg.records import Document, Entity, Mention
from kg.text.normalize import fold

AND = re.compile(r"[、和与及]|以及")
BELOW = ((("省", "自治区"), ("市", "州", "盟")), (("市", "州", "盟"), ("区", "县", "旗")))
OWNERS = frozenset({"Enterprise", "Institution", "Park", "Department", "Platform"})
Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Around:
    """The context of all entities; an empty one is a sound one."""

    documents: Mapping[str, frozenset[str]] = field(default_factory=dict)
    listed: Pairs = frozenset()  # in both orders
    glossed: Pairs = frozenset()  # the first stands before the bracket
    links: Mapping[str, frozenset[str]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)  # id → name, for sentences
    owners: Mapping[str, str] = field(default_factory=dict)  # folded name → name of a thing that can own another
    uppers: Mapping[str, str] = field(default_factory=dict)  # region → region above, as documents say of themselves

    def together(self, left: str, right: str) -> bool:
        """Whether one document names both."""
        return bool(self.documents.get(left, frozenset()) & self.documents.get(right, frozenset()))

    def common(self, left: str, right: str) -> str:
        """The name of a third thing that both have facts with; '' where there is none."""
        shared = self.links.get(left, frozenset()) & self.links.get(right, frozenset())
        return min((self.names.get(one, one) for one in shared), default="")


def look_around(documents: Iterable[Document]) -> Around:
    """The context that documents give."""
    homes: dict[str, set[str]] = defaultdict(set)
    links: dict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    owners: dict[str, str] = {}
    uppers: dict[str, str] = {}
    listed: set[tuple[str, str]] = set()
    glossed: set[tuple[str, str]] = set()
    within: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        for region in unknown_inside(document):
            within[region].add(document.metadata["region"])
        uppers[document.metadata.get("region", "")] = document.metadata.get("province_or_city", "")
        for entity in document.extraction.entities:
            homes[entity.id].add(document.id)
            names[entity.id] = entity.name
            owners.update(owners_of(entity))
        for relation in document.extraction.relations:
            links[relation.subject_id].add(relation.object_id)
            links[relation.object_id].add(relation.subject_id)
        for left, right, between in neighbours(document):
            if AND.fullmatch(between):
                listed |= {(left, right), (right, left)}
            elif between in ("（", "("):
                glossed.add((left, right))
    for region, outer in within.items():
        if len(outer) == 1 and not uppers.get(region):
            uppers[region] = min(outer)
    return Around(
        {key: frozenset(ids) for key, ids in homes.items()},
        frozenset(listed),
        frozenset(glossed),
        {key: frozenset(ids) for key, ids in links.items()},
        names,
        owners,
        uppers,
    )


def unknown_inside(document: Document) -> Iterable[str]:
    """The regions that a province or city names and nobody else knows, of the level below: they are taken for its own."""
    region = document.metadata.get("region", "")
    below = next((low for high, low in BELOW if region.endswith(high)), ())
    for entity in document.extraction.entities if below else ():
        if entity.type == "Region" and entity.name.endswith(below) and not national_places().rows(entity.name):
            yield entity.name


def owners_of(entity: Entity) -> Mapping[str, str]:
    """The folded names by which an entity can stand in front of what it owns."""
    if entity.type not in OWNERS:
        return {}
    return {fold(name): entity.name for name in (entity.name, *entity.aliases)}


def neighbours(document: Document) -> Iterable[tuple[str, str, str]]:
    """Two mentions of one class in a row, of different entities, and what stands between them."""
    last: Mention | None = None
    for mention in document.extraction.mentions:
        if last and last.type == mention.type and last.entity_id != mention.entity_id and mention.start - last.end <= 2:
            yield last.entity_id, mention.entity_id, document.text[last.end : mention.start]
        last = mention
