"""The chain of an industry (sub-industries, enterprises, parks) and its mirror from a park, as trees of facts."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.errors import QueryError
from kg.links.expand import MOST_NODES, Shown, by_steps
from kg.links.web import Fact, Web, cite
from kg.records import Document

ROOTS = ("Industry", "Park")
# Marks: told as 龙头; told to stand in the park above; told in full at another place of the tree.
LEADER, HERE, AGAIN = "leader", "here", "again"
LEADING_ROLE = "龙头"


@dataclass(frozen=True)
class Branch:
    """A thing in the tree, the facts that tie it to the one above, and what hangs below it."""

    id: str
    facts: tuple[Fact, ...] = ()
    marks: tuple[str, ...] = ()
    children: tuple["Branch", ...] = ()

    def walk(self, depth: int = 0) -> Iterator[tuple[int, "Branch"]]:
        """This branch and all below it with their depth, as one reads a tree."""
        yield depth, self
        for child in self.children:
            yield from child.walk(depth + 1)


def chain_of(web: Web, root: str) -> Branch:
    """The chain of an industry or of a park; a QueryError for anything else.

    An industry or park that hangs in several places is told once; elsewhere it is marked AGAIN and has nothing below.
    """
    node = web.node(root)
    if node.type not in ROOTS:
        raise QueryError(f"{node.name}：产业链从一个产业或园区展开；请选一个产业或园区")
    tree = _Tree(web, {root})
    return tree.industry(root) if node.type == "Industry" else tree.park(root)


@dataclass(frozen=True)
class _Tree:
    """A tree that grows; `told` are the industries and parks that have their place."""

    web: Web
    told: set[str]

    def industry(self, key: str, facts: tuple[Fact, ...] = ()) -> Branch:
        """Sub-industries first, then enterprises with their parks, then the parks that focus on it."""
        web = self.web
        finer = [fact for fact in web.touching(key, ["SUB_INDUSTRY"]) if fact.target == key]
        below = self._below(finer, self.industry)
        firms = [_firm(web, fact) for fact in members(web, key)]
        focused = (fact for fact in web.touching(key, ["FOCUSES_ON"]) if web.nodes[fact.source].type == "Park")
        parks = [Branch(fact.source, (fact,)) for fact in focused]
        return Branch(key, facts, (), (*_sorted(web, below), *_sorted(web, firms), *_sorted(web, parks)))

    def park(self, key: str, facts: tuple[Fact, ...] = ()) -> Branch:
        """The industries it focuses on with their enterprises, enterprises there of no such industry, its parts."""
        web = self.web
        within = parts(web, key)
        focused = [fact for fact in web.touching(key, ["FOCUSES_ON"]) if fact.source == key]
        self.told.update(fact.target for fact in focused)  # each park tells what it focuses on itself
        industries = [_here(web, self.industry(fact.target, (fact,)), within) for fact in focused]
        named = {branch.id for industry in industries for _, branch in industry.walk()}
        others = [
            Branch(fact.source, (fact,), (HERE,))
            for fact in web.touching(key, ["LOCATED_IN"])
            if fact.target == key and web.nodes[fact.source].type == "Enterprise" and fact.source not in named
        ]
        inner = [fact for fact in web.touching(key, ["PART_OF"]) if fact.target == key]
        below = self._below(inner, self.park)
        return Branch(key, facts, (), (*_sorted(web, industries), *_sorted(web, others), *_sorted(web, below)))

    def _below(self, facts: Iterable[Fact], grow: Callable[[str, tuple[Fact, ...]], Branch]) -> list[Branch]:
        """The branches that facts hang below another; all get their place before anything grows deeper."""
        loose = list(facts)
        new = {fact.source for fact in loose} - self.told
        self.told.update(new)
        return [
            grow(fact.source, (fact,)) if fact.source in new else Branch(fact.source, (fact,), (AGAIN,))
            for fact in loose
        ]


def members(web: Web, industry: str) -> list[Fact]:
    """The facts that say of an enterprise that it is of this industry itself."""
    facts = web.touching(industry, ["IN_INDUSTRY"])
    return [fact for fact in facts if web.nodes[fact.source].type == "Enterprise"]


def _firm(web: Web, fact: Fact) -> Branch:
    parks = [Branch(place.target, (place,)) for place in places(web, fact.source)]
    return Branch(fact.source, (fact,), (LEADER,) if LEADING_ROLE in fact.roles else (), _sorted(web, parks))


def places(web: Web, firm: str) -> list[Fact]:
    """The facts that say in which parks a thing stands."""
    facts = web.touching(firm, ["LOCATED_IN"])
    return [fact for fact in facts if fact.source == firm and web.nodes[fact.target].type == "Park"]


def _here(web: Web, branch: Branch, within: frozenset[str]) -> Branch:
    """An industry's branch under a park: enterprises, marked where they stand in the park, and what is finer and has any."""
    below = (_here(web, child, within) for child in branch.children if web.nodes[child.id].type != "Park")
    children = tuple(
        child
        for child in below
        if child.children
        or web.nodes[child.id].type == "Enterprise"
        or (AGAIN in child.marks and members(web, child.id))
    )
    here = any(fact.target in within for fact in places(web, branch.id))
    return replace(branch, marks=(*branch.marks, HERE) if here else branch.marks, children=children)


def parts(web: Web, park: str) -> frozenset[str]:
    """A park with all that is part of it."""
    found, front = {park}, [park]
    while front:
        key = front.pop()
        new = [fact.source for fact in web.touching(key, ["PART_OF"]) if fact.target == key]
        front += [one for one in new if one not in found]
        found.update(new)
    return frozenset(found)


def _sorted(web: Web, branches: Iterable[Branch]) -> tuple[Branch, ...]:
    """Leaders first, then what stands in the park, then by name."""
    return tuple(
        sorted(
            branches,
            key=lambda one: (LEADER not in one.marks, HERE not in one.marks, web.nodes[one.id].name, one.id),
        )
    )


def show_chain(web: Web, root: Branch, *, most: int = MOST_NODES) -> Shown:
    """The tree as a drawing in columns; a thing that hangs in several places is drawn once, where it comes first."""
    steps: dict[str, int] = {}
    facts: dict[str, Fact] = {}
    for depth, branch in root.walk():
        steps.setdefault(branch.id, depth)
        facts.update({fact.id: fact for fact in branch.facts})
    ranked = sorted(steps, key=lambda key: steps[key])
    kept = ranked[:most]
    return Shown(
        tuple(web.nodes[key] for key in ranked[:most]),
        tuple(by_steps(facts.values(), {key: steps[key] for key in kept})),
        (root.id,),
        {key: steps[key] for key in ranked[:most]},
        tuple(web.nodes[key] for key in ranked[most:]),
        columns=True,
    )


def count_chain(web: Web, root: Branch) -> dict[str, int]:
    """How many industries, enterprises, leaders among them, enterprises in the park, and parks hang below the root."""
    found: dict[str, set[str]] = {name: set() for name in ("industries", "firms", "leaders", "here", "parks")}
    kinds = {"Industry": "industries", "Enterprise": "firms", "Park": "parks"}
    for depth, branch in root.walk():
        if depth and branch.id != root.id:
            found[kinds[web.nodes[branch.id].type]].add(branch.id)
            for mark, name in ((LEADER, "leaders"), (HERE, "here")):
                if mark in branch.marks:
                    found[name].add(branch.id)
    return {name: len(ids) for name, ids in found.items()}


def trim(root: Branch, most: int) -> tuple[Branch, int]:
    """The tree with its first `most` places, the highest first, and how many are left out."""
    places = sorted((depth, number) for number, (depth, _) in enumerate(root.walk()))
    kept = {number for _, number in places[:most]}
    numbers = iter(range(len(places)))

    def keep(branch: Branch) -> Branch | None:
        number = next(numbers)
        children = [keep(child) for child in branch.children]  # all are counted, kept or not
        return replace(branch, children=tuple(filter(None, children))) if number in kept else None

    return keep(root) or replace(root, children=()), len(places) - len(kept)


def chain_rows(
    web: Web, root: Branch, documents: Mapping[str, Document], kind: Callable[[str], str]
) -> list[dict[str, object]]:
    """A row a place in the tree and piece of evidence; names stand in from the left by level."""
    rows: list[dict[str, object]] = []
    for depth, branch in root.walk():
        node = web.nodes[branch.id]
        row = {
            "层级": depth,
            "名称": "　" * depth + node.name,
            "类型": kind(node.type),
            "龙头": "是" if LEADER in branch.marks else "",
            "在园": "是" if HERE in branch.marks else "",
        }
        citations = [one for fact in branch.facts for one in cite(fact, documents)]
        told = [{"原文": " ".join(one.quote.split()), "出处": one.official} for one in citations]
        rows += [{**row, **one} for one in told or [{"原文": "", "出处": ""}]]
    return rows
