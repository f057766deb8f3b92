"""Text → terms for search, the same on both sides: LAC's words and character bigrams.

Bigrams find what a segmenter cuts differently in question and plan; words add weight where both cut alike.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate

from kg.text.lac import lac

LONGEST = 200  # characters a call of LAC: attention over a longer line costs more than it tells
CHINESE = r"\u3400-\u9fff"
RUN = re.compile(rf"[{CHINESE}]+|[a-z0-9]+(?:[.%][0-9]+)*")
LINE = re.compile(r"[^\n\t。；！？;!?]+")


def terms(text: str) -> list[str]:
    """All terms of a text, repeated as often as they occur."""
    return terms_of_all([text])[0]


def terms_of_all(texts: Sequence[str]) -> list[list[str]]:
    """The `terms` of each text; LAC reads all of them together, which is much faster than one by one."""
    folded = [fold_case(text) for text in texts]
    return [[*_bigrams(text), *words] for text, words in zip(folded, _lac_words(folded), strict=True)]


def content_words(text: str) -> list[str]:
    """The distinct words of a text, longest first: what a reader would underline."""
    folded = fold_case(text)
    latin = [run for run in RUN.findall(folded) if run.isascii()]
    return sorted(dict.fromkeys([*_lac_words([folded])[0], *latin]), key=len, reverse=True)


def word_edges(text: str) -> frozenset[int]:
    """The places of a text in lower case where a word of LAC's begins or ends."""
    pieces = [(match.start() + start, piece) for match in LINE.finditer(text) for start, piece in _cut(match.group())]
    tagged = lac().tag([piece for _, piece in pieces])
    return frozenset(
        edge
        for (start, _), words in zip(pieces, tagged, strict=True)
        for edge in accumulate((len(word) for word, _ in words), initial=start)
    )


def pairs(text: str) -> list[str]:
    """The pairs of neighbouring Chinese characters in a text, which `terms` gives of every text that holds it."""
    return [term for term in _bigrams(fold_case(text)) if len(term) == 2 and not term.isascii()]


def fold_case(text: str) -> str:
    """Lower case, full-width forms narrowed; for Chinese and Latin text as long as the original."""
    return unicodedata.normalize("NFKC", text).lower()


def _bigrams(folded: str) -> Iterator[str]:
    """Pairs of neighbouring Chinese characters; Latin words and numbers whole; a character alone as it is."""
    for run in RUN.findall(folded):
        if run.isascii() or len(run) == 1:
            yield run
        else:
            yield from (run[place : place + 2] for place in range(len(run) - 1))


def _lac_words(folded: Sequence[str]) -> list[list[str]]:
    """Of each text LAC's Chinese words of three characters and more, and those of two: a bigram that is a word counts twice."""
    pieces = [_pieces(text) for text in folded]
    tagged = iter(lac().tag([piece for several in pieces for piece in several]))
    return [
        [
            word
            for _ in several
            for word, _ in next(tagged)
            if len(word) > 1 and not word.isascii() and RUN.fullmatch(word)
        ]
        for several in pieces
    ]


def _pieces(text: str) -> list[str]:
    """The lines of a text, the longest cut up."""
    return [piece for match in LINE.finditer(text) for _, piece in _cut(match.group())]


def _cut(line: str) -> Iterator[tuple[int, str]]:
    for start in range(0, len(line), LONGEST):
        yield start, line[start : start + LONGEST]
