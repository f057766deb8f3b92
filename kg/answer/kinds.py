"""The ways of answering beside the plain ones: lists of a kind, counts by group, chains, definitions, explanations."""

from collections.abc import Callable, Mapping

from kg.answer.beside import answer_beside
from kg.answer.by_plan import answer_by_plan
from kg.answer.chains import answer_chain
from kg.answer.changes import answer_new_industries
from kg.answer.counting import answer_count_indicators
from kg.answer.definitions import answer_definition
from kg.answer.explaining import answer_how, answer_why
from kg.answer.groups import answer_per_department, answer_per_group
from kg.answer.growth import answer_growth, answer_nature
from kg.answer.model import Answer
from kg.answer.ratios import answer_ratio
from kg.answer.reading import Ask
from kg.answer.things import answer_indicators_lacking, answer_lacking, answer_things, answer_titles
from kg.answer.told import answer_told

KINDS: Mapping[str, Callable[[Ask], Answer | None]] = {
    "new_industries": answer_new_industries,
    "things": answer_things,
    "titles": answer_titles,
    "nature": answer_nature,
    "by_plan": answer_by_plan,
    "growth": answer_growth,
    "ratio": answer_ratio,
    "count_indicators": answer_count_indicators,
    "per_group": answer_per_group,
    "per_department": answer_per_department,
    "lacking": answer_lacking,
    "indicators_lacking": answer_indicators_lacking,
    "chain": answer_chain,
    "told": answer_told,
    "definition": answer_definition,
    "beside": answer_beside,
    "how": answer_how,
    "why": answer_why,
}
