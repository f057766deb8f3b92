"""The questions of tests/cases/questions/ and what is wrong with an answer to one of them.

A group of a file: `ask` is the phrasings of one question, each of which must come to the same.
  status    answered where not given
  intent    the reading that answers; a list where several will do
  rows      names that must be there, by any of their names; numbers, values, years, units: of the rows
  only      and no other row (of `numbers`: no other numbered row)
  roles     name → the only role of that row
  says      what the text must hold; lacks: what it must not
  offers    each must stand in a suggestion; every suggestion, asked as given, must be answered
  english   the text must be English but for names
  previous  the question before a short one; `reads` must stand in the question as it was completed
  wanted    question → why it is not answered yet: the test fails when it is
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from kg.answer.model import AMBIGUOUS, Answer, AnswerRow
from kg.engine import Engine

FOLDER = Path(__file__).parents[2] / "cases" / "questions"
Group = Mapping[str, Any]


def iter_questions() -> Iterator[tuple[str, Group, str]]:
    """Every question with its theme and its group."""
    for path in sorted(FOLDER.glob("*.yaml")):
        for group in yaml.safe_load(path.read_text(encoding="utf-8")):
            for question in group["ask"]:
                yield path.stem, group, question


def wrong_with(engine: Engine, group: Group, question: str) -> list[str]:
    """What the engine's answer lacks or has too much; [] for a right one."""
    answer = engine.ask(question, previous=group.get("previous", ""))
    wrong = [*_wrong_rows(group, answer.answers), *_wrong_words(group, answer), *_wrong_quotes(engine, answer)]
    if answer.status != group.get("status", "answered"):
        wrong.append(f"status {answer.status}")
    intents = group.get("intent", [answer.intent])
    if answer.intent not in ([intents] if isinstance(intents, str) else intents):
        wrong.append(f"intent {answer.intent}")
    if answer.status == AMBIGUOUS:
        wrong += [f"suggestion unanswered: {one}" for one in answer.suggestions if engine.ask(one).status != "answered"]
    return [*wrong, answer.text] if wrong else []


def _wrong_rows(group: Group, rows: Sequence[AnswerRow]) -> Iterator[str]:
    names = [{row.name, *row.aliases} for row in rows]
    wanted = group.get("rows", [])
    yield from (f"no row {name}" for name in wanted if not any(name in row for row in names))
    if group.get("only") and wanted:
        yield from (f"row too many: {row.name}" for row, own in zip(rows, names, strict=True) if not own & set(wanted))
    for field in ("number", "value", "year", "unit"):
        held = {getattr(row, field) for row in rows}
        yield from (f"no {field} {one}" for one in group.get(f"{field}s", []) if one not in held)
    if group.get("only") and "numbers" in group:
        extra = {row.number for row in rows if row.number and row.number.isdigit()} - set(group["numbers"])
        yield from (f"number too many: {one}" for one in sorted(extra))
    for name, role in group.get("roles", {}).items():
        own = {row.role for row, names_of_row in zip(rows, names, strict=True) if name in names_of_row}
        if own != {role}:
            yield f"role of {name}: {own}"


def _wrong_words(group: Group, answer: Answer) -> Iterator[str]:
    yield from (f"text lacks {words}" for words in group.get("says", []) if str(words) not in answer.text)
    yield from (f"text holds {words}" for words in group.get("lacks", []) if words in answer.text)
    offered = "；".join(answer.suggestions)
    yield from (f"not offered: {name}" for name in group.get("offers", []) if name not in offered)
    if group.get("reads", "") not in answer.read_as:
        yield f"read as {answer.read_as}"
    if group.get("english") and not re.search(r"[A-Za-z]{4,}|^Yes", answer.text):
        yield "text is not English"


def _wrong_quotes(engine: Engine, answer: Answer) -> Iterator[str]:
    for row in answer.answers:
        if not row.evidence:
            yield f"no evidence for {row.name}"
        for one in row.evidence:
            if engine.document(one.document_id).text[one.start : one.end] != one.quote:
                yield f"misquoted: {one.quote}"
