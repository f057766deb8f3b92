"""Which of two places has the higher figure: 「哪个规划的某指标更高：甲还是乙」, 「甲和乙谁的某指标高」."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.answer.limits import PLACES
from kg.answer.model import ANSWERED, Answer, AnswerRow
from kg.answer.question import Question
from kg.text.numbers import parse_number

WHICH = re.compile("还是|谁|哪个|哪家|哪份|哪里|哪边|哪一个")
MORE = re.compile(r"更?(?P<word>[高低大小多少快慢])(?![于新等])")
LESS = frozenset("低小少慢")


def in_choice(question: Question, answering: Callable[[str], Answer]) -> Answer | None:
    """The place of two with the higher (lower) figure, both told; None where the question is another or one has no figure."""
    places = [link.text for link in question.links if link.of_type(PLACES)]
    named = [link.text for link in question.links if link.of_type(["Indicator"])]
    more = MORE.search(question.text)
    if len(places) != 2 or len(named) != 1 or not more or not WHICH.search(question.text):
        return None
    year = f"{question.years[0]}年" if question.years else ""
    aim = "目标" if "目标" in question.text else ""
    replies = [answering(f"{place}{year}{named[0]}{aim}是多少？") for place in places]
    numbers = [_number(reply.answers) for reply in replies if reply.status == ANSWERED]
    known = [number for number in numbers if number is not None]
    if len(known) != 2 or len({reply.answers[0].unit for reply in replies}) > 1:
        return None
    best = min(known) if more["word"] in LESS else max(known)
    said = "两者相同" if known[0] == known[1] else f"{places[known.index(best)]}更{more['word']}"
    rows = tuple(row for reply in replies for row in reply.answers)
    text = f"{said}。{''.join(reply.text for reply in replies)}"
    return replace(replies[0], question=question.text, text=text, answers=rows)


def _number(rows: Sequence[AnswerRow]) -> float | None:
    """The one number of the rows; None where they give several or none."""
    values = {row.value for row in rows if row.value}
    digits = re.search(r"\d[\d.,]*", values.pop()) if len(values) == 1 else None
    return parse_number(digits[0]) if digits else None
