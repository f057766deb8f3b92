"""Which park is part of which: PART_OF."""

import re
from collections.abc import Mapping, Sequence

from kg.extract.context import Facts, Sentence, ids
from kg.extract.cues import Cues
from kg.extract.name_facts import is_part
from kg.extract.rules import Rules, Stating, Subjects, coordinated, head_of, near, tail_of
from kg.records import Mention

# What a park that is being described (「生态商务区重点打造……」) goes on with.
DESCRIBED = re.compile(r"^(?:[（(][^（()）]*[）)])?(?:重点|主要|将|要|聚焦|围绕|依托|打造|定位|以|：|:|——|。|$)")
POLICY = re.compile(r"(?:政策|支持|试点|规划)")  # to be let into a park's policies is not to be part of it
CARRIED_BY = re.compile(r"^[^。；]{0,36}为[^，。；]{0,4}(?:主体|载体|核心|依托)")


class PartRules(Rules):
    """PART_OF."""

    def __init__(self, cues: Mapping[str, Cues], subjects: Subjects) -> None:
        super().__init__(cues, subjects)
        own = cues["PART_OF"]
        self._joined, self._includes = own.of("part", "joined"), own.of("includes")
        self._makes = re.compile(rf"(?:{own.of('built').pattern})(?:[^，。；、]{{0,10}}的|[^，。；、]{{0,3}})[“\"]?$")
        self._negative = own.negative

    def read(self, sentence: Sentence, facts: Facts) -> None:
        """All facts of this relation in one sentence."""
        parks = sentence.of("Park")
        if not parks:
            return
        stating = Stating(sentence, facts)
        groups = list(coordinated(sentence, parks))
        self._pairs(groups, stating)
        self._of_the_heading(groups, stating)

    def _pairs(self, groups: Sequence[Sequence[Mention]], stating: Stating) -> None:
        """甲、乙纳入丙; 丙包括甲、乙; a name that begins with another's."""
        sentence = stating.sentence
        for left in groups:
            for right in groups:
                between = near(sentence, left[-1], right[0], 24)
                if left is right or between is None or self._negative.search(between):
                    continue
                if self._joined.search(between) and not POLICY.match(tail_of(sentence, right[0])):
                    stating.say("PART_OF", ids(left), [right[0].entity_id])
                elif len(left) == 1 and self._includes.search(between):
                    stating.say("PART_OF", ids(right), [left[0].entity_id])
        parks = [park for group in groups for park in group]
        for inner in parks:
            for outer in parks:
                if len(outer.text) >= 3 and is_part(inner.text, outer.text):
                    stating.say("PART_OF", [inner.entity_id], [outer.entity_id])

    def _of_the_heading(self, groups: Sequence[Sequence[Mention]], stating: Stating) -> None:
        """Under a park's heading, or in a park's own plan: what it is carried by, the areas described, what is built."""
        sentence = stating.sentence
        above = next((m for m in sentence.heading_mentions if m.type == "Park"), None)
        whole = self._subjects.whole
        home_id = above.entity_id if above else whole.id if whole and whole.type == "Park" else ""
        for group in groups if home_id else ():
            head, tail = head_of(sentence, group[0]), tail_of(sentence, group[-1])
            if above and head.endswith("以") and CARRIED_BY.match(sentence.after(group[0], 60)):
                stating.say("PART_OF", [home_id], ids(group), basis="heading")
            elif self._is_described(group, head, tail, sentence) or self._makes.search(head):
                inner = [park for park in group if not self._same_name(park, home_id, stating)]
                stating.say("PART_OF", ids(inner), [home_id], basis="heading")

    def _is_described(self, group: Sequence[Mention], head: str, tail: str, sentence: Sentence) -> bool:
        opens = not head and group[0].start == sentence.start
        return (
            opens
            and bool(DESCRIBED.match(tail))
            and bool(self._includes.search(sentence.section.heading) or len(tail) > 1)
        )

    def _same_name(self, park: Mention, home_id: str, stating: Stating) -> bool:
        """Whether the heading's park is itself a part of this one by its name (怀柔科学城 above 怀柔科学城东区)."""
        home = stating.facts.entities[home_id].name
        return home.startswith(park.text) or park.entity_id == home_id
