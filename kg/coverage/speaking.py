"""The passages that speak of something: where its words stand, where it is mentioned by another name, where the meaning is near."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kg.answer.model import Citation
from kg.coverage.ahead import IndexAhead
from kg.coverage.things import Things
from kg.coverage.words import Letters, Place
from kg.engine import Engine
from kg.index.store import Index
from kg.records import Document, Hit
from kg.search import SearchFilters, search
from kg.search.exact import what_is_asked

# How a passage speaks of a name, the surest first.
WORDS, NAMED, NEAR = "words", "named", "near"
WAYS = (WORDS, NAMED, NEAR)
# Cosine of the nearest window plus mean cosine of the nearest tokens: of seventy themes that plans for science and
# industry do not speak of (远洋捕捞, 高考改革 …) two reach it, of forty paraphrases of what they do speak of most.
NEAR_ENOUGH = 1.34
MOST_NEAR = 50  # passages near in meaning for one name, of all documents


@dataclass(frozen=True)
class Passage:
    """A passage that speaks of what was looked for; `name`: as the text writes it, '' where it is only near in meaning.

    The citation is of the first sentence, table row or heading that does; `spans` are all of them, by offsets.
    """

    way: str  # one of WAYS
    name: str
    citation: Citation
    chunk_id: str
    spans: tuple[tuple[int, int], ...]


class Speaking:
    """Finds passages in all documents of an engine; keeps what it made of them for the next name."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def prepare(self, names: Iterable[str]) -> None:
        """Tells what will be looked for, which makes a long list quick; an IndexStateError where no index can be had."""
        self._index = IndexAhead.of(self._engine.index, map(what_is_asked, names))

    @cached_property
    def _index(self) -> Index:
        return self._engine.index

    @cached_property
    def _letters(self) -> dict[str, Letters]:
        return {key: Letters(document) for key, document in self._engine.loaded.items()}

    @cached_property
    def _things(self) -> Things:
        return Things.of(self._engine.loaded.values(), self._engine.resolution)

    def find(self, names: Iterable[str], filters: SearchFilters | None = None) -> list[Passage]:
        """The passages that speak of one of the names within the filters, the surest first."""
        asked = tuple(names)
        chosen = filters or SearchFilters()
        return by_sureness(self._admitted(self.said(asked), chosen), self.near(asked, chosen))

    def _admitted(self, passages: Sequence[Passage], filters: SearchFilters) -> list[Passage]:
        if filters == SearchFilters():
            return list(passages)
        index = self._index
        ids = {index.entries[int(row)].chunk.id for row in filters.rows(index)}
        return [one for one in passages if one.chunk_id in ids]

    def said(self, names: Iterable[str]) -> list[Passage]:
        """The passages where one of the names stands, or the thing is mentioned that it means; each once, in order."""
        found: dict[str, Passage] = {}
        asked = tuple(names)
        for way, (letters, place) in (*self._words(asked), *self._mentions(asked)):
            span = letters.quote(place)
            first = found.get(place.chunk.id)
            if first is None:
                found[place.chunk.id] = self._passage(way, letters, place, span)
            elif span not in first.spans:
                found[place.chunk.id] = replace(first, spans=(*first.spans, span))
        return list(found.values())

    def near(self, names: Iterable[str], filters: SearchFilters | None = None) -> list[Passage]:
        """The passages near in meaning to one of the names, the nearest first; an IndexStateError where no index can be had."""
        best: dict[str, Hit] = {}
        for name in names:
            for hit in search(self._index, name, k=MOST_NEAR, filters=filters):
                if nearness(hit) >= NEAR_ENOUGH and nearness(hit) > nearness(best.get(hit.chunk.id)):
                    best[hit.chunk.id] = hit
        return [_of_hit(hit) for hit in sorted(best.values(), key=nearness, reverse=True)]

    def _words(self, names: Sequence[str]) -> Iterator[tuple[str, tuple[Letters, Place]]]:
        """Where the names stand; in the passages themselves first, then in headings and captions."""
        places = [
            (letters, place) for letters in self._letters.values() for name in names for place in letters.find(name)
        ]
        for one in sorted(places, key=_is_heading):
            yield WORDS, one

    def _mentions(self, names: Sequence[str]) -> Iterator[tuple[str, tuple[Letters, Place]]]:
        for name in names:
            for document_id, mention in self._things.find(name):
                letters = self._letters[document_id]
                place = letters.place(mention.start, mention.end)
                if place:
                    yield NAMED, (letters, place)

    def _passage(self, way: str, letters: Letters, place: Place, span: tuple[int, int]) -> Passage:
        name = letters.document.text[place.start : place.end]
        return Passage(way, name, cite(letters.document, place.chunk.path, span), place.chunk.id, (span,))


def by_sureness(said: Sequence[Passage], near: Sequence[Passage]) -> list[Passage]:
    """All passages, each once as the surer of the two: those that say it first, of these the nearest in meaning first."""
    ranks = {passage.chunk_id: rank for rank, passage in enumerate(near)}
    found = {passage.chunk_id: passage for passage in (*near, *said)}
    return sorted(found.values(), key=lambda one: (WAYS.index(one.way), ranks.get(one.chunk_id, len(ranks))))


def cite(document: Document, section: tuple[str, ...], span: tuple[int, int]) -> Citation:
    """The citation of a range of a document."""
    return Citation(document.name, document.id, document.title, section, document.text[slice(*span)], *span)


def nearness(hit: Hit | None) -> float:
    """How near in meaning a hit is; 0 where there is none, and for a line that answers nothing."""
    if hit is None or hit.score <= 0:
        return 0.0
    return hit.scores.get("dense", 0.0) + hit.scores.get("late", 0.0)


def _is_heading(place: tuple[Letters, Place]) -> bool:
    return place[1].start < place[1].chunk.start


def _of_hit(hit: Hit) -> Passage:
    chunk = hit.chunk
    citation = Citation(hit.document, chunk.document_id, hit.title, chunk.path, chunk.text, chunk.start, chunk.end)
    return Passage(NEAR, "", citation, chunk.id, ((chunk.start, chunk.end),))
