"""Made-up passages for measuring at size, drawn from a few real plans: the same every time for the same plans and count.

Words: each passage is put together from clauses of two real ones, and names a firm of its own document, so that the
vocabulary grows as it does with real documents. Vectors: real windows lie around themes, and a copy with a little noise
would lie far too near its original. So a window's vector is the real mean plus three parts, together as wide as the
real windows spread: what its document is about, a mixture of the windows of its two passages, and what is its own.
Every part keeps the covariance of the real windows. Signs of tokens are those of the two passages, one in eight bits turned.
Only encoding is left out; the index is then built, opened and asked as ever.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.copies import SYLLABLES
from ingest.readers import read_file
from ingest.structure import make_document
from kg.ids import make_id
from kg.index.embedder import Encoder
from kg.index.entries import windows
from kg.index.lexical import TermRows
from kg.index.parts import Part, Row, keys_of, write_part
from kg.records import Chunk, Document
from kg.text.segment import terms

PER_DOCUMENT = 70  # passages, about what the real plans hold
SHARES = {"document": 0.3, "passages": 0.4, "own": 0.3}  # of the variance
CLAUSE = re.compile(r"[^，；。！？\n\t]+[，；。！？\n\t]?")
Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Passage:
    """What is drawn from a real passage."""

    path: tuple[str, ...]
    clauses: tuple[tuple[str, list[str]], ...]  # with their terms
    path_terms: list[str]
    vectors: Vectors  # of its windows, less the mean of all
    tokens: NDArray[np.uint8]


@dataclass(frozen=True)
class Source:
    """The real passages, the mean of their windows' vectors, and a root of their covariance."""

    passages: tuple[Passage, ...]
    mean: Vectors
    root: Vectors

    @classmethod
    def read(cls, paths: Sequence[Path], encoder: Encoder) -> "Source":
        """From files of plans; passages without a clause that says something are left out."""
        documents = [make_document(read_file(path), name=path.name, sha256=path.name) for path in paths]
        chunks = [chunk for document in documents for chunk in document.chunks if len(chunk.text) > 20]
        groups = [windows(chunk) for chunk in chunks]
        read = encoder.encode_passages([text for texts in groups for text in texts])
        ends = np.cumsum([len(texts) for texts in groups])
        mean = read.vectors.mean(axis=0)
        rows = read.vectors - mean
        passages = []
        for chunk, first, end in zip(chunks, [0, *ends[:-1].tolist()], ends.tolist(), strict=True):
            clauses = tuple((text, terms(text)) for text in CLAUSE.findall(chunk.text))
            tokens = np.concatenate(read.tokens[first:end])
            passages.append(Passage(chunk.path, clauses, terms(" ".join(chunk.path)), rows[first:end], tokens))
        root = rows / np.sqrt(len(rows), dtype=np.float32)
        return cls(tuple(passages), mean, root)


def make_documents(source: Source, count: int, encoder: Encoder, parts: Path) -> Iterator[tuple[Document, Part]]:
    """Documents of `count` passages in all, whose encodings lie ready as files in `parts`, and these."""
    parts.mkdir(parents=True, exist_ok=True)
    for number, first in enumerate(range(0, count, PER_DOCUMENT)):
        dice = np.random.default_rng([7, number])
        document, words, vectors, tokens = _document(source, number, min(PER_DOCUMENT, count - first), dice)
        keys = keys_of(document.chunks, encoder)
        part = Part(keys, TermRows.of(words), dict(zip(keys, map(Row, vectors, tokens), strict=True)))
        write_part(parts / f"{document.id}.npz", part)
        yield document, part


def _document(
    source: Source, number: int, count: int, dice: np.random.Generator
) -> tuple[Document, list[list[list[str]]], tuple[Vectors, ...], tuple[NDArray[np.uint8], ...]]:
    name = f"规划{number:06d}.txt"
    document_id = make_id("doc", name)
    firm = f"由{''.join(dice.choice(list(SYLLABLES), 4))}公司实施。"
    named = (firm, terms(firm))
    about = _drawn(source, 1, dice)[0]
    chunks, words, vectors, tokens, length = [], [], [], [], 0
    for _ in range(count):
        left, right = (source.passages[i] for i in dice.integers(0, len(source.passages), 2))
        clauses = [*_half(left, dice), named, *_half(right, dice)]
        text = "".join(clause for clause, _ in clauses)
        path = (*left.path, f"第{len(chunks) // 2 + 1}组")  # two passages a section
        chunk_id, span = make_id("chk", document_id, length), (length, length + len(text))
        chunks.append(Chunk(chunk_id, document_id, make_id("sec", document_id, *path), path, text, *span))
        words.append([left.path_terms, [], [term for _, own in clauses for term in own]])
        vectors.append(_vectors(source, (left, right), about, dice))
        tokens.append(_tokens(left, right, dice))
        length += len(text) + 1
    text = "\n".join(chunk.text for chunk in chunks)
    return Document(document_id, name, name, name, text, chunks=tuple(chunks)), words, tuple(vectors), tuple(tokens)


def _half(passage: Passage, dice: np.random.Generator) -> list[tuple[str, list[str]]]:
    """Half of a passage's clauses, in their order."""
    count = len(passage.clauses)
    picked = dice.permutation(count)[: max(1, round(count / 2))]
    return [passage.clauses[i] for i in sorted(picked)]


def _drawn(source: Source, count: int, dice: np.random.Generator) -> Vectors:
    """Vectors with the covariance of the real windows."""
    return dice.normal(size=(count, len(source.root))).astype(np.float32) @ source.root


def _vectors(source: Source, pair: Sequence[Passage], about: Vectors, dice: np.random.Generator) -> Vectors:
    """One or two windows of a passage; two parts mixed at random are narrower than one, so their sum is widened."""
    count = len(pair[0].vectors)
    share = dice.uniform(0.5, 1, size=(count, 1)).astype(np.float32)
    other = pair[1].vectors[dice.integers(0, len(pair[1].vectors), count)]
    mixed = (share * pair[0].vectors + (1 - share) * other) / np.sqrt(share**2 + (1 - share) ** 2)
    parts = {"document": about, "passages": mixed, "own": _drawn(source, count, dice)}
    rows = source.mean + sum(np.sqrt(SHARES[name], dtype=np.float32) * part for name, part in parts.items())
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def _tokens(left: Passage, right: Passage, dice: np.random.Generator) -> NDArray[np.uint8]:
    rows = np.concatenate([left.tokens[: len(left.tokens) // 2], right.tokens[len(right.tokens) // 2 :]])
    turned = np.bitwise_and.reduce(dice.integers(0, 256, (3, *rows.shape), np.uint8))
    return rows ^ turned
