"""The wording of one theme on both sides: sentences paired by meaning, and in each pair what was left out and put in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from kg.answer.folding import fold
from kg.answer.model import Citation
from kg.comparing.aligning import Scores, assign, cosines, distances
from kg.comparing.outlines import Heading
from kg.comparing.sides import Side
from kg.engine import Engine
from kg.index.entries import is_said
from kg.records import Chunk, Document
from kg.search.filters import SearchFilters
from kg.text.segment import fold_case, word_edges
from kg.text.sentences import iter_sentences

Span = tuple[int, int]
# Cosine of two sentences from which they are set beside each other, and the weight of their places. Of 26 sentences that
# two pairs of sample plans share 20 are found, with 4 wrong pairs; from .86 21 with 7, from .88 13 with 2
# (`python -m train.thresholds sentences`). Another encoder needs others.
SAME_SENTENCE, ORDER = 0.87, 0.05
ALIKE = 0.3  # share of the characters that two sentences must share for their differences to be worth marking
MOST_SENTENCES = 60  # of one side: a theme that fills more is a plan of its own
NEAREST = 4  # passages shown of a side that has none of the words


@dataclass(frozen=True)
class Pair:
    """One sentence of each side, or of one side alone; the spans are what only the one has, by offsets in its quote."""

    first: Citation | None
    second: Citation | None
    left_out: tuple[Span, ...] = ()
    put_in: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Wording:
    """`near`: sides ("first", "second") that lack the theme's words; what is shown of them is only near in meaning."""

    pairs: tuple[Pair, ...]
    near: tuple[str, ...] = ()
    cut: bool = False  # whether there were more sentences than are shown

    @property
    def silent(self) -> bool:
        """Whether neither side says anything."""
        return not self.pairs


def compare_sections(engine: Engine, first: Heading, second: Heading) -> Wording:
    """The sentences under two headings, with all that stands below them."""
    left, right = (
        [
            one
            for one in sentences_of(engine.loaded[head.citation.document_id])
            if head.citation.end <= one.start < head.end
        ]
        for head in (first, second)
    )
    return _compare(engine, left, right)


def compare_theme(engine: Engine, first: Side, second: Side, theme: str) -> Wording:
    """The sentences that hold all the theme's words; of a side that has none those below a heading that does.

    Where no heading does either, the passages nearest in meaning.
    """
    words = [fold(word) for word in theme.split() if fold(word)]
    found, near = [], []
    for name, side in (("first", first), ("second", second)):
        sentences = [one for document in side.documents for one in sentences_of(document)]
        own = [one for one in sentences if _holds(one.quote, words)]
        own = own or [one for one in sentences if any(_holds(heading, words) for heading in one.section)]
        if not own:
            near.append(name)
            hits = engine.search(theme, k=NEAREST, filters=SearchFilters(documents=tuple(side.ids)))
            own = [_of_chunk(engine.loaded[hit.chunk.document_id], hit.chunk) for hit in hits]
        found.append(own)
    return _compare(engine, found[0], found[1], tuple(near))


def sentences_of(document: Document) -> list[Citation]:
    """The sentences of a document's passages and the rows of its tables; headings and signatures left out."""
    found = []
    for chunk in document.chunks:
        if chunk.kind == "table_row":
            found.append(_of_chunk(document, chunk))
            continue
        spans = [(start, end) for start, end in iter_sentences(chunk.text) if is_said(chunk.text[start:end])]
        found += [Citation.of(document, chunk.path, chunk.start + start, chunk.start + end) for start, end in spans]
    return found


def _of_chunk(document: Document, chunk: Chunk) -> Citation:
    return Citation.of(document, chunk.path, chunk.start, chunk.end)


def _holds(text: str, words: Iterable[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in words)


def _compare(
    engine: Engine, left: Sequence[Citation], right: Sequence[Citation], near: tuple[str, ...] = ()
) -> Wording:
    cut = max(len(left), len(right)) > MOST_SENTENCES
    left, right = left[:MOST_SENTENCES], right[:MOST_SENTENCES]
    found = assign(likeness(engine, [one.quote for one in left], [one.quote for one in right]), SAME_SENTENCE)
    partner = {i: j for i, j, _ in found.pairs}
    pairs: list[Pair] = []
    waiting = list(found.right)
    for place, one in enumerate(left):
        if place in partner:
            pairs += [Pair(None, right[j]) for j in waiting if j < partner[place]]
            waiting = [j for j in waiting if j > partner[place]]
        pairs.append(mark_pair(one, right[partner[place]]) if place in partner else Pair(one, None))
    pairs += [Pair(None, right[j]) for j in waiting]
    return Wording(tuple(pairs), near, cut)


def likeness(engine: Engine, left: Sequence[str], right: Sequence[str]) -> Scores:
    """How near each sentence is to each in meaning and place."""
    return cosines(engine, left, right) - ORDER * distances(len(left), len(right))


def mark_pair(first: Citation, second: Citation) -> Pair:
    """The pair with its differences by words; two sentences that share little are shown without marks."""
    left, right = (
        [first.quote[a:b] for a, b in _words(first.quote)],
        [second.quote[a:b] for a, b in _words(second.quote)],
    )
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    shared = sum(sum(map(len, left[block.a : block.a + block.size])) for block in matcher.get_matching_blocks())
    if shared < ALIKE * min(len(first.quote), len(second.quote)):
        return Pair(first, second)
    steps = [step for step in matcher.get_opcodes() if step[0] != "equal"]
    return Pair(
        first,
        second,
        _spans(left, ((a, b) for _, a, b, _, _ in steps)),
        _spans(right, ((a, b) for _, _, _, a, b in steps)),
    )


def _words(text: str) -> list[Span]:
    """The words of a text and the signs between them, by offsets."""
    folded = fold_case(text)
    if len(folded) != len(text):  # ﬁ and the like: offsets would not hold
        return [(n, n + 1) for n in range(len(text))]
    edges = sorted({0, len(text), *(edge for edge in word_edges(folded) if 0 < edge < len(text))})
    return list(pairwise(edges))


def _spans(words: Sequence[str], ranges: Iterable[Span]) -> tuple[Span, ...]:
    """Ranges of words as ranges of characters; empty ones left out."""
    ends = [0]
    for word in words:
        ends.append(ends[-1] + len(word))
    return tuple((ends[a], ends[b]) for a, b in ranges if a < b)
