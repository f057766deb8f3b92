"""Who is who, for a person: pairs to decide, pairs merged by rule, decisions in force; and making a decision."""

import json
from argparse import ArgumentParser, Namespace
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.engine import Engine
from kg.errors import QueryError
from kg.projection import project
from kg.records import Entity
from kg.resolve.features import Weighed
from kg.resolve.judgements import VERDICTS, Judgement, add_judgement, contradiction, load_judgements
from kg.store import JUDGEMENTS

OPEN, MERGED, JUDGED = "open", "merged", "judged"
VERDICT_NAMES = {"same": "同一个", "different": "不是同一个", "undo": "撤回"}


@dataclass(frozen=True)
class Side:
    """One of the two, as a person needs to see it."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    region: str
    documents: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """A pair, its score and reasons; of a decision, who decided what and why."""

    state: str  # open | merged | judged
    left: Side
    right: Side
    score: float
    reasons: tuple[str, ...]
    judgement: Judgement | None = None

    def to_json(self) -> dict[str, object]:
        """The line for `--json`."""
        verdict = {"verdict": self.judgement.verdict, "who": self.judgement.who} if self.judgement else {}
        return {
            "state": self.state,
            "score": self.score,
            "left": vars(self.left),
            "right": vars(self.right),
            "reasons": list(self.reasons),
            **verdict,
        }

    def to_text(self) -> str:
        """The line for a terminal."""
        verdict = f"{VERDICT_NAMES[self.judgement.verdict]}（{self.judgement.who}）\t" if self.judgement else ""
        ids = f"{self.left.id} {self.right.id}"
        names = f"{self.left.name} ⇔ {self.right.name}"
        return f"{verdict}{self.score:.2f}\t{self.left.type}\t{names}\t{ids}\t{'；'.join(self.reasons)}"


class Desk:
    """What lies before the person who decides; reads an engine, `decide` writes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @cached_property
    def _homes(self) -> Mapping[str, set[str]]:
        homes: dict[str, set[str]] = defaultdict(set)
        for document in self._engine.loaded.values():
            for entity in document.extraction.entities:
                homes[entity.id].add(document.name)
                homes[self._engine.resolution.canonical[entity.id]].add(document.name)
        return homes

    @cached_property
    def _own(self) -> Mapping[str, Entity]:
        entities = (one for document in self._engine.loaded.values() for one in document.extraction.entities)
        return {entity.id: entity for entity in entities}

    @cached_property
    def judgements(self) -> Mapping[tuple[str, str], Judgement]:
        """The decisions in force."""
        return load_judgements(self._engine.settings.home / JUDGEMENTS)

    def lines(self, state: str) -> list[Line]:
        """The pairs of a state, the best first; a decision on things that are no longer in is left out."""
        resolution = self._engine.resolution
        if state == OPEN:
            return [self._weighed(OPEN, one, resolution.entities) for one in resolution.candidates]
        if state == MERGED:
            return [self._weighed(MERGED, one, self._own) for one in resolution.merged]
        return [
            Line(JUDGED, self._side(a, self._own), self._side(b, self._own), 1.0, (one.why,) if one.why else (), one)
            for (a, b), one in sorted(self.judgements.items())
            if a in self._own and b in self._own
        ]

    def _weighed(self, state: str, one: Weighed, entities: Mapping[str, Entity]) -> Line:
        return Line(state, self._side(one.left, entities), self._side(one.right, entities), one.score, one.reasons)

    def _side(self, key: str, entities: Mapping[str, Entity]) -> Side:
        one = entities[key]
        return Side(key, one.type, one.name, tuple(one.aliases), one.region, tuple(sorted(self._homes[key])))

    def decide(self, verdict: str, left: str, right: str, *, who: str, why: str = "") -> None:
        """Keeps a decision and brings graph and index up to it.

        Refuses unknown ids, an undo of nothing, and what contradicts decisions in force. The engine that the desk
        reads is of the state before: open another, with its `next`.
        """
        unknown = [one for one in (left, right) if one not in self._engine.resolution.canonical]
        if unknown and verdict != "undo":
            raise QueryError(f"{unknown[0]}：没有这个 id 的实体；`python -m kg query entities` 列出全部实体")
        engine = self._engine
        with engine.store.writing():
            in_force = load_judgements(engine.settings.home / JUDGEMENTS)
            pair = (min(left, right), max(left, right))
            if verdict == "undo" and pair not in in_force:
                raise QueryError(
                    f"{left} {right}：没有可以撤回的判定；`python -m kg candidates --show judged` 列出已有判定"
                )
            against = contradiction(in_force, pair, verdict)
            if against:
                raise QueryError(
                    f"{left} {right}：与已有判定矛盾（{against.left} {against.right} "
                    f"{VERDICT_NAMES[against.verdict]}，{against.who}）；请先撤回其中一条"
                )
            add_judgement(engine.settings.home / JUDGEMENTS, left, right, verdict, who=who, why=why)
            engine.next = project(engine.settings, engine.store)


def add_candidate_options(parser: ArgumentParser) -> None:
    """The options of `candidates`."""
    parser.add_argument(
        "--show",
        choices=[OPEN, MERGED, JUDGED],
        default=OPEN,
        help="open 待判定的（默认），merged 按规则合并的，judged 已判定的",
    )


def add_judge_options(parser: ArgumentParser) -> None:
    """The options of `judge`."""
    parser.add_argument("verdict", choices=list(VERDICTS), help="同一个、不是同一个、撤回判定")
    parser.add_argument("left", metavar="ID1", help="一个实体的 id")
    parser.add_argument("right", metavar="ID2", help="另一个实体的 id")
    parser.add_argument("--who", required=True, metavar="NAME", help="谁作的判定")
    parser.add_argument("--why", default="", metavar="TEXT", help="理由")


def iter_lines(engine: Engine, args: Namespace) -> Iterator[str]:
    """The output of `candidates`."""
    for line in Desk(engine).lines(args.show):
        yield json.dumps(line.to_json(), ensure_ascii=False) if args.json else line.to_text()
