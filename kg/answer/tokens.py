"""A question's words as the lexer parts them, names freed of the small words that it glues to their end."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.answer.intents import Asking
from kg.extract.lexer import NAME_TAGS, Token
from kg.extract.lexer import lex as lex_plain

SHORTEST_COMPOUND = 4
COMPOUND_TAGS = ("n", "vn", "an", "ORG", "LOC")
ASKING = re.compile(
    r"(?:定|设)?的?(?:是|为|有|到)?(?:百分之)?(?:多少|几)(?:个百分点|亿元|万元|亿|万|元|[家个项件章届次名人座条支种类倍所张]|位(?!置|于)|场(?!馆|地|所|景)|户(?!籍)|套(?!餐))?|哪一?[家个项些几两三四五六七八九十]*(?:[条座所种类份位支款](?=[\u4e00-\u9fff]))?|什么时候|何时|多[大高长]|怎么样|如何"
)
GLUED = "由被在归"  # 某某高新区由|某某公司运营 comes as one name


def lex(text: str) -> list[Token]:
    """The tokens of a text, in order: a name that ends in a preposition parted, a word of two (中|试) put together again."""
    parts: list[Token] = []
    for token in (part for whole in lex_plain(text) for part in _parted(whole)):
        before = parts[-1] if parts else None
        if (
            before
            and before.tag in NAME_TAGS
            and len(before.text) == len(token.text) == 1
            and before.end == token.start
        ):
            parts[-1] = replace(before, text=before.text + token.text, end=token.end, tag="n")
        else:
            parts.append(token)
    return parts


def compounds(text: str, asking: Asking) -> tuple[str, ...]:
    """Runs of nouns without anything between them: most likely a name or a term that the graph does not know."""
    found, run = [], ""
    stop = set(asking.words["stop"]) | set(asking.words["light"])
    for token in (*lex(ASKING.sub("，", text)), None):
        if token and token.tag.startswith(COMPOUND_TAGS) and token.text not in stop:
            run += token.text
            continue
        if len(run) >= SHORTEST_COMPOUND:
            found.append(asking.spell(run))
        run = ""
    return tuple(found)


def _parted(token: Token) -> Iterator[Token]:
    name = token.text.rstrip(GLUED)
    if token.tag not in NAME_TAGS or len(name) < 2 or name == token.text:
        yield token
        return
    middle = token.start + len(name)
    yield replace(token, text=name, end=middle)
    yield replace(token, text=token.text[len(name) :], tag="p", start=middle)
