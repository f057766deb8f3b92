"""Mentions of one document → its entities; makes the entities that tables and notes speak of."""

import bisect
import re
from collections.abc import Mapping

from kg.extract.context import Facts
from kg.extract.names.bodies import Bodies
from kg.extract.names.body_items import BodyItem
from kg.extract.names.identity import NO_SCOPE, Place, Scope, identify, region_name
from kg.ids import make_id
from kg.records import Cell, Document, Entity, Mention, Value
from kg.text.normalize import fold
from kg.text.sentences import iter_sentences

EXTRACTOR = "table/1"
ORGANISATION = re.compile(
    r"[^、，,；;\n]*?(?:股份有限公司|有限责任公司|有限公司|集团公司|公司|(?:研究院|研究所|大学|学院|医院|中心|集团|委员会|政府|局)(?![^、，,；;\n（）()]{0,8}(?:公司|研究院|研究所|大学|学院|医院|中心)))(?:[（(][^（）()]{1,12}[）)])?"
)
SEATS = ("政府", "管委会", "管理委员会", "局", "街道", "街道办", "街道办事处")
BARE = 2  # characters of an industry's name that is a common word without 产业
TAILS = ("产业", "行业", "业")
CLUSTERS = ("产业集群", "集群", "联盟", "联合体", "产业带")
BEHIND_NAME = re.compile(r"为(?:契机|抓手|主题|主导|核心|载体|依托|支撑)$")
ROLE_KIND = {
    "park": "Park",
    "enterprise": "Enterprise",
    "region": "Region",
    "industry": "Industry",
    "sector": "Industry",
    "trade": "Industry",
    "cluster": "Cluster",
    "platform": "Platform",
    "project": "Project",
}


class Linker:
    """Knows the mentions of one document by place, and gives every name its entity."""

    def __init__(self, document: Document, place: Place, bodies: Bodies, scope: Scope = NO_SCOPE) -> None:
        self.document = document
        self.place = place
        self._scope = scope
        self._bodies = bodies
        self._mentions: list[Mention] = []
        self._starts: list[int] = []
        self._kinds: dict[str, str] = {}
        self._aliases: dict[tuple[str, str], str] = {}

    def declare(self, aliases: Mapping[tuple[str, str], str]) -> None:
        """Takes the short names that the document itself defines: (class, short) → full name."""
        self._aliases.update(aliases)

    def place_mentions(self, mentions: list[Mention], facts: Facts) -> list[Mention]:
        """Links mentions, in order of their start; returns them with entity ids and keeps them for look-ups."""
        linked = []
        trades = {mention.text: mention.name or mention.text for mention in mentions if mention.type == "Industry"}
        for mention in sorted(mentions, key=lambda m: m.start):
            name = plain_name(mention.name or mention.text)
            if mention.type == "Industry" and len(name) == BARE:  # 甲、都市等传统产业: 都市产业 elsewhere
                name = next((trades[f"{name}{tail}"] for tail in TAILS if f"{name}{tail}" in trades), name)
            if mention.type == "Region":
                name = region_name(mention.text, name, self.place)
            alias = mention.text if plain_name(mention.text) == mention.text else ""
            entity = facts.add_entity(self.entity(mention.type, name, alias=alias))
            linked.append(
                Mention(
                    mention.start, mention.end, mention.text, mention.type, mention.extractor, mention.name, entity.id
                )
            )
            self._kinds.setdefault(fold(mention.text), mention.type)
        self._mentions = list(linked)
        self._starts = [mention.start for mention in linked]
        return linked

    @property
    def mentions(self) -> list[Mention]:
        """All mentions placed so far, in order; a later one does not change the list."""
        return list(self._mentions)

    def mention(self, start: int, end: int, text: str, entity: Entity) -> None:
        """Adds a mention that a table or note tells; what stood on the same characters gives way."""
        if end <= start:
            return
        left = bisect.bisect_left(self._starts, start)
        if left and self._mentions[left - 1].end > start:  # mentions never overlap, so one at most reaches in
            left -= 1
        right = bisect.bisect_left(self._starts, end)
        self._mentions[left:right] = [Mention(start, end, text, entity.type, EXTRACTOR, entity.name, entity.id)]
        self._starts[left:right] = [start]

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """The mentions inside a span."""
        left = bisect.bisect_left(self._starts, start)
        right = bisect.bisect_left(self._starts, end)
        return [mention for mention in self._mentions[left:right] if mention.end <= end]

    def entity(self, kind: str, name: str, *, alias: str = "") -> Entity:
        """The entity of a name; a short name that the document defines stands for its full one."""
        full = self._aliases.get((kind, fold(name)), name)
        identity = identify(kind, full, self.place, self._bodies, scope=self._scope)
        plates = self._bodies.plates(full) if kind == "Department" else ()
        others = (name, alias, *(plate for plate in plates if self._bodies.take_apart(plate)))
        names = tuple(dict.fromkeys(one for one in others if one and one != full))
        return Entity(identity.id, kind, full, names, identity.region, identity.level)

    def department(self, name: str, *, short: str = "") -> Entity:
        """The body of a responsibility cell, whatever its name looks like there (a park, a town, an office)."""
        return self.entity("Department", "".join(name.split()), alias="".join(short.split()))

    def body(self, item: BodyItem, place: int, facts: Facts) -> Entity:
        """The body of a member of a list that begins at `place`, with its mention."""
        body = facts.add_entity(self.department(item.name, short=item.other))
        self.mention(place + item.start, place + item.end, item.text, body)
        return body

    def organisations(self, text: str) -> list[tuple[int, int, str]]:
        """The builders named in a cell: split at marks, and where one company's name ends and the next begins."""
        found = [(m.start(), m.end(), m.group()) for m in ORGANISATION.finditer(text) if len(m.group().strip()) > 2]
        if found:
            return [(s + len(t) - len(t.lstrip()), e, t.strip()) for s, e, t in found]
        plain = text.strip()
        return [(text.find(plain), text.find(plain) + len(plain), plain)] if 2 <= len(plain) <= 40 else []

    def organisation(self, name: str) -> Entity:
        """An enterprise, institution or body by its name."""
        kind = self._kinds.get(fold(name))
        if kind not in ("Enterprise", "Institution", "Department"):
            institution = re.search(r"(?:大学|学院|研究院|研究所|医院|学校|科学院|协会|学会)$", name)
            body = self._bodies.take_apart(name) or name.endswith(SEATS)
            kind = "Institution" if institution else "Department" if body else "Enterprise"
        return self.entity(kind, "".join(name.split()))

    def project(self, text: str, properties: Mapping[str, str]) -> Entity:
        """A project of a table row."""
        name = "".join(text.split())
        entity = self.entity("Project", name)
        kept = {key: value for key, value in properties.items() if value}
        return Entity(
            entity.id, "Project", entity.name, entity.aliases, properties={**kept, "document_id": self.document.id}
        )

    def task(
        self, text: str, *, number: str = "", group: str = "", deadline: str = "", matter: str = "", start: int = 0
    ) -> Entity:
        """A task: its name is the text's first sentence; the same words at another place are another task."""
        plain = " ".join(text.split())
        first = next(iter(iter_sentences(plain)), (0, len(plain)))
        name = plain[first[0] : first[1]].strip().rstrip("。；;.，,")
        aliases = (plain.rstrip("。；;"),) if plain.rstrip("。；;") != name else ()
        properties: dict[str, Value] = {
            "number": number,
            "group_name": group,
            "deadline": deadline,
            "document_id": self.document.id,
            "order_index": start,
        }
        if matter:
            properties["matter"] = matter
        return Entity(
            make_id("task", self.document.id, number, fold(plain), start), "Task", name, aliases, properties=properties
        )

    def kind_of(self, name: str) -> str:
        """The class under which the document names a thing; '' where it does not."""
        return self._kinds.get(fold(name), "")

    def thing(self, cell: Cell, facts: Facts, role: str) -> Entity | None:
        """What a row of a table of figures is about: a name in its cell, else by the column's meaning; else None."""
        if role == "cluster":
            return self.cluster(cell, facts)
        inside = self.mentions_in(cell.start, cell.end)
        if inside and inside[0].text == cell.text.strip() and inside[0].entity_id in facts.entities:
            return facts.entities[inside[0].entity_id]
        name = "".join(cell.text.split())
        kind = ROLE_KIND.get(role) or self.kind_of(name)
        if not kind:
            return None
        entity = facts.add_entity(self.entity(kind, name))
        self.mention(cell.start, cell.end, cell.text, entity)
        return entity

    def cluster(self, cell: Cell, facts: Facts) -> Entity:
        """The cluster of a cell under such a header, which often tells its trade alone: 高端装备."""
        trade = "".join(cell.text.split())
        named = [trade] if trade.endswith(CLUSTERS) else [f"{trade}{end}" for end in CLUSTERS[:2]]
        name = next((one for one in named if self.kind_of(one) == "Cluster"), named[-1])
        entity = facts.add_entity(self.entity("Cluster", name))
        self.mention(cell.start, cell.end, cell.text, entity)
        return entity


def plain_name(text: str) -> str:
    """A name without the words of its sentence that a finder took along; never shorter than two characters."""
    plain = BEHIND_NAME.sub("", text)
    return plain if len(plain) >= 2 else text
