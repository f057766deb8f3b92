"""Loads ontology/gazetteers: known entities with the names and aliases by which a text may call them."""

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import OntologyError
from kg.ontology import FOLDER

COLUMNS = ("id", "type", "name", "aliases", "not_in", "level", "region", "parent", "source")
SEPARATOR = "|"
AUTONOMOUS = re.compile(
    r"(?P<own>[一-龥]{2,4}?)(?:(?:土家|蒙古|哈萨克|柯尔克孜|塔吉克|仫佬|毛南|仡佬|达斡尔|鄂温克|鄂伦春|纳西|傈僳|景颇|布依|哈尼|拉祜|裕固|东乡|保安|撒拉|锡伯|朝鲜|维吾尔|各|黎|苗|侗|壮|瑶|回|满|彝|藏|羌|畲|水|傣|佤|白|怒|独龙|普米|布朗|土|德昂)族)+(?P<kind>自治[县州旗])"
)


@dataclass(frozen=True)
class GazetteerEntry:
    """One known entity. `not_in`: longer strings in which its names do not mean it. `parent` is another row's id."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    level: str = ""
    region: str = ""
    parent: str = ""
    source: str = ""
    file: str = ""  # the CSV it stands in, for messages

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, then its aliases."""
        return (self.name, *self.aliases)

    def is_at(self, text: str, start: int, end: int) -> bool:
        """Whether text[start:end], already known to be one of the names, means it: no `not_in` string covers it."""
        return not any(_covers(longer, text, start, end) for longer in self.not_in)


def _covers(longer: str, text: str, start: int, end: int) -> bool:
    return text.find(longer, max(0, end - len(longer)), start + len(longer)) >= 0


def load_gazetteer(root: Path = FOLDER, *, without: Collection[str] = ()) -> tuple[GazetteerEntry, ...]:
    """Every row of root/gazetteers/*.csv, file by file, but those of the types `without`.

    Refuses other columns and a row without id, type or name.
    """
    files = sorted((root / "gazetteers").glob("*.csv"))
    if not files:
        raise OntologyError(f"{root / 'gazetteers'}：没有 .csv 文件；请检查词表文件夹是否完整")
    return tuple(entry for path in files for entry in _iter_entries(path) if entry.type not in without)


def _iter_entries(path: Path) -> Iterator[GazetteerEntry]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = tuple(next(rows, ()))
        if header != COLUMNS:
            raise OntologyError(f"{path}：首行须是 {','.join(COLUMNS)}；请改正")
        for row in rows:
            if row and row[0].startswith("#"):  # a colleague's remark on what surprises below
                continue
            if len(row) != len(COLUMNS) or not all(row[:3]):
                raise OntologyError(
                    f"{path} 第 {rows.line_num} 行：须有 {len(COLUMNS)} 列，且 id、type、name 不能为空；请改正"
                )
            yield _make_entry(row, path.name)


def _make_entry(row: list[str], file: str) -> GazetteerEntry:
    key, kind, name, aliases, not_in, level, region, parent, source = row
    return GazetteerEntry(
        key, kind, name, _aliases(kind, name, aliases), _split(not_in), level, region, parent, source, file
    )


def _aliases(kind: str, name: str, cell: str) -> tuple[str, ...]:
    """The aliases of a cell; of an autonomous region also its name without the peoples: 云泽苗族自治县 is 云泽自治县."""
    said = _split(cell)
    found = AUTONOMOUS.fullmatch(name) if kind == "Region" else None
    short = f"{found['own']}{found['kind']}" if found else ""
    return said if not short or short in said else (*said, short)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(SEPARATOR)) if cell else ()


def index_names(entries: Iterable[GazetteerEntry]) -> Mapping[str, tuple[GazetteerEntry, ...]]:
    """Name or alias → the entries that bear it: more than one where the same words name several things."""
    found: dict[str, tuple[GazetteerEntry, ...]] = {}
    for entry in entries:
        for name in entry.names:
            found[name] = (*found.get(name, ()), entry)
    return found
