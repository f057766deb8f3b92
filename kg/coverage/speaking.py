"""The passages that speak of something: where its words stand, where it is mentioned by another name, where the meaning is near."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.answer.model import Citation
from kg.coverage.things import Things
from kg.coverage.words import Letters, Place
from kg.engine import Engine
from kg.records import Hit
from kg.search import SearchFilters

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

    The citation's quote is the sentence, table row or heading that does; `start` below the passage's own is a heading.
    """

    way: str  # one of WAYS
    name: str
    citation: Citation
    chunk_id: str


class Speaking:
    """Finds passages in all documents of an engine; keeps what it made of them for the next name."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @cached_property
    def _letters(self) -> dict[str, Letters]:
        return {key: Letters(document) for key, document in self._engine.loaded.items()}

    @cached_property
    def _things(self) -> Things:
        return Things.of(self._engine.loaded.values(), self._engine.resolution)

    def said(self, names: Iterable[str]) -> list[Passage]:
        """The passages where one of the names stands, or the thing is mentioned that it means; each once, in order."""
        found: dict[str, Passage] = {}
        asked = tuple(names)
        for way, place in (*self._words(asked), *self._mentions(asked)):
            found.setdefault(place[1].chunk.id, self._passage(way, *place))
        return list(found.values())

    def near(self, names: Iterable[str], filters: SearchFilters | None = None) -> list[Passage]:
        """The passages near in meaning to one of the names, the nearest first; an IndexStateError where no index can be had."""
        best: dict[str, Hit] = {}
        for name in names:
            for hit in self._engine.search(name, k=MOST_NEAR, filters=filters):
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

    def _passage(self, way: str, letters: Letters, place: Place) -> Passage:
        document, chunk = letters.document, place.chunk
        start, end = letters.quote(place)
        quote = document.text[start:end]
        citation = Citation(document.name, document.id, document.title, chunk.path, quote, start, end)
        return Passage(way, document.text[place.start : place.end], citation, chunk.id)


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
    return Passage(NEAR, "", citation, chunk.id)
