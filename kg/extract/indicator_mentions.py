"""Indicators as mentions: the measured nouns of a text that end in an indicator's head (产值, 拥有量, 比重 …)."""

import re
from collections.abc import Iterator

from kg.extract.candidates import Candidate
from kg.extract.indicator_names import IndicatorNames, is_measure
from kg.extract.indicator_words import IndicatorWords
from kg.text.numbers import iter_quantities
from kg.text.periods import iter_periods

SHARE = re.compile(
    r"占(?P<name>[^，。；占\d]{3,16}?)的?(?:比重|比例|份额|比)?(?:由|从|为|达到|达|超过|超|约|已|的)*(?=\d)"
)
RANKED = re.compile(
    r"(?P<name>[一-龥A-Za-z\d]{2,20}(?:指数|率|总量|产量|规模)(?:[（(][A-Za-z\d]{1,8}[）)])?)"
    r"(?:排名|排在|位居|位列|居|保持|稳居)[^，。；]{0,6}(?:第[一二三四五\d]|首位|前列)"
)
RATE = re.compile(r"增速|增长率|增幅")


class IndicatorFinder:
    """Finds every indicator whose value, or whose rank, a text gives."""

    def __init__(self, words: IndicatorWords, generic: frozenset[str]) -> None:
        self._words = words
        self._names = IndicatorNames(words)
        self._generic = generic

    def find(self, text: str) -> Iterator[Candidate]:
        """The indicators of a text; of 占甲的比重 the measured 甲 alone."""
        shares = [match.span("name") for match in SHARE.finditer(text) if self._is_name(match["name"])]
        ranked = [match.span("name") for match in RANKED.finditer(text)]
        for start, end in (*shares, *ranked):
            yield self._candidate(start, end)
        periods = [period.span for period in iter_periods(text)]
        for quantity in iter_quantities(text):
            if any(a <= quantity.start < b for a, b in periods) or not is_measure(text, quantity):
                continue
            measured = self._names.measured(text, quantity)
            if measured is None or measured.end > quantity.start:
                continue
            if any(measured.start <= a and b <= measured.end for a, b in shares):
                continue
            rate = RATE.match(text, measured.end)  # 研发费用增速达7.2%
            end = rate.end() if rate else measured.end
            if self._is_name(text[measured.start : end]):
                yield self._candidate(measured.start, end)

    def _is_name(self, words: str) -> bool:
        return len(words) >= 3 and words not in self._generic and bool(self._words.head.search(words))

    def _candidate(self, start: int, end: int) -> Candidate:
        return Candidate(start, end, "Indicator", 1.5, "indicators")
