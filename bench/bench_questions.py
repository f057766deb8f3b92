"""All questions of tests/cases over a data folder, warm: `KG_HOME=… python -m bench.bench_questions [FILE]`.

FILE: other questions, one a line. All are asked once to warm up and once by the clock, wall and processor; prints the middle,
the 95th percentile and the slowest.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kg.engine import Engine
from kg.settings import ROOT, Settings

CASES = ROOT / "tests" / "cases"
SLOWEST = 8


@dataclass(frozen=True)
class Asked:
    """One question with the milliseconds it took, by the wall and by the processor."""

    wall: float
    cpu: float
    question: str


def questions_of(folder: Path) -> Iterator[str]:
    """The questions of the tables of questions, in order."""
    for path in (*sorted((folder / "questions").glob("*.yaml")), folder / "questions_kinds.yaml"):
        groups: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
        for group in groups:
            yield from group["ask"]


def clock(engine: Engine, question: str) -> Asked:
    """What a question takes."""
    started, begun = time.perf_counter(), time.process_time()
    engine.ask(question)
    return Asked((time.perf_counter() - started) * 1000, (time.process_time() - begun) * 1000, question)


def main() -> None:
    """Asks all, prints the table."""
    given = sys.argv[1:]
    texts = Path(given[0]).read_text(encoding="utf-8").splitlines() if given else list(questions_of(CASES))
    with Engine.open(Settings.from_env()) as engine:
        texts = [text for text in texts if text.strip()]
        for text in texts:  # all of them first: what an answer keeps of the last few questions is gone by then
            engine.ask(text)
        asked = [clock(engine, text) for text in texts]
    walls, works = sorted(one.wall for one in asked), sorted(one.cpu for one in asked)
    middle, top = len(asked) // 2, int(len(asked) * 0.95)
    print(f"{len(asked)} questions   p50 ms   p95 ms")
    print(f"wall clock      {walls[middle]:8.1f} {walls[top]:8.1f}")
    print(f"processor       {works[middle]:8.1f} {works[top]:8.1f}")
    for one in sorted(asked, key=lambda one: -one.cpu)[:SLOWEST]:
        print(f"{one.wall:8.0f} {one.cpu:8.0f}  {one.question}")


if __name__ == "__main__":
    main()
