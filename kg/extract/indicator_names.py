"""Which words before (or behind) a quantity name what it measures; for mentions and facts alike."""

import re
from dataclasses import dataclass

from kg.extract.indicator_counts import COUNTER, FUND, REACH
from kg.extract.indicator_words import CLASS_OF, PLAN, YEAR, IndicatorWords
from kg.text.numbers import Quantity

CLAUSE = re.compile(r"[，。；：！？,;:\n]|(?<=[%家个项亿元件人位名座所处]) ?、")
LONGEST = 26
AREA = re.compile(r"公顷|平方公里|平方千米|平方米|亩")
SHARE = re.compile(
    r"占(?!地|比|据|用|有|领)(?P<whole>[^，。；占\d]{1,16}?)的?(?:比重|比例|比|份额)?(?:由|从|为|达到|达|超过|约|已|的|上升|提高|提升|下降|降|升|到|至|近|\d{4}年)*$"
)
NO_THING = re.compile(
    r"^.?$|^次|[数量]$|(?<![A-Za-z\d])\d[^的]*$|国家和地区|省区市|^(?:具有|拥有|从事|适应|掌握|熟悉|面向|符合|具备)"
)  # what stands behind a number and is not counted by it
# A rate of growth that says nothing of what grew.
GROWN = r"(?:年均|平均|同比|环比|自然|名义|实际|可比|同口径)*(?:增速|增幅|增长率|涨幅|降幅)"
COMPARING = re.compile(r"比|较|高于|低于|快于|按照|按|依照")
COUNTED = ("家", "个", "项", "件", "名", "人", "支", "批")
RATIO_ENDS = re.compile(r"(?:比例|比重|占比)$")  # 全面数字化的企业比例: which firms is what it tells
LISTED = re.compile(r"(?:[^等]*、[^等]*|[^等]*”)等(?!领域|行业|产业|方面|地)(?=[一-龥]{2})")
ASIDE = re.compile(r"[（(][^（()）]*[）)]")
# Digits that are part of a name: PM2.5, 5G, 500强, “15分钟生活圈”.
NAMED_DIGITS = re.compile(
    rf"\d+{REACH}|\d+(?:\.\d+)?[万亿]{{0,2}}(?:美?元|亩|平方米|人次?|吨)(?:（[^（）]*）|　+)?以[上下内]|"
    r"[A-Za-z]+[-.]?\d[\d.]*|\d+(?:\.\d+)?[A-Z][A-Za-z]*|\d{2,4}强|“[^”]*”"
)
# A thing counted behind a long description: 20家左右设施完善、特色鲜明的园区.
DESCRIBED = re.compile(r"(?:左右|以上)?[^，。；：\d]{4,60}的(?P<noun>[^，。；、的]{2,14})(?=[，。；]|$)")
BUILT = re.compile(r"(?:左右|以上)?(?P<noun>[一-龥A-Za-z]{2,10})(?=[，。；、]|$)")
AMONG = re.compile(
    r"(?:在|于|向|对|由|从|按)(?:全[国省市区县]|[^，。；]{0,12}等)?$|[一-龥]的$"
)  # 在3个区县开展试点 counts no districts
AND_MORE = re.compile(
    r"(?:及|和|与)[一-龥]{2,8}(?:产品|设备|装备|成果|标准|技术|项目|平台|企业|人才|团队)(?=[，。；]|$)"
)
# 第五批1家基地, 总数达39家 of what was counted before, 甲科技、乙有限公司2家: names, and no kind of firm.
NO_NOUN = re.compile(r"^[一-龥]{0,2}第[一二三四五六七八九十\d]+[批期次届轮]|^(?:总数|总量|总计|数量)$|、[^、等]*公司$")
LOOKED_AT = re.compile(
    r"(?:锚定|瞄准|紧盯|盯紧|对标|聚焦|围绕)(?:全[国省市区县])?$"
)  # 锚定10家龙头企业 says no number of them
SUMMED = re.compile(r"[一-龥]{1,6}[量额]")
WITH = re.compile(r"(?:与|同|和|联合|携手)[^，。；]{0,40}$")
PARTNERED = re.compile(r"(?:[一-龥]{0,6})(?:建立|形成|达成|签订?|签署|开展|合作|对接|共建|联合|结成|战略)")
DONE = re.compile(r"起?了")
MADE = 14  # signs of a thing made at most
DATED = re.compile(rf"(?:{YEAR}|{PLAN})[，,的]?")
LEADING_UP = re.compile(r"、[^、]{2,12}$|(?:至|往|向|赴|与|对)[^，。；]{2,10}$")  # 开通至周边机场2条航线
# 打造200亿级产业规模: the value stands before what it measures.
LEVELED = re.compile(
    r"(?P<value>\d+(?:\.\d+)?|[百千])(?P<unit>万?亿)元?级的?(?P<noun>(?:[一-龥]{2,8})?(?:产业规模|经济规模|总产值|产值|营业收入))(?=[，。；、]|$)"
)
EQUIPPED = re.compile(r"(?P<what>覆盖|普及|达标|联网|入网|通达|[一-龥]{1,3}化)率?(?=[，。；、（]|$)")


@dataclass(frozen=True)
class Measured:
    """The words that name what a quantity measures, with their span; `name` may add 数/数量 to counted nouns."""

    name: str
    start: int
    end: int
    growth: str = ""  # the word that makes the number a change: 增长
    holder: tuple[int, int] = (0, 0)  # what stands before the verb: 第三产业 in 第三产业实现增加值
    own: bool = True  # False: a part without a name of its own (增速, 占比), of what was named before


class IndicatorNames:
    """Finds the words that name what quantities measure."""

    def __init__(self, words: IndicatorWords) -> None:
        self.words = words

    def measured(self, text: str, quantity: Quantity, since: int = 0) -> Measured | None:
        """The noun before the quantity in its clause, else the noun counted behind it; None where neither is one."""
        found = self._noun(text, quantity, since)
        return None if found and self.words.clauses.search(found.name) else found

    def _noun(self, text: str, quantity: Quantity, since: int) -> Measured | None:
        start, end = clause_around(text, quantity)
        if text[quantity.end : quantity.end + 1] == "的" and (fund := self._fund(text, quantity)):
            return fund  # 总规模50亿元的产业基金
        counted = (
            start < since
            and text[:since].endswith(COUNTED)
            and not self.words.verbs.search(text, since, quantity.start)
        )
        if counted or text[: quantity.start].rstrip().endswith(("、", "等")):
            return self._behind(text, quantity, end)  # 5家院所6个项目…: what stands before is counted already
        before = self._before(text, max(start, since), quantity)
        if before and COUNTER.search(quantity.unit) and LEADING_UP.search(text[max(start, since) : before.end]):
            return self._behind(text, quantity, end) or before
        before = before or self._headed(text, start, quantity)
        return before or self._leveled(text, quantity) or self._behind(text, quantity, end)

    def _headed(self, text: str, start: int, quantity: Quantity) -> Measured | None:
        """The noun before a colon with nothing but time and verbs behind it: 研发投入：到2030年达到3%."""
        if text[start - 1 : start] != "：" or not self.words.bare.fullmatch(text[start : quantity.start]):
            return None
        before = max(text.rfind(mark, 0, start - 1) for mark in "，。；：—.、） ") + 1
        name = self._name(text[before : start - 1], quantity)
        growth = self.words.growth.search(text[start : quantity.start])
        return Measured(name, before, start - 1, growth.group() if growth else "", (before, before)) if name else None

    def _leveled(self, text: str, quantity: Quantity) -> Measured | None:
        """200亿级产业规模: the noun behind the value."""
        match = LEVELED.match(text, quantity.start)
        return Measured(match["noun"], match.start("noun"), match.end("noun")) if match else None

    def noun_before(self, text: str, start: int, stop: int) -> str:
        """The noun that ends at `stop`, without verbs and words of time; '' where there is none."""
        link = self.words.links.search(text, start, stop)
        stop = link.start() if link else stop
        left, stop = _plain(text, self._cut(text, start, stop)[0], stop)
        return text[left:stop] if 2 <= stop - left <= LONGEST else ""

    def _before(self, text: str, start: int, quantity: Quantity) -> Measured | None:
        stop = quantity.start
        aside = re.search(r"[（(][^（()）]*[）)]?$", text[start:stop])
        stop = start + aside.start() if aside and aside.start() > 0 else stop
        stop = self._told_before(text, start, stop)
        link = self.words.links.search(text, start, stop)
        linked = text[link.start() if link else stop : stop] + (quantity.words if not link else "")
        if linked == "的":  # 工资总额的2%, 指数的8个分项: a part of it, not its value
            return None
        stop = link.start() if link else stop
        growth = self.words.growth.search(linked)
        left, holder, verb = self._cut(text, start, stop)
        left, stop = _plain(text, left, stop)
        verb = verb or self._listed_verb(text, start)
        name = self._name(text[left:stop], quantity) or self._made(text[left:stop], verb, quantity)
        if not name:
            return None
        grown = (growth.group() if growth else "") or (verb if verb in self.words.growing else "")
        return Measured(name, left, stop, grown, holder, own=not self._is_part(name))

    def _cut(self, text: str, start: int, stop: int) -> tuple[int, tuple[int, int], str]:
        """Where a name begins behind verbs and words of time; what stands before the verb, and the verb."""
        dated = [match.end() for match in DATED.finditer(text, start, stop) if match.end() < stop - 1]
        left = self._skip(text, dated[-1] if dated else start, stop)
        holder, verb = (left, left), ""
        for match in self.words.verbs.finditer(text, left, stop):
            if match.group() == "累计" and match.start() > left and SUMMED.fullmatch(text, match.end(), stop):
                continue  # 新能源汽车累计保有量 is one noun
            after = self._skip(text, match.end(), stop)
            if verb and match.start() > left and self.words.nounlike.match(match.group()):
                continue  # 完成技术改造投资
            if stop - after >= 2 or match.end() == stop:
                holder, verb = (holder[0], match.start()), match.group()
                left = match.start() if self.words.kept.fullmatch(verb) and after == match.end() < stop else after
        return left, holder, verb

    def _listed_verb(self, text: str, start: int) -> str:
        """The verb of making that a list began with: 建成机场1个、[起降点15个]; '' where there is none."""
        if text[start - 1 : start] != "、" and text[start : start + 1] not in "、和及与":
            return ""
        begin = max(text.rfind(mark, 0, start) for mark in "，。；：") + 1
        verbs = [match.group() for match in self.words.verbs.finditer(text, begin, start)]
        return verbs[-1] if verbs and self.words.makers.search(verbs[-1]) else ""

    def _told_before(self, text: str, left: int, stop: int) -> int:
        """Where the name ends when a verb stands between it and the number: 授权量累计新增7346件."""
        told = self.words.kept_last.search(text, left, stop)
        verb = told.group() if told else ""
        before = text[left : stop - len(verb)]
        link = self.words.links.search(before)
        name = before[: link.start()] if link else before
        return left + len(name) if verb and self.words.head.search(name) else stop

    def _skip(self, text: str, left: int, stop: int) -> int:
        """The place behind the words that open a clause and belong to no name."""
        lead = self.words.leads.match(text, left, stop)
        return lead.end() if lead else left

    def _name(self, words: str, quantity: Quantity) -> str:
        """The name that words make, '' where they name nothing measured in this unit."""
        words = balanced(words).replace("　", "")
        if NO_NOUN.search(words):
            return ""
        listed = LISTED.match(words)
        if listed or (len(words) > LONGEST and "等" in words):  # 甲、乙等科技企业 counts 科技企业
            words = words[words.rfind("等") + 1 :]
        if not 2 <= len(words) <= 3 * LONGEST or re.search(r"[\d《》]", NAMED_DIGITS.sub("", words)):
            return ""
        inner = words.rfind("的")
        if len(words) > 14 and 0 < inner < len(words) - 2 and not RATIO_ENDS.search(words):
            words = words[inner + 1 :]
        if len(words) > LONGEST or words in self.words.growing or COMPARING.match(words):
            return ""
        if COUNTER.search(quantity.unit) or quantity.value.startswith("翻"):
            if self.words.misfits.search(f"{words}|{quantity.unit}"):
                return ""
            if self.words.counted.search(words):
                return words if words.endswith(("数", "量", "人口", "就业")) else words + "数量"
            priced = COUNTER.search(quantity.unit) and self.words.uncountable.search(words)
            return words if self.words.head.search(words) and not priced else ""
        return words if self.words.head.search(words) else self._act(words, quantity)

    def _made(self, words: str, verb: str, quantity: Quantity) -> str:
        """The name of any thing that is counted behind a verb of making: 建成起降点30个."""
        fits = COUNTER.search(quantity.unit) and self.words.makers.search(verb) and 2 <= len(words) <= MADE
        named = (
            not NO_NOUN.search(words) and not self.words.uncounted.search(words) and not self.words.makers.search(words)
        )
        return f"{balanced(words)}数量" if fits and named else ""

    def _act(self, words: str, quantity: Quantity) -> str:
        """The name of what is told without a head: 融资额, 补水量, 标准厂房面积."""
        act = self.words.act.search(words)
        ending = self.words.acts[act.group()] if act else ""
        return words + ending if (ending == "面积") == bool(AREA.search(quantity.unit)) and ending else ""

    def _is_part(self, name: str) -> bool:
        return bool(
            re.fullmatch(rf"(?:[一二三四五六七八九十\d]+年的?)?(?:占比|比重|{GROWN}|占[^，]{{1,10}}比重)", name)
        )

    def _behind(self, text: str, quantity: Quantity, end: int) -> Measured | None:
        if not COUNTER.search(quantity.unit):
            return self._fund(text, quantity)
        kept = self.words.kept_before.search(text[max(0, quantity.start - 6) : quantity.start])
        described = CLASS_OF.match(text, quantity.end, end)
        if described:  # 73家企业年研发投入超千万元
            return Measured(f"{described['what']}{described['noun']}数量", quantity.end, described.end())
        match = self.words.behind.match(text, quantity.end, end)
        if match is None or NO_THING.search(match["noun"]) or self.words.predicates.search(match["noun"]):
            match = DESCRIBED.match(text, quantity.end)
        if match is None or not self.words.counted.search(match["noun"]) or NO_THING.search(match["noun"]):
            match = self._built(text, quantity)
        if (
            match is None
            or AMONG.search(text[: quantity.start])
            or LOOKED_AT.search(text[: quantity.start])
            or _is_partner(text, quantity, match.end())
        ):
            return None
        if self.words.misfits.search(f"{match['noun']}|{quantity.unit}"):
            return None
        kept_word = "年产" if text[: quantity.start].endswith("年产") else kept.group(1) if kept else ""
        start, stop = match.span("noun")
        if joined := AND_MORE.match(text, stop):
            stop = joined.end()
        did = self.words.did.match(text, stop)
        if did and self.words.maker_noun.fullmatch(did["did"]):
            stop, did = did.end(), None  # 人才[培养基地] is one noun
        which = f"{DONE.sub('', did['did'])}的" if did and not kept_word else ""
        return Measured(kept_word + which + balanced(text[start:stop].strip("的")) + "数量", start, stop)

    def _built(self, text: str, quantity: Quantity) -> re.Match[str] | None:
        """Any short noun that ends its clause behind a verb of making: 建成30个起降点."""
        match = BUILT.match(text, quantity.end)
        before = text[max(0, quantity.start - 6) : quantity.start]
        made = match and self.words.makers.search(before) and not self.words.uncounted.search(match["noun"])
        return match if made else None

    def _fund(self, text: str, quantity: Quantity) -> Measured | None:
        """The size of a fund: 设立100亿元产业基金, 总规模100亿元的产业基金."""
        match = FUND.match(text, quantity.end) if quantity.unit.endswith("元") else None
        name = match["noun"].lstrip("的") if match else ""
        return Measured(f"{name}规模", match.start("noun"), match.end()) if match and len(name) > 2 else None


def _is_partner(text: str, quantity: Quantity, end: int) -> bool:
    """Whether the things counted are those with whom something is done: 与15家院所建立合作."""
    return bool(WITH.search(text[: quantity.start]) and PARTNERED.match(text, end))


def clause_around(text: str, quantity: Quantity) -> tuple[int, int]:
    """The span of the clause that holds a quantity."""
    start = 0
    for match in CLAUSE.finditer(text, 0, quantity.start):
        start = match.end()
    end = CLAUSE.search(text, quantity.end)
    return start, end.start() if end else len(text)


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
