"""Names from the trained recogniser, asked only where the lexer sees a name that nothing else explains."""

from collections.abc import Iterable, Iterator, Sequence

from kg.extract.names.lexer_names import by_head
from kg.extract.names.recogniser import Asked, Recogniser, Span
from kg.extract.words.candidates import Candidate
from kg.extract.words.lexer import Token
from kg.extract.words.vocabulary import Vocabulary
from kg.text.sentences import iter_sentences

PROPER = frozenset({"ORG", "PER", "LOC", "nz", "nw"})  # the lexer's tags of names
WEIGHT = 1.3


class LearnedNames:
    """Finds what rules and lists do not know; which classes are taken, and from which chance on, is data."""

    def __init__(self, recogniser: Recogniser, vocabulary: Vocabulary) -> None:
        self._recogniser = recogniser
        self._vocabulary = vocabulary

    def find_all(
        self, lines: Sequence[tuple[str, Sequence[Token], Sequence[Candidate]]]
    ) -> Iterator[Iterator[Candidate]]:
        """For each (text, words, known candidates): candidates that hold a name of the lexer's which no known one touches.

        They are typed by their heads first.
        """
        strange = [[token for token in tokens if self._is_strange(token, known)] for _, tokens, known in lines]
        asked = [
            [
                Asked(text, start, end, tokens)
                for start, end in (iter_sentences(text) if names else ())
                if any(start <= token.start < end for token in names)
            ]
            for (text, tokens, _), names in zip(lines, strange, strict=True)
        ]
        several = [sentence for own in asked for sentence in own]
        found = iter(self._recogniser.find_all(several, labels=self._vocabulary.learned))
        for (text, tokens, _), names, own in zip(lines, strange, asked, strict=True):
            yield self._candidates(text, tokens, names, [span for _ in own for span in next(found)])

    def _candidates(
        self, text: str, tokens: Sequence[Token], strange: Sequence[Token], spans: Iterable[Span]
    ) -> Iterator[Candidate]:
        verbs = self._vocabulary.boundaries
        starts = {token.start for token in tokens if token.tag != "v" or token.text not in verbs}
        ends = {token.end for token in tokens}
        for span in spans:
            kind, sure = self._vocabulary.learned.get(span.label, ("", 1.0))
            whole = span.start in starts and span.end in ends and text[span.start : span.end] not in verbs
            held = whole and any(span.start <= token.start and token.end <= span.end for token in strange)
            if kind and held and span.chance >= sure:
                kind = by_head(text[span.start : span.end], self._vocabulary) or kind
                yield Candidate(span.start, span.end, kind, WEIGHT, "learned")

    def _is_strange(self, token: Token, known: Sequence[Candidate]) -> bool:
        if token.tag not in PROPER or token.end - token.start < 2 or token.text in self._vocabulary.generic:
            return False
        return all(candidate.end <= token.start or token.end <= candidate.start for candidate in known)
