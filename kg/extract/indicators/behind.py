"""What a quantity counts behind itself: 10家重点实验室, 100亿元产业基金, 200亿级产业规模."""

import re

from kg.extract.indicators.counts import COUNTER, FUND
from kg.extract.indicators.spans import AREA, Measured, balanced
from kg.extract.indicators.words import CLASS_OF, IndicatorWords
from kg.text.numbers import Quantity

NO_THING = re.compile(
    r"^.?$|^次|.(?:全部|均|都|已)|[数量]$|(?<![A-Za-z\d])\d[^的]*$|国家和地区|省区市|^(?:具有|拥有|从事|适应|掌握|熟悉|面向|符合|具备)"
)  # what stands behind a number and is not counted by it
# A thing counted behind a long description: 20家左右设施完善、特色鲜明的园区.
DESCRIBED = re.compile(r"(?:左右|以上)?[^，。；：\d]{4,60}的(?P<noun>[^，。；、的]{2,14})(?=[，。；]|$)")
BUILT = re.compile(r"(?:左右|以上)?(?P<noun>(?:“[^”]{1,16}”)?(?P<thing>[一-龥A-Za-z]{2,10}))(?=[，。；、]|$)")
# Things of several kinds, one perhaps with an explanation: 5—10家制氢（氢源）、储氢重点企业.
SEVERAL = re.compile(
    r"(?:左右|以上|以内)?(?P<noun>(?:[一-龥A-Za-z]{2,10}(?:（[^（）\d]{1,10}）)?[、和与及]){1,4}[一-龥A-Za-z]{2,14})(?=[，。；]|$)"
)
SPREAD = re.compile(r"(?P<noun>[一-龥A-Za-z]{2,16})(?=[，。；、]|$)")
FOR = re.compile(r"[为对向给与]$")  # 为30家企业减免租金达2亿元: done for them, and no class of firms
AMONG = re.compile(
    r"(?:在|于|向|对|由|从|按)(?:全[国省市区县]|[^，。；]{0,12}等)?$|[一-龥]的$"
)  # 在3个区县开展试点 counts no districts
# 年产3万辆商用车(产能): what is made a year stands behind the number.
YEARLY = re.compile(r"(?:新增|可|形成|规划|设计|预计)*(?P<act>[年日](?:产|处理|加工|供应))(?:数量)?$")
MADE = re.compile(r"的?(?P<noun>[一-龥A-Za-z]{2,12}?)(?P<able>产能|(?:生产|处理|加工)?能力)?(?=[，。；、的生项]|$)")
AND_MORE = re.compile(
    r"(?:及|和|与|或)[一-龥]{2,8}(?:产品|设备|装备|成果|标准|技术|项目|平台|企业|人才|团队)(?=[，。；]|$)"
)
LOOKED_AT = re.compile(
    r"(?:锚定|瞄准|紧盯|盯紧|对标|聚焦|围绕)(?:全[国省市区县])?$"
)  # 锚定10家龙头企业 says no number of them
WITH = re.compile(r"(?:与|同|和|联合|携手)[^，。；]{0,40}$")
PARTNERED = re.compile(r"(?:[一-龥]{0,6})(?:建立|组建|成立|形成|达成|签订?|签署|开展|合作|对接|共建|联合|结成|战略)")
DONE = re.compile(r"起?了")
# 打造200亿级产业规模: the value stands before what it measures.
LEVELED = re.compile(
    r"(?P<value>\d+(?:\.\d+)?|[百千])(?P<unit>万?亿)元?级的?(?P<noun>(?:[一-龥]{2,8})?(?:产业规模|经济规模|总产值|产值|营业收入))(?=[，。；、]|$)"
)


class NamesBehind:
    """Finds the nouns that quantities count behind themselves."""

    def __init__(self, words: IndicatorWords) -> None:
        self._words = words

    def found(self, text: str, quantity: Quantity, end: int) -> Measured | None:
        """The noun counted behind the quantity, before `end`: 10家重点实验室; of a sum the fund that it makes."""
        if not COUNTER.search(quantity.unit):
            return self.fund(text, quantity) or self._spread(text, quantity)
        kept = self._words.kept_before.search(text[max(0, quantity.start - 6) : quantity.start])
        described = CLASS_OF.match(text, quantity.end, end)
        if described and not FOR.search(text, 0, quantity.start):  # 73家企业年研发投入超千万元
            return Measured(f"{described['what']}{described['noun']}数量", quantity.end, described.end())
        match = self._words.behind.match(text, quantity.end, end)
        if match is None or NO_THING.search(match["noun"]) or self._words.predicates.search(match["noun"]):
            match = DESCRIBED.match(text, quantity.end) or self._several(text, quantity)
        if match is None or not self._words.counted.search(match["noun"]) or NO_THING.search(match["noun"]):
            match = self._built(text, quantity)
        if (
            match is None
            or AMONG.search(text[: quantity.start])
            or LOOKED_AT.search(text[: quantity.start])
            or _is_partner(text, quantity, match.end())
        ):
            return None
        if self._words.misfits.search(f"{match['noun']}|{quantity.unit}"):
            return None
        kept_word = "年产" if text[: quantity.start].endswith("年产") else kept.group(1) if kept else ""
        start, stop = match.span("noun")
        if joined := AND_MORE.match(text, stop):
            stop = joined.end()
        did = self._words.did.match(text, stop)
        if did and self._words.maker_noun.fullmatch(did["did"]):
            stop, did = did.end(), None  # 人才[培养基地] is one noun
        if did and kept_word in self._words.leading_on:
            kept_word = ""  # 推进7个基地转型发展: the bases do it, nobody pushes bases
        which = f"{DONE.sub('', did['did'])}的" if did and not kept_word else ""
        return Measured(kept_word + which + balanced(text[start:stop].strip("的")) + "数量", start, stop)

    def _several(self, text: str, quantity: Quantity) -> re.Match[str] | None:
        """Things of several kinds that are counted together, none of which is another verb's."""
        match = SEVERAL.match(text, quantity.end)
        return match if match and not self._words.verbs.search(match["noun"]) else None

    def made_yearly(self, text: str, quantity: Quantity, before: Measured) -> Measured | None:
        """What is made in a year, where the words before the number only say that: 年产3万辆[商用车]."""
        act, match = YEARLY.fullmatch(before.name), MADE.match(text, quantity.end)
        if not act or match is None or quantity.unit.endswith("元"):
            return None
        return Measured(f"{match['noun']}{match['able'] or act['act'] + '量'}", match.start("noun"), match.end())

    def _built(self, text: str, quantity: Quantity) -> re.Match[str] | None:
        """Any short noun that ends its clause behind a verb of making: 建成30个起降点."""
        match = BUILT.match(text, quantity.end)
        before = text[max(0, quantity.start - 6) : quantity.start]
        made = match and self._words.makers.search(before) and not self._words.uncounted.search(match["thing"])
        return match if made else None

    def _spread(self, text: str, quantity: Quantity) -> Measured | None:
        """The area of what is made, behind its number: 新建5万亩茶园."""
        made = self._words.makers.search(text[max(0, quantity.start - 6) : quantity.start])
        match = SPREAD.match(text, quantity.end) if made and AREA.search(quantity.unit) else None
        act = self._words.act.search(match["noun"]) if match else None
        if match is None or act is None or "面积" not in self._words.acts[act.group()]:
            return None
        kept = self._words.kept_before.search(text[max(0, quantity.start - 6) : quantity.start])
        return Measured(f"{kept[1] if kept else ''}{match['noun']}面积", quantity.end, match.end())

    def fund(self, text: str, quantity: Quantity) -> Measured | None:
        """The size of a fund: 设立100亿元产业基金, 总规模100亿元的产业基金."""
        match = FUND.match(text, quantity.end) if quantity.unit.endswith("元") else None
        name = match["noun"].lstrip("的") if match else ""
        return Measured(f"{name}规模", match.start("noun"), match.end()) if match and len(name) > 2 else None

    def leveled(self, text: str, quantity: Quantity) -> Measured | None:
        """200亿级产业规模: the noun behind the value."""
        match = LEVELED.match(text, quantity.start)
        return Measured(match["noun"], match.start("noun"), match.end("noun")) if match else None


def _is_partner(text: str, quantity: Quantity, end: int) -> bool:
    """Whether the things counted are those with whom something is done: 与15家院所建立合作."""
    return bool(WITH.search(text[: quantity.start]) and PARTNERED.match(text, end))
