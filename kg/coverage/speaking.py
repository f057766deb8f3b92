"""The passages that speak of something: where its words stand, where it is mentioned by another name, where the meaning is near."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kg.answer.model import Citation
from kg.coverage.ahead import IndexAhead
from kg.coverage.things import Things
from kg.coverage.words import Letters, Place, compare_form
from kg.engine import Engine
from kg.index.store import Index
from kg.records import Document, Hit, Mention
from kg.search import SearchFilters, Why, Wish, explain, find
from kg.search.exact import what_is_asked
from kg.search.understand import understood
from kg.text.lac import lac

# How a passage speaks of a name, the surest first.
WORDS, NAMED, NEAR = "words", "named", "near"
WAYS = (WORDS, NAMED, NEAR)
EVERY = Wish(every=True)  # passage that search counts as speaking of it, not the best few
NEAREST = Wish(k=50, per_section=0, counted=False)
# Cosine of the nearest window plus mean cosine of the nearest tokens, asked for where a few characters are looked for and
# silence is told. Over the sample plans (`python -m train.thresholds nearness`) none of 60 themes that they do not speak of
# (高考改革 …) reaches it, and 4 of 30 things that they say in quite other words; from 1.25 one and 4, from 1.20 one and 9.
# Over five other plans, of 40 nearer paraphrases 34 reached it, 35 from 1.25. Another encoder needs another.
SURELY_NEAR = 1.26


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


@dataclass(frozen=True)
class Found:
    """One place where something is named: how, and where in which document."""

    way: str  # WORDS or NAMED
    letters: Letters
    place: Place


def read_letters(engine: Engine) -> Mapping[str, Letters]:
    """The texts of all documents, ready to be looked through, by id."""
    return {key: Letters(document) for key, document in engine.loaded.items()}


def read_things(engine: Engine) -> Things:
    """What the documents mention."""
    return Things.of(engine.loaded.values(), engine.resolution)


class Speaking:
    """Finds passages in all documents of an engine; what it made of them is the engine's, and there for the next."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def prepare(self, names: Iterable[str]) -> None:
        """Tells what will be looked for, which makes a long list quick; an IndexStateError where no index can be had."""
        index = self._engine.index
        self._index = IndexAhead.of(index, (what_is_asked(understood(index, name).meaning) for name in names))

    def read_as(self, name: str) -> str:
        """What a misspelt name is taken for where the meaning is looked for; '' for a name taken as it stands."""
        read = understood(self._index, name)
        return read.text if read.corrected else ""

    @cached_property
    def _index(self) -> Index:
        return self._engine.index

    @cached_property
    def _letters(self) -> Mapping[str, Letters]:
        return self._engine.once(read_letters)

    @cached_property
    def _things(self) -> Things:
        return self._engine.once(read_things)

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
        return self.passages_at(self.places(names))

    def places(self, names: Iterable[str]) -> list[Found]:
        """Where one of the names stands, to the letter first, then where the thing is mentioned that it means."""
        asked = tuple(names)
        return [*self._words(asked), *self._mentions(asked)]

    def places_of(self, thing: str) -> list[Found]:
        """Where a thing is mentioned, by its canonical id."""
        return list(self._placed(self._things.mentions.get(thing, ())))

    def things_named(self, names: Iterable[str]) -> frozenset[str]:
        """The canonical ids of the things that one of the names may mean."""
        return frozenset(thing for name in names for thing in self._things.meant.get(compare_form(name), ()))

    def place(self, document_id: str, start: int, end: int) -> Found | None:
        """A range of a document as a place; None where no passage holds it."""
        letters = self._letters[document_id]
        found = letters.place(start, end)
        return Found(WORDS, letters, found) if found else None

    def passages_at(self, places: Iterable[Found]) -> list[Passage]:
        """The passages of these places, each once, with all its sentences that hold one."""
        found: dict[str, Passage] = {}
        for one in places:
            span = one.letters.quote(one.place)
            first = found.get(one.place.chunk.id)
            if first is None:
                found[one.place.chunk.id] = self._passage(one, span)
            elif span not in first.spans:
                found[one.place.chunk.id] = replace(first, spans=(*first.spans, span))
        return list(found.values())

    def near(
        self, names: Iterable[str], filters: SearchFilters | None = None, *, surely: bool = False
    ) -> list[Passage]:
        """The passages near in meaning to one of the names, the nearest first; `surely`: only those beyond doubt.

        Where the encoder has no vectors of tokens, no more can be had than what search counts as speaking of it.
        Refuses as search does: an IndexStateError where no index can be had, a QueryError for a filter that fits nothing.
        """
        best: dict[str, tuple[Hit, Why]] = {}
        surely = surely and self._index.encoder.token_size > 0
        for name in names:
            found = find(self._index, name, NEAREST if surely else EVERY, filters)
            hits = [one for hit in found.hits for one in (hit, *hit.also) if not surely or nearness(one) >= SURELY_NEAR]
            for hit, why in zip(hits, explain(self._index, found.read.meaning, hits, found.asked), strict=True):
                if hit.chunk.id not in best or hit.score > best[hit.chunk.id][0].score:
                    best[hit.chunk.id] = hit, why
        return [_of_hit(hit, why) for hit, why in sorted(best.values(), key=_score, reverse=True)]

    def _words(self, names: Sequence[str]) -> Iterator[Found]:
        """Where the names stand; in the passages themselves first, then in headings and captions."""
        self._read_ahead(names)
        places = [
            Found(WORDS, letters, place)
            for letters in self._letters.values()
            for name in names
            for place in letters.find(name)
        ]
        yield from sorted(places, key=_is_heading)

    def _read_ahead(self, names: Sequence[str]) -> None:
        """The words of all sentences that the names stand in, read together: half the time of one by one."""
        todo = {
            (letters, left): text
            for letters in self._letters.values()
            for name in names
            for left, text in letters.unread(name)
        }
        for (letters, left), words in zip(todo, lac().tag(list(todo.values())) if todo else (), strict=True):
            letters.learn(left, words)

    def _mentions(self, names: Sequence[str]) -> Iterator[Found]:
        for name in names:
            yield from self._placed(self._things.find(name))

    def _placed(self, mentions: Iterable[tuple[str, Mention]]) -> Iterator[Found]:
        for document_id, mention in mentions:
            letters = self._letters[document_id]
            place = letters.place(mention.start, mention.end)
            if place:
                yield Found(NAMED, letters, place)

    def _passage(self, found: Found, span: tuple[int, int]) -> Passage:
        document, place = found.letters.document, found.place
        name = document.text[place.start : place.end]
        return Passage(found.way, name, cite(document, place.chunk.path, span), place.chunk.id, (span,))


def by_sureness(said: Sequence[Passage], near: Sequence[Passage]) -> list[Passage]:
    """All passages, each once as the surer of the two: those that say it first, of these the nearest in meaning first."""
    ranks = {passage.chunk_id: rank for rank, passage in enumerate(near)}
    found = {passage.chunk_id: passage for passage in (*near, *said)}
    return sorted(found.values(), key=lambda one: (WAYS.index(one.way), ranks.get(one.chunk_id, len(ranks))))


def cite(document: Document, section: tuple[str, ...], span: tuple[int, int]) -> Citation:
    """The citation of a range of a document."""
    return Citation.of(document, section, *span)


def nearness(hit: Hit) -> float:
    """How near in meaning a hit is, whatever its words; 0 for a line that answers nothing."""
    return 0.0 if hit.score <= 0 else hit.scores.get("dense", 0.0) + hit.scores.get("late", 0.0)


def _is_heading(found: Found) -> bool:
    return found.place.start < found.place.chunk.start


def _score(found: tuple[Hit, Why]) -> float:
    return found[0].score


def _of_hit(hit: Hit, why: Why) -> Passage:
    """A hit, cited by its sentence nearest in meaning; by the whole passage where none is."""
    chunk = hit.chunk
    start, end = why.sentence if why.sentence and chunk.kind == "text" else (0, len(chunk.text))
    span = (chunk.start + start, chunk.start + end)
    quote = chunk.text[start:end]
    citation = Citation(hit.document, chunk.document_id, hit.title, chunk.path, quote, *span)
    return Passage(NEAR, "", citation, chunk.id, (span,))


def passage_row(passage: Passage) -> dict[str, object]:
    """A passage with its citation, as `--json` tells it."""
    citation = passage.citation
    told = {"document_id": citation.document_id, "title": citation.title, **citation.to_json()}
    return {"way": passage.way, "name": passage.name, **told}
