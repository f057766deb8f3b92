"""Settings → store, graph, index, search, answer: the one composition root; opened late, part by part."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from kg.errors import StoreError
from kg.graph import GraphStore, open_store
from kg.once import Once
from kg.projection import Reading, graph_path, graph_state, resolve_all
from kg.queries import NamedQuery, find_readable, load_queries
from kg.records import Chunk, Document, Gap, Hit, Mention
from kg.search.filters import SearchFilters
from kg.settings import Settings
from kg.store import RecordStore
from kg.text.asked import LONGEST_QUESTION as LONGEST_QUESTION
from kg.text.asked import check_text as check_text
from kg.text.normalize import fold

P = ParamSpec("P")
T = TypeVar("T")
if TYPE_CHECKING:
    from kg.answer.ask import Answerer
    from kg.answer.model import Answer
    from kg.checks import Finding
    from kg.corrections.apply import Corrected
    from kg.extract.extractor import Extractor
    from kg.extract.names.dictionary import Dictionary
    from kg.index.store import Index
    from kg.resolve.linker import Resolution
    from kg.search.find import Found, Wish
    from kg.search.why import Why

MOST_CHOSEN = 128  # answers, comparisons and the like that are kept; what is made of all documents is kept for good


@dataclass(frozen=True)
class State:
    """What is loaded and whether the projections agree with the records."""

    documents: int
    graph: str  # kglite | neo4j address
    graph_current: bool
    index_current: bool
    encoder: str


class Engine:
    """All that a page or a command asks for. Reads only; ingest is the writer."""

    def __init__(self, settings: Settings, reading: Reading | None = None) -> None:
        self.settings = settings
        self.store = RecordStore(settings.home)
        self._whole, self._chosen = Once(), Once(MOST_CHOSEN)
        self.encoded: dict[str, Any] = {}  # the vectors of texts that answers compared
        self.next: Reading | None = None  # what a decision made over this engine left for the next one
        if reading:
            self.corrected, self.resolution = reading.corrected, reading.resolution

    @classmethod
    def open(cls, settings: Settings, reading: Reading | None = None) -> "Engine":
        """An engine over a data folder, of which `reading` is read already; the rest when it is asked for."""
        return cls(settings, reading)

    def __enter__(self) -> "Engine":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Gives back the graph; closing twice is harmless."""
        graph = self.__dict__.pop("graph", None)
        if graph is not None:
            graph.close()

    def once(self, make: "Callable[Concatenate[Engine, P], T]", *given: P.args, **named: P.kwargs) -> T:
        """`make(engine, …)`, made once and shared by all who ask: an engine reads one state of the records, so it holds.

        `make` is a function or class of a module, and nobody changes what it gave.
        """
        room = self._chosen if given or named else self._whole
        return room.get((make, given, *sorted(named.items())), lambda: make(self, *given, **named))

    @cached_property
    def queries(self) -> Mapping[str, NamedQuery]:
        """The named queries of queries/."""
        return load_queries()

    @cached_property
    def graph(self) -> GraphStore:
        """The graph, refused while it does not agree with the records."""
        self._check_filled()
        if graph_state(self.settings).get("state") != self.store.state():
            raise StoreError(f"{self.settings.home}：图谱与记录不一致；请运行 `python -m kg rebuild --graph`")
        return open_store(
            self.settings.graph_url,
            path=graph_path(self.settings),
            user=self.settings.graph_user,
            password=self.settings.graph_password,
            database=self.settings.graph_database,
        )

    def _check_filled(self) -> None:
        if not self.store.ids():
            raise StoreError(f"{self.settings.home}：库中还没有文件；请运行 `python -m ingest add 规划文件夹`")

    @cached_property
    def index(self) -> "Index":
        """The search index, refused where it is missing, stale or of another model."""
        from kg.index.store import Index

        self._check_filled()
        return Index.open(self.settings.home, self.settings.encoder, state=self.store.state())

    @cached_property
    def corrected(self) -> "Corrected":
        """All documents with the corrections in force put on, and what each of these did."""
        from kg.corrections.apply import load_corrected

        return load_corrected(self.store)

    @cached_property
    def loaded(self) -> Mapping[str, Document]:
        """All documents by id, corrected."""
        return {document.id: document for document in self.corrected.documents}

    @cached_property
    def resolution(self) -> "Resolution":
        """Who is who over all documents."""
        return resolve_all(self.loaded.values(), self.settings, self.corrected.named)

    @cached_property
    def extractor(self) -> "Extractor":
        """The reader of names; brings spaCy and the lexer."""
        from kg.extract.extractor import get_extractor
        from kg.native import preload

        preload()
        return get_extractor(names=self.settings.names)

    @cached_property
    def learnt(self) -> "Dictionary":
        """The names of the plans that are in, for reading questions and other texts."""
        from kg.extract.names.dictionary import learnt_names

        return self.extractor.dictionary(learnt_names(self.resolution.entities.values()))

    @cached_property
    def _answerer(self) -> "Answerer":
        from kg.answer.ask import Answerer

        return Answerer(Context(self))

    def search(self, query: str, *, k: int = 10, filters: SearchFilters | None = None) -> list[Hit]:
        """The best k passages for a query; refuses an empty one."""
        from kg.search import search

        text = check_text(query, "检索词")
        return search(self.index, text, k=k, filters=filters or SearchFilters())

    def find(self, query: str, wish: "Wish | None" = None, *, filters: SearchFilters | None = None) -> "Found":
        """The passages with their number and facets; refuses an empty query and a filter's value that nothing has."""
        from kg.search import find

        return find(self.index, check_text(query, "检索词"), wish, filters)

    def explain(self, found: "Found") -> "list[Why]":
        """Why each of the hits was found."""
        from kg.search import explain

        return explain(self.index, found.read.meaning, found.hits, found.asked)

    def neighbours(self, hit: Hit) -> tuple[Chunk | None, Chunk | None]:
        """The passages before and after a hit; None at its document's ends."""
        from kg.search import neighbours

        return neighbours(self.index, hit)

    def ask(self, question: str, *, previous: str = "") -> "Answer":
        """The answer to a question, read from the one before where it leans on it; refuses an empty and an endless one."""
        text = check_text(question, "问题")  # before the graph is opened: an empty question is no fault of the store
        return self._chosen.get((text, previous), lambda: self._answerer.answer(text, previous=previous))

    def annotate(self, text: str) -> list[Mention]:
        """The mentions of any text, linked to the entities of the plans where a name is theirs.

        Words of which a person said that they do not mean a thing are no mention of it.
        """
        from kg.corrections.log import load_corrections
        from kg.corrections.names import is_forbidden

        found = map(self._linked, self.extractor.annotate(text, self.learnt if self.loaded else None))
        corrections = load_corrections(self.settings.home).values()
        return [mention for mention in found if not is_forbidden(mention, text, corrections)]

    def _linked(self, mention: Mention) -> Mention:
        entity_id, name = self._ids.get((mention.type, fold(mention.name or mention.text)), ("", ""))
        return replace(mention, entity_id=entity_id, name=name or mention.name or mention.text)

    @cached_property
    def _ids(self) -> dict[tuple[str, str], tuple[str, str]]:
        return {
            (entity.type, fold(text)): (entity.id, entity.name)
            for entity in sorted(self.resolution.entities.values(), key=lambda e: e.id)
            for text in (*entity.aliases, entity.name)
        }

    def query(self, name: str, params: Mapping[str, object] | None = None) -> list[dict[str, object]]:
        """The rows of a named query; unknown names and parameters are a QueryError."""
        found = find_readable(self.queries, name)
        return self.graph.read(name, found.bind(params or {}))

    def documents(self) -> list[dict[str, Any]]:
        """The ledger: one row a document that was ever offered, failed ones too."""
        rows = self.store.ledger().values()
        return sorted(rows, key=lambda row: str(row["document"]))

    def document(self, document_id: str) -> Document:
        """One document; an unknown id is a StoreError."""
        found = self.loaded.get(document_id)
        if found is None:
            raise StoreError(f"{document_id}：没有这份文件；`python -m ingest status` 列出已入库的文件")
        return found

    def gaps(self, document_id: str) -> tuple[Gap, ...]:
        """What of a document was not understood; nothing of one that is not in."""
        document = self.loaded.get(document_id)
        return document.all_gaps if document else ()

    def check(self) -> "list[Finding]":
        """What the ontology's lint and the checks of data find, errors first."""
        from kg.checks import check_all

        return check_all(self.settings.home, tuple(self.loaded.values()), self.resolution, graph=lambda: self.graph)

    def state(self) -> State:
        """What is loaded, and whether graph and index agree with it."""
        from kg.index.store import index_state

        state = self.store.state()
        return State(
            documents=len(self.store.ids()),
            graph=self.settings.graph_url or "kglite",
            graph_current=graph_state(self.settings).get("state") == state,
            index_current=index_state(self.settings.home, self.settings.encoder) == state,
            encoder=self.settings.encoder or "multilingual-e5-small",
        )


def text_vectors(engine: Engine, texts: Sequence[str]) -> "list[Any]":
    """The unit vectors of texts; each is encoded once as long as the engine lives."""
    kept = engine.encoded
    if missing := [text for text in dict.fromkeys(texts) if text not in kept]:
        kept.update(zip(missing, engine.index.encoder.encode_passages(missing).vectors, strict=True))
    return [kept[text] for text in texts]


class Context:
    """The doors that answers look through (kg.answer.context.AnswerContext), over an engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def documents(self) -> Mapping[str, Document]:
        """The loaded documents by id."""
        return self._engine.loaded

    def read(self, name: str, params: Mapping[str, object]) -> list[dict[str, object]]:
        """The rows of a named query."""
        return self._engine.query(name, params)

    def cypher(self, name: str) -> str:
        """The text of a named query."""
        return self._engine.queries[name].text

    def search(self, query: str, *, k: int = 10, documents: tuple[str, ...] = ()) -> Sequence[Hit]:
        """The best passages, in these documents where any are named."""
        return self._engine.search(query, k=k, filters=SearchFilters(documents=documents))

    def annotate(self, text: str) -> Sequence[Mention]:
        """The entities that the extractor sees in a text."""
        return self._engine.annotate(text)

    def similarity(self, query: str, texts: Sequence[str]) -> Sequence[float]:
        """The encoder's cosine of the query with each text."""
        if not texts:
            return []
        [asked] = self._engine.index.encoder.encode_queries([query]).vectors
        return [float(vector @ asked) for vector in text_vectors(self._engine, texts)]
