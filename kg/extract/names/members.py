"""Names that fill a place of their own: all that stands between a verb or mark and the head belongs to them.

The runs of names.py end at figures, verbs and joints; between such edges these are part of the name
(某港区30万吨级航道工程, 某地至某地高速公路, 某厂年产10万吨…项目).
"""

import re
from collections.abc import Iterator, Sequence

from kg.extract.names.names import PARTNERS, NameFinder, balanced, extended_end
from kg.extract.words.candidates import Candidate
from kg.extract.words.fronts import Fronts, covered
from kg.extract.words.lexer import NAME_TAGS, Token
from kg.extract.words.runs import NOUN_TAGS, has_name
from kg.extract.words.vocabulary import Vocabulary

KINDS = frozenset({"Park", "Platform", "Project", "Fund", "Institution", "Cluster", "Policy"})
OPEN = frozenset({"Park", "Institution", "Project"})  # classes whose names generic words may follow: 某园企业
DONE_TO = frozenset({"Project", "Fund"})  # classes whose heads follow a verb: …提升工程, …引导基金
STOPS = frozenset("、，；。：！？,;:!?—|等")
ENDING = frozenset({"u", "p", "r"})  # tags that end a name's place: 等, 的, 对, 其
GOES_ON = frozenset({"n", "nz", "nw", "vn", "an", "s", "ORG", "LOC", "PER", "w", "q"})  # after a head: no end yet
NOT_FIRST = frozenset({"v", "d", "ad", "vd", "c", "p", "u", "r", "xc", "f", "q"})
JOINTS = frozenset({"和", "与", "及", "至"})
LONGEST = 40
MAKING = frozenset({"打造", "推进", "推动", "促进", "培育", "聚焦"})  # verbs that no name holds
WAYS = frozenset({"大道", "大街", "古道", "运河", "古镇", "古城", "水库"})
STARTS, ENDS = frozenset("“"), frozenset("”")
FIGURE = re.compile(r"[\d〇一二三四五六七八九十]")
MONEY = re.compile(r"[万亿]元")
NOUNY = frozenset({"试", "转化", "制造", "开放"})  # verbs to the lexer, and parts of ordinary names


class MemberFinder:
    """Finds names between sure edges; what a name is, NameFinder says."""

    def __init__(self, vocabulary: Vocabulary, names: NameFinder) -> None:
        self._vocabulary = vocabulary
        self._names = names
        self._fronts = Fronts(vocabulary)
        self._bodies = tuple(vocabulary.bodies.forms)

    def find(self, text: str, tokens: Sequence[Token]) -> Iterator[Candidate]:
        """For each place the longest name that begins at its edge."""
        for place in self._places(text, tokens):
            rest = self._without_front(place)
            for stop in range(len(rest), 0, -1):
                found = self._name(text, rest[:stop], place[len(place) - len(rest) + stop :])
                if found:
                    yield found
                    break

    def _places(self, text: str, tokens: Sequence[Token]) -> Iterator[list[Token]]:
        """Stretches between edges: marks, particles, and verbs but for one that the head follows (…提升工程)."""
        place: list[Token] = []
        depth = 0
        for index, token in enumerate(tokens):
            if token.tag == "w":
                depth = max(0, depth + sum(c in "（(“" for c in token.text) - sum(c in "）)”" for c in token.text))
            closes = depth == 0 and token.text in ENDS and place and place[0].text in STARTS
            if closes and not self._is_quoted_front(tokens, index):  # “某城”“某园”: the marks are no part of a name
                yield place[1:]
                place = []
            elif self._is_edge(text, tokens, index, place) and not (depth and place and token.text not in STOPS):
                if place:
                    yield place
                place = []
            else:
                place.append(token)
        if place:
            yield place

    def _is_quoted_front(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether a name goes on behind a closing mark: “数智某地”城市大脑."""
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        return following is not None and following.tag in NOUN_TAGS

    def _is_edge(self, text: str, tokens: Sequence[Token], index: int, place: Sequence[Token]) -> bool:
        token = tokens[index]
        if token.text in STOPS or (token.text in "（(" and not place):
            return True
        if token.tag == "TIME" and FIGURE.search(token.text):
            return True
        if token.text in JOINTS:
            return not self._joins(tokens, index, place)
        if (
            token.tag in ENDING
            or token.tag == "c"
            or (place and token.tag in {"m", "s"} and token.text in self._vocabulary.leading)
        ):
            return True
        if index and tokens[index - 1].text + token.text in self._vocabulary.boundaries:  # 做/大/某产业集群
            return True
        if place and place[-1].text == "省部":  # 省部共建某实验室
            return False
        if place and token.tag == "vn" and self._fronts.parts_at([*place, token, token, token], len(place)):
            return True
        if token.text in self._vocabulary.boundaries and (token.tag not in NOUN_TAGS or not place):
            if place and place[-1].text.endswith(self._bodies):  # 某局|负责资金保障
                return True
            if token.text in MAKING:  # 某重工|打造|工程机械集群
                return True
            headed = self._names.heads_at(text[token.start : token.end + 8], KINDS) or (
                len(token.text) > 1 and self._names.heads_at(text[token.end : token.end + 8], DONE_TO)
            )
            return not (place and headed and has_name(place))
        return False

    def _joins(self, tokens: Sequence[Token], index: int, place: Sequence[Token]) -> bool:
        """Whether a joint stands within a name: 某地至某地, or behind a word that ends no name (某大学酿酒与食品学院)."""
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if not place or following is None or following.text in self._vocabulary.boundaries:
            return False
        if tokens[index].text == "至":
            return has_name(place) and place[-1].tag != "v" and following.tag in NOUN_TAGS
        if place[-1].tag == "ORG" and not self._names.head_of(place[-1].text) and len(place[-1].text) > 4:
            return True
        if tokens[index].text == "及":
            named = any(token.tag in NAME_TAGS for token in place) or self._names.head_of(_joined(place))
            return not named and self._ends_in_head(tokens[index + 1 :])
        if tokens[index].text == "与":
            return not self._fronts.parts_at([*place, tokens[index], following], len(place))
        return False

    def _ends_in_head(self, tokens: Sequence[Token]) -> bool:
        """Whether the words up to the next mark are no name but end as one does."""
        stop = next((i for i, token in enumerate(tokens) if token.text in STOPS or token.tag in ENDING), len(tokens))
        return not has_name(tokens[:stop]) and bool(self._names.head_of(_joined(tokens[:stop])))

    def _without_front(self, place: Sequence[Token]) -> list[Token]:
        words = self._vocabulary
        rest = list(place)
        if len(rest) > 2 and rest[0].tag == "v" and len(rest[0].text) == 1 and rest[0].text not in words.short_verbs:
            return rest  # 长|电微电子: a torn name
        while rest and not has_name(rest[:1]):
            first = rest[0]
            yearly = first.text[0] in "年日月" and len(rest) > 1 and rest[1].text.endswith(words.sizes)
            if first.tag == "v" and yearly:  # 年产5万吨…项目
                break
            if first.text not in words.boundaries and _names_a_way(rest):  # 某某|大道旅游带
                break
            sized = first.tag == "m" and first.text.endswith(words.sizes)
            if (
                first.text == "国家"
                or sized
                or not (
                    first.tag in NOT_FIRST
                    or first.tag == "m"
                    or first.text in words.leading
                    or first.text in words.boundaries
                    or (first.tag == "w" and first.text not in "“（(")
                )
            ):
                break
            rest = rest[1:]
        return rest

    def _name(self, text: str, tokens: Sequence[Token], after: Sequence[Token]) -> Candidate | None:
        """The name that ends with these tokens; None where none can end there."""
        last = tokens[-1]
        start = tokens[0].start
        head = self._names.head_of(text[start : last.end])
        if head and last.tag not in NOUN_TAGS and last.tag not in "aqm" and len(head[0]) <= len(last.text):
            return None
        if not head or head[1] not in KINDS or last.end - start > LONGEST or last.end - start <= len(head[0]):
            return None
        words = self._vocabulary
        open_end = after and after[0].tag in GOES_ON and after[0].text not in words.boundaries
        open_end = open_end and after[0].text not in words.purposes  # 发挥某引导基金|作用
        if open_end and (head[1] not in OPEN or after[0].text not in words.generic_modifiers):
            return None
        if self._names.serves(tokens, head[0]) or (head[0] == "战略" and text.startswith(PARTNERS, last.end)):
            return None
        name = text[start : last.end]
        if self._acts(tokens, *head) or MONEY.search(name):
            return None
        quoted = ("“" in name or _names_a_way(tokens)) or (
            bool(re.search(r"\d", name)) and (has_name(tokens) or tokens[0].text.endswith(words.sizes))
        )
        if not balanced(name) or not self._names.is_name(name, tokens, head, quoted=quoted):
            return None
        if not quoted and not any(t.tag in NAME_TAGS for t in tokens) and len(tokens) < 2:
            return None
        return Candidate(start, extended_end(text, last.end, head[1]), head[1], 1.8, "members")

    def _acts(self, tokens: Sequence[Token], head: str, kind: str) -> bool:
        """Whether a verb among the words makes a sentence of them: 某区举行重点项目…, 科普进校园…基地."""
        for index, token in enumerate(tokens[:-1]):
            inside = token.start >= tokens[-1].end - len(head)  # the head's own: 开发开放试验区
            if token.tag != "v" or token.text in NOUNY or not index or inside:
                continue
            rest = tokens[index + 1 :]
            object_of = _joined(rest).removesuffix(head)
            sized = tokens[0].text.endswith(self._vocabulary.sizes)  # 80万吨乙烯改扩建项目
            if not (has_name(tokens[:index]) or tokens[0].text == "国家" or sized):
                return True
            said = has_name(rest[:1]) or covered(object_of, self._vocabulary.generic_modifiers)
            if len(token.text) > 1 and (kind == "Policy" or (object_of and said)):
                return True
        return False


def _names_a_way(tokens: Sequence[Token]) -> bool:
    """Whether a word that the lexer takes for a verb stands before a way or an old town, which have names."""
    told = len(tokens) > 2 and tokens[0].tag == "v" and len(tokens[0].text) > 1
    return told and tokens[1].text in WAYS


def _joined(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens)
