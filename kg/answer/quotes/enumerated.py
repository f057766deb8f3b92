"""Lists that say of what kind they are: 「甲、乙、丙等公共服务平台」 answers 哪些公共服务平台, and no question after industries."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.answer.asked.intents import Asking
from kg.answer.asked.reading import Ask
from kg.answer.folding import fold
from kg.answer.quotes.passages import Found
from kg.extract.lists.lists import split_items, unquoted
from kg.extract.words.lexer import lex

Span = tuple[int, int]
Place = tuple[int, int, str, str]  # of a token: where it starts and ends, its word and its tag
WHICH = re.compile(
    r"(?:哪(?:一?些|[几两二三四五六七八九十\d]+)?|什么|(?<![一-龥])几)(?:[个类项种家处座条支所])?的?(?P<noun>[^，。；、？?]+)"
)
WHICH_BEHIND = re.compile(
    r"(?P<noun>[^，。；、？?]+?)(?:都|分别|主要|各|具体|一共|共)*(?:有|是|为|包括|包含)(?:哪|什么)"
)
JOINT = re.compile("、|(?<=”)(?=“)")
BARE = frozenset(
    ["些", "个", "几个", "类", "几类", "项", "几项", "种", "几种", "家", "几家", "处", "座"]
)  # 基地是哪几个
# 「调研—设计—试制」 and 签约→开工→投产 list steps; what marks hold as one list ends with them: “引才、育才、用才”闭环.
STEP = r"[^，,。；;：:、\n\t“”—－→➔➜\d]{1,14}"
CHAIN = re.compile(rf"(?P<first>{STEP})(?:(?:[—－–]{{1,2}}|→|➔|➜|-->?)(?P<last>{STEP})){{2,}}")
JOINER = re.compile("[—－–]{1,2}|→|➔|➜|-->?")
MARKED = re.compile("“(?P<list>[^“”。；\n]*、[^“”。；\n]*)”")
STEPS = re.compile("(?:环节|阶段|步骤|节点|流程|闭环|链条?|步)$")
CLOSED = re.compile("(?:的)?(?:全|闭环|链条|流程|路径|模式|体系|机制|生态|服务|主线|思路|等).*$")
ACT = re.compile("(?P<act>(?!.成为)[\u4e00-\u9fff]{2})(?:了|到|着|成为|成|为)?(?:哪|什么)")
WITH = ("与", "同", "跟", "和")
TOGETHER = re.compile(  # 与甲、乙|战略合作
    "(?<=..)的?(?:战略|深度|深入|全面|务实|密切|紧密|长期|技术|产学研|校企|院地)*(?:合作|协作|对接|联动|协同|联合|共建|合建|交流|结对|签约).*$"
)
WHOM = re.compile("(?:[与同跟和]|联合|携手)哪[^，。的]{0,3}[家些]")  # the list stands behind such a word

SOME = re.compile("了?(?:一(?:大?批|系列))?(?=.)")
SAYS_WHAT = re.compile(
    "(?:重点|主要|着力|分别|具体)*(?:聚焦|围绕|包括|包含|涵盖|覆盖|面向|涉及|即|为|分为|是)(?:于|到)?[“]?"
)
RUN = re.compile(r"[^，,。；：:\n\t]+")
COUNTED = re.compile(r"(?<=.)(?:[两二三四五六七八九十]|\d+)(?:个|大|类|项|种|家|方面|级)(?P<noun>.*)$")
LONGEST_ITEM, FEWEST, DEED = 30, 2, 4
NOUN_TAGS = ("n", "vn", "an", "nz", "LOC", "ORG")
BESIDE_TAGS = ("a", "b", "s", "u", "f", "m")
# Kinds whose things have names of their own: what names none of them is no list of them.
PROPER = frozenset({"Park", "Region", "Enterprise", "Department", "Institution", "Fund"})
ALIKE = ({"Park", "Region"}, {"Platform", "Institution", "Project"}, {"Enterprise", "Institution"})
OF_TRADE = re.compile(
    "(?P<trade>领域|行业|产业|方向|赛道|门类|类型?|种类?)的?(?P<thing>企业|公司|机构|单位|项目|工程|平台)"
)
SORT = re.compile(f"(?:哪(?:一?些|几|[两三四五六七八九十])|什么)(?=[类种]){OF_TRADE.pattern}")
GATHERING = "集聚|聚集|汇聚|汇集|引入|引进|招引|引育|吸引|拥有"
GATHERED = re.compile(f"(?:{GATHERING})了?(?=[^区地带了].)")  # leads to names; a step may begin with it: 招引签约
BASE = "基地"
AREAS = ("集聚区", "聚集区", "集聚地", "聚集地", "集聚带", "发展区", "引进区")  # begin with a word that leads to lists
PLACE_NOUN = re.compile("地区?(?![一-龥]{0,4}(?:产业|领域))")


@dataclass(frozen=True)
class Enumeration:
    """The members of a list as spans of its document, and the noun that says what they are ('' where none does)."""

    items: tuple[Span, ...]
    noun: str
    run: Span


def asked_noun(text: str) -> str:
    """What a question asks for the names of: 公共服务平台 of 可以搭哪些公共服务平台; '' where it does not say."""
    text = by_trade(text)
    which, behind = WHICH.search(text), WHICH_BEHIND.search(text)
    noun = _front_noun(which["noun"]) if which else ""
    noun = "" if noun in BARE else noun
    return noun or (behind["noun"].rpartition("的")[2] if behind else "")


def by_trade(text: str) -> str:
    """The question with 哪些领域的企业, 哪几类项目 as what it asks for: 哪些领域, 哪几类."""
    return re.sub(
        rf"(?<=哪)(?P<some>一?些|几个?|[两三四五六七八九十]个?){OF_TRADE.pattern}", r"\g<some>\g<trade>", text
    )


def kind_of(asking: Asking, noun: str) -> str:
    """The type of thing that a noun's last word names; '' where it names none that is known."""
    ends = [word for word in asking.kinds if noun.endswith(word)]
    return asking.kinds[max(ends, key=len)] if ends else ""


def enumerations(ask: Ask, text: str, start: int, end: int) -> list[Enumeration]:
    """The lists of a stretch of text, the longest first."""
    leading = (*ask.asking.words["leading"], *filter(None, [asked_act(ask)]))
    marked = list(_chains(text, start, end, leading))
    marked += [one for match in MARKED.finditer(text, start, end) if (one := _marked(text, match, end))]
    held = [one.run for one in marked]
    runs = (match.span() for match in RUN.finditer(text, start, end) if JOINT.search(match[0]))
    runs = (run for run in runs if not any(first < run[1] and run[0] < last for first, last in held))
    plain = (one for run in runs for one in _lists(text, *run, leading))
    return sorted((*marked, *plain), key=lambda one: -len(one.items))


def _chains(text: str, start: int, end: int, leading: Sequence[str]) -> Iterator[Enumeration]:
    """The steps that dashes or arrows join, the first without the words that lead to them, the last up to the clause's noun."""
    words = {*leading, "按照"} - {*GATHERING.split("|")}
    for match in CHAIN.finditer(text, start, end):
        cuts = [one.span() for one in JOINER.finditer(text, *match.span())]
        edges = [match.start(), *(place for cut in cuts for place in cut), match.end()]
        spans = list(zip(edges[::2], edges[1::2], strict=True))
        is_marked = text[match.start() - 1 : match.start()] in {"“", "「"}
        if not is_marked:
            lead = [one for one in lex(text[slice(*spans[0])]) if one.text in words]
            spans[0] = (spans[0][0] + (lead[-1].end if lead else 0), spans[0][1])
            tail = CLOSED.search(text[slice(*spans[-1])])
            spans[-1] = (spans[-1][0], spans[-1][0] + (tail.start() if tail else spans[-1][1] - spans[-1][0]))
        if all(b - a > 1 for a, b in spans):
            yield Enumeration(tuple(spans), "环节", match.span())


def _marked(text: str, match: re.Match[str], end: int) -> Enumeration | None:
    """A list that marks hold whole, with the noun behind them."""
    spans = [(item.start, item.end) for item in split_items(text, *match.span("list"))]
    noun = RUN.match(text, match.end(), max(end, match.end()))
    fits = len(spans) >= FEWEST and all(b - a <= LONGEST_ITEM for a, b in spans)
    return Enumeration(tuple(spans), noun[0] if noun else "", match.span()) if fits else None


def is_of_kind(ask: Ask, found: Found, one: Enumeration, *, told: bool = False) -> bool:
    """Whether a list may be of what the question asks for; `told`: its own closing noun must say so."""
    noun = asked_noun(ask.question.text)
    wanted = kind_of(ask.asking, noun)
    names = [found.document.text[a:b] for a, b in one.items]
    if _are_asked_about(ask, {fold(name) for name in names}) or not all(is_of_sort(noun, name) for name in names):
        return False
    if not _is_governed(ask, found, one) or not _are_sorts(ask, found, one):
        return False
    if STEPS.search(noun):
        return bool(STEPS.search(_front_noun(one.noun)))
    closing = kind_of(ask.asking, _front_noun(one.noun)) or kind_of(ask.asking, one.noun)
    if (noun and last_word(noun) in one.noun) or (wanted and closing and alike(wanted, closing)):
        ends = [kind for name in names if (kind := kind_of(ask.asking, name))]
        others = sum(not alike(kind, wanted) for kind in ends) if wanted in PROPER or wanted == "Industry" else 0
        return others * 2 < len(names)  # six bases are no industries, though they carry the six 产业支点
    if wanted == "Region" and PLACE_NOUN.match(one.noun):
        return True
    if told or (wanted and closing):
        return False
    return not wanted or _are(ask, found, one, wanted)


def _are_asked_about(ask: Ask, names: Collection[str]) -> bool:
    """Whether a list has what the question itself gives, by name or as what is done: 「…要升级」 over 「升级、转产、关停」."""
    said = {link.text for link in ask.question.links}
    return any(name in said or (len(name) >= DEED and name in ask.question.folded) for name in names)


def asked_act(ask: Ask) -> str:
    """The verb whose objects a question asks for (赋能 of 用科技赋能哪些领域); '' for one that any plan says of anything."""
    match = ACT.search(ask.question.text)
    asking = ask.asking
    plain = {word for key in ("stop", "routine", "telling", "tasking") for word in asking.words[key]}
    plain |= {word for group in asking.verbs.values() for word in group}
    said = match["act"] if match else ""
    tokens = lex(said)
    is_verb = said in asking.words["leading"] or [one.tag for one in tokens] == ["v"]
    return said if is_verb and said not in plain else ""


def _is_governed(ask: Ask, found: Found, one: Enumeration) -> bool:
    """Whether a list may be the objects of the asked verb: right behind it, or in a next clause that only says what they are."""
    act, text = asked_act(ask), found.document.text
    first = one.items[0][0]
    if WHOM.search(ask.question.text) and not text[:first].rstrip("“").endswith((*WITH, "联合", "携手")):
        return False
    place = text.rfind(act, found.start, first) if act else -1
    if place < 0:
        return not act or act not in found.text
    between = re.split("[，,；]", text[place + len(act) : first])
    return len(between) == 1 or (len(between) == 2 and bool(SAYS_WHAT.fullmatch(between[1])))


def _are_sorts(ask: Ask, found: Found, one: Enumeration) -> bool:
    """Whether a list of sorts (哪几类项目) goes on to what they are sorts of: 孵化甲、乙项目; True where none are asked for."""
    sort = SORT.search(ask.question.text)
    told = found.document.text[one.items[0][0] : one.run[1]]
    return not sort or ask.asking.spell(sort["thing"]) in ask.asking.spell(told)


def _are(ask: Ask, found: Found, one: Enumeration, wanted: str) -> bool:
    """Whether the members of a list, by what is known of them and how they end, are of a type, or may be."""
    text = found.document.text
    first, last = one.run
    known = {
        (first + mention.start, first + mention.end): mention.type for mention in ask.context.annotate(text[first:last])
    }
    types = [known.get(span) or kind_of(ask.asking, text[span[0] : span[1]]) for span in one.items]
    own = sum(bool(kind) and alike(kind, wanted) for kind in types)
    others = sum(bool(kind) and not alike(kind, wanted) for kind in types)
    named = wanted in PROPER or asked_noun(ask.question.text).endswith(("产业", "行业"))
    return others * 2 < len(types) and (own > others or not named)


def is_of_sort(asked: str, name: str) -> bool:
    """Whether a park's name may answer to a noun: no 园区 is a 基地, of which one asks."""
    return not asked.endswith(BASE) or BASE in name


def alike(one: str, other: str) -> bool:
    """Whether two types of thing may go by one word."""
    return one == other or any({one, other} <= group for group in ALIKE)


def last_word(noun: str) -> str:
    """The word that a noun ends with: 平台 of 公共服务平台."""
    return lex(noun)[-1].text


def _front_noun(words: str) -> str:
    """The nouns that a text begins with, up to the verb that they are the object of: 地方 of 地方设推广中心."""
    tokens, end = lex(words), 0
    for token in tokens:
        if token.tag.startswith(NOUN_TAGS):
            end = token.end
        elif not token.tag.startswith(BESIDE_TAGS) and token.start > 0:
            break
    return words[:end] or (words if len(tokens) == 1 else "")


def _lists(text: str, start: int, end: int, leading: Sequence[str]) -> Iterator[Enumeration]:
    """The lists of one run between pauses, each up to the 等 or the number that closes it."""
    tokens = [(start + one.start, start + one.end, one.text, one.tag) for one in lex(text[start:end])]
    stops = [one for one in tokens if one[2] in ("等", "等等")]
    edges = [(start, start), *(one[:2] for one in stops), (end, end)]
    for number, ((_, first), (last, behind)) in enumerate(pairwise(edges)):
        closed = number < len(stops)
        counted = None if closed else COUNTED.search(text, max(first, text.rfind("、", first, last)), last)
        noun = text[behind : edges[number + 2][0]].partition("、")[0] if closed else counted["noun"] if counted else ""
        stop = counted.start() if counted else last
        leads = _leads([one for one in tokens if first <= one[0]], leading)
        joint = JOINT.search(text, first, stop)
        if number and not (joint and any(one[1] <= joint.start() for one in leads)):
            continue  # 等机构以及甲、乙: behind a closing noun a list begins only with a word that leads to it
        items = tuple(_items(text, leads, first, stop, leading))
        if len(items) >= FEWEST and all(b - a <= LONGEST_ITEM for a, b in items):
            yield Enumeration(items, noun, (start, end))


def _only_ends(first: str, others: Sequence[str]) -> bool:
    """Whether what is left of a list's first name is no more than the noun with which the others end."""
    return bool(first) and sum(one != first and one.endswith(first) for one in others) * 2 > len(others)


def _leads(tokens: Sequence[Place], leading: Sequence[str]) -> list[Place]:
    """The words that lead to a list; a bare 与 or 以 is one only at the start and behind another (强化|与甲、乙)."""
    found: list[Place] = []
    for number, one in enumerate(tokens):
        behind = number == 0 or (found and found[-1][1] == one[0])
        if "".join(token[2] for token in tokens[number : number + 2]).startswith(AREAS):
            continue
        if one[2] in leading and (len(one[2]) > 1 or behind):
            found.append(one)
    return found


def _items(text: str, leads: Sequence[Place], start: int, end: int, leading: Sequence[str]) -> Iterator[Span]:
    """The members of a list between two places, the first without the words that lead to it."""
    joint = JOINT.search(text, start, end)
    if not joint:
        return
    comma = joint.start()
    rest = [item for item in split_items(text, start, end) if item.end > comma]
    acts = any(item.text.startswith(tuple(word for word in leading if len(word) > 1)) for item in rest)
    before = [one for one in leads if one[1] < comma]
    later = [one for one in leads if one[3] == "v" and comma < one[0] and JOINT.search(text, one[1] + 1, end)]
    if later and not acts and len(later[-1][2]) > 1:  # 与甲、乙共建|丙、丁
        yield from _items(text, [], later[-1][1], end, leading)
        return
    while before and not acts and _only_ends(text[before[-1][1] : comma], [item.text for item in rest]):
        before.pop()  # 国家绿色|发展|示范区: the word belongs to the name
    if before:  # where the others are acts too (建设甲、推进乙) the first is one
        start = before[0][0] if acts else before[-1][1]
    glued = GATHERED.match(text, start, comma)  # 集聚生药: one word to the lexer
    start = glued.end() if glued and not acts else start
    some = SOME.match(text, start, comma)
    start = some.end() if some and not acts else start
    first = unquoted(text[start:comma])
    begin = text.index(first, start)
    spans = [(begin, begin + len(first)), *((item.start, item.end) for item in rest)]
    if before and before[-1][2] == "在" and not acts:  # 在甲、乙|建设某馆
        stop = next((one[0] for one in leads if one[0] > spans[-1][0]), spans[-1][1])
        spans[-1] = (spans[-1][0], min(stop, spans[-1][1]))
    if before and before[-1][2] in WITH and (tail := TOGETHER.search(text[slice(*spans[-1])])):
        spans[-1] = (spans[-1][0], spans[-1][0] + tail.start())
    yield from (span for span in spans if span[1] - span[0] > 1)
