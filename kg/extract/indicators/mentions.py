"""Indicators as mentions: the measured nouns of a text that end in an indicator's head (产值, 拥有量, 比重 …)."""

import re
from collections.abc import Iterator

from kg.extract.indicators.names import RATIO_ENDS, IndicatorNames
from kg.extract.indicators.quantities import GRADE, RANK_UNIT, measured_quantities
from kg.extract.indicators.words import IndicatorWords
from kg.extract.words.candidates import Candidate
from kg.text.normalize import full_width_marks

SHARE = re.compile(
    r"占(?!地(?!区|方)|比|据|用|有|领)(?P<name>[^，。；占\d]{2,16}?)的?(?P<part>比重|比例|份额|比)?(?:力争|稳定|保持|提高|提升|上升|下降|由|从|在|为|达到|达|超过|超|约|已|的|至|到|不低于|不少于)*(?=\d)"
)
RANKED = re.compile(
    r"(?P<name>[一-龥A-Za-z\d]{2,20}(?:指数|率|总量|产量|规模)(?:[（(][A-Za-z\d]{1,8}[）)])?)"
    r"(?:排名|排在|位居|位列|居|保持|稳居)[^，。；]{0,6}(?:第[一二三四五\d]|首位|前列)"
)
PART = re.compile(r"占(?!地)")  # 占全国比重 says a share of what was named before
PARK = re.compile(
    r"[一-龥A-Za-z]{2,14}(?:(?:产业园|工业园|科技园|开发区|高新区|经开区)(?=[一-龥]{3})|(?:项目|工程)(?=(?:总|计划|概算)投资))"
    r"|[一-龥A-Za-z]{2,14}(?:集聚区|集中区|园区|产业带|片区|组团|新区|基地|小镇|科学城|示范区|试验区|物流港|新城)(?=(?:总?规划|占地|总|控制|核心|建成|起步|建设)[一-龥]{0,4}面积)"
    r"|[一-龥A-Za-z（）]{2,26}?(?:有限责任公司|有限公司|集团)(?=(?:计划|累计)?投资)"
)  # 云溪产业园规划面积, 星河大桥项目总投资
OF_SHARE = re.compile(r"占(?!地)[^，。；占]{0,6}$")
RATE = re.compile(r"增速|增长率|增幅")


class IndicatorFinder:
    """Finds every indicator whose value, or whose rank, a text gives."""

    def __init__(self, words: IndicatorWords, generic: frozenset[str]) -> None:
        self._words = words
        self._names = IndicatorNames(words)
        self._generic = generic

    def find(self, text: str) -> Iterator[Candidate]:
        """The indicators of a text; of ，占甲的比重 the measured 甲 alone, of 乙占甲比重 the whole."""
        text = full_width_marks(text)
        shares = [self._share(text, match) for match in SHARE.finditer(text) if self._is_name(match["name"])]
        ranked = [match.span("name") for match in RANKED.finditer(text)]
        for start, end in (*shares, *ranked):
            yield self._candidate(start, end)
        since = 0
        for quantity in measured_quantities(text):
            told = quantity.unit == RANK_UNIT or GRADE.fullmatch(quantity.value)
            measured = None if told else self._names.measured(text, quantity, since)
            since = max(quantity.end, measured.end if measured else 0)
            if measured is None or measured.end > quantity.start:
                continue
            if any(measured.start < b and a < measured.end for a, b in shares) or OF_SHARE.search(
                text, 0, measured.start
            ):
                continue
            rate = RATE.match(text, measured.end)  # 研发费用增速达7.2%
            end = rate.end() if rate else measured.end
            start = self._behind_owner(text, measured.start, end)
            if self._is_name(text[start:end]):
                yield self._candidate(start, end)

    def _behind_owner(self, text: str, start: int, end: int) -> int:
        """Where the noun itself begins in 云溪园的产值, that the name before 的 be read too; a ratio needs its whole name."""
        place = text.rfind("的", start, end) + 1
        park = PARK.match(text, start, end)
        if park and not place and self._words.head.search(text[:end], park.end()):
            return park.end()
        return (
            place
            if place and self._words.head.search(text[:end], place) and not RATIO_ENDS.search(text[:end])
            else start
        )

    def _share(self, text: str, share: re.Match[str]) -> tuple[int, int]:
        """Where the name of a share stands: from the indicator right before 占, where there is one."""
        clause = max(text.rfind(mark, 0, share.start()) for mark in "，。；：！？\n") + 1
        part = self._names.noun_before(text, clause, share.start())
        whole = part and share["part"] and text.endswith(part, 0, share.start())
        return (share.start() - len(part), share.end("part")) if whole else share.span("name")

    def _is_name(self, words: str) -> bool:
        long_enough = len(words) >= 3 or words in self._words.whole_names
        told = long_enough and words not in self._generic and bool(self._words.head.search(words))
        return told and not PART.match(words)

    def _candidate(self, start: int, end: int) -> Candidate:
        return Candidate(start, end, "Indicator", 1.5, "indicators")
