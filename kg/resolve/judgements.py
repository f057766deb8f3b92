"""What a person decided about two entities: lines of same/different with who, when and why; a line can be undone."""

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.errors import RecordError
from kg.resolve.clusters import Clusters
from kg.store import append_lines

VERDICTS = ("same", "different", "undo")


@dataclass(frozen=True)
class Judgement:
    """One decision about a pair of entity ids."""

    left: str
    right: str
    verdict: str  # same | different | undo
    who: str
    when: str
    why: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """The two ids in a fixed order."""
        return (self.left, self.right) if self.left < self.right else (self.right, self.left)


def load_judgements(path: Path) -> dict[tuple[str, str], Judgement]:
    """The judgement in force for each pair; the last line wins, an undo takes the pair out."""
    decided: dict[tuple[str, str], Judgement] = {}
    if not path.is_file():
        return decided
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            judgement = Judgement(**json.loads(line))
        except (TypeError, ValueError) as err:
            raise RecordError(f"{path} 第 {number} 行：不是判定（{err}）；请改正或删除这一行") from err
        if judgement.verdict == "undo":
            decided.pop(judgement.pair, None)
        else:
            decided[judgement.pair] = judgement
    return decided


def contradiction(
    in_force: Mapping[tuple[str, str], Judgement], pair: tuple[str, str], verdict: str
) -> Judgement | None:
    """A decision in force that cannot hold together with a new one on `pair`; the pair's own earlier one gives way."""
    others = [one for key, one in in_force.items() if key != pair]
    clusters = Clusters()
    for one in others:
        if one.verdict == "same":
            clusters.union(*one.pair)
    if verdict == "different" and clusters.find(pair[0]) == clusters.find(pair[1]):
        return next((one for one in others if one.verdict == "same" and {*one.pair} & {*pair}), None)
    if verdict == "same":
        clusters.union(*pair)
        apart = (one for one in others if one.verdict == "different")
        return next((one for one in apart if clusters.find(one.left) == clusters.find(one.right)), None)
    return None


def add_judgement(path: Path, left: str, right: str, verdict: str, *, who: str, why: str = "") -> Judgement:
    """Appends a decision; refuses an unknown verdict and a pair of one."""
    if verdict not in VERDICTS or left == right:
        raise RecordError(
            f"判定 {left} {verdict} {right}：不成立；请给出两个不同的实体 id 和 {'、'.join(VERDICTS)} 之一"
        )
    judgement = Judgement(left, right, verdict, who, time.strftime("%Y-%m-%dT%H:%M:%S"), why)
    append_lines(path, [asdict(judgement)])
    return judgement


def pairs(judgements: Iterable[Judgement], verdict: str) -> set[tuple[str, str]]:
    """The pairs that were given a verdict."""
    return {judgement.pair for judgement in judgements if judgement.verdict == verdict}
