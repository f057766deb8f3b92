"""The records on disk, the source of truth: one JSON file a document, a ledger, judgements; one writer at a time.

Layout under the data folder: records/<document id>.json, ledger.json, judgements.jsonl, corrections.jsonl, writer.lock;
graph/ and index/ beside them are projections that their own packages keep.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from kg.errors import RecordError, StoreBusyError, StoreError
from kg.records import Cell, Chunk, Document, Entity, Evidence, Extraction, Gap, Mention, Relation, Section, Table

JUDGEMENTS, CORRECTIONS = DECIDED = ("judgements.jsonl", "corrections.jsonl")  # what people decided, beside the records
FORMAT = 1  # raised when a record's shape changes; older files are then refused with the command that makes them again


class RecordStore:
    """Documents by id; `get` returns None for an unknown id, every write replaces a whole file or nothing."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.folder = home / "records"

    def ids(self) -> list[str]:
        """The ids of all documents that are in, sorted."""
        return sorted(path.stem for path in self.folder.glob("*.json")) if self.folder.is_dir() else []

    def get(self, document_id: str) -> Document | None:
        """The document of this id, or None; a damaged file is a RecordError that names it."""
        path = self.folder / f"{document_id}.json"
        if not path.is_file():
            return None
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as err:
            raise RecordError(f"{path}：记录无法读取（{err}）；请重新加入该文件") from err
        if data.get("format") != FORMAT:
            raise RecordError(f"{path}：由其他版本写成；请移除该文件后重新加入")
        return document_from(data)

    def documents(self) -> list[Document]:
        """All documents, by id."""
        return [document for document_id in self.ids() if (document := self.get(document_id))]

    def put(self, document: Document) -> None:
        """Writes one document, whole or not at all."""
        data = json.dumps({"format": FORMAT, **asdict(document)}, ensure_ascii=False)
        write_atomically(self.folder / f"{document.id}.json", data)

    def remove(self, document_id: str) -> None:
        """Takes one document out; an unknown id changes nothing."""
        (self.folder / f"{document_id}.json").unlink(missing_ok=True)

    def digest(self, document_id: str) -> str:
        """A hash of one document's record, which must be in."""
        return hashlib.sha256((self.folder / f"{document_id}.json").read_bytes()).hexdigest()

    def state(self) -> str:
        """A hash over what is in and what people decided: the same gives the same state, on every machine."""
        digest = hashlib.sha256()
        for document_id in self.ids():
            digest.update(f"{document_id}{self.digest(document_id)}".encode())
        for path in (self.home / name for name in DECIDED):
            digest.update(path.read_bytes() if path.is_file() else b"")
        return digest.hexdigest()[:20]

    def ledger(self) -> dict[str, dict[str, Any]]:
        """The last ledger row of every document that was ever offered, failed ones too, by document id."""
        path = self.home / "ledger.json"
        if not path.is_file():
            return {}
        try:
            rows: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as err:
            raise RecordError(f"{path}：台账无法读取（{err}）；请删除它，再重新加入各文件") from err
        return rows

    def write_ledger(self, rows: Mapping[str, Mapping[str, Any]]) -> None:
        """Replaces the ledger."""
        write_atomically(self.home / "ledger.json", json.dumps(rows, ensure_ascii=False, indent=1))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Holds the one writer's place; a second writer gets a StoreBusyError that names the first."""
        with holding(self.home / "writer.lock"):
            yield


@contextmanager
def holding(lock_file: Path) -> Iterator[None]:
    """Holds a lock for as long as the block runs; somebody else's is a StoreBusyError that names the process."""
    make_folder(lock_file.parent)
    with _open_lock(lock_file) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as err:
            lock.seek(0)
            holder = lock.read().strip() or "未知"
            raise StoreBusyError(f"{lock_file.parent}：另一个进程（{holder}）正在写入数据；请等它完成后重试") from err
        with suppress(OSError):  # the name is a courtesy: on a full disk the lock itself still holds
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
        yield


def _open_lock(path: Path) -> TextIO:
    try:
        return path.open("a+", encoding="utf-8")
    except OSError as err:
        raise StoreError(f"{path}：无法写入（{err}）；请把 KG_HOME 设为可以写入的文件夹") from err


def make_folder(path: Path) -> None:
    """Makes a folder; where that is refused, a StoreError says which and what to do."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        if not os.access(path, os.W_OK):
            raise PermissionError("没有写入权限")
    except OSError as err:
        raise StoreError(f"{path}：文件夹无法写入（{err}）；请把 KG_HOME 设为可以写入的文件夹") from err


def write_atomically(path: Path, content: str | bytes) -> None:
    """Writes a file beside its place and moves it there, so that a killed run leaves the old one; text as UTF-8."""
    make_folder(path.parent)
    part = path.with_suffix(path.suffix + ".part")
    try:
        with part.open("wb") as out:
            out.write(content.encode("utf-8") if isinstance(content, str) else content)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    except OSError as err:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise StoreError(f"{path}：无法写入（{err}）；请腾出磁盘空间，或把 KG_HOME 设到别处") from err


def append_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Adds lines, all or none; the last line before them is ended where a killed run left it open."""
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    make_folder(path.parent)
    try:
        with path.open("ab+") as out:
            end = out.seek(0, os.SEEK_END)
            if end:
                out.seek(end - 1)
                text = text if out.read(1) == b"\n" else "\n" + text
            out.write(text.encode("utf-8"))
            out.flush()
            os.fsync(out.fileno())
    except OSError as err:
        raise StoreError(f"{path}：无法写入（{err}）；请腾出磁盘空间，或检查权限") from err


def document_from(data: Mapping[str, Any]) -> Document:
    """The document that `asdict` wrote."""
    extraction = data["extraction"]
    fields = {key: value for key, value in data.items() if key not in {"format", "extraction"}}
    return Document(
        **{
            **fields,
            "sections": tuple(Section(**{**row, "path": tuple(row["path"])}) for row in data["sections"]),
            "tables": tuple(_table(row) for row in data["tables"]),
            "chunks": tuple(Chunk(**{**row, "path": tuple(row["path"])}) for row in data["chunks"]),
            "notes": tuple((start, end) for start, end in data["notes"]),
            "pages": tuple(data["pages"]),
            "warnings": tuple(data["warnings"]),
            "gaps": _gaps(data),
            "extraction": Extraction(
                mentions=tuple(Mention(**row) for row in extraction["mentions"]),
                entities=tuple(Entity(**{**row, "aliases": tuple(row["aliases"])}) for row in extraction["entities"]),
                relations=tuple(_relation(row) for row in extraction["relations"]),
                gaps=_gaps(extraction),
            ),
        }
    )


def _table(row: Mapping[str, Any]) -> Table:
    return Table(
        **{
            **row,
            "cells": tuple(Cell(**cell) for cell in row["cells"]),
            "grid": tuple(tuple(line) for line in row["grid"]),
            "notes": tuple(row["notes"]),
        }
    )


def _gaps(data: Mapping[str, Any]) -> tuple[Gap, ...]:
    return tuple(Gap(**{**row, "section": tuple(row["section"])}) for row in data.get("gaps", ()))


def _relation(row: Mapping[str, Any]) -> Relation:
    evidence = tuple(Evidence(**{**item, "section": tuple(item["section"])}) for item in row["evidence"])
    return Relation(**{**row, "evidence": evidence})
