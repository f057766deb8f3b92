"""Which places carry an industry, where the sentence puts the industry first: FOCUSES_ON the other way round."""

import re
from collections.abc import Mapping, Sequence

from kg.extract.context import Facts, Sentence, ids
from kg.extract.manner import Manner
from kg.extract.sentences.owners import LEAD_IN, NUMBERING
from kg.extract.sentences.rules import Rules, Stating, Subjects, coordinated, head_of, tail_of
from kg.extract.sentences.trades import OF_IT, heading_industry
from kg.extract.words.cues import Cues
from kg.records import Mention

PLACES = ("Park", "Region")
SEGMENT = re.compile(r"[；;。]")
# What an industry that opens its part of the sentence goes on with: 甲产业以乙为核心区, 甲产业主要布局在乙.
OPENS = re.compile(rf"{NUMBERING}(?:此外，|其中，?|同时，)?")
TOPIC = re.compile(
    r"(?:(?:产业|领域|行业|产业链|集群)*(?:的?(?:空间)?布局)?(?:方面)?)(?:[：:。，]|按[^，。；]{2,24}，?|以|将|则|主要|重点|集中|优先|布局|，)"
)
CARRIED = re.compile(r"以[^，。；]{2,30}为[^，。；]{2,10}，$")  # 以甲为核心区，乙为辐射区: one 以 for both
LIST = re.compile(r"(?:[^，。；、]{2,8}、)*")  # members of a list that nobody could name
LAID = re.compile(r"等?(?:产业|领域|行业|集群|项目|企业)*")
NAMED_SO = re.compile(r"“[一二三四五六七八九多][^“”]{1,2}”(?:即|为|是|指)?$")  # “一核”即甲


class CarrierRules(Rules):
    """FOCUSES_ON where the industry comes first: 甲产业以乙、丙为核心区; 乙是甲产业的集聚地; 乙、丙等甲产业集聚区."""

    def __init__(self, cues: Mapping[str, Cues], subjects: Subjects, manner: Manner) -> None:
        super().__init__(cues, subjects, manner)
        own = cues["FOCUSES_ON"]
        carriers = own.of("carriers").pattern
        self._carries = re.compile(rf"(?:等[^，。；]{{0,8}})?为[^，。；]{{0,8}}(?:{carriers})")
        self._is_carrier = re.compile(
            rf"(?:产业|行业|领域)*(?:创新)?(?:发展)?的?[^，。；、的]{{0,6}}(?:{carriers}|集聚地|聚集地|主阵地|主战场|重镇)"
        )
        self._of_list = re.compile(rf"(?:产业|行业)?(?:{carriers})")
        self._laid_out = re.compile(rf"(?:{own.of('laid_out').pattern})$")

    def read(self, sentence: Sentence, facts: Facts) -> None:
        """All such facts of one sentence."""
        places = list(coordinated(sentence, sentence.of(*PLACES)))
        if not places:
            return
        stating = self.stating(sentence, facts)
        for group in places:
            self._carried(group, stating)
            self._is_where(group, stating)
            self._are_where(group, stating)

    def _carried(self, places: Sequence[Mention], stating: Stating) -> None:
        """甲产业以乙、丙为核心区，重点拓展丁: the places of the industry that opens this part of the sentence."""
        head, tail = head_of(stating.sentence, places[0]), tail_of(stating.sentence, places[-1])
        before = stating.sentence.text[: places[0].start - stating.sentence.start]
        also = LIST.fullmatch(head) and CARRIED.search(before.removesuffix(head))
        carry = (head.endswith("以") or also) and self._carries.match(tail)
        if not carry and not self._laid_out.search(head):
            return
        trades, basis = self._beside(places[0], stating) or self._topic(places[0], stating)
        if trades:
            stating.say("FOCUSES_ON", ids(places), ids(trades), basis=basis)

    def _beside(self, place: Mention, stating: Stating) -> tuple[Sequence[Mention], str] | None:
        """The industries whose places the clause itself tells: 甲主要布局在乙，丙重点布局丁."""
        sentence = stating.sentence
        for group in coordinated(sentence, sentence.of("Industry")):
            between = sentence.between(group[-1], place) if group[-1].end <= place.start else "，"
            if LAID.fullmatch(self._laid_out.sub("", between)) and self._laid_out.search(between):
                return group, "direct"
        return None

    def _topic(self, place: Mention, stating: Stating) -> tuple[Sequence[Mention], str]:
        """The industries that open the part of the sentence which holds a place; else the heading's."""
        sentence = stating.sentence
        before = sentence.text[: place.start - sentence.start]
        start = sentence.start + max((mark.end() for mark in SEGMENT.finditer(before)), default=0)
        for group in coordinated(sentence, sentence.of("Industry")):
            opens = group[0].start >= start and OPENS.fullmatch(
                sentence.text[start - sentence.start : group[0].start - sentence.start]
            )
            if opens and group[-1].end <= place.start and TOPIC.match(sentence.text[group[-1].end - sentence.start :]):
                return group, "direct"
        led = CARRIED.sub("", self._laid_out.sub("", before[start - sentence.start :]).removesuffix("以"))
        first = LEAD_IN.fullmatch(led)
        above = heading_industry(sentence, stating.facts) if first else None
        return ([above] if above else []), "heading"

    def _is_where(self, places: Sequence[Mention], stating: Stating) -> None:
        """乙是甲产业发展的主体载体; 作为甲产业聚集地，乙……."""
        sentence = stating.sentence
        head, behind = head_of(sentence, places[0]), sentence.text[places[-1].end - sentence.start :]
        if head and not LEAD_IN.fullmatch(head) and not NAMED_SO.search(head):
            return
        for group in coordinated(sentence, sentence.of("Industry")):
            if not self._is_carrier.match(tail_of(sentence, group[-1])) or OF_IT.match(tail_of(sentence, group[-1])):
                continue
            if group[0].start > places[-1].end:
                said = re.fullmatch(r"，?(?:是|作为|为)[^，。；、]{0,8}", behind[: group[0].start - places[-1].end])
            else:
                before = re.search(r"作为[^，。；、]{0,8}$", head_of(sentence, group[0]))
                gap = sentence.between(group[-1], places[0])
                said = before and re.fullmatch(r"[^，。；、]{0,14}，", gap) and before
            if said:
                stating.say("FOCUSES_ON", ids(places), ids(group))

    def _are_where(self, places: Sequence[Mention], stating: Stating) -> None:
        """乙、丙等甲产业集聚区."""
        sentence = stating.sentence
        for group in coordinated(sentence, sentence.of("Industry")):
            if group[0].start < places[-1].end or not self._of_list.match(tail_of(sentence, group[-1])):
                continue
            if len(places) > 1 and re.fullmatch(r"等(?:地的?)?", sentence.between(places[-1], group[0])):
                stating.say("FOCUSES_ON", ids(places), ids(group))
