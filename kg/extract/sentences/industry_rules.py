"""Which industry a firm, project or cluster is in: IN_INDUSTRY."""

import re
from collections.abc import Mapping, Sequence

from kg.extract.context import Facts, Sentence, ids
from kg.extract.manner import Manner
from kg.extract.sentences.rules import Rules, Stating, Subjects, clause_of, coordinated, head_of, tail_of
from kg.extract.sentences.trades import core_of, heading_industry, of_cluster, trade_inside
from kg.extract.words.cues import Cues
from kg.records import Entity, Mention
from kg.text.normalize import fold

AIM = re.compile(
    r"等?[^，。；]{0,14}，(?:[^，。；、]{0,4}|在[^，。；、]{2,16}?)(?:发展|做大做强|做大|做强|壮大|培育|打造)[^，。；、]{0,6}"
)
# Between firms and their industry: 「甲等乙企业」, 「甲在乙领域」; and between an industry and its firms: 「乙企业甲」.
OF_THEM = re.compile(r"[”\"]?(?:等[^，。；、]{0,10}|[^，。；、与和]{1,12})?")
TRADE_FIRMS = re.compile(
    r"(?:产业|行业|领域)?(?:龙头|链主|骨干|重点|头部|领军|知名|代表性?)?(?:(?:企业|公司)[“\"]?|(?:研发|生产|制造)*的)"
)
FIRMS = re.compile(r"等[^，。；]{0,10}(?:企业|公司)")
FIELDS = re.compile(r"等[^，。；、]{0,6}(?:领域|行业|产业|场景|方面)(?!的?(?:龙头|骨干|重点|领军)?企业)")
SHORTEST_FIRM = 3
LONGEST_TITLE = 12  # characters behind the industry in a title that opens a paragraph
NAMED = re.compile(r"(?:产业)?(?:集群|联盟)")
AS_SUCH = re.compile(  # 支持乙企业升级产品，引导|甲、丙等实现…: they are among the firms just named
    r"(?:产业|行业|领域|类)?(?:龙头|骨干|重点|优势|头部|领军|中小|规上)*(?:企业|公司)[^，。；]{0,24}，(?:重点|积极|着力|持续|优先)?"
    r"(?:引导|支持|推动|鼓励|带动|助力|指导|推荐|帮助|促进|加快|推进|培育|依托|发挥)"
)


# Behind and before firms that others lead.
SUPPLIERS = re.compile(r"等?[^，。；、]{0,4}(?:配套|上下游|上游|下游|协作|协同|关联|供应链|中小)")
PULLED = re.compile(r"(?:带动|引领|牵引|辐射|拉动|联动|带领)(?:了|周边|本地|区内)?$")
LED_IN = re.compile(  # 以甲为链主，在|乙基地: the park that they lead
    r"(?:（[^（）]*）)?等?(?:企业)?为(?:链主|龙头|领军)(?:企业)?，(?:依托|在)"
)
LEADERS = re.compile(r"等?[^，。；、]{0,6}(?:龙头|链主|领军|头部)")


class IndustryRules(Rules):
    """IN_INDUSTRY."""

    def __init__(self, cues: Mapping[str, Cues], subjects: Subjects, manner: Manner) -> None:
        super().__init__(cues, subjects, manner)
        own = cues["IN_INDUSTRY"]
        self._things = re.compile(rf"(?:{own.of('things').pattern})$")
        self._coming, self._doing = own.of("coming"), own.of("not_between")
        self._leading, self._listing, self._negative = own.of("leading"), own.of("listing"), own.negative

    def read(self, sentence: Sentence, facts: Facts) -> None:
        """All facts of this relation in one sentence."""
        stating = self.stating(sentence, facts)
        heading = heading_industry(sentence, facts)
        for firms in coordinated(sentence, sentence.of("Enterprise")):
            self._firms(firms, heading, stating)
        made = [m for m in sentence.of("Cluster", "Project") if m.type != "Cluster" or self._is_of(heading, m, facts)]
        if heading and made:
            stating.say("IN_INDUSTRY", ids(made), [heading.entity_id], basis="heading")
            owners = [one for m in made if m.type == "Project" for one in owner_in(m.text, facts.entities)]
            stating.say("IN_INDUSTRY", owners, [heading.entity_id], basis="heading")

    def _is_of(self, heading: Mention | None, cluster: Mention, facts: Facts) -> bool:
        """Whether a cluster can be of the heading's industry: a line of its own that no better name gainsays."""
        apart = heading is not None and "\n" in facts.document.text[heading.end : cluster.start]
        return apart and not self._own(cluster, facts)

    def _own(self, cluster: Mention, facts: Facts) -> bool:
        """Whether a cluster's name is an industry's with 产业集群 behind: no heading says better what it is of."""
        trade = trade_inside(cluster.text, facts.entities)
        return trade is not None and bool(NAMED.fullmatch(fold(cluster.text).removeprefix(core_of(trade.name))))

    def _firms(self, firms: Sequence[Mention], heading: Mention | None, stating: Stating) -> None:
        """以甲为龙头的乙产业, 甲等乙企业, 乙产业……代表企业有甲; and the industry of the heading."""
        if self._things.search(head_of(stating.sentence, firms[0])) and not FIRMS.match(
            tail_of(stating.sentence, firms[-1])
        ):
            return  # 重点发展甲、乙: what is developed so is no firm, whatever its name looks like
        if FIELDS.match(tail_of(stating.sentence, firms[-1])):
            return  # 甲、乙等重点领域
        start, end = clause_of(stating.sentence, firms[0])
        clause = stating.facts.document.text[start:end]
        if self._negative.search(clause):
            return
        told = bool(self._leading.search(clause)) and not self._coming.search(clause)
        told = told and not follows(head_of(stating.sentence, firms[0]), tail_of(stating.sentence, firms[-1]))
        # A backbone firm is of the trade and leads nobody.
        role = "龙头" if told and self._leading.search(clause.replace("骨干企业", "")) else ""
        named = self._named(firms, (start, end), stating)
        if named is None and (self._listing.search(clause) or (told and not heading)):
            lists = coordinated(stating.sentence, stating.sentence.of("Industry"))
            before = [one for one in lists if one[-1].end <= firms[0].start]
            named = _alone(before[0]) if before else self._aim(firms, stating.sentence)
        if named:
            stating.say("IN_INDUSTRY", ids(firms), [named.entity_id], role=role)
        if heading and not (named and _is_of_last_sentence(heading, firms[0], stating)):
            stating.say("IN_INDUSTRY", ids(firms), [heading.entity_id], basis="heading", role=role)
        elif told and not named:
            self._theme(firms, role, stating)

    def _named(self, firms: Sequence[Mention], clause: tuple[int, int], stating: Stating) -> Mention | None:
        """The one industry of the firms' own clause that they are said to be of, behind them or in front."""
        sentence, facts = stating.sentence, stating.facts
        trades = (of_cluster(m, facts) if m.type == "Cluster" else m for m in sentence.of("Industry", "Cluster"))
        inside = [
            one for one in trades if one and (clause[0] <= one.start < clause[1] or self._as_such(one, firms, sentence))
        ]
        lists = list(coordinated(sentence, inside))
        for group in (one for one in lists if one[0].start >= firms[-1].end):
            between = sentence.between(firms[-1], group[0])
            if OF_THEM.fullmatch(between) and not self._doing.search(between):
                return _alone(group)
            break
        for group in (one for one in reversed(lists) if one[-1].end <= firms[0].start):
            between = sentence.between(group[-1], firms[0])
            if (
                TRADE_FIRMS.fullmatch(between)
                or AS_SUCH.fullmatch(between)
                or self._leading.search(between)
                or self._listing.search(between)
            ):
                return _alone(group)
            break
        return None

    def _as_such(self, trade: Mention, firms: Sequence[Mention], sentence: Sentence) -> bool:
        """Whether the clause before speaks of the firms of an industry, of which this one names some."""
        return trade.end <= firms[0].start and bool(AS_SUCH.fullmatch(sentence.between(trade, firms[0])))

    def _aim(self, firms: Sequence[Mention], sentence: Sentence) -> Mention | None:
        """The industry that the next clause says to develop: 依托甲等骨干企业，做大做强乙产业."""
        lists = coordinated(sentence, sentence.of("Industry"))
        behind = next((one for one in lists if one[0].start >= firms[-1].end), [])
        alone = len(behind) == 1 and AIM.fullmatch(sentence.between(firms[-1], behind[0]))
        return behind[0] if alone else None

    def _theme(self, firms: Sequence[Mention], role: str, stating: Stating) -> None:
        """The leading firms of a park that is named after an industry (智能制造产业园) are of that industry."""
        sentence = stating.sentence
        led = (
            m
            for m in sentence.of("Park")
            if m.start >= firms[-1].end and LED_IN.fullmatch(sentence.between(firms[-1], m))
        )
        park = next(iter((*led, *(m for m in sentence.heading_mentions if m.type == "Park"))), None)
        theme = trade_inside(park.text, stating.facts.entities) if park else None
        if theme and park:
            basis = "direct" if park in sentence.mentions else "heading"
            stating.say("IN_INDUSTRY", ids(firms), [theme.id], basis=basis, role=role)


def follows(head: str, tail: str) -> bool:
    """Whether firms of a clause are those that others lead: 带动|丙、丁|等配套企业; not 以|甲|为龙头."""
    return bool(SUPPLIERS.match(tail) or (PULLED.search(head) and not LEADERS.match(tail)))


def owner_in(name: str, entities: Mapping[str, Entity]) -> list[str]:
    """The id of the firm whose name a project's name begins with, in a list; an empty one where it begins with none."""
    firms = [e for e in entities.values() if e.type == "Enterprise" and len(e.name) >= SHORTEST_FIRM]
    own = [e for e in firms if fold(name).startswith(fold(e.name)) and len(name) > len(e.name)]
    return [max(own, key=lambda e: len(e.name)).id] if own else []


def _alone(group: Sequence[Mention]) -> Mention | None:
    """The only industry of a list; of several nobody says which one a firm is in."""
    return group[0] if len(group) == 1 else None


def _is_of_last_sentence(topic: Mention, firm: Mention, stating: Stating) -> bool:
    """Whether a topic comes from a sentence of the same line, and from no title: 「甲产业产值5亿元。以丙为龙头的乙产业……」."""
    between = stating.facts.document.text[topic.end : firm.start]
    return "\n" not in between and between.find("。") > LONGEST_TITLE
