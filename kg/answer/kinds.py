"""Which way of answering each handler of intents.yaml names."""

from collections.abc import Callable, Mapping

from kg.answer.asked.reading import Ask
from kg.answer.facts.chains import answer_chain
from kg.answer.facts.changes import answer_new_industries
from kg.answer.facts.leaders import answer_leaders
from kg.answer.facts.project_lists import answer_projects
from kg.answer.facts.projects import answer_project
from kg.answer.facts.relations import answer_plan, answer_relation
from kg.answer.facts.things import answer_indicators_lacking, answer_lacking, answer_things, answer_titles
from kg.answer.facts.whether import answer_whether
from kg.answer.figures.attained import answer_attained
from kg.answer.figures.by_plan import answer_by_plan
from kg.answer.figures.comparing import answer_compare
from kg.answer.figures.differences import answer_difference
from kg.answer.figures.growth import answer_growth, answer_nature
from kg.answer.figures.indicators import answer_all, answer_series, answer_value
from kg.answer.figures.ratios import answer_ratio
from kg.answer.figures.sectors import answer_sector
from kg.answer.model import Answer
from kg.answer.overview import (
    answer_cooperations,
    answer_count_entities,
    answer_coverage,
    answer_links,
    answer_platforms,
)
from kg.answer.quotes.definitions import answer_definition
from kg.answer.quotes.explaining import answer_how, answer_why
from kg.answer.quotes.named_sets import answer_named_set
from kg.answer.quotes.outlined import answer_divisions
from kg.answer.quotes.plan_period import answer_period
from kg.answer.quotes.positions import answer_position
from kg.answer.quotes.told import answer_progress, answer_told
from kg.answer.tasks.beside import answer_beside
from kg.answer.tasks.counting import answer_count_indicators, answer_count_tasks
from kg.answer.tasks.groups import answer_by_bodies, answer_per_department, answer_per_group
from kg.answer.tasks.tasks import answer_department, answer_no_lead, answer_number, answer_theme_tasks
from kg.answer.tasks.themes import answer_theme

# Readings of whole plans: where a place has plans of its own, of those alone.
WHOLE = frozenset(
    {
        "things",
        "titles",
        "nature",
        "count_tasks",
        "count_entities",
        "count_indicators",
        "per_group",
        "per_department",
        "by_bodies",
    }
    | {"lacking", "indicators_lacking", "no_lead", "number", "named_set", "period", "divisions"}
)
# Readings of what a plan sets down: “十四五”时期 keeps them to the plan of that period; of the first there is no other answer.
TIMELY_ALONE = frozenset(
    {"tasks", "theme", "number", "no_lead", "count_tasks", "per_group", "per_department", "by_bodies", "projects"}
)
TIMELY = TIMELY_ALONE | {"count_indicators", "named_set", "platforms", "relation", "things", "how", "project"}
ANYWHERE = frozenset(
    {"coverage", "links", "whether", "definition", "chain", "compare"}
)  # what they tell need not be of the place
COMPARING = frozenset(
    {"difference", "ratio", "compare", "attained"}
)  # they tell both figures and how far they lie apart
FIGURES = COMPARING | {"indicator", "by_plan", "sector"}
DENYING = frozenset(
    {"no_lead", "attained", "coverage", "lacking", "indicators_lacking", "new_industries"}
)  # asked by denying
OVER_PLANS = frozenset({"by_plan", "beside", "new_industries", "difference", "ratio"})  # hold plans together themselves
EXPLAINING, KEEPING_TO_NAMES = frozenset({"why", "how"}), frozenset({"relation", "things", "titles"})

Handler = Callable[[Ask], Answer | None]
# Lists of a kind, counts by group, chains, definitions, explanations.
KINDS: Mapping[str, Handler] = {
    "new_industries": answer_new_industries,
    "things": answer_things,
    "titles": answer_titles,
    "nature": answer_nature,
    "by_plan": answer_by_plan,
    "growth": answer_growth,
    "ratio": answer_ratio,
    "sector": answer_sector,
    "attained": answer_attained,
    "count_indicators": answer_count_indicators,
    "per_group": answer_per_group,
    "per_department": answer_per_department,
    "by_bodies": answer_by_bodies,
    "lacking": answer_lacking,
    "indicators_lacking": answer_indicators_lacking,
    "chain": answer_chain,
    "told": answer_told,
    "progress": answer_progress,
    "definition": answer_definition,
    "beside": answer_beside,
    "position": answer_position,
    "how": answer_how,
    "why": answer_why,
    "period": answer_period,
    "divisions": answer_divisions,
}
HANDLERS: Mapping[str, Handler] = {
    "relation": answer_relation,
    "leaders": answer_leaders,
    "plan": answer_plan,
    "tasks": answer_department,
    "theme": answer_theme,
    "theme_tasks": answer_theme_tasks,
    "named_set": answer_named_set,
    "number": answer_number,
    "no_lead": answer_no_lead,
    "project": answer_project,
    "projects": answer_projects,
    "indicator": answer_value,
    "series": answer_series,
    "indicators": answer_all,
    "compare": answer_compare,
    "difference": answer_difference,
    "count_tasks": answer_count_tasks,
    "count_entities": answer_count_entities,
    "coverage": answer_coverage,
    "links": answer_links,
    "cooperations": answer_cooperations,
    "whether": answer_whether,
    "platforms": answer_platforms,
    **KINDS,
}
