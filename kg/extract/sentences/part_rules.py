"""Which park is part of which: PART_OF."""

import re
from collections.abc import Mapping, Sequence

from kg.extract.context import Facts, Sentence, ids
from kg.extract.manner import Manner
from kg.extract.sentences.name_facts import is_part
from kg.extract.sentences.owners import NUMBERING, find_owner
from kg.extract.sentences.place_rules import OF_COUNT, is_goal
from kg.extract.sentences.rules import Rules, Stating, Subjects, coordinated, head_of, near, tail_of
from kg.extract.words.cues import Cues
from kg.records import Mention

# What a park that is being described (「生态商务区重点打造……」) goes on with.
DESCRIBED = re.compile(
    r"^(?:[（(][^（()）]*[）)])?(?:重点|主要|将|要|聚焦|围绕|依托|打造|定位|发展|主攻|主打|做[强优大]|承担|承载|以|：|:|——|。|$)"
)
IS = re.compile(r"(?:其|该园区?|园区)?(?:为|是|系|属于?|作为)")
POLICY = re.compile(r"(?:政策|支持|试点|规划)")  # to be let into a park's policies is not to be part of it
CARRIED_BY = re.compile(r"^[^。；]{0,36}为[^，。；]{0,4}(?:主体|载体|核心|依托)")
COUNTED = r"(?:等)?(?:[\d两二三四五六七八九十]+个?(?:大|个)?[^，。；、]{0,6})?"
# The layout that a list of its areas follows: 形成“一核两区”的布局。即：甲、乙、丙.
LAID_OUT = re.compile(
    r"[“\"](?:[一二两三四五六七八九十多][^，。；、“”\"\d]{1,3}){1,5}[”\"][^，。；、]{0,14}[，。：:]\s*(?:其中|具体)?(?:即|为|分别为|分别是|是)[：:，,]?[“\"]?$"
)
LAYOUT_REACH = 60  # characters in front of a list in which its layout may stand
# A count of all and its parts: 甲共有企业67户，其中，乙55户、丙11户.
NEXT = re.compile("[、，,和]?")  # between two shares
OF_WHICH = re.compile(r"[^。；]*其中[，：:,]?")
SHARE = re.compile(r"[^，。；、]{0,6}?\d[\d.]*[^\d，。；、]{1,4}")
SELF = (
    r"(?:该|全|本)?(?:产业园|园区|示范园|科技园|基地|开发区|高新区|经开区|新区)?"  # the park above, by its kind alone
)
CODE = re.compile(
    r"(?:[一二两三四五六七八九十]+(?:个|大)?[^一二两三四五六七八九十]{1,3})+"
)  # 一区三园 is a layout, no park
INSIDE = re.compile(r"^(?:境?内|范围内|[东西南北中]部|核心区)的?$")
DIVISIONS = re.compile(
    r"分区|片区|板块|组团|空间(?:布局|格局)|功能区|园区布局|一[区城园][两二三四五六七八九多][区园片]"
)  # over headings that name a park's parts
# Belts, axes and the like are made of the parks on them: 甲带串联乙园、丙园; 甲带以乙园、丙园为支撑; 甲核。依托乙园、丙园.
BELT = re.compile(r"(?:带|轴|轴线|核|极|翼|走廊|廊道|板块|片区|组团|圈|链)$")
STRUNG = re.compile(
    r"(?:将|主要|重点|沿线)*(?:串联|串接|串起|串连|贯穿|链接|连接|联动|整合|覆盖|布局有?)(?:起|了)?[“\"]?$"
)
BORNE = re.compile(r"[“\"]?(?:主要|重点)*(?:以|依托)[“\"]?$")
AS_PARTS = re.compile(
    r"(?:等[^，。；、]{0,8})?为(?:主要|重要|重点)*(?:支撑|核心|主体|载体|节点|支点|依托|组成|骨干|承载)"
)
LAID = re.compile(r"(?:打造|建设|构建|构筑|形成|共同打造|共同构成|布局)[“\"]?$")
WITH = re.compile(r"(?:与|同|和|对接|联动|承接|支撑|服务|借鉴|学习|参观|考察|毗邻|紧邻|临近)[^，。；]{0,6}$")


Groups = Sequence[Sequence[Mention]]


class PartRules(Rules):
    """PART_OF."""

    def __init__(self, cues: Mapping[str, Cues], subjects: Subjects, manner: Manner) -> None:
        super().__init__(cues, subjects, manner)
        own = cues["PART_OF"]
        self._joined, self._includes = own.of("joined"), own.of("includes")
        self._is = re.compile(rf"(?:{own.of('is').pattern})$")
        self._role = re.compile(rf"^(?:的|之)?(?:{own.of('role').pattern})")
        self._made_up = re.compile(rf"^{COUNTED}(?:{own.of('made_up').pattern})")
        self._grows = re.compile(rf"^[”\"]?[^，。；、与和]{{0,8}}?(?:{own.of('grows').pattern})")
        self._makes = re.compile(rf"(?:{own.of('built').pattern})(?:[^，。；、]{{0,24}}的|[^，。；、]{{0,3}})[“\"]?$")
        self._lists = re.compile(rf"^{SELF}(?:{own.of('includes').pattern})(?:了)?[“\"]?$")
        self._supports = re.compile(rf"(?:{own.of('supports').pattern})[“\"]?$")
        self._negative = own.negative

    def read(self, sentence: Sentence, facts: Facts) -> None:
        """All facts of this relation in one sentence."""
        parks = sentence.of("Park")
        if not parks:
            return
        stating = self.stating(sentence, facts)
        groups = list(coordinated(sentence, parks))
        self._pairs(groups, stating)
        self._of_the_heading(groups, stating)
        self._of_the_opening(groups, stating)
        self._of_the_count(groups, stating)
        self._of_the_belt(groups, stating)

    def _pairs(self, groups: Groups, stating: Stating) -> None:
        """甲、乙纳入丙; 丙包括甲、乙; 位于丙内的甲; a name that begins with another's."""
        sentence = stating.sentence
        for left in groups:
            for right in groups:
                between = near(sentence, left[-1], right[0], 24)
                if left is right or between is None or self._negative.search(between):
                    continue
                head, tail = head_of(sentence, left[0]), tail_of(sentence, right[-1])
                inside = between.endswith(("位于", "坐落于")) and INSIDE.match(tail)
                if inside or self._belongs(between, tail):
                    stating.say("PART_OF", ids(left), [right[-1].entity_id])
                elif _is_strung(left, between, tail) or (
                    len(left) == 1 and (self._consists(between, tail) or self._has_inside(between, head))
                ):
                    stating.say("PART_OF", ids(right), [left[0].entity_id])
        parks = [park for group in groups for park in group]
        for inner in parks:
            for outer in parks:
                if len(outer.text) >= 3 and is_part(inner.text, outer.text):
                    stating.say("PART_OF", [inner.entity_id], [outer.entity_id])

    def _belongs(self, between: str, tail: str) -> bool:
        """甲纳入乙; 甲是乙的分园: what is joined, or what 是 calls by a word for a part."""
        if self._is.search(between):
            return bool(self._role.match(tail))
        return bool(self._joined.search(between)) and not POLICY.match(tail)

    def _of_the_count(self, groups: Groups, stating: Stating) -> None:
        """甲形成“一区三园”格局，“三园”分别为乙、丙、丁; 甲由核心园（乙）、拓展园（丙）组成."""
        sentence = stating.sentence
        outer = groups[0][0]
        if head_of(sentence, outer) or len(groups[0]) > 1:
            return
        for group in groups[1:]:
            head = head_of(sentence, group[0])
            if OF_COUNT.search(head) or self._lists.search(head):
                stating.say("PART_OF", ids(group), [outer.entity_id])
        self._shares(outer, [park for group in groups[1:] for park in group], stating)
        listed = re.search(rf"^由([^，。；]+?){self._made_up.pattern[1:]}", tail_of(sentence, outer))
        if listed:
            inside = [park for park in sentence.of("Park") if outer.end < park.start < outer.end + listed.end(1)]
            stating.say("PART_OF", ids(inside), [outer.entity_id])

    def _of_the_belt(self, groups: Groups, stating: Stating) -> None:
        """以甲为核心，以乙、丙为支撑，打造丁带; 丁带。依托甲、乙，发展……: what a belt rests on is on it."""
        sentence = stating.sentence
        borne = [g for g in groups if BORNE.fullmatch(head_of(sentence, g[0]))]
        belt = sentence.titled or (sentence.heading_mentions[0] if sentence.heading_mentions else None)
        if belt and belt.type == "Park" and BELT.search(belt.text) and borne[:1] == list(groups[:1]):
            stating.say("PART_OF", ids(borne[0]), [belt.entity_id], basis="heading")
        for group in groups:
            laid = len(group) == 1 and BELT.search(group[0].text) and LAID.search(head_of(sentence, group[0]))
            before = [g for g in borne if AS_PARTS.match(tail_of(sentence, g[-1])) and g[-1].end < group[0].start]
            for one in before if laid else ():
                stating.say("PART_OF", ids(one), [group[0].entity_id])

    def _shares(self, outer: Mention, parks: Sequence[Mention], stating: Stating) -> None:
        """甲共有企业67户，其中，乙55户、丙11户: who has a share of a park's count is a part of it."""
        sentence, place = stating.sentence, outer.end
        for park in parks:
            gap = sentence.text[place - sentence.start : park.start - sentence.start]
            share = SHARE.match(sentence.after(park, 16))
            if not share or not (OF_WHICH if place == outer.end else NEXT).fullmatch(gap):
                return
            stating.say("PART_OF", [park.entity_id], [outer.entity_id])
            place = park.end + share.end()

    def _has_inside(self, between: str, head: str) -> bool:
        """甲内的乙; not 与甲内的乙合作."""
        return bool(INSIDE.match(between)) and not WITH.search(head)

    def _consists(self, between: str, tail: str) -> bool:
        """甲包括乙、丙; 甲由乙、丙组成."""
        made_up = between.endswith("由") and bool(self._made_up.match(tail))
        return made_up or (bool(self._includes.search(between)) and not WITH.search(between))

    def _of_the_heading(self, groups: Groups, stating: Stating) -> None:
        """Under a park's heading, or in a park's own plan: what it is carried by, the areas described, what is built."""
        sentence = stating.sentence
        parks = [m for m in sentence.heading_mentions if m.type == "Park" and not CODE.fullmatch(m.text)]
        above = next(iter(parks), None)
        whole = self._subjects.whole
        own_id = whole.id if whole and whole.type == "Park" else ""
        home_id = above.entity_id if above else own_id
        titled = next((m.entity_id for m in parks if not self._is_topic(m, sentence)), own_id)
        named = (group for group in groups if not self._is_own(group, groups[0], sentence))
        for group in named if home_id else ():
            head, tail = head_of(sentence, group[0]), tail_of(sentence, group[-1])
            part = IS.fullmatch(head) and self._role.match(tail)  # 甲园。为乙区的园中园
            carried = head.endswith("以") and CARRIED_BY.match(sentence.after(group[0], 60))
            if above and (part or carried):
                stating.say("PART_OF", [home_id], ids(group), basis="heading")
            elif self._is_described(group, head, tail, sentence):
                inner = [park for park in group if titled and not self._same_name(park, titled, stating)]
                stating.say("PART_OF", ids(inner), [titled], basis="heading")
            elif (
                (self._makes.search(head) and not is_goal(head, group[0]))
                or self._lists.search(head)
                or OF_COUNT.search(head)
                or self._is_laid_out(group[0], stating)
            ):
                inner = [park for park in group if not self._same_name(park, home_id, stating)]
                stating.say("PART_OF", ids(inner), [home_id], basis="heading")

    def _of_the_opening(self, groups: Groups, stating: Stating) -> None:
        """甲区重点打造……，支持乙园建设: what is built or grown in a sentence about a park is in that park."""
        sentence = stating.sentence
        opening = groups[0]
        if len(opening) > 1 or head_of(sentence, opening[0]) or opening[0].start != sentence.start:
            return
        if not DESCRIBED.match(tail_of(sentence, opening[0])):
            return
        for group in groups[1:]:
            head, tail = head_of(sentence, group[0]), tail_of(sentence, group[-1])
            grown = self._supports.search(head) and self._grows.match(tail)
            made = self._makes.search(head) and not is_goal(head, group[0])
            if opening[0].entity_id not in find_owner(sentence, group[0].start, self.whole_id).entity_ids:
                continue
            if (made or grown) and not self._negative.search(head):
                inner = [park for park in group if not self._same_name(park, opening[0].entity_id, stating)]
                stating.say("PART_OF", ids(inner), [opening[0].entity_id])

    def _is_described(self, group: Sequence[Mention], head: str, tail: str, sentence: Sentence) -> bool:
        opens = not head and group[0].start == sentence.start
        titled = sentence.text == sentence.section.heading and bool(re.fullmatch(NUMBERING, head)) and not tail
        if titled and DIVISIONS.search("".join(sentence.section.path[-2:-1])):
            return True
        return (
            opens
            and bool(DESCRIBED.match(tail))
            and bool(self._includes.search(sentence.section.heading) or len(tail) > 1)
        )

    def _is_own(self, group: Sequence[Mention], opening: Sequence[Mention], sentence: Sentence) -> bool:
        """Whether a sentence that another park opens speaks of this one: it is no part of the heading's."""
        return group is not opening and opening[0].start == sentence.start

    def _is_topic(self, above: Mention | None, sentence: Sentence) -> bool:
        """Whether the park above is only the one of the sentence before: the next park is its neighbour."""
        return above is not None and above.start > sentence.section.start + len(sentence.section.heading)

    def _is_laid_out(self, park: Mention, stating: Stating) -> bool:
        """Whether a list of areas spells out the layout that the words before it count."""
        return bool(LAID_OUT.search(stating.facts.document.text[max(0, park.start - LAYOUT_REACH) : park.start]))

    def _same_name(self, park: Mention, home_id: str, stating: Stating) -> bool:
        """Whether the heading's park is itself a part of this one by its name (怀柔科学城 above 怀柔科学城东区)."""
        home = stating.facts.entities[home_id].name
        return home.startswith(park.text) or park.entity_id == home_id


def _is_strung(left: Sequence[Mention], between: str, tail: str) -> bool:
    """Whether a belt has the parks behind it for its parts: 甲带串联乙、丙; 甲带以乙、丙为支撑."""
    if len(left) > 1 or not BELT.search(left[0].text):
        return False
    return bool(STRUNG.fullmatch(between) or (BORNE.fullmatch(between) and AS_PARTS.match(tail)))
