"""What places focus on, and which industry is part of which: FOCUSES_ON and SUB_INDUSTRY."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from kg.extract.context import Facts, Sentence, ids
from kg.extract.manner import Manner
from kg.extract.sentences.focus_owner import focus_owner
from kg.extract.sentences.owners import has_other_subject
from kg.extract.sentences.rules import Rules, Stating, Subjects, coordinated, head_of, last_match, tail_of
from kg.extract.sentences.trades import Trade, core_of, heading_industry, trade_of, trades_of
from kg.extract.words.cues import Cues
from kg.records import Mention

MOST = 60  # characters of a list between a cue and one of its later members
CHAPTERS_ELSEWHERE = re.compile(
    r"形势|背景|环境|机遇|挑战|趋势|依据"
)  # there the world is described, not the plan's aims
CHAPTERS_HERE = re.compile(r"基础|现状|成效|回顾")
TOPIC_TAIL = re.compile(r"^(?:特色|主导|支柱|优势|重点)?(?:产业|集群|行业)*$")
AIMS = re.compile(r"[^，。；、]{0,14}，[^，。；]{0,4}(?:打造|培育|构建|形成|建设|壮大)[^，。；、]{0,12}")
SCENES = re.compile(  # what is sought inside a field is no development of it: 围绕甲等领域打造应用场景, 围绕乙等环节，突破……
    r"[”\"]?(?:等[^，。；]{0,6})?，?[^，。；]{0,2}(?:打造|建设|开放|推出|形成|发布)[^，。；]{0,14}场景|等?[^，。；]{0,4}环节，?[^，。；]{0,4}(?:突破|攻克|攻关|开展)"
)
INSIDE_FIELD = re.compile(r"(?:围绕|聚焦|面向|瞄准|针对|在)[^，。；]*$")
SERVED = re.compile(r"[^，。；]{0,10}，[^，。；]{0,8}(?:相关|配套|所需)的?[一-龥]{2}")
MAINLY = re.compile(r"[^，。；]{0,20}为主(?![体线题管办动要]|营业)")
# 以甲为基础，以乙、丙为突破口的……产业体系: what it is made of.
MADE_OF = re.compile(
    r"(?:等?[^，。；、为]{0,6})为[^，。；、]{1,6}(?:，以[^，。；]*为[^，。；、]{1,6})*的[^，。；、]{0,12}(?:体系|格局|集群)"
)
COUNTED = re.compile(  # 甲、乙、丙三大主导产业
    r"(?:(?:、|和|及)[^，。；、]{2,10}?){0,5}等?[两二三四五六七八九十\d]+(?:大|个|条)[^，。；、]{0,8}?产业(?:链|集群|体系)?(?=$|和|[一-龥]{0,2}(?:发展|提升|提质|集聚|壮大))"
)
HATCHED = re.compile(r"孵化[^，。；]{0,4}一批[^，。；、]*$")  # 孵化一批甲、乙项目: what is hatched are projects
OF_THESE = re.compile(r"[^，。；、]{0,8}(?:项目|企业|团队|成果)")
EXAMPLE = re.compile(r"（(?:如|例如|比如)[^）]*$")  # 低空经济（如甲物流）
OWN_AIM = r"[抢紧]抓|抓住|把握|对接|落实|贯彻|围绕|依托"  # what is elsewhere is made use of here
OF_FIRMS = re.compile(r"[^，。；]{0,14}的.{0,6}企业")  # 发展从事甲的企业: of the firms, not of the trade
CODED = (
    r"[^，。；]{0,4}“[^”]{1,14}”[一-龥]{0,6}[，：:](?:即|分别是|分别为|也就是|就是)[：:]?[^，。；]*$"  # 聚焦“3+2”，即甲
)
Groups = list[list[Mention]]


class FocusRules(Rules):
    """FOCUSES_ON and SUB_INDUSTRY: both begin with industries that a sentence says to develop."""

    def __init__(self, cues: Mapping[str, Cues], subjects: Subjects, manner: Manner) -> None:
        super().__init__(cues, subjects, manner)
        focus, under = cues["FOCUSES_ON"], cues["SUB_INDUSTRY"]
        self._strong = focus.of("focus", "foster", "explore")
        self._moving, self._growth = focus.of("moving"), _soon(_verb(focus.of("growth")))
        self._seeking = focus.of("focus", "foster", "explore", "moving")
        self._gathering, self._gathered = focus.of("gathering"), _soon(focus.of("gathered"))
        self._leading = _soon(focus.of("leading"))
        self._led = re.compile(rf"(?:{focus.of('led').pattern})(?:为|是|包括|有|：)?$")
        self._aside = re.compile(
            rf"^[”\"]?(?:、[^，。；]{{0,12}}?等)?等?(?:产业|领域|行业)?(?:{focus.of('not_after').pattern})|^[^，。；]{{0,14}}需求"
            r"|^[^，。；]{0,30}等?(?:关键|核心|重点)?环节，[^，。；]{0,8}(?:突破|攻克|攻关)|^[^，。；]{0,40}领域[^，。；]{0,4}打造[^，。；]{0,10}场景"
        )
        self._other_verb = focus.of("not_between")
        self._coded = re.compile(f"(?:{self._strong.pattern}){CODED}")
        self._turning = focus.of("turning")
        self._elsewhere = re.compile(rf"^(?!{OWN_AIM}).{{0,10}}?(?:{focus.of('not_here').pattern})(?!级)")
        self._includes, self._detail = under.of("includes"), under.of("detail")
        self._details = re.compile(
            rf"(?:产业|领域|行业|集群|方面)*[，,：:。]?(?:{self._detail.pattern})[^，。；、]{{0,6}}"
        )

    def read(self, sentence: Sentence, facts: Facts) -> None:
        """All facts of these relations in one sentence."""
        groups = list(coordinated(sentence, [*trades_of(sentence, facts)]))
        if not groups:
            return
        stating = self.stating(sentence, facts)
        focused = [group for group in groups if self._is_focused(sentence, group)]
        for group in focused:
            self._focuses_on(group, stating)
        self._moves_to_a_park(groups, stating)
        self._parts(groups, stating)
        self._under_the_topic(focused, stating)
        self._under_the_aim(groups, stating)
        self._under_the_heading(focused, stating)

    def _is_focused(self, sentence: Sentence, group: Sequence[Mention]) -> bool:
        """Whether the clause says to develop these industries; not where it says to give them up or only mentions them."""
        head, tail = head_of(sentence, group[0]), tail_of(sentence, group[-1])
        behind = sentence.text[group[-1].end - sentence.start :]
        if self._cues["FOCUSES_ON"].negative.search(head + tail[:8]):
            return False
        if self._leading.match(group[-1].text[-6:] + tail) or self._led.search(head):
            return True
        if self._coded.search(sentence.text[: group[0].start - sentence.start]):
            return True
        if (MAINLY.match(tail) or MADE_OF.match(behind)) and re.search(r"以[^，。；]*$", head):
            return True
        if COUNTED.match(tail) and self._announced(sentence, group[0]):
            return True
        if EXAMPLE.search(head) or (HATCHED.search(head) and OF_THESE.match(tail)):
            return False
        if INSIDE_FIELD.search(head) and SCENES.match(behind):
            return False
        if self._aside.match(tail) or _is_joined(sentence, group, head, tail) or self._turns(head, tail):
            return False
        if self._governs(self._strong, head):
            return not OF_FIRMS.match(tail)
        if self._governs(self._moving, head):
            return bool(self._growth.match(tail))
        return self._governs(self._gathering, head) and bool(self._gathered.match(tail))

    def _announced(self, sentence: Sentence, first: Mention) -> bool:
        """Whether a counted list follows what is sought in general: 「构建“3+2”产业体系，即甲、乙、丙三大产业」."""
        before = re.split("[。；]", sentence.text[: first.start - sentence.start])[-1]
        return bool(self._seeking.search(before)) and not self._cues["FOCUSES_ON"].negative.search(before)

    def _turns(self, head: str, tail: str) -> bool:
        """Whether something turns to these industries: 「推动甲公司向乙转型」, 「探索向丙延伸」."""
        turned = re.search(r"(探索)?向[^，。；]*$", head)
        return bool(turned) and bool((turned and turned[1]) or self._turning.match(tail))

    def _governs(self, cue: re.Pattern[str], head: str) -> bool:
        """Whether the last cue in front of a list has the list as its object: no other verb comes between."""
        found = last_match(cue, head)
        gap = head[found.end() :] if found else ""
        return bool(found) and len(gap) <= MOST and not self._other_verb.search(gap)

    def _focuses_on(self, group: Sequence[Mention], stating: Stating) -> None:
        sentence = stating.sentence
        made = _named_behind(sentence, group[-1])
        if made:  # 以生命科学为主的综合创新发展区
            stating.say("FOCUSES_ON", [made.entity_id], ids(group))
            return
        owner = focus_owner(sentence, group, self.whole_id, stating.facts)
        default = owner.entity_ids == (self.whole_id,) and owner.basis == "heading"
        if not (default and self._is_elsewhere(sentence)):
            stating.say("FOCUSES_ON", owner.entity_ids, ids(group), basis=owner.basis)

    def _is_elsewhere(self, sentence: Sentence) -> bool:
        """Whether a sentence without a place of its own speaks of the world at large."""
        if has_other_subject(sentence, self._subjects.whole):
            return True
        chapters = (one for one in sentence.section.path if not CHAPTERS_HERE.search(one))
        return bool(self._elsewhere.match(sentence.text) or any(CHAPTERS_ELSEWHERE.search(one) for one in chapters))

    def _moves_to_a_park(self, groups: Groups, stating: Stating) -> None:
        """推动甲产业向乙园集聚."""
        for group in groups:
            for place in stating.sentence.of("Park"):
                between = stating.sentence.between(group[-1], place) if place.start >= group[-1].end else "，"
                if re.fullmatch(r"(?:等)?[^，。；、]{0,6}[向在]", between) and re.match(
                    r"[^，。；]{0,4}(?:集聚|集中|布局|聚集|落户)", tail_of(stating.sentence, place)
                ):
                    stating.say("FOCUSES_ON", [place.entity_id], ids(group))

    def _parts(self, groups: Groups, stating: Stating) -> None:
        """甲、乙等丙产业; 丙产业包括甲、乙; 丙产业，重点发展甲、乙; 丙产业（甲、乙）."""
        sentence = stating.sentence
        for left, right in pairwise(groups):
            between = sentence.between(left[-1], right[0])
            if re.fullmatch(
                r"[”\"]?等(?!.*(?:(?:领域|方面|方向|环节|技术|产品)的|推广|应用|使用|采用|普及|部署|引入|导入|试点|开展|实施))(?:[^，。；、与和及向对在为赋]{0,6}|[^，。；、与和及向对在为赋]{0,8}的)",
                between,
            ):
                self._say(left, _trade(right[0]), stating)
            elif between == "（":  # 甲（乙、丙）
                self._say(right, _trade(left[-1]), stating)
            elif len(left) == 1 and self._leads_to(between):
                self._say(right, _trade(left[0]), stating)

    def _leads_to(self, between: str) -> bool:
        """Whether 「…包括…」 or 「…产业，重点发展…」 stands between two industries."""
        if "。" in between or self._cues["SUB_INDUSTRY"].negative.search(between):
            return False
        return bool((len(between) <= 24 and self._includes.search(between)) or self._details.fullmatch(between))

    def _under_the_topic(self, focused: Groups, stating: Stating) -> None:
        """A sentence that opens with one industry and comes back to it is about that industry's parts."""
        sentence = stating.sentence
        named = sentence.of("Industry", "Cluster")
        opening, later = named[0], named[1:]
        head, tail = head_of(sentence, opening), tail_of(sentence, opening)
        topic = trade_of(opening, stating.facts)
        if topic is None or opening.start - len(head) != sentence.start or not TOPIC_TAIL.match(tail):
            return
        if not (self._governs(self._strong, head) or self._governs(self._moving, head)):
            return
        again = next((t for t in (trade_of(m, stating.facts) for m in later) if t and t.core == topic.core), None)
        behind = sentence.text[opening.end - sentence.start :]
        if again or re.match(rf"[^，。；]{{0,4}}，(?:{self._detail.pattern})", behind):
            for group in focused:
                if group[0] is not opening:
                    self._say(group, again or topic, stating)

    def _under_the_aim(self, groups: Groups, stating: Stating) -> None:
        """围绕甲、乙等领域，打造丙产业集群."""
        sentence = stating.sentence
        for group in groups:
            if len(group) < 2 or not re.search(r"(?:围绕|聚焦|依托)[^，。；]{0,6}$", head_of(sentence, group[0])):
                continue
            for aim in sentence.of("Industry", "Cluster"):
                between = sentence.between(group[-1], aim) if aim.start > group[-1].end else ""
                trade = trade_of(aim, stating.facts) if AIMS.fullmatch(between) else None
                if trade:
                    self._say(group, trade, stating)
                    break

    def _under_the_heading(self, focused: Groups, stating: Stating) -> None:
        """Under a heading that names one industry, what is to be developed are its parts, but for parts of these."""
        heading = self._parent(stating)
        above = {mention.entity_id for mention in stating.sentence.heading_mentions}
        if heading is None or self._serves(stating.sentence, focused):
            return
        said = self._said(stating)
        for group in focused:
            head, tail = head_of(stating.sentence, group[0]), tail_of(stating.sentence, group[-1])
            gathers = not self._governs(self._strong, head) and self._governs(self._gathering, head)
            listed = COUNTED.match(tail) and self._announced(
                stating.sentence, group[0]
            )  # the place's own, of all kinds
            beside = any(core_of(m.text) == heading.core for m in group)  # 做强甲、乙 under 甲: 乙 is its neighbour
            if (
                not gathers
                and not listed
                and not beside
                and not self._cues["SUB_INDUSTRY"].negative.search(head + tail[:10])
            ):
                new = [m for m in group if m.entity_id not in above and m.entity_id not in said]
                self._say(new, heading, stating, basis="heading")

    def _said(self, stating: Stating) -> set[str]:
        """The industries whose parent this sentence itself has given."""
        start, end = stating.sentence.start, stating.sentence.end
        parts = (r for r in stating.facts.relations.values() if r.type == "SUB_INDUSTRY")
        return {r.subject_id for r in parts if any(start <= e.start and e.end <= end for e in r.evidence)}

    def _parent(self, stating: Stating) -> Trade | None:
        """The heading's industry; an outer heading's where the sentence itself comes back to that one."""
        heading = heading_industry(stating.sentence, stating.facts)
        if heading is None:
            return None
        outer = {m.entity_id for m in stating.sentence.heading_mentions if m.type == "Industry"} - {heading.entity_id}
        named = (trade_of(m, stating.facts) for m in stating.sentence.of("Industry", "Cluster"))
        return next((trade for trade in named if trade and trade.entity_id in outer), _trade(heading))

    def _serves(self, sentence: Sentence, focused: Groups) -> bool:
        """Whether the fields are those of others that the heading's industry works for: 「围绕甲等领域，加大相关软件研发」."""
        return any(SERVED.match(sentence.text[group[-1].end - sentence.start :]) for group in focused)

    def _say(self, children: Sequence[Mention], parent: Trade, stating: Stating, *, basis: str = "direct") -> None:
        """Children that are the parent by a shorter or longer name are left out."""
        own = [child for child in children if core_of(child.text) not in parent.core]
        stating.say("SUB_INDUSTRY", ids(own), [parent.entity_id], basis=basis)


def _named_behind(sentence: Sentence, industry: Mention) -> Mention | None:
    """The park of 「以甲产业为主的乙区」."""
    for place in sentence.of("Park"):
        if place.start >= industry.end and re.fullmatch(
            r".{0,6}为(?:主|主导|核心|特色|主题)的[^，。；、]{0,6}", sentence.between(industry, place)
        ):
            return place
    return None


def _soon(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The pattern not far behind the start of a text."""
    return re.compile(rf"^.{{0,10}}?(?:{pattern.pattern})")


def _verb(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The words where they say something of what stands before, not of what follows: 「新型工业化发展的引领区」."""
    return re.compile(rf"(?:{pattern.pattern})(?!的)")


def _is_joined(sentence: Sentence, group: Sequence[Mention], head: str, tail: str) -> bool:
    """Whether industries are only brought together: 「促进甲与乙产业融合」; not 「甲、乙等产业融合发展」."""
    joints = [sentence.between(left, right) for left, right in pairwise(group)]
    return "融合" in tail[:12] and (
        head.endswith(("与", "和")) or any("与" in one for one in joints) or "与" in tail[:8]
    )


def _trade(mention: Mention) -> Trade:
    return Trade(mention.entity_id, core_of(mention.text))
