"""Who builds what: BUILDS, from one clause or from the chain of clauses that names those who do it together."""

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.extract.context import Facts, Sentence, ids
from kg.extract.manner import Manner
from kg.extract.sentences.rules import Rules, Stating, Subjects, clause_of, coordinated, head_of, near, tail_of
from kg.extract.words.cues import Cues
from kg.records import Mention

MAKERS = ("Enterprise", "Institution")
WORKS = ("Project", "Platform")
OWN_NAMES = ("Enterprise", "Institution", "Park", "Department")
BEFORE = ("", "年产", "投资", "新建", "扩建", "总部")  # 甲公司丙项目, 甲年产丙项目
PLACED = ("位于", "选址", "地处", "坐落于")
# 由甲牵头，联合乙…: a clause that only says who does what another clause builds.
ACTS = re.compile(
    r"(?:等[^，。；]{0,8})?(?:共同|联合|具体|负责)*(?:作?为)?(?:牵头|发起|主导|龙头|链主|依托|主体|主力|引领|骨干|支撑|总体)?(?:单位|企业)?(?:牵头|负责|组织|带动)?"
)
LED = re.compile(r"(?:由|以|依托|发挥|支持|鼓励|引导|推动|推荐)$")
WITH = re.compile(r"^(?:并|共同|积极|主动)*(?:联合|会同|携手|与|协同|牵手)$")
AND = re.compile(r"(?:等[^，。；]{0,8})?(?:[、，]?(?:牵头|共同|作为牵头单位)*(?:联合|会同|携手|协同|与|和|同))$")
JOINED = re.compile(r"[、，]?(?:和|与|及|同|以及|联合|会同|携手|、)")
HALF = re.compile(
    r"(?P<joint>和|与|同|及|以及|联合|会同|携手|、)[一-龥]{2,24}?(?:共建|合建|共同建设|共同组建|联合建设|联合组建|合作建设)"
)
# 建设单位为甲, 依托单位：乙, 实施主体丙: a column of a table told in prose.
COLUMN = re.compile(
    r"(?:(?:建设|实施|承建|项目|投资|业主|承担|牵头|责任|主办|开发|申报)(?:单位|主体|企业|方|业主)|业主|投资方"
    r"|(?P<base>依托)(?:单位|企业|机构)|(?P<runs>运营)(?:单位|主体|企业|方)|(?P<joint>共建|合作|参与)(?:单位|方|机构))(?:为|是|有|：|:)?$"
)
ROLES = {"base": "依托单位", "runs": "运营单位", "joint": "共建单位"}


class BuilderRules(Rules):
    """BUILDS."""

    def __init__(self, cues: Mapping[str, Cues], subjects: Subjects, manner: Manner) -> None:
        super().__init__(cues, subjects, manner)
        self._builds = cues["BUILDS"].of("builds")
        builds = self._builds.pattern
        self._at_end = re.compile(  # and nothing is built behind
            rf"(?:等[^，。；]{{0,8}})?[^，。；]{{0,16}}?(?:{builds}|牵头|实施|开发|发起|主导)[^，。；]{{0,4}}"
        )
        self._at_work = re.compile(
            rf"(?:等[^，。；]{{0,8}})?(?:联合|共同|合作|负责|投资|出资)*(?:{builds})(?=[，。；]|$)"
        )
        self._made = re.compile(rf"(?:{builds})(?:[^，。；、]{{0,10}}的?)?[“\"]?$")

    def read(self, sentence: Sentence, facts: Facts) -> None:
        """甲、乙建设丙; 丙由甲建设; 由甲牵头，联合乙共建丙; 丙，建设单位为甲."""
        stating = self.stating(sentence, facts)
        self._built_together(stating)
        makers = list(coordinated(sentence, sentence.of(*MAKERS)))
        if not makers:
            return
        makers = [group for group in makers if not self._is_half(group, sentence)]
        for group in makers:
            self._built_by(group, stating)
        for things in coordinated(sentence, sentence.of(*WORKS)):
            for group in makers:
                between = near(sentence, group[-1], things[0], 16)
                behind = near(sentence, things[-1], group[0], 16)
                before = between in BEFORE and things[0].type == "Project"
                made = before or (between is not None and self._builds.search(between))
                by = behind and behind.endswith("由") and self._builds.search(tail_of(sentence, group[-1])[:12])
                if made or by:
                    together = [] if before else self._together(group, makers, sentence)
                    stating.say("BUILDS", ids([*together, *group]), ids(things))

    def _together(
        self, partners: Sequence[Mention], makers: Sequence[list[Mention]], sentence: Sentence
    ) -> list[Mention]:
        """Those who build with these partners: 甲联合乙共建丙, 以甲为龙头，联合乙共建丙."""
        found = leading(sentence, partners[0], makers)
        return found if found and found != list(partners) else []

    def _built_by(self, makers: Sequence[Mention], stating: Stating) -> None:
        """「甲项目。由乙公司建设」, 「建设甲，由乙牵头，联合丙共建」: who builds what was named before."""
        sentence = stating.sentence
        head = head_of(sentence, makers[0])
        column = COLUMN.search(head)
        by = head.endswith(("由", "依托")) or WITH.match(head)
        if not column and not (by and self._at_end.fullmatch(tail_of(sentence, makers[-1]))):
            return
        role = next((ROLES[key] for key, word in column.groupdict().items() if word), "") if column else ""
        for work, basis in self._works(makers[0], stating):
            stating.say("BUILDS", ids(makers), [work.entity_id], basis=basis, role=role)

    def _is_half(self, makers: Sequence[Mention], sentence: Sentence) -> bool:
        """Whether another who builds with them is no firm or school (由甲大学与某管理办公室共建): no half goes for the whole."""
        joint = HALF.match(tail_of(sentence, makers[-1]))
        behind = makers[-1].end + joint.end("joint") if joint else 0
        return bool(joint) and not any(m.start == behind for m in sentence.of(*MAKERS))

    def _built_together(self, stating: Stating) -> None:
        """丙由甲公司与乙大学共建, 丙。由甲公司联合乙公司建设: all of those who build it."""
        sentence, group = stating.sentence, list[Mention]()
        for mention in (*sentence.of(*MAKERS, "Department"), None):
            if group and mention and JOINED.fullmatch(sentence.between(group[-1], mention)):
                group.append(mention)
                continue
            makers = [m for m in group if m.type in MAKERS]
            whole = len(makers) == len(group) > 1  # with a body of the government among them a firm is only half of it
            led = whole and head_of(sentence, group[0]).endswith("由")
            if led and self._at_work.match(tail_of(sentence, group[-1])):
                for work, basis in self._works(group[0], stating):
                    stating.say("BUILDS", ids(makers), [work.entity_id], basis=basis)
            group = [mention] if mention else []

    def _works(self, maker: Mention, stating: Stating) -> Iterator[tuple[Mention, str]]:
        """What the clauses before a maker speak of, else the paragraph's title; nothing where another name comes between."""
        sentence = stating.sentence
        text = stating.facts.document.text
        before = [m for m in sentence.mentions if m.end <= maker.start and m.type in (*OWN_NAMES, *WORKS)]
        before = [m for m in before if m.type in WORKS or not self._only_helps(sentence, m)]
        before = [m for m in before if not head_of(sentence, m).endswith(PLACED)]
        if before:
            if before[-1].type in WORKS:
                yield before[-1], "direct"
            return
        line = text.rfind("\n", 0, sentence.start)
        topics = [m for m in sentence.heading_mentions if m.start >= line]
        if topics and topics[0].type in WORKS:
            yield topics[0], "heading"

    def _only_helps(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a name stands in a clause that only says who does it, or where: the work was named before."""
        head = head_of(sentence, mention)
        acts = head.endswith(("由", "依托")) or WITH.match(head) or COLUMN.search(head)
        return bool(acts) and (bool(COLUMN.search(head)) or bool(self._at_end.fullmatch(tail_of(sentence, mention))))


def leading(sentence: Sentence, partner: Mention, makers: Sequence[Sequence[Mention]]) -> list[Mention]:
    """Who does something with a partner: right before it (甲联合乙), or in the clause before that only names them (由甲牵头，联合乙)."""
    start, _ = clause_of(sentence, partner)
    head = head_of(sentence, partner)
    for group in reversed(makers):
        if group[-1].end > partner.start or partner in group:
            continue
        if group[-1].start >= start:
            return list(group) if AND.fullmatch(sentence.between(group[-1], partner)) else []
        apart = group[-1].end + len(tail_of(sentence, group[-1])) + 1
        acts = LED.search(head_of(sentence, group[0])) and ACTS.fullmatch(tail_of(sentence, group[-1]))
        return list(group) if apart == start and acts and WITH.match(head) else []
    return []
