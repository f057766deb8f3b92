"""Reads a question: its words, names, years, the documents it keeps to, and the form of answer it wants."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from kg.answer.asked.called import Named
from kg.answer.asked.frames import Frame, Framing
from kg.answer.asked.here import OF_PAPER
from kg.answer.asked.intents import Asking
from kg.answer.asked.name_parts import Link
from kg.answer.asked.names import NameIndex
from kg.answer.asked.scope import TITLE, read_scope
from kg.answer.asked.spelled import spelled
from kg.answer.asked.tokens import ASKING, QUOTED, compounds, lex, unquoted
from kg.answer.asked.years import years_asked
from kg.answer.folding import fold, with_thresholds
from kg.errors import QueryError
from kg.extract.words.lexer import NAME_TAGS, Token
from kg.records import Document
from kg.text.numbers import parse_number
from kg.text.periods import Period, iter_periods

LONGEST_QUESTION = 500
SHORTEST_STRANGE = 4
CONTENT_TAGS = ("n", "v", "a", "ORG", "LOC", "PER", "eng", "xx", "s")
GRADE = re.compile(r"\d?[A-Za-z]+级|[一十百千]*[万亿]级")
OWNERS = frozenset({"ORG", "PER"})
SIDE = 2  # characters of a side that tells little: 东部, 内部
PREFIXES = frozenset("总净新")  # LAC parts them from what they belong to: 总 投资
ANNEX = re.compile(r"(?:附[件表]|专栏)\s*(?:\d+|[一二三四五六七八九十](?![共个项]))|表\s*\d+[-—]\d+")
ASIDE = re.compile(r"[（(][^（）()]{1,20}[)）]")  # an explanation of a word that is there already
STEPS_ASKED = re.compile(
    "(?:包括|包含|涵盖|分为|分成)(?=(?:了)?哪(?:些|几个?)(?:环节|步骤|阶段|节点))"
)  # a chain says none of them
HOW_MANY = re.compile(
    r"(?:哪|这|的)?(?<![第十百\d.])([两二三四五六七八九十]|\d{1,2})(?:大|个|家|项|种|类|条|方面|区|园|批)"
)

# Who does something stands before such words, or behind those of being charged.
DUTY = re.compile("任务|负责|承担|牵头|配合|职责|分工|责任|参与|主责|认领|名下")
CHARGED = re.compile("(?:由|归|让|交给|(?:单位|部门|主体|方)(?:里|中)?(?:是|为|有|包括|含))$")
CHARGES = re.compile(
    "(?:自己|一家|一方|单独|独立|独自|独家|也|都|主要|具体|一共|总?共|分别|目前|现在|被|在[^，。？]{0,24}?(?:里面?|中|内|上|期间|时期)?|共同|联合|一起|要|需要?|应该?|该|得|须)*"
    "(?:负责|承担|牵头|配合|参与|主责|认领|落实|完成|推进|有|做|干|抓|管|办|[分领]到|名下|[肩手头身]上|[作列]为|是[^，。？]{0,6}(?:单位|部门|主体)"
    "|的(?:全部|所有|具体)*(?:职责|责任|分工))"
)

THINGS_ASKED = re.compile("(?:哪|什么|多少|几)([^，。？的]{1,8})(?=的|[，。？]|$)")
JOINTS = ("和", "与", "、", "及", "以及", "跟", "同", "会同")


@dataclass(frozen=True)
class Question:
    """A question as it was read; `documents` is empty where it keeps to none."""

    text: str
    folded: str
    words: tuple[str, ...]  # what it is about, names included, without the words of asking
    links: tuple[Link, ...] = ()
    years: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    documents: tuple[str, ...] = ()
    timely: tuple[str, ...] = ()  # plans of the period that a question names beside: “十四五”时期由谁负责
    missing_title: str = ""  # a 《title》 that no loaded document and no named policy bears
    annex: str = ""
    framing: Framing = field(default_factory=Framing)  # the box, table or chapter that it names
    form: str = ""
    number_of: int | None = None  # 哪三大领域 → 3
    counted: str = ""  # 三大领域
    compounds: tuple[str, ...] = ()  # words that stand together: 节能 环保 产业园 → 节能环保产业园
    strange: tuple[str, ...] = ()  # names that the graph does not know
    unknown: tuple[str, ...] = ()  # bodies, firms and people that no loaded document names at all

    @property
    def frames(self) -> tuple[Frame, ...]:
        """The parts of plans that it keeps to; () where it names none."""
        return self.framing.frames

    @property
    def of_bodies(self) -> "Question":
        """The same, a name that is a place as well taken for the body alone: a park has more tasks than those that name it."""
        links = (replace(one, entities=one.of_type(["Department"]) or one.entities) for one in self.links)
        return replace(self, links=tuple(links))

    def entities(self, types: Sequence[str]) -> tuple[Named, ...]:
        """The entities of these types that the question names, in its order, each once."""
        return tuple({entity.id: entity for link in self.links for entity in link.of_type(types)}.values())


def read_question(text: str, *, asking: Asking, names: NameIndex, documents: Mapping[str, Document]) -> Question:
    """The question read; refuses an empty and an over-long one."""
    text = " ".join(text.split())
    if not fold(text):
        raise QueryError(asking.message("empty"))
    if len(text) > LONGEST_QUESTION:
        raise QueryError(asking.message("long", n=len(text), limit=LONGEST_QUESTION))
    folded = fold(text)
    periods = tuple(iter_periods(text))
    scope = read_scope(text, periods, asking, documents)
    # 《规划》 is what a plan calls itself; in a question the bare word names none
    links = tuple(link for link in names.find(folded) if link.text not in asking.words["document"])
    links = _acting(_whole_words(_of_named_region(links), folded), folded, asking, names)
    strange = _strange(text, links, periods, asking)
    named = [link.text for link in links if not link.of_type(["Region"]) or link.whole]
    titles = [title for title in scope.missing if not any(fold(title) in link.text for link in links)]
    annex = ANNEX.search(text)
    wanted = min(HOW_MANY.finditer(text), key=lambda one: not one[0].startswith("哪"), default=None)
    return Question(
        text=text,
        folded=folded,
        words=content_words(
            text, asking, [*named, *strange, *_quoted_terms(text, asking, documents), *_whole(text, asking)]
        ),
        strange=strange,
        unknown=_unknown(text, links, asking, documents),
        links=links,
        years=years_asked(TITLE.sub("", text), periods),
        periods=periods,
        documents=scope.documents,
        timely=scope.timely,
        missing_title=titles[0] if titles else "",
        annex=re.sub(r"\s", "", annex[0]) if annex else "",
        form=_form(text, asking, wanted),
        compounds=compounds(text, asking),
        counted=_counted(text, wanted) if wanted else "",
        number_of=int(parse_number(wanted[1]) or 0) or None if wanted else None,
    )


def _form(text: str, asking: Asking, wanted: re.Match[str] | None) -> str:
    """The form of answer wanted: 「那三家独角兽是谁」 asks for a list."""
    form = asking.form(text)
    return "list" if form == "who" and wanted and (parse_number(wanted[1]) or 0) > 1 else form


def _counted(text: str, match: re.Match[str]) -> str:
    """What is counted, with its numeral: 「三大领域」 of 「哪三大领域」."""
    after = re.match(r"[\u4e00-\u9fff]{0,2}", text[match.end() :])
    return match[0].lstrip("哪这的") + (after[0] if after else "")


def content_words(text: str, asking: Asking, names: Sequence[str] = ()) -> tuple[str, ...]:
    """The words that say what a text is about, in order, each once; years and words of asking are left out.

    A linked name is one word; so are words that stand together without a pause (节能 环保 产业园), beside their parts.
    """
    for period in sorted(iter_periods(text), key=lambda period: -period.span[0]):
        text = text[: period.span[0]] + "，" + text[period.span[1] :]
    text = unquoted(with_thresholds(text), names)
    kinds = "|".join(sorted((*map(re.escape, asking.words["document"]), "项目", "工程"), key=len, reverse=True))
    text = re.sub(rf"({kinds})(?:里面?|当中|中(?!心)|内(?!容))(?=[\u4e00-\u9fff])", r"\1，", text)  # 方案里|站
    text = ASKING.sub("，", ASIDE.sub("，", STEPS_ASKED.sub("，", OF_PAPER.sub("，", text))))
    for word in (*asking.words["earlier"], *asking.words["later"]):
        text = text.replace(word, "，")
    stop = {asking.spell(word) for word in asking.words["stop"]}
    found: dict[str, None] = {}
    for piece in re.split(r"[，。？！?!；;：:、\s“”\"]+", text):
        for word in _words(asking.spell(piece), [asking.spell(name) for name in names]):
            if word not in stop:
                found.setdefault(word)
    # 「“三个一批”是什么」 has no word that tells anything: what it quotes does
    return tuple(found) or tuple(asking.spell(term) for term in QUOTED.findall(text))


def _whole_words(links: Sequence[Link], folded: str) -> tuple[Link, ...]:
    """The links without ends of longer names that begin within a word: 药中试平台 of 甲生物医药中试平台 in 中药中试平台."""
    inside = {place for token in lex(folded) for place in range(token.start + 1, token.end)}
    ends = ("Platform", "Project")
    return tuple(link for link in links if link.whole or not link.of_type(ends) or link.start not in inside)


def _quoted_terms(text: str, asking: Asking, documents: Mapping[str, Document]) -> list[str]:
    """The terms in quotation marks that a document holds and that have no word of content: “一轴三带”."""
    plain = [
        term for term in QUOTED.findall(text) if not list(iter_periods(term)) and not _words(asking.spell(term), ())
    ]
    return [term for term in plain if any(asking.spell(term) in spelled(asking, one) for one in documents.values())]


def _whole(text: str, asking: Asking) -> list[str]:
    """The verbs of a text that the lexer would take apart: 赋能."""
    return [word for word in asking.words["leading"] if len(word) > 1 and word in text and len(lex(word)) > 1]


def _strange(text: str, links: Sequence[Link], periods: Sequence[Period], asking: Asking) -> tuple[str, ...]:
    """Names by their look that no link covers: 第二中学 of a city is not the city.

    A period in it is no part of a name (某区十五五), and a name that ends within a link is cut wrongly (某区汽车|及配件产业).
    """
    found = []
    for token in lex(text):
        name = asking.spell(_undated(token.text, periods))
        is_cut = any(token.start < at < token.end < at + len(link.text) for link in links for at in _places(text, link))
        if token.tag in NAME_TAGS and len(name) >= SHORTEST_STRANGE and not is_cut:
            found.append(name)
    known = [asking.spell(link.text) for link in links]
    return tuple(
        name
        for name in dict.fromkeys(found)
        if not any(name in one or (len(one) > len(name) / 2 and one in name) for one in known)
    )


def _undated(name: str, periods: Sequence[Period]) -> str:
    for period in periods:
        name = name.replace(period.text, "")
    return name


def _places(text: str, link: Link) -> list[int]:
    """Where the words of a link stand in a text as it was written."""
    return [match.start() for match in re.finditer(re.escape(link.text), text)]


def _of_named_region(links: Sequence[Link]) -> tuple[Link, ...]:
    """The links, of several things of one name (高新区) those of the region that the question names."""
    regions = [one.name for link in links for one in link.of_type(["Region"])]
    kept = []
    for link in links:
        own = tuple(one for one in link.entities if any(region in one.region for region in regions))
        same = (
            len({one.region for one in link.entities if one.region}) > 1
            and len({one.type for one in link.entities}) == 1
        )
        kept.append(replace(link, entities=own) if own and same and link.whole else link)
    return tuple(kept)


def _acting(links: Sequence[Link], folded: str, asking: Asking, names: NameIndex) -> tuple[Link, ...]:
    """The links, a park, firm or town that is to do something also as the body of its name: 由某园负责, 某镇有哪些任务.

    Beside a department only where it is joined with it: the park of 某局在某园的任务 does nothing.
    """
    if not DUTY.search(folded) or _asks_things(folded, asking):
        return tuple(links)
    doing = [link for link in links if acts(folded, link)]
    bodies = [link for link in links if link.of_type(["Department"])]
    acting = []
    for link in links:
        joined = any(folded[one.end : link.start] in JOINTS or folded[link.end : one.start] in JOINTS for one in bodies)
        own = link in bodies
        found = names.bodies(link) if own or joined or (link in doing and not bodies) else ()
        others = tuple(one for one in link.entities if one not in found)
        acting.append(replace(link, entities=(*found, *others), whole=True) if len(found) > own else link)
    return tuple(acting)


def acts(folded: str, link: Link) -> bool:
    """Whether the question says of a name that it has, is given or does something."""
    return bool(CHARGED.search(folded[: link.start]) or CHARGES.match(folded, link.end))


def _asks_things(folded: str, asking: Asking) -> bool:
    """Whether things of a kind are asked for, not tasks: 参与了哪些平台, 承担什么项目."""
    asked = THINGS_ASKED.search(folded)
    return asked is not None and bool({*asking.kinds_in(asked[1])} - {"Department"})


def _unknown(text: str, links: Sequence[Link], asking: Asking, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """Names of bodies, firms and people of which no document holds even the first two characters: nothing can be said of them."""
    known = sorted((asking.spell(link.text) for link in links), key=len, reverse=True)
    found = []
    for name in dict.fromkeys(asking.spell(token.text) for token in lex(text) if token.tag in OWNERS):
        rest = name
        for one in known:
            rest = rest.replace(one, "")
        rest = rest.rstrip("里中内")  # 重点项目库里
        if len(rest) > 1 and not any(rest[:2] in spelled(asking, one) for one in documents.values()):
            found.append(name)
    return tuple(name for name in found if not any(name in one for one in known))


def _words(piece: str, names: Sequence[str]) -> list[str]:
    """The content words of a piece between two pauses, names kept whole."""
    for name in sorted(names, key=len, reverse=True):
        if len(name) > 1 and name in piece:
            left, _, right = piece.partition(name)
            return [*_words(left, names), name, *_words(right, names)]
    words, prefix = [], ""
    for token, after in zip_longest(tokens := lex(piece), tokens[1:]):
        act = after and f"{token.tag}{after.tag}{len(token.text + after.text)}" == "vn2"  # 扩|区, 上|云
        if act or token.text in PREFIXES:
            prefix = token.text
            continue
        if _tells(token) and len(prefix + token.text) > 1 and not token.text.isdigit():
            words.append(prefix + token.text)
        prefix = ""
    return words


def _tells(token: Token) -> bool:
    """Whether a token says what a text is about: words of content, sides of a country (东西部), and grades such as 5A级."""
    if token.tag == "f" and len(token.text) > SIDE:
        return True
    return token.tag.startswith(CONTENT_TAGS) or (token.tag == "m" and bool(GRADE.fullmatch(token.text)))
