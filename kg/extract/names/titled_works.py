"""Works that a line, or a member of a list, opens with as with a title: 「1.甲交易市场。由乙公司建设，总投资3亿元」."""

import re
from collections.abc import Iterator

from kg.extract.names.names import NameFinder, balanced
from kg.extract.words.candidates import TITLED, Candidate
from kg.extract.words.fronts import covered
from kg.extract.words.vocabulary import Vocabulary

OPENS = r"(?:^|[：；])\s*(?P<number>(?:\d{1,3}[.．、)）]|0[1-9](?=\s?[一-龥“])|[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳]|[—–●•·▪◆■★-]{1,2}|项目[一二三四五六七八九十\d]{1,2}：)?)\s*"
MONEY = r"(?:计划|估算|预计|概算|规划|项目)*(?:总投资|投资(?:总?额|规模)?(?:约|为|达)?\d)"
TOLD = (
    r"(?:建设|项目|实施|投资|业主|承建|依托|责任)(?:单位|主体|地点|内容|规模|性质|年限|周期|工期|地址|业主)|(?:项目)?选址|项目位于"
    r"|由[^，。；]{2,30}?(?:投资|建设|承建|实施|运营|开发)"
)
WORK = re.compile(
    rf"{OPENS}(?P<name>[一-龥A-Za-z0-9“”（）()—·/.+]{{4,36}}?)"
    rf"(?:(?P<sure>[。：，](?:{TOLD})|[。：](?:总|规划|项目)?建筑面积(?:约|为|达)?\d)|[。：，（](?:{MONEY})|[：。]由[^，。；]{{2,30}}?(?:牵头|组建|筹建|共建)(?=[，。；建组])|，(?:规划)?占地(?:面积)?\d)"
)
# 甲振兴工程：建设……，总投资2亿元，由某局牵头: a work by its last word, with what is told of works anywhere on its line.
LINE = re.compile(
    rf"^\s*(?:(?:\d{{1,3}}[.．、)）]|[（(][一二三四五六七八九十\d]{{1,3}}[）)]|[①-⑳]|[—–●•·▪◆■★-]{{1,2}})\s*)?(?P<name>[一-龥A-Za-z0-9“”（）()—·/.+]{{4,36}}?(?:工程|项目))[：:]"
    rf"(?=.*(?:{MONEY}|由[^，。；]{{2,30}}?牵头|20\d\d年?\s*[—–~～至-]\s*20\d\d年(?:实施|建设|完成)))"
)
# 03 甲繁育场。建设……，总投资7800万元，由乙公司承建: the title of a numbered item that goes on with what is told of works alone.
ITEM = re.compile(
    rf"^{OPENS}(?<=.)(?P<name>[一-龥A-Za-z0-9“”（）()—·/.+]{{4,36}}?)。(?=.*(?:[，。；](?:计划|估算|预计|规划)?总投资(?:约|为|达)?\d|[，；]建设(?:期|年限|周期|工期)|[，；]由[^，。；]{{2,30}}?(?:承建|投资建设)[。；，]))"
)
BUILT = re.compile(r"[场厂站馆园港库线楼院城街桥路塔所房店坝渠]$")  # what ends a work's name that no known head does
SUBJECT = re.compile(  # 甲中试平台|由乙公司与丙院共建, 丁项目|位于某产业园: what a sentence is about, and that alone
    r"(?:^|[。；：，])\s*(?P<name>[一-龥A-Za-z0-9“”（）()—·/.+]{4,36}?)(?=(?:拟|将|计划)?"
    r"(?:由[^，。；、]{2,40}?(?:投资|建设|承建|实施|运营|开发|共建|合建|组建|筹建)|(?:位于|坐落于?|选址于?|落户)[一-龥]{2}"
    r"|依托[^，。；]{2,30}?(?:建设|共建|组建)|总投资(?:约|为|达)?\d))"
)
NO_NAME = re.compile(
    r"[年月日底末元％%]$|其中|位于|坐落|选址|落户|合计|累计|今年|目前|全[省市区县]|^[到至在以由将对]|的$"
)
TELLING = re.compile(
    "投资|牵头|实施|建|占地|单位|面积|位于|坐落|选址|落户|运营|开发"
)  # without one nothing is told of a work
NO_SUBJECT = re.compile(
    "^(?:该|本[项次]?|此|其|各|每|上述|这|那|我|全[省市区县]|首[个批]|若干|有的|部分|[和与及并也还又就原]|现[有已]|[一二三四五六七八九十]期|\\d)"
    "|的|所|[一-龥]等[一-龥]"
)
WORKS = ("Project", "Platform", "Park")
OTHERS = ("Enterprise", "Department", "Fund", "Policy", "Region", "Institution", "Cluster", "Indicator")
BOX = re.compile(r"\s*专\s?栏\s*[一二三四五六七八九十\d]{1,3}(?:[-—.]\d+)?[：:、.\s]*")


class TitledWorks:
    """Finds them by what is told right behind: a sum, who builds it, where, or its size."""

    def __init__(self, vocabulary: Vocabulary, names: NameFinder) -> None:
        self._vocabulary = vocabulary
        self._names = names

    def find(self, text: str) -> Iterator[Candidate]:
        """The names, whole; a platform or base where its head says so and no sum is told, else a project."""
        if not TELLING.search(text):
            return
        for match in (*WORK.finditer(text), *LINE.finditer(text), *ITEM.finditer(text)):
            name, words = match["name"], self._vocabulary
            head = self._names.head_of(name)
            kind = head[1] if head else ""
            if kind in OTHERS or name[:2] in words.boundaries or NO_NAME.search(name) or not balanced(name):
                continue
            told = match.re is WORK and match["sure"] and (match["number"] or match.start() == 0)
            told = told or (match.re is ITEM and match["number"] and not head and BUILT.search(name))
            if kind not in WORKS and not told:
                continue
            if name in words.generic or covered(name.removesuffix(head[0] if head else ""), words.generic_modifiers):
                continue
            yield Candidate(*match.span("name"), "Platform" if kind == "Platform" else "Project", 2.3, TITLED)
        yield from self._subjects(text)

    def _subjects(self, text: str) -> Iterator[Candidate]:
        """What a sentence or clause begins with and tells the builder or place of, where it ends as a work does."""
        for match in SUBJECT.finditer(text):
            name, words = match["name"], self._vocabulary
            head = self._names.head_of(name)
            if not head or head[1] not in WORKS or len(head[0]) < 2 or not balanced(name):
                continue
            front = name.removesuffix(head[0])
            plain = name in words.generic or covered(front, words.generic_modifiers)
            if plain or name[:2] in words.boundaries or NO_NAME.search(name) or NO_SUBJECT.search(name):
                continue
            yield Candidate(*match.span("name"), head[1], 2.0, TITLED)


def box_title(text: str) -> int:
    """Where the title of a box begins that a line holds (专栏1 重点工程); 0 where it is none."""
    match = BOX.match(text) if len(text) < 50 else None
    return match.end() if match and not text.endswith(("。", "；")) else 0
