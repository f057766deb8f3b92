"""Facts between the names of one sentence: each rule is a small function, the cue words are the relation's data."""

import re
from collections.abc import Mapping

from kg.extract.context import Facts, Sentence
from kg.extract.industry_rules import IndustryRules
from kg.extract.place_rules import PlaceRules
from kg.extract.rules import EXTRACTOR, Rules, Subjects, clause_of, coordinated, last_match

ORGANISATIONS = ("Enterprise", "Institution", "Department", "Region", "Park")


class LinkRules(Rules):
    """BASED_ON, BUILDS, COOPERATES_WITH and HOLDS_TITLE."""

    def read(self, sentence: Sentence, facts: Facts) -> None:
        """All facts of these relations in one sentence."""
        self._based_on(sentence, facts)
        self._builds(sentence, facts)
        self._cooperates(sentence, facts)
        self._holds_title(sentence, facts)

    def _based_on(self, sentence: Sentence, facts: Facts) -> None:
        """依据/按照/落实 before a policy's name: the document's own plan rests on it."""
        for mention in sentence.of("Policy"):
            if mention.entity_id == self._subjects.policy.id:
                continue
            before = sentence.text[: mention.start - sentence.start]
            cue = last_match(self._cues["BASED_ON"], before)
            if cue and not re.search(r"[。；]", before[cue.end() :]):
                facts.relate(
                    "BASED_ON",
                    self._subjects.policy.id,
                    mention.entity_id,
                    facts.of_sentence(sentence, EXTRACTOR),
                    note=cue.group(),
                )

    def _builds(self, sentence: Sentence, facts: Facts) -> None:
        """A 建设/承建 B; a project or platform whose name begins with its builder's."""
        for thing in sentence.of("Project", "Platform"):
            for maker in sentence.of("Enterprise", "Institution"):
                near = self.near(sentence, maker, thing, 14)
                built = near and near[1] and self._cues["BUILDS"].search(near[0])
                if built:
                    facts.relate("BUILDS", maker.entity_id, thing.entity_id, facts.of_sentence(sentence, EXTRACTOR))

    def _cooperates(self, sentence: Sentence, facts: Facts) -> None:
        """与 A 合作, 对接 A, A 与 B 共建; not where A is only an example to follow."""
        cue, whole = self._cues["COOPERATES_WITH"], self._subjects.whole
        for group in coordinated(sentence, sentence.of(*ORGANISATIONS)):
            if (
                len(group) > 1
                and sentence.between(group[0], group[1]) in ("与", "同")
                and cue.search(sentence.after(group[-1]))
            ):
                for mention in group[1:]:
                    facts.relate(
                        "COOPERATES_WITH", group[0].entity_id, mention.entity_id, facts.of_sentence(sentence, EXTRACTOR)
                    )
                continue
            start, end, clause = clause_of(sentence, group[0])
            before = sentence.text[max(0, start - sentence.start) : group[0].start - sentence.start].rstrip('“"')
            behind = sentence.text[group[-1].end - sentence.start : end - sentence.start]
            partner = re.search(r"(?:与|同|和|会同|联合)$", before) and (
                cue.search(behind[:24]) or re.search("成立|建立|组建", behind[:24])
            )
            addressed = re.search(r"(?:对接|携手|联合|加强与)$", before)
            if not (partner or addressed) or re.search(r"对标|借鉴|学习", clause):
                continue
            own = [
                m
                for m in sentence.of("Park", "Region", "Enterprise", "Institution")
                if start <= m.start and m.end <= group[0].start
            ]
            heading = next((m for m in sentence.heading_mentions if m.type == "Park"), None)
            owner = own[-1].entity_id if own else heading.entity_id if heading else whole.id if whole else ""
            for mention in group:
                facts.relate(
                    "COOPERATES_WITH",
                    owner,
                    mention.entity_id,
                    facts.of_sentence(sentence, EXTRACTOR, basis="direct" if own else "heading"),
                )

    def _holds_title(self, sentence: Sentence, facts: Facts) -> None:
        """Whoever stands before 入选/获评/成长为 … holds the honour behind it; else what the document is about."""
        cue = self._cues["HOLDS_TITLE"]
        holders = sentence.of("Enterprise", "Park", "Cluster", "Platform", "Region")
        for group in coordinated(sentence, sentence.of("Title")):
            before = sentence.text[: group[0].start - sentence.start]
            award = last_match(cue, before)
            if not award or len(before) - award.end() > 24 or re.search(r"[。；]", before[award.end() :]):
                continue
            earlier = [m for m in holders if m.end - sentence.start <= award.start()]
            owners = next(
                (
                    g
                    for g in reversed(list(coordinated(sentence, earlier)))
                    if award.start() - (g[-1].end - sentence.start) <= 16
                ),
                None,
            )
            owner_ids = (
                [m.entity_id for m in owners] if owners else [self._subjects.whole.id] if self._subjects.whole else []
            )
            for owner_id in owner_ids:
                for title in group:
                    facts.relate(
                        "HOLDS_TITLE",
                        owner_id,
                        title.entity_id,
                        facts.of_sentence(sentence, EXTRACTOR, basis="direct" if owners else "heading"),
                    )


class SentenceFacts:
    """Applies the rules of every relation to a sentence."""

    def __init__(self, cues: Mapping[str, re.Pattern[str]], subjects: Subjects) -> None:
        self._rules = (LinkRules(cues, subjects), PlaceRules(cues, subjects), IndustryRules(cues, subjects))

    def read(self, sentence: Sentence, facts: Facts) -> None:
        """All facts of one sentence."""
        for rules in self._rules:
            rules.read(sentence, facts)
