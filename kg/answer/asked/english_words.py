"""The words of an English question in the plans' language: terms by the glossary, names by their sound, the order turned."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from kg.answer.asked.names import NameIndex
from kg.answer.asked.romanised import Romanised
from kg.answer.folding import fold
from kg.records import Document
from kg.search.wording import Spoken, read_english

NAMED = re.compile(r"\S*[\u4e00-\u9fff]\S*")  # a word with Chinese in it stays as it is
OF = re.compile(r"[’']s?(?=\s|$)")
MOST_TRIED = 48


@dataclass(frozen=True)
class Reader:
    """What is needed to read words: `idle` are left out, `between` part what Chinese puts in the opposite order."""

    documents: Mapping[str, Document]
    names: NameIndex
    romanised: Romanised
    idle: frozenset[str]
    between: frozenset[str]
    places: Mapping[str, str]

    def readings(self, words: str) -> list[str]:
        """What some words are in Chinese, those that plans write most first; [] where one of them is not known."""
        if words.isdigit():
            return [words]
        segments: list[list[Sequence[str]]] = [[]]
        for one in self._spoken(OF.sub("", words)):
            if one.words in self.between and not one.chinese:
                segments.append([])
            elif (said := self._choices(one)) is None:
                return []
            elif said and not self._repeats(segments[-1], said):
                segments[-1].append(said)
        choices = [self._best(segment) for segment in reversed(segments) if segment]
        return list(dict.fromkeys("".join(one) for one in islice(product(*choices), MOST_TRIED))) if choices else []

    def _spoken(self, words: str) -> list[Spoken]:
        found: list[Spoken] = []
        place = 0
        for match in NAMED.finditer(words):
            found += [*read_english(words[place : match.start()]), Spoken(match[0], (match[0],))]
            place = match.end()
        return [*found, *read_english(words[place:])]

    def _choices(self, one: Spoken) -> Sequence[str] | None:
        """What a word may be; () for one that is left out, None for one that is not known."""
        if one.words in self.idle:
            return ()
        if one.words in self.places:
            return (self.places[one.words],)
        named = self.romanised.read(one.words)
        known = [*named, *one.chinese] if named and not one.chinese else one.chinese
        return known or ((one.words,) if any(map(str.isdigit, one.words)) else None)

    def _repeats(self, before: Sequence[Sequence[str]], said: Sequence[str]) -> bool:
        """Whether a word only says the level that the name before ends with: Yuanxi County."""
        return bool(before) and any(name.endswith(one) for name in before[-1] for one in said if len(one) == 1)

    def _best(self, segment: Sequence[Sequence[str]]) -> list[str]:
        texts = [document.text for document in self.documents.values()]
        found = ["".join(choice) for choice in islice(product(*segment), MOST_TRIED)]
        rated = {one: sum(text.count(one) for text in texts) for one in found}
        return sorted(rated, key=lambda one: (fold(one) not in self.names.known, -rated[one]))
