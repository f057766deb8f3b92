"""One document's share of the index, kept so that a chunk that did not change is never encoded or cut again."""

import hashlib
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.index.embedder import Encoder
from kg.index.entries import index_fields, windows
from kg.records import Chunk
from kg.text.segment import terms

FORMAT = 1  # raise it when terms or vectors are made another way: parts of another format are made again
Vectors = NDArray[np.float32]
Fields = list[list[str]]  # terms by field


@dataclass(frozen=True)
class Part:
    """Row i belongs to the chunk whose content and makers hash to `keys[i]`."""

    keys: tuple[str, ...]
    vectors: tuple[Vectors, ...]  # of a chunk's windows
    fields: tuple[Fields, ...]


def make_part(chunks: Sequence[Chunk], encoder: Encoder, path: Path) -> Part:
    """The part of these chunks; rows found in the file at `path` are taken from there, and the file is brought up to date."""
    makers = f"{FORMAT}|{encoder.name}"
    keys = tuple(_digest([makers, *index_fields(chunk)]) for chunk in chunks)
    old = _load(path)
    if old and keys == old.keys:
        return old
    rows = dict(zip(old.keys, zip(old.vectors, old.fields, strict=True), strict=True)) if old else {}
    new = {key: chunk for key, chunk in zip(keys, chunks, strict=True) if key not in rows}
    cut = lru_cache(maxsize=256)(terms)  # all rows of a table share their path and header
    vectors = _encode([windows(chunk) for chunk in new.values()], encoder)
    for key, chunk, rows_of_chunk in zip(new, new.values(), vectors, strict=True):
        rows[key] = (rows_of_chunk, [cut(text) for text in index_fields(chunk)])
    part = Part(keys, tuple(rows[key][0] for key in keys), tuple(rows[key][1] for key in keys))
    _write(path, part)
    return part


def _encode(groups: Sequence[Sequence[str]], encoder: Encoder) -> list[Vectors]:
    """The vectors of groups of texts, encoded in one go."""
    if not groups:
        return []
    vectors = encoder.encode_passages([text for texts in groups for text in texts])
    return _split(vectors, [len(texts) for texts in groups])


def _split(vectors: Vectors, lengths: Sequence[int]) -> list[Vectors]:
    return np.split(vectors, np.cumsum(lengths)[:-1]) if lengths else []


def _digest(texts: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(texts).encode("utf-8")).hexdigest()


def _load(path: Path) -> Part | None:
    """The part in this file; None where there is none or it is damaged: it is only a cache."""
    try:
        with np.load(path) as data:
            content = json.loads(data["content"].tobytes())
            vectors = _split(data["vectors"], content["windows"])
            return Part(tuple(content["keys"]), tuple(vectors), tuple(content["fields"]))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


def _write(path: Path, part: Part) -> None:
    lengths = [len(vectors) for vectors in part.vectors]
    content = json.dumps({"keys": part.keys, "windows": lengths, "fields": part.fields}, ensure_ascii=False)
    flat = np.concatenate(part.vectors) if part.vectors else np.zeros((0, 0), np.float32)
    work = path.with_suffix(".part")
    with work.open("wb") as out:
        np.savez(out, content=np.frombuffer(content.encode("utf-8"), np.uint8), vectors=flat)
    work.replace(path)
