"""Where things are: LOCATED_IN from sentences and headings."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from kg.extract.context import Facts, Sentence, ids
from kg.extract.manner import Manner
from kg.extract.sentences.owners import Owner, find_owner, heading_place
from kg.extract.sentences.rules import Rules, Stating, Subjects, clause_of, coordinated, head_of, joint, near, tail_of
from kg.extract.sentences.seated import MOVERS, ORGANISATIONS, SEATED, moves_before, seated_in
from kg.extract.words.cues import Cues
from kg.records import Mention

SPREAD = re.compile(r"（(?:主要)?(?:包括|涉及|涵盖|覆盖|分布在|布局在|集中在)")  # 甲产业带（包括乙、丙等县）
PART_ONLY = re.compile(r"^[东西南北中]{1,2}部")  # 乙|南部的丙: a part of 乙
LINKS = re.compile(r"(?:连接|联通|连通|直达|直通|之一)")  # a road to a place; one of the things of a kind
BUILDING = re.compile(r"建设|建成|落地|前期|开工|投用|投产|启用|项目|工程|运行|^等")
ELSEWHERE = re.compile(r"(?:落户|入驻|进驻)(?!建设|发展|运营)[一-龥]{2,8}$")  # a place that is no entity: 落户前湾
GOAL = re.compile(r"(?:国际|世界|全国|国内|全球|亚洲|行业)(?:级|一流|领先|知名|顶尖)")
AS_GOAL = re.compile(r"[”\"]?为(?:总体|总|主要|发展|奋斗|建设)*(?:目标|愿景)")  # 以打造甲基地为总体目标
NEAR = 16
OF_PLACE = re.compile(r"(?:境?内|范围内)的?")  # 乙内的甲
LEADS = re.compile(r"(?:并|还|也|又|同时)*(?:牵头|参与)")  # by whom is told in the clause before
CHANCE = re.compile(r"[^，。；]{0,10}(?:机遇|契机)")  # 抢抓甲铁路通车机遇: it passes by
SIDE_BY_SIDE = re.compile(
    r"^(?:支持|推动|推进|加快|促进|鼓励|引导)(?:推进|建设|发展)*$"
)  # 推动甲园提质，加快乙中心建设
COMES = re.compile(
    r"(?:等[^，。；、]{0,8}(?:项目|工程))?(?:全面|正式|尽快|早日|加快|签约)*(?:落户|落地|开工|动工|投产|投用|启用|竣工|建成|建设$)"
)
PARTNER = re.compile(r"^(?:积极|主动|加强|深化|推动)*(?:与|同|联合|会同|携手)")  # with whom something is done
ITS_PEOPLE = re.compile(
    r"(?:等)?(?:高校|院校)?的?(?:高端|高层次|优秀)?(?:创业|创新|科研|专家|研发)*(?:团队|人才|成果|专家|教授|校友|科技成果|资源|技术|资本|投资)"
)
OWNS = re.compile(r"(?:拥有|现有|已有|涌现出?|培育出)(?:了|以)?$")  # 拥有甲、乙等龙头企业: they are here
SETTLED = re.compile(  # 已落户甲、乙等企业
    r"(?:^|[已现有共累计先后成功陆续相继吸引])(?:签约)?(?:落户|入驻|进驻|落地|集聚|汇聚|聚集)(?:了|有|以|着)?(?:[一-龥]{0,6}(?:企业)?[“\"]?)?$"
)
THERE = re.compile(  # 甲、乙布局于此, 甲位于园内, 甲为园区龙头
    r"(?:等[^，。；]{0,8})?(?:均|都|已|也|先后|相继|全部)*(?:(?:布局|落户|入驻|进驻|坐落|聚集|集聚|扎根|落地|汇聚)(?:于此|于其中|在此|其[间中]|园内)"
    r"|(?:位于|落户|入驻|进驻|坐落于|坐落在|落户于|在)(?:该|本)?园区?内?|[为是](?:该|本)?园区?内?的?(?:龙头|链主|主导|领军|骨干)(?:企业)?)(?=[，。；、]|$)"
)
OF_FIRMS = re.compile(r"等[^，。；、的]{0,10}企业")
KINDS = re.compile(  # 省级开发区分别是甲、乙: the plan's own
    r"(?:开发区|园区|产业园|工业园|高新区|经开区|集聚区|集中区|功能区|示范区|产业基地)[^，。；、]{0,4}(?:分别是|分别为|有|包括|包含)：?$"
)
OF_COUNT = re.compile(  # “两园”为甲、乙: the members of a layout
    r"^(?:其中)?(?:[“\"][一二三四五六七八九两十多][^，。；”\"]{1,6}[”\"]|[一二三四五六七八九两十多]+(?:大|个)?[园区片组基][团地区]?)(?:，?(?:分别|即|就是|是指|指))?(?:为|是|即|指|包括|包含|涵盖)?：?$"
)
HAS = re.compile(r"(?:现有|共有|建有|设有|拥有|坐拥)(?:了|以)?[^，。；、]{0,8}$")
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
        self._inside = re.compile(rf"^(?:内|境内)?的?(?:{own.of('built', 'holds').pattern})")
        self._built = re.compile(rf"(?:{own.of('built', 'brought').pattern})[^，。；]*$")
        self._brought = re.compile(rf"(?:{own.of('brought').pattern})[^，。；]*$")
        self._stands = re.compile(
            rf"^(?:[^，。；]{{0,8}}|等[^，。；]{{0,14}}(?:项目|平台|工程|机构|企业))(?:{own.of('stands').pattern}|加快(?:推进|建设|前期|落地))"
        )
        self._there = re.compile(rf"^[^，。；]{{0,4}}(?:{own.of('stands').pattern})")
        self._makes = own.of("makes")
        self._pushed = re.compile(rf"(?:{own.of('pushed').pattern})[^，。；]*$")
        self._wished, self._negative = own.of("not_yet"), own.negative
        self._asked = re.compile(rf"(?:{own.of('asked').pattern})[^，。；]*$")
        self._sets_up = re.compile(
            rf"^(?:等[^，。；]{{0,10}})?[^，。；]{{0,12}}?(?:{own.of('sets_up').pattern})(?!基础)[^，。；]{{2}}"
        )
        self._city_role = re.compile(rf"(?:{own.of('city_roles').pattern})$")

    def read(self, sentence: Sentence, facts: Facts) -> None:
        """All facts of this relation in one sentence."""
        stating = self.stating(sentence, facts)
        seated = self._of_the_title(stating)
        self._spread(stating)
        for group in coordinated(sentence, sentence.of(*MOVERS)):
            head = head_of(sentence, group[0])
            if self._negative.search(head + tail_of(sentence, group[-1])):
                continue
            if group[0].type == "Park" and SEATED.match(head):
                continue  # where something else stands
            group = [mention for mention in group if mention.entity_id not in seated]
            if not group:
                continue
            places = self._places(group, sentence)
            movers = [m for m in group if m.entity_id not in places and not self._city_role.search(m.text)]
            if places:
                stating.say("LOCATED_IN", ids(movers), places)
            else:
                self._at_home(movers, stating)

    def _places(self, group: Sequence[Mention], sentence: Sentence) -> list[str]:
        """The places that the clause itself gives a list of things: 甲落户乙, 在乙建设甲, 乙集聚甲."""
        found = []
        rows = list(coordinated(sentence, sentence.of("Park", "Region")))
        for place in sentence.of("Park", "Region"):
            behind = near(sentence, group[-1], place, NEAR)
            before = near(sentence, place, group[0], NEAR)
            outer = next((m for m in sentence.of("Region") if m.end == place.start), place)
            if place in group or head_of(sentence, outer).endswith(("与", "同", "联合", "携手", "对接")):
                continue
            first = next(one[0] for one in rows if place in one)
            at = head_of(sentence, first).endswith(("在", "落户", "于"))
            where = head_of(sentence, place).endswith(("位于", "坐落于", "地处"))
            if (
                (behind is not None and self._comes(group, behind, place, sentence))
                or (before is not None and (OF_PLACE.fullmatch(before) or (where and before == "的")))
                or (before is not None and (self._inside.match(before) or (at and self._built.search(before))))
                or (before == "" and group[0].type != "Enterprise" and place.type == "Region")
            ):
                found.append(place.entity_id)
        return next((ids(row) for row in rows if found and _is_spread(row, found[-1], sentence)), found[-1:])

    def _of_the_title(self, stating: Stating) -> set[str]:
        """「甲项目。位于乙区丙镇」, 「建设甲中心，落户乙园」: what an earlier clause or the paragraph's title names; its ids."""
        sentence = stating.sentence
        places = [m for m in sentence.of("Park", "Region") if SEATED.match(head_of(sentence, m))]
        found: set[str] = set()
        for first in places:
            nested = [
                m for m in sentence.of("Park", "Region") if m.start >= first.end and not sentence.between(first, m)
            ]
            place = nested[-1] if nested else first
            told = seated_in(sentence, first)
            thing = told or next(iter(self._titles(stating) if not moves_before(sentence, first) else []), None)
            if thing and thing.entity_id != place.entity_id:
                basis = "direct" if told else "heading"
                stating.say("LOCATED_IN", [thing.entity_id], [place.entity_id], basis=basis)
                found.add(thing.entity_id)
        return found

    def _spread(self, stating: Stating) -> None:
        """「甲产业带（包括乙南部的丙、丁等县）」: grounds over several places."""
        sentence = stating.sentence
        for park in sentence.of("Park"):
            behind = sentence.text[park.end - sentence.start :]
            if SPREAD.match(behind):
                end = park.end + (behind.find("）") if "）" in behind else len(behind))
                inside = [m for m in sentence.of("Region") if park.end <= m.start < end]
                own = [m for m in inside if not PART_ONLY.match(sentence.text[m.end - sentence.start :])]
                stating.say("LOCATED_IN", [park.entity_id], ids(own))

    def _titles(self, stating: Stating) -> list[Mention]:
        """What the paragraph's own title names (「1.甲项目。」)."""
        line = stating.facts.document.text.rfind("\n", 0, stating.sentence.start)
        return [m for m in stating.sentence.heading_mentions if m.start > line and m.type in MOVERS][:1]

    def _comes(self, group: Sequence[Mention], behind: str, place: Mention, sentence: Sentence) -> bool:
        """甲落户乙, 甲在乙投用; not a thing of an organisation (甲挖掘机项目选址乙), nor what a firm sets up elsewhere."""
        if group[0].type in ("Enterprise", "Institution") and ITS_OWN.match(behind):
            return False
        there = bool(AT.search(behind)) and group[0].type in ("Platform", "Project", "Park")
        return bool(self._settled.search(behind)) or (there and bool(self._there.match(tail_of(sentence, place))))

    def _at_home(self, group: Sequence[Mention], stating: Stating) -> None:
        """What is built, opened or brought in without a place of its own is where the sentence, heading or plan is."""
        sentence = stating.sentence
        home = self._home(sentence, group[0]) if group else Owner((), "heading")
        named = [m for m in group if not COUNTED.match(m.text) and not _names_its_place(m, stating.facts)]
        default = home.entity_ids == (self.whole_id,) and home.basis == "heading"
        parks = default or home.basis == "direct"  # a park under a park's heading is a part of it
        made = parks and self._is_made(group, sentence)
        movers = [m for m in named if m.type != "Park" or made]
        if (
            not movers
            or (len(home.entity_ids) > 1 and not self._rests(home, sentence))
            or PARTLY.search(head_of(sentence, group[0]))
        ):
            return
        if self._arrives(movers, default, sentence):
            places = [*home.entity_ids, *self._around(home, sentence, stating.facts)]
            stating.say("LOCATED_IN", ids(movers), places, basis=home.basis)

    def _home(self, sentence: Sentence, thing: Mention) -> Owner:
        """The place that a thing without one of its own comes to; not another one that is asked for beside it."""
        home = find_owner(sentence, thing.start, self.whole_id)
        named = [m for m in self._named(home, sentence) if m.end <= thing.start]
        if not named or not SIDE_BY_SIDE.match(head_of(sentence, thing)):
            return home
        apart = clause_of(sentence, named[-1]) != clause_of(sentence, thing)
        beside = apart and SIDE_BY_SIDE.match(head_of(sentence, named[-1]))
        above = heading_place(sentence, self.whole_id) or self.whole_id
        return Owner((above,) if above else (), "heading") if beside else home

    def _named(self, home: Owner, sentence: Sentence) -> list[Mention]:
        """The mentions of a place that the sentence itself gives."""
        if home.basis != "direct":
            return []
        return [m for m in sentence.of("Park", "Region") if m.entity_id in home.entity_ids]

    def _rests(self, home: Owner, sentence: Sentence) -> bool:
        """Whether several places carry one thing together: 依托甲园、乙园，打造丙基地."""
        named = self._named(home, sentence)
        return bool(named) and head_of(sentence, named[0]).endswith("依托")

    def _around(self, home: Owner, sentence: Sentence, facts: Facts) -> list[str]:
        """The parks of the headings that the innermost one is a part of, as far as the document has said so."""
        inner = home.entity_ids[:1] if home.basis == "heading" else ()
        above = {mention.entity_id for mention in sentence.heading_mentions}
        parts = [r for r in facts.relations.values() if r.type == "PART_OF" and r.subject_id in inner]
        return [part.object_id for part in parts if part.object_id in above]

    def _is_made(self, parks: Sequence[Mention], sentence: Sentence) -> bool:
        """Whether parks are themselves built, not only things of them: 「打造乙园」, not 「吸引乙园成果」."""
        head = head_of(sentence, parks[0])
        tail = tail_of(sentence, parks[-1])
        made = re.search(
            rf"(?:{self._makes.pattern})(?!区)(?:[^，。；]{{0,24}}、|[^，。；、]{{0,8}}|[^，。；、]*\d[^，。；、]*的)$",
            head,
        ) or COMES.match(tail)
        if HAS.search(head) or KINDS.search(head) or OF_COUNT.search(head):
            return True
        things = re.match(r"(?!等[^，。；、]{0,8}(?:项目|工程))[^，。；、]*(?:成果|资源|项目|溢出)", tail)
        return bool(made) and not things and not is_goal(head, parks[0], tail)

    def _arrives(self, group: Sequence[Mention], default: bool, sentence: Sentence) -> bool:
        """Whether the clause says that things come or stand; to the plan's whole area only what surely does."""
        head, tail = head_of(sentence, group[0]), tail_of(sentence, group[-1])
        if re.search(r"落户(?:园区|本区|区内|我区|本市|我市)", tail) or THERE.match(tail):
            return True
        if ELSEWHERE.search(tail):
            return False
        if LINKS.match(tail) or CHANCE.match(tail):
            return False
        if group[0].type in ORGANISATIONS and re.search(r"(?:^|[^理事缘])由[^，。；]*$", head):
            return False  # 由甲公司建设: built by it, wherever it is
        if group[0].type == "Enterprise" and SETTLED.search(head):
            return True
        if group[0].type in ORGANISATIONS and (
            PARTNER.search(head) or ITS_PEOPLE.match(tail) or self._sets_up.match(tail)
        ):
            return False
        asked = self._asked.search(head) or (default and LEADS.match(head))
        if group[0].type not in ORGANISATIONS and asked and self._has_maker(group[0], sentence):
            return False  # 支持甲建设乙平台, 甲获评……，并牵头组建乙中心: wherever 甲 is
        if group[0].type == "Park" and (HAS.search(head) or KINDS.search(head) or OF_COUNT.search(head)):
            return True
        if group[0].type == "Enterprise" and default:
            return bool(self._brought.search(head)) or bool(OWNS.search(head) and OF_FIRMS.match(tail))
        if self._wished.search(head) and default:
            return False
        rooted = re.search(r"(?:依托|以)[^，。；]{0,4}$", head) and group[0].type in ("Enterprise", "Institution")
        if rooted and not default and re.search(r"龙头|为带动|骨干|打造|为依托", tail):
            return True
        comes = self._brought if group[0].type == "Enterprise" else self._built
        pushed = comes is self._built and self._pushed.search(head) and tail and not BUILDING.search(tail)
        return bool((comes.search(head) and not pushed) or self._stands.match(tail))

    def _has_maker(self, thing: Mention, sentence: Sentence) -> bool:
        """Whether a firm or institution stands in the clause in front of a thing that it is to build."""
        start = sentence.start if LEADS.match(head_of(sentence, thing)) else clause_of(sentence, thing)[0]
        makers = [m for m in sentence.of(*ORGANISATIONS) if start <= m.start and m.end <= thing.start]
        return any(sentence.between(maker, thing) for maker in makers)  # 甲丙项目 is one name in two parts


def _names_its_place(thing: Mention, facts: Facts) -> bool:
    """Whether a name begins with a park's name: it says itself where the thing is."""
    parks = (one for one in facts.entities.values() if one.type == "Park")
    return thing.type != "Park" and any(len(p.name) > 3 and thing.text.startswith(p.name) for p in parks)


def _is_spread(row: Sequence[Mention], last: str, sentence: Sentence) -> bool:
    """Whether places that end with `last` stand side by side, none inside the one before it: 在甲县、乙县建设丙."""
    apart = all(joint(sentence, left, right) for left, right in pairwise(row))
    return len(row) > 1 and apart and row[-1].entity_id == last


def is_goal(head: str, park: Mention, tail: str = "") -> bool:
    """Whether a name only describes what is to come about: 「打造国内一流的产业基地」, 「建成世界级产业基地」."""
    described = re.search(r"(?:打造|建设|建成|形成|成为)[^，。；]*[的级]$", head) and not re.search(
        r"为[主核]|位于|地处|\d", head
    )
    return bool(described) or bool(GOAL.match(park.text)) or bool(AS_GOAL.match(tail))
