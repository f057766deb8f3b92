"""What is new for saved searches: passages with sentences that were not there at the last look, and passages gone since."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.coverage.speaking import Passage, Speaking, cite
from kg.engine import Engine
from kg.errors import QueryError
from kg.search.exact import exact_phrases
from kg.watching.saved import SavedSearch, check_search, load_searches, save_search
from kg.watching.seen import Look, Seen, asked_of, load_looks, remember
from kg.watching.texts import Known, Library, moved

NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class News:
    """Of one saved search: all its passages now, those that are new (cited by what is), those gone; `look` to remember."""

    search: SavedSearch
    passages: tuple[Passage, ...] = ()
    new: tuple[Passage, ...] = ()
    gone: tuple[Seen, ...] = ()
    first: bool = False  # never looked at before: everything is new
    look: Look | None = None
    failure: str = ""  # why it could not be run; then nothing else is told


class Watch:
    """Looks at saved searches over what an engine holds; changes nothing until told to remember."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._home = engine.settings.home
        self._speaking = Speaking(engine)
        self._library = Library(engine.loaded.values())

    def look(self, searches: Iterable[SavedSearch]) -> list[News]:
        """The news of each search; one that cannot be run (its document is gone) says so in its own."""
        looks = load_looks(self._home)
        return [self._news(search, looks.get(search.name)) for search in searches]

    def remember(self, news: Iterable[News], *, names: Iterable[str]) -> None:
        """From now on what was told is no news; `names` of all saved searches, others are forgotten."""
        looks = {one.search.name: one.look for one in news if one.look}
        remember(self._home, looks, names=frozenset(names))

    def passages(self, search: SavedSearch) -> list[Passage]:
        """The passages that speak of what a search asks, the surest first."""
        return self._speaking.find((search.query, *exact_phrases(search.query)), search.filters)

    def _news(self, search: SavedSearch, last: Look | None) -> News:
        try:
            passages = self.passages(search) if self._engine.loaded else []
        except QueryError as err:
            return News(search, failure=str(err))
        look = Look(asked_of(search), self._library.known, tuple(map(self._seen, passages)))
        if last is None or last.asked != look.asked:
            return News(search, tuple(passages), tuple(passages), first=True, look=look)
        elsewhere = moved(last.known, look.known)
        new = tuple(self._new(passages, last.known, elsewhere))
        gone = tuple(one for one in last.found if not set(one.prints) <= look.known.get(one.document, NONE) | elsewhere)
        return News(search, tuple(passages), new, gone, look=look)

    def _new(self, passages: Iterable[Passage], before: Known, elsewhere: frozenset[str]) -> Iterator[Passage]:
        """The passages that say something new of what is asked, cited by the first place that does."""
        for passage in passages:
            citation = passage.citation
            known = before.get(citation.document, NONE) | elsewhere
            spans = [span for span in passage.spans if self._library.prints(citation.document_id, span) - known]
            if spans:
                document = self._engine.document(citation.document_id)
                yield replace(passage, citation=cite(document, citation.section, spans[0]), spans=tuple(spans))

    def _seen(self, passage: Passage) -> Seen:
        one = passage.citation
        prints = self._library.prints(one.document_id, (one.start, one.end))
        return Seen(one.document, one.title, one.section, one.quote, tuple(sorted(prints)))


def keep(watch: Watch, home: Path, search: SavedSearch, *, replace: bool = False) -> News:
    """Saves a search and remembers what it finds now, so that only what comes later is new.

    One that cannot be run is not saved: a QueryError.
    """
    check_search(search)
    [news] = watch.look([search])
    if news.failure:
        raise QueryError(news.failure)
    save_search(home, search, replace=replace)
    watch.remember([news], names=load_searches(home))
    return news
