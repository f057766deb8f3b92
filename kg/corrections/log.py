"""Decisions as lines of JSON: appended, never changed; an undo is a line that names what it takes back."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeVar

from kg.corrections.model import Correction, correction_from
from kg.errors import RecordError
from kg.store import CORRECTIONS

UNDO = "undo"  # the key of a line that takes back the decision of this id


class Decision(Protocol):
    """What such a file holds."""

    @property
    def id(self) -> str:
        """By this a line is taken back."""
        ...


Kept = TypeVar("Kept", bound=Decision)


def load_corrections(home: Path) -> dict[str, Correction]:
    """The corrections in force by id, in the order in which they were made."""
    return load_decisions(home / CORRECTIONS, correction_from)


def load_decisions(path: Path, make: Callable[[Mapping[str, Any]], Kept]) -> dict[str, Kept]:
    """What is in force in a file; a RecordError names the first line that holds no decision."""
    decided: dict[str, Kept] = {}
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if UNDO in row:
                decided.pop(row[UNDO], None)
                continue
            one = make(row)
        except (TypeError, ValueError, KeyError, AttributeError, RecordError) as err:
            raise RecordError(f"{path} 第 {number} 行：不是更正记录（{err}）；请改正或删除这一行") from err
        decided.pop(one.id, None)
        decided[one.id] = one
    return decided


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
    except (OSError, ValueError) as err:
        raise RecordError(f"{path}：无法读取（{err}）；请检查权限，或换回备份") from err
