"""What a plan rests on and what it is for: BASED_ON and COVERS."""

import re
from collections.abc import Mapping

from kg.extract.context import Facts, Sentence, ids
from kg.extract.manner import Manner
from kg.extract.sentences.owners import NUMBERING
from kg.extract.sentences.rules import Rules, Stating, Subjects, coordinated, head_of, last_match, near, tail_of
from kg.extract.words.cues import Cues
from kg.records import Mention

SELF = 2  # 《规划》 is the plan that speaks
FAR = 12  # an 执行 or 围绕 so far from a plan's name speaks of something else
AFTER = 24
OF_OTHERS = re.compile(
    r"[》”]?[^，。；]{0,10}的[^，。；]{0,8}(?:机遇|契机|决胜期|关键期|攻坚期|窗口期|讲话|论述|指示|批示|背景|形势|大背景)"
)
PARTS = re.compile(r"[^，。；、]{0,4}(?:境内|以[东西南北内]|部分|的|[东西南北中]{1,2}部)")  # a part of the place
OF_MEASURES = re.compile(r"(?:若干(?:政策|措施|意见|规定)|(?:政策|措施|办法|细则))(?:[（(][^（()）]*[）)])?[》”]?$")
AMONG_MEASURES = re.compile(r"保障|组织实施|实施机制")
ISSUES = re.compile(r"(?:近日|日前|正式|研究|制定|相继|先后)*(?:出台|印发|发布|制定|公布)了?《")
# Between two bases of one list: 《甲》（甲发〔2030〕1号），乙市政府《丙》.
NEXT = re.compile(
    r"》(?:[（(][^（）()]*[）)])?[，、]?(?:和|及|以及|与)?(?:[^，。；《》]{0,12}(?:党委|政府|委|办|厅|局|部|办公室|等[^，。；《》]{0,6}(?:部门|单位)))?《"
)
ISSUER = re.compile(  # 落实|某部等十七部门《
    r"[^，。；《》]{2,24}(?:[部委局厅办院会署]|政府|中央|办公室)(?:等[^，。；《》]{0,8}(?:部门|部委|单位))?(?:联合)?(?:印发|发布|出台|下发)?的?《[“‘]?"
)
SCOPE_OF = re.compile(r"(?:本?规划)?以")
AS_SCOPE = re.compile(r"[^。；]{0,60}?为规划范围")
# Under 编制依据 every paper that a line begins with is one: （一）《甲意见》（甲发〔2030〕1号）；上位规划：《乙规划》.
BASES = re.compile(r"(?:编制|起草|制定|制订|政策|主要|文件|规划|法律|法规|上位)[^，。；]{0,6}依据")
ITEM = re.compile(
    NUMBERING
    + r"(?:[^，。；：:《》]{1,14}[：:])?(?:《\s*》|[（(〔][^（()）]*[）)〕]|[、，；;和及与]|以及)*[^，。；：:《》]{0,12}《?"
)
PAST = re.compile(r"[“\"]?(?:近年来|近几年|五年来|过去|(?P<period>十[一二三四五六七八九]五)[”\"]?(?:时期|期间|以来))")
TITLED = re.compile(r"(?<=《)[^《》]*(?=》)")  # an 印发 inside another title is no verb of the sentence


class LinkRules(Rules):
    """BASED_ON and COVERS."""

    def __init__(self, cues: Mapping[str, Cues], subjects: Subjects, manner: Manner) -> None:
        super().__init__(cues, subjects, manner)
        based = cues["BASED_ON"]
        self._based, self._basis = based.of("basis", "implements", "negative"), based.of("basis")
        self._makes = based.negative
        self._papers, self._speaks = based.of("papers"), based.of("speaks")
        self._behind = re.compile(rf"^[》”]?[^，。；]{{0,6}}?(?:{based.of('behind').pattern})")
        self._scope = re.compile(
            rf"(?:{cues['COVERS'].of('own').pattern})(?:主要)?(?:为|是|包括|包含|涵盖|涉及|覆盖)?：?$"
        )

    def read(self, sentence: Sentence, facts: Facts) -> None:
        """All facts of these relations in one sentence."""
        stating = self.stating(sentence, facts)
        self._based_on(stating)
        self._issued(stating)
        self._covers(stating)

    def _based_on(self, stating: Stating) -> None:
        """依据/按照/落实 before a policy's name: the document's own plan rests on it."""
        policy = self._subjects.policy.id
        named = stating.sentence.of("Policy")
        if not named or not self._is_paper(stating.facts.document.text):
            return
        last, note = None, ""
        for mention in named:
            if len(mention.text) <= SELF:
                continue
            if last and NEXT.fullmatch(stating.sentence.between(last, mention)):
                stating.say("BASED_ON", [policy], [mention.entity_id], note=note)
                last = mention
                continue
            before = TITLED.sub(_blank, stating.sentence.text[: mention.start - stating.sentence.start])
            if before.rstrip("《“").endswith("以") and self._behind.match(stating.sentence.after(mention, FAR)):
                stating.say("BASED_ON", [policy], [mention.entity_id], note="以")
                continue
            cue = last_match(self._based, before)
            if cue is None and self._is_item(stating.sentence, mention, before):
                stating.say("BASED_ON", [policy], [mention.entity_id], note="依据")
                continue
            if cue is None or self._makes.fullmatch(cue.group()) or re.search(r"[。；]", before[cue.end() :]):
                continue
            if self._is_told(stating.sentence, mention, before[cue.end() :]):
                continue
            carried_out = not self._basis.fullmatch(cue.group())
            if carried_out and OF_MEASURES.search(mention.text) and _is_among_measures(stating.sentence):
                continue  # 执行《甲若干措施》 under 保障措施: how things are done, not what the plan rests on
            if carried_out and self._looks_back(stating.sentence):
                continue  # what was carried out in the years before is no basis of the plan
            listed = before.rstrip("《“").endswith(
                ("》", "》、", "》和", "》及", "》以及", "》与", "）、", "）和", "）")
            )
            gap = before[cue.end() :]
            led = self._basis.fullmatch(cue.group()) and not re.search("[，,]", gap)
            if listed or led or len(gap) <= FAR or ISSUER.fullmatch(gap):
                last, note = mention, cue.group()
                stating.say("BASED_ON", [policy], [mention.entity_id], note=cue.group())

    def _is_item(self, sentence: Sentence, policy: Mention, before: str) -> bool:
        """Whether a paper is an item of the list of what the plan rests on; not what is said about one."""
        under = any(BASES.search(heading) for heading in sentence.section.path)
        quoted = before.endswith("《") or policy.text.startswith("《")
        told = re.match(r"》?(?:[（(〔][^（()）]*[）)〕])*(?:[、，；;。和及与《等]|以及|$)", sentence.after(policy, 40))
        return under and quoted and bool(told) and bool(ITEM.fullmatch(before))

    def _looks_back(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of years gone by: by its chapters, or by a period that is not the plan's own."""
        begins = PAST.match(sentence.text)
        gone = begins and (begins["period"] or "　") not in self._subjects.policy.name
        return bool(gone) or self._manner.looks_back(sentence.section.path)

    def _is_told(self, sentence: Sentence, policy: Mention, gap: str) -> bool:
        """Whether others rest on a policy: 「实施甲战略的重大机遇」, 「贯彻关于乙规划的部署」, 「按照当地规划」."""
        after = sentence.after(policy, AFTER)
        quoted = gap.endswith("《")
        return bool(OF_OTHERS.match(after)) or (not quoted and bool(re.search("关于|所在|当地|各自|有关|相关", gap)))

    def _is_paper(self, text: str) -> bool:
        """Whether the document is a plan, law or measure by its title or its own words; news rest on nothing."""
        return bool(self._papers.search(self._subjects.policy.name) or self._speaks.search(text))

    def _issued(self, stating: Stating) -> None:
        """甲市出台《乙意见》: the paper is for the place that makes it."""
        for policy in stating.sentence.of("Policy"):
            for region in stating.sentence.of("Region"):
                between = near(stating.sentence, region, policy, 8)
                if between and ISSUES.fullmatch(between):
                    stating.say("COVERS", [policy.entity_id], [region.entity_id])

    def _covers(self, stating: Stating) -> None:
        """「规划范围包括甲镇、乙镇」: the places that the document's own plan is for."""
        sentence = stating.sentence
        for regions in coordinated(sentence, sentence.of("Region")):
            head, rest = head_of(sentence, regions[0]), sentence.text[regions[-1].end - sentence.start :]
            scope = self._scope.search(head) or (SCOPE_OF.fullmatch(head) and AS_SCOPE.match(rest))
            if scope and not PARTS.match(tail_of(sentence, regions[-1])):
                stating.say("COVERS", [self._subjects.policy.id], ids(regions))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _is_among_measures(sentence: Sentence) -> bool:
    """Whether a sentence stands in a chapter of measures, behind what the plan says of itself."""
    return any(AMONG_MEASURES.search(heading) for heading in sentence.section.path)
