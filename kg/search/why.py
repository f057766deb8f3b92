"""Why a passage was found: its words, the things it mentions that the query names, its sentence nearest in meaning."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kg.index.embedder import Encoded, Vectors
from kg.index.places import token_places
from kg.index.store import Index
from kg.records import Chunk, Hit
from kg.search.exact import what_is_asked
from kg.search.highlight import Span, matched_words, query_words
from kg.text.sentences import iter_sentences


@dataclass(frozen=True)
class Why:
    """The reasons beside a hit's ranks and scores; `sentence`: a span of the passage's text, None where none is nearest."""

    words: tuple[str, ...]
    entities: tuple[str, ...]
    sentence: Span | None


def explain(index: Index, query: str, hits: Sequence[Hit], asked: Encoded | None = None) -> list[Why]:
    """The reasons of each hit, in order; `asked`: the query where it is encoded already."""
    words = query_words(query)
    named = index.names.named_in(query)
    tokens = (asked or index.encode(what_is_asked(query))).tokens if hits else ()
    spans = [_nearest(index, tokens[0], hit) if tokens and len(tokens[0]) else None for hit in hits]
    return [
        Why(
            matched_words("\n".join((*hit.chunk.path, hit.chunk.header, hit.chunk.text)), words),
            tuple(name for name in named if _is_in(index.names.rows[name], hit.row)),
            span,
        )
        for hit, span in zip(hits, spans, strict=True)
    ]


def neighbours(index: Index, hit: Hit) -> tuple[Chunk | None, Chunk | None]:
    """The passages before and after a hit in its document; None at its ends."""
    return _chunk_at(index, hit, hit.row - 1), _chunk_at(index, hit, hit.row + 1)


def _chunk_at(index: Index, hit: Hit, row: int) -> Chunk | None:
    if not 0 <= row < len(index.entries):
        return None
    document = index.entries.columns.document
    return index.entries[row].chunk if document[row] == document[hit.row] else None


def _is_in(rows: Sequence[int], row: int) -> bool:
    place = int(np.searchsorted(rows, row))
    return place < len(rows) and rows[place] == row


def _nearest(index: Index, asked: Vectors, hit: Hit) -> Span | None:
    """The sentence whose tokens are nearest to those of the query; of a table row the cell."""
    sentences = list(_sentences(hit.chunk))
    near = index.tokens.near(asked, hit.row)
    places = np.array(token_places(hit.chunk, index.encoder))
    if len(sentences) < 2 or len(places) != len(near):
        return sentences[0] if len(sentences) == 1 else None
    best: tuple[float, Span] | None = None
    for start, end in sentences:
        inside = near[(places >= start) & (places < end)]
        score = float(inside.max(axis=0).mean()) if len(inside) else -1.0
        if best is None or score > best[0]:
            best = (score, (start, end))
    return best[1] if best else None


def _sentences(chunk: Chunk) -> Iterator[Span]:
    """The sentences of a passage; the cells of a table row."""
    if chunk.kind != "table_row":
        yield from iter_sentences(chunk.text)
        return
    start = 0
    for cell in chunk.text.split("\t"):
        if cell.strip():
            yield start, start + len(cell)
        start += len(cell) + 1
