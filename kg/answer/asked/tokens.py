"""A question's words as the lexer parts them, names freed of the small words that it glues to their end."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.answer.asked.intents import Asking
from kg.extract.words.lexer import NAME_TAGS, Token
from kg.extract.words.lexer import lex as lex_plain

SHORTEST_COMPOUND = 4
COMPOUND_TAGS = ("n", "vn", "an", "ORG", "LOC")
ASKING = re.compile(
    r"(?:定|设)?的?(?:是|为|有|到)?(?:百分之)?(?:多少|几)(?:个百分点|亿元|万元|亿|万|元|[家个项件章届次名人座条支种类倍所张]|位(?!置|于)|场(?!馆|地|所|景)|户(?!籍)|套(?!餐))?|哪一?[家个项些几两三四五六七八九十]*(?:[条座所种类份位支款](?=[\u4e00-\u9fff]))?|什么时候|何时|多大(?:面积)?的?|多[高长]|怎么样|如何"
)
QUOTED = re.compile(r"[“\"]([^“”\"，]{3,20})[”\"]")
GLUED = "由被在归"  # 某某高新区由|某某公司运营 comes as one name
# 某区帮|科技企业 comes as one name; what follows must be plain words, for 让 and 比 stand in names too (让胡路区).
DOING = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,}?)(?P<verb>帮助?|给|替|让|把|比|跟|靠|拿|请)(?P<rest>[\u4e00-\u9fff]{2,})"
)
AGAINST = re.compile(  # 企业比|列入名单的多: the lexer knows 比列
    "(?P<verb>比)(?=列入|入选|入库|获|评上|评为|认定|纳入|拿到|参与|上[年一]|前[一年]|去年)"
)


def unquoted(text: str, names: Sequence[str]) -> str:
    """A text without the marks that stand within one of the names: “专精特新”企业 is 专精特新企业."""
    bare = re.sub('[“”"]', "", text)
    for term in QUOTED.findall(text):
        if any(term in name != term and name in bare for name in names):
            text = re.sub(rf"[“\"]({re.escape(term)})[”\"]", r"\1", text)
    return text


def lex(text: str) -> list[Token]:
    """The tokens of a text, in order: a name that ends in a preposition parted, a word of two (中|试) put together again."""
    parts: list[Token] = []
    for token in (part for whole in _plain(text) for part in _parted(whole)):
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


def _plain(text: str) -> Iterator[Token]:
    place = 0
    for match in AGAINST.finditer(text):
        yield from (
            replace(one, start=one.start + place, end=one.end + place) for one in lex_plain(text[place : match.start()])
        )
        yield Token(match["verb"], match.start(), match.end(), "p")
        place = match.end()
    yield from (replace(one, start=one.start + place, end=one.end + place) for one in lex_plain(text[place:]))


def _parted(token: Token) -> Iterator[Token]:
    doing = DOING.fullmatch(token.text) if token.tag in NAME_TAGS else None
    rest = list(lex_plain(doing["rest"])) if doing else []
    if doing and not any(one.tag in NAME_TAGS for one in rest):
        start, end = (token.start + at for at in doing.span("verb"))
        yield replace(token, text=doing["name"], end=start)
        yield Token(doing["verb"], start, end, "p")
        yield from (replace(one, start=one.start + end, end=one.end + end) for one in rest)
        return
    name = token.text.rstrip(GLUED)
    if token.tag not in NAME_TAGS or len(name) < 2 or name == token.text:
        yield token
        return
    middle = token.start + len(name)
    yield replace(token, text=name, end=middle)
    yield replace(token, text=token.text[len(name) :], tag="p", start=middle)
