"""Clusters of entities that are one thing, by union-find; nothing is destroyed: entity id and canonical id are both kept."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kg.records import Entity
from kg.resolve.compare import bare_core, core, names_of, same_core, shared_name
from kg.resolve.judgements import Judgement, pairs
from kg.text.normalize import fold

# Classes whose names are not compared over documents: what they are is tied to where they stand.
OWN = frozenset({"Task", "Observation"})


@dataclass(frozen=True)
class Feature:
    """One scored reason for identity; its function returns what is shared, or None."""

    func: Callable[[Entity, Entity], str | None]
    weight: float
    kinds: tuple[str, ...] = ()  # () = every class


# The table is the algorithm: a pair is one thing when the best reason weighs at least THRESHOLD.
FEATURES = (
    Feature(shared_name, 1.0),
    Feature(same_core, 0.9, ("Enterprise",)),
    Feature(bare_core, 0.6, ("Enterprise",)),
)
THRESHOLD = 0.6


@dataclass(frozen=True)
class Resolution:
    """Entity id → canonical id, and the canonical entities with all their names."""

    canonical: Mapping[str, str]
    entities: Mapping[str, Entity]


class Clusters:
    """Union-find over entity ids."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, item: str) -> str:
        """The representative of an item's cluster."""
        parent = self._parent.setdefault(item, item)
        while parent != self._parent[parent]:
            parent = self._parent[parent]
        self._parent[item] = parent
        return parent

    def union(self, left: str, right: str) -> None:
        """Makes one cluster of two; the smaller id represents it, so the order of calls does not matter."""
        left, right = self.find(left), self.find(right)
        if left != right:
            self._parent[max(left, right)] = min(left, right)


def resolve(entities: Iterable[Entity], judgements: Mapping[tuple[str, str], Judgement]) -> Resolution:
    """Clusters all documents' entities; `same` joins, `different` keeps a pair apart whatever the features say."""
    merged = merge_same_id(entities)
    clusters = Clusters()
    apart = pairs(judgements.values(), "different")
    for left, right in sorted(pairs(judgements.values(), "same")):
        clusters.union(left, right)
    for left, right in sorted(candidate_pairs(merged.values())):
        if (left, right) not in apart and score(merged[left], merged[right]) >= THRESHOLD:
            clusters.union(left, right)
    canonical = {entity_id: clusters.find(entity_id) for entity_id in merged}
    members: dict[str, list[Entity]] = defaultdict(list)
    for entity_id, representative in canonical.items():
        members[representative].append(merged[entity_id])
    return Resolution(canonical, {key: join(key, several) for key, several in members.items()})


def merge_same_id(entities: Iterable[Entity]) -> dict[str, Entity]:
    """One entity an id, the aliases of all documents together."""
    merged: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        merged[entity.id].append(entity)
    return {key: join(key, several) for key, several in merged.items()}


def join(key: str, members: list[Entity]) -> Entity:
    """One entity of several: the fullest name leads, all others are aliases."""
    ordered = sorted(members, key=lambda e: (-len(e.name) if e.type == "Enterprise" else 0, e.id != key, e.name))
    first = ordered[0]
    names = dict.fromkeys(name for entity in ordered for name in (entity.name, *sorted(entity.aliases)))
    names.pop(first.name, None)
    properties = {name: value for entity in reversed(ordered) for name, value in entity.properties.items()}
    region = next((entity.region for entity in ordered if entity.region), "")
    level = next((entity.level for entity in ordered if entity.level), "")
    return Entity(key, first.type, first.name, tuple(names), region, level, properties)


def candidate_pairs(entities: Iterable[Entity]) -> set[tuple[str, str]]:
    """Blocking: pairs of one class that share a folded name, or a company's distinctive part."""
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entity in entities:
        if entity.type in OWN:
            continue
        keys = {(entity.type, entity.region if entity.type == "Department" else "", name) for name in names_of(entity)}
        for kind, region, name in keys:
            blocks[kind, f"{region}|{name}"].append(entity.id)
        if entity.type == "Enterprise":
            distinctive = core(entity.name)
            for length in range(2, min(len(distinctive), 4) + 1):
                blocks["Enterprise", f"~{distinctive[:length]}"].append(entity.id)
    found: set[tuple[str, str]] = set()
    for several in blocks.values():
        unique = sorted(set(several))
        if len(unique) <= 60:
            found.update((left, right) for index, left in enumerate(unique) for right in unique[index + 1 :])
    return found


def score(left: Entity, right: Entity) -> float:
    """The weight of the best reason for the two to be one; 0 where there is none or their regions differ."""
    if left.type != right.type or (left.type == "Department" and fold(left.region) != fold(right.region)):
        return 0.0
    weights = [f.weight for f in FEATURES if (not f.kinds or left.type in f.kinds) and f.func(left, right)]
    return max(weights, default=0.0)
