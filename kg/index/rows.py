"""The entries on disk, read one at a time, with what filters ask of them in columns: row i is chunk i of the index."""

import json
import mmap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from kg.index.entries import Entry
from kg.records import Chunk
from kg.text.normalize import fold

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Columns:
    """Of every row a number in each table; `types` are bits, the lowest for the first of `type_names`."""

    ends: Numbers  # of the row's line in the file
    document: Numbers
    section: Numbers
    kind: Numbers
    types: Numbers
    telling: Numbers
    documents: tuple[str, ...]  # ids
    titles: tuple[str, ...]  # of the documents
    files: tuple[str, ...]  # their base names
    abouts: tuple[Mapping[str, str], ...]  # of the documents, by ABOUT
    sections: tuple[str, ...]  # heading paths
    kinds: tuple[str, ...]
    type_names: tuple[str, ...]

    @classmethod
    def of(cls, entries: Sequence[Entry], ends: Sequence[int]) -> "Columns":
        """The columns of entries whose lines end at these places."""
        documents = {entry.chunk.document_id: entry for entry in entries}
        tables = tuple(documents), _distinct(map(heading, entries)), _distinct(entry.chunk.kind for entry in entries)
        types = _distinct(name for entry in entries for name in entry.types)
        places = [{name: number for number, name in enumerate(table)} for table in (*tables, types)]
        return cls(
            np.array(ends, np.int64),
            np.array([places[0][entry.chunk.document_id] for entry in entries], np.int64),
            np.array([places[1][heading(entry)] for entry in entries], np.int64),
            np.array([places[2][entry.chunk.kind] for entry in entries], np.int64),
            np.array([sum(1 << places[3][name] for name in entry.types) for entry in entries], np.int64),
            np.array([entry.telling for entry in entries], np.int64),
            tables[0],
            tuple(entry.title for entry in documents.values()),
            tuple(entry.document for entry in documents.values()),
            tuple(entry.about for entry in documents.values()),
            *tables[1:],
            types,
        )

    @cached_property
    def folded_titles(self) -> tuple[str, ...]:
        """The titles in compare form."""
        return tuple(fold(title) for title in self.titles)


class Entries(Sequence[Entry]):
    """The entries of a file that `write_entries` wrote, each read when asked for."""

    def __init__(self, path: Path, columns: Columns) -> None:
        self.columns = columns
        with path.open("rb") as file:
            self._lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if len(columns.ends) else b""

    def __len__(self) -> int:
        return len(self.columns.ends)

    @overload
    def __getitem__(self, row: int) -> Entry: ...

    @overload
    def __getitem__(self, row: slice) -> list[Entry]: ...

    def __getitem__(self, row: int | slice) -> Entry | list[Entry]:
        if isinstance(row, slice):
            return [self[number] for number in range(len(self))[row]]
        number = range(len(self))[row]
        start = int(self.columns.ends[number - 1]) if number else 0
        told = json.loads(self._lines[start : int(self.columns.ends[number])])
        chunk = Chunk(**{**told["chunk"], "path": tuple(told["chunk"]["path"])})
        about = self.columns.abouts[self.columns.document[number]]
        return Entry(chunk, told["document"], told["title"], tuple(told["types"]), told["telling"], about)


def heading(entry: Entry) -> str:
    """The heading path of an entry's chunk as one text."""
    return " > ".join(entry.chunk.path)


def write_entries(path: Path, columns: Path, entries: Sequence[Entry]) -> None:
    """Writes entries as JSON lines, and their columns."""
    rows = (asdict(replace(entry, about={})) for entry in entries)  # said once a document, in the columns
    lines = [(json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8") for row in rows]
    path.write_bytes(b"".join(lines))
    made = Columns.of(entries, np.cumsum([len(line) for line in lines], dtype=np.int64).tolist())
    numbers: dict[str, Any] = {name: value for name, value in vars(made).items() if isinstance(value, np.ndarray)}
    tables = {name: value for name, value in vars(made).items() if isinstance(value, tuple)}
    content = np.frombuffer(json.dumps(tables, ensure_ascii=False).encode("utf-8"), np.uint8)
    np.savez(columns, tables=content, **numbers)


def load_entries(path: Path, columns: Path) -> Entries:
    """The entries that `write_entries` wrote."""
    with np.load(columns) as data:
        tables: dict[str, Any] = {name: tuple(table) for name, table in json.loads(data["tables"].tobytes()).items()}
        numbers: dict[str, Any] = {name: data[name] for name in data.files if name != "tables"}
    return Entries(path, Columns(**numbers, **tables))


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
