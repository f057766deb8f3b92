"""The next sensible questions, made from the things in an answer; only such as are answered here."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

import yaml

from kg.answer.asked.intents import load_asking
from kg.answer.model import ANSWERED, Answer, AnswerRow
from kg.errors import OntologyError
from kg.settings import ROOT

FILE = ROOT / "ontology" / "next_questions.yaml"
MOST = 4
MOST_ALIKE = 2  # of one kind of question
MOST_THINGS = 6  # of an answer that are looked at
MOST_TRIED = 10  # questions that are asked to see whether they are answered
Reading = Callable[[str, Mapping[str, object]], list[dict[str, object]]]
Asking = Callable[[str], Answer]


@dataclass(frozen=True)
class Onward:
    """A question to ask of a thing of a type, and the reading that answers it."""

    of: str
    intent: str
    ask: str


@dataclass(frozen=True)
class Thing:
    """What an answer speaks of. An indicator's id is that of its value."""

    type: str
    id: str
    name: str


@lru_cache(maxsize=2)
def load_onward(path: Path = FILE) -> tuple[Onward, ...]:
    """The questions of the file in its order; an OntologyError names one with a wrong key or an unknown reading."""
    known = {intent.name for intent in load_asking().intents}
    try:
        node = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        found = tuple(Onward(**entry) for entry in node["questions"])
    except (yaml.YAMLError, KeyError, TypeError) as err:
        raise OntologyError(f"{path}：不能读作接着可问的问题（{err}）；请对照文件开头的说明改正") from err
    if wrong := sorted({one.intent for one in found} - known):
        raise OntologyError(f"{path}：没有 {'、'.join(wrong)} 这种问题；请改为 ontology/intents.yaml 中的名称")
    return found


def next_questions(answer: Answer, read: Reading, ask: Asking) -> tuple[str, ...]:
    """At most MOST questions about the things in the answer, each asked here once to see that it is answered.

    `read` runs a named query, `ask` answers a question.
    """
    if answer.status != ANSWERED:
        return ()
    queries = {intent.name: intent.query for intent in load_asking().intents}
    fitting = (
        (one, one.ask.format(name=thing.name))
        for one, thing in _candidates(answer, read)
        if thing.type == "Indicator" or read(queries[one.intent], {"ids": [thing.id]})
    )
    return tuple(_answered(answer, fitting, ask))


def _answered(answer: Answer, fitting: Iterator[tuple[Onward, str]], ask: Asking) -> Iterator[str]:
    """The questions that get an answer of their reading with other rows than this one has; of one kind few."""
    alike: Counter[str] = Counter()
    had = set(map(_said, answer.answers))
    asked = {answer.question, answer.read_as}
    for one, question in islice(fitting, MOST_TRIED):
        if alike[one.intent] >= MOST_ALIKE or question in asked:
            continue
        asked.add(question)
        found = ask(question)
        if found.status == ANSWERED and found.intent == one.intent and _tells(one, found, had):
            alike[one.intent] += 1
            yield question
            if alike.total() == MOST:
                return


def _said(row: AnswerRow) -> tuple[str | None, ...]:
    return row.name, row.value, row.year, row.note


def _tells(one: Onward, found: Answer, had: set[tuple[str | None, ...]]) -> bool:
    """Whether the answer holds a row that is not there yet; of the targets asked for, a target."""
    rows = [row for row in found.answers if one.intent != "indicator_values" or row.kind == "target"]
    return bool(set(map(_said, rows)) - had)


def _candidates(answer: Answer, read: Reading) -> Iterator[tuple[Onward, Thing]]:
    """Every thing's first question, then every thing's second …; none that the answer has just answered."""
    things, asked = _things(answer, read), _asked(answer, read)
    just = {one.id for one in asked}
    every = list(dict.fromkeys((*things, *asked)))
    lists = [[one for one in load_onward() if one.of == thing.type] for thing in every]
    for rank in range(max(map(len, lists), default=0)):
        for thing, questions in zip(every, lists, strict=True):
            if rank < len(questions) and not (thing.id in just and questions[rank].intent == answer.intent):
                yield questions[rank], thing


def _things(answer: Answer, read: Reading) -> list[Thing]:
    """The things that are the rows, and the departments of tasks; the first few."""
    found: dict[str, Thing] = {}
    for row in answer.answers:
        names = (row.note or "").split("、") if row.type == "Task" else []
        made = [_department(name, read) for name in names[:MOST_THINGS] if name]
        for thing in made or [Thing(row.type, row.entity_id, row.name.strip("《》"))]:
            if thing and thing.id:
                found.setdefault(thing.id, thing)
        if len(found) >= MOST_THINGS:
            break
    return list(islice(found.values(), MOST_THINGS))


def _department(name: str, read: Reading) -> Thing | None:
    """The department of this very name."""
    rows = [row for row in read("entities", {"label": "Department", "text": name}) if row["name"] == name]
    return Thing("Department", str(rows[0]["id"]), name) if rows else None


def _asked(answer: Answer, read: Reading) -> list[Thing]:
    """The things that the question named."""
    ids = answer.query.params.get("ids") if answer.query else None
    found = [row for key in ids[:MOST_THINGS] for row in read("entity", {"id": key})] if isinstance(ids, list) else []
    return [Thing(_label(row["labels"]), str(row["id"]), str(row["name"]).strip("《》")) for row in found]


def _label(labels: object) -> str:
    return str(labels[0]) if isinstance(labels, list) and labels else str(labels or "")
