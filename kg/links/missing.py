"""Links that one would look for and no document states: what is missing, and the facts it is missing beside.

Silence of the documents that are in, not of the world: a firm without an industry has one that nobody wrote down.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.engine import Engine
from kg.links.chains import members, parts, places
from kg.links.web import Fact, Node, Web, web_of

# Kinds in the order in which they are told.
KINDS = (
    "park_industry_firm",
    "industry_firm",
    "park_industry",
    "firm_industry",
    "firm_place",
    "project_place",
    "project_builder",
    "platform_place",
)


@dataclass(frozen=True)
class Missing:
    """One thing (or a park with an industry) that lacks a link; `facts` are what is stated beside it."""

    kind: str
    node: Node
    other: Node | None = None
    facts: tuple[Fact, ...] = ()


def missing_of(engine: Engine) -> Sequence[Missing]:
    """All that is missing in what is in."""
    return tuple(find_missing(engine.once(web_of)))


def find_missing(web: Web) -> list[Missing]:
    """All that is missing, by kind, then by name."""
    found = [*_parks_without_firms(web), *_industries_without_firms(web), *_lacking(web)]
    return sorted(found, key=lambda one: (KINDS.index(one.kind), one.node.name, one.other.name if one.other else ""))


def industry_firms(web: Web, industry: str) -> dict[str, Fact]:
    """The enterprises of an industry and of all that is finer, each with a fact that says so."""
    found: dict[str, Fact] = {}
    seen, front = {industry}, [industry]
    while front:
        key = front.pop()
        found |= {fact.source: fact for fact in members(web, key)}
        finer = [fact.source for fact in web.touching(key, ["SUB_INDUSTRY"]) if fact.target == key]
        front += [one for one in finer if one not in seen]
        seen.update(finer)
    return found


def _parks_without_firms(web: Web) -> Iterator[Missing]:
    """A park and an industry it focuses on, where no enterprise is told to be of the one and stand in the other."""
    for fact in web.facts.values():
        park = web.nodes[fact.source]
        if fact.relation != "FOCUSES_ON" or park.type != "Park":
            continue
        within = parts(web, park.id)
        firms = industry_firms(web, fact.target)
        if not any(place.target in within for firm in firms for place in places(web, firm)):
            beside = tuple(firms[key] for key in sorted(firms))
            yield Missing("park_industry_firm", park, web.nodes[fact.target], (fact, *beside))


def _industries_without_firms(web: Web) -> Iterator[Missing]:
    """An industry that parks or regions focus on, with no enterprise of it or of anything finer."""
    focused: dict[str, list[Fact]] = {}
    for fact in web.facts.values():
        if fact.relation == "FOCUSES_ON":
            focused.setdefault(fact.target, []).append(fact)
    for key, facts in focused.items():
        if not industry_firms(web, key):
            yield Missing("industry_firm", web.nodes[key], facts=tuple(facts))


def _lacking(web: Web) -> Iterator[Missing]:
    """Things of a class that lack a relation, as subject or as object."""
    wanted = (
        ("park_industry", "Park", "FOCUSES_ON", "source"),
        ("firm_industry", "Enterprise", "IN_INDUSTRY", "source"),
        ("firm_place", "Enterprise", "LOCATED_IN", "source"),
        ("project_place", "Project", "LOCATED_IN", "source"),
        ("project_builder", "Project", "BUILDS", "target"),
        ("platform_place", "Platform", "LOCATED_IN", "source"),
    )
    for kind, label, relation, end in wanted:
        for node in web.nodes.values():
            facts = web.touching(node.id, [relation])
            if node.type == label and not any(getattr(fact, end) == node.id for fact in facts):
                yield Missing(kind, node, facts=tuple(web.touching(node.id)))
