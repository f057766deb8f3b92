"""Names known beforehand, found with spaCy's PhraseMatcher over single characters: exact substrings, right offsets."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.words.candidates import Candidate
from kg.extract.words.lexer import NAME_TAGS, Token
from kg.records import Entity

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BARE = 2  # names of so many characters must be tagged as names by the lexer
SHORT = 4  # names of so many must begin and end where words do
# Proper names carry over to other texts; industries, titles and the like are told by the gazetteer and the sentence.
LEARNT = frozenset({"Enterprise", "Institution", "Park", "Region", "Department"})
TEXT = "text"  # where a Doc keeps its text: spaCy's own `text` is put together anew at every call


@dataclass(frozen=True)
class Name:
    """One way to write an entity's name. `not_in`: longer strings in which it means something else."""

    text: str
    type: str
    canonical: str
    weight: float = 2.2
    not_in: tuple[str, ...] = ()


class Dictionary:
    """A set of names ready to be matched."""

    def __init__(self, nlp: "Language", names: Iterable[Name], *, finder: str) -> None:
        from spacy.matcher import PhraseMatcher

        self._finder = finder
        self._names: dict[str, Name] = {}
        for name in names:
            self._names.setdefault(name.text, name)
        self._matcher = PhraseMatcher(nlp.vocab)
        self._matcher.add("name", [nlp.make_doc(text) for text in self._names])

    def __len__(self) -> int:
        return len(self._names)

    def find(self, doc: "Doc") -> Iterator[Candidate]:
        """Every place where a name stands, but for those inside a longer string of its `not_in`."""
        text = doc.user_data[TEXT]
        for _, left, right in self._matcher(doc):
            start, end = doc[left].idx, doc[right - 1].idx + len(doc[right - 1])
            name = self._names[text[start:end]]
            if not any(inside(text, start, end, longer) for longer in name.not_in):
                canonical = name.canonical if name.canonical != name.text else ""
                yield Candidate(start, end, name.type, name.weight, self._finder, canonical)


def inside(text: str, start: int, end: int, longer: str) -> bool:
    """Whether text[start:end] is a part of an occurrence of `longer`."""
    place = text.find(longer, max(0, end - len(longer)), start + len(longer))
    return place >= 0 and place <= start and end <= place + len(longer)


class WordEdges:
    """Whether a short name stands in a text as a word of its own: 资源 is a county, and far more often not."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._starts = {token.start for token in tokens}
        self._ends = {token.end for token in tokens}
        self._names = {(token.start, token.end) for token in tokens if token.tag in NAME_TAGS}

    def allow(self, candidate: Candidate) -> bool:
        """Whether a gazetteer name may stand here."""
        length = candidate.end - candidate.start
        if candidate.type in ("Region", "Institution", "Park") and length <= BARE:
            return (candidate.start, candidate.end) in self._names
        if length <= SHORT:
            return candidate.start in self._starts and candidate.end in self._ends
        return True


def learnt_names(entities: Iterable[Entity]) -> list[Name]:
    """The names of entities that plans tell of, by which other texts may call them too."""
    return [
        Name(text, entity.type, entity.name, 2.15)
        for entity in entities
        if entity.type in LEARNT
        for text in (entity.name, *entity.aliases)
        if len(text) >= 3 or (len(text) == 2 and entity.type in ("Enterprise", "Region"))
    ]
