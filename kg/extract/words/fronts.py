"""Where a name begins: what stands before it in the same stretch of words and is no part of it."""

import re
from collections.abc import Callable, Sequence

from kg.extract.words.lexer import NAME_TAGS, Token
from kg.extract.words.runs import has_name
from kg.extract.words.vocabulary import Vocabulary

DOING = frozenset({"v", "d", "ad", "vd", "c", "p", "u", "r"})  # tags that never begin a name
VAGUE = frozenset({"xc", "m", "f", "s"})  # nor these, where only the name's end tells that it is one
PLACES = ("Park", "Platform", "Institution", "Cluster")  # classes of which a name may stand within another name
COUNTED = re.compile(r"[一两二三四五六七八九十几数多]+[个项批条座家大种类]")  # 某市六个基地 are six, not one
LEVELS = ("省", "市", "区", "县", "州")
BUILT = ("电站", "水库", "铁路", "公路", "机场", "大桥", "隧道", "码头")  # works that are things, which have parts
JOINERS = frozenset({"与", "同", "和"})


class Fronts:
    """Cuts words off the front of a stretch; which words, is data."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        works = (head for head in vocabulary.heads.get("Project", ()) if head.endswith(BUILT))
        self._heads = (*works, *(head for kind in PLACES for head in vocabulary.heads.get(kind, ()) if len(head) > 1))

    def trim(self, tokens: Sequence[Token], *, keep_place: bool = True, told: bool = False) -> list[Token]:
        """The tokens from where a name can begin; none where no name is left.

        `keep_place`: it may begin with a place's name. `told`: a list's closing noun says that it is a name.
        """
        rest = list(tokens)
        if not keep_place:
            rest = _after_last(
                rest, lambda index: rest[index].tag in {"LOC", "ORG", "PER", "s", "f"} or rest[index].text in LEVELS
            )
        rest = _after_last(rest, lambda index: self.parts_at(rest, index, told=told))
        while rest and self._drops(rest[0], rest[1:], told=told):
            rest = rest[1:]
        return rest

    def parts_at(self, tokens: Sequence[Token], index: int, *, told: bool = False) -> bool:
        """Whether a word inside a stretch parts it in two: 开发区与某大学, 代表团考察某园, 某省一批项目."""
        token = tokens[index]
        if index == len(tokens) - 1:
            return False
        if token.text in JOINERS:  # 与/p is 'with'; 生命与健康 is one, 某区与某大学 are two
            before, after = tokens[:index], tokens[index + 1]
            named = token.tag == "p" and after.tag in NAME_TAGS
            return named or not before or has_name(before[-1:]) or self.is_named(before)
        if token.tag == "v" and len(token.text) > 1:  # 成果落地专项 is one: nothing but the head follows its verb
            return (index + 2 < len(tokens) and not told) or has_name(tokens[index + 1 :])
        if (
            token.tag == "vn" and token.text in self._vocabulary.boundaries
        ):  # 某开发区建设某基地 is two, 某园建设项目 one
            return index + 2 < len(tokens) and has_name(tokens[:index]) and self.is_named(tokens[:index])
        if token.tag == "m" and COUNTED.fullmatch(token.text):
            return True
        return token.tag in {"m", "s", "r"} and token.text in self._vocabulary.leading

    def is_named(self, tokens: Sequence[Token]) -> bool:
        """Whether the words end as the name of a place of work does, or are a generic word for one."""
        text = "".join(token.text for token in tokens)
        return text.endswith(self._heads) or text in self._vocabulary.generic

    def _drops(self, first: Token, rest: Sequence[Token], *, told: bool) -> bool:
        words = self._vocabulary
        if first.text in words.boundaries and len(first.text) > 1:  # whatever the lexer takes it for: 依托/nz
            return True
        if has_name([first]) or first.text == "国家":
            return False
        if first.text in words.boundaries or first.text in words.leading or first.tag in DOING:
            return True
        if told:
            return False
        if first.tag in VAGUE:
            return True
        return first.text in words.generic_modifiers and not self.is_generic(rest) and has_name(rest)

    def is_generic(self, tokens: Sequence[Token], head: str = "") -> bool:
        """Whether nothing but generic words stands before the head."""
        return covered("".join(token.text for token in tokens).removesuffix(head), self._vocabulary.generic_modifiers)

    def of_another(self, tokens: Sequence[Token]) -> bool:
        """Whether the words are another name with generic words behind it: 某开发区新签约[项目], 某电站主体[工程]."""
        return any(
            self.is_named(tokens[: index + 1])
            and covered(_text(tokens[index + 1 :]), self._vocabulary.generic_modifiers)
            for index in range(1, len(tokens) - 1)
        )

    def specific(self, tokens: Sequence[Token], head: str) -> int:
        """How many characters before the head belong to no generic word and to no place."""
        stop = tokens[-1].end - len(head)
        generic = self._vocabulary.generic_modifiers
        return sum(
            min(t.end, stop) - t.start
            for t in tokens
            if t.start < stop and not self._is_place(t, stop) and not covered(t.text[: stop - t.start], generic)
        )

    def _is_place(self, token: Token, stop: int) -> bool:
        """Whether a word up to `stop` is a place: 武汉市 in 武汉市重点实验室, which is one word to the lexer."""
        return token.tag == "LOC" or (token.tag == "ORG" and token.text[: stop - token.start].endswith(LEVELS))


def _text(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens)


def _after_last(tokens: list[Token], parts: Callable[[int], bool]) -> list[Token]:
    return tokens[max((index for index in range(len(tokens)) if parts(index)), default=-1) + 1 :]


def covered(text: str, words: frozenset[str]) -> bool:
    """Whether the text can be cut into words of the set without a rest (greedy from the left, longest first)."""
    place = 0
    while place < len(text):
        for length in range(min(8, len(text) - place), 0, -1):
            if text[place : place + length] in words:
                place += length
                break
        else:
            return False
    return True


def is_own_fund(name: str, head: str) -> bool:
    """Whether a level of government and a purpose name a fund: 市文化产业发展|专项资金, but no 市级专项资金."""
    told = head.endswith("资金") and name.startswith(LEVELS) and len(name) - len(head) > 2
    return told and not name[1:].startswith(("级", "财政"))
