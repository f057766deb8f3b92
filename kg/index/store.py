"""The index on disk: a manifest that points to one whole generation of files; opened only when it fits records and model."""

import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import IndexStateError
from kg.index.dimensions import Dimension, make_dimensions
from kg.index.embedder import Encoded, Encoder, get_encoder
from kg.index.late import TokenIndex
from kg.index.lexical import LexicalIndex
from kg.index.names import NamedRows
from kg.index.phrases import rows_holding
from kg.index.rows import Entries, load_entries
from kg.index.vector import VectorIndex
from kg.text.segment import terms

FORMAT = 5  # raised when the files' shape changes
FOLDER = "index"
MANIFEST = "manifest.json"
ENTRIES, LEXICAL, VECTORS, NAMES = "texts.txt", "lexical.npz", "vectors.faiss", "names.json"
COLUMNS = "columns.npz"
TOKENS, SIGNS, KEYS = "tokens.npy", "signs.npy", "keys.npy"
REBUILD = "请运行 `python -m kg rebuild --index`"

Scores = NDArray[np.float32]


@dataclass(frozen=True)
class Index:
    """All chunks with their terms and vectors; row numbers mean the same chunk in every part of it."""

    entries: Entries
    lexical: LexicalIndex
    vectors: VectorIndex
    tokens: TokenIndex
    names: NamedRows
    encoder: Encoder

    @cached_property
    def dimensions(self) -> dict[str, Dimension]:
        """What a search can be limited by, and what its hits are counted by."""
        return make_dimensions(self.entries.columns, self.names)

    @classmethod
    def open(cls, home: Path, encoder: str | Encoder = "", *, state: str | None = None) -> "Index":
        """The index under a data folder; refuses a missing, stale (where `state` is given) or damaged one and another model's."""
        chosen = get_encoder(encoder) if isinstance(encoder, str) else encoder
        manifest = read_manifest(home)
        _check(manifest, home / FOLDER, chosen, state)
        folder = home / FOLDER / manifest["folder"]
        try:
            index = cls(
                load_entries(folder / ENTRIES, folder / COLUMNS),
                LexicalIndex.load(folder / LEXICAL),
                VectorIndex.load(folder / VECTORS, manifest["count"]),
                TokenIndex.load(folder / TOKENS, folder / SIGNS),
                NamedRows.load(folder / NAMES),
                chosen,
            )
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as err:
            raise IndexStateError(f"{folder}：检索索引无法读取（{err}）；{REBUILD}") from err
        counts = {manifest["count"], len(index.entries), index.lexical.count, index.vectors.count, index.tokens.count}
        if len(counts) > 1:
            raise IndexStateError(f"{folder}：检索索引各部分的段落数不一致；{REBUILD}")
        return index

    def lexical_scores(self, query: str) -> Scores:
        """BM25 of every row."""
        return self.lexical.scores(terms(query))

    def lexical_shares(self, query: str, scores: Scores) -> Scores:
        """BM25 scores as shares of the most that the query's words could give: the same in every collection."""
        most = self.lexical.ceiling(terms(query))
        return scores / most if most > 0 else scores

    def encode(self, query: str) -> Encoded:
        """The query as vectors, for `dense_scores` and `late_scores`."""
        return self.encoder.encode_queries([query])

    def dense_scores(self, query: Encoded, rows: NDArray[np.int64] | None = None) -> Scores:
        """Cosine of every row, or of those that matter."""
        return self.vectors.scores(query.vectors[0], rows)

    def late_scores(self, query: Encoded, rows: NDArray[np.int64]) -> Scores:
        """Late interaction with these rows; all 0 where the encoder has no vectors of tokens."""
        return self.tokens.scores(query.tokens[0], rows) if query.tokens else np.zeros(len(rows), np.float32)

    def mean_vector(self, document_id: str, start: int, end: int) -> Scores | None:
        """The mean of all vectors of a document's passages that begin in a range of its text, of length 1; None of none."""
        columns = self.entries.columns
        own = columns.document == columns.documents.index(document_id)
        rows = np.flatnonzero(own & (columns.start >= start) & (columns.start < end))
        mean = self.vectors.vectors_of(rows).mean(axis=0) if len(rows) else None
        return None if mean is None else mean / np.linalg.norm(mean)

    def named_scores(self, query: str) -> Scores:
        """How much of what the query names each row mentions; 0 where it names nothing that the row mentions."""
        return self.names.scores(query, len(self.entries))

    def holding(self, phrase: str, *, own: bool = False, enough: int | None = None) -> NDArray[np.int64]:
        """`rows_holding` of this index."""
        return rows_holding(self.entries, self.lexical, phrase, own=own, enough=enough)


def read_manifest(home: Path) -> dict[str, Any]:
    """The manifest under a data folder; an IndexStateError where there is none that can be read."""
    path = home / FOLDER / MANIFEST
    if not path.is_file():
        raise IndexStateError(f"{path.parent}：没有检索索引；{REBUILD}")
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as err:
        raise IndexStateError(f"{path}：无法读取（{err}）；{REBUILD}") from err
    if manifest.get("format") != FORMAT:
        raise IndexStateError(f"{path}：由其他版本写成；{REBUILD}")
    return manifest


def index_state(home: Path, encoder: str | Encoder = "") -> str:
    """The records' state that the index was made from; '' where there is none of this encoder."""
    try:
        manifest = read_manifest(home)
    except IndexStateError:
        return ""
    chosen = get_encoder(encoder) if isinstance(encoder, str) else encoder
    return str(manifest["state"]) if manifest["encoder"] == chosen.name else ""


def _check(manifest: Mapping[str, Any], folder: Path, encoder: Encoder, state: str | None) -> None:
    if manifest["encoder"] != encoder.name:
        raise IndexStateError(
            f"{folder}：检索索引由模型 {manifest['encoder']} 生成，KG_ENCODER 指定的是 {encoder.name}；"
            f"请改回设置，或{REBUILD.removeprefix('请')}"
        )
    if state is not None and manifest["state"] != state:
        raise IndexStateError(f"{folder}：检索索引比记录旧；{REBUILD}")
