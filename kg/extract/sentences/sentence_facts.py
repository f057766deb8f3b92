"""Facts between the names of one sentence: each relation has its rules, the cue words are the relation's data."""

from collections.abc import Mapping

from kg.extract.context import Facts, Sentence
from kg.extract.manner import Manner
from kg.extract.sentences.builder_rules import BuilderRules
from kg.extract.sentences.carrier_rules import CarrierRules
from kg.extract.sentences.focus_rules import FocusRules
from kg.extract.sentences.industry_rules import IndustryRules
from kg.extract.sentences.link_rules import LinkRules
from kg.extract.sentences.owners import Topics
from kg.extract.sentences.part_rules import PartRules
from kg.extract.sentences.partner_rules import PartnerRules
from kg.extract.sentences.place_rules import PlaceRules
from kg.extract.sentences.rules import Subjects
from kg.extract.sentences.title_rules import TitleRules
from kg.extract.words.cues import Cues

RULES = (
    LinkRules,
    BuilderRules,
    PartnerRules,
    TitleRules,
    PlaceRules,
    PartRules,
    FocusRules,
    CarrierRules,
    IndustryRules,
)


class SentenceFacts:
    """Applies the rules of every relation to the sentences of one document, in order."""

    def __init__(self, cues: Mapping[str, Cues], subjects: Subjects, manner: Manner) -> None:
        self._rules = [rules(cues, subjects, manner) for rules in RULES]
        self._topics = Topics()

    def read(self, sentence: Sentence, facts: Facts) -> None:
        """All facts of one sentence; what its paragraph was about before counts as a heading."""
        carried = self._topics.carry(sentence, facts)
        for rules in self._rules:
            rules.read(carried, facts)
