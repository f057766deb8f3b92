"""Whether a short gazetteer name stands as a word of its own: 资源 is a county, and far more often not."""

from collections.abc import Sequence

from kg.extract.candidates import Candidate
from kg.extract.lexer import NAME_TAGS, Token

BARE = 2  # names of so many characters must be tagged as names by the lexer
SHORT = 4  # names of so many must begin and end where words do


class Words:
    """The word boundaries of one text."""

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
