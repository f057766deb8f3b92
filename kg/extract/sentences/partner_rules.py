"""Who works with whom: COOPERATES_WITH."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kg.extract.context import Facts, Sentence, ids
from kg.extract.manner import Manner
from kg.extract.sentences.builder_rules import MAKERS, leading
from kg.extract.sentences.owners import LEAD_IN, USED, Owner, find_owner, has_other_subject
from kg.extract.sentences.rules import (
    CLAUSE_MARKS,
    Rules,
    Stating,
    Subjects,
    clause_of,
    coordinated,
    head_of,
    joint,
    tail_of,
)
from kg.extract.words.cues import Cues
from kg.records import Mention

ORGANISATIONS = ("Enterprise", "Institution", "Department", "Region", "Park")
FAR = 24  # characters from the partners to the word of working together
# Before the partners, or before other partners of their list that nobody could name.
WITH = re.compile(r"(?:与|同|和|会同)$|(?:与|会同)[^，。；]{2,20}(?:、|和|及)[“\"]?$")
SIGNS = re.compile(
    r"(?:等)?[^，。；]{0,4}(?:签署|签订|签约|联合(?!印发|发布|发文|公布|召开)|共同(?!印发|发布)|共建|结对|合作(?:共建|建设|开展|成立|设立))"
)
NO_WORK = re.compile(r"(?:联合|共同)(?:起草|编制|制定|制订|印发|发布|发文|公布|召开|主办|举办)")
SOMEBODY = re.compile(
    r"(?:企业|高校|院所|机构|单位|平台|主体|团队|人员|公司|集团|大学|双方|各方|三方)[^，。；]{0,6}$"
)  # 「鼓励企业与……」 names nobody
DONE_BY = re.compile(r"(?:^|[^理事自缘])由.")  # 由甲中心与乙共同运营: by somebody that is no organisation of ours
NEEDS = re.compile(
    r"[^，。；]{0,12}(?:需求|疏解|外溢|溢出)|[”\"]?[^，。；]{0,24}等[^，。；、]{0,8}战略"
)  # what of a place is taken up, not the place
# What follows a short name of a place and makes a longer name of it: 「杭州城西走廊」, 「香港中矿贸易」.
TORN = re.compile(
    r"(?!共|合|结|联|签|对|协|携|互|等|开|建|加|深|推|的|在|及|和|与|以|成|组|设|一体|同城)[一-龥]{2,8}(?:走廊|新区|新城|园区|科技园|产业园|公司|集团|贸易|科技|股份|港|基地|银行|大学|学院|医院|研究院|中心)"
)
# Behind a region: whose they are, and they have no name: 与云州市高校合作.
THEIRS = re.compile(
    r"(?:等地|地区|周边|当地)?的?(?:(?:\d+|[一二两三四五六七八九十]+|多|数|若干)余?[家所个])?(?:各|各类|重点|知名|优质|龙头|头部|相关|有关|先进|优势|高水平|一流|著名)*"
    r"(?:高校|院校|高等院校|大学|科研院所|科研机构|院所|企业|公司|医院|专家|商会|协会|团队|人才)(?!园)"
)
ALLIES = re.compile(r"(?:等[^，。；、]{0,4})?(?:联合|会同|携手)")
CLOSE = 10  # characters between who works and 与
PAIRED = (
    r"(?<![一-龥])(?:[一-龥]{{0,4}}(?:深化|推进|加强|开展|推动|落实|拓展|密切|促进))?(?P<pair>[一-龥]{{2}})(?:{cue})"
)


class PartnerRules(Rules):
    """COOPERATES_WITH."""

    def __init__(self, cues: Mapping[str, Cues], subjects: Subjects, manner: Manner) -> None:
        super().__init__(cues, subjects, manner)
        own = cues["COOPERATES_WITH"]
        self._cooperation, self._unlike = own.of("cooperation"), own.negative
        self._pairs = re.compile(PAIRED.format(cue=own.of("paired").pattern))
        self._abroad = re.compile(rf"(?<=[与同和])(?:{own.of('abroad').pattern})$")
        self._addressed = re.compile(rf"(?:{own.of('addressed').pattern})$")

    def read(self, sentence: Sentence, facts: Facts) -> None:
        """与甲合作, 对接甲, 甲与乙共建, 甲、乙签署协议; not where somebody is only an example to follow."""
        stating = self.stating(sentence, facts)
        self._paired(stating)
        for group in coordinated(sentence, list(_innermost(sentence))):
            start, end = clause_of(sentence, group[0])
            head, tail = _head(sentence, group[0]).rstrip('“"'), tail_of(sentence, group[-1])
            if self._unlike.search(facts.document.text[start:end]) or NEEDS.match(tail):
                continue
            group = group[:-1] if _is_torn(group[-1], tail) or _is_whose(group[-1], tail) else group
            if not group:
                continue
            works = self._cooperation.search(NO_WORK.sub("　", tail[:FAR]))
            head = self._abroad.sub("", head)
            before = self._addressed.search(head) or (WITH.search(head) if works else None)
            if before:
                self._with(group, head[: before.start()], stating)
            elif works:
                self._each_other(group, tail, stating)

    def _with(self, partners: Sequence[Mention], head: str, stating: Stating) -> None:
        """Who has these partners: who stands in the clause, else the heading's place, else the plan's."""
        sentence = stating.sentence
        start, _ = clause_of(sentence, partners[0])
        apart = head.endswith(("及", "和", "、", "以及"))  # 甲研究所及与乙共建的丙: 甲 stands by itself
        own = [] if apart else [m for m in _innermost(sentence) if start <= m.start and m.end <= start + len(head)]
        own = [m for m in own if not TORN.match(tail_of(sentence, m))]
        own = [m for m in own if start + len(head) - m.end <= CLOSE or LEAD_IN.fullmatch(head_of(sentence, m))]
        if not own and (SOMEBODY.search(head) or DONE_BY.search(head)):
            return
        owner = self._owner(partners[0], sentence) if not own else Owner((own[-1].entity_id,), "direct")
        allied = ids(list(coordinated(sentence, own))[-1]) if own and own[-1].type in MAKERS else owner.entity_ids[:1]
        stating.say("COOPERATES_WITH", allied, ids(partners), basis=owner.basis)

    def _owner(self, partner: Mention, sentence: Sentence) -> Owner:
        """Whose partner it is where its clause names nobody: who opens the sentence, else the heading's place, else the plan's."""
        before = leading(sentence, partner, list(coordinated(sentence, sentence.of(*MAKERS, "Department"))))
        if before:
            return Owner((before[0].entity_id,), "direct")
        others = [m for m in sentence.of("Enterprise", "Institution", "Department") if m.end <= partner.start]
        if (
            others
            and others[0].start == sentence.start
            and not CLAUSE_MARKS.search(sentence.between(others[0], partner)[:1])
        ):
            return Owner((others[0].entity_id,), "direct")
        if has_other_subject(sentence, self._subjects.whole):
            return Owner((), "heading")
        owner = find_owner(sentence, partner.start, self.whole_id)
        if any(m.entity_id in owner.entity_ids and _is_means(sentence, m) for m in sentence.of("Park", "Region")):
            return Owner((self.whole_id,), "heading")
        return owner if partner.entity_id not in owner.entity_ids else Owner((self.whole_id,), "heading")

    def _paired(self, stating: Stating) -> None:
        """深化朝密结对协作: the plan's region and another that the document names, by one sign each."""
        whole = self._subjects.whole
        for match in self._pairs.finditer(stating.sentence.text) if whole else ():
            regions = [e for e in stating.facts.entities.values() if e.type == "Region" and whole and e.id != whole.id]
            left, right = tuple(match["pair"])
            for one, other in ((left, right), (right, left)):
                meant = [e.id for e in regions if e.name.startswith(other)]
                if whole and one in whole.name[:2] and other not in whole.name and len(meant) == 1:
                    stating.say("COOPERATES_WITH", [whole.id], meant, basis="heading")

    def _each_other(self, group: Sequence[Mention], tail: str, stating: Stating) -> None:
        """Partners within one list: those before 与 with those behind it, else the first with the rest where they sign."""
        joints = [joint(stating.sentence, left, right) for left, right in pairwise(group)]
        cut = next((i + 1 for i, one in enumerate(joints) if one in ("与", "同")), 0)
        if not cut and len(group) > 1 and SIGNS.match(tail):
            allied = ALLIES.match(tail)  # 甲、乙联合|丙: each of them with 丙
            places = {m.start for m in stating.sentence.of(*ORGANISATIONS)} if allied else set()
            cut = 0 if allied and group[-1].end + allied.end() in places else 1
        if cut:
            stating.say("COOPERATES_WITH", ids(group[:cut]), ids(group[cut:]))


def _head(sentence: Sentence, mention: Mention) -> str:
    """The clause in front of a mention and of the larger regions that its name begins with."""
    outer = next((m for m in sentence.of("Region") if _is_nested(sentence, m, mention)), None)
    return _head(sentence, outer) if outer else head_of(sentence, mention)


def _innermost(sentence: Sentence) -> Iterator[Mention]:
    """Organisations and places; of 「承德市滦平县」 only the county, of 「北京“三城一区”」 the area."""
    found = sentence.of(*ORGANISATIONS)
    for index, mention in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if not (mention.type == "Region" and following and _is_nested(sentence, mention, following)):
            yield mention


def _is_means(sentence: Sentence, place: Mention) -> bool:
    """Whether a place is what the work is done with: 「以甲园为载体，……对接乙」."""
    return bool(USED.search(head_of(sentence, place)))


def _is_torn(partner: Mention, tail: str) -> bool:
    """Whether a region is only the front of a longer name that nobody found whole."""
    return partner.type == "Region" and bool(TORN.match(tail))


def _is_whose(partner: Mention, tail: str) -> bool:
    """Whether a region only says where nameless partners are from."""
    return partner.type == "Region" and bool(THEIRS.match(tail))


def _is_nested(sentence: Sentence, outer: Mention, inner: Mention) -> bool:
    """Whether a region stands right before a name, as where that is: 承德市滦平县, 北京“三城一区”."""
    return inner.start >= outer.end and sentence.between(outer, inner) in ("", "“", '"')
