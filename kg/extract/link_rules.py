"""Facts between a plan and its bases, builders and what they build, and partners: BASED_ON, BUILDS, COOPERATES_WITH."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kg.extract.context import Facts, Sentence, ids
from kg.extract.cues import Cues
from kg.extract.owners import heading_place
from kg.extract.rules import Rules, Stating, Subjects, clause_of, coordinated, head_of, joint, last_match, near, tail_of
from kg.records import Mention

ORGANISATIONS = ("Enterprise", "Institution", "Department", "Region", "Park")
MAKERS = ("Enterprise", "Institution")
FAR = 12  # an 执行 or 围绕 so far from a plan's name speaks of something else
TITLED = re.compile(r"(?<=《)[^《》]*(?=》)")  # an 印发 inside another title is no verb of the sentence
WITH = re.compile(r"(?:与|同|和|会同)$|(?:与|会同)[^，。；]{2,24}、$")
SIGNS = re.compile(r"(?:等)?[^，。；]{0,4}(?:签署|签订|签约|联合|共同|共建|结对|合作(?:共建|建设|开展|成立|设立))")
SOMEBODY = re.compile(r"(?:企业|高校|院所|机构|单位|平台|主体|团队|人员)[^，。；]{0,6}$")


class LinkRules(Rules):
    """BASED_ON, BUILDS and COOPERATES_WITH."""

    def __init__(self, cues: Mapping[str, Cues], subjects: Subjects) -> None:
        super().__init__(cues, subjects)
        based, together = cues["BASED_ON"], cues["COOPERATES_WITH"]
        self._based, self._basis = based.of("basis", "implements", "negative"), based.of("basis")
        self._makes = based.negative
        self._builds = cues["BUILDS"].of("builds")
        self._cooperation, self._unlike = together.of("cooperation"), together.negative
        self._addressed = re.compile(rf"(?:{together.of('addressed').pattern})$")

    def read(self, sentence: Sentence, facts: Facts) -> None:
        """All facts of these relations in one sentence."""
        stating = Stating(sentence, facts)
        self._based_on(stating)
        self._built(stating)
        self._partners(stating)

    def _based_on(self, stating: Stating) -> None:
        """依据/按照/落实 before a policy's name: the document's own plan rests on it."""
        policy = self._subjects.policy.id
        for mention in stating.sentence.of("Policy"):
            before = TITLED.sub(_blank, stating.sentence.text[: mention.start - stating.sentence.start])
            cue = last_match(self._based, before)
            if cue is None or self._makes.fullmatch(cue.group()) or re.search(r"[。；]", before[cue.end() :]):
                continue
            listed = before.endswith(("》", "》、", "》和", "》及", "》以及", "》与"))
            if listed or self._basis.fullmatch(cue.group()) or len(before) - cue.end() <= FAR:
                stating.say("BASED_ON", [policy], [mention.entity_id], note=cue.group())

    def _built(self, stating: Stating) -> None:
        """甲、乙建设丙; 丙由甲建设."""
        sentence = stating.sentence
        for things in coordinated(sentence, sentence.of("Project", "Platform")):
            for makers in coordinated(sentence, sentence.of(*MAKERS)):
                between = near(sentence, makers[-1], things[0], 16)
                behind = near(sentence, things[-1], makers[0], 16)
                made = between is not None and self._builds.search(between)
                by = behind and behind.endswith("由") and self._builds.search(tail_of(sentence, makers[-1])[:12])
                if made or by:
                    stating.say("BUILDS", ids(makers), ids(things))

    def _partners(self, stating: Stating) -> None:
        """与甲合作, 对接甲, 甲与乙共建, 甲、乙签署协议; not where somebody is only an example to follow."""
        sentence = stating.sentence
        for group in coordinated(sentence, list(_innermost(sentence))):
            start, end = clause_of(sentence, group[0])
            head, tail = _head(sentence, group[0]).rstrip('“"'), tail_of(sentence, group[-1])
            if self._unlike.search(stating.facts.document.text[start:end]):
                continue
            works = self._cooperation.search(tail[:24])
            if self._addressed.search(head) or (works and WITH.search(head)):
                self._with(group, head, stating)
            elif works:
                self._each_other(group, tail, stating)

    def _with(self, partners: Sequence[Mention], head: str, stating: Stating) -> None:
        """Who has these partners: who stands in the clause, else the heading's place, else the plan's."""
        sentence = stating.sentence
        start, _ = clause_of(sentence, partners[0])
        own = [m for m in _innermost(sentence) if start <= m.start and m.end <= partners[0].start]
        if not own and SOMEBODY.search(re.sub(rf"(?:与|同|和|会同|{self._addressed.pattern})$", "", head)):
            return
        above = heading_place(sentence, self.whole_id) or self.whole_id
        owner = own[-1].entity_id if own else above
        stating.say("COOPERATES_WITH", [owner], ids(partners), basis="direct" if own else "heading")

    def _each_other(self, group: Sequence[Mention], tail: str, stating: Stating) -> None:
        """Partners within one list: those before 与 with those behind it, else the first with the rest where they sign."""
        joints = [joint(stating.sentence, a, b) for a, b in pairwise(group)]
        cut = next((i + 1 for i, one in enumerate(joints) if one in ("与", "同")), 0)
        if (
            not cut
            and len(group) > 1
            and re.match(r"(?:等)?[^，。；]{0,4}(?:签署|签订|签约|联合|共同|合作|共建|结对)", tail)
        ):
            cut = 1
        if cut:
            stating.say("COOPERATES_WITH", ids(group[:cut]), ids(group[cut:]))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _head(sentence: Sentence, mention: Mention) -> str:
    """The clause in front of a mention and of the larger regions that its name begins with."""
    outer = next((m for m in sentence.of("Region") if m.end == mention.start), None)
    return _head(sentence, outer) if outer else head_of(sentence, mention)


def _innermost(sentence: Sentence) -> Iterator[Mention]:
    """Organisations and places; of 「承德市滦平县」 only the county."""
    found = sentence.of(*ORGANISATIONS)
    for index, mention in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if not (mention.type == "Region" and following and following.start == mention.end):
            yield mention
