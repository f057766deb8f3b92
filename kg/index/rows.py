"""The entries on disk, read one at a time, with what filters ask of them in columns: row i is chunk i of the index."""

import json
import mmap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from kg.index.entries import Entry
from kg.records import Chunk
from kg.text.normalize import fold

Numbers = NDArray[np.int64]
Value = TypeVar("Value")
CODE = "gb18030"  # holds every character as UTF-8 does, Chinese ones in two bytes
BETWEEN = "\x1f"  # the unit separator: between a row's id and its text


@dataclass(frozen=True)
class Columns:
    """Of every row a number in each table; `types` are bits, the lowest for the first of `type_names`."""

    ends: Numbers  # of the row's id and text in the file, in bytes
    document: Numbers
    section: Numbers  # a heading path
    section_id: Numbers
    header: Numbers
    kind: Numbers
    types: Numbers
    telling: Numbers
    start: Numbers  # in the document's text
    end: Numbers
    documents: tuple[str, ...]  # ids
    names: tuple[str, ...]  # of the documents' files
    titles: tuple[str, ...]  # of the documents
    abouts: tuple[Mapping[str, str], ...]  # of the documents, by ABOUT
    paths: tuple[tuple[str, ...], ...]
    section_ids: tuple[str, ...]
    headers: tuple[str, ...]
    kinds: tuple[str, ...]
    type_names: tuple[str, ...]

    @classmethod
    def of(cls, entries: Sequence[Entry], ends: Sequence[int]) -> "Columns":
        """The columns of entries whose ids and texts end at these places."""
        chunks = [entry.chunk for entry in entries]
        documents = {entry.chunk.document_id: entry for entry in entries}
        types = _distinct(name for entry in entries for name in entry.types)
        bits = {name: 1 << place for place, name in enumerate(types)}
        section, paths = _numbered(chunk.path for chunk in chunks)
        section_id, section_ids = _numbered(chunk.section_id for chunk in chunks)
        header, headers = _numbered(chunk.header for chunk in chunks)
        kind, kinds = _numbered(chunk.kind for chunk in chunks)
        return cls(
            ends=np.array(ends, np.int64),
            document=_numbered(chunk.document_id for chunk in chunks)[0],
            section=section,
            section_id=section_id,
            header=header,
            kind=kind,
            types=np.array([sum(bits[name] for name in entry.types) for entry in entries], np.int64),
            telling=np.array([entry.telling for entry in entries], np.int64),
            start=np.array([chunk.start for chunk in chunks], np.int64),
            end=np.array([chunk.end for chunk in chunks], np.int64),
            documents=tuple(documents),
            names=tuple(entry.document for entry in documents.values()),
            titles=tuple(entry.title for entry in documents.values()),
            abouts=tuple(entry.about for entry in documents.values()),
            paths=paths,
            section_ids=section_ids,
            headers=headers,
            kinds=kinds,
            type_names=types,
        )

    @cached_property
    def folded_titles(self) -> tuple[str, ...]:
        """The titles in compare form."""
        return tuple(fold(title) for title in self.titles)

    @cached_property
    def folded_paths(self) -> tuple[str, ...]:
        """The heading paths in compare form, each as one text."""
        return tuple("".join(map(fold, path)) for path in self.paths)

    @cached_property
    def folded_headers(self) -> tuple[str, ...]:
        """The table headers in compare form."""
        return tuple(fold(header) for header in self.headers)

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """The heading paths, each as one text."""
        return tuple(" > ".join(path) for path in self.paths)


class Entries(Sequence[Entry]):
    """The entries of files that `write_entries` wrote, each put together when asked for."""

    def __init__(self, path: Path, columns: Columns) -> None:
        """Refuses a file of another length than its columns tell with a ValueError."""
        self.columns = columns
        wanted = int(columns.ends[-1]) if len(columns.ends) else 0
        if path.stat().st_size != wanted:
            raise ValueError(f"{path.name}：应有 {wanted} 字节，实有 {path.stat().st_size} 字节")
        with path.open("rb") as file:
            self._texts = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if wanted else b""

    def __len__(self) -> int:
        return len(self.columns.ends)

    @overload
    def __getitem__(self, row: int) -> Entry: ...

    @overload
    def __getitem__(self, row: slice) -> list[Entry]: ...

    def __getitem__(self, row: int | slice) -> Entry | list[Entry]:
        if isinstance(row, slice):
            return [self[number] for number in range(len(self))[row]]
        number, columns = range(len(self))[row], self.columns
        chunk_id, _, text = self._line(number).partition(BETWEEN)
        document, types = int(columns.document[number]), int(columns.types[number])
        chunk = Chunk(
            id=chunk_id,
            document_id=columns.documents[document],
            section_id=columns.section_ids[columns.section_id[number]],
            path=columns.paths[columns.section[number]],
            text=text,
            start=int(columns.start[number]),
            end=int(columns.end[number]),
            kind=columns.kinds[columns.kind[number]],
            header=columns.headers[columns.header[number]],
        )
        return Entry(
            chunk,
            columns.names[document],
            columns.titles[document],
            tuple(sorted(name for place, name in enumerate(columns.type_names) if types >> place & 1)),
            bool(columns.telling[number]),
            columns.abouts[document],
        )

    def text(self, row: int) -> str:
        """The text of a row's chunk alone, in a tenth of the time of the whole entry."""
        return self._line(row).partition(BETWEEN)[2]

    def _line(self, row: int) -> str:
        start = int(self.columns.ends[row - 1]) if row else 0
        return self._texts[start : int(self.columns.ends[row])].decode(CODE)


def write_entries(path: Path, columns: Path, entries: Sequence[Entry]) -> None:
    """Writes the ids and texts of entries one after the other, all else in columns: a heading is told once, not a row."""
    texts = [f"{entry.chunk.id}{BETWEEN}{entry.chunk.text}".encode(CODE) for entry in entries]
    path.write_bytes(b"".join(texts))
    made = Columns.of(entries, np.cumsum([len(text) for text in texts], dtype=np.int64).tolist())
    numbers: dict[str, Any] = {name: narrow(value) for name, value in vars(made).items() if hasattr(value, "dtype")}
    tables = {name: value for name, value in vars(made).items() if isinstance(value, tuple)}
    content = np.frombuffer(json.dumps(tables, ensure_ascii=False).encode("utf-8"), np.uint8)
    np.savez_compressed(columns, tables=content, **numbers)


def load_entries(path: Path, columns: Path) -> Entries:
    """The entries that `write_entries` wrote."""
    with np.load(columns) as data:
        tables: dict[str, Any] = {name: tuple(table) for name, table in json.loads(data["tables"].tobytes()).items()}
        numbers: dict[str, Any] = {name: data[name].astype(np.int64) for name in data.files if name != "tables"}
    tables["paths"] = tuple(tuple(path) for path in tables["paths"])
    return Entries(path, Columns(**numbers, **tables))


def narrow(numbers: NDArray[Any]) -> NDArray[Any]:
    """Numbers that are never below 0, in as few bytes as hold the largest."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


def _numbered(values: Iterable[Value]) -> tuple[Numbers, tuple[Value, ...]]:
    """Of every value its place among the distinct ones, and these."""
    places: dict[Value, int] = {}
    numbers = [places.setdefault(value, len(places)) for value in values]
    return np.array(numbers, np.int64), tuple(places)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
