"""Clusters of entities that are one thing; nothing is destroyed: entity id and canonical id are both kept."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.records import Entity
from kg.resolve.around import Around
from kg.resolve.clusters import Clusters
from kg.resolve.compare import Pair
from kg.resolve.features import DOUBTFUL, ONLY_ONE, SURE, Weighed, weigh
from kg.resolve.judgements import Judgement, pairs
from kg.resolve.things import Describer, Thing, national_describer

# Classes whose names are not compared: what they are is tied to where they stand.
OWN = frozenset({"Task", "Observation", "Indicator"})
MOST = 60  # things that share a key; more share a word, no name
ENDING = 4  # characters at the end of a name by which longer names of the same thing are found


@dataclass(frozen=True)
class Resolution:
    """Entity id → canonical id, the canonical entities with all their names, what was merged and what is doubtful."""

    canonical: Mapping[str, str]
    entities: Mapping[str, Entity]
    merged: tuple[Weighed, ...] = ()
    candidates: tuple[Weighed, ...] = ()


def resolve(
    entities: Iterable[Entity],
    judgements: Mapping[tuple[str, str], Judgement],
    around: Around | None = None,
    describer: Describer | None = None,
    *,
    named: Collection[str] = (),
) -> Resolution:
    """Clusters all documents' entities: judgements first, then what is sure, the surest first.

    A pair judged different, or in conflict, is never in one cluster, whatever joins each of them to a third. The names
    that a person gave, those of the ids `named`, lead their clusters.
    """
    own = merge_same_id(entities)
    describer = describer or national_describer()
    weighed = weigh_pairs(own.values(), around or Around(), describer)
    judged = judgements.values()
    apart = pairs(judged, "different")
    same = pairs(judged, "same") - apart
    conflicts = {one.pair for one in weighed if not one.score and one.reasons} - same
    clusters = Clusters(apart | conflicts)
    for left, right in sorted(pair for pair in same if pair[0] in own and pair[1] in own):
        clusters.union(left, right)
    merged = [one for one in settle(weighed, clusters) if one.pair not in apart | same]
    canonical = {entity_id: clusters.find(entity_id) for entity_id in own}
    former = describer.former(own.values())
    members: dict[str, list[Entity]] = defaultdict(list)
    for entity_id, representative in canonical.items():
        members[representative].append(own[entity_id])
    doubtful = (one for one in weighed if one.score >= DOUBTFUL and not clusters.are_apart(*one.pair))
    return Resolution(
        canonical,
        {key: join(key, several, former, named) for key, several in members.items()},
        tuple(merged),
        tuple(propose(doubtful, canonical)),
    )


def weigh_pairs(entities: Iterable[Entity], around: Around, describer: Describer) -> list[Weighed]:
    """All pairs worth a look with their scores, the best first."""
    describer = describer.within(around.uppers)
    things = {entity.id: describer.describe(entity) for entity in entities if entity.type not in OWN}
    written = {(min(pair), max(pair)) for pair in around.glossed if pair[0] in things and pair[1] in things}
    found = [
        weigh(Pair(things[left], things[right], around, describer))
        for left, right in sorted(candidate_pairs(things.values()) | written)
    ]
    return sorted((one for one in found if one.reasons), key=lambda one: (-one.score, one.pair))


def settle(weighed: Iterable[Weighed], clusters: Clusters) -> Iterator[Weighed]:
    """Joins what is sure, then what becomes sure because a short name has one full name only."""
    doubtful = []
    for one in weighed:
        if one.short or one.score < SURE:
            doubtful.append(one)
        elif clusters.union(*one.pair):
            yield one
    fits: dict[str, dict[str, float]] = defaultdict(dict)
    for one in doubtful:
        for mine, other in (one.pair, one.pair[::-1]):
            key = clusters.find(other)
            fits[mine][key] = max(one.score, fits[mine].get(key, 0.0))
    for one in doubtful:
        rivals = [score for score in fits[one.short].values() if score >= one.score] if one.short else []
        if len(rivals) == 1 and one.score + ONLY_ONE >= SURE and clusters.union(*one.pair):
            score = min(1.0, round(one.score + ONLY_ONE, 2))
            yield replace(one, score=score, reasons=(*one.reasons, "库中没有别的名称与之同样相符"))


def propose(doubtful: Iterable[Weighed], canonical: Mapping[str, str]) -> Iterator[Weighed]:
    """One line for two clusters that may be one, with canonical ids; the best reason leads."""
    seen: set[tuple[str, str]] = set()
    for one in doubtful:
        left, right = sorted((canonical[one.left], canonical[one.right]))
        if left != right and (left, right) not in seen:
            seen.add((left, right))
            yield replace(one, left=left, right=right)


def merge_same_id(entities: Iterable[Entity]) -> dict[str, Entity]:
    """One entity an id, the aliases of all documents together."""
    merged: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        merged[entity.id].append(entity)
    return {key: join(key, several) for key, several in merged.items()}


def join(key: str, members: list[Entity], former: Collection[str] = (), named: Collection[str] = ()) -> Entity:
    """One entity of several: a name that a person gave (`named`) leads, then the fullest, of bodies one still borne.

    All other names are aliases. Industries go by the name of most documents, then by the plainest: 先进制造, not 先进制造业.
    """
    often = Counter(entity.name for entity in members)

    def rank(entity: Entity) -> tuple[bool, bool, int, int, bool, str]:
        length = {"Department": 0, "Industry": len(entity.name)}.get(entity.type, -len(entity.name))
        most = -often[entity.name] if entity.type == "Industry" else 0
        return (entity.id not in named, entity.id in former, most, length, entity.id != key, entity.name)

    ordered = sorted(members, key=rank)
    first = ordered[0]
    names = dict.fromkeys(name for entity in ordered for name in (entity.name, *sorted(entity.aliases)))
    names.pop(first.name, None)
    properties = {name: value for entity in reversed(ordered) for name, value in entity.properties.items()}
    region = next((entity.region for entity in ordered if entity.region), "")
    level = next((entity.level for entity in ordered if entity.level), "")
    return Entity(key, first.type, first.name, tuple(names), region, level, properties)


def candidate_pairs(things: Iterable[Thing]) -> set[tuple[str, str]]:
    """Blocking: pairs of one class that share a name, a distinctive part, its beginning or its end, or a region's body."""
    blocks: dict[tuple[str, str], set[str]] = defaultdict(set)
    for thing in things:
        for key in block_keys(thing):
            blocks[thing.type, key].add(thing.id)
    found: set[tuple[str, str]] = set()
    for several in blocks.values():
        unique = sorted(several)
        if len(unique) <= MOST:
            found.update((left, right) for index, left in enumerate(unique) for right in unique[index + 1 :])
    return found


def block_keys(thing: Thing) -> Iterator[str]:
    """The keys under which a thing can meet another that may be the same."""
    yield from (f"={name}" for name in (thing.key, *thing.aliases))
    yield f"~{thing.core or thing.rest}"
    if thing.type in ("Enterprise", "Institution", "Platform", "Park"):
        yield from {f"^{name[:size]}" for name in (thing.core or thing.rest, thing.body) for size in (1, 2)}
    if thing.type in ("Project", "Platform", "Cluster", "Fund"):
        yield f"${thing.body[-ENDING:]}"
    yield from (f"plate {number}" for number in thing.plates)
    if thing.type == "Department":
        yield f"@{thing.scope}" if thing.function != "管理委员会" else f"@{thing.function}"
