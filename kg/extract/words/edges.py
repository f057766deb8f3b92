"""Where a name begins and ends in what a finder took for it: without numbering, the words before it, a count behind."""

import re

from kg.extract.words.vocabulary import Vocabulary
from kg.extract.words.wordlists import any_of

SEVERAL = re.compile(  # 甲园、乙园|两个片区, 甲|三市
    r"(?:[两三四五六七八九十\d]+(?:个|大)主?(?:平台|载体|片区|组团|园区|板块|功能区|基地|新区|城市|区县|乡镇|镇街|街镇|街道|县区|县市|镇|乡|县)(?:（[市区县、]{1,5}）)?|[两三四五六七八九十\d]+家(?:企业|公司|单位|机构|院所|高校)|(?<=..)[两三四五六七八九十\d]+[省市区县镇](?:（[市区县、]{1,5}）)?)+$"
)
REACH = 16  # characters before a stretch in which its name may begin


class Edges:
    """Finds where names begin and end; the words round names are data."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        shapes = vocabulary.edges
        leads = f"(?:{any_of(vocabulary.name_leads)})(?=..)"
        self._cut = re.compile(f"(?:{shapes['torn'].pattern})*(?:{shapes['cut'].pattern}|{leads})?")
        self._own, self._own_size = shapes["own"], shapes["own_size"]
        self._round, self._road = shapes["round"], shapes["road"]
        self._at, self._beside = shapes["at"], shapes["beside"]

    def first(self, text: str, start: int, end: int, *, sized: bool = False) -> int:
        """Where the name begins in a span; `sized`: a place and a size before it belong to it."""
        if "’" in text[start:end] and text[start - 1 : start] == "‘":
            return start - 1
        cut = self._cut.match(text, start, end)
        if cut and cut.end() > start:
            return cut.end()
        ahead = max(0, start - REACH)
        own = self._own.search(text, ahead, start) or (self._own_size.search(text, ahead, start) if sized else None)
        return own.start("name") if own else start

    def last(self, text: str, start: int, end: int) -> int:
        """Where the name ends in a span: before a count of it and its like, and before a bracket that nothing closes."""
        name = text[start:end]
        several = SEVERAL.search(name)
        if several and several.start() >= 2:
            end = start + several.start()
        opened = max(name.rfind("（"), name.rfind("("))
        if opened > 1 and not re.search("[）)]", name[opened:]):
            end = min(end, start + opened)
        return end

    def is_round(self, text: str, start: int, end: int) -> bool:
        """Whether what lies round a school is named, not the school: 环|某大学|创新生态圈."""
        return text.startswith("环", start) and bool(self._round.match(text, end))

    def is_whereabouts(self, text: str, start: int, end: int) -> bool:
        """Whether a road only says where something is: 位于某路3号, 某大道以北."""
        there = text.startswith("沿", start) or self._at.search(text, max(0, start - 3), start)
        return bool((there or self._beside.match(text, end)) and self._road.search(text, start, end))
