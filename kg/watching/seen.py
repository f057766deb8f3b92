"""What was there when a saved search was last looked at: sentences of all documents, and the passages it found."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.store import holding, write_atomically
from kg.watching.files import load_file
from kg.watching.saved import LOCK, SavedSearch
from kg.watching.texts import Known

FILE = "searches_seen.json"
FORMAT = 1  # raised when the file's shape changes


@dataclass(frozen=True)
class Seen:
    """A passage that was told, as it was cited then; `prints`: of its sentences."""

    document: str
    title: str
    section: tuple[str, ...]
    quote: str
    prints: tuple[str, ...]


@dataclass(frozen=True)
class Look:
    """One look at a saved search: at which query, over which sentences, what it found."""

    asked: str  # the search as text: another query under the same name was never looked at
    known: Known
    found: tuple[Seen, ...]


def asked_of(search: SavedSearch) -> str:
    """What of a search decides its passages."""
    return json.dumps({**search.to_json(), "name": ""}, ensure_ascii=False, sort_keys=True)


def load_looks(home: Path) -> dict[str, Look]:
    """The last look at each saved search, by its name; a StoreError for a file that is damaged or of another version."""
    return (
        load_file(home / FILE, FORMAT, _looks, what="上次查看的记录", do="移走它，下次查看时各条检索都从头列出") or {}
    )


def _looks(told: Mapping[str, Any]) -> dict[str, Look]:
    snapshots = {
        key: {name: frozenset(prints) for name, prints in known.items()} for key, known in told["snapshots"].items()
    }
    return {name: _look(row, snapshots) for name, row in told["looks"].items()}


def _look(row: Mapping[str, Any], snapshots: Mapping[str, Known]) -> Look:
    found = [Seen(**{**one, "section": tuple(one["section"]), "prints": tuple(one["prints"])}) for one in row["found"]]
    return Look(row["asked"], snapshots[row["snapshot"]], tuple(found))


def remember(home: Path, looks: Mapping[str, Look], *, names: frozenset[str]) -> None:
    """Keeps these looks beside the others'; what is not among `names`, the saved searches, is forgotten."""
    with holding(home / LOCK):
        kept = {name: look for name, look in {**load_looks(home), **looks}.items() if name in names}
        snapshots: dict[str, Mapping[str, list[str]]] = {}
        rows: dict[str, Any] = {}
        for name, look in sorted(kept.items()):
            known = {document: sorted(prints) for document, prints in sorted(look.known.items())}
            key = hashlib.sha256(json.dumps(known, ensure_ascii=False).encode()).hexdigest()[:16]
            snapshots[key] = known
            rows[name] = {"asked": look.asked, "snapshot": key, "found": [asdict(one) for one in look.found]}
        told = {"format": FORMAT, "snapshots": dict(sorted(snapshots.items())), "looks": rows}
        write_atomically(home / FILE, json.dumps(told, ensure_ascii=False) + "\n")
