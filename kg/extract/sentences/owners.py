"""Whose sentence it is: the place or trade that a sentence, its paragraph or its heading puts first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.context import Facts, Sentence, ids
from kg.extract.sentences.rules import CLAUSE_MARKS, clause_start, coordinated, head_of, nameless, tail_of
from kg.records import Entity, Mention

NUMBERING = r"[\s“\"]*(?:第[一二三四五六七八九十\d]+[章节条]|[一二三四五六七八九十\d]+[、.．]|0[1-9]|[（(][一二三四五六七八九十\d]+[）)]|[①-⑳]|[—-]+)?\s*"
# The part that a place plays, told before its name: 一核：甲园, “两翼”即乙园, 核心区——丙园.
PART = r"(?:[“\"]?(?:[一二两三四五六七八九多][一-龥]{1,3}|[一-龥]{0,5}[核翼极轴带廊区园片心港])[”\"]?(?:，?(?:即|为|是|指)|：|——)[“\"]?)?"
# What may stand between the start of a clause and the place that the clause is about.
LEAD_IN = re.compile(
    NUMBERING
    + r"(?:[^，。；：:]{2,20}[：:])?(?:[“\"]?[一二两三四五六七八九多][一-龥]{1,2}[”\"]?(?:即|为|是|指|：)[“\"]?)?"
    r"(?:[一二三四五六]是|其中[：:]?|同时|此外|到20\d\d年|未来|近年来|“十[一二三四五六]五”(?:期间|时期|以来))*"
    r"(?:[东西南北中]部[一-龥]{0,6}?)?(?:进一步|重点|积极|加快|全力|大力|持续|着力|深入|充分)*(?:支持|推动|推进|引导|鼓励|指导|促进|将|在|由|立足|依托)?"
)
LEAD = re.compile(
    NUMBERING + r"(?:(?:20\d\d年|目前|近年来|截至目前)，?)?(?:[全我][省市区县])?"
)  # 2023年，全市甲产业实现……
TITLE_LINE = re.compile(  # 一核，即甲核。
    r"(?:[“\"]?[一二两三四五六七八九][一-龥]{1,2}[”\"]?，?(?:即|为|是|指|：))?(?!即|其中|分别)[^，；。,;]{4,30}。"
)  # any such sentence begins something new
WHOLE_AREA = re.compile(r"(?:(?:到|截至)?20\d\d年底?，?)?(?:目前，?)?[全我][省市区县州](?![级直外际局])")
WORKS = ("Project", "Platform")
OTHERS = ("Enterprise", "Institution", "Region", "Department")
MAKERS = ("Enterprise", "Institution")
# 甲公司获评……，并牵头组建乙中心: a sentence of its own about a firm, whatever park the one before was about.
HONOURED = re.compile(
    r"(?:[、和与及][^，。；]{2,24}?)?(?:20\d{2}年)?(?:先后|相继|成功|均|已|也|还|再次|连续)*(?:入选|获评|获批|荣获|获得|被认定|被评为|跻身|建有|拥有|牵头|累计|入围|上榜|通过)"
)
NATIONAL = re.compile(r"^(?:国家|国务院|中国|中央)|^[^市区县省委]+部$")
USED = re.compile(r"(?:以|用好|利用)$")  # 以 X 为载体: X is used, though where nothing else is named it is the place
ASKED = re.compile(r"(?:支持|鼓励|引导|推动|布局)+$")  # 市政府支持鼓励甲发展: the sentence is about 甲
CARRIES = re.compile(  # 以甲镇、乙镇为中心，重点发展……: they are the place
    r"^(?:[、和及][^，。；]{2,24})?(?:等[^，。；]{0,6})?为(?:中心|重点|核心|主体|依托|载体|支点|支撑)"
)
SPANS = re.compile(r"[东西南北中]部[^，。；]{0,6}(?:包括|涵盖|覆盖)$")  # 南部片区包括甲镇、乙镇，主要发展……
BESIDE = re.compile(r"(?:周边|附近|沿线|两侧|以[东南西北])")  # 甲电厂周边布局……: a place without a name
GROWN_FROM = re.compile(r"(?:的)?(?:现有)?基础上")
GUIDING = re.compile(r"指导思想|总体思路|总体要求|基本原则")  # 以甲园为主阵地，做强……: what all of the area does
LEANS = re.compile(r"(?:依托|立足|利用|整合|以)$")
WHERE = re.compile(r"(?:位于|坐落于|地处)[^，。；]{2,20}的$")  # 位于甲内的乙: the sentence is about 乙
NOT_ABOUT = re.compile(
    r"^(?:(?:(?!打造|建设|发展|构建|培育|重点|推进|推动|形成|布局|沿)[一-龥]){2,12}(?:带|走廊|廊道)|[^，。；：]{0,4}(?:一体化|同城化|协同发展)|[^，。；：]{0,16}(?:合作|共同)(?:共建|建设|打造)，|(?:的|各类|重点|龙头|骨干|中小)?(?:企业|高校|院所|机构)|[^，。；：]{0,6}(?:溢出|外溢|疏解|转移)|[^，。；：]{0,40}(?:机遇|契机)|以[东南西北](?:[、，。；的地区侧部]|[^，。；]{0,8}(?:区域|地区|为界|范围))|等[“\"]?[两二三四五六七八九十\d]+[大个][^，。；]*，|[^，。；]{0,4}(?:等区域|优势|建设的|政策)|(?:尽快|早日|正式)?(?:落户|落地|开工|投产|投用|竣工|建成)(?:建设|投产|投用)?[，。；])"
)
OF_OTHERS = re.compile(
    r"^等[^，。；、]{0,10}(?:企业|公司|项目|工程|机构|平台)"
)  # what closes a list that names no places
SEATED = re.compile(r"(?:位于|坐落于|坐落在|地处)")  # who stands there is named above
# A clause that opens with a place nobody could name: 「临山湖聚焦……」.
STRANGER = re.compile(
    NUMBERING
    + r"[“\"]?(?![推加打建支促引鼓提强优完深积大着重聚围依立以在将为对与向从把按由并和及等培构形实开发利充统全各本我该其不要集做拓])"
    r"(?!(?:产业|园区|基地|开发区|示范区|高新区|经开区|试验区|集聚区|功能区|区域|地区|辖区|核心区|新区|区县|县区|县市|乡镇)(?:等)?(?:重|主|聚|围|依|以|发))"
    r"[一-龥]{2,12}(?:区|园|城|镇|县|市|旗|基地|组团|片|谷|港|湾|湖|岛|山|带|轴|走廊|板块)[”\"]?"
    r"(?:将|要)?(?:重点|主要|着力|主导|突出|则|聚焦|围绕|依托|主攻|以|发展|做[大强优]|壮大|培育|布局)"
)
# Behind a place with which a line begins: all that its first sentence says.
BECOMES = re.compile(
    r"(?:[（(][^（()）]*[）)])?(?:(?:着力|重点|加快|全力|聚力)?(?:打造|建设|建成|创建|争创|做[强优大特精])[^，；：。]{2,24})?。"
)
OPENS = {
    "Park": re.compile(r"^(?:组团|片区)?(?:[（(][^（()）]*[）)])?(?:[：:。，]|——|规划由|由|将|要|重点|主要|主导|突出|着力|大力|聚焦|围绕|依托|以|位于|地处|坐落|打造|建设|积极|加快|立足|做[大强优]|发展|入选|获)"),
    "Region": re.compile(r"^(?:[：:。]|——|重点|主要|聚焦|围绕|依托)"),
    "Industry": re.compile(r"^(?:产业|领域|行业|方面|产业链|集群)*(?:[：:。]|——|规模|实现|完成|总?产值|营业收入|已形成|初步形成|拥有|集聚)"),
    "Project": re.compile(r"^(?:[（(][^（()）]*[）)])?(?:[：:。]|——)"),
    "Platform": re.compile(r"^(?:[（(][^（()）]*[）)])?(?:[：:。]|——)"),
}  # fmt: skip


@dataclass(frozen=True)
class Owner:
    """Who a sentence is about, and whether the sentence itself says so (`basis`)."""

    entity_ids: tuple[str, ...]
    basis: str


def find_owner(sentence: Sentence, end: int, whole_id: str) -> Owner:
    """The park or region that what stands at `end` belongs to: the clause's own, the heading's, the plan's."""
    if _is_stranger(sentence, end):
        return Owner((), "direct")
    parks = [m for m in _subjects(sentence, end, "Park") if not _is_ground(sentence, m)]
    firm = [m for m in parks if not USED.search(head_of(sentence, m))]
    regions = [m for m in _subjects(sentence, end, "Region") if not _is_used(sentence, m)]
    said = [m for m in regions if _says_itself(sentence, m) and not CLAUSE_MARKS.search(_until(sentence, m, end))]
    later = [m for m in regions if firm and m.start > firm[-1].end and not head_of(sentence, m)]
    if later and not said:  # 甲园发展……，乙县发展……，培育……: the park has had its turn
        return Owner(tuple(_with_its_list(sentence, later[-1])), "direct")
    if firm and not (said and said[-1].start > firm[-1].start):
        return Owner(tuple(_with_its_list(sentence, firm[-1])), "direct")
    above = heading_place(sentence, whole_id)
    if above and not said:
        return Owner((above,), "heading")
    guiding = any(GUIDING.search(heading) for heading in sentence.section.path)
    other = [m for m in (*parks, *regions) if not (guiding and USED.search(head_of(sentence, m)))]
    if other:
        return Owner(tuple(_with_its_list(sentence, max(other, key=lambda m: m.start))), "direct")
    seated = SEATED.match(sentence.text)  # under a heading that names no place: somebody's, not the plan's
    known = whole_id and not seated and not _begins_with_a_stranger(sentence, end)
    return Owner((whole_id,) if known else (), "heading")


def _is_ground(sentence: Sentence, park: Mention) -> bool:
    """Whether a park is only what another is made of: of the one with which the paragraph begins (乙基地。依托甲园……)."""
    if GROWN_FROM.match(sentence.after(park)):
        return True
    first = sentence.of("Park")[0]
    titled = first if first is not park and is_titled(sentence, first) else sentence.titled
    leans = bool(LEANS.search(head_of(sentence, park)))
    return leans and titled is not None and titled.entity_id != park.entity_id


def is_titled(sentence: Sentence, place: Mention) -> bool:
    """Whether a sentence begins with a place as with a title: 「乙基地：依托甲园……」."""
    before = sentence.text[: place.start - sentence.start]
    return bool(re.fullmatch(NUMBERING, before)) and sentence.after(place, 1) in ("：", ":", "，")


def _is_used(sentence: Sentence, region: Mention) -> bool:
    """Whether a region only serves as a means, and does not carry what the sentence is about."""
    return bool(USED.search(head_of(sentence, region))) and not CARRIES.match(tail_of(sentence, region))


def _says_itself(sentence: Sentence, region: Mention) -> bool:
    """Whether a region is the subject beyond doubt: it opens its clause, or is asked or supported to do something."""
    head = head_of(sentence, region)
    return not head or bool(ASKED.search(head))


def _is_stranger(sentence: Sentence, end: int) -> bool:
    """Whether the clause that holds `end` opens with a place that is no entity."""
    plain = nameless(sentence)[: end - sentence.start]
    start = clause_start(plain)
    works = (m for m in sentence.of(*WORKS) if m.start - sentence.start == start)
    beside = any(BESIDE.match(tail_of(sentence, m)) for m in works)
    return beside or bool(STRANGER.match(plain[start:]))


def _begins_with_a_stranger(sentence: Sentence, end: int) -> bool:
    """Whether an earlier clause does: 「北部山地以甲为中心，重点发展……」 is not about the plan's whole area."""
    clauses = CLAUSE_MARKS.split(nameless(sentence)[: end - sentence.start])
    return any(STRANGER.match(clause) for clause in clauses)


def _is_of_others(sentence: Sentence, place: Mention) -> bool:
    """Whether a place stands in a list of firms or projects: 「甲基地、乙公司等企业」."""
    for group in coordinated(sentence, sentence.mentions):
        if place in group:
            return bool(OF_OTHERS.match(tail_of(sentence, group[-1])))
    return False


def has_other_subject(sentence: Sentence, whole: Entity | None) -> bool:
    """Whether one of the first two clauses opens with a firm, national body or region that is not the plan's own."""
    others = (m for m in sentence.of(*OTHERS) if m.type != "Department" or NATIONAL.search(m.text))
    opening = [m for m in others if not head_of(sentence, m) and not NOT_ABOUT.match(tail_of(sentence, m))]
    clauses = CLAUSE_MARKS.split(sentence.text)
    early = sentence.start + len(clauses[0]) + 1
    return any(m.start <= early and not (whole and (m.entity_id == whole.id or whole.name in m.text)) for m in opening)


def heading_place(sentence: Sentence, whole_id: str = "") -> str:
    """The innermost park or region of the headings that is not the plan's own; '' where there is none."""
    for mention in sentence.heading_mentions:
        if mention.type == "Park" or (mention.type == "Region" and mention.entity_id != whole_id):
            return mention.entity_id
    return ""


def _subjects(sentence: Sentence, end: int, kind: str) -> Iterator[Mention]:
    """Mentions in front of `end` that open a clause as its subject or place."""
    for mention in sentence.of(kind):
        if mention.end > end:
            return
        head = SPANS.sub("", WHERE.sub("", USED.sub("", head_of(sentence, mention))))
        listed = not head and sentence.text[: mention.start - sentence.start].endswith("，")
        if listed and not tail_of(sentence, mention):
            continue  # 建设甲片区，乙片区，丙片区等组团: a clause that is nothing but a name is one of a list
        opens = bool(LEAD_IN.fullmatch(head) or ASKED.search(head))
        if opens and not NOT_ABOUT.match(_behind(sentence, mention)) and not _is_of_others(sentence, mention):
            yield mention


def _behind(sentence: Sentence, mention: Mention) -> str:
    """The clause behind a mention with the mark that ends it."""
    after = sentence.text[mention.end - sentence.start :]
    mark = CLAUSE_MARKS.search(after)
    return after[: mark.end()] if mark else after


def _until(sentence: Sentence, mention: Mention, end: int) -> str:
    return sentence.text[mention.end - sentence.start : end - sentence.start]


def _with_its_list(sentence: Sentence, mention: Mention) -> list[str]:
    """A subject and what is coordinated with it."""
    for group in coordinated(sentence, sentence.of(mention.type)):
        if mention in group:
            return ids(group)
    return [mention.entity_id]


class Topics:
    """What the paragraph has been about so far: its later sentences leave the subject out."""

    def __init__(self) -> None:
        self._end = -1
        self._topics: tuple[Mention, ...] = ()

    def carry(self, sentence: Sentence, facts: Facts) -> Sentence:
        """The sentence with its paragraph's topic in front of its headings; a region counts where it is the heading."""
        gap = facts.document.text[self._end : sentence.start] if 0 <= self._end <= sentence.start else "\n"
        if "\n" in gap or len(gap) > 2 or _is_title(sentence):
            self._topics = ()
        elif _starts_anew(sentence):
            self._topics = tuple(topic for topic in self._topics if topic.type not in ("Park", "Region"))
        titles = (m for m in sentence.heading_mentions if m.type != "Region" or _entitles(facts.document.text, m))
        opening = _opening(sentence)
        left = tuple(topic for topic in self._topics if opening is None or topic.type != opening.type)
        heads = (*left, *titles)
        line = facts.document.text.rfind("\n", 0, sentence.start) + 1
        titled = next((m for m in heads if m.type in ("Park", "Region") and m.start >= line), None)
        carried = replace(sentence, heading_mentions=heads, titled=titled)
        if opening:
            self._topics = (opening, *left)
        self._end = sentence.end
        return carried


def _starts_anew(sentence: Sentence) -> bool:
    """Whether a sentence begins with a region or all of one (全县), or with a park as with a title."""
    if WHOLE_AREA.match(sentence.text):
        return True
    first = sentence.mentions[0] if sentence.mentions else None
    if first is None or first.start != sentence.start:
        return False
    if first.type in MAKERS and HONOURED.match(tail_of(sentence, first)):
        return True
    return first.type == "Region" or (first.type == "Park" and _opening(sentence) is first)


def _is_title(sentence: Sentence) -> bool:
    """Whether a short sentence only says what the next ones are about; not where a thing of its own does something."""
    if any(m.type in WORKS for m in sentence.mentions):
        return is_title_of_work(sentence)
    return bool(TITLE_LINE.fullmatch(sentence.text)) and all(m.type in OPENS for m in sentence.mentions)


def is_title_of_work(sentence: Sentence) -> bool:
    """Whether a sentence is nothing but the name of a project or platform, numbered or not: 「1.甲项目。」."""
    work = next((m for m in sentence.mentions if m.type in WORKS), None)
    before = sentence.text.removesuffix(f"{work.text}。") if work else sentence.text
    return before != sentence.text and bool(re.fullmatch(NUMBERING, before))


def is_title_of_place(sentence: Sentence) -> bool:
    """Whether a short sentence is but a place's name, or what the place is to become: 「2.甲园。」, 「——乙市打造丙基地。」."""
    place = next((m for m in sentence.mentions if m.type in ("Park", "Region")), None)
    if place is None or not re.fullmatch(NUMBERING + PART, sentence.text[: place.start - sentence.start]):
        return False
    return bool(BECOMES.fullmatch(sentence.text, place.end - sentence.start))


def _opening(sentence: Sentence) -> Mention | None:
    """The park, region or industry with which a sentence begins as with a title, or the only one of a title line."""
    found = [m for m in sentence.mentions if m.type in OPENS]
    if len(found) == 1 and found[0].type != "Region" and _is_title(sentence):
        return found[0]
    if not found or not LEAD.fullmatch(sentence.text[: found[0].start - sentence.start]):
        return None
    if _has_another_subject(sentence, found[0]):
        return None
    rest = sentence.text[found[0].end - sentence.start :] or "。"
    return found[0] if OPENS[found[0].type].match(rest) else None


def _has_another_subject(sentence: Sentence, first: Mention) -> bool:
    """Whether a later clause opens with another place: what follows is about neither."""
    others = (m for m in sentence.of("Park", "Region") if m.start > first.end and m.entity_id != first.entity_id)
    return any(not head_of(sentence, m) and not NOT_ABOUT.match(_behind(sentence, m)) for m in others)


def _entitles(text: str, mention: Mention) -> bool:
    """Whether a heading is nothing but its region's name: in 「提升云溪市的能级」 the region is no place of what follows."""
    start = text.rfind("\n", 0, mention.start) + 1
    return bool(
        re.fullmatch(NUMBERING, text[start : mention.start])
        and (
            re.match(r"(?:片区|板块|组团)?\s*(?:[：:。\n]|——|$)", text[mention.end :])
            or BECOMES.match(text, mention.end)
        )
    )
