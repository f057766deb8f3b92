"""Facts that names themselves state: what stands in front of a longer name is its place, its maker or its whole."""

import re
from collections.abc import Iterator, Mapping

from kg.extract.context import Facts, Sentence
from kg.extract.names.places import national_places
from kg.extract.sentences.trades import CLUSTER
from kg.records import Entity, Mention
from kg.text.normalize import fold

EXTRACTOR = "name"
TRADE = re.compile(r"(?:股份有限公司|有限责任公司|有限公司|集团|药业|制药|生物|科技|重工|汽车|股份)+$")
BUILT = re.compile(
    r"建设|建成|共建|新建|在建|兴建|组建|打造|开工|动工|投产|投用|项目|启动|启用|落地|落户|选址|设立|成立|筹建|运营"
)
DOING = re.compile(r"(?:共建|合作|联合|建设|参与|牵头|等|与|和|及)")  # 甲大学共建乙中心 is no name
SHORTEST_FIRM = 3  # 北京汽车 without its trade is a city, not a firm
NO_DISTRICT = "".join(
    f"(?<!{word})" for word in ("高新", "经开", "开发", "商务", "保税", "园", "试验", "示范", "合作", "功能")
)
TOWN = re.compile(
    rf"^([一-龥]{{2,6}}?(?:镇|乡|街道|省|市|{NO_DISTRICT}区|县)(?!级)|[^该我各本全多外跨县]县)(?=[一-龥]{{4,}})"
)
# What makes a park's longer name that of a part of it: 东区, A区, 某某园; 组团 or 特色园 behind a name are no other place.
PART = re.compile(
    r"(?:(?:[A-Z]|[东西南北中]|核心|拓展|辐射|起步|先行|启动)[区园]|[一二三四五]期|(?!.*(?:产业|特色|科技|领先|创新)园)[一-龥]{1,3}园"
    r"|(?!特色|世界|领先|专业|现代|高端|高品质|合作|共建|一流|科技园|产业园)[一-龥]{2,8}(?:产业园|科技园|工业园|物流园|智造园|创新园|片区|组团|小镇|分园))"
)
PART_FINDER = "parts/"
MAKER = re.compile(r"^([一-龥]{2,16}(?:大学|学院|研究院|研究所|医院))(?!的)(?=[一-龥]{3,})")
FIRM = re.compile(r"^([一-龥（）()]{4,26}?(?:股份有限公司|有限责任公司|有限公司))(?!的)(?=[一-龥\d]{3,})")
PAPER = re.compile(r"(?:[日晚早周]报|周刊|杂志|证明|证书)$")  # named after a place, covering none
OTHERS = re.compile(r"宿舍|公寓|食堂")  # behind an institution's name: a house for its people, whoever builds it
# Behind a city's stem: goods and a place to make or sell them; a zone of that city (苏州工业园区) is there.
BRANDED = re.compile(
    r"(?!国家|国际|经济|高新|工业园|科技|软件|综合|出口|保税|自由|自贸|大学|空港|临空|新区|科学)[一-龥]{2,6}(?:加工|贸易|批发|商贸|制造|生产|物流|产业|电商|承接)(?:产业)?(?:园|园区|城|基地|集聚区)"
)
LEVELLED = ("省", "市", "区", "县", "州", "盟", "旗", "镇", "乡")
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
    ("Policy", "Region"): ("COVERS", True),
}


class NameFacts:
    """Compares each name of a document with the shorter names it begins with."""

    def __init__(self, entities: Mapping[str, Entity], home: str = "") -> None:
        self._home = home  # the region that the document speaks for
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
            for relation, subject_id, object_id in self._of(mention):
                if relation == "BUILDS" and not BUILT.search(sentence.text):
                    continue  # a hall named after its owner: nobody says who built it
                facts.relate(relation, subject_id, object_id, evidence)

    def _of(self, mention: Mention) -> Iterator[tuple[str, str, str]]:
        part = mention.extractor.startswith(PART_FINDER)  # 东区 under a park's title
        name = fold(mention.name if part else mention.text)
        if mention.type == "Cluster":
            theme = CLUSTER.sub("", name)
            industry = next((e for core, e in self._industries if len(core) >= 2 and theme.endswith(core)), None)
            if industry:
                yield "IN_INDUSTRY", mention.entity_id, industry.id
        park, _ = self._longest(name, "Park", mention.entity_id)
        for kind in ("Park", "Region", "Institution", "Enterprise"):
            if mention.type == "Policy" and park:
                return  # a park's own plan: whatever region the park's name begins with
            rule = PREFIXES.get((mention.type, kind))
            if rule is None:
                continue
            best, rest = self._longest(name, kind, mention.entity_id)
            if (mention.type, kind) == ("Park", "Region") and self._is_only_a_brand(name, rest, best):
                continue
            if best and self._says(mention.type, kind, rest):
                relation, forward = rule
                yield (relation, mention.entity_id, best.id) if forward else (relation, best.id, mention.entity_id)
                if kind == "Park":
                    return

    def _says(self, longer: str, shorter: str, rest: str) -> bool:
        """Whether a name with these words behind a shorter one is a statement about the two."""
        if (longer, shorter) == ("Park", "Park"):
            return bool(PART.fullmatch(rest))
        if longer == "Policy":
            return not PAPER.search(rest)
        if DOING.match(rest) or rest.startswith("之"):
            return False
        if (longer, shorter) == ("Platform", "Park"):
            return not rest.endswith("论坛")  # named after a place, held wherever
        return shorter != "Institution" or not OTHERS.search(rest)

    def _is_only_a_brand(self, name: str, rest: str, region: Entity | None) -> bool:
        """Whether another city's bare name says only what kind of goods a park is for: 义乌小商品加工园 of some county."""
        stem = name.removesuffix(rest)
        far = region is not None and self._home != "" and not national_places().nested(self._home, region.name)
        return far and bool(BRANDED.fullmatch(rest)) and not stem.endswith(LEVELLED)

    def _longest(self, name: str, kind: str, own: str) -> tuple[Entity | None, str]:
        """The longest name of a class that a name begins with, and what stands behind; of regions the innermost."""
        found = [
            (prefix, entity)
            for prefix, entity in self._prefixes.get(name[:2], ())
            if entity.type == kind and entity.id != own and name.startswith(prefix) and len(name) - len(prefix) >= 2
        ]
        if not found:
            return None, ""
        prefix, entity = max(found, key=lambda item: len(item[0]))
        rest = name[len(prefix) :]
        inner = self._longest(rest, kind, own) if kind == "Region" else (None, "")
        return inner if inner[0] else (entity, rest)


def is_part(inner: str, outer: str) -> bool:
    """Whether a park's name is another's with the words for a part of it behind (湖东园 and 湖东园A区)."""
    return inner.startswith(outer) and bool(PART.fullmatch(inner.removeprefix(outer)))


def maker_in(name: str) -> tuple[str, str]:
    """The class and name of the institution or firm that a platform's or project's name begins with, all of it.

    某大学口腔医院 of 某大学口腔医院医学中心, 某某有限公司 of 某某有限公司年产1万吨建材项目.
    """
    for kind, pattern in (("Institution", MAKER), ("Enterprise", FIRM)):
        match = pattern.match(name)
        if match:
            return kind, match.group(1)
    return "", ""


def town_in(name: str) -> str:
    """The town, district or city that a park's name begins with; '' where it begins with none."""
    match = TOWN.match(name)
    return match.group(1) if match else ""
