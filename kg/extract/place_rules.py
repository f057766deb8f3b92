"""Where things are: LOCATED_IN from sentences and headings."""

import re
from collections.abc import Mapping, Sequence

from kg.extract.context import Facts, Sentence, ids
from kg.extract.cues import Cues
from kg.extract.manner import Manner
from kg.extract.owners import Owner, find_owner
from kg.extract.rules import Rules, Stating, Subjects, coordinated, head_of, near, tail_of
from kg.records import Mention

MOVERS = ("Enterprise", "Platform", "Project", "Institution", "Park")
NEAR = 16
OF_PLACE = re.compile(r"(?:境?内|范围内)的?")  # 乙内的甲
PARTNER = re.compile(r"^(?:积极|主动|加强|深化|推动)*(?:与|同|联合|会同|携手)")  # with whom something is done
ITS_PEOPLE = re.compile(
    r"(?:等)?(?:高校|院校)?的?(?:高端|高层次|优秀)?(?:创业|创新|科研|专家|研发)*(?:团队|人才|成果|专家|教授|校友|科技成果|资源|技术|资本|投资)"
)
AT = re.compile(r"(?:在|到|至|于)$")
ITS_OWN = re.compile(r"(?!等)[^，。；]{1,12}(?:项目|工程|产品|成果|技术)")
COUNTED = re.compile(r"[\d一二三四五六七八九十多数若]+[^、]{0,4}[家个条项座所批]")  # 4家以上技术中心 names none
# The end of a longer name, a partner, or what something else is to become: none is a thing that comes.
PARTLY = re.compile(r"[）)]$|(?:与|同|和|对接|加强|支撑|服务|助力|融入)$|(?:成为|打造成|建设成)[^，。；]{0,12}$")


class PlaceRules(Rules):
    """LOCATED_IN."""

    def __init__(self, cues: Mapping[str, Cues], subjects: Subjects, manner: Manner) -> None:
        super().__init__(cues, subjects, manner)
        own = cues["LOCATED_IN"]
        self._settled = own.of("located", "settled")
        self._holds = re.compile(rf"(?:{own.of('holds').pattern})[^，。；]{{0,14}}$")
        self._inside = re.compile(rf"^(?:内|境内)?的?(?:{own.of('built', 'holds').pattern})")
        self._built = re.compile(rf"(?:{own.of('built', 'brought').pattern})[^，。；]*$")
        self._brought = re.compile(rf"(?:{own.of('brought').pattern})[^，。；]*$")
        self._stands = re.compile(
            rf"^(?:[^，。；]{{0,8}}|等[^，。；]{{0,14}}(?:项目|平台|工程|机构|企业))(?:{own.of('stands').pattern}|加快(?:推进|建设|前期|落地))"
        )
        self._there = re.compile(rf"^[^，。；]{{0,4}}(?:{own.of('stands').pattern})")
        self._makes = own.of("makes")
        self._wished, self._negative = own.of("not_yet"), own.negative

    def read(self, sentence: Sentence, facts: Facts) -> None:
        """All facts of this relation in one sentence."""
        stating = self.stating(sentence, facts)
        for group in coordinated(sentence, sentence.of(*MOVERS)):
            clause = head_of(sentence, group[0]) + tail_of(sentence, group[-1])
            if self._negative.search(clause):
                continue
            places = self._places(group, sentence)
            movers = [m for m in group if m.entity_id not in places]
            if places:
                stating.say("LOCATED_IN", ids(movers), places)
            else:
                self._at_home(movers, stating)

    def _places(self, group: Sequence[Mention], sentence: Sentence) -> list[str]:
        """The places that the clause itself gives a list of things: 甲落户乙, 在乙建设甲, 乙集聚甲."""
        found = []
        for place in sentence.of("Park", "Region"):
            behind = near(sentence, group[-1], place, NEAR)
            before = near(sentence, place, group[0], NEAR)
            if place in group:
                continue
            at = head_of(sentence, place).endswith(("在", "落户", "于"))
            where = head_of(sentence, place).endswith(("位于", "坐落于", "地处"))
            if (
                (behind is not None and self._comes(group, behind, place, sentence))
                or (before is not None and (OF_PLACE.fullmatch(before) or (where and before == "的")))
                or (before is not None and (self._inside.match(before) or (at and self._built.search(before))))
                or (before == "" and group[0].type != "Enterprise" and place.type == "Region")
            ):
                found.append(place.entity_id)
        return found[-1:]

    def _comes(self, group: Sequence[Mention], behind: str, place: Mention, sentence: Sentence) -> bool:
        """甲落户乙, 甲在乙投用; not a thing of an organisation (甲挖掘机项目选址乙), nor what a firm sets up elsewhere."""
        if group[0].type in ("Enterprise", "Institution") and ITS_OWN.match(behind):
            return False
        there = bool(AT.search(behind)) and group[0].type in ("Platform", "Project", "Park")
        return bool(self._settled.search(behind)) or (there and bool(self._there.match(tail_of(sentence, place))))

    def _at_home(self, group: Sequence[Mention], stating: Stating) -> None:
        """What is built, opened or brought in without a place of its own is where the sentence, heading or plan is."""
        sentence = stating.sentence
        home = find_owner(sentence, group[0].start, self.whole_id) if group else Owner((), "heading")
        named = [m for m in group if not COUNTED.match(m.text)]
        default = home.entity_ids == (self.whole_id,) and home.basis == "heading"
        parks = default or home.basis == "direct"  # a park under a park's heading is a part of it
        movers = [m for m in named if m.type != "Park" or (parks and self._is_made(m, sentence))]
        if not movers or PARTLY.search(head_of(sentence, group[0])):
            return
        if self._arrives(movers, default, sentence):
            places = [*home.entity_ids[:1], *self._around(home, sentence, stating.facts)]
            stating.say("LOCATED_IN", ids(movers), places, basis=home.basis)

    def _around(self, home: Owner, sentence: Sentence, facts: Facts) -> list[str]:
        """The parks of the headings that the innermost one is a part of, as far as the document has said so."""
        inner = home.entity_ids[:1] if home.basis == "heading" else ()
        above = {mention.entity_id for mention in sentence.heading_mentions}
        parts = [r for r in facts.relations.values() if r.type == "PART_OF" and r.subject_id in inner]
        return [part.object_id for part in parts if part.object_id in above]

    def _is_made(self, park: Mention, sentence: Sentence) -> bool:
        """Whether a park is itself built, not only a thing of it: 「打造乙园」, not 「吸引乙园成果」."""
        made = re.search(rf"(?:{self._makes.pattern})(?!区)[^，。；、]{{0,8}}$", head_of(sentence, park))
        return bool(made) and not re.match(r"[^，。；、]*(?:成果|资源|项目|溢出)", tail_of(sentence, park))

    def _arrives(self, group: Sequence[Mention], default: bool, sentence: Sentence) -> bool:
        """Whether the clause says that things come or stand; to the plan's whole area only what surely does."""
        head, tail = head_of(sentence, group[0]), tail_of(sentence, group[-1])
        if re.search(r"落户(?:园区|本区|区内|我区|本市|我市)", tail):
            return True
        if group[0].type in ("Enterprise", "Institution") and (PARTNER.search(head) or ITS_PEOPLE.match(tail)):
            return False
        if group[0].type == "Enterprise" and default:
            return bool(self._brought.search(head))
        if self._wished.search(head) and default:
            return False
        rooted = re.search(r"(?:依托|以)[^，。；]{0,4}$", head) and group[0].type in ("Enterprise", "Institution")
        if rooted and not default and re.search(r"龙头|为带动|骨干|打造|为依托", tail):
            return True
        return bool(self._built.search(head) or self._stands.match(tail))
