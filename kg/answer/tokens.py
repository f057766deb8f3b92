"""A question's words as the lexer parts them, names freed of the small words that it glues to their end."""

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.lexer import NAME_TAGS, Token
from kg.extract.lexer import lex as lex_plain

GLUED = "由被在归"  # 某某高新区由|某某公司运营 comes as one name


def lex(text: str) -> list[Token]:
    """The tokens of a text, in order; a name that ends in a preposition is the name and the preposition."""
    return [part for token in lex_plain(text) for part in _parted(token)]


def _parted(token: Token) -> Iterator[Token]:
    name = token.text.rstrip(GLUED)
    if token.tag not in NAME_TAGS or len(name) < 2 or name == token.text:
        yield token
        return
    middle = token.start + len(name)
    yield replace(token, text=name, end=middle)
    yield replace(token, text=token.text[len(name) :], tag="p", start=middle)
