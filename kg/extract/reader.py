"""The one pipeline that reads text for names, built on spaCy: plans, table cells and questions go through it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from kg.extract.indicators.mentions import IndicatorFinder
from kg.extract.lists.enumerations import EnumerationFinder
from kg.extract.names.bodies import Bodies
from kg.extract.names.dictionary import TEXT, Dictionary, Name, WordEdges
from kg.extract.names.firms import FirmFinder
from kg.extract.names.introduced import IntroducedFinder
from kg.extract.names.joined import JoinedFinder
from kg.extract.names.learned import LearnedNames
from kg.extract.names.lexer_names import find_lexer_names
from kg.extract.names.members import MemberFinder
from kg.extract.names.names import NameFinder
from kg.extract.names.papers import PaperFinder
from kg.extract.names.patterns import BookFinder, find_plan_line
from kg.extract.names.plausible import Plausible
from kg.extract.names.titled_works import TitledWorks, box_title
from kg.extract.names.titles import TitleFinder
from kg.extract.names.trade_names import TradeNames
from kg.extract.words.candidates import Candidate, best_of
from kg.extract.words.lexer import lex_all
from kg.extract.words.runs import RunCutter
from kg.extract.words.vocabulary import Vocabulary
from kg.native import import_spacy

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

CANDIDATES, TOKENS = "candidates", "tokens"
READERS = count()
BRANDED = re.compile(r"(?:牌|号|[一-龥A-Za-z]{0,6}(?:模型|品牌|平台|系统|计划|行动|工程|航线|专列|班列|卫星|大赛))")
BOXED = ("Project", "Platform", "Park", "Fund")  # classes of which the title of a box names nothing


@dataclass(frozen=True)
class Finders:
    """What the pipeline looks names up with; built once from the ontology."""

    vocabulary: Vocabulary
    bodies: Bodies
    names: NameFinder
    members: MemberFinder
    firms: FirmFinder
    lists: EnumerationFinder
    joined: JoinedFinder
    books: BookFinder
    papers: PaperFinder
    titles: TitleFinder
    introduced: IntroducedFinder
    indicators: IndicatorFinder
    learned: LearnedNames


class NameReader:
    """Reads a line of text; returns candidates, best ones first chosen, none overlapping."""

    def __init__(self, finders: Finders, names: Iterable[Name], *, without: frozenset[str] = frozenset()) -> None:
        self.nlp = blank_language()
        self.finders = finders
        self._without = without
        self._runs = RunCutter(finders.vocabulary.boundaries, sizes=finders.vocabulary.sizes)
        self._plausible = Plausible(finders.vocabulary)
        self._trades = TradeNames(finders.vocabulary)
        self._works = TitledWorks(finders.vocabulary, finders.names)
        self._dictionary = Dictionary(self.nlp, names, finder="gazetteer")
        self._add_components()

    def _add_components(self) -> None:
        from spacy.language import Language

        for name, step in (
            ("kg_marked", self._marked),
            ("kg_known", self._known),
            ("kg_shaped", self._shaped),
            ("kg_listed", self._listed),
            ("kg_learned", Together(self._learned)),
        ):
            own = (
                f"{name}_{next(READERS)}"  # spaCy's register is global: a second reader would get the first one's steps
            )
            Language.component(own, func=step)
            self.nlp.add_pipe(own)

    def read(self, text: str) -> list[Candidate]:
        """All candidates of a text, overlapping ones too: the caller adds what it has learnt and chooses."""
        return self.read_all([text])[0]

    def find(self, names: Dictionary, text: str) -> Iterator[Candidate]:
        """Where the names of a dictionary of its own stand in a text."""
        return self._named(names, self.nlp.make_doc(text))

    def read_all(self, texts: Sequence[str]) -> list[list[Candidate]]:
        """The same of many texts, faster than one by one."""
        docs = self.nlp.pipe(self._docs(texts))
        return [[one for one in doc.user_data[CANDIDATES] if one.finder not in self._without] for doc in docs]

    def _docs(self, texts: Sequence[str]) -> Iterator["Doc"]:
        for text, tokens in zip(texts, lex_all(texts), strict=True):
            doc = self.nlp.make_doc(text)
            doc.user_data[TOKENS] = tokens
            yield doc

    def _marked(self, doc: "Doc") -> "Doc":
        """What the text itself marks: 《》, a plan's title on a line of its own, honours."""
        text = doc.user_data[TEXT]
        doc.user_data[CANDIDATES] = [
            *self._plausible.keep(text, self.finders.books.find(text)),
            *find_plan_line(text),
            *self._plausible.keep(text, self.finders.papers.find(text)),
            *self.finders.titles.find(text),
        ]
        return doc

    def _known(self, doc: "Doc") -> "Doc":
        """What the gazetteers and the forms of government bodies know; short names only where the lexer sees a word."""
        text = doc.user_data[TEXT]
        words = WordEdges(doc.user_data[TOKENS])
        found = doc.user_data[CANDIDATES]
        found.extend(c for c in self._named(self._dictionary, doc) if words.allow(c) and not _is_brand(text, c))
        found.extend(self.finders.bodies.find(text))
        return doc

    def _named(self, names: Dictionary, doc: "Doc") -> Iterator[Candidate]:
        """The names of a dictionary in a text, but for an industry's inside the name of a thing of that industry."""
        for candidate in names.find(doc):
            if candidate.type != "Industry" or not self._trades.is_attribute(doc.user_data[TEXT], candidate.end):
                yield candidate

    def _shaped(self, doc: "Doc") -> "Doc":
        """What looks like a name: by its head, or to the lexer's eye."""
        text, tokens = doc.user_data[TEXT], doc.user_data[TOKENS]
        runs = list(self._runs.cut(tokens))
        found = doc.user_data[CANDIDATES]
        found.extend(self._plausible.keep(text, self.finders.names.find(text, runs)))
        found.extend(self._plausible.keep(text, self.finders.members.find(text, tokens)))
        found.extend(self._plausible.keep(text, self.finders.introduced.find(text)))
        found.extend(self._plausible.keep(text, self._works.find(text)))
        found.extend(self.finders.indicators.find(text))
        found.extend(self._plausible.keep(text, self.finders.firms.find(text, tokens)))
        lexed = find_lexer_names(text, tokens, self.finders.vocabulary)
        found.extend(self._plausible.keep(text, lexed))
        if box_title(text):  # 专栏1 重点工程: what a box is about, and no work
            doc.user_data[CANDIDATES] = [c for c in found if c.type not in BOXED or c.finder == "gazetteer"]
        return doc

    def _listed(self, doc: "Doc") -> "Doc":
        """What stands in a list with names."""
        text = doc.user_data[TEXT]
        found = doc.user_data[CANDIDATES]
        known = {(c.start, c.end): c.type for c in best_of(found)}
        listed = self.finders.lists.find(text, doc.user_data[TOKENS], known)
        found.extend(self._plausible.keep(text, listed))
        found.extend(self._plausible.keep(text, list(self.finders.joined.find(text, doc.user_data[TOKENS], found))))
        return doc

    def _learned(self, docs: Sequence["Doc"]) -> None:
        """What the trained recogniser takes for a name, where the lexer sees one and nothing above explains it."""
        data = [doc.user_data for doc in docs]
        learned = self.finders.learned.find_all(
            [(own[TEXT], own[TOKENS], best_of(own[CANDIDATES])) for own in data],
        )
        for own, candidates in zip(data, learned, strict=True):
            own[CANDIDATES].extend(self._plausible.keep(own[TEXT], candidates))


def _is_brand(text: str, candidate: Candidate) -> bool:
    """Whether a place's name in quotation marks is what something is called: “某某”大模型, “某某”品牌."""
    quoted = text[: candidate.start].endswith("“") and text.startswith("”", candidate.end)
    return candidate.type == "Region" and quoted and bool(BRANDED.match(text, candidate.end + 1))


class Together:
    """A step of the pipeline that is faster over many texts than over one."""

    def __init__(self, step: Callable[[Sequence["Doc"]], None]) -> None:
        self._step = step

    def __call__(self, doc: "Doc") -> "Doc":
        self._step([doc])
        return doc

    def pipe(self, docs: Iterable["Doc"], *, batch_size: int) -> Iterator["Doc"]:
        """spaCy's way to hand over many."""
        from spacy.util import minibatch

        for several in minibatch(docs, batch_size):
            self._step(several)
            yield from several


def blank_language() -> "Language":
    """spaCy's Chinese without a model; one token a character, blanks too, so that offsets are the text's own."""
    spacy = import_spacy()
    from spacy.tokens import Doc

    nlp = spacy.blank("zh")

    def by_character(text: str) -> Doc:
        doc = Doc(nlp.vocab, words=list(text), spaces=[False] * len(text))
        doc.user_data[TEXT] = text
        return doc

    nlp.tokenizer = by_character
    return nlp
