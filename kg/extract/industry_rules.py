"""Who is in which industry, what places focus on, which industry is part of which."""

import re
from collections.abc import Sequence

from kg.extract.context import Facts, Sentence
from kg.extract.rules import EXTRACTOR, Rules, clause_of, coordinated
from kg.records import Mention
from kg.text.normalize import fold


class IndustryRules(Rules):
    """IN_INDUSTRY, FOCUSES_ON and SUB_INDUSTRY."""

    def read(self, sentence: Sentence, facts: Facts) -> None:
        """All facts of these relations in one sentence."""
        self._in_industry(sentence, facts)
        self._focuses_on(sentence, facts)
        self._sub_industry(sentence, facts)

    def _in_industry(self, sentence: Sentence, facts: Facts) -> None:
        """以 A 为龙头的 B 产业, B ……代表企业有 A, 依托 A 等龙头企业发展 B; else the heading's industry."""
        firms = sentence.of("Enterprise")
        industries = sentence.of("Industry")
        leading = self._cues["IN_INDUSTRY"]
        for firm in firms:
            clause = clause_of(sentence, firm)
            role = "龙头" if leading.search(clause[2]) else ""
            same = [i for i in industries if clause[0] <= i.start < clause[1]]
            earlier = [i for i in industries if i.end <= firm.start]
            if same:
                target = min(same, key=lambda i: abs(i.start - firm.start))
                facts.relate(
                    "IN_INDUSTRY", firm.entity_id, target.entity_id, facts.of_sentence(sentence, EXTRACTOR), role=role
                )
            elif (role or re.search(r"代表企业|主要企业|重点企业|企业(?:有|包括)", clause[2])) and earlier:
                facts.relate(
                    "IN_INDUSTRY",
                    firm.entity_id,
                    earlier[0].entity_id,
                    facts.of_sentence(sentence, EXTRACTOR),
                    role=role,
                )
            heading = next((m for m in sentence.heading_mentions if m.type == "Industry"), None)
            if heading:
                facts.relate(
                    "IN_INDUSTRY",
                    firm.entity_id,
                    heading.entity_id,
                    facts.of_sentence(sentence, EXTRACTOR, basis="heading"),
                    role=role,
                )
            themed = next((m for m in sentence.heading_mentions if m.type == "Park"), None)
            if themed and role and not heading:
                self._theme_of(firm, themed, role, sentence, facts)
            if role and not same and not earlier and not heading and industries:
                facts.relate(
                    "IN_INDUSTRY",
                    firm.entity_id,
                    industries[0].entity_id,
                    facts.of_sentence(sentence, EXTRACTOR),
                    role=role,
                )
        self._made_things(sentence, facts)

    def _theme_of(self, firm: Mention, park: Mention, role: str, sentence: Sentence, facts: Facts) -> None:
        """A leading firm of a park that is named after an industry (智能制造产业园) is of that industry."""
        name = fold(park.text)
        themes = [
            e
            for e in facts.entities.values()
            if e.type == "Industry" and len(e.name) >= 4 and fold(e.name).removesuffix("产业") in name
        ]
        if themes:
            theme = max(themes, key=lambda entity: len(entity.name))
            facts.relate(
                "IN_INDUSTRY",
                firm.entity_id,
                theme.id,
                facts.of_sentence(sentence, EXTRACTOR, basis="heading"),
                role=role,
            )

    def _made_things(self, sentence: Sentence, facts: Facts) -> None:
        """A project or cluster belongs to the industry that its name holds, else to its heading's."""
        heading = next((m for m in sentence.heading_mentions if m.type == "Industry"), None)
        for mention in sentence.of("Cluster", "Project"):
            if heading:
                facts.relate(
                    "IN_INDUSTRY",
                    mention.entity_id,
                    heading.entity_id,
                    facts.of_sentence(sentence, EXTRACTOR, basis="heading"),
                )

    def _focuses_on(self, sentence: Sentence, facts: Facts) -> None:
        """A park or region and the industries it is to lead in: its own name, else the heading's, else the plan's area."""
        cue = self._cues["FOCUSES_ON"]
        places = sentence.of("Park", "Region")
        for group in coordinated(sentence, sentence.of("Industry")):
            before = sentence.text[: group[0].start - sentence.start]
            if not cue.search(before[-30:]) and not re.search(
                r"主导|支柱|特色产业|集聚", sentence.after(group[-1], 16)
            ):
                continue
            owner, basis = self._focus_owner(sentence, group[0], places)
            for industry in group:
                facts.relate(
                    "FOCUSES_ON", owner, industry.entity_id, facts.of_sentence(sentence, EXTRACTOR, basis=basis)
                )

    def _focus_owner(self, sentence: Sentence, first: Mention, places: Sequence[Mention]) -> tuple[str, str]:
        """Whose focus it is: the place right before the cue, the place that opens the sentence, the heading's, the plan's."""
        nearer = [p for p in places if p.end <= first.start]
        close = [p for p in nearer if first.start - p.end <= 10 and p.type == "Park"]
        if close:
            return close[-1].entity_id, "direct"
        opening = [p for p in nearer if p.start - sentence.start <= 3 and p.type == "Park"]
        if opening:
            return opening[0].entity_id, "direct"
        heading = next((m for m in sentence.heading_mentions if m.type == "Park"), None)
        if heading:
            return heading.entity_id, "heading"
        parks = [p for p in nearer if p.type == "Park"]
        if parks:
            return parks[-1].entity_id, "direct"
        regions = [
            p for p in nearer if re.search(r"(?:^|[，。；])$", sentence.before(p, 1)) or p.start == sentence.start
        ]
        if regions:
            return regions[-1].entity_id, "direct"
        return (self._subjects.whole.id if self._subjects.whole else ""), "heading"

    def _sub_industry(self, sentence: Sentence, facts: Facts) -> None:
        """甲、乙等丙产业; 丙产业，重点发展甲、乙; industries of a section whose heading names one."""
        groups = list(coordinated(sentence, sentence.of("Industry")))
        heading = next((m for m in sentence.heading_mentions if m.type == "Industry"), None)
        evidence = facts.of_sentence(sentence, EXTRACTOR)
        for index, group in enumerate(groups):
            following = groups[index + 1][0] if index + 1 < len(groups) else None
            between = sentence.between(group[-1], following) if following else ""
            if following and re.fullmatch(r"[”\"]?等(?:[^，。；]{0,4}|[^，。；、]{0,8}的)", between):
                for child in group:
                    facts.relate("SUB_INDUSTRY", child.entity_id, following.entity_id, evidence)
                continue
            parent = groups[index - 1][-1] if index and len(groups[index - 1]) == 1 else None
            between = sentence.between(parent, group[0]) if parent else ""
            if parent and len(between) <= 14 and self._cues["SUB_INDUSTRY"].search(between):
                for child in group:
                    facts.relate("SUB_INDUSTRY", child.entity_id, parent.entity_id, evidence)
            elif heading and self._cues["FOCUSES_ON"].search(sentence.text[: group[0].start - sentence.start]):
                for child in group:
                    facts.relate(
                        "SUB_INDUSTRY",
                        child.entity_id,
                        heading.entity_id,
                        facts.of_sentence(sentence, EXTRACTOR, basis="heading"),
                    )
