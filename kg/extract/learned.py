"""Names from the trained recogniser, asked only where the lexer sees a name that nothing else explains."""

from collections.abc import Iterator, Sequence

from kg.extract.candidates import Candidate
from kg.extract.lexer import Token
from kg.extract.lexer_names import by_head
from kg.extract.recogniser import Recogniser
from kg.extract.vocabulary import Vocabulary
from kg.text.sentences import iter_sentences

PROPER = frozenset({"ORG", "PER", "LOC", "nz", "nw"})  # the lexer's tags of names
WEIGHT = 1.3


class LearnedNames:
    """Finds what rules and lists do not know; which classes are taken, and from which chance on, is data."""

    def __init__(self, recogniser: Recogniser, vocabulary: Vocabulary) -> None:
        self._recogniser = recogniser
        self._vocabulary = vocabulary

    def find(self, text: str, tokens: Sequence[Token], known: Sequence[Candidate]) -> Iterator[Candidate]:
        """Candidates that hold a name of the lexer's which no known candidate touches; typed by their heads first."""
        strange = [token for token in tokens if self._is_strange(token, known)]
        verbs = self._vocabulary.boundaries
        starts = {token.start for token in tokens if token.tag != "v" or token.text not in verbs}
        ends = {token.end for token in tokens}
        for start, end in iter_sentences(text) if strange else ():
            if not any(start <= token.start < end for token in strange):
                continue
            for span in self._recogniser.find(text, start, end, tokens, labels=self._vocabulary.learned):
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
