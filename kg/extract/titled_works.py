"""Works that a line, or a member of a list, opens with as with a title: 「1.甲交易市场。由乙公司建设，总投资3亿元」."""

import re
from collections.abc import Iterator

from kg.extract.candidates import TITLED, Candidate
from kg.extract.fronts import covered
from kg.extract.names import NameFinder, balanced
from kg.extract.vocabulary import Vocabulary

OPENS = r"(?:^|[：；])\s*(?P<number>(?:\d{1,3}[.．、)）]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳]|[—–●•·▪◆■★-]{1,2}|项目[一二三四五六七八九十\d]{1,2}：)?)\s*"
MONEY = r"(?:计划|估算|预计|概算|规划|项目)*(?:总投资|投资(?:总?额|规模)?(?:约|为|达)?\d)"
TOLD = (
    r"(?:建设|项目|实施|投资|业主|承建|依托|责任)(?:单位|主体|地点|内容|规模|性质|年限|周期|工期|地址|业主)|(?:项目)?选址|项目位于"
    r"|由[^，。；]{2,30}?(?:投资|建设|承建|实施|运营|开发)"
)
WORK = re.compile(
    rf"{OPENS}(?P<name>[一-龥A-Za-z0-9“”（）()—·/.+]{{4,36}}?)"
    rf"(?:(?P<sure>[。：，](?:{TOLD})|[。：](?:总|规划|项目)?建筑面积(?:约|为|达)?\d)|[。：，（](?:{MONEY})|[：。]由[^，。；]{{2,30}}?(?:牵头|组建|筹建|共建)(?=[，。；建组])|，(?:规划)?占地(?:面积)?\d)"
)
NO_NAME = re.compile(r"[年月日底末元％%]$|其中|合计|累计|今年|目前|全[省市区县]|^[到至在以由将对]|的$")
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
        if (
            "投资" not in text
            and "建设" not in text
            and "占地" not in text
            and "单位" not in text
            and "面积" not in text
            and "建" not in text
        ):
            return
        for match in WORK.finditer(text):
            name, words = match["name"], self._vocabulary
            head = self._names.head_of(name)
            kind = head[1] if head else ""
            if kind in OTHERS or name[:2] in words.boundaries or NO_NAME.search(name) or not balanced(name):
                continue
            told = match["sure"] and (match["number"] or match.start() == 0)
            if kind not in WORKS and not told:
                continue
            if name in words.generic or covered(name.removesuffix(head[0] if head else ""), words.generic_modifiers):
                continue
            yield Candidate(*match.span("name"), "Platform" if kind == "Platform" else "Project", 2.3, TITLED)


def box_title(text: str) -> int:
    """Where the title of a box begins that a line holds (专栏1 重点工程); 0 where it is none."""
    match = BOX.match(text) if len(text) < 50 else None
    return match.end() if match and not text.endswith(("。", "；")) else 0
