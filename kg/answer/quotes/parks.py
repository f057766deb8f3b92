"""Which park it is: whether a question asks for one, whether a sentence tells one, and the one whose heading stands over it."""

import re

from kg.answer.asked.reading import Ask
from kg.answer.folding import fold
from kg.answer.model import AnswerRow, Citation
from kg.answer.quotes.enumerated import asked_noun, is_of_sort, kind_of
from kg.answer.quotes.passages import Found

PARK_FORMS = frozenset({"", "place", "who"})  # forms of a question which park it is
NUMBERED = re.compile(r"^\W*(?:第?[\d一二三四五六七八九十]+[、.．）)章节]*)?\s*")
LEADS = re.compile("为(龙头|链主|领军|骨干)")
PAUSE = re.compile("[：:。，；]|——")


def tells_park(ask: Ask, found: Found) -> bool:
    """Whether a sentence, a row or the heading over it names a park besides the question's own, whose leader is told there if asked."""
    leads = LEADS.search(ask.question.text)
    if leads and leads[1] not in found.text:
        return False
    named = [fold(one.text) for one in ask.context.annotate(found.text) if one.type == "Park"]
    named = [one for one in named if is_of_sort(asked_noun(ask.question.text), one)]
    own = any(one not in ask.question.folded for one in named)
    return own or "\t" in found.text or bool(park_over(ask, found.cite(found.start, found.end)))


def asks_park(ask: Ask) -> bool:
    """Whether it is asked which park something is, or is in."""
    return kind_of(ask.asking, asked_noun(ask.question.text)) == "Park" and ask.question.form in PARK_FORMS


def park_over(ask: Ask, citation: Citation) -> AnswerRow | None:
    """The park whose name the heading over a quote is, where a park is asked for and the quote tells none; None else."""
    if not asks_park(ask):
        return None
    quote = fold(citation.quote)
    for part in reversed(citation.section):
        title = fold(PAUSE.split(NUMBERED.sub("", part))[0])
        for one in (one for link in ask.names.find(title) if link.text == title for one in link.of_type(["Park"])):
            if fold(one.name) not in quote and fold(one.name) not in ask.question.folded:
                return AnswerRow(one.name, one.type, one.id, evidence=(citation,))
    return None
