"""The things that a plan itself tells in a question's words: in a clause of their own, or in a heading over them."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.answer.asked.described import Described
from kg.answer.asked.intents import Asking
from kg.answer.asked.names import NameIndex
from kg.answer.asked.question import content_words
from kg.answer.asked.spelled import spelled
from kg.answer.context import AnswerContext
from kg.answer.folding import fold
from kg.answer.model import Citation
from kg.records import Chunk, Document
from kg.text.sentences import iter_sentences

UNTOLD = re.compile("所在$|所属$|落户$|入驻$|位于$|落在$")  # joins and tells nothing
CLAUSE = re.compile(r"[^，；。：:,;\t]+")
FIGURE = re.compile(r"\d+(?:\.\d+)?|[一二两三四五六七八九十]+个?(?:年半?|月|周|天|届|次|倍|成)")
DENIED = re.compile(r"不(?![断仅但少低同良足])|未(?!来)|无需|暂缓|(?<![\u4e00-\u9fff])除(?!了)")
FIRM = 0.6  # of the words of a clause or heading that are those of the description or of the thing's name


@dataclass(frozen=True)
class Told:
    """A thing of the kind in a text with all words of a description, and how much of that text they are (1 = all)."""

    name: str
    kind: str
    citation: Citation
    share: float
    headed: bool = False


@dataclass(frozen=True)
class OwnWords:
    """Looks a description up in the plans."""

    context: AnswerContext
    asking: Asking
    names: NameIndex

    def told(self, told: Described, scope: Sequence[str]) -> list[Told]:
        """The things of the kind in the sentences, rows and headings that hold all words and figures of the description."""
        words = [self.asking.spell(word) for word in content_words(UNTOLD.sub("", told.told), self.asking)]
        figures = [re.compile(rf"(?<![\d.]){re.escape(one)}(?![\d.])") for one in FIGURE.findall(told.told)]

        def holds(text: str) -> bool:
            spoken = self.asking.spell(text)
            held = all(self.asking.stands_in(one, spoken) for one in words) and all(one.search(text) for one in figures)
            return held and bool(DENIED.search(text)) == bool(DENIED.search(told.told))

        found: list[Told] = []
        for document in self.context.documents.values() if words else ():
            text = spelled(self.asking, document)
            if (scope and document.id not in scope) or not all(self.asking.stands_in(one, text) for one in words):
                continue
            for chunk in document.chunks:
                above = [place for place, one in enumerate(chunk.path) if holds(one)]
                for one in _sentences(document, chunk):
                    found += [
                        Told(
                            name, kind, one, self._share(chunk.path[place], one, words, (name, told.noun)), headed=True
                        )
                        for place in above
                        for name, kind in self._headed(chunk.path[place:], one.quote, told)
                    ]
                    if holds(f"{chunk.header}{one.quote}"):
                        found += self._in_sentence(one, words, told, holds)
        return found

    def said_of(self, told: str, name: str) -> Citation | None:
        """The sentence with one clause that holds a name and all that a description tells of it; None where none does."""
        words = [word for word in self._words(told) if word not in self.asking.words["routine"]]
        for document in self.context.documents.values() if words else ():
            text = spelled(self.asking, document)
            if name not in text or not all(self.asking.stands_in(one, text) for one in words):
                continue
            for one in (one for chunk in document.chunks for one in _sentences(document, chunk)):
                for clause in map(self.asking.spell, CLAUSE.findall(one.quote)):
                    if name in clause and all(self.asking.stands_in(word, clause) for word in words):
                        return one
        return None

    def _in_sentence(
        self, one: Citation, words: Sequence[str], told: Described, holds: Callable[[str], bool]
    ) -> Iterator[Told]:
        """The things in the clauses that hold the description, else in the whole sentence."""
        clauses = [clause for clause in CLAUSE.findall(one.quote) if holds(clause)]
        near = [(pair, clause) for clause in clauses for pair in self._named(clause, told)]
        near = near or [(pair, clause) for clause in clauses or [one.quote] for pair in self._named(one.quote, told)]
        for (name, kind), clause in near:
            yield Told(name, kind, one, self._share(clause, one, words, (name, told.noun)))

    def _headed(self, path: Sequence[str], quote: str, told: Described) -> list[tuple[str, str]]:
        """What a heading is about: the thing that it names, that a heading below names, or that a sentence begins with."""
        for heading in path:
            if named := list(self._named(heading, told)):
                return named
        return [pair for pair in self._named(quote, told) if self.begins(quote, pair[0])]

    def _share(self, text: str, one: Citation, words: Sequence[str], named: tuple[str, str]) -> float:
        """How much of the words of a text, the thing's own and its kind aside, are those of the description.

        0 of a thing that is not called as the description calls it: 甲园 is no 农民就业产业基地.
        """
        around = self.asking.spell("".join((*named[:1], one.quote, *one.section)))
        if not all(word in around for word in self._words(named[1])):
            return 0.0
        for own in named:
            text = text.replace(own, "，")
        ours = [form for word in words for form in (word, *self.asking.near_to(word))]
        rest = self._words(text)
        return sum(any(word in form or form in word for form in ours) for word in rest) / (len(rest) or 1)

    def _words(self, text: str) -> list[str]:
        return [word for word in content_words(text, self.asking) if word not in self.asking.kinds]

    def begins(self, quote: str, name: str) -> bool:
        """Whether a sentence begins with a name."""
        first = next(iter(self.names.find(fold(quote))), None)
        return first is not None and first.start == 0 and any(one.name == name for one in first.entities)

    def _named(self, text: str, told: Described) -> Iterator[tuple[str, str]]:
        """The things of the kind that a text names and the description does not."""
        for link in self.names.find(fold(text)):
            if link.text not in fold(told.told):
                yield from ((one.name, one.type) for one in link.of_type(told.types))


def best_told(told: Described, found: Sequence[Told]) -> dict[str, Citation]:
    """The things whose own clause or heading tells little but the description, those told best; {} where none is."""
    firm = [one for one in found if one.share >= FIRM]
    firm = [one for one in firm if told.noun in one.name] or firm
    kind = next((kind for kind in told.types if any(one.kind == kind for one in firm)), "")
    best = max((one.share for one in firm if one.kind == kind), default=0.0)
    return {one.name: one.citation for one in firm if one.kind == kind and one.share == best}


def _sentences(document: Document, chunk: Chunk) -> Iterator[Citation]:
    """The sentences of a chunk; a row whole."""
    spans = [(0, chunk.end - chunk.start)] if chunk.kind == "table_row" else iter_sentences(chunk.text)
    for first, last in spans:
        yield Citation.of(document, chunk.path, chunk.start + first, chunk.start + last)
