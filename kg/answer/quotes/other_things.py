"""What a sentence names besides what is asked about: a thing of the asked kind, or another thing than the asked one."""

import re

from kg.answer.asked.reading import Ask
from kg.answer.folding import fold
from kg.answer.quotes.holding import is_whole_of
from kg.answer.quotes.passages import Found

THINGS = ("Platform", "Project", "Enterprise", "Institution", "Park", "Fund")
OF_FIRMS = re.compile(r"\d+[余多]?[家个户][^，。；]{0,20}(?:企业|公司)")  # 6个…龙头企业 tell nothing of one firm


def names_beside(ask: Ask, found: Found, kind: str) -> bool:
    """Whether a sentence names a thing of this type that the question does not name."""
    asked = ask.question.folded
    return any(one.type == kind and fold(one.text) not in asked for one in ask.context.annotate(found.text))


def is_of_another_thing(ask: Ask, found: Found) -> bool:
    """Whether a sentence without the thing that is asked of names another of its kind: what stood before it is over."""
    own = ("Industry",) if ask.question.form == "title" else THINGS  # the papers of one industry are none of another
    links = [link for link in ask.question.links if link.of_type(own)]
    over = "".join(found.chunk.path[-1:]) if ask.question.form == "title" else ""  # the paper stands under its industry
    held = ask.asking.spell(f"{over}{found.text}")
    if not links:
        return False
    forms = [(link.text, *(name for one in link.entities for name in (one.name, *one.aliases))) for link in links]
    said = {ask.asking.spell(form) for group in forms for form in group}
    named = [one for one in said if one in held and not any(one in other and other in held for other in said - {one})]
    if named:  # 为甲区的园中园，占地…: what is told there is not of 甲区
        return all(is_whole_of(held, form) for form in named)
    kinds = {one.type for link in links for one in link.of_type(own)}
    if kinds == {"Enterprise"} and ask.question.form == "number" and OF_FIRMS.search(found.text):
        return True
    return any(one.type in kinds for one in ask.context.annotate(found.text))
