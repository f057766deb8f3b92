"""Corrections of names as a patch for ontology/gazetteers: rows in the files' own form, to be looked through and applied."""

import csv
import difflib
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.corrections.model import ALIAS, NOT_ALIAS, OF_FACTS, RENAME, RETYPE, Correction
from kg.curation.words import told
from kg.gazetteer import SEPARATOR, GazetteerEntry, load_gazetteer
from kg.ontology import FOLDER
from kg.text.normalize import fold

# Where a row of a class is kept by hand; of the other classes ontology/ has no such file.
HOMES: Mapping[str, str] = {
    "Region": "areas.csv",
    "Enterprise": "enterprises.csv",
    "Fund": "funds.csv",
    "Title": "honours.csv",
    "Industry": "industries.csv",
    "Institution": "institutions.csv",
    "Park": "parks.csv",
    "Platform": "platforms.csv",
    "Policy": "policies.csv",
}
# Made from public lists; of their rows all but those of regions give way to a row kept by hand.
DERIVED = frozenset({"universities.csv", "bodies.csv", "parks_national.csv", "industries_gbt4754.csv"})
FIXED = "regions.csv"
HEAD = "# 更正形成的词表补丁：在项目文件夹中用 `git apply 文件` 或 `patch -p1 < 文件` 并入；词表只收公开事实，请逐行核对。\n"


@dataclass
class Rows:
    """The rows of the gazetteers, changed one correction after the other."""

    old: Mapping[str, GazetteerEntry]  # by id
    new: dict[str, GazetteerEntry]
    left: list[str] = field(default_factory=list)  # what no row can say, in words

    @classmethod
    def of(cls, entries: Iterable[GazetteerEntry]) -> "Rows":
        """The rows as they stand."""
        old = {entry.id: entry for entry in entries}
        return cls(old, dict(old))

    def find(self, kind: str, name: str) -> GazetteerEntry | None:
        """The row of a class that bears a name."""
        key = fold(name)
        rows = (one for one in self.new.values() if one.type == kind and key in map(fold, one.names))
        return next(rows, None)

    @property
    def changed(self) -> list[GazetteerEntry]:
        """The rows that are new or not as they were."""
        return [one for key, one in self.new.items() if self.old.get(key) != one]


def make_patch(corrections: Iterable[Correction], root: Path = FOLDER) -> str:
    """The unified diff of root/gazetteers, under remarks that say what it leaves out; '' without any correction."""
    several = list(corrections)
    if not several:
        return ""
    rows = Rows.of(load_gazetteer(root))
    for one in several:
        if one.kind in OF_FACTS:
            rows.left.append(f"{told(one)}（{one.document}）；事实的更正不属于词表")
        else:
            _take(one, rows)
    remarks = "".join(f"# 未列入：{' '.join(text.split())}\n" for text in dict.fromkeys(rows.left))
    return HEAD + remarks + "".join(_diffs(rows, root / "gazetteers"))


def _take(one: Correction, rows: Rows) -> None:
    """Puts one correction of a name into the rows, or says why none can hold it."""
    kind, name = one.subject.type, one.subject.name
    entry = rows.find(kind, name)
    if (entry and entry.file == FIXED) or (not entry and kind not in HOMES):
        rows.left.append(f"{told(one)}；这一类名称请写入 ontology/vocabularies/")
    elif one.kind == NOT_ALIAS:
        _forbid(one, entry, rows)
    else:
        source = f"人工校核（{one.who}，{one.when[:10]}）"
        changed = _changed(entry or GazetteerEntry("", kind, name, source=source), one)
        if not changed.file:  # a row of our own is called by what it holds now
            rows.new.pop(changed.id, None)
            changed = replace(changed, id=f"{changed.type.lower()}-{changed.name}")
        rows.new[changed.id] = changed


def _changed(entry: GazetteerEntry, one: Correction) -> GazetteerEntry:
    if one.kind == RETYPE:
        return replace(entry, type=one.text)
    names = dict.fromkeys((*entry.aliases, one.text) if one.kind == ALIAS else (entry.name, *entry.aliases))
    name = one.text if one.kind == RENAME else entry.name
    names.pop(name, None)
    return replace(entry, name=name, aliases=tuple(names))


def _forbid(one: Correction, entry: GazetteerEntry | None, rows: Rows) -> None:
    """A negative alias: an alias less, or a longer string in which the names do not count."""
    if entry and one.text in entry.aliases:
        rows.new[entry.id] = replace(entry, aliases=tuple(name for name in entry.aliases if name != one.text))
    elif entry and any(name in one.text and name != one.text for name in entry.names):
        rows.new[entry.id] = replace(entry, not_in=tuple(dict.fromkeys((*entry.not_in, one.text))))
    else:
        where = f"classes/{one.subject.type}.yaml 的 generic" if not entry else f"gazetteers/{entry.file} 的这一行"
        rows.left.append(f"{told(one)}；请看 ontology/{where}")


def _diffs(rows: Rows, folder: Path) -> Iterator[str]:
    """The diff of every file that changes."""
    replaced: dict[str, dict[str, str | None]] = {}  # file → id → its new line; None: moved to the file kept by hand
    added: dict[str, list[str]] = {}
    for entry in rows.changed:
        if entry.file and entry.file not in DERIVED:
            replaced.setdefault(entry.file, {})[entry.id] = _line(entry)
            continue
        if entry.file:
            replaced.setdefault(entry.file, {})[entry.id] = None
        added.setdefault(HOMES[entry.type], []).append(_line(entry))
    for name in sorted({*replaced, *added}):
        old = (folder / name).read_text(encoding="utf-8").splitlines(keepends=True)
        new = [*_replaced(old, replaced.get(name, {})), *added.get(name, ())]
        path = f"ontology/gazetteers/{name}"
        yield from difflib.unified_diff(old, new, f"a/{path}", f"b/{path}")


def _replaced(lines: Iterable[str], changes: Mapping[str, str | None]) -> Iterator[str]:
    for line in lines:
        key = next(csv.reader([line]), [""])[0]
        changed = changes.get(key, line)
        if changed is not None:
            yield changed


def _line(entry: GazetteerEntry) -> str:
    out = io.StringIO()
    several = (SEPARATOR.join(entry.aliases), SEPARATOR.join(entry.not_in))
    row = (entry.id, entry.type, entry.name, *several, entry.level, entry.region, entry.parent, entry.source)
    csv.writer(out, lineterminator="\n").writerow(row)
    return out.getvalue()
