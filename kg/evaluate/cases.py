"""Search cases as data: a query, what must be found within which rank, what must not stand above it, and why.

A folder holds one .yaml a category and `libraries.yaml`, which says what documents each library is made of.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from kg.errors import EvaluationError
from kg.evaluate.words import CATEGORIES
from kg.index.entries import is_telling
from kg.records import Hit
from kg.text.normalize import fold

LIBRARIES = "libraries.yaml"
TARGET_KEYS = frozenset({"document", "section", "kind", "holds", "lacks", "bare"})
CASE_KEYS = frozenset({"id", "query", "find", "within", "not_above", "reason", "library", "wanted"})
NEEDED = ("id", "query", "find", "within", "reason")


@dataclass(frozen=True)
class Target:
    """A passage told by its marks; every one given must fit. `bare`: a line that answers nothing, or one that does."""

    document: str = ""  # part of the file name
    section: str = ""  # part of the heading path
    kind: str = ""
    holds: str = ""
    lacks: str = ""
    bare: bool | None = None

    def fits(self, hit: Hit) -> bool:
        """Whether a hit is such a passage; signs and blanks are compared folded."""
        chunk = hit.chunk
        text = fold(f"{chunk.header} {chunk.text}")
        return (
            fold(self.document) in fold(hit.document)
            and fold(self.section) in fold(" ".join(chunk.path))
            and self.kind in ("", chunk.kind)
            and fold(self.holds) in text
            and (not self.lacks or fold(self.lacks) not in text)
            and self.bare in (None, not is_telling(chunk))
        )

    def __str__(self) -> str:
        told = [self.document, self.section, self.kind, self.holds, self.lacks and f"没有“{self.lacks}”"]
        if self.bare is not None:
            told.append("空标题、目录或落款" if self.bare else "有内容")
        return " · ".join(filter(None, told))


@dataclass(frozen=True)
class Case:
    """What one query is to find: every target of `find` among the first `within`, none of `not_above` before the last."""

    id: str
    category: str
    query: str
    find: tuple[Target, ...]
    within: int
    reason: str
    not_above: tuple[Target, ...] = ()
    library: str = "samples"
    wanted: bool = False  # not reached yet, and known


def iter_cases(folder: Path) -> Iterator[Case | EvaluationError]:
    """The cases of a folder, file by file; one that cannot be read comes back as its error, in its place."""
    seen: set[str] = set()
    for path in sorted(folder.glob("*.yaml")):
        if path.name == LIBRARIES:
            continue
        try:
            rows = _rows(path)
        except EvaluationError as err:
            yield err
            continue
        for number, row in enumerate(rows, start=1):
            try:
                case = _case(row, path.stem)
                if case.id in seen:
                    raise ValueError(f"id {case.id} 用了两次")
            except (ValueError, TypeError, KeyError) as err:
                yield EvaluationError(f"{path.name} 第 {number} 条：{err}；请改正")
                continue
            seen.add(case.id)
            yield case


def load_libraries(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """Library → parts of its documents' file names; refuses a file that says otherwise."""
    path = folder / LIBRARIES
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        return {str(name): tuple(map(str, documents)) for name, documents in told.items()}
    except (OSError, yaml.YAMLError, AttributeError, TypeError) as err:
        raise EvaluationError(f"{path}：无法读取（{err}）；每行写成 库名: [文件名的一部分, …]") from err


def _rows(path: Path) -> list[object]:
    if path.stem not in CATEGORIES:
        raise EvaluationError(f"{path.name}：没有这一类用例；文件名可以是 {'、'.join(CATEGORIES)}")
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as err:
        raise EvaluationError(f"{path.name}：无法读取（{err}）；请改正") from err
    if not isinstance(rows, list):
        raise EvaluationError(f"{path.name}：须是用例的列表；请改正")
    return rows


def _case(row: object, category: str) -> Case:
    told = _keys(row, CASE_KEYS)
    absent = [key for key in NEEDED if not told.get(key)]
    if absent:
        raise ValueError(f"缺少 {'、'.join(absent)}")
    if not isinstance(told["within"], int):
        raise ValueError(f"within 须是整数，不是 {told['within']!r}")
    lists = {key: tuple(map(_target, _list(told.get(key, [])))) for key in ("find", "not_above")}
    if any(target == Target() for targets in lists.values() for target in targets):
        raise ValueError("find 和 not_above 的每一项至少要有一个条件")
    texts = {key: str(told[key]) for key in ("id", "query", "reason", "library") if key in told}
    return Case(category=category, within=told["within"], wanted=bool(told.get("wanted")), **lists, **texts)  # type: ignore[arg-type]


def _list(rows: object) -> list[object]:
    if not isinstance(rows, list):
        raise ValueError("find 和 not_above 须是列表")
    return rows


def _target(row: object) -> Target:
    told = _keys(row, TARGET_KEYS)
    bare = told.pop("bare", None)
    if bare is not None and not isinstance(bare, bool):
        raise ValueError(f"bare 须是 true 或 false，不是 {bare!r}")
    return Target(bare=bare, **{key: str(value) for key, value in told.items()})


def _keys(row: object, allowed: frozenset[str]) -> dict[str, object]:
    if not isinstance(row, dict):
        raise ValueError("须是对照表")
    unknown = sorted(str(key) for key in row.keys() - allowed)
    if unknown:
        raise ValueError(f"不认识 {'、'.join(unknown)}；可以写 {'、'.join(sorted(allowed))}")
    return {str(key): value for key, value in row.items()}
