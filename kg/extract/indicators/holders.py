"""Who does or has what is measured, where that is a part of the indicator's name (第三产业[实现]增加值) or none of it."""

import re
from dataclasses import replace

from kg.extract.context import Sentence
from kg.extract.indicators.spans import Measured, past_aside
from kg.extract.indicators.subjects import OWNERS
from kg.extract.indicators.unnamed import TOGETHER, Named
from kg.extract.indicators.words import IndicatorWords
from kg.records import Entity
from kg.text.numbers import Quantity

COUNTED_FIRMS = re.compile(r"(?P<firms>.{2,16}(?:企业|机构|服务业))数量?")
COUNTED = ("家", "个", "项", "件", "名", "人", "元")  # a quantity right before is no noun that does something
TOWARDS = re.compile(r"[对为向使让由从在给]")  # 为企业发放贷款: what is done for them
LISTING = re.compile(r"[、等和与及以或]")
DONE_BY = re.compile(r"(?:全年|共|累计|合计|全部)*(?:实现|完成|贡献|创造|缴纳|上缴)")
DONE_SO_FAR = re.compile(r"^(?:已|现有|共|累计|目前)+")
ACTING = re.compile(
    r"(?:企业|产业|业|机构|居民|项目|基金|集群|每[一-龥]{1,6}(?:人|人口|户|公里|公顷|平方公里|亩)|每[公顷亩户人]{1,2}|每[百千万][一-龥]{1,10})$"
)
# What a sum is spent on stands before it: 续建项目17个，[总投资]5亿元; 新建道路3公里，[投资]800万元.
INVESTED = re.compile(r"(?:项目|工程)?(?P<name>(?:年度|当年|计划|概算|估算|总|累计|完成)*投资(?:额|计划)?)")
DONE = re.compile(r"(?P<planned>年度计划|当年计划|计划年度|计划)?(?:累计)?完成$")
WORKS = re.compile(r"(?P<works>.{2,}(?:项目|工程))数量|(?P<made>.{2,}(?<!占地)(?<![用土]地)(?<!建筑))(?:长度|面积)")
ENDS = ("数量", "长度", "面积")
EACH = re.compile(
    r"每(?:一?个)?(?P<who>县（市、区）|区县|县区|乡镇|街道|社区|园区|行政村|[省市州盟区县旗镇乡村])[^，。；\d]{0,16}$"
)
LISTED_ON = re.compile(r"[、，]?(?:和|及)?")
BUILT = ("Project", "Platform", "Enterprise")
PARTS = ("Industry", "Cluster", "Fund")  # 产业产值: part of the indicator's name


class Holders:
    """Completes the words before a quantity by who does it, or takes off whom they are of."""

    def __init__(self, words: IndicatorWords) -> None:
        self._words = words

    def full_name(
        self, sentence: Sentence, quantity: Quantity, measured: Measured, subject: Entity | None, named: Named
    ) -> str:
        """The name with who does it in front, where that is a noun of the sentence or the firms counted just before."""
        held = self._held(sentence, measured, subject)
        each = EACH.search(sentence.text[: quantity.start])
        if each and "每" not in held:
            return f"每个{each['who']}{held}"  # 每个乡镇建成1个站: no number of the place's stations
        spent = INVESTED.fullmatch(held)
        if spent and named.works and not (subject and subject.type in BUILT):
            done = DONE.search(sentence.text, 0, measured.start)
            how = ("年度计划完成" if done["planned"] else "完成") if done and "完成" not in held else ""
            return f"{named.works}{how}{spent['name']}"
        if held != measured.name or measured.start > quantity.start:
            return held
        if named.holder and LISTED_ON.fullmatch(sentence.text, named.end, measured.start):
            return named.holder + held  # 高新技术企业实现收入3亿元、利润1亿元
        start = max(sentence.text.rfind(mark, 0, measured.start) for mark in "，；") + 1
        return named.counts + held if DONE_BY.match(sentence.text, start, measured.start) else held

    def works(self, text: str, measured: Measured, named: Named) -> str:
        """What is built, as counted or measured last in the sentence; what is only called a size is none."""
        found = WORKS.fullmatch(measured.name)
        said = text[measured.start : measured.end].endswith(ENDS)
        return (found["works"] or found["made"]) if found and measured.own and not said else named.works

    def listed_verb(self, text: str, named: Named, measured: Measured, quantity: Quantity) -> str:
        """The verb that a list began with, where it makes increments: 新建桥梁3座、道路5条; '' else."""
        kept = self._words.kept.match(named.last)
        on = TOGETHER.fullmatch(text, named.behind, min(measured.start, quantity.start))
        return kept.group() if kept and on and not self._words.verbs.match(measured.name) else ""

    def behind_name(self, sentence: Sentence, measured: Measured) -> Measured:
        """The words behind the name of a firm or park that they begin with, or in the midst of which they begin."""
        for mention in sentence.of(*OWNERS):
            start, end = mention.start - sentence.start, mention.end - sentence.start
            end = past_aside(sentence.text, end)
            of = sentence.text.startswith("的", end)  # 绿色工厂云溪精工的产值
            if mention.type not in PARTS and (start <= measured.start or of) and measured.start < end < measured.end:
                rest = sentence.text[end : measured.end].lstrip("的")
                if not of and mention.type in ("Enterprise", "Institution") and COUNTED_FIRMS.fullmatch(measured.name):
                    continue  # 星河云生态企业: firms of a kind, which is called after a firm
                if (
                    len(rest) >= 2
                    and (of or start < measured.start or mention.type != "Region")
                    and not LISTING.match(rest)
                ):
                    rest = DONE_SO_FAR.sub("", rest)
                    place = measured.end - len(rest)
                    tail = measured.name[len(sentence.text[measured.start : measured.end]) :]
                    return replace(measured, name=rest + tail, start=place, holder=(place, place))
        return measured

    def _held(self, sentence: Sentence, measured: Measured, subject: Entity | None) -> str:
        """The name with the noun before its verb (第三产业实现增加值), where that is not what it is of."""
        start, end = measured.holder
        if sentence.text[:start].endswith(COUNTED):
            return measured.name
        holder = sentence.text[start:end].strip("“”、（）() 　")
        holder = re.sub(r"(?:力争|预计|将|已|共|累计|全年|年均|均|可|约|全部|直接)+$", "", holder)
        names = [m for m in sentence.mentions if m.end - sentence.start in (end, start + len(holder))]
        owners = [m for m in names if m.type in OWNERS]
        owners = [m for m in owners if m.type != "Industry" or (subject and m.entity_id == subject.id)]
        if owners or not ACTING.search(holder) or len(holder) > 14 or "、" in holder or TOWARDS.match(holder):
            return measured.name
        return holder + measured.name
