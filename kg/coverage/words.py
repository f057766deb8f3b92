"""Where a name stands in a document to the letter: width, case, blanks and quotation marks aside, whole words only."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, count, repeat

from kg.index.entries import LEADERS
from kg.records import Chunk, Document
from kg.text.lac import Words, lac
from kg.text.normalize import fold
from kg.text.sentences import iter_sentences

QUOTES = str.maketrans("", "", '"')  # 十五五规划 is written “十五五”规划
BREAKS = frozenset("\n\t")  # between lines and cells: no name goes across
WESTERN = re.compile(r"[A-Za-z0-9]")
# Shorter names than this may be made of parts of two words: 国企 in 中国企业, 和平 in 供水和平台.
SAFE = 4
BINDERS = frozenset("和与及或跟同的地得之在于从对为以由向把被将")  # signs with which such words begin or end
BINDING = frozenset({"c", "p", "u", "xc"})  # LAC's conjunctions, prepositions, particles: no part of a name


@dataclass(frozen=True)
class Place:
    """A range of a document's text; `chunk` holds it, or is the first below it where it is a heading or caption."""

    start: int
    end: int
    chunk: Chunk


class Letters:
    """A document's text made comparable, with the way back."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._chunks = sorted(document.chunks, key=lambda chunk: chunk.start)
        self._starts = [chunk.start for chunk in self._chunks]
        self._words: dict[int, Sequence[tuple[int, int, str]]] = {}

    @cached_property
    def _folded(self) -> tuple[str, "array[int]"]:
        text = self.document.text
        plain = {sign: sign if sign in BREAKS else compare_form(sign) for sign in set(text)}
        signs = [plain[sign] for sign in text]
        return "".join(signs), array("I", chain.from_iterable(map(repeat, count(), map(len, signs))))

    def find(self, name: str) -> Iterator[Place]:
        """Every place of the name, in order; lines of a table of contents left out: their heading stands below."""
        for start, end in self._occurrences(name):
            place = self.place(start, end)
            if place and self._is_whole(start, end, name):
                yield place

    def _occurrences(self, name: str) -> Iterator[tuple[int, int]]:
        wanted = compare_form(name)
        folded, offsets = self._folded
        at = folded.find(wanted) if wanted else -1
        while at >= 0:
            yield offsets[at], offsets[at + len(wanted) - 1] + 1
            at = folded.find(wanted, at + len(wanted))

    def unread(self, name: str) -> Iterator[tuple[int, str]]:
        """The sentences, by where they begin, whose words `find` will have to know; to be read together and learnt."""
        for start, end in self._occurrences(name):
            if not self._is_plain(start, end, name):
                left, right = self._sentence_span(start)
                if left not in self._words:
                    yield left, self.document.text[left:right]

    def learn(self, left: int, words: Words) -> None:
        """Keeps the words of the sentence that begins there."""
        ends = list(accumulate((len(word) for word, _ in words), initial=left))
        self._words[left] = [(a, b, tag) for a, b, (_, tag) in zip(ends, ends[1:], words, strict=False)]

    def place(self, start: int, end: int) -> Place | None:
        """A range of the text with its passage; None in a line of a table of contents and where there are no passages."""
        left, right = self._line_span(start)
        chunk = self._chunk_at(start)
        return Place(start, end, chunk) if chunk and not LEADERS.search(self.document.text[left:right]) else None

    def quote(self, place: Place) -> tuple[int, int]:
        """What to quote of a place: its sentence, its whole table row, or its heading's line."""
        chunk = place.chunk
        if place.start < chunk.start:
            return self._line_span(place.start)
        if chunk.kind == "table_row":
            return chunk.start, chunk.end
        return sentence_around(chunk, place.start, place.end)

    def _line_span(self, start: int) -> tuple[int, int]:
        text = self.document.text
        right = text.find("\n", start)
        return text.rfind("\n", 0, start) + 1, len(text) if right < 0 else right

    def _chunk_at(self, start: int) -> Chunk | None:
        """The passage that holds a place, or the next one below; the last one for what stands behind all."""
        at = bisect_right(self._starts, start) - 1
        if at >= 0 and (start < self._chunks[at].end or at == len(self._chunks) - 1):
            return self._chunks[at]
        return self._chunks[at + 1] if self._chunks else None

    def _is_whole(self, start: int, end: int, name: str) -> bool:
        text = self.document.text
        if WESTERN.match(text[start]) and WESTERN.match(text[start - 1 : start]):
            return False
        if WESTERN.match(text[end - 1]) and WESTERN.match(text[end : end + 1]):
            return False
        if self._is_plain(start, end, name):
            return True
        touched = [word for word in self._words_of(start) if word[0] < end and start < word[1]]
        (left, _, first), (_, right, last) = touched[0], touched[-1]
        return len(touched) == 1 or not ((left < start or first in BINDING) and (right > end or last in BINDING))

    def _is_plain(self, start: int, end: int, name: str) -> bool:
        """Whether a place needs no look at the words: the name is long, or begins or ends where a clause does."""
        wanted = compare_form(name)
        if len(wanted) >= SAFE or wanted.isascii():
            return True
        text = self.document.text
        apart = not text[start - 1 : start].isalnum() or not text[end : end + 1].isalnum()
        return apart and not BINDERS & {wanted[0], wanted[-1]}

    def _words_of(self, start: int) -> Sequence[tuple[int, int, str]]:
        """The words of the sentence that holds a place: where each begins and ends, and its part of speech."""
        left, right = self._sentence_span(start)
        if left not in self._words:
            [words] = lac().tag([self.document.text[left:right]])
            self.learn(left, words)
        return self._words[left]

    def _sentence_span(self, start: int) -> tuple[int, int]:
        left, right = self._line_span(start)
        spans = ((left + a, left + b) for a, b in iter_sentences(self.document.text[left:right]))
        return next(((a, b) for a, b in spans if a <= start < b), (left, right))


def compare_form(name: str) -> str:
    """A name as it is compared: width and case folded, without blanks and quotation marks."""
    return fold(name).translate(QUOTES)


def sentence_around(chunk: Chunk, start: int, end: int) -> tuple[int, int]:
    """The sentences of a passage that a range of the document touches."""
    spans = [(chunk.start + a, chunk.start + b) for a, b in iter_sentences(chunk.text)]
    touched = [(a, b) for a, b in spans if a < end and start < b]
    return (touched[0][0], touched[-1][1]) if touched else (chunk.start, chunk.end)
