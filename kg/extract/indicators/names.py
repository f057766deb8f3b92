"""Which words before (or behind) a quantity name what it measures; for mentions and facts alike."""

import re

from kg.extract.indicators.behind import NamesBehind
from kg.extract.indicators.counts import COUNTER, REACH
from kg.extract.indicators.spans import AREA, LENGTH, Measured, balanced, clause_around
from kg.extract.indicators.words import PLAN, YEAR, IndicatorWords
from kg.text.numbers import Quantity

LONGEST = 26
# A rate of growth that says nothing of what grew.
GROWN = r"(?:年均|平均|同比|环比|自然|名义|实际|可比|同口径)*(?:增速|增幅|增长率|涨幅|降幅)"
COMPARING = re.compile(r"比|较|高于|低于|快于|按照|按|依照")
COUNTED = ("家", "个", "项", "件", "名", "人", "支", "批")
RATIO_ENDS = re.compile(r"(?:比例|比重|占比)$")  # 全面数字化的企业比例: which firms is what it tells
LISTED = re.compile(r"(?:[^等]*、[^等]*|[^等]*”)等(?!领域|行业|产业|方面|地)(?=[一-龥]{2})")
# Digits that are part of a name: PM2.5, 5G, 500强, “15分钟生活圈”.
NAMED_DIGITS = re.compile(
    rf"\d+{REACH}|\d+(?:\.\d+)?[万亿]{{0,2}}(?:美?元|亩|平方米|人次?|吨)(?:（[^（）]*）|　+)?以[上下内]|(?:过|超过?|突破|达到?)\d+(?:\.\d+)?[万亿]{{0,2}}元的?|"
    r"[A-Za-z]+[-.]?\d[\d.]*|\d+(?:\.\d+)?[A-Z][A-Za-z]*|\d{2,4}强|“[^”]*”"
)
# 第五批1家基地, 总数达39家 of what was counted before, 甲科技、乙有限公司2家: names, and no kind of firm.
NO_NOUN = re.compile(
    r"^[一-龥]{0,2}第[一二三四五六七八九十\d]+[批期次届轮]|^(?:总数|总量|总计|数量|(?:获批)?上市|[一-龥]{1,4}级(?:及?以上)?)$|、[^、等]*公司$"
)
PASSING = re.compile(r"(?:突破|超过|达到|首次)+(?:\d|[百千万]亿?元)")
PART_OF = re.compile(r"(?<=[一-龥])的(?=(?:比重|比例)$)")  # 占生产总值的比重 is called 占生产总值比重 as well
ENDED = re.compile(r"(?:左右|以上)?(?:[，。；、]|$)")
YIELD = re.compile(r"(?P<act>[年日](?:产|加工|处理|出栏|销售|发电|供水|接待))(?P<noun>[一-龥]{2,12})")
SO_FAR = re.compile(r"(?:已经?|共|累计|目前|现)+$")
BEGUN = re.compile(r"(?:已经?|共|累计|目前|现|全部)*(?P<state>[开复]工|竣工|完工|投产|投用)(?:了|共)*")
SUMMED = re.compile(r"[一-龥]{1,6}[量额]")
SIZES = ("面积", "长度", "装机容量")
MADE = 14  # signs of a thing made at most
LEVEL_BEHIND = re.compile(r"(?:[十百千万]+亿元?|[一-龥]{1,2})级[^，。；、\d]{0,8}(?:集群|园区|企业|基地|平台|中心)")
DATED = re.compile(rf"(?:{YEAR}|{PLAN})[，,的]?")
LEADING_UP = re.compile(r"、[^、]{2,12}$|(?:至|往|向|赴|与|对)[^，。；]{2,10}$")  # 开通至周边机场2条航线


class IndicatorNames:
    """Finds the words that name what quantities measure."""

    def __init__(self, words: IndicatorWords) -> None:
        self.words = words
        self._behind = NamesBehind(words)

    def measured(self, text: str, quantity: Quantity, since: int = 0) -> Measured | None:
        """The noun before the quantity in its clause, else the noun counted behind it; None where neither is one."""
        found = self._noun(text, quantity, since)
        return None if found and self.words.clauses.search(found.name) else found

    def _noun(self, text: str, quantity: Quantity, since: int) -> Measured | None:
        start, end = clause_around(text, quantity)
        if text[quantity.end : quantity.end + 1] == "的" and (fund := self._behind.fund(text, quantity)):
            return fund  # 总规模50亿元的产业基金
        counted = (
            start < since
            and text[:since].endswith(COUNTED)
            and not self.words.verbs.search(text, since, quantity.start)
        )
        if counted or text[: quantity.start].rstrip().endswith(("、", "等")):
            return self._behind.found(text, quantity, end)  # 5家院所6个项目…: what stands before is counted already
        before = self._before(text, max(start, since), quantity)
        if before and COUNTER.search(quantity.unit) and LEADING_UP.search(text[max(start, since) : before.end]):
            return self._behind.found(text, quantity, end) or before
        if before and (made := self._behind.made_yearly(text, quantity, before)):
            return made
        if before and LEVEL_BEHIND.match(text, quantity.end) and (behind := self._behind.found(text, quantity, end)):
            return behind  # 形成新能源汽车1个千亿级集群 counts no cars
        before = before or self._headed(text, start, quantity)
        return before or self._behind.leveled(text, quantity) or self._behind.found(text, quantity, end)

    def _headed(self, text: str, start: int, quantity: Quantity) -> Measured | None:
        """The noun before a colon with nothing but time and verbs behind it: 研发投入：到2030年达到3%."""
        if text[start - 1 : start] != "：" or not self.words.bare.fullmatch(text[start : quantity.start]):
            return None
        before = max(text.rfind(mark, 0, start - 1) for mark in "，。；：—.、） ") + 1
        name = self._name(text[before : start - 1], quantity)
        growth = self.words.growth.search(text[start : quantity.start])
        return Measured(name, before, start - 1, growth.group() if growth else "", (before, before)) if name else None

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
        told = stop = self._told_before(text, start, stop, quantity)
        link = self.words.links.search(text, start, stop)
        linked = text[link.start() if link else stop : stop] + (quantity.words if not link else "")
        if linked == "的":  # 工资总额的2%, 指数的8个分项: a part of it, not its value
            return None
        stop = link.start() if link else stop
        growth = self.words.growth.search(linked)
        left, holder, verb = self._cut(text, start, stop)
        left, stop = _plain(text, left, stop)
        verb = verb or self._listed_verb(text, start)
        name = self._name(text[left:stop], quantity, listed="分别" in linked) or self._made(
            text[left:stop], verb, quantity
        )
        if not name:
            return None
        begun = BEGUN.fullmatch(text, told, quantity.start)  # 新建项目已开工58个 counts those
        name = f"{begun['state']}的{name}" if begun else name
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
            if text.rfind("“", start, match.start()) > text.rfind("”", start, match.start()):
                continue  # “湖有声”小剧场
            after = self._skip(text, match.end(), stop)
            if PASSING.match(text, match.start(), stop):
                continue  # 营业收入突破20亿元的企业
            ends = verb or match.end() == stop or text[match.start() - 1] == "化"
            if ends and match.start() > left and self.words.nounlike.match(match.group()):
                continue  # 完成技术改造投资, 宜机化改造10万亩, 数字化改造覆盖率
            if stop - after >= 2 or match.end() == stop:
                holder, verb = (holder[0], match.start()), match.group()
                stays = self.words.kept.fullmatch(verb) and not text[match.end() : after].strip("“") and after < stop
                left = match.start() if stays else after
        return left, holder, verb

    def _listed_verb(self, text: str, start: int) -> str:
        """The verb of making that a list began with: 建成机场1个、[起降点15个]; '' where there is none."""
        if text[start - 1 : start] != "、" and text[start : start + 1] not in "、和及与":
            return ""
        begin = max(text.rfind(mark, 0, start) for mark in "，。；：") + 1
        verbs = [match.group() for match in self.words.verbs.finditer(text, begin, start)]
        return verbs[-1] if verbs and self.words.makers.search(verbs[-1]) else ""

    def _told_before(self, text: str, left: int, stop: int, quantity: Quantity) -> int:
        """Where the name ends when a verb stands between it and the number: 授权量累计新增7346件, 小剧场建成60家."""
        made = self.words.makers.search(text, left, stop) if ENDED.match(text, quantity.end) else None
        if made and COUNTER.search(quantity.unit):
            things = SO_FAR.sub("", text[left : made.start()])
            if self.words.counted.search(things):
                return left + len(things)
        told = self.words.kept_last.search(text, left, stop)
        verb = told.group() if told else ""
        before = text[left : stop - len(verb)]
        link = self.words.links.search(before)
        name = before[: link.start()] if link else before
        return left + len(name) if verb and self.words.head.search(name) else stop

    def _skip(self, text: str, left: int, stop: int) -> int:
        """The place behind the words that open a clause and belong to no name."""
        lead = self.words.leads.match(text, left, stop)
        begin = lead.end() if lead else left
        quoted = text[begin - 1 : begin] == "“" and "”" in text[begin : stop - 1]
        return begin - 1 if quoted and begin > left else begin

    def _name(self, words: str, quantity: Quantity, *, listed: bool = False) -> str:
        """The name that words make, '' where they name nothing measured in this unit."""
        words = PART_OF.sub("", balanced(words).replace("　", ""))
        if NO_NOUN.search(words):
            return ""
        if LISTED.match(words) or (len(words) > LONGEST and "等" in words):  # 甲、乙等科技企业 counts 科技企业
            kept = self.words.kept.search(words, 0, 4)
            words = (kept.group() if kept else "") + words[words.rfind("等") + 1 :]
        if not 2 <= len(words) <= 3 * LONGEST or re.search(r"[\d《》]", NAMED_DIGITS.sub("", words)):
            return ""
        inner = words.rfind("的")
        if (
            len(words) > 14
            and 0 < inner < len(words) - 2
            and not (listed or RATIO_ENDS.search(words) or re.search(r"\d", words))
        ):
            words = words[inner + 1 :]
        if len(words) > LONGEST or words in self.words.growing or COMPARING.match(words):
            return ""
        if COUNTER.search(quantity.unit) or quantity.value.startswith("翻"):
            if self.words.misfits.search(f"{words}|{quantity.unit}"):
                return ""
            if self.words.counted.search(words.rstrip("”")):
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
        if yearly := YIELD.fullmatch(words):
            return f"{yearly['noun']}{yearly['act']}量" if not quantity.unit.endswith("元") else ""
        long = bool(LENGTH.match(quantity.unit))
        words = words.removesuffix("建设") if long else words  # 公路建设20公里
        act = self.words.act.search(words)
        power = "装机容量" if quantity.unit.endswith("瓦") else ""
        kind = "面积" if AREA.search(quantity.unit) else "长度" if long else power
        endings = self.words.acts[act.group()] if act else ()
        ending = next((one for one in endings if (one if one in SIZES else "") == kind), "")
        return words + ending if ending else ""

    def _is_part(self, name: str) -> bool:
        return bool(
            re.fullmatch(rf"(?:[一二三四五六七八九十\d]+年的?)?(?:占比|比重|{GROWN}|占[^，]{{1,10}}比重)", name)
        )


def _plain(text: str, left: int, stop: int) -> tuple[int, int]:
    while left < stop and text[left] in '“”"、（）() 　-—的':
        if text[left] == "“" and "”" in text[left : stop - 1]:
            break  # “湖上礼物”系列产品
        left += 1
    while stop > left and text[stop - 1] in '“"、（( 　的':
        stop -= 1
    if text[left - 1 : left] == "“" and text.endswith("”", left, stop) and "“" not in text[left:stop]:
        stop -= 1
    return left, stop
