"""Who holds which honour: HOLDS_TITLE."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.extract.cluster_names import cluster_names
from kg.extract.context import Facts, Sentence, ids
from kg.extract.manner import Manner
from kg.extract.sentences.owners import find_owner, has_other_subject, heading_place
from kg.extract.sentences.rules import Rules, Stating, Subjects, clause_start, coordinated, head_of, last_match, tail_of
from kg.extract.words.cues import Cues
from kg.records import Mention

HOLDERS = ("Enterprise", "Park", "Cluster", "Platform", "Institution", "Region")
COUNTED = re.compile(r"(?:\d+|[一二三四五六七八九十百]+|多|数)余?(?:家|个|项|名|支|批|户)|一批|企业$")
HELD = "已获得"
LOST = re.compile(r"被(?:取消|撤销|摘牌)|^[”\"]?提名")
APPOSED = re.compile(r"等?[\d一二三四五六七八九十]+[家个](?:企业|公司|园区|单位)")  # 甲、乙2家企业: those two
NUMBERED = re.compile(r"[^，。；]{0,6}?\d+[余多]?[家个]")
ADVERBS = re.compile(
    r"(?:20\d{2}年(?:\d{1,2}月)?底?|并|还|也|又|先后|成功|再次|连续|同时|已|均|相继|顺利|正式|正在|正|积极|全力|努力|力争|争取|将|现)*"
)  # the verb has no subject here
THEIRS = re.compile(  # 甲园内3家企业……，2024年获评: the clause before is about those
    r"(?:[境园区]?内)?的?(?:共?有)?(?:\d+|[一二两三四五六七八九十]+|多|数)余?[家个项名]|(?:[境园区]内|的)[^，。；]{0,10}?(?:企业|项目|平台|机构|集群|单位)"
)
NAMELY = re.compile(  # 4家独角兽企业分别是|甲、乙
    r"[”\"]?(?:企业|工厂|车间)?(?:[（(][^（()）]{0,12}[）)])?(?:分别|依次)?(?:为|是|有|包括|即)[：:]?[“\"]?"
)
COUNT_OF = re.compile(  # 独角兽企业1家（甲）: those that are counted
    r"[”\"]?(?:企业|工厂|车间|园区)?(?:数量)?(?:共|达到?|有|为)?\d+[家个户座]（(?:分别|即|其中)?(?:为|是|有|包括)?[“\"]?"
)
STRIVEN = re.compile(r"(?:创建|申报|培育)(?:单位|名单|对象)?")  # behind an honour: it is not held yet
# 力争…获批, 把甲建设成为: what is to be; but not where the clause says that it is done.
AIMED = re.compile(
    r"力争|争取|努力|奋力|致力|旨在|有望|争当|争做|早日|(?<!曾)目标|愿景|(?<!即)将(?=[^，。；]{0,20}(?:打造|建设|建|培育))"
    r"|把[^，。；]{2,16}(?:打造|建设|建|培育)|(?:打造|建设|建|培育|发展|创建|塑造)[成为]*$"
)
BY = re.compile(r"(?<!截)(?:到|至)(?P<year>20\d{2})年")
DONE = re.compile(r"已|成功|(?<![到至])20\d{2}年[^，。；到至]{0,12}$|了$")
IS = re.compile(r"(?:分别|均|都|也|同)?[为是][^，。；、不没非]{0,14}")  # 甲是第一批国家……示范区
ENDS = re.compile(r"[”\"]?(?:(?:创建|申报|培育|试点)?(?:单位|名单|对象|称号)|之一)?$")
BRACKET, CLOSED = re.compile(r"[（(][一-龥]{0,4}"), re.compile(r"[^（()）。；]*[）)]")  # 甲（国家级绿色工厂）
NEAR, LIST, REST = 24, 60, 40  # characters between the verb and an honour, and a later one of its list


class TitleRules(Rules):
    """HOLDS_TITLE."""

    def __init__(self, cues: Mapping[str, Cues], subjects: Subjects, manner: Manner) -> None:
        super().__init__(cues, subjects, manner)
        own = cues["HOLDS_TITLE"]
        self._granted, self._awards = own.of("granted"), own.of("granted", "planned")
        self._building, self._of_places = own.of("building", "granted", "planned"), own.of("of_places")
        self._negative = own.negative

    def read(self, sentence: Sentence, facts: Facts) -> None:
        """All facts of this relation in one sentence."""
        stating = self.stating(sentence, facts)
        last: list[str] = []
        for group in coordinated(sentence, sentence.of("Title")):
            self._named_beside(group, stating)
            head = head_of(sentence, group[0])
            award = last_match(self._awards, head)
            if self._negative.search(head) or LOST.search(sentence.after(group[-1], REST)):
                continue
            if award and len(head) - award.end() <= (LIST if "、" in head[award.end() :] else NEAR):
                status = HELD if self._granted.fullmatch(award.group()) else "申报中"
                status = "申报中" if STRIVEN.match(tail_of(sentence, group[-1])) else status
                status = "计划" if status == HELD and _is_aim(stating, head, award.start(), group[0]) else status
                bare = bool(ADVERBS.fullmatch(head[: award.start()]))
                owners = self._holders(sentence, group[0], award.start(), bare=bare) or (last if bare else [])
                owners = owners or (_measured_cluster(stating) if bare else [])
                if owners:
                    self._say(owners, group, status, stating)
                    last = owners
                    continue
            if not self._is_one(group, head, stating):
                self._of_the_place(group, head, stating)

    def _say(self, owners: Sequence[str], group: Sequence[Mention], status: str, stating: Stating) -> None:
        """A region strives only for what places can hold, and holds none that are counted: 「甲市培育专精特新企业30家」."""
        entities = stating.facts.entities
        for title in group:
            others = status != HELD or NUMBERED.match(tail_of(stating.sentence, title))
            no_region = others and not self._of_places.search(title.text)
            fits = [owner for owner in owners if not (no_region and entities[owner].type == "Region")]
            stating.say("HOLDS_TITLE", fits, [title.entity_id], status=status)

    def _named_beside(self, group: Sequence[Mention], stating: Stating) -> None:
        """独角兽企业甲; 甲（国家级绿色工厂）; 甲国家级绿色工厂申报."""
        sentence = stating.sentence
        for firms in coordinated(sentence, sentence.of("Enterprise")):
            between = sentence.between(group[-1], firms[0]) if firms[0].start >= group[-1].end else ""
            if NAMELY.fullmatch(between) and not AIMED.search(head_of(sentence, group[0])):
                told = replace(stating, sentence=_up_to_part(sentence, firms[-1]))
                told.say("HOLDS_TITLE", ids(firms), [group[-1].entity_id], status=HELD)
        for named in coordinated(sentence, sentence.of("Enterprise", "Park", "Platform")):
            between = sentence.between(group[-1], named[0]) if named[0].start >= group[-1].end else ""
            head = head_of(sentence, group[-1])
            closed = re.match(r"[”\"]?等?）", tail_of(sentence, named[-1]))
            if COUNT_OF.fullmatch(between) and closed and not _is_aim(stating, head, len(head), group[-1]):
                stating.say("HOLDS_TITLE", ids(named), [group[-1].entity_id], status=HELD)
        for firm in sentence.of("Enterprise"):
            if firm.start >= group[-1].end and re.fullmatch(
                r"[”\"]?(?:企业)?[：“—]*", sentence.between(group[-1], firm)
            ):
                stating.say("HOLDS_TITLE", [firm.entity_id], [group[-1].entity_id])
            elif BRACKET.fullmatch(sentence.between(firm, group[0])) and CLOSED.match(sentence.after(group[-1], REST)):
                stating.say("HOLDS_TITLE", [firm.entity_id], [one.entity_id for one in group], status=HELD)
            elif firm.end == group[0].start and re.match(r"(?:申报|创建|称号)", tail_of(sentence, group[-1])):
                stating.say("HOLDS_TITLE", [firm.entity_id], [group[0].entity_id], status="申报中")

    def _is_one(self, group: Sequence[Mention], head: str, stating: Stating) -> bool:
        """甲县、乙县分别为国家……示范区创建单位; whether the clause says so of anybody."""
        sentence, tail = stating.sentence, tail_of(stating.sentence, group[-1])
        if not ENDS.match(tail):
            return False
        for holders in coordinated(sentence, sentence.of(*HOLDERS)):
            between = sentence.between(holders[-1], group[0]) if holders[-1].end <= group[0].start else ""
            if IS.fullmatch(between) and head.endswith(between):
                status = "申报中" if STRIVEN.match(tail) else HELD
                self._say(ids(holders), group[:1], status, stating)
                return True
        return False

    def _holders(self, sentence: Sentence, title: Mention, award: int, *, bare: bool) -> list[str]:
        """Who stands in front of the verb in its clause; where nothing does, who opens the clause before."""
        clause = title.start - len(head_of(sentence, title))
        place = clause + award
        groups = [g for g in coordinated(sentence, sentence.of(*HOLDERS)) if g[-1].end <= place]
        inside = [g for g in groups if g[0].start >= clause and not self._is_other(sentence, g, place)]
        if inside:
            return ids(inside[-1])
        if not bare:
            return []
        before = sentence.text[: max(0, clause - sentence.start - 1)]
        start = sentence.start + clause_start(before)
        opening = [g for g in groups if start == g[0].start and g[0].type != "Region"]
        return ids(opening[0]) if opening and not THEIRS.match(tail_of(sentence, opening[0][-1])) else []

    def _is_other(self, sentence: Sentence, group: Sequence[Mention], place: int) -> bool:
        """Whether somebody else than this group is said to be honoured: 「湖东园5个项目获得……」."""
        between = sentence.text[group[-1].end - sentence.start : place - sentence.start]
        told = len(group) > 1 and APPOSED.match(between)
        between = between[told.end() :] if told else between
        return len(between) > 16 or (not between.startswith("等") and bool(COUNTED.search(between)))

    def _of_the_place(self, group: Sequence[Mention], head: str, stating: Stating) -> None:
        """建设国家……示范区, 获批……试点城市 with no other subject: the plan's own area."""
        verb = last_match(self._building, head)
        named = [title for title in group if self._of_places.search(title.text)]
        if verb and named and self.whole_id and not COUNTED.search(head):
            held = self._granted.fullmatch(verb.group()) and not _is_aim(stating, head, verb.start(), group[0])
            status = HELD if held else "计划"
            clause = group[0].start - len(head)
            own = [m for m in stating.sentence.of("Region") if clause <= m.start and m.end == clause + verb.start()]
            status = "申报中" if STRIVEN.match(tail_of(stating.sentence, group[-1])) else status
            resting = self._resting_on(stating.sentence, group[0]) or _who_is_there(
                stating.sentence, group[0], head, verb
            )
            others = [m for m in stating.sentence.of("Region") if m.start == clause and m.entity_id != self.whole_id]
            if NUMBERED.match(tail_of(stating.sentence, group[-1])) or (others and not own):
                return  # 创建先导区2个 tells of zones, 北京建设标杆城市 of another place
            if not own and not resting and has_other_subject(stating.sentence, self._subjects.whole):
                return
            above = heading_place(stating.sentence, self.whole_id)
            holder, basis = (own[0].entity_id, "direct") if own else (above or self.whole_id, "heading")
            holders, basis = (resting, "direct") if resting and not own else ([holder], basis)
            stating.say("HOLDS_TITLE", holders, ids(named), basis=basis, status=status)

    def _resting_on(self, sentence: Sentence, title: Mention) -> list[str]:
        """The places that an honour is to come to: 依托甲区，建设……示范区."""
        owner = find_owner(sentence, title.start, self.whole_id)
        named = [m for m in sentence.of("Park", "Region") if m.entity_id in owner.entity_ids and m.end <= title.start]
        rests = named and head_of(sentence, named[0]).endswith("依托")
        return list(owner.entity_ids) if rests and owner.basis == "direct" else []


def _who_is_there(sentence: Sentence, title: Mention, head: str, verb: re.Match[str]) -> list[str]:
    """The place named between the verb and the honour, else the park that opened the sentence, where no other does.

    建设甲岛|国家级海洋牧场示范区; 甲园以蔬菜为主导产业，…，力争2028年|创建省级现代农业产业园.
    """
    places = sentence.of("Park", "Region")
    between = [m for m in places if m.end == title.start and m.start >= title.start - len(head) + verb.end()]
    first = sentence.mentions[0]
    if between or first.type != "Park" or first.start != sentence.start or not ADVERBS.fullmatch(head[: verb.start()]):
        return ids(between[-1:])
    others = (m for m in sentence.of(*HOLDERS) if first.end < m.start < title.start)
    return [] if any(not head_of(sentence, m) for m in others) else [first.entity_id]


def _measured_cluster(stating: Stating) -> list[str]:
    """The cluster with whose figure the sentence begins: 甲产业集群产值达到638亿元，并入选……."""
    first = next(iter(stating.sentence.mentions), None)
    if first is None or first.type != "Indicator" or first.start != stating.sentence.start:
        return []
    name = cluster_names().measured_in(first.text)
    return [one.id for one in stating.facts.entities.values() if one.type == "Cluster" and one.name == name]


def _up_to_part(sentence: Sentence, last: Mention) -> Sentence:
    """The sentence as far as it tells of all that it lists; what follows 其中 is of one of them."""
    part = sentence.text.find("，其中", last.end - sentence.start)
    end = sentence.start + (part if part >= 0 else len(sentence.text))
    mentions = tuple(m for m in sentence.mentions if m.end <= end)
    return replace(sentence, text=sentence.text[: end - sentence.start], mentions=mentions)


def _is_aim(stating: Stating, head: str, award: int, title: Mention) -> bool:
    """Whether an honour is one to be gained: 努力把甲建设成为高地, 到2030年成为示范区."""
    if DONE.search(head, 0, award):
        return False
    sentence, metadata = stating.sentence, stating.facts.document.metadata
    before = sentence.text[: title.start - sentence.start - len(head) + award].rpartition("；")[2].removesuffix("建成")
    written = metadata.get("date", "")[:4] or metadata.get("period_start", "")
    return bool(AIMED.search(before)) or any(by["year"] > written for by in BY.finditer(before))
