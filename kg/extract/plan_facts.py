"""The plan itself as an entity: who issued it, what area it covers, what the document as a whole speaks of."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extract.context import Facts
from kg.extract.document_kind import DocumentKind
from kg.extract.linking import Linker
from kg.extract.sentences.rules import Subjects
from kg.records import Document, Entity, Evidence, Mention, Section
from kg.text.normalize import fold

EXTRACTOR = "metadata"
PERIOD = re.compile(r"[“\"]?(十[一二三四五六七八九]?五)[”\"]?(?:时期)?")
# A title that begins with a park's name: 「云州临江新技术开发区……规划」 is of the park, not of 云州.
OF_PARK = re.compile(
    r"(?!.*?(?:关于|印发|我市|我省|我区|全市|全省|全区|各类|国家级|省级|市级|促进|推动|加快|支持|建设|创建|打造)[^》]{0,10}?(?:开发|高新|经开|工业园))"
    r"[一-龥]{2,12}?(?:开发区|高新区|经开区|工业园区|科学城|科技城|综合保税区)"
)
# A development zone is a park, even where it is all the region that its plan names; 浦东新区 is a district.
ZONE = re.compile(
    r"(?:开发区|高新区|经开区|园区|保税港?区|综保区|自贸区|贸易试验区|贸易区|合作区|示范区|度假区|科学城|科技城)$"
)
DEALT_WITH = re.compile(r"(?:对接|承接|融入|服务|支持|支援|对口|援助?|与|赴|同|参与)[^，。]{0,4}$")
LISTED = re.compile(r"[、和与及]|以及|(?:牵头)?[，,]?(?:会同|联合|商)(?:有关部门、)?")
LED = re.compile(r"会同|联合|商")
DRAFTED = re.compile(r"(?:联合|共同)?(?:牵头(?:编制|起草|制定)|起草了|编制了|印发|发布|制定了)")


class PlanFacts:
    """Facts about the document's own plan."""

    def __init__(
        self, document: Document, kind: DocumentKind, linker: Linker, section_at: Callable[[int], Section]
    ) -> None:
        self._kind = kind
        self._document = document
        self._linker = linker
        self._section_at = section_at

    def read(self, facts: Facts) -> Subjects:
        """States who issued the plan and what it covers; returns who is meant where sentences do not say."""
        title = self._kind.title
        named = self._linker.entity("Policy", title)
        names = tuple(dict.fromkeys((*named.aliases, *other_forms(title))))
        policy = facts.add_entity(replace(named, aliases=names, properties={"document_id": self._document.id}))
        self._issued_by(policy, facts)
        whole = self._whole(policy, facts)
        return Subjects(policy, whole)

    def _issued_by(self, policy: Entity, facts: Facts) -> None:
        for issuer in re.split(r"[、;；|]", self._document.metadata.get("issuer", "")):
            span = find_folded(self._document.text, issuer)
            if len(issuer) >= 3 and span:
                body = facts.add_entity(self._linker.department(issuer))
                bare = body.name != issuer and issuer.endswith(body.name) and "政府" in issuer
                if bare:  # 某市|人民政府办公室: whose government it is, where only its level was read
                    others = (body.name, *(one for one in body.aliases if one != issuer))
                    facts.entities[body.id] = replace(body, name=issuer, aliases=others)
                facts.relate("ISSUED_BY", policy.id, body.id, self._line(span, facts))
        for mention in self._linker.mentions:
            if mention.type != "Department":
                continue
            after = self._document.text[mention.end : mention.end + 12]
            named = [m for m in self._linker.mentions_in(mention.end, mention.end + 90) if m.entity_id == policy.id]
            if named and DRAFTED.match(after):
                for drafter, note in self._drafters(mention):
                    line = self._line((drafter.start, named[0].end), facts)
                    facts.relate("ISSUED_BY", policy.id, drafter.entity_id, line, note=note)

    def _drafters(self, last: Mention) -> Iterator[tuple[Mention, str]]:
        """Who drafted the plan, of the bodies that end with `last`: in 甲会同乙、丙起草了 甲 leads and the others take part."""
        text, bodies = self._document.text, [last]
        line = text.rfind("\n", 0, last.start) + 1
        for body in reversed([m for m in self._linker.mentions_in(line, last.start) if m.type == "Department"]):
            if not LISTED.fullmatch(text[body.end : bodies[0].start]):
                break
            bodies.insert(0, body)
        joints = [text[a.end : b.start] for a, b in pairwise(bodies)]
        led = next((at + 1 for at, joint in enumerate(joints) if LED.search(joint)), len(bodies))
        yield from ((body, "牵头起草" if at < led else "参与起草") for at, body in enumerate(bodies))

    def _whole(self, policy: Entity, facts: Facts) -> Entity | None:
        """What the document is about: a park that its title names, else its region."""
        title = fold(self._kind.title)
        named = [m for m in self._linker.mentions if m.type in ("Park", "Region") and fold(m.text) in title]
        parks = [m for m in named if m.type == "Park" and len(m.text) >= 3 and not _is_to_be(title, fold(m.text))]
        region_name = self._document.metadata.get("region", "") or _alone_in(title, named)
        region = None
        zone = facts.add_entity(self._linker.entity("Park", region_name)) if ZONE.search(region_name) else None
        if region_name and not zone:
            full = next((m for m in named if m.type == "Region" and m.text.endswith(f"（{region_name}）")), None)
            region = facts.entities[full.entity_id] if full else None
            region = region or facts.add_entity(self._linker.entity("Region", region_name))
            span = self._stated(region_name)
            other = bool(parks) and region_name[:2] not in title  # for a park, whoever issued it
            if span and self._kind.is_plan and not OF_PARK.match(title) and not other:
                facts.relate("COVERS", policy.id, region.id, self._line(span, facts))
        if parks:
            return facts.entities[max(parks, key=lambda m: len(m.text)).entity_id]
        if zone:
            return zone
        own = OF_PARK.match(title)
        if own and self._kind.is_plan:
            return facts.add_entity(self._linker.entity("Park", own.group()))
        return region

    def _stated(self, region: str) -> tuple[int, int] | None:
        """Where the text says of what region the plan is: where it names its title, its issuer, else the region."""
        text = self._document.text
        title = self._kind.title
        for name in (title, *re.split(r"[、;；|]", self._document.metadata.get("issuer", ""))):
            span = find_folded(text, name)
            if span and (region in name or region[:-1] in name):
                return span
        named = (
            m for m in self._linker.mentions if m.type == "Region" and m.text == region
        )  # not inside a fund's name
        ours = re.search(rf"[我全本]{region[-1]}(?!名|级)", text)  # 全县, where nothing but the file's name says which
        return next(((m.start, m.end) for m in named), None) or find_folded(text, title) or (ours and ours.span())

    def _line(self, span: tuple[int, int], facts: Facts) -> Evidence:
        text = self._document.text
        start = text.rfind("\n", 0, span[0]) + 1
        end = text.find("\n", span[1])
        end = len(text) if end < 0 else end
        if end - start > 300:
            start, end = span
        return facts.quote(start, end, self._section_at(span[0]), EXTRACTOR)


def _alone_in(title: str, named: Sequence[Mention]) -> str:
    """The one region that a title names behind its front (数智云州建设工作要点); '' where it is only dealt with."""
    regions = {m.text for m in named if m.type == "Region"}
    name = regions.pop() if len(regions) == 1 else ""
    return "" if not name or DEALT_WITH.search(title[: title.index(fold(name))]) else name


def _is_to_be(title: str, park: str) -> bool:
    """Whether a title says what a place is to become: 「关于云州打造先进制造业基地的意见」 is about 云州."""
    return bool(re.search(r"(?:打造|建成|争创|创建|建设成为)[^，。]{0,8}$", title[: title.index(park)]))


def other_forms(title: str) -> list[str]:
    """The title as others write it: the plan period with and without its quotation marks and 时期."""
    plain = PERIOD.sub(r"\1", title)
    return [form for form in (plain, PERIOD.sub(r"“\1”时期", title)) if form != title]


def find_folded(text: str, name: str) -> tuple[int, int] | None:
    """Where a name stands in a text, blanks and line breaks inside it allowed; None where it does not."""
    plain = "".join(name.split())
    if not plain:
        return None
    match = re.search(r"\s*".join(map(re.escape, plain)), text)
    return match.span() if match else None
