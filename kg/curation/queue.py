"""What a person should look at, the weightiest first."""

from collections.abc import Collection, Iterable, Sequence

from kg.curation.case import Case
from kg.curation.doubts import DOUBTS
from kg.curation.shelf import Shelf
from kg.engine import Engine


def read_queue(engine: Engine) -> Sequence[Case]:
    """All cases over an engine, as `make_queue` orders them."""
    return tuple(make_queue(engine.once(Shelf)))


def make_queue(shelf: Shelf) -> list[Case]:
    """All cases, the weightiest first."""
    cases = {case.id: case for find in DOUBTS for case in find(shelf)}
    return sorted(cases.values(), key=lambda one: (-one.weight, one.kind, one.title, one.id))


def open_cases(cases: Iterable[Case], reviewed: Collection[str]) -> list[Case]:
    """Those that nobody found right."""
    return [case for case in cases if case.id not in reviewed]
