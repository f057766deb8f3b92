"""Papers that a sentence names: who issued one, and those of the one level that is asked for (市里的哪些文件)."""

import re
from collections.abc import Sequence

from kg.answer.asked.here import is_of_level, paper_level
from kg.answer.asked.reading import Ask
from kg.answer.model import AnswerRow
from kg.answer.quotes.passages import TITLED, Found

ISSUED = "印发|发布|出台|编制|制定|起草|公布"
PAPER = re.compile(
    rf"(?P<kind>规划|方案|意见|计划|办法|名单|名录|清单)》?[”\"]?(?:是|由|被)*(?:谁|哪)[^，。；]{{0,6}}(?:{ISSUED})"
)
WHICH = re.compile("(?:哪|什么)[一二两三四几些]*[个份部项]?(?P<noun>[^，。？是由的]{2,12})(?=[？?，]?$)")
LONGEST_ISSUER = 12  # characters before a title that tell who issued it
PAUSE = re.compile("[，。；、》]")


def tells_paper(ask: Ask, found: Found) -> bool:
    """Whether a sentence tells what is asked of papers: who issued the named one, titles of the asked level; True where neither is asked.

    Who publishes a list, as a plan says, did not issue the plan.
    """
    kind = _asked_kind(ask)
    if kind and kind not in ask.asking.spell(found.text):
        return False
    if ask.question.form == "title" and paper_level(ask.question.text):
        return bool(titles_in(ask, found, found.start, found.end))
    paper = PAPER.search(ask.question.text)
    if not paper:
        return True
    told = rf"(?:{ISSUED})[^，。；]*{paper['kind']}|{paper['kind']}[^，。；]{{0,12}}(?:{ISSUED})"
    return bool(re.search(told, found.text))


def _asked_kind(ask: Ask) -> str:
    """The kind of paper that is asked for by its full name: 控制性详细规划 of 落实的是哪个控规; '' where none is."""
    match = WHICH.search(ask.asking.spell(ask.question.text))
    return next((one for one in ask.asking.words["papers"] if match and match["noun"].endswith(one)), "")


def titles_in(ask: Ask, found: Found, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the 《titles》 in a stretch of a sentence, of the one level of papers where one is asked for."""
    level, text, spans = paper_level(ask.question.text), found.document.text, []
    for match in TITLED.finditer(text, start, end):
        before = PAUSE.split(text[found.start : match.start()])[-1]
        if not level or is_of_level(match[0][1:-1], before, level):
            spans.append((match.start() + 1, match.end() - 1))
    return spans


def of_level(ask: Ask, rows: Sequence[AnswerRow]) -> Sequence[AnswerRow]:
    """The papers of the one level that the question asks for (省里出的是哪个文件); all where it asks for any."""
    level = paper_level(ask.question.text)
    told = ((row, row.evidence[0].quote.partition(row.name)[0]) for row in rows)
    return [row for row, before in told if is_of_level(row.name, before[-LONGEST_ISSUER:], level)] if level else rows
