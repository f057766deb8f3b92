"""Names by their heads: a noun run that ends in 产业园, 实验室, 有限公司 … and says more than a generic phrase."""

import re
from collections.abc import Iterator, Sequence

from kg.extract.names.patterns import VERSION
from kg.extract.words.candidates import Candidate
from kg.extract.words.fronts import Fronts, is_own_fund
from kg.extract.words.lexer import Token
from kg.extract.words.runs import Run, has_name
from kg.extract.words.vocabulary import Vocabulary

# Classes whose names may begin with a place or body (密云 … 产业园); an industry's name does not.
WITH_PLACE = ("Park", "Platform", "Institution", "Department", "Enterprise", "Project", "Cluster", "Fund", "Policy")
LONGEST = 40
BARE_HEADS = {
    "园": 4,
    "中心": 6,
    "专项资金": 2,
    "发展资金": 2,
}  # heads so wide that it takes more, or so telling that less
SPECIFIC = {
    "Platform": 4,
    "Project": 6,
    "Fund": 4,
}  # so many characters of no generic word make up for a missing proper name
BRACKETED_FIRM = re.compile(r"[（(][一-龥]{2,6}[）)][一-龥A-Za-z]{0,14}?有限(?:责任)?公司")
FIRM_LED = re.compile(  # 引进|某科能（某市）有限公司, where the lexer sees no name
    r"(?:引进|引入|招引|支持|推动|推进|依托|联合|培育|鼓励|发挥|[由与和、，。；：])"
    r"(?P<name>(?!引进|引入|招引|支持|推动|推进|依托|联合|培育|鼓励|发挥)[一-龥]{2,6})$"
)
PAIRS = (("（", "("), ("）", ")")), (("“",), ("”",))
WORKS = ("项目", "工程", "一期", "二期", "三期")
PAIR_OF_PLACES = re.compile(  # 甲镇—乙镇产业片区, 打造甲湾—乙滩—丙岛岸线
    r"(?:^|[^一-龥—–]|打造|建设|推进|形成|构建|实施)(?P<first>[一-龥]{2,4}(?:[—–][一-龥]{2,4})*)[—–]$"
)
BRACKETED_PLACE = re.compile(r"[一-龥]{2,5}[（(][一-龥]{2,6}[）)]$")
JOINT = re.compile(r"[与和及对同在的](?=[一-龥]{2})")
LETTERED = re.compile(r"[A-Z][区园]|[东西南北中][区园](?![一-龥]{0,2}[省市县])")
PARTNERS = (
    "合作",
    "伙伴",
    "对接",
    "沟通",
    "互信",
    "投资",
    "重组",
    "布局",
    "支点",
    "机遇",
    "咨询",
    "委员会",
    "专家",
    "研究",
)  # 某国|战略|伙伴 is no strategy
# 云溪产业园|规划|面积: what is planned of a thing, and no plan.
PLANNED = (
    "面积",
    "总面积",
    "用地",
    "建设用地",
    "占地",
    "总占地",
    "总用地",
    "总建筑",
    "建筑面积",
    "投资",
    "总投资",
    "控制",
)
SYSTEMATICALLY = ("阐述", "回顾", "总结", "梳理", "谋划", "推进", "治理", "部署", "提升", "研究")  # 某某|系统|阐述
GLUED = ("无", "非", "抗")  # torn off a name by the lexer: 无血清…
BEFORE_GLUED = re.compile(
    r"(?:推动|推进|支持|加快|建设|实施|引进|[，。；、：])(?P<own>(?!推|加|建|实|支)[一-龥]{2,6})$"
)
STRETCH = re.compile(
    r"(?:航站[区楼])?(?:改扩建|迁建|扩建|扩容|综合开发|军民合用)(?=[、，。；]|等|$)|"
    r"[一二三四五六]期(?:工程|项目)?(?![一-龥]?[间限满末])|[（(](?:[一-龥]{2,8}段|[一二三四五]期)[）)]|(?:[东西南北中]|(?<=铁路|高速|公路|大道|快线)[一-龥]{2,3})段"
)
VERSION_BEHIND = re.compile(VERSION)
ACRONYM = re.compile(r"[（(][A-Za-z][A-Za-z0-9-]{1,9}[）)]")
SEAT = re.compile(  # …检测中心（某市): where it sits, or its acronym
    rf"{ACRONYM.pattern}|[（(](?!以下|简称|含|如|即|责任|牵头|暂|试|[一二三四五]期)(?:[一-龥]{{2,3}}|[A-Z]型)[）)]"
)


class NameFinder:
    """Finds names by head; the head lists and the generic words are data."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._fronts = Fronts(vocabulary)
        self._heads = [(head, name) for name in (*WITH_PLACE, "Industry") for head in vocabulary.heads.get(name, ())]
        self._heads.sort(key=lambda item: -len(item[0]))
        self._by_last: dict[str, dict[str, str]] = {}
        self._by_first: dict[tuple[str, str], tuple[str, ...]] = {}
        for head, name in self._heads:
            self._by_last.setdefault(head[-1], {}).setdefault(head, name)
            self._by_first[head[0], name] = (*self._by_first.get((head[0], name), ()), head)
        self._endings = {last: tuple(heads) for last, heads in self._by_last.items()}
        weak = vocabulary.weak_heads.get("Platform", frozenset())
        self._certain = tuple(head for head in vocabulary.heads.get("Platform", ()) if head not in weak)

    def find(self, text: str, runs: Sequence[Run]) -> Iterator[Candidate]:
        """For each place where a head ends inside a run, the longest name that ends there."""
        yield from self._bracketed(text, runs)
        for run in runs:
            for index, token in enumerate(run.tokens):
                head = self.head_of(text[run.start : token.end])
                if (
                    head
                    and not self._goes_on(run, index, head[1])
                    and not self.serves(run.tokens[: index + 1], head[0])
                ):
                    yield from self._candidate(text, run.tokens[: index + 1], head)

    def _bracketed(self, text: str, runs: Sequence[Run]) -> Iterator[Candidate]:
        """Firms with a place in brackets (甲（某市）有限公司): the lexer tears them apart at the bracket."""
        ends = {run.end: run for run in runs}
        for match in BRACKETED_FIRM.finditer(text):
            run = ends.get(match.start())
            front = self._fronts.trim(run.tokens) if run else []
            led = FIRM_LED.search(text, max(0, match.start() - 12), match.start()) if not front else None
            if front or led:
                start = led.start("name") if led else front[0].start
                yield Candidate(start, match.end(), "Enterprise", 2.2, "heads")

    def head_of(self, text: str) -> tuple[str, str] | None:
        """The head that a text ends in, with its class; the longest one."""
        last = text[-1:]
        if not text.endswith(self._endings.get(last, ())):
            return None
        return next((head, kind) for head, kind in self._by_last[last].items() if text.endswith(head))

    def heads_at(self, text: str, kinds: frozenset[str]) -> bool:
        """Whether a text begins with a head of one of the classes."""
        return any(text.startswith(self._by_first.get((text[:1], kind), ())) for kind in kinds)

    def _goes_on(self, run: Run, index: int, kind: str) -> bool:
        """Whether the run continues to a head of the same class, which is then the real end."""
        rest = run.tokens[index + 1 : index + 3]
        text = "".join(token.text for token in rest)
        return text.startswith(self._by_first.get((text[:1], kind), ()))

    def serves(self, tokens: Sequence[Token], word: str) -> bool:
        """Whether 项目 only says that a platform is being built (某医学中心项目): the platform is what is named."""
        before = "".join(token.text for token in tokens[:-1])
        return word == tokens[-1].text == "项目" and before.endswith(self._certain)

    def _candidate(self, text: str, tokens: Sequence[Token], head: tuple[str, str]) -> Iterator[Candidate]:
        word, kind = head
        tokens = self._fronts.trim(tokens, keep_place=kind in WITH_PLACE)
        if not tokens:
            return
        acts = any(token.tag == "v" and len(token.text) > 1 for token in tokens)  # “十五五”时期处于战略…
        start = tokens[0].start if acts else extended_start(text, tokens[0].start)
        while (
            start < tokens[0].start
            and text[start : start + 2] in self._vocabulary.boundaries | self._vocabulary.leading
        ):
            start += 2  # 支持某地（某区）…产业园: the verb is no part of the name
        if text[tokens[0].start - 1 : tokens[0].start] in ("）", ")"):
            start = self._behind_verbs(text, start, tokens[0].start)
        end = extended_end(text, tokens[-1].end, kind)
        quoted = start < tokens[0].start
        if (
            end - start > LONGEST
            or not balanced(text[start:end])
            or not self.is_name(text[start : tokens[-1].end], tokens, head, quoted=quoted)
        ):
            return
        if word.endswith("战略") and text.startswith(PARTNERS, end):
            return
        if word in ("规划", "计划") and text.startswith(PLANNED, end):
            return
        if word == "系统" and text.startswith(SYSTEMATICALLY, end):
            return
        proper = has_name(tokens) or quoted
        modifiers = tokens[-1].end - start - len(word)
        weight = 1.0 + 0.5 * proper + 0.1 * min(modifiers, 6)
        if kind in ("Platform", "Park", "Project", "Fund") and not proper and modifiers < 4:
            weight -= 0.6
        yield Candidate(start, end, kind, weight, "heads")

    def _behind_verbs(self, text: str, start: int, end: int) -> int:
        """Where the place before a bracket begins: 已入驻|某地（某市）…, 市建设|某地（某市）…."""
        place = re.split("[（(]", text[start:end])[0]
        verbs = self._vocabulary.boundaries | self._vocabulary.leading
        cuts = (cut for cut in range(len(place) - 2, 1, -1) if any(place[at:cut] in verbs for at in range(cut - 1)))
        return start + next(cuts, 0)

    def is_name(self, name: str, tokens: Sequence[Token], head: tuple[str, str], *, quoted: bool) -> bool:
        """Whether what stands before the head says more than a generic phrase does."""
        word, kind = head
        words = self._vocabulary
        before = [token for token in tokens if token.end <= tokens[-1].end - len(word)]
        if kind == "Fund" and is_own_fund(name, word):
            return True
        if name == word or name in words.generic or (not quoted and self._fronts.is_generic(tokens, word)):
            return False
        if kind == "Industry" and name.endswith(words.not_industry_endings):
            return False
        if kind == "Project" and word.endswith(WORKS) and self._fronts.of_another(before):
            return False
        if quoted:
            return True
        if len(word) == 1 and kind == "Project" and not has_name(tokens[-1:]) and tokens[-1].text != word:
            return False  # 某运河沿线 is no line, 热线 neither
        alone = word in words.place_alone.get(kind, ()) and not self._fronts.specific(tokens, word)
        if alone and not (kind == "Project" and all(token.tag == "LOC" for token in before)):
            return False  # 某市重点实验室 is any of them, some place's 重点项目 too; 某大桥项目 is one
        if word not in words.weak_heads.get(kind, ()) or has_name(tokens):
            return True
        specific = self._fronts.specific(tokens, word)
        named = specific > 1 and self._fronts.is_named(before)
        road = kind == "Project" and not word.endswith(WORKS)
        return not road and (named or specific >= BARE_HEADS.get(word, SPECIFIC.get(kind, LONGEST)))


def is_park(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a name ends as a park's does, or as a lettered or named part of one (科学城东区)."""
    part = LETTERED.search(text)
    whole = text[: part.start()] if part and part.end() == len(text) else text
    return any(whole.endswith(head) and text != head for head in vocabulary.heads.get("Park", ()) if len(head) > 1)


def balanced(text: str) -> bool:
    """Whether every bracket and quotation mark of a name has its partner in it."""
    return all(sum(map(text.count, left)) == sum(map(text.count, right)) for left, right in PAIRS)


def extended_start(text: str, start: int) -> int:
    """Where a name starts when a quoted word or a bracketed place stands before its run: “1+5”…, 某地（某区）…."""
    if start and text[start - 1] in '”"':
        opening = max(text.rfind("“", 0, start - 1), text.rfind('"', 0, start - 1))
        return opening if opening >= 0 and start - opening <= 12 else start
    if start and text[start - 1] in "—–":
        pair = PAIR_OF_PLACES.search(text[max(0, start - 16) : start])
        return start - len(pair["first"]) - 1 if pair else start
    if start and text[start - 1] in GLUED and text[start - 2 : start - 1] not in GLUED:
        own = BEFORE_GLUED.search(text[max(0, start - 12) : start - 1])  # 推动|某某厚德无血清培养基项目
        return start - 1 - (len(own["own"]) if own else 0)
    if start and text[start - 1] in "）)":
        bracket = max(text.rfind("（", 0, start), text.rfind("(", 0, start))
        led = FIRM_LED.search(text, max(0, bracket - 12), max(0, bracket))
        if led and text.startswith("有限", start):
            return led.start("name")
        match = BRACKETED_PLACE.search(text[max(0, start - 16) : start])
        return start - len(JOINT.split(match.group())[-1]) if match else start
    return start


def extended_end(text: str, end: int, kind: str) -> int:
    """Where a name ends when its acronym follows in brackets, or a park's letter: 协会(IASP), 开发区A区."""
    pattern = {
        "Institution": SEAT,
        "Industry": ACRONYM,
        "Platform": SEAT,
        "Park": LETTERED,
        "Project": STRETCH,
        "Policy": VERSION_BEHIND,
    }.get(kind)
    match = pattern.match(text, end) if pattern else None
    return match.end() if match else end
