"""Facts that names themselves state: what stands in front of a longer name is its place, its maker or its whole."""

import re
from collections.abc import Iterator, Mapping

from kg.extract.context import Facts, Sentence
from kg.records import Entity, Mention
from kg.text.normalize import fold

EXTRACTOR = "name"
TRADE = re.compile(r"(?:股份有限公司|有限责任公司|有限公司|集团|药业|制药|生物|科技|重工|汽车|股份)+$")
THEMED = re.compile(r"(?:产业园|科技园|产业基地|科技园区|产业园区|特色园|小镇)$")
SHORTEST_FIRM = 3  # 北京汽车 without its trade is a city, not a firm
TOWN = re.compile(r"^([一-龥]{2,6}?(?:镇|乡|街道|省|市|区|县))(?=[一-龥]{4,})")
# (class of the longer name, class of what it begins with) → relation and direction
PREFIXES: Mapping[tuple[str, str], tuple[str, bool]] = {
    ("Platform", "Institution"): ("BUILDS", False),
    ("Platform", "Enterprise"): ("BUILDS", False),
    ("Project", "Enterprise"): ("BUILDS", False),
    ("Project", "Institution"): ("BUILDS", False),
    ("Platform", "Park"): ("LOCATED_IN", True),
    ("Project", "Park"): ("LOCATED_IN", True),
    ("Park", "Park"): ("PART_OF", True),
    ("Park", "Region"): ("LOCATED_IN", True),
    ("Institution", "Region"): ("LOCATED_IN", True),
    ("Policy", "Region"): ("COVERS", True),
}


class NameFacts:
    """Compares each name of a document with the shorter names it begins with."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self._prefixes: dict[str, list[tuple[str, Entity]]] = {}
        self._industries: list[tuple[str, Entity]] = []
        for entity in entities.values():
            if entity.type == "Industry":
                self._industries.extend(
                    (re.sub("(?:产业|行业)$", "", fold(n)), entity) for n in (entity.name, *entity.aliases)
                )
            elif entity.type in {kind for _, kind in PREFIXES}:
                for name in dict.fromkeys((entity.name, *entity.aliases)):
                    self._add(name, entity)
        self._industries.sort(key=lambda item: -len(item[0]))

    def _add(self, name: str, entity: Entity) -> None:
        names = {fold(name)}
        if entity.type == "Enterprise":
            bare = fold(TRADE.sub("", name))
            names.update({bare} if len(bare) >= SHORTEST_FIRM else ())
        for one in names:
            if len(one) >= 2:
                self._prefixes.setdefault(one[:2], []).append((one, entity))

    def read(self, sentence: Sentence, facts: Facts) -> None:
        """States what the names of a sentence say."""
        for mention in sentence.mentions:
            evidence = facts.of_sentence(sentence, EXTRACTOR)
            for relation, subject_id, object_id in self._of(mention, facts):
                facts.relate(relation, subject_id, object_id, evidence)

    def _of(self, mention: Mention, facts: Facts) -> Iterator[tuple[str, str, str]]:
        name = fold(mention.text)
        if mention.type == "Cluster":
            industry = next((e for core, e in self._industries if len(core) >= 2 and core in name), None)
            if industry:
                yield "IN_INDUSTRY", mention.entity_id, industry.id
        if mention.type == "Park" and THEMED.search(name):
            core = THEMED.sub("", name)
            industry = next((e for word, e in self._industries if len(word) >= 3 and core.endswith(word)), None)
            if industry:
                yield "FOCUSES_ON", mention.entity_id, industry.id
        for kind in ("Park", "Region", "Institution", "Enterprise"):
            rule = PREFIXES.get((mention.type, kind))
            if rule is None:
                continue
            best = self._longest(name, kind, mention.entity_id)
            if best:
                relation, forward = rule
                yield (relation, mention.entity_id, best.id) if forward else (relation, best.id, mention.entity_id)
                if kind == "Park":
                    return

    def _longest(self, name: str, kind: str, own: str) -> Entity | None:
        found = [
            (prefix, entity)
            for prefix, entity in self._prefixes.get(name[:2], ())
            if entity.type == kind and entity.id != own and name.startswith(prefix) and len(name) - len(prefix) >= 2
        ]
        return max(found, key=lambda item: len(item[0]))[1] if found else None


def town_in(name: str) -> str:
    """The town, district or city that a park's name begins with; '' where it begins with none."""
    match = TOWN.match(name)
    return match.group(1) if match else ""
