"""Honours and programme titles: after 入选/获评/争创 …, quoted or ending in a known kind of honour, and by their level."""

import re
from collections.abc import Iterator

from kg.extract.candidates import Candidate

QUOTED = r"(?:(?:国家级?|省级?|市级?|区级?|全国|首批|全市|全省|首家|北京市|[一-龥]{2,4}[省市])*[“\"][^”\"]{2,20}[”\"](?:[一-龥]{0,8}?(?:企业|100强|百强|奖|称号|试点|示范区|示范村镇|案例|计划|工程))?)"
ENDS = r"(?:100强|500强|百强|示范区|示范基地|科普基地|示范城市|示范县|示范园区|先行区|试点|优秀案例|绿色工厂|智能工厂|灯塔工厂|小巨人|专精特新企业|高新技术企业|产业集群|特色园|特色产业园|产业园|称号|科普基地|创新团队|苗种场|新产品新服务|重大技术装备产品|典型案例|标杆企业)"
# An honour that tells its level: 国家级…示范区, 省级智能工厂, 全国…百强县.
LEVEL = r"(?:国家级?|全国|世界级?|全球|中国|中华|自治区级|[省市区县州盟]级|5A级|AAAAA级)"
OWN = (  # kinds that are an honour whatever stands before them
    r"(?:百强[县区镇]|老字号|森林城市|文明城市|卫生城市|园林城市|旅游景区|地理标志产品|单项冠军(?:企业|产品)?|小巨人[”\"]?(?:企业)?|"
    r"绿色工厂|智能工厂|灯塔工厂|数字化车间|绿色园区|绿色供应链(?:管理)?企业|瞪羚企业|独角兽企业|高新技术企业|物流企业|技术创新示范企业|科普基地)"
)
TOLD_BY_FIELD = (  # kinds that need their field: 国家海洋经济发展示范区
    r"(?:示范[区县市旗镇村园]|示范(?:城市|村镇|基地|企业|园区|街区|城区|工程)|试点(?:城市|县|区|园区)?|先行区|先行示范区|试验区|先导区|集聚区|"
    r"物流枢纽|(?:升级|物流|教育|培训|出口)基地|[强名]县|重点县|安全[县市]|名城|度假区|龙头企业|领军企业|设计企业|标杆企业)"
)
SIGN = r"(?:(?!、|以及|等)[一-龥“”\"A-Za-z0-9（）()])"
GOAL = r"(?:争创|争取|力争|列入|荣获|授予|创建|创成|获评|获批|入选|申报|评为|认定为|认定|培育|新增|建设|打造|成为|拥有|评选)"
AFTER = r"(?=[、，。；：！？,;\s]|[和及与]|等|的|\d|[一二两三四五六七八九十百]+[家个]|称号|认定|创建|建设|名单|超过|达到|突破|$)"


class TitleFinder:
    """Finds honours; `cues` are the words that award them."""

    def __init__(self, cues: tuple[str, ...]) -> None:
        words = "|".join(re.escape(cue) for cue in sorted(cues, key=len, reverse=True)) or "入选"
        self._awarded = re.compile(
            rf"(?:{words})了?(?:全国|全省|全市|国家|北京市|[一-龥]{{2,4}}[省市])?(?:首批|首家|首个|唯一|第[一二三四五六七八九十]+批)?(?P<name>{QUOTED}|(?:(?!的)[一-龥（）()A-Za-z0-9]){{2,22}}?{ENDS})"
        )
        self._graded = re.compile(
            rf"(?:{GOAL}|[、和及与])了?(?:[\d一二两三四五六七八九十]+[家个])?(?P<name>{LEVEL}(?:{SIGN}{{0,16}}?{OWN}|{SIGN}{{3,22}}?{TOLD_BY_FIELD})){AFTER}"
        )

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
