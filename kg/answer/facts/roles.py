"""The role in which a question asks for rows (龙头, 链主, 牵头), and which rows a plan gives it."""

import re
from collections.abc import Sequence

from kg.answer.asked.reading import Ask
from kg.answer.model import AnswerRow
from kg.answer.quotes.columns import says_of

IN_PARK, OF_PARK = re.compile("园|基地"), re.compile("(?:园区?|园中园|基地)(?:[。：:]|$)")


def asked_role(ask: Ask) -> str:
    """The role that the question's words ask for, as intents.yaml names it."""
    return next(
        (role for role, words in ask.intent.roles.items() if any(word in ask.question.text for word in words)), ""
    )


def of_role(ask: Ask, rows: Sequence[AnswerRow], role: str) -> Sequence[AnswerRow]:
    """The rows of which a plan uses the question's own word (链主, 龙头), else another of the role, else all."""
    words = ask.intent.roles.get(role, ())
    known = [row for row in rows if set(row.roles) & set(words)]
    said = {id(row): _said_of(ask, row) for row in rows}
    own = [row for row in rows if any(word in said[id(row)] for word in words if word in ask.question.text)]
    like = [row for row in rows if any(word in said[id(row)] for word in words)]
    called = own or like
    return [row for row in called if row in known] or called or known or rows


def of_own_part(ask: Ask, rows: Sequence[AnswerRow], role: str) -> tuple[Sequence[AnswerRow], list[AnswerRow]]:
    """The leaders that the plan names of an industry itself, and those that it names under the heading of a park alone."""
    if not role or ask.intent.query != "enterprises_of_industry" or IN_PARK.search(ask.question.text):
        return rows, []
    own = [row for row in rows if not all(OF_PARK.search("".join(one.section[-1:])) for one in row.evidence)]
    return (own, [row for row in rows if row not in own]) if own else (rows, [])


def is_called(ask: Ask, row: AnswerRow, role: str) -> bool:
    """Whether the plan gives the row the role, or a word for it."""
    words = ask.intent.roles[role]
    return bool(set(row.roles) & set(words)) or any(word in _said_of(ask, row) for word in words)


def _said_of(ask: Ask, row: AnswerRow) -> str:
    names = (row.name, *row.aliases)
    return " ".join(says_of(citation, names, ask.context.documents) for citation in row.evidence)
