"""Who holds an honour, clause by clause: of 「甲、乙等5家获评某厂，3家（丙、丁）入选某榜」 each list is of its own clause alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.answer.asked.described import HOLDING
from kg.answer.asked.reading import Ask
from kg.answer.asked.title_forms import APPLIED
from kg.answer.quotes.passages import Found
from kg.extract.lists.lists import split_items

Span = tuple[int, int]
CLAUSE = re.compile(r"(?:[^，,；;。！\n\t（(]|[（(][^（）()\n]*[）)])+")
COUNT = r"(?:\d+|[一二两三四五六七八九十]+)[余多]?[家个户](?:企业|公司|单位)?"
NAMED = "(?:其中)?(?:主要)?(?:包括|包含|分别(?:为|是|有)|具体(?:为|是)|有|为|是|即)[：:]?"
BEHIND = re.compile(rf"^{NAMED}(?P<items>.+)$")  # …企业4家，|包括甲、乙
IN_BRACKET = re.compile(rf"{COUNT}[^（(，]{{0,16}}[（(](?:包括|分别为|即|含)?(?P<items>[^（）()]+)[）)]")
AFTER = re.compile(rf"(?:[：:]|{COUNT}(?:[：:]|{NAMED})|{NAMED.replace('有|为|是|即', '即')})(?P<items>.+)$")
GRANTED = re.compile("(?:认定|评定|授予|命名|评选|确定)(?P<items>.+?)(?:[为“「]|成为)")
BEFORE = re.compile(
    rf"^(?:其中|同时|目前|现有)?(?P<items>.+?)(?P<closed>等)?(?:{COUNT})?"
    rf"(?:均|都|先后|已|成功|相继|分别|再次|同时|全部|双双|首批|新|率先)*(?:被|{HOLDING}|列入|跻身|当选|成了|(?:成长|发展|晋升)[成为]+)"
)
TAIL = re.compile(rf"等?(?:{COUNT}[^、]*)?$")
AIMS = re.compile(r"力争|争取|推动|支持|鼓励|引导|推荐|将|[到至]20\d\d年|未|没有|取消|撤销|摘牌|不再")
ASKS_FIRMS = re.compile(
    r"哪(?:[几两二三四五六七八九十]|\d+)?家(?!医院|高校|院校|银行)|哪些[^，。？]{0,8}(?:企业|公司)|(?:企业|公司)[^，。？]{0,6}(?:哪|谁)"
)
DONE_TO = re.compile(
    "(?:推动|推进|支持|鼓励|引导|引进|引育|引入|招引|吸引|招揽|带动|依托|壮大|做强|扶持|服务|靠|由|以|发挥|(?:要|将|计划|重点|拟|着力)培育)了?哪"
)
GAP = "[^的和与及在了是被有由]{1,4}?"  # 省级|未来|工厂: what a title has between its telling words
OPEN = re.compile("^[^，]*，等|等$")
LONGEST = 20


@dataclass(frozen=True)
class Holders:
    """The names that one clause lists, the clause, and what it says of them."""

    items: tuple[Span, ...]
    clause: Span
    said: str

    def fits(self, wanted: int | None) -> bool:
        """Whether they are as many as are asked for."""
        return wanted in (None, len(self.items))


def asks_holders(text: str) -> bool:
    """Whether a question asks which firms hold an honour: a clause that only names it is no answer."""
    return bool(ASKS_FIRMS.search(text) and re.search(HOLDING, text))


def holders_in(ask: Ask, found: Found) -> list[Holders]:
    """Where firms are asked for: the lists of a sentence whose own clause says all that the question calls the honour."""
    words = _told(ask)
    wanted = bool(APPLIED.search(ask.question.text))
    return [
        one
        for one in (lists_of(found) if words else ())
        if all(word in ask.asking.spell(one.said) for word in words) and bool(APPLIED.search(one.said)) == wanted
    ]


def tells_others(ask: Ask, found: Found) -> bool:
    """Whether a sentence lists those of other honours alone: the asked one stands there without names, or not at all.

    Or of another number than is asked for, unless the list goes on (甲、乙等3家).
    """
    words = _told(ask)
    around = ask.asking.spell("".join((*found.chunk.path, found.text)))
    if any(word not in around for word in words if word not in ask.question.words):
        return True
    if not words or not any(lists_of(found)):
        return False
    if own := holders_in(ask, found):
        return not any(one.fits(ask.question.number_of) or OPEN.search(one.said) for one in own)
    if clauses := _clauses_with(ask, found, words):
        return not any(_firms(ask, said) for said in clauses)
    asked = asks_holders(ask.question.text) or ask.question.entities(["Title"])
    return bool(asked) or not all(word in around for word in words)


def _told(ask: Ask) -> list[str]:
    """The words by which a question for firms tells the honour; [] for a question for other things."""
    is_done = DONE_TO.search(ask.question.text)  # what is done to firms is no honour that they hold
    if is_done or not ASKS_FIRMS.search(ask.question.text) or ask.question.form not in {"list", "who"}:
        return []
    idle = {ask.asking.spell(word) for key in ("stop", "telling", "light") for word in ask.asking.words[key]}
    idle |= {ask.asking.spell(word) for word in (*HOLDING.split("|"), *ask.asking.kinds)}
    idle |= {ask.asking.spell(link.text) for link in ask.question.links if link.of_type(["Region"])}
    words = [word for word in ask.question.words if word not in idle]
    text = ask.asking.spell(ask.question.text)
    gaps = (re.search(f"{re.escape(a)}({GAP}){re.escape(b)}", text) for a, b in pairwise(words))
    return [*words, *(gap[1] for gap in gaps if gap)]


def _clauses_with(ask: Ask, found: Found, words: Sequence[str]) -> list[str]:
    said = (clause[0] for clause in CLAUSE.finditer(found.text))
    return [one for one in said if all(word in ask.asking.spell(one) for word in words)]


def _firms(ask: Ask, said: str) -> bool:
    return any(one.type == "Enterprise" for one in ask.context.annotate(said))


def lists_of(found: Found) -> Iterator[Holders]:
    """Every list of names in a sentence with its own clause; one that only aims at it is none."""
    text, last = found.document.text, found.start
    for clause in CLAUSE.finditer(text, found.start, found.end):
        goes_on = BEHIND.match(clause[0]) if text[last : clause.start()].endswith(("，", ",")) else None
        start = last if goes_on else clause.start()
        ways = [goes_on] if goes_on else [way.search(clause[0]) for way in (IN_BRACKET, AFTER, GRANTED, BEFORE)]
        for match in filter(None, ways):
            first, end = (clause.start() + place for place in match.span("items"))
            items, said = _names(text, first, end), f"{text[start:first]}，{text[end : clause.end()]}"
            is_list = len(items) > 1 or (items and (match.re is not BEFORE or match["closed"]))
            if is_list and not AIMS.search(said):
                yield Holders(tuple(items), (start, clause.end()), said)
                break
        last = clause.start()


def _names(text: str, start: int, end: int) -> list[Span]:
    """The members of a list without the number that closes it; [] where one of them is too long for a name."""
    tail = TAIL.search(text, start, end)
    end = tail.start() if tail else end
    spans = [(item.start, item.end) for item in split_items(text, start, end)]
    return spans if all(1 < b - a <= LONGEST for a, b in spans) and not AIMS.match(text[start:end]) else []
