"""Honours and programme titles: after 入选/获评/认定为 …, quoted or ending in a known kind of honour."""

import re
from collections.abc import Iterator

from kg.extract.candidates import Candidate

QUOTED = r"(?:(?:国家级?|省级?|市级?|区级?|全国|首批|全市|全省|首家|北京市|[一-龥]{2,4}[省市])*[“\"][^”\"]{2,20}[”\"](?:[一-龥]{0,8}?(?:企业|100强|百强|奖|称号|试点|示范区|案例|计划|工程))?)"
ENDS = r"(?:100强|500强|百强|示范区|示范基地|科普基地|示范城市|示范县|示范园区|先行区|试点|优秀案例|绿色工厂|智能工厂|灯塔工厂|小巨人|专精特新企业|高新技术企业|产业集群|特色园|特色产业园|产业园|称号|科普基地|创新团队|苗种场|新产品新服务|重大技术装备产品|典型案例|标杆企业)"


class TitleFinder:
    """Finds honours; `cues` are the words that award them."""

    def __init__(self, cues: tuple[str, ...]) -> None:
        words = "|".join(re.escape(cue) for cue in sorted(cues, key=len, reverse=True)) or "入选"
        self._awarded = re.compile(
            rf"(?:{words})了?(?:全国|全省|全市|国家|北京市|[一-龥]{{2,4}}[省市])?(?:首批|首家|首个|唯一|第[一二三四五六七八九十]+批)?(?P<name>{QUOTED}|(?:(?!的)[一-龥（）()A-Za-z0-9]){{2,22}}?{ENDS})"
        )

    def find(self, text: str) -> Iterator[Candidate]:
        """Every honour that the text awards."""
        for match in self._awarded.finditer(text):
            start, end = match.span("name")
            if text[start] in '“"' and text[end - 1] in '”"':
                start, end = start + 1, end - 1
            yield Candidate(start, end, "Title", 1.9, "titles")
