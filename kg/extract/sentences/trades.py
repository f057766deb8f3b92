"""The industry that a name stands for: an industry's own, or the one inside the name of a cluster or park."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kg.extract.context import Facts, Sentence
from kg.records import Entity, Mention
from kg.text.normalize import fold

CLUSTER = re.compile(r"(?:特色|先进|科技|技术|创新|发展|产业|战略|合作)*(?:集群|联盟|共同体|联合体|协会)$")
BARE_CLUSTER = re.compile(r"集群$")
SHORTEST = 3  # characters of an industry's name that may be looked for inside other names
BASKET = re.compile(r"(?:特色|主导|支柱|优势|重点)?(?:产业|行业|业)$")

VAGUE = re.compile(r"若干|一批|各类")  # 若干特色产业 names none
# A heading about a thing of the industry is no heading of the industry: 「设立绿色科技产业发展基金」.
OF_IT = re.compile(
    r"(?:产业|领域|行业)?(?:发展)?(?:基金|资金|园|基地|中心|平台|企业|人才|项目|大会|机制|成果|为主|博览会|展会|论坛|峰会|示范区|试验区)"
    r"|[一-龥]{0,10}(?:训练场|测试场|试验场|实验室|创新中心|大厦|赛事|场景)(?=[。：:\n]|$)"
)
# 加快产业数字化转型: what is done to industries of all kinds, and none of them.
PROCESS = re.compile(
    r"(?:产业|工业|企业|制造业|服务业|农业)(?:数字化|智能化|绿色化|高端化|融合化|集群化|低碳化)|转型升级$|改造升级$|技术改造$"
)
APPLIED = re.compile(r"[+＋]")  # 「人工智能+工业」: neither is a part of the other


@dataclass(frozen=True)
class Trade:
    """An industry by its entity, and its name without 产业 and the like."""

    entity_id: str
    core: str


def trade_of(mention: Mention, facts: Facts) -> Trade | None:
    """The industry that an industry's or a cluster's name stands for."""
    if mention.type == "Industry":
        return Trade(mention.entity_id, core_of(mention.text))
    found = trade_inside(mention.text, facts.entities)
    return Trade(found.id, core_of(found.name)) if found else None


def trades_of(sentence: Sentence, facts: Facts) -> Iterator[Mention]:
    """The industries that a sentence names, those that it names as clusters (承载甲、乙集群) with them."""
    for mention in sentence.of("Industry", "Cluster"):
        plain = mention.type == "Industry"
        known = mention if plain else of_cluster(mention, facts) if BARE_CLUSTER.search(mention.text) else None
        if known:
            yield known


def trade_inside(name: str, entities: Mapping[str, Entity]) -> Entity | None:
    """The industry with the longest name that stands inside another name (智能制造产业园)."""
    plain, best, longest = fold(name), None, SHORTEST - 1
    for entity in entities.values():
        for one in (entity.name, *entity.aliases) if entity.type == "Industry" else ():
            core = core_of(one)
            if len(core) > longest and core in plain:
                best, longest = entity, len(core)
    return best


def core_of(name: str) -> str:
    """A name without what makes no other industry of it."""
    return BASKET.sub("", fold(name))


def heading_industry(sentence: Sentence, facts: Facts) -> Mention | None:
    """The one industry of the nearest heading that names any; None where that heading names several."""
    text = facts.document.text
    if PROCESS.search(sentence.section.heading) or any(PROCESS.search(one) for one in sentence.section.path[:1]):
        return None
    above = (of_cluster(m, facts) if m.type == "Cluster" else m for m in sentence.heading_mentions)
    named = [m for m in above if m and m.type == "Industry" and not VAGUE.search(m.text)]
    if any(APPLIED.search(text, m.start, m.end + 2) for m in named):
        return None
    found = [m for m in named if not OF_IT.match(text[m.end : m.end + 16])]
    line = {m.entity_id for m in found if not re.search("[\n。]", _stretch(text, found[0], m))}
    return found[0] if len(line) == 1 else None


def of_cluster(cluster: Mention, facts: Facts) -> Mention | None:
    """The industry at the end of a cluster's name as if the heading named it: 「1.打造装备制造产业集群」."""
    theme = CLUSTER.sub("", fold(cluster.text))
    trade = trade_inside(theme, facts.entities)
    if trade is None or not theme.endswith(core_of(trade.name)):
        return None
    return replace(cluster, type="Industry", entity_id=trade.id, text=trade.name)


def _stretch(text: str, one: Mention, other: Mention) -> str:
    """The text from the first of two mentions to the end of the last."""
    return text[min(one.start, other.start) : max(one.end, other.end)]
