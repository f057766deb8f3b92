"""Which words before (or behind) a quantity name what it measures; for mentions and facts alike."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.extract.indicator_terms import TermReader
from kg.ontology import Node, Ontology
from kg.text.numbers import COUNT_WORDS, Quantity

CLAUSE = re.compile(r"[，。；：！？,;:\n]|(?<=[%家个项亿元件人位名座所处]) ?、")
YEAR = r"(?:到|至|截至|截止)?\d{4}年(?:[底末初]|上半年|下半年|\d{1,2}月(?:\d{1,2}日|[底末])?)?"
PLAN = r"“[^”]{2,6}”(?:时期|期间|以来|末期?|初期?)?"
NUMBER = r"^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．](?!\d)"
MONTHS = r"(?:前?[一二三四两]季度|前\d{1,2}个月|\d{1,2}(?:[-—~至]\d{1,2})?月份?|近[一二三四五六七八九十两\d]+年来?)"
LONGEST = 26
LATIN = re.compile(r"[A-Za-z0-9]")
COUNTER = re.compile(
    rf"(?:[万亿])?(?:{'|'.join(sorted(map(re.escape, COUNT_WORDS - {'倍', '期', '班', '章', '部'}), key=len, reverse=True))})$"
)
THINGS = re.compile(r"[家户名座台辆]$")  # a single numeral counts these, where three 个 or 项 may be three aspects
SHARE = re.compile(
    r"占(?!地|比)(?P<whole>[^，。；占\d]{1,16}?)的?(?:比重|比例|比|份额)?(?:由|从|为|达到|达|超过|约|已|的|上升|提高|提升|下降|降|升|到|至|近|\d{4}年)*$"
)
NO_THING = re.compile(
    r"^.?$|^次|[数量]$|(?<![A-Za-z\d])\d[^的]*$|国家和地区|省区市"
)  # what stands behind a number and is not counted by it
COMPARING = re.compile(r"比|较|高于|低于|快于|按照|按|依照")
LISTED = re.compile(r"[^等]*、[^等]*等(?!领域|行业|产业|方面|地)(?=[一-龥]{2})")
ASIDE = re.compile(r"[（(][^（()）]*[）)]")


@dataclass(frozen=True)
class Measured:
    """The words that name what a quantity measures, with their span; `name` may add 数/数量 to counted nouns."""

    name: str
    start: int
    end: int
    growth: str = ""  # the word that makes the number a change: 增长
    holder: tuple[int, int] = (0, 0)  # what stands before the verb: 第三产业 in 第三产业实现增加值
    own: bool = True  # False: a part without a name of its own (增速, 占比), of what was named before


class IndicatorWords:
    """The words of ontology/ that tell indicators from other nouns."""

    def __init__(self, heads: Iterable[str], words: Node) -> None:
        split = {key: str(value).split() for key, value in words.items() if isinstance(value, str)}
        acts = {a: ending for ending, several in _mapping(words["acts"]).items() for a in several}
        growth = _list(words["growth"])
        self.acts = acts
        self.terms = TermReader(words)
        self.head = re.compile(rf"(?:{_any(heads)})$")
        self.act = re.compile(rf"(?:{_any(acts)})$")
        self.counted = re.compile(rf"(?:{_any(split['counted'])})$")
        predicates = _any(_list(words["predicates"]))
        self.predicates = re.compile(rf"(?!^)(?:{predicates})")
        ends = rf"(?=[，。；：、（）()“”\s\d]|$|等|以上|左右|和|及|与|或|的|(?:{_any(split['verbs'])}|{predicates}|获|列入|被|达|落地|投产|全部|均|成长|跻身|转型|顺利|正式|加快|相继|陆续))"
        self.behind = re.compile(
            rf"(?:左右|以上|以内|的)*(?P<noun>[^，。；：、（）()]{{0,20}}?(?:{_any(split['counted'])})){ends}"
        )
        self.links = re.compile(
            rf"(?:{_any(split['links'])}|{YEAR}|{PLAN}|比(?:{YEAR}|{PLAN})|[^，。；]{{0,6}}(?:同期|时期|年)?相比)+$"
        )
        self.bare = re.compile(
            rf"(?:{_any([*split['links'], *split['leads'], *growth])}|比|{YEAR}|{PLAN}|上年|[^，。；]{{0,6}}(?:同期|时期|年)?相比|[、，：“”（）() 　])*"
        )
        whole = _any(split["uncut"])
        self.leads = re.compile(
            rf"(?:{NUMBER}|(?!{whole})(?:{_any(split['leads'])}|{MONTHS}|{YEAR}|{PLAN})|[、，：“”（）() ])+"
        )
        self.verbs = re.compile(
            rf"(?!{whole})(?:{_any(split['verbs'])}|(?<![国私所拥含特稀])有(?![限色机关效力序望条名害氧线组偿]))(?:了|起|出)?"
            r"(?![率额度值性]|量(?!子|化)|数(?![字据控学智])|业(?![务绩主])|用(?![户电水工能])|区(?![域块级内])|规模(?!以|化)|周期|强度|密度|成本|时限|时间|人数)"
        )
        self.kept = tuple(_list(words["kept"]))
        self.kept_before = re.compile(rf"({_any(self.kept)})(?:建设|认定|培育|引进|打造)?$")
        self.class_of = re.compile(
            r"(?P<noun>企业|项目|产品|机构|园区)(?P<what>年?[^，。；、\d]{2,8}(?:超过|超|突破|过|达到|达)[^，。；、的]{1,9}[元%亩])(?=[，。；、]|$)"
        )
        self.growth = re.compile(rf"(?<!新)(?:{_any(growth)})(?:了|约|超过|超|近|幅度?)*$")
        self.growing = frozenset(growth)
        self.falling = re.compile(rf"(?:{_any(_list(words['falling']))})")
        self.aims = re.compile(_any(_list(words["aims"])))
        self.reached = re.compile(_any(_list(words["reached"])))
        self.past_heading = re.compile("|".join(_list(words["past_headings"])))
        self.aim_heading = re.compile("|".join(_list(words["aim_headings"])))

    @classmethod
    def of(cls, ontology: Ontology) -> "IndicatorWords":
        """The words of an ontology."""
        heads = [head for head in ontology.classes["Indicator"].heads if len(head) > 1 or head == "率"]
        words = ontology.vocabulary("indicators")
        return cls([*heads, *str(words["more_heads"]).split()], words)

    def measured(self, text: str, quantity: Quantity, since: int = 0) -> Measured | None:
        """The noun before the quantity in its clause, else the noun counted behind it; None where neither is one."""
        start, end = clause_around(text, quantity)
        if (
            text[: quantity.start].rstrip().endswith("、")
        ):  # …中小企业、16家企业…: what stands before is counted already
            return self._behind(text, quantity, end)
        return self._before(text, max(start, since), quantity) or self._behind(text, quantity, end)

    def _before(self, text: str, start: int, quantity: Quantity) -> Measured | None:
        stop = quantity.start
        aside = re.search(r"[（(][^（()）]*[）)]?$", text[start:stop])
        stop = start + aside.start() if aside and aside.start() > 0 else stop
        stop = self._told_before(text, start, stop)
        link = self.links.search(text, start, stop)
        linked = text[link.start() if link else stop : stop] + (quantity.words if not link else "")
        if linked == "的":  # 工资总额的2%, 指数的8个分项: a part of it, not its value
            return None
        stop = link.start() if link else stop
        growth = self.growth.search(linked)
        left = self._skip(text, start, stop)
        holder, verb = (left, left), ""
        for match in self.verbs.finditer(text, left, stop):
            after = self._skip(text, match.end(), stop)
            if stop - after >= 2 or match.end() == stop:
                holder, verb = (holder[0], match.start()), match.group()
                left = match.start() if verb in self.kept and after == match.end() < stop else after
        left, stop = _plain(text, left, stop)
        name = self._name(text[left:stop], quantity)
        if not name:
            return None
        grown = (growth.group() if growth else "") or (verb if verb in self.growing else "")
        return Measured(name, left, stop, grown, holder, own=not self._is_part(name))

    def _told_before(self, text: str, left: int, stop: int) -> int:
        """Where the name ends when a verb stands between it and the number: 授权量累计新增7346件."""
        verb = next((word for word in self.kept if text.endswith(word, left, stop)), "")
        before = text[left : stop - len(verb)]
        link = self.links.search(before)
        name = before[: link.start()] if link else before
        return left + len(name) if verb and self.head.search(name) else stop

    def _skip(self, text: str, left: int, stop: int) -> int:
        """The place behind the words that open a clause and belong to no name."""
        lead = self.leads.match(text, left, stop)
        return lead.end() if lead else left

    def _name(self, words: str, quantity: Quantity) -> str:
        """The name that words make, '' where they name nothing measured in this unit."""
        words = balanced(words)
        listed = LISTED.match(words)
        if listed or (len(words) > LONGEST and "等" in words):  # 甲、乙等科技企业 counts 科技企业
            words = words[words.rfind("等") + 1 :]
        if not 2 <= len(words) <= 3 * LONGEST or re.search(r"[\d《》]", words):
            return ""
        inner = words.rfind("的")
        if len(words) > 14 and 0 < inner < len(words) - 2:
            words = words[inner + 1 :]
        if len(words) > LONGEST or words in self.growing or COMPARING.match(words):
            return ""
        if COUNTER.search(quantity.unit):
            if self.counted.search(words):
                return words if words.endswith(("数", "量", "人口", "就业")) else words + "数"
            return words if self.head.search(words) else ""
        return words if self.head.search(words) else self._act(words)

    def _act(self, words: str) -> str:
        act = self.act.search(words)
        return words + self.acts[act.group()] if act else ""

    def _is_part(self, name: str) -> bool:
        return bool(re.fullmatch(r"(?:占比|比重|增速|增幅|增长率|年均增速|平均增速|同比增速|占[^，]{1,10}比重)", name))

    def _behind(self, text: str, quantity: Quantity, end: int) -> Measured | None:
        if not COUNTER.search(quantity.unit):
            return None
        kept = self.kept_before.search(text[max(0, quantity.start - 6) : quantity.start])
        described = self.class_of.match(text, quantity.end, end)
        if described:  # 73家企业年研发投入超千万元
            return Measured(f"{described['what']}{described['noun']}数量", quantity.end, described.end())
        match = self.behind.match(text, quantity.end, end)
        if match is None or NO_THING.search(match["noun"]) or self.predicates.search(match["noun"]):
            return None
        start, stop = match.span("noun")
        return Measured((kept.group(1) if kept else "") + balanced(match["noun"].strip("的")) + "数量", start, stop)


def clause_around(text: str, quantity: Quantity) -> tuple[int, int]:
    """The span of the clause that holds a quantity."""
    start = 0
    for match in CLAUSE.finditer(text, 0, quantity.start):
        start = match.end()
    end = CLAUSE.search(text, quantity.end)
    return start, end.start() if end else len(text)


def is_measure(text: str, quantity: Quantity) -> bool:
    """Whether a number counts or measures: not 三个方面, 零部件, 第二期, nor a number that describes (超10亿元的企业)."""
    if not re.search(r"\d", quantity.value) and COUNTER.search(quantity.unit) and not is_spelt_count(quantity):
        return False
    if not re.search(r"\d", quantity.value) and quantity.unit in ("期", "部", "次", "倍", "对", "组", "轮", "班", "章"):
        return False
    behind = text[quantity.end : quantity.end + 1]
    if behind == "的" and not COUNTER.search(quantity.unit):
        return False
    return not re.match(r"(?:级|型|式)", behind) and not LATIN.match(text[quantity.start - 1 : quantity.start] or "，")


def is_spelt_count(quantity: Quantity) -> bool:
    """Whether a numeral counts like a number: 三十家, 十二项; not 三个方面, 千家万户."""
    if len(quantity.value) > 1:
        return bool(re.search(r"[十百千]", quantity.value)) or bool(THINGS.search(quantity.unit))
    return bool(THINGS.search(quantity.unit)) and (quantity.value not in "百千" or bool(quantity.words))


def without_asides(text: str) -> str:
    """The text with what stands in brackets blanked out where it holds a number, of the same length."""
    return ASIDE.sub(lambda m: "　" * len(m.group()) if re.search(r"\d", m.group()) else m.group(), text)


def _plain(text: str, left: int, stop: int) -> tuple[int, int]:
    while left < stop and text[left] in '“”"、（）() 　-—的':
        left += 1
    while stop > left and text[stop - 1] in '“"、（( 　的':
        stop -= 1
    return left, stop


def balanced(words: str) -> str:
    """The words without quotation marks where one of a pair is cut off."""
    return words if words.count("“") == words.count("”") else words.replace("“", "").replace("”", "")


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(set(words), key=len, reverse=True)))


def _list(value: object) -> list[str]:
    return [str(word) for word in value] if isinstance(value, list | tuple) else []


def _mapping(value: object) -> dict[str, list[str]]:
    return {str(key): _list(several) for key, several in value.items()} if isinstance(value, dict) else {}
