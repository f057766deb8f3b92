"""Searches kept by name: one small JSON file in the data folder, in order, written whole or not at all."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from kg.engine import check_text
from kg.errors import QueryError
from kg.search import SearchFilters
from kg.store import holding, write_atomically
from kg.watching.files import load_file

FILE, LOCK = "searches.json", "searches.lock"
FORMAT = 1  # raised when the file's shape changes
LONGEST_NAME = 60  # characters


@dataclass(frozen=True)
class SavedSearch:
    """A query with its limits, under a name."""

    name: str
    query: str
    filters: SearchFilters = field(default_factory=SearchFilters)

    def to_json(self) -> dict[str, Any]:
        """The search as the file and `--json` tell it; limits that limit nothing are left out."""
        limits = {key: value for key, value in asdict(self.filters).items() if value}
        return {"name": self.name, "query": self.query, "filters": limits}


def load_searches(home: Path) -> dict[str, SavedSearch]:
    """The saved searches by name, in its order; a StoreError for a file that is damaged or of another version."""
    return load_file(home / FILE, FORMAT, _searches, what="常用检索", do="请改正它，或移走它后重新保存各条检索") or {}


def _searches(told: Mapping[str, Any]) -> dict[str, SavedSearch]:
    searches = [SavedSearch(row["name"], row["query"], filters_from(row["filters"])) for row in told["searches"]]
    return {one.name: one for one in sorted(searches, key=lambda one: one.name)}


def check_search(search: SavedSearch) -> None:
    """Refuses an empty or endless name or query with a QueryError."""
    if not search.name.strip() or len(search.name) > LONGEST_NAME:
        raise QueryError(f"常用检索的名称“{search.name}”：须有 1 至 {LONGEST_NAME} 个字")
    check_text(search.name, "常用检索的名称")
    check_text(search.query, f"{search.name}：检索词")


def save_search(home: Path, search: SavedSearch, *, replace: bool = False) -> None:
    """Keeps a search; refuses what `check_search` does, and a name in use unless it is to be replaced."""
    check_search(search)
    with holding(home / LOCK):
        searches = load_searches(home)
        if search.name in searches and not replace:
            raise QueryError(f"{search.name}：已有这个名称的常用检索；请换一个名称，或用 --replace 替换它")
        _write(home, {**searches, search.name: search})


def remove_search(home: Path, name: str) -> None:
    """Takes a search out; an unknown name is a QueryError."""
    with holding(home / LOCK):
        searches = load_searches(home)
        find_search(searches, name)
        _write(home, {key: one for key, one in searches.items() if key != name})


def find_search(searches: Mapping[str, SavedSearch], name: str) -> SavedSearch:
    """The search of this name; a QueryError lists those there are."""
    if name not in searches:
        known = "、".join(searches) or "（还没有；用 `python -m kg searches save 名称 检索词` 保存）"
        raise QueryError(f"{name}：没有这个名称的常用检索；已有的：{known}")
    return searches[name]


def filters_from(told: Mapping[str, Any]) -> SearchFilters:
    """The limits that `to_json` told; a ValueError for a limit that does not exist."""
    known = {one.name for one in fields(SearchFilters)}
    if unknown := set(told) - known:
        raise ValueError(f"没有 {'、'.join(sorted(unknown))} 这样的筛选；可以是 {'、'.join(sorted(known))}")
    return SearchFilters(**{key: tuple(values) for key, values in told.items()})


def _write(home: Path, searches: Mapping[str, SavedSearch]) -> None:
    rows = [searches[name].to_json() for name in sorted(searches)]
    write_atomically(home / FILE, json.dumps({"format": FORMAT, "searches": rows}, ensure_ascii=False, indent=1) + "\n")
