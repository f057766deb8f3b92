"""One document's share of the index, kept so that a chunk that did not change is never encoded or cut again."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.index.amounts import amount_terms, year_terms
from kg.index.embedder import Encoder, Signs, Vectors
from kg.index.entries import front_of, index_fields, windows
from kg.index.lexical import FIELDS, TermRows
from kg.records import Chunk
from kg.text.segment import terms

FORMAT = 5  # raise it when terms or vectors are made another way: parts of another format are made again


@dataclass(frozen=True)
class Part:
    """Row i belongs to the chunk whose content and makers hash to `keys[i]`."""

    keys: tuple[str, ...]
    vectors: tuple[Vectors, ...]  # of a chunk's windows
    tokens: tuple[Signs, ...]  # of all its windows' tokens
    terms: TermRows


class Row(NamedTuple):
    """What a part holds of one chunk."""

    vectors: Vectors
    tokens: Signs
    terms: Sequence[Sequence[str]]


def make_part(chunks: Sequence[Chunk], encoder: Encoder, path: Path, *, title: str = "") -> Part:
    """The part of these chunks; rows found in the file at `path` are taken from there, and the file is brought up to date."""
    makers = f"{FORMAT}|{encoder.name}"
    keys = tuple(_digest([makers, *index_fields(chunk, title)]) for chunk in chunks)
    old = _load(path)
    if old and keys == old.keys:
        return old
    rows = dict(zip(old.keys, map(Row, old.vectors, old.tokens, old.terms.chunks()), strict=True)) if old else {}
    new = {key: chunk for key, chunk in zip(keys, chunks, strict=True) if key not in rows}
    cut = lru_cache(maxsize=256)(terms)  # all rows of a table share their path and header
    encoded = _encode(list(new.values()), encoder)
    for key, chunk, (vectors, tokens) in zip(new, new.values(), encoded, strict=True):
        rows[key] = Row(vectors, tokens, _terms(chunk, title, cut))
    kept = [rows[key] for key in keys]
    part = Part(
        keys,
        tuple(row.vectors for row in kept),
        tuple(row.tokens for row in kept),
        TermRows.of(row.terms for row in kept),
    )
    _write(path, part)
    return part


def _terms(chunk: Chunk, title: str, cut: Callable[[str], list[str]]) -> list[list[str]]:
    """The terms of a chunk's fields, as LexicalIndex orders them."""
    amounts = dict.fromkeys([*amount_terms(chunk.text), *year_terms(chunk.text)])
    return [*map(cut, index_fields(chunk, title)), list(amounts)]


def _encode(chunks: Sequence[Chunk], encoder: Encoder) -> list[tuple[Vectors, Signs]]:
    """Vectors and tokens of chunks, encoded in one go; the tokens of a chunk's path and header once."""
    groups = [windows(chunk) for chunk in chunks]
    heads = [
        0 if not number else len(front_of(chunk))
        for chunk, texts in zip(chunks, groups, strict=True)
        for number in range(len(texts))
    ]
    if not groups:
        return []
    read = encoder.encode_passages([text for texts in groups for text in texts], heads)
    sizes = [len(texts) for texts in groups]
    nothing = np.empty((0, encoder.token_size // 8), np.uint8)
    ends = np.cumsum(sizes)
    tokens = [np.concatenate([nothing, *read.tokens[end - size : end]]) for size, end in zip(sizes, ends, strict=True)]
    return list(zip(_split(read.vectors, sizes), tokens, strict=True))


def _split(rows: NDArray[Any], lengths: Sequence[int]) -> list[NDArray[Any]]:
    return np.split(rows, np.cumsum(lengths)[:-1]) if lengths else []


def _digest(texts: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(texts).encode("utf-8")).hexdigest()


def _load(path: Path) -> Part | None:
    """The part in this file; None where there is none or it is damaged: it is only a cache."""
    try:
        with np.load(path) as data:
            content = json.loads(data["content"].tobytes())
            vectors = _split(data["vectors"], content["windows"])
            tokens = _split(data["tokens"], content["tokens"])
            if data["lengths"].shape[1:] != (len(FIELDS),):
                return None  # of other fields
            rows = TermRows(tuple(content["vocabulary"]), data["terms"], data["lengths"])
            return Part(tuple(content["keys"]), tuple(vectors), tuple(tokens), rows)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


def _write(path: Path, part: Part) -> None:
    content = {
        "keys": part.keys,
        "windows": [len(vectors) for vectors in part.vectors],
        "tokens": [len(tokens) for tokens in part.tokens],
        "vocabulary": part.terms.vocabulary,
    }
    work = path.with_suffix(".part")
    with work.open("wb") as out:
        np.savez(
            out,
            content=np.frombuffer(json.dumps(content, ensure_ascii=False).encode("utf-8"), np.uint8),
            vectors=np.concatenate(part.vectors) if part.vectors else EMPTY,
            tokens=np.concatenate(part.tokens) if part.tokens else EMPTY,
            terms=part.terms.numbers,
            lengths=part.terms.lengths,
        )
    work.replace(path)


EMPTY = np.zeros((0, 0), np.uint8)
