"""Doubtful cases that a person looked at and found right: kept as lines beside the corrections, and taken back likewise."""

import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.corrections.log import UNDO, load_decisions
from kg.curation.checking import LONGEST_WHO, check_name
from kg.store import append_lines

FILE = "reviewed.jsonl"  # changes nothing of what the plans say, so it is no part of the library's state


@dataclass(frozen=True)
class Review:
    """One case that is in order as it stands."""

    id: str  # the case's
    title: str
    who: str
    when: str
    why: str = ""


def load_reviewed(home: Path) -> dict[str, Review]:
    """The reviews in force by the id of their case."""
    return load_decisions(home / FILE, _review)


def _review(row: Mapping[str, Any]) -> Review:
    return Review(**{key: str(value) for key, value in row.items()})


def add_review(home: Path, case_id: str, title: str, *, who: str, why: str = "") -> None:
    """Keeps that a case is in order; refuses an empty or endless name of who says so."""
    check_name(who, "校核人", longest=LONGEST_WHO, shortest=1)
    append_lines(home / FILE, [asdict(Review(case_id, title, who, now(), why))])


def undo_review(home: Path, case_id: str, *, who: str) -> None:
    """Puts a case back among those to decide."""
    append_lines(home / FILE, [{UNDO: case_id, "who": who, "when": now()}])


def now() -> str:
    """The time as decisions tell it."""
    return time.strftime("%Y-%m-%dT%H:%M:%S")
