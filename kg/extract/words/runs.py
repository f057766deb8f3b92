"""Noun runs: stretches of words that can be one name, cut at verbs, particles, figures and punctuation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.words.lexer import NAME_TAGS, Token

NOUN_TAGS = frozenset({"n", "nz", "nw", "nr", "ns", "nt", "vn", "an", "s", "ORG", "LOC", "PER"})
INNER_TAGS = frozenset({"a", "ad", "f", "vd", "TIME", "m", "xc", "b"})  # may stand before a noun of the same name


@dataclass(frozen=True)
class Run:
    """Consecutive tokens that may be one name (or hold one)."""

    tokens: tuple[Token, ...]

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.tokens[-1].end


class RunCutter:
    """Cuts tokens into runs; `boundaries` are words that end a run whatever tag the lexer gave them.

    `sizes` are units that may stand within a name (220千伏输变电工程)."""

    def __init__(
        self, boundaries: frozenset[str], joiners: frozenset[str] = frozenset({"与"}), sizes: tuple[str, ...] = ()
    ) -> None:
        self._boundaries = boundaries
        self._joiners = joiners
        self._sizes = sizes

    def cut(self, tokens: Sequence[Token]) -> Iterator[Run]:
        """Runs in order; none is empty, none begins with a bare verb."""
        current: list[Token] = []
        for index, token in enumerate(tokens):
            if current and token.start != current[-1].end:
                yield from self._finish(current)
                current = []
            if self._belongs(tokens, index, current):
                current.append(token)
            elif current:
                yield from self._finish(current)
                current = []
        yield from self._finish(current)

    def _belongs(self, tokens: Sequence[Token], index: int, current: list[Token]) -> bool:
        token = tokens[index]
        if index and tokens[index - 1].text + token.text in self._boundaries:  # 做/大/生态环保产业集群
            return False
        if token.text in self._boundaries and (token.tag not in NOUN_TAGS or not current):
            return False
        if token.tag in NOUN_TAGS or token.tag in INNER_TAGS:
            counted = token.tag in {"m", "TIME"} and any(ch.isdigit() for ch in token.text)
            return not counted or (bool(current) and token.text.endswith(self._sizes))
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if following is None or not current:
            return token.tag == "v" and following is not None and len(token.text) > 1 and following.tag in NOUN_TAGS
        if token.text in self._joiners:
            return following.tag in NOUN_TAGS and following.text not in self._boundaries
        return token.tag == "v" and len(token.text) > 1 and following.tag in NOUN_TAGS | {"v"}

    def _finish(self, current: list[Token]) -> Iterator[Run]:
        tokens = list(current)
        while tokens and tokens[-1].tag in {"f", "vd", "ad"}:
            tokens.pop()
        if tokens:
            yield Run(tuple(tokens))


def has_name(tokens: Sequence[Token]) -> bool:
    """Whether the lexer saw a name of a place, body or person among the tokens."""
    return any(token.tag in NAME_TAGS or token.tag == "nz" for token in tokens)
