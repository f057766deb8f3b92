"""Firms without a legal form: short names that the lexer takes for bodies, and their neighbours in a list."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.words.candidates import Candidate
from kg.extract.words.fronts import covered
from kg.extract.words.lexer import Token
from kg.extract.words.vocabulary import Vocabulary

NAMED = frozenset({"ORG", "PER", "nz"})
WORDS = frozenset({"n", "nz", "vn", "LOC", "a", "v", "ORG", "PER", "f"})
JOINTS = frozenset({"、", "和", "与", "及", "以及"})
LONGEST, SHORTEST = 12, 2
LED = re.compile(
    r"以(?P<name>[一-龥A-Za-z]{2,8}?)(?:公司|集团)?为链主(?:企业)?(?:的(?P<trade>[一-龥]{2,9}?)(?:产业链|产业集群)?(?=[、，；。]|等))?"
)  # 以某某为链主的特钢产业
LED_BY = re.compile(r"以(?P<names>[一-龥A-Za-z、]{2,40}?)等?(?:企业)?为龙头")
GOODS = re.compile(
    r"(?:[（(][A-Za-z-]{2,8}[）)])?(?:系列|产品|整机|融合(?!发展有限))"
)  # a product, not the firm that makes it
LEADS = re.compile(
    r"(?:发挥|依托|借助|突出|强化|放大)(?:好|出)?(?P<names>[一-龥A-Za-z（）、]{2,40}?)等?(?P<part>链主|龙头|领军|领航)"
    r"(?:企业|引领|带动|牵引|示范|辐射|支撑)*的?(?:作用|优势|效应|效能)"
)
# 甲海洋工程|组建……联合体, 乙生物工程|牵头: who does so is no works, whatever the name ends in.
ENGINEERS = re.compile(
    r"(?:[、和与及]|支持|推动|鼓励|引导|联合|会同|携手|依托|由|以)"
    r"(?P<name>(?!支持|推动|鼓励|引导|联合|会同|携手|依托|实施|推进|建设)[一-龥]{2,4}(?:海洋|环境|建筑|生物|能源|电力|航空|航天|水利|交通|岩土|化学|石化|市政|船舶|冶金|低温|智能|技术)工程)"
    r"(?=(?:[、和与及][^，。；、]{2,14}){0,3}(?:等[^，。；、]{0,6})?(?:联合|共同)?(?:组建|共建|牵头|攻关|承担|承建|研发|研制|发起|为(?:链主|龙头|骨干)))"
)
# 由甲牧业承建, 支持甲健康、乙牧业争创……企业: only a firm does so, as far as its name ends as one.
DOES = re.compile(
    r"由(?P<built>[一-龥A-Za-z、和与]{3,30}?)(?:共同|联合|负责|具体)*(?:承建|投建|投资(?:建设|运营|兴建)|出资建设|建设运营)"
    r"|(?:支持|推动|鼓励|引导|指导|推荐|助力|帮助)(?P<honoured>[一-龥A-Za-z、和与]{3,40}?)(?:争创|申报|创建|冲刺|争取|入选|获评|成长为|培育成为?)"
    r"(?=[^，。；]{0,24}(?:企业|小巨人|单项冠军|独角兽|瞪羚|工厂|上市))"
)
# 独角兽企业1家（甲智算）: as many as are counted.
COUNTED = re.compile(
    r"(?:企业|公司|小巨人”?|工厂|冠军|独角兽|瞪羚)(?:数量)?(?:共|达到?|有|为)?(?P<count>\d{1,2})[家户]（(?:分别|即)?(?:为|是|有|包括)?(?P<names>[一-龥A-Za-z、和]{3,80}?)）"
)
LEVEL = re.compile(r"^(?:国家|国务院|中央|省|市|区|县|州|盟|旗|各|全|我|本)")


@dataclass(frozen=True)
class Member:
    """A member of a list: its words, with no mark or verb among them."""

    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        """The member as it stands."""
        return "".join(token.text for token in self.tokens)


class FirmFinder:
    """Finds firms in lists behind words that lists of firms follow (引进甲、乙, 支持甲、乙发展)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._endings = tuple(vocabulary.firm_endings)
        self._trades = vocabulary.fields.union(vocabulary.firm_endings, vocabulary.generic_modifiers)
        self._heads = tuple(
            head
            for kind, heads in vocabulary.heads.items()
            if kind in ("Institution", "Platform", "Park", "Project", "Fund", "Cluster", "Region")
            for head in heads
            if len(head) > 1
        )

    def find(self, text: str, tokens: Sequence[Token]) -> Iterator[Candidate]:
        """The members of lists of firms, and firms told by what they end in."""
        for match in LED.finditer(text):
            if match["name"] not in self._vocabulary.generic:
                yield Candidate(*match.span("name"), "Enterprise", 1.75, "firms")
            if match["trade"]:
                yield Candidate(*match.span("trade"), "Industry", 1.75, "firms")
        for match in ENGINEERS.finditer(text):
            if not covered(match["name"], self._trades | {"工程"}):
                yield Candidate(*match.span("name"), "Enterprise", 2.1, "firms")
        for match in DOES.finditer(text):
            for one in re.finditer(r"[^、和与]{3,12}", match["built"] or match["honoured"]):
                if one[0].endswith(self._endings) and self._is_name(one[0]):
                    start = match.start(match.lastgroup or 0)
                    yield Candidate(start + one.start(), start + one.end(), "Enterprise", 2.1, "firms")
        yield from self._counted(text)
        yield from self._leaders(text)
        yield from self._led_by(text, tokens)
        for cue, members, verb in self._lists(tokens):
            told = [self._told(member) for member in members]
            likely = [self._likely(member) for member in members]
            enough = sum(told) + sum(likely) >= max(1, len(members) - 1) and (len(members) > 1 or any(told))
            by_cue = cue in self._vocabulary.firm_cues and all(map(self._possible, members)) and enough
            by_cue = by_cue or (
                verb in self._vocabulary.firm_verbs and all(likely) and _are_bodies(members)
            )  # 某轴承|联合|某大学
            for index, member in enumerate(members):
                if (told[index] or by_cue) and not GOODS.match(text, member.tokens[-1].end):
                    end = member.tokens[-1].end - len(self._tail(member.text))
                    yield Candidate(member.tokens[0].start, end, "Enterprise", 1.75, "firms")

    def _counted(self, text: str) -> Iterator[Candidate]:
        """The firms in the bracket behind their count, where one of them at least ends as a firm's name does."""
        for match in COUNTED.finditer(text):
            names = list(re.finditer(r"[^、和]{3,12}", match["names"]))
            ending = any(one[0].endswith(self._endings) for one in names)
            if ending and len(names) == int(match["count"]) and all(self._is_name(one[0]) for one in names):
                start = match.start("names")
                yield from (
                    Candidate(start + one.start(), start + one.end(), "Enterprise", 2.1, "firms") for one in names
                )

    def _leaders(self, text: str) -> Iterator[Candidate]:
        """The firms of 发挥甲、乙链主作用; a city or park may have the part of a 龙头 too, a firm's name ends as one."""
        for match in LEADS.finditer(text):
            names = list(re.finditer(r"[^、和与及]{2,12}", match["names"]))
            ending = any(one[0].endswith(self._endings) for one in names)
            if (ending or match["part"] == "链主") and all(self._is_name(one[0]) for one in names):
                start = match.start("names")
                yield from (
                    Candidate(start + one.start(), start + one.end(), "Enterprise", 1.9, "firms") for one in names
                )

    def _led_by(self, text: str, tokens: Sequence[Token]) -> Iterator[Candidate]:
        """The firms of 以甲、乙为龙头; an industry, a park or a product may lead so too, a firm's name has a proper word."""
        tags = {token.start: token.tag for token in tokens}
        for match in LED_BY.finditer(text):
            for one in re.finditer(r"[^、和与及]{2,12}", match["names"]):
                start, end = (match.start("names") + at for at in one.span())
                if tags.get(start) in NAMED and end - start > SHORTEST and self._is_name(one[0]):
                    yield Candidate(start, end, "Enterprise", 1.75, "firms")

    def _lists(self, tokens: Sequence[Token]) -> Iterator[tuple[str, list[Member], str]]:
        """Every list with the words before and behind it; a lone member is a list too."""
        cue, members, current = "", list[Member](), list[Token]()
        stop = Token("。", -1, -1, "w")
        for token, following in zip((*tokens, stop), (*tokens[1:], stop, stop), strict=False):
            if token.text in JOINTS and current:
                members.append(Member(tuple(current)))
                current = []
            elif self._is_word(token, following, current):
                current.append(token)
            else:
                if current:
                    members.append(Member(tuple(current)))
                if members:
                    yield cue, members, token.text
                cue, members, current = token.text, [], []

    def _is_word(self, token: Token, following: Token, current: Sequence[Token]) -> bool:
        verbs = self._vocabulary.boundaries
        pair = token.text + following.text
        if (token.text in verbs and token.tag not in NAMED) or pair in verbs:  # 做|大
            return False
        if current and pair in self._vocabulary.firm_tails:  # 某船舶|链|主|作用
            return False
        joined = token.text in self._vocabulary.firm_verbs and following.tag in {"v", "ORG"}  # 某航运|合资|组建
        if current and (joined or token.text in self._vocabulary.firm_tails):  # 引进某甲、某乙|区域生产基地
            return False
        torn = len(token.text) == 1 and bool(current)  # 铁|建|重工
        return token.tag in WORDS and (token.tag != "v" or torn)

    def _tail(self, name: str) -> str:
        """What stands behind a firm's name in one word with it: 某时代|合作."""
        tails = (word for word in self._vocabulary.firm_tails if name.endswith(word) and len(name) - len(word) > 2)
        return next(tails, "")

    def _told(self, member: Member) -> bool:
        """Whether a member is built as a firm's name is: a proper word, then what firms' names end in."""
        name, first = member.text, member.tokens[0]
        if first.tag not in NAMED or first.text.isascii() or len(member.tokens) > 2 or not self._possible(member):
            return False
        ending = next((end for end in self._endings if name.endswith(end)), "")
        return bool(ending) and len(name) - len(ending) >= 2 and len(first.text) >= 2

    def _likely(self, member: Member) -> bool:
        """Whether the lexer saw a body or person and nothing tells that it is public."""
        return member.tokens[0].tag in NAMED and len(member.tokens) <= 2 and self._possible(member)

    def _possible(self, member: Member) -> bool:
        return self._is_name(member.text)

    def _is_name(self, name: str) -> bool:
        words = self._vocabulary
        return (
            SHORTEST <= len(name) <= LONGEST
            and name not in words.generic
            and name[:2] not in words.boundaries  # 聚力科技支撑…
            and not name.isascii()
            and not (len(name) > 7 and covered(name[2:], self._trades))  # 某市新能源智能网联汽车
            and not covered(name, self._trades)  # 四足机器人, 科技保险: goods, with no proper word in the name
            and "+" not in name  # “普惠+科技”
            and not LEVEL.match(name)
            and not name.endswith(words.public_endings)
            and not name.endswith(self._heads)
        )


def _are_bodies(members: Sequence[Member]) -> bool:
    """Whether the lexer saw a body in each of them."""
    return all(member.tokens[0].tag == "ORG" and len(member.text) > 2 for member in members)
