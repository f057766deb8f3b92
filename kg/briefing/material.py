"""All that a briefing may say: passages, tasks, indicators and things of its subject, each with its place in a plan."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.answer.model import Answer, Citation
from kg.briefing import subject as about
from kg.briefing.subject import Subject
from kg.briefing.things import Thing, find_things_of, named_beside
from kg.comparing.comparison import Comparison, compare_keys
from kg.coverage.speaking import Passage, Speaking
from kg.engine import Engine
from kg.indicators.figures import read_figures
from kg.indicators.lines import Line, make_lines
from kg.records import Document
from kg.tasks.filters import TaskFilter, concerned_by
from kg.tasks.ledger import Task, read_ledger

Spans = dict[str, list[tuple[int, int]]]


@dataclass(frozen=True)
class Material:
    """What was found; `documents` were looked through, `unread` could not be."""

    subject: Subject
    label: str
    documents: tuple[Document, ...]
    unread: tuple[str, ...] = ()
    passages: tuple[Citation, ...] = ()  # that name it, in the order of the documents
    near: tuple[Citation, ...] = ()  # near in meaning, in documents that do not name it
    tasks: tuple[Task, ...] = ()
    lines: tuple[Line, ...] = ()
    things: tuple[Thing, ...] = ()
    answer: Answer | None = None
    comparison: Comparison | None = None
    thing: str = ""  # the id of the department

    @property
    def speaking(self) -> dict[str, list[Citation]]:
        """The passages by the id of their document."""
        found: dict[str, list[Citation]] = {}
        for one in self.passages:
            found.setdefault(one.document_id, []).append(one)
        return found

    @property
    def silent(self) -> tuple[Document, ...]:
        """The documents that do not name the subject."""
        speaking = self.speaking
        return tuple(one for one in self.documents if one.id not in speaking)


def gather(engine: Engine, subject: Subject) -> Material:
    """The material of a subject; refuses a department, industry or plan that is not in."""
    if subject.kind == about.COMPARISON:
        first, second = about.sides(engine, subject)
        documents = tuple({one.id: one for one in (*first.documents, *second.documents)}.values())
        return Material(
            subject,
            about.label(engine, subject),
            documents,
            comparison=engine.once(compare_keys, first.key, second.key),
        )
    makers = {about.QUESTION: _of_question, about.DEPARTMENT: _of_department, about.INDUSTRY: _of_industry}
    return makers.get(subject.kind, _of_theme)(engine, subject)


def _whole(engine: Engine) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    documents = sorted(engine.loaded.values(), key=lambda one: (one.explains, one.title, one.id))
    unread = [str(row["document"]) for row in engine.documents() if row["document_id"] not in engine.loaded]
    return tuple(documents), tuple(unread)


def _of_theme(engine: Engine, subject: Subject) -> Material:
    speaking, names = Speaking(engine), (subject.text,)
    documents, unread = _whole(engine)
    said = _ordered(speaking.said(names), documents)
    told = {one.document_id for one in said}
    beside = (one for one in speaking.near(names, surely=True) if one.citation.document_id not in told)
    near = _ordered(beside, documents)
    wanted = TaskFilter(theme=subject.text, concerned=concerned_by(engine, subject.text))
    lines = tuple(line for line in make_lines(engine.once(read_figures)) if line.fits((), subject.text))
    things = find_things_of(engine, speaking.things_named(names))
    return Material(
        subject,
        subject.text,
        documents,
        unread,
        said,
        near,
        tuple(task for task in engine.once(read_ledger) if wanted.admits(task)),
        lines,
        (*things, *named_beside(engine, said, known=things)),
    )


def _of_industry(engine: Engine, subject: Subject) -> Material:
    thing = about.the_thing(engine, subject)
    speaking = Speaking(engine)
    documents, unread = _whole(engine)
    said = _ordered(speaking.passages_at(speaking.places_of(thing.id)), documents)
    tasks = tuple(task for task in engine.once(read_ledger) if any(one.id == thing.id for one in task.concerns))
    spans = _spans([*said, *(one for task in tasks for one in task.citations)])
    things = find_things_of(engine, frozenset({thing.id}))
    return Material(subject, thing.name, documents, unread, said, (), tasks, _lines_within(engine, spans), things)


def _of_department(engine: Engine, subject: Subject) -> Material:
    thing = about.the_thing(engine, subject)
    speaking = Speaking(engine)
    documents, unread = _whole(engine)
    said = _ordered(speaking.passages_at(speaking.places_of(thing.id)), documents)
    tasks = tuple(
        task for task in engine.once(read_ledger) if any(one.department_id == thing.id for one in task.duties)
    )
    spans: Spans = {}
    for task in tasks:
        spans.setdefault(task.document_id, []).extend(task.spans)
    cited = [one for task in tasks for one in (task.source, *task.citations)]
    things = named_beside(engine, cited, known=(), told="列入该部门任务")
    lines = _lines_within(engine, spans)
    return Material(subject, thing.name, documents, unread, said, (), tasks, lines, things, thing=thing.id)


def _of_question(engine: Engine, subject: Subject) -> Material:
    answer = engine.ask(subject.text)
    documents, unread = _whole(engine)
    said = tuple(dict.fromkeys(one for row in answer.answers for one in row.evidence))
    ids = {row.entity_id for row in answer.answers}
    tasks = tuple(task for task in engine.once(read_ledger) if task.id in ids)
    things = named_beside(engine, said, known=(), told="见于所引原文")
    lines = _lines_within(engine, _spans(said))
    return Material(subject, about.label(engine, subject), documents, unread, said, (), tasks, lines, things, answer)


def _ordered(passages: Iterable[Passage], documents: Sequence[Document]) -> tuple[Citation, ...]:
    places = {one.id: place for place, one in enumerate(documents)}
    return tuple(sorted((one.citation for one in passages), key=lambda one: (places[one.document_id], one.start)))


def _spans(citations: Iterable[Citation]) -> Spans:
    found: Spans = {}
    for one in citations:
        found.setdefault(one.document_id, []).append((one.start, one.end))
    return found


def _lines_within(engine: Engine, spans: Spans) -> tuple[Line, ...]:
    """The indicators of which a figure stands in one of the spans."""
    figures = [
        one
        for one in engine.once(read_figures)
        if any(a < one.citation.end and one.citation.start < b for a, b in spans.get(one.citation.document_id, ()))
    ]
    return make_lines(figures)
