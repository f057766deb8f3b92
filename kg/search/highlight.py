"""Which words of a query a passage holds, and where: for showing why it was found."""

import re

from kg.search.exact import exact_phrases
from kg.text.normalize import fold
from kg.text.segment import content_words, fold_case

Span = tuple[int, int]
# Words of asking, not of what is asked: underlining them in a passage explains nothing.
ASKING = re.compile(
    "什么|哪些|哪个|哪里|多少|怎么|怎样|如何|有没有|是否|为什么|可以|能否|以及|我们|这些|那些|现在|进行|主要|情况|有关|相关|关于"
)


def query_words(query: str) -> tuple[str, ...]:
    """The words worth underlining, longest first: quoted phrases, then LAC's words less those of asking."""
    words = [*exact_phrases(query), *content_words(query)]
    return tuple(dict.fromkeys(word for word in words if not ASKING.fullmatch(word)))


def highlight(text: str, words: tuple[str, ...]) -> tuple[Span, ...]:
    """The spans of `text` that are one of the words, in order; spans that touch or overlap are joined."""
    folded = fold_case(text)
    if len(folded) != len(text):  # a sign that folds to several (½, ㎡): compare character by character instead
        folded = "".join(fold_case(sign)[:1] or " " for sign in text)
    found = sorted(match.span() for word in words for match in re.finditer(re.escape(word), folded))
    spans: list[Span] = []
    for start, end in found:
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)


def matched_words(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the words that a text holds."""
    folded = fold(text)
    return tuple(word for word in words if fold(word) in folded)
