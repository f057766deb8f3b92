"""Draws relations at random, spread over their types, for a person to judge."""

import math
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.errors import EvaluationError

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Stratum:
    """One relation type: how many there are and how many were drawn."""

    type: str
    total: int
    drawn: int


@dataclass(frozen=True)
class Sample:
    """What was drawn, type by type, with the seed that draws the same again."""

    seed: int
    strata: tuple[Stratum, ...]
    rows: tuple[Row, ...]


def draw(relations: Sequence[Row], size: int, *, seed: int) -> Sample:
    """`size` relations, or all where there are fewer; the same seed draws the same from the same relations."""
    if size < 1:
        raise EvaluationError(f"--precision {size}：至少抽 1 条")
    if not relations:
        raise EvaluationError("还没有入库的事实可抽；先运行 python -m ingest add 规划文件夹")
    by_type: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(relations, key=lambda row: str(row["id"])):
        by_type[row["type"]].append(row)
    shares = allocate({kind: len(rows) for kind, rows in by_type.items()}, size)
    chance = random.Random(seed)
    drawn = {kind: chance.sample(by_type[kind], shares[kind]) for kind in sorted(by_type)}
    return Sample(
        seed,
        tuple(Stratum(kind, len(by_type[kind]), len(rows)) for kind, rows in drawn.items()),
        tuple(row for rows in drawn.values() for row in rows),
    )


def allocate(totals: Mapping[str, int], size: int) -> dict[str, int]:
    """How many to draw of each type: by the root of its number, so that rare types are seen and common ones weigh.

    One draw after the other goes to a type that has none yet, else to the one that is furthest behind its share;
    no type gives more than it has.
    """
    drawn = dict.fromkeys(sorted(totals), 0)
    for _ in range(min(size, sum(totals.values()))):
        waiting = [kind for kind in drawn if drawn[kind] < totals[kind]]
        drawn[max(waiting, key=lambda kind: (not drawn[kind], math.sqrt(totals[kind]) / (2 * drawn[kind] + 1)))] += 1
    return drawn
