"""Whose industries a clause names: the park that the clause beside it brings up goes before the sentence's own place."""

import re
from collections.abc import Sequence

from kg.extract.context import Facts, Sentence
from kg.extract.sentences.owners import NUMBERING, Owner, find_owner
from kg.extract.sentences.rules import CLAUSE_MARKS, head_of, tail_of
from kg.records import Mention

MAKES = r"(?:打造|建设|培育|创建|规划建设|新建|建成|规划)"
# 打造乙园，重点发展甲: the park's own industries.
MADE = re.compile(rf"{MAKES}(?:[^，。；、]{{0,8}})[“\"]?$")
THEN = re.compile(r"(?:[，,])(?:重点|大力|主要|着力|积极|集中|优先)*(?:发展|主攻|主导|聚焦|引进|布局|培育|承接|突出)")
# 围绕甲，打造乙园: the park's as well; not 发展甲，建设乙园, two things that the plan's area does.
FOR_PARK = re.compile(r"(?:围绕|聚焦|突出|瞄准|主打)[^，。；]*$")
AIM = re.compile(
    rf"(?:、[^，。；、]{{2,8}}){{0,6}}(?:等[^，。；、]{{0,8}})?(?:产业|领域|行业|方向|特色)*，[^，。；、]{{0,6}}?{MAKES}(?P<what>[^，。；]*)"
)
AREA = re.compile(r"[^，。；、的]{2,14}(?:圈|带|片区|走廊|组团|板块|功能区)$")
PLACE_TITLE = re.compile(  # 「2.临山发展区」
    rf"{NUMBERING}(?!.*(?:建设|发展|打造|推进|培育|优化|布局|格局|提升|加快|全|各|重点|特色))[一-龥]{{2,8}}(?:新城|发展区|科创区|片区|组团|开发区|新区|镇|乡|街道)[。：:]?"
)
OPEN_AREA = re.compile(rf"{NUMBERING}[一-龥]{{2,10}}(?:轴|带|片区|组团|板块|圈|走廊|新城)(?:[，：:。]|——)")
SHORT = re.compile(r"([一-龥]{2,3}?)(?:将|要)?(?:重点|主要|着力|大力|积极)?(?:布局|发展|聚焦|培育)")
SAME_VERB = re.compile(r"(加快|推进|推动|加强|促进|持续|积极)")
# A clause that is nothing but a kind of place: 「高新技术产业开发区，重点发展……」.
KIND = re.compile(
    r"(?:^|[；;。，])(?!全|园区，|该|各|本)[一-龥　]{0,10}(?:开发区|高新区|新区|片区|组团|镇|乡|街道)[，：:]$"
)


def focus_owner(sentence: Sentence, group: Sequence[Mention], whole_id: str, facts: Facts) -> Owner:
    """The park that a neighbouring clause makes, else whom the sentence is about; nobody where that has no entity."""
    first, last = group[0], group[-1]
    aim = AIM.match(sentence.text[last.end - sentence.start :]) if FOR_PARK.search(head_of(sentence, first)) else None
    if aim:
        end = last.end + aim.end()
        parks = [m for m in sentence.of("Park") if last.end < m.start and m.end == end]
        if parks:
            return Owner((parks[0].entity_id,), "direct")
        if AREA.match(aim["what"]) and any(last.end < m.start < end for m in sentence.of("Region")):
            return Owner((), "direct")
    made = _made_before(sentence, first)
    if made:
        return Owner((made.entity_id,), "direct")
    short = _by_its_short_name(sentence, first, facts)
    if short:
        return Owner((short,), "direct")
    owner = find_owner(sentence, first.start, whole_id)
    if owner.basis == "heading" and (
        _opens_with_a_kind(sentence, first)
        or _under_a_stranger(sentence)
        or _after_a_stranger(sentence, facts.document.text)
    ):
        return Owner((), "direct")
    beside = owner.basis == "direct" and _is_beside(sentence, owner, first)
    return Owner((whole_id,) if whole_id else (), "heading") if beside else owner


def _by_its_short_name(sentence: Sentence, industry: Mention, facts: Facts) -> str:
    """The region with whose short name the clause opens where only a verb tells it: 「云溪重点发展甲」 beside 云溪县."""
    opening = SHORT.match(head_of(sentence, industry))
    if not opening:
        return ""
    regions = (one for one in facts.entities.values() if one.type == "Region")
    fits = [one.id for one in regions if any(n[:-1] == opening[1] or n == opening[1] for n in (one.name, *one.aliases))]
    return fits[0] if len(fits) == 1 else ""


def _made_before(sentence: Sentence, industry: Mention) -> Mention | None:
    """The park of the clause before: 「培育乙园，重点发展甲」."""
    for park in reversed(sentence.of("Park")):
        if park.end > industry.start:
            continue
        rest = sentence.text[park.end - sentence.start : industry.start - sentence.start]
        alone = THEN.match(rest) and not CLAUSE_MARKS.search(rest[1:])
        return park if alone and MADE.search(head_of(sentence, park)) else None
    return None


def _is_beside(sentence: Sentence, owner: Owner, industry: Mention) -> bool:
    """Whether a park is only another thing to push forward: 「加快乙园建设，加快打造甲产业集群」."""
    own = SAME_VERB.match(head_of(sentence, industry))
    for park in sentence.of("Park"):
        if own and park.entity_id in owner.entity_ids and park.end <= industry.start:
            head, tail = head_of(sentence, park), tail_of(sentence, park)
            return head.startswith(own[1]) and tail.startswith("建设") and len(tail) <= 6
    return False


def _under_a_stranger(sentence: Sentence) -> bool:
    """Whether the heading is the name of a place that is no entity: what stands below is not about the plan's area."""
    section = sentence.section
    end = section.start + len(section.heading)
    named = any(section.start <= m.start < end for m in sentence.heading_mentions)
    return not named and bool(PLACE_TITLE.fullmatch(section.heading.strip()))


def _after_a_stranger(sentence: Sentence, text: str) -> bool:
    """Whether the paragraph opens with an area that is no entity: 「升级轴，以甲路为主。重点发展……」."""
    line = text.rfind("\n", 0, sentence.start) + 1
    opening = OPEN_AREA.match(text, line)
    named = any(line <= m.start < opening.end() for m in sentence.heading_mentions) if opening else True
    return line < sentence.start and not named


def _opens_with_a_kind(sentence: Sentence, industry: Mention) -> bool:
    """Whether the clause before names only a kind of place: it is none of the plan's known ones."""
    head = head_of(sentence, industry)
    before = sentence.text[: industry.start - len(head) + head.find("：") + 1 - sentence.start]
    return bool(KIND.search(before)) and not any(
        m.end - sentence.start == len(before) - 1 for m in sentence.of("Park", "Region")
    )
