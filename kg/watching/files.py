"""The small JSON files of this package: each has its format's number, and says what to do where it cannot be read."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import StoreError

Content = TypeVar("Content")


def load_file(
    path: Path, version: int, make: Callable[[Mapping[str, Any]], Content], *, what: str, do: str
) -> Content | None:
    """What `make` makes of a file; None where there is none, a StoreError for a damaged one or another version's.

    `what` and `do` tell a reader what the file holds and what to do about it.
    """
    if not path.is_file():
        return None
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["format"] != version:
            raise StoreError(f"{path}：{what}由其他版本写成（format {told['format']}）；{do}")
        return make(told)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as err:
        raise StoreError(f"{path}：{what}无法读取（{err}）；{do}") from err
