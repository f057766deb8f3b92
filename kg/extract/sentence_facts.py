"""Facts between the names of one sentence: each relation has its rules, the cue words are the relation's data."""

from collections.abc import Mapping

from kg.extract.builder_rules import BuilderRules
from kg.extract.carrier_rules import CarrierRules
from kg.extract.context import Facts, Sentence
from kg.extract.cues import Cues
from kg.extract.focus_rules import FocusRules
from kg.extract.industry_rules import IndustryRules
from kg.extract.link_rules import LinkRules
from kg.extract.manner import Manner
from kg.extract.owners import Topics
from kg.extract.part_rules import PartRules
from kg.extract.partner_rules import PartnerRules
from kg.extract.place_rules import PlaceRules
from kg.extract.rules import Subjects
from kg.extract.title_rules import TitleRules

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
