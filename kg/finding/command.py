"""One run of `search`: what was asked for found once, told as JSON, as text, as files."""

from argparse import Namespace
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from kg.answer.model import official
from kg.calls import write_file
from kg.engine import Engine
from kg.finding.options import LIMITS
from kg.finding.report import to_docx, to_workbook
from kg.records import Chunk, Hit
from kg.search import Found, SearchFilters, Why, Wish

SHOWN = 5  # values of a facet in the text


class Search:
    """A query with its options; `found` is looked up when first asked for."""

    def __init__(self, engine: Engine, query: str, options: Namespace) -> None:
        self._engine = engine
        self.query = query
        self._options = options
        limits = {field: tuple(getattr(options, field)) for field, _ in LIMITS.values()}
        self._filters = SearchFilters(**limits)

    @cached_property
    def _counted(self) -> bool:
        """Whether all that is above the threshold has to be read."""
        return bool(self._options.all or self._options.facets)

    @cached_property
    def found(self) -> Found:
        """What was found; without number and facets where nobody asked for them."""
        options = self._options
        wish = Wish(options.k, options.all, options.order, options.per_section, self._counted, options.rerank)
        return self._engine.find(self.query, wish, filters=self._filters)

    @cached_property
    def reasons(self) -> list[Why]:
        """Why each hit was found."""
        return self._engine.explain(self.found)

    def write_files(self) -> None:
        """The files that the options name."""
        for path, make in ((self._options.xlsx, to_workbook), (self._options.docx, to_docx)):
            if path is not None:
                write_file(path, make(self.query, self.found, self.reasons))

    def to_json(self) -> dict[str, object]:
        """The result as CONTRACT's `search` row; `total` and `facets` where they were asked for."""
        pairs = zip(self.found.hits, self.reasons, strict=True)
        row: dict[str, object] = {"query": self.query, "hits": [self._row(hit, why) for hit, why in pairs]}
        if self.found.read.corrected:
            row["read_as"] = self.found.read.text
        if self._counted:
            row["total"] = self.found.total
        if self._options.facets:
            row["facets"] = self.found.facets
        return row

    def to_text(self) -> str:
        """The result as a reader wants it."""
        note = self.found.read.note
        lines = [f"{note}。"] if note else []
        if not self.found.hits:
            return "".join([*lines, "没有找到相关段落。"])
        lines += [f"共 {self.found.total} 处。"] if self._counted else []
        lines += [_text(number, hit) for number, hit in enumerate(self.found.hits, start=1)]
        if self._options.facets:
            lines += [
                f"{name}：" + "；".join(f"{value} {count}" for value, count in list(counts.items())[:SHOWN])
                for name, counts in self.found.facets.items()
                if counts
            ]
        return "\n\n".join(lines)

    def _row(self, hit: Hit, why: Why) -> Mapping[str, Any]:
        row = {
            **_place(hit),
            "score": round(hit.score, 4),
            "ranks": dict(hit.ranks),
            "scores": dict(hit.scores),
            "words": list(why.words),
            "entities": list(why.entities),
            "sentence": _sentence(hit, why),
            "also": [_place(other) for other in hit.also],
        }
        if self._options.context:
            before, after = self._engine.neighbours(hit)
            row["previous"], row["next"] = _told(before), _told(after)
        return row


def _place(hit: Hit) -> dict[str, Any]:
    chunk = hit.chunk
    return {
        "document": hit.document,
        "document_id": chunk.document_id,
        "title": hit.title,
        "section": list(chunk.path),
        "text": chunk.text,
        "start": chunk.start,
        "end": chunk.end,
        "chunk_id": chunk.id,
    }


def _sentence(hit: Hit, why: Why) -> dict[str, Any] | None:
    """The nearest sentence by offsets into the document."""
    if why.sentence is None:
        return None
    start, end = why.sentence
    return {"text": hit.chunk.text[start:end], "start": hit.chunk.start + start, "end": hit.chunk.start + end}


def _told(chunk: Chunk | None) -> dict[str, Any] | None:
    return {"chunk_id": chunk.id, "section": list(chunk.path), "text": chunk.text} if chunk else None


def _text(number: int, hit: Hit) -> str:
    also = "；".join(official(other.title, other.chunk.path) for other in hit.also)
    more = f"\n   又见：{also}" if also else ""
    return f"{number}. {official(hit.title, hit.chunk.path)}\n   {hit.chunk.text.strip()}{more}"
