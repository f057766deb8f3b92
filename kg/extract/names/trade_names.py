"""What a finder took for an industry's name, as far as it is one: without the words around it; no stretch of a sentence."""

import re
from collections.abc import Iterator

from kg.extract.names.names import balanced
from kg.extract.words.candidates import Candidate
from kg.extract.words.fronts import covered
from kg.extract.words.vocabulary import Vocabulary
from kg.extract.words.wordlists import any_of

FUSED = re.compile(r"(?:深度|跨界|协同|有机|充分)?(?:融合|结合)")  # 甲产业与乙融合发展: two that are joined, not one
PAIR = re.compile(r"(?P<left>.{2,}?)(?:与|以及|和)(?P<right>.{2,})")
PLACE = re.compile(
    r"(?:京津冀|长三角|珠三角|粤港澳大湾区|成渝)(?=[一-龥]{2})|[一-龥]{1,3}(?:(?<![园社地城片全校库小景街新市])区(?![块域])|县(?!域)|自治州)(?=[一-龥]{2})"
)
BASKET = re.compile(r"(?:产业|行业)$")
SITED = re.compile(  # 某新区布局|人工智能
    r".{1,8}[区园城镇县市带](?:重点|主要|着力)?(?:布局|发展|培育|聚焦|主攻|打造|做强|做大|壮大)(?=.{2,})"
)
WAY = re.compile(
    r"(?P<word>[一-龥]{1,4}化)(?:发展|的)(?=[一-龥]{2})"
)  # 特色化发展生命健康: a way of doing, then the industry
QUOTED = re.compile(
    r"“(?:[^”+]*|[一二两三四五六七八九十\d][^”]*)”(?=.*(?:产业|行业)$)"
)  # “两城一区”产业溢出, “三环”汽车产业: the words of a slogan
TWO = re.compile(r"[^与和及、]{3,}和(?=[^与和及、]{2,}(?:产业|行业)$)")  # 机器人和|童车产业
LAYOUT = re.compile("(?:[一二两三四五六七八九十多][核轴带廊区心极翼点谷园]){2}")  # 一核两轴产业: of some area
COUNTED = re.compile(  # 甲三大产业, 乙特色产业: what kind of trades the last one and those before it are
    r"[两二三四五六七八九十]大(?:主导|特色|支柱|优势|重点|新兴|未来)?(?:产业|领域|行业)?$|(?<=[一-龥]{2})(?:特色|主导|支柱|优势)产业$"
)
# 丙三个方向|超前, 丁两条链|精准: a count of the whole list and what is done with it.
TOLD_COUNT = re.compile(
    r"(?<=..)[两二三四五六七八九十\d]+[个大条类][^、]{0,4}?(?:方向|赛道|产业链|链条?|领域|产业|行业|板块|门类|环节|集群).*$"
)
PRAISE = re.compile(  # 附加值高, 经济效益好: what is said of a thing
    r"(?:含量|效益|附加值|水平|质量|潜力|前景|能力|规模|成长性?|带动[力性]?|竞争力|技术|市场|贡献度?|集中度|关联度|产出|税收|能耗|污染)[高好大强广优多低少快]$"
)
WHERE = re.compile(r".{3,}(?<![内外存潜])在(?![线轨役岗职编])(?=[一-龥]{3})")  # 某研究所在|智能制造


class TradeNames:
    """Cuts what stands round an industry's name and refuses what names none; the words it goes by are data."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._words = vocabulary
        self._generic = vocabulary.generic_modifiers | vocabulary.not_industry
        self._leads = re.compile(f"(?:{any_of(vocabulary.trade_leads)})(?=.{{2}})")
        self._breaks = re.compile(f".*(?:{any_of(vocabulary.trade_breaks)})(?=.{{2}})")
        self._aim = re.compile(f"为(?:{any_of(w[1:] for w in vocabulary.purposes if w.startswith('为'))})(?:产业)?$")
        self._goes_on = re.compile(any_of(vocabulary.of_trade))

    def keep(self, text: str, candidate: Candidate) -> Iterator[Candidate]:
        """The candidate cut to the name; nothing where its words name no industry."""
        plain = COUNTED.sub("", TOLD_COUNT.sub("", self._aim.sub("", text[candidate.start : candidate.end])))
        plain = plain.removesuffix("发展") if len(plain) > 4 else plain  # 循环经济|发展的主题
        end = candidate.start + len(plain)
        start = self._start(text[candidate.start : end]) + candidate.start
        if (
            end - start > 1
            and not self.is_attribute(text, end)
            and not self._is_none(text[start:end], text[end : end + 12])
        ):
            yield candidate.at(start, end)

    def is_attribute(self, text: str, end: int) -> bool:
        """Whether an industry's words only say of what kind the thing behind them is: 概念验证|平台, 专业服务|机构."""
        if text.startswith(("产业化", "产业发展基金"), end - 2):  # what is named ends before 产业
            return True
        found = self._goes_on.match(text, end)
        return bool(found) and not (found and found.group() == "基地" and text[end - 1] == "业")  # 建设某产业|基地

    def _start(self, name: str) -> int:
        """How many characters of its sentence stand before a name."""
        start = 0
        for pattern in (QUOTED, SITED, self._breaks, WHERE, self._leads, self._leads, PLACE):
            match = pattern.match(name, start)
            start = match.end() if match else start
        way = WAY.match(name, start)
        start = way.end() if way and not way["word"].endswith(self._words.matters) else start
        two = TWO.match(name, start)
        return two.end() if two else start

    def _is_none(self, name: str, rest: str) -> bool:
        """Whether an industry's words are a stretch of a sentence: 科技创新与产业[创新], 人工智能深度[融合]."""
        words = self._words
        core = BASKET.sub("", name)
        if "产业" in core[:3] or name.startswith("产业") or not core or not balanced(name):
            return True
        if name.endswith(words.not_trade_endings) or LAYOUT.search(name) or PRAISE.search(name):
            return True
        if core != name and core.endswith(words.kinds_of_trade):  # 外向型产业, 乡村特色产业
            return True
        if core.endswith("化") and not core.endswith(words.matters):  # 差异化, 特色化
            return True
        if covered(name, self._generic):
            return True
        pair = PAIR.fullmatch(name)
        return bool(
            pair and (FUSED.match(rest) or pair["left"].endswith("产业") or covered(pair["left"], self._generic))
        )
