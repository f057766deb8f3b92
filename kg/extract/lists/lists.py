"""Where the lists of a text are, and their members: marks and joints, without a word on what they name."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.words.edges import SEVERAL
from kg.extract.words.lexer import Token

SEPARATOR = re.compile(r"、|(?<=”)(?=“)|以及|和|及|与(?!其)")  # “甲”“乙” are two
CLAUSE_END = re.compile(r"[，。；：！？,;:!?\n\t]|[（(][一二三四五六七八九十\d]{1,3}[）)]|——")
COMMON = frozenset({"n", "vn", "an", "v"})  # the lexer's tags of common words
NUMBER = re.compile(r"\d+余?多?[家个户]$")
BEHIND = re.compile(r"(?<=..)（(?:主要)?(?:包括|包含|含|如)?(?P<inner>[一-龥、]{2,})）$")
JOINED = re.compile(r"及|与|和")
MERGED = re.compile(r"等[一-龥]{0,8}(?:融合|联动|协同|互动)")
MEANS = re.compile(r"(?:结合|运用|利用|采用|应用|通过|借助|依托|融合|采取|使用)[^，、]{0,3}$")
QUOTES = '“”"‘’'
# A list that its own count closes, where another one follows: 甲、乙两大产业和|丙、丁三大产业.
COUNTED = re.compile(
    r"[两三四五六七八九十\d]+[大个][一-龥]{0,6}?(?:产业|领域|板块|赛道|行业)(?P<joint>和|及|以及|、)(?=[^，。；]*[两三四五六七八九十\d]+[大个])"
)
BRACKET = re.compile(r"[（(][^（()）]*[）)]")
FILLED = "□"
DIVISIONS = ("省", "市", "区", "县", "旗", "镇", "乡", "街道")
REMARK = re.compile(f"[（(]{FILLED}+[）)]$")


@dataclass(frozen=True)
class Item:
    """One member of a list with its span."""

    text: str
    start: int
    end: int


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """Spans between punctuation marks that end a clause."""
    place = 0
    for match in CLAUSE_END.finditer(text):
        if match.start() > place:
            yield place, match.start()
        place = match.end()
    if place < len(text):
        yield place, len(text)


def without_remarks(text: str, start: int, end: int, cuts: Sequence[tuple[int, int]]) -> str:
    """The text with filler in each bracket of a stretch that would part a list: 甲（如乙馆等）、丙 is one of two."""
    for bracket in BRACKET.finditer(text, start, end):
        left, right = bracket.start() + 1, bracket.end() - 1
        parts = "等" in bracket.group() or any(left <= a and b <= right for a, b in cuts)
        goes_on = right + 1 == end or text[right + 1] in "、和及以等"
        if parts and start < bracket.start() and goes_on:
            text = text[:left] + FILLED * (right - left) + text[right:]
    return text


def split_inner(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a list around an inner 等 (甲、乙等丙、丁): 丙 is a member too, the whole of what stands before it."""
    place = start
    for match in re.finditer("等+", text[start:end]):
        if start + match.start() > place:
            yield place, start + match.start()
        place = start + match.end()
    if place < end:
        yield place, end


def split_items(text: str, start: int, end: int) -> list[Item]:
    """The members of a list; conjunctions split only where 、 stands in the list or they are the only joint."""
    found = (m for m in SEPARATOR.finditer(text, start, end) if not _in_bracket(text[start : m.start()]))
    cuts = [
        (m.start(), m.end(), m.group() or "、") for m in found if m.end() < end or m.group() == "、"
    ]  # a name's own 和 ends the list: 甲双和等
    commas = [cut for cut in cuts if cut[2] == "、"]
    if commas:
        last = commas[-1][1]
        pairs = (
            sum(cut[0] < last and cut[2] in ("和", "及", "与") for cut in cuts) > 1
        )  # 甲及乙、丙及丁: members are pairs
        joints = [cut for cut in cuts if cut[0] >= last and cut[2] in ("和", "及") and not pairs][-1:]
        cuts = sorted({*commas, *joints, *(cut for cut in cuts if cut[2] == "以及")})  # 以及 parts wherever it stands
    else:
        cuts = [cut for cut in cuts if cut[2] in ("和", "及", "以及")]
    items, place = [], start
    for left, right, _ in [*cuts, (end, end, "")]:
        item = text[place:left]
        core = unquoted(REMARK.sub("", item))
        if core and FILLED not in core:
            begin = place + item.index(core)
            items.append(Item(core, begin, begin + len(core)))
        place = right
    return items


def _in_bracket(before: str) -> bool:
    """Whether a bracket is open behind these words: 甲（乙、丙）、丁 has two members."""
    return before.count("（") > before.count("）")


def unfolded(item: Item) -> list[Item]:
    """A member and those that a bracket behind it holds: 甲（乙、丙）."""
    match = BEHIND.search(item.text)
    if not match:
        return [item]
    outer = Item(item.text[: match.start()], item.start, item.start + match.start())
    inner = split_items(item.text, *match.span("inner"))
    outers = [] if JOINED.search(outer.text) else [outer]  # 甲及乙产业（含丙）: two, each by its own name
    return [*outers, *(Item(one.text, one.start + item.start, one.end + item.start) for one in inner)]


def unquoted(text: str) -> str:
    """A text without the marks around it; a mark whose partner stands inside stays (“一张图”系统)."""
    core = text.strip(QUOTES + " ")
    core = core[1:] if core[:1] in ("（", "(") and not re.search("[）)]", core) else core
    core = core[:-1] if core[-1:] in ("）", ")") and not re.search("[（(]", core) else core
    opened = f"“{core}" if core.count("”") > core.count("“") else core
    closed = f"{opened}”" if opened.count("“") > opened.count("”") else opened
    return closed if closed in text else core


def are_words(items: Sequence[Item], tokens: Sequence[Token]) -> bool:
    """Whether most members of a list are common words of two syllables and more: 物流运输、卫生防疫等企业."""
    common = 0
    for item in items:
        own = [token for token in tokens if item.start <= token.start and token.end <= item.end]
        whole = own and own[0].start == item.start and own[-1].end == item.end
        common += bool(whole) and all(token.tag in COMMON and len(token.text) > 1 for token in own)
    return common * 2 > len(items) > 1


def is_no_list(noun: str, words: tuple[str, ...]) -> bool:
    """Whether a list closes with a noun whose members are no names: 甲、乙等基础设施（建设）, 等网络（覆盖范围）."""
    return re.split("建设|覆盖", noun)[0].endswith(words)


def are_means(text: str, items: Sequence[Item], noun: str, common: Collection[str]) -> bool:
    """Whether a list tells with what something is done, or what is governed: 结合甲、乙等技术, 市政、生态等领域."""
    if noun.startswith("技术") and MEANS.search(text[max(0, items[0].start - 6) : items[0].start]):
        return True
    short = all(len(item.text) < 3 for item in items)
    return short and any(item.text in common for item in items) and noun.endswith(("领域", "技术", "方面"))


def noun_end(text: str, tokens: Sequence[Token], right: int) -> int:
    """Where the noun behind the last 等 ends at the latest: at a verb (等平台企业|开放资源)."""
    if "等" not in text[tokens[0].start if tokens else right : right]:
        return right
    place = max((token.end for token in tokens if token.text in ("等", "等等")), default=right)
    return next((t.start for t in tokens if t.start > place and t.tag == "v" and len(t.text) > 1), right)


def uncounted(item: Item) -> Item:
    """A list's last member without the number of its like: 生物制品企业|30家, 乙园|两个片区."""
    core = SEVERAL.sub("", NUMBER.sub("", item.text))
    return Item(core, item.start, item.start + len(core))


def bare(item: Item) -> Item:
    """A member without the quotation marks round all of it."""
    core = unquoted(item.text)
    begin = item.start + item.text.index(core)
    return Item(core, begin, begin + len(core))


def cut(item: Item, front: str) -> Item:
    """A member without the words that it begins with."""
    return Item(item.text[len(front) :], item.start + len(front), item.end)


def without_verb(item: Item, doing: Sequence[str], verbs: Collection[str]) -> Item:
    """A list's first member without a verb that the lexer took for a part of it (布局|燃料电池, 壮大|苗医药)."""
    text = item.text
    verb = next((w for w in doing if text.startswith(w) and len(text) > len(w) + 1), "")
    if not verb and text[:2] in verbs and text[2:3] in ("与", "同", "和"):
        verb = text[:3]  # 强化与|人工智能、区块链联动
    if not verb and text[:2] in verbs and text[2:4] in verbs and len(text) > 5:
        verb = text[:4]  # 前瞻布局|类脑智能
    return cut(item, verb)


def parted(text: str, item: Item, closing: int) -> list[Item]:
    """The two that a list's first member joins, where they merge with the rest: 推动甲与乙、丙等产业跨界融合."""
    if not MERGED.match(text, closing):
        return [item]
    left, _, right = item.text.partition("与") if "与" in item.text else item.text.partition("和")
    if not left or not right:
        return [item]
    return [Item(left, item.start, item.start + len(left)), Item(right, item.end - len(right), item.end)]


def paired(item: Item, kind: str, known: Mapping[tuple[int, int], str]) -> list[Item]:
    """The two that a member joins, where its first part is a name of the list's class by itself: 国务院和|某省委."""
    for match in re.finditer("与|和|及", item.text):
        first = Item(item.text[: match.start()], item.start, item.start + match.start())
        rest = Item(item.text[match.end() :], item.start + match.end(), item.end)
        both = kind == "Region" and all(part.text.endswith(DIVISIONS) for part in (first, rest))
        whole = known.get((first.start, first.end)) == kind and kind in ("Department", "Industry")
        if both or (whole and len(rest.text) > (3 if kind == "Industry" else 1)):
            return [first, rest]
    return [item]


def is_venture(item: Item, own: Sequence[Token], other_ends: tuple[str, ...]) -> bool:
    """Whether a member of a list of projects names one by its maker and goods: 某某|水果酵素、……等项目."""
    made = len(own) > 1 and own[0].tag in ("ORG", "PER") and all(token.tag in (*COMMON, "nz") for token in own[1:])
    return made and "v" not in {token.tag for token in own} and not item.text.endswith(other_ends)
