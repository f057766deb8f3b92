"""One document's share of the index that is costly to make: terms for good, encodings until a generation holds them."""

import hashlib
import json
import zipfile
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.index.amounts import amount_terms, year_terms
from kg.index.embedder import Encoder, Signs, Vectors
from kg.index.entries import front_of, index_fields, windows
from kg.index.lexical import FIELDS, TermRows
from kg.index.rows import narrow
from kg.records import Chunk
from kg.text.segment import terms_of_all

KEY = 16  # bytes of a key
FORMAT = 7  # raise it when terms or vectors are made another way: parts of another format are made again


class Row(NamedTuple):
    """What an encoder made of one chunk."""

    vectors: Vectors  # of its windows
    tokens: Signs  # of all its windows' tokens


@dataclass(frozen=True)
class Part:
    """Row i of the terms belongs to the chunk whose content and makers hash to `keys[i]`.

    `fresh`: by key, the encodings that no generation of the index holds yet; a part has none once its generation stands.
    """

    keys: tuple[str, ...]
    terms: TermRows
    fresh: Mapping[str, Row]


def make_part(
    chunks: Sequence[Chunk], encoder: Encoder, path: Path, known: Container[str] = (), *, title: str = ""
) -> Part:
    """The part of these chunks, brought up to date in the file at `path`; what is there or `known` is not encoded again."""
    keys = keys_of(chunks, encoder, title)
    old = load_part(path)
    ready = old.fresh if old else {}
    new = {key: chunk for key, chunk in zip(keys, chunks, strict=True) if key not in known and key not in ready}
    if old and keys == old.keys and not new:
        return old
    encoded = dict(zip(new, encode_chunks(list(new.values()), encoder), strict=True))
    wanted = set(keys)
    kept = {key: row for key, row in ready.items() if key in wanted}
    part = Part(keys, TermRows.of(_terms(keys, chunks, title, old)), {**kept, **encoded})
    write_part(path, part)
    return part


def settle_part(path: Path, part: Part) -> None:
    """Takes the encodings out of a part's file, where there are any: the generation holds them now."""
    if part.fresh:
        write_part(path, replace(part, fresh={}))


def _terms(keys: Sequence[str], chunks: Sequence[Chunk], title: str, old: Part | None) -> list[Sequence[Sequence[str]]]:
    """The terms of the chunks' fields, as LexicalIndex orders them; those that the old part has are not cut again."""
    rows: dict[str, Sequence[Sequence[str]]] = dict(zip(old.keys, old.terms.chunks(), strict=True)) if old else {}
    new = {key: chunk for key, chunk in zip(keys, chunks, strict=True) if key not in rows}
    fields = {key: index_fields(chunk, title) for key, chunk in new.items()}
    texts = list(dict.fromkeys(text for field in fields.values() for text in field))  # rows of a table share most
    cut = dict(zip(texts, terms_of_all(texts), strict=True))
    for key, chunk in new.items():
        amounts = dict.fromkeys([*amount_terms(chunk.text), *year_terms(chunk.text)])
        rows[key] = [*(cut[text] for text in fields[key]), list(amounts)]
    return [rows[key] for key in keys]


def keys_of(chunks: Sequence[Chunk], encoder: Encoder, title: str = "") -> tuple[str, ...]:
    """Of every chunk a hash over its content, its document's title and what makes its terms and vectors."""
    makers = f"{FORMAT}|{encoder.name}"
    return tuple(_digest([makers, *index_fields(chunk, title)]) for chunk in chunks)


def encode_chunks(chunks: Sequence[Chunk], encoder: Encoder) -> list[Row]:
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
    return list(map(Row, _split(read.vectors, sizes), tokens))


def _split(rows: NDArray[Any], lengths: Sequence[int]) -> list[NDArray[Any]]:
    return np.split(rows, np.cumsum(lengths)[:-1]) if lengths else []


def _digest(texts: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(texts).encode("utf-8")).hexdigest()[: 2 * KEY]


def load_part(path: Path) -> Part | None:
    """The part in this file; None where there is none or it is damaged: it is only a cache."""
    try:
        with np.load(path) as data:
            content = json.loads(data["content"].tobytes())
            vectors = _split(data["vectors"], content["windows"])
            tokens = _split(data["tokens"], content["tokens"])
            if data["lengths"].shape[1:] != (len(FIELDS),):
                return None  # of other fields
            numbers = np.cumsum(data["steps"], dtype=data["steps"].dtype)
            rows = TermRows(tuple(content["vocabulary"]), numbers.astype(np.int32), data["lengths"])
            fresh = dict(zip(content["fresh"], map(Row, vectors, tokens), strict=True))
            return Part(tuple(content["keys"]), rows, fresh)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


def write_part(path: Path, part: Part) -> None:
    """Writes a part, whole or not at all."""
    fresh = part.fresh.values()
    content = {
        "keys": part.keys,
        "fresh": tuple(part.fresh),
        "windows": [len(row.vectors) for row in fresh],
        "tokens": [len(row.tokens) for row in fresh],
        "vocabulary": part.terms.vocabulary,
    }
    numbers = narrow(part.terms.numbers)
    work = path.with_suffix(".part")
    with work.open("wb") as out:
        np.savez_compressed(
            out,
            content=np.frombuffer(json.dumps(content, ensure_ascii=False).encode("utf-8"), np.uint8),
            vectors=np.concatenate([row.vectors for row in fresh]) if fresh else EMPTY,
            tokens=np.concatenate([row.tokens for row in fresh]) if fresh else EMPTY,
            steps=np.diff(numbers, prepend=numbers.dtype.type(0)),
            lengths=narrow(part.terms.lengths),
        )
    work.replace(path)


EMPTY = np.zeros((0, 0), np.uint8)
