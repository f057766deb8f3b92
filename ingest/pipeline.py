"""File → document → extraction → records → projections: the one way in, and the one way out."""

import hashlib
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ingest.ahead import Read, read_all
from ingest.sources import Source, iter_sources
from kg.errors import KGError, ReadError, StoreError
from kg.ids import make_id
from kg.projection import project
from kg.records import Document
from kg.settings import Settings
from kg.store import RecordStore

log = logging.getLogger(__name__)
Progress = Callable[[int, int, str], None]
Row = dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """What became of one source: its ledger row, and the new document where there is one to keep."""

    row: Row
    document: Document | None = None


def add_paths(
    paths: Iterable[str | Path],
    settings: Settings,
    on_progress: Progress | None = None,
    *,
    on_row: Callable[[Row], None] | None = None,
    wants_stop: Callable[[], bool] = lambda: False,
) -> list[Row]:
    """Adds files and folders; one ledger row a file. New, changed and unchanged are told apart by content.

    `on_row` gets each row once it is in the ledger, so that a caller has them where graph or index fail at the end.
    `wants_stop` is asked after each file: with True no other is read, what is in is brought into graph and index, and
    the files left out have no row.
    """
    store = RecordStore(settings.home)
    with store.writing():
        sources = list(iter_sources([Path(path) for path in paths]))
        ledger = store.ledger()
        rows = []
        with closing(_Reader(store, ledger, sources, names=settings.names)) as reader:
            for done, source in enumerate(sources, start=1):
                outcome = reader.take(source)
                rows.append(outcome.row)
                if outcome.document:
                    store.put(outcome.document)
                ledger[outcome.row["document_id"]] = _kept(ledger, outcome.row)
                store.write_ledger(ledger)
                if on_row:
                    on_row(outcome.row)
                if on_progress:
                    on_progress(done, len(sources), source.name)
                if wants_stop():
                    break
        _project(settings, store)
    return rows


def _project(settings: Settings, store: RecordStore) -> None:
    """Brings graph and index up to date; where that fails the records stay, and the error says how to go on."""
    try:
        project(settings, store)
    except StoreError as err:
        raise StoreError(f"{err}；各文件已读入并保存，处理后请运行 `python -m kg rebuild` 补齐图谱和索引") from err


def remove_documents(names: Iterable[str], settings: Settings) -> list[str]:
    """Takes documents out by id or file name, with all that only they supported; an unknown one is a StoreError."""
    store = RecordStore(settings.home)
    with store.writing():
        ledger = store.ledger()
        removed = [_find(ledger, name) for name in names]
        for document_id in removed:
            store.remove(document_id)
            ledger.pop(document_id, None)
        ledger = {key: row for key, row in ledger.items() if row.get("same_as") not in removed}
        store.write_ledger(ledger)
        _project(settings, store)
    return removed


def _find(ledger: Mapping[str, Row], name: str) -> str:
    if document_id_of(name) in ledger:  # before a failed namesake
        return document_id_of(name)
    for document_id, row in ledger.items():
        if name in (document_id, row["document"]):
            return document_id
    raise StoreError(f"{name}：没有这份文件；`python -m ingest status` 列出已入库的文件")


def _kept(ledger: Mapping[str, Row], row: Row) -> Row:
    """The row to remember: an unchanged file keeps the counts and warnings of the run that read it."""
    old = ledger.get(row["document_id"])
    if old and row["status"] == "unchanged" and not row.get("same_as"):
        return {**old, "status": "unchanged"}
    return row


class _Reader:
    """Takes sources one by one; knows what is already in, and has what is new read ahead."""

    def __init__(
        self, store: RecordStore, ledger: Mapping[str, Row], sources: Sequence[Source], *, names: bool
    ) -> None:
        self._in = set(store.ids())
        self._by_hash = {
            row["sha256"]: row
            for row in ledger.values()
            if row["document_id"] in self._in and row["status"] != "failed" and not row.get("same_as")
        }
        self._ledger = ledger
        self._names = names
        self._version = code_version() if names else f"{code_version()}-KG_NAMES=off"
        self._first = {source.name: source for source in reversed(sources)}
        unread = {source.sha256: source for source in reversed(sources) if self._is_new(source)}
        wanted = {document_id_of(source.name): source for source in sources if unread.get(source.sha256) is source}
        self._wanted = set(wanted)
        self._ahead = read_all([(source, document_id) for document_id, source in wanted.items()], names=names)

    def close(self) -> None:
        """Ends what is read ahead."""
        self._ahead.close()

    def _is_new(self, source: Source) -> bool:
        try:
            return self._known(source, self._empty_row(source)) is None
        except KGError:
            return False

    def take(self, source: Source) -> Outcome:
        """The outcome of one source; a file that cannot be read becomes a row with its error, never an exception."""
        row = self._empty_row(source)
        try:
            known = self._known(source, row)
            if known:
                return known
            read = self._read(source, row["document_id"])
            if isinstance(read.result, KGError):
                raise read.result
        except KGError as err:
            log.warning("%s: %s", source.path, err)
            kept = "；库中仍保留此前加入的版本" if row["document_id"] in self._in else ""
            return Outcome({**row, "status": "failed", "error": f"{err}{kept}"})
        document = read.result
        status = "updated" if document.id in self._in else "added"
        done = {**row, **_counts(document), "status": status, "seconds": round(read.seconds, 2)}
        self._by_hash[source.sha256] = done
        self._in.add(document.id)
        return Outcome(done, document)

    def _known(self, source: Source, row: Row) -> Outcome | None:
        """What is said of a source without reading it; None where it is to be read, a KGError where it cannot be."""
        if source.error:
            raise ReadError(source.error)
        first = self._first[source.name]
        if first.sha256 != source.sha256:
            raise StoreError(f"{source.path}：同一次加入的另一个文件（{first.path}）也叫此名，内容不同；请改名后再加入")
        old = self._ledger.get(row["document_id"])
        twin = self._by_hash.get(source.sha256)
        if twin and old and twin["document_id"] == row["document_id"] and old["version"] == row["version"]:
            return Outcome({**old, "status": "unchanged", "seconds": 0.0})
        if twin and row["document_id"] not in self._in:
            return Outcome(_same(row, twin))
        return None

    def _read(self, source: Source, document_id: str) -> Read:
        """The file as it was read ahead; one whose twin was not read for it after all (it failed) is read now."""
        if document_id in self._wanted:
            return next(read for read in self._ahead if read.document_id == document_id)
        return next(read_all([(source, document_id)], names=self._names))

    def _empty_row(self, source: Source) -> Row:
        first = self._first[source.name]
        # A row beside its namesake's, not in its place.
        own = source.name if first.sha256 == source.sha256 else str(source.path)
        return {
            "document": source.name,
            "document_id": document_id_of(own),
            "title": "",
            "status": "",
            "sections": 0,
            "chunks": 0,
            "mentions": 0,
            "entities": 0,
            "relations": 0,
            "tables": 0,
            "warnings": [],
            "error": None,
            "seconds": 0.0,
            "sha256": source.sha256,
            "added_at": time.strftime("%Y-%m-%dT%H:%M:%S"),
            "version": self._version,
        }


def _same(row: Row, twin: Row) -> Row:
    """The row of a file whose content is in under another name: nothing of its own is kept."""
    warning = f"与已在库的“{twin['document']}”内容相同，未重复加入"
    return {**row, "status": "unchanged", "title": twin["title"], "warnings": [warning], "same_as": twin["document_id"]}


def document_id_of(name: str) -> str:
    """The id of a document: of its file name, so that a changed file replaces its older self."""
    return make_id("doc", name)


@cache
def code_version() -> str:
    """A hash over what decides an extraction (code and ontology): when it changes, a file is read again."""
    from kg.settings import ROOT

    digest = hashlib.sha256()
    folders = ("ingest", "kg/extract", "kg/text", "ontology")
    files = [
        path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in {".py", ".yaml", ".csv"}
    ]
    for path in sorted(files):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _counts(document: Document) -> Row:
    extraction = document.extraction
    return {
        "title": document.title,
        "sections": len(document.sections),
        "chunks": len(document.chunks),
        "mentions": len(extraction.mentions),
        "entities": len(extraction.entities),
        "relations": len(extraction.relations),
        "tables": len(document.tables),
        "warnings": list(document.warnings),
        "gaps": dict(Counter(gap.kind for gap in document.all_gaps)),
    }
