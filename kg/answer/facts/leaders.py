"""Who leads, over all industries: the firms that a plan calls 链主 or 龙头, where a question names none."""

from dataclasses import replace

from kg.answer.asked.reading import Ask, listing, with_citations
from kg.answer.facts.relations import rows_of
from kg.answer.facts.roles import asked_role, is_called
from kg.answer.model import Answer

OF_OTHERS = ("Industry", "Enterprise", "Park", "Title", "Cluster", "Project", "Platform")
IDLE = ("产业链", "产业", "企业", "链主", "龙头", "骨干", "领军", "重点")


def answer_leaders(ask: Ask) -> Answer | None:
    """The firms of the asked role in every industry of the place; None where the question says more of them than their role."""
    question, role = ask.question, asked_role(ask)
    places = [ask.asking.spell(word) for limit in ask.place for word in limit.said]
    idle = {*map(ask.asking.spell, IDLE), *(ask.asking.spell(word) for word in ask.asking.words["light"])}
    rest = [word for word in question.words if word not in idle and not any(word in place for place in places)]
    if rest or not role or question.years or question.strange or question.entities(OF_OTHERS):
        return None
    ids = [one.id for one in ask.names.entities if one.type == "Industry"]
    words = [word for word in ask.intent.roles[role] if word in question.text]
    asked = replace(ask, intent=replace(ask.intent, roles={role: tuple(words)}))
    params = ask.scoped(ids=ids)
    found = ask.limited(
        [row for row in rows_of(ask, params) if row.type == "Enterprise" and is_called(asked, row, role)]
    )
    if not found:
        return None
    names = listing([row.name for row in found], "家")
    return ask.answered(with_citations(f"{words[0]}企业有{len(found)}家：{names}。", found), found, params)
