"""Views kept by name: lines of one file in the data folder, written whole or not at all."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kg.engine import check_text
from kg.errors import QueryError, StoreError
from kg.links.view import View, view_from
from kg.store import holding, write_atomically

FILE, LOCK = "views.jsonl", "views.lock"
LONGEST_NAME = 60  # characters


@dataclass(frozen=True)
class SavedView:
    """A view under a name, and when it was kept."""

    name: str
    view: View
    when: str

    def to_line(self) -> str:
        """The view as a line of the file."""
        told = {"name": self.name, "when": self.when, "params": self.view.to_params()}
        return json.dumps(told, ensure_ascii=False)


def load_views(home: Path) -> dict[str, SavedView]:
    """The saved views by name, in its order; a StoreError names a line that is none."""
    path = home / FILE
    if not path.is_file():
        return {}
    views = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as err:
        raise StoreError(f"{path}：保存的视图无法读取（{err}）；请移走它后重新保存") from err
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                row = json.loads(line)
                views[str(row["name"])] = SavedView(str(row["name"]), view_from(row["params"]), str(row["when"]))
            except (ValueError, KeyError, TypeError, AttributeError) as err:
                raise StoreError(f"{path} 第 {number} 行：不是保存的视图（{err}）；请改正或删除这一行") from err
    return {name: views[name] for name in sorted(views)}


def save_view(home: Path, name: str, view: View, *, replace: bool = False) -> None:
    """Keeps a view; refuses an empty or endless name, and one in use unless it is to be replaced."""
    plain = check_text(name, "视图名称")
    if len(plain) > LONGEST_NAME:
        raise QueryError(f"视图名称“{plain[:20]}…”：最多 {LONGEST_NAME} 个字；请缩短")
    with holding(home / LOCK):
        views = load_views(home)
        if plain in views and not replace:
            raise QueryError(f"{plain}：已有这个名称的视图；请换一个名称，或先删除它")
        kept = SavedView(plain, view, datetime.now().astimezone().isoformat(timespec="seconds"))
        _write(home, {**views, plain: kept})


def remove_view(home: Path, name: str) -> None:
    """Takes a view out; an unknown name is a QueryError."""
    with holding(home / LOCK):
        views = load_views(home)
        if name not in views:
            known = "、".join(views) or "（还没有）"
            raise QueryError(f"{name}：没有这个名称的视图；已有的：{known}")
        _write(home, {key: one for key, one in views.items() if key != name})


def _write(home: Path, views: dict[str, SavedView]) -> None:
    write_atomically(home / FILE, "".join(views[name].to_line() + "\n" for name in sorted(views)))
