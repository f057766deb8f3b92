"""What lies around some things: the links walked from them, step by step, cut to what a drawing can hold."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.links.web import EXPLORED, Fact, Node, Web

MOST_NODES = 200  # drawn; more is no picture
DIRECTIONS = ("both", "out", "in")  # out: from subject to object
MOST_HOPS = 3


@dataclass(frozen=True)
class Shown:
    """What is drawn and listed: things in the order of their keeping, the facts between them, and what was left out.

    `steps`: how far each thing is from the start; where the drawing has `columns`, its column, and in `rows` its row.
    """

    nodes: tuple[Node, ...] = ()
    facts: tuple[Fact, ...] = ()
    starts: tuple[str, ...] = ()
    steps: Mapping[str, int] = field(default_factory=dict)
    left_out: tuple[Node, ...] = ()
    columns: bool = False
    rows: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many things were found, drawn or not."""
        return len(self.nodes) + len(self.left_out)


def expand(
    web: Web,
    starts: Sequence[str],
    *,
    relations: Collection[str] = EXPLORED,
    direction: str = "both",
    hops: int = 1,
    most: int = MOST_NODES,
) -> Shown:
    """The things within `hops` links of the starts, at most `most`; an unknown start is a QueryError.

    Kept are the starts, then the nearest; of equally near ones those stated most often, then those with most links.
    """
    begun = [web.node(start).id for start in dict.fromkeys(starts)]
    steps = dict.fromkeys(begun, 0)
    weight: dict[str, int] = dict.fromkeys(begun, 0)
    front = set(begun)
    for step in range(1, hops + 1):
        stated: dict[str, int] = {}
        for key in front:
            for fact in walked(web.touching(key, relations), key, direction):
                other = fact.other(key)
                if other not in steps:
                    stated[other] = stated.get(other, 0) + len(fact.evidence)
        weight |= stated
        steps |= dict.fromkeys(stated, step)
        front = set(stated)
    order = {key: place for place, key in enumerate(begun)}
    ranked = sorted(
        steps, key=lambda key: (order.get(key, len(order)), steps[key], -weight[key], -web.degree(key), key)
    )
    kept = ranked[:most]
    return Shown(
        nodes=tuple(web.nodes[key] for key in kept),
        facts=tuple(between(web, kept, steps, relations, direction)),
        starts=tuple(begun),
        steps={key: steps[key] for key in kept},
        left_out=tuple(web.nodes[key] for key in ranked[most:]),
    )


def walked(facts: Iterable[Fact], key: str, direction: str) -> list[Fact]:
    """Of a thing's facts those that a walk in this direction follows."""
    end = {"out": "source", "in": "target"}.get(direction)
    return [fact for fact in facts if end is None or getattr(fact, end) == key]


def between(
    web: Web, kept: Collection[str], steps: Mapping[str, int], relations: Collection[str], direction: str = "both"
) -> list[Fact]:
    """The facts among the kept things, the nearest first; in a direction, those that do not lead back to the start."""
    inside = set(kept)
    found = {fact.id: fact for key in kept for fact in web.touching(key, relations) if fact.other(key) in inside}
    sign = {"out": 1, "in": -1}.get(direction, 0)
    return by_steps(
        (fact for fact in found.values() if sign * (steps[fact.target] - steps[fact.source]) >= 0),
        steps,
    )


def by_steps(facts: Iterable[Fact], steps: Mapping[str, int]) -> list[Fact]:
    """The facts whose two ends have a step, the nearest first."""
    inside = (fact for fact in facts if fact.source in steps and fact.target in steps)
    return sorted(inside, key=lambda fact: (*sorted((steps[fact.source], steps[fact.target])), fact.id))
