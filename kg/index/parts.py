"""One document's share of the index, kept so that a chunk that did not change is never encoded or cut again."""

import hashlib
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.index.embedder import Encoder
from kg.index.entries import index_fields
from kg.records import Chunk
from kg.text.segment import Segmenter

FORMAT = 1  # raise it when terms or vectors are made another way: parts of another format are made again
Vectors = NDArray[np.float32]
Fields = list[list[str]]  # terms by field


@dataclass(frozen=True)
class Part:
    """Row i belongs to the chunk whose content and makers hash to `keys[i]`."""

    keys: tuple[str, ...]
    vectors: Vectors
    fields: tuple[Fields, ...]


def make_part(chunks: Sequence[Chunk], encoder: Encoder, segmenter: Segmenter, path: Path) -> Part:
    """The part of these chunks; rows found in the file at `path` are taken from there, and the file is brought up to date."""
    old = _load(path)
    known = {key: row for row, key in enumerate(old.keys)} if old else {}
    makers = f"{FORMAT}|{encoder.name}|{_digest(segmenter.words)}"
    keys = tuple(_digest([makers, *index_fields(chunk)]) for chunk in chunks)
    if old and keys == old.keys:
        return old
    new = [row for row, key in enumerate(keys) if key not in known]
    texts = [" ".join(filter(None, index_fields(chunks[row]))) for row in new]
    vectors = np.zeros((len(keys), encoder.dimension), np.float32)
    if new:
        vectors[new] = encoder.encode_passages(texts)
    fresh = {row: [segmenter.terms(text) for text in index_fields(chunks[row])] for row in new}
    fields = []
    for row, key in enumerate(keys):
        if row not in fresh and old:
            vectors[row] = old.vectors[known[key]]
        fields.append(fresh[row] if row in fresh or not old else old.fields[known[key]])
    part = Part(keys, vectors, tuple(fields))
    _write(path, part)
    return part


def _digest(texts: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(texts).encode("utf-8")).hexdigest()


def _load(path: Path) -> Part | None:
    """The part in this file; None where there is none or it is damaged: it is only a cache."""
    try:
        with np.load(path) as data:
            content = json.loads(data["content"].tobytes())
            return Part(tuple(content["keys"]), data["vectors"], tuple(content["fields"]))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


def _write(path: Path, part: Part) -> None:
    content = json.dumps({"keys": part.keys, "fields": part.fields}, ensure_ascii=False).encode("utf-8")
    work = path.with_suffix(".part")
    with work.open("wb") as out:
        np.savez(out, content=np.frombuffer(content, np.uint8), vectors=part.vectors)
    work.replace(path)
