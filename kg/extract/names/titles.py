"""Honours and programme titles: after 入选/获评/争创 …, quoted or ending in a known kind of honour, and by their level."""

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.extract.words.candidates import Candidate
from kg.extract.words.wordlists import any_of

QUOTED = r"(?:(?:国家级?|省级?|市级?|区级?|全国|首批|全市|全省|首家|北京市|[一-龥]{2,4}[省市])*[“\"][^”\"]{2,20}[”\"](?:[一-龥]{0,8}?(?:企业|100强|百强|奖|称号|试点|示范区|示范村镇|示范城市|示范县|示范镇|案例|计划|工程))?)"
FIRST = r"(?:首批|首家|首个|唯一(?:一[个家])?|第[一二三四五六七八九十]+批)?"
COUNT = r"(?:[\d一二两三四五六七八九十]+[家个项])?"
ABOVE = r"(?:(?:国家|省|市|区)级?(?:及|和)?以上)?"  # 省级以上|单项冠军企业
SIGN = r"(?:(?!”“|唯一|、|以及|等|的|开展|和(?!谐))[一-龥“”\"A-Za-z0-9（）()])"
AFTER = r"(?=[、，。；：！？,;\s”]|[和及与]|等|的|\d|[一二两三四五六七八九十百]+[家个]|称号|认定|创建|建设|名单|培育(?:名单|库|对象)|超过|达到|突破|$)"


class TitleFinder:
    """Finds honours; `cues` are the words that award them, `words` the vocabulary's words on honours by purpose."""

    def __init__(self, cues: Sequence[str], words: Mapping[str, Sequence[str]]) -> None:
        place = r"(?:全国|全省|全市|国家|北京市|[一-龥]{2,4}[省市])?"
        ended = rf"(?:(?!的|等|以及|和(?!谐))[一-龥（）()A-Za-z0-9]){{2,22}}?(?:{any_of(words['awarded'])}|\d{{1,4}}强(?:企业)?)"
        self._awarded = re.compile(
            rf"(?:{any_of(cues or ['入选'])})了?{COUNT}{ABOVE}{place}{FIRST}(?P<name>{QUOTED}|{ended})"
        )
        before = rf"(?:(?:{any_of(words['goals'])})|[、和及与“])了?(?:我[省市区县])?{COUNT}{ABOVE}"
        kind = rf"(?:{SIGN}{{0,16}}?(?:{any_of(words['own'])})|{SIGN}{{3,22}}?(?:{any_of(words['by_field'])}))"
        self._graded = re.compile(rf"{before}(?P<name>(?:{any_of(words['levels'])})(?![及和]?以上){kind}){AFTER}")

    def find(self, text: str) -> Iterator[Candidate]:
        """Every honour that the text awards or strives for."""
        graded = list(self._iter_graded(text))
        yield from graded
        for match in self._awarded.finditer(text):
            start, end = match.span("name")
            if text[start] in '“"' and text[end - 1] in '”"':
                start, end = start + 1, end - 1
            if all(end <= other.start or other.end <= start for other in graded):
                yield Candidate(start, end, "Title", 1.9, "titles")

    def _iter_graded(self, text: str) -> Iterator[Candidate]:
        match = self._graded.search(text)
        while match:  # the next one may begin with the joint that follows this one
            yield Candidate(*match.span("name"), "Title", 1.95, "titles")
            match = self._graded.search(text, match.end("name"))
