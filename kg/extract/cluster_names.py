"""The industry that a cluster's name says it is of: 集成电路 of 云州市集成电路产业集群."""

import re
from collections.abc import Iterable
from functools import cache

from kg.gazetteer import GazetteerEntry, load_gazetteer
from kg.text.normalize import fold

LONGEST_TRADE = 16
SAID = re.compile(
    r"^(?:打造|建设|发展|培育|推进|推动|加快|聚焦|围绕|重点|形成|构建|做强|做大|依托|支持|以)|[，。；]|的"
)  # a sentence, no name

NAMED = re.compile(r"(?P<theme>[^“”]{2,20}?)(?<!业)(?:创新型)?(?:产业)?集群")
KIND = re.compile(r"(?:加工|制造)?(?:产业|业|制造)?$")  # 集成电路制造 is made of 集成电路
MEASURED = re.compile(r"(?P<cluster>[^“”，、和与及]{2,16}?集群)的?(?:总?产值|产业规模|规模|总量|营业收入|营收|增加值)")
PLACE = frozenset("省市区县州盟旗镇园城")  # what ends a place's name in front of the trade
SHORTEST = 3  # characters: 生物, 汽车 end too many other words


class ClusterNames:
    """Finds the known industry that is all of a cluster's name but for its place; other words are no industry."""

    def __init__(self, entries: Iterable[GazetteerEntry]) -> None:
        self._known = {fold(name) for entry in entries if entry.type == "Industry" for name in entry.names}

    def trade_in(self, name: str) -> str:
        """The industry of a cluster's name; '' where there is none."""
        match = NAMED.fullmatch(fold(name))
        for theme in dict.fromkeys((match["theme"], KIND.sub("", match["theme"])) if match else ()):
            starts = (i for i in range(len(theme) - SHORTEST + 1) if i == 0 or theme[i - 1] in PLACE)
            known = next((theme[start:] for start in starts if theme[start:] in self._known), "")
            if known:
                return known
        return ""

    def measured_in(self, name: str) -> str:
        """The cluster of a known industry with which an indicator's name begins: 新能源汽车产业集群|产值; '' else."""
        found = MEASURED.match(name)
        return found["cluster"] if found and self.trade_in(found["cluster"]) else ""


@cache
def cluster_names() -> ClusterNames:
    """With the industries of the gazetteers, read once a process."""
    return ClusterNames(load_gazetteer())


def cluster_trade(text: str, region: str = "") -> str:
    """The trade that a cluster's name tells, without the plan's own region in front: 高端装备产业集群 → 高端装备; '' for none."""
    for name in (region, region[:-1]) if len(region) > 2 else ():
        text = text.strip().removeprefix(name)
    plain = re.sub(r"(?:先进制造业|产业|特色|创新型)*(?:集群|联盟|联合体|产业带)$", "", "".join(text.split()))
    return plain if 2 <= len(plain) <= LONGEST_TRADE and not SAID.search(plain) else ""
