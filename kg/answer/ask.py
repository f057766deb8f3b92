"""Question in, cited answer out: readings are tried in the order of their fit, then the plans' own words, then a refusal."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from kg.answer.asked.absent import absent_phrases, other_rank
from kg.answer.asked.ambiguity import ask_back, bare_plan, candidates, namesakes
from kg.answer.asked.called import body_functions, equal_bodies
from kg.answer.asked.conditions import bound_of
from kg.answer.asked.dialogue import Dialogue
from kg.answer.asked.intents import Asking, Intent, load_asking
from kg.answer.asked.names import NameIndex, make_names
from kg.answer.asked.nearest import nearest
from kg.answer.asked.negation import denied
from kg.answer.asked.plainly import otherwise
from kg.answer.asked.question import Question, read_question
from kg.answer.asked.reading import Ask, words_naming
from kg.answer.backing import backed
from kg.answer.context import AnswerContext
from kg.answer.facts.project_cells import bounds_cells
from kg.answer.figures.group_totals import answer_group_totals
from kg.answer.figures.listed import answer_sum
from kg.answer.figures.row_lookup import answer_rows, answer_rows_untold
from kg.answer.kinds import ANYWHERE, DENYING, EXPLAINING, HANDLERS, KEEPING_TO_NAMES, OVER_PLANS, TIMELY_ALONE
from kg.answer.model import ANSWERED, NOT_FOUND, Answer, AnswerRow, titled
from kg.answer.quotes.attributes import Attributes
from kg.answer.quotes.cells import filled
from kg.answer.quotes.counted import LISTED
from kg.answer.quotes.named_sets import answer_named_set
from kg.answer.quoting import answer_quote, whole
from kg.answer.refusing import no_document, refuse
from kg.answer.steps.asks import is_hollow, sentences_of
from kg.answer.steps.compose import SIDES, Shared, several
from kg.answer.steps.framed import answer_frame, no_frame
from kg.answer.steps.halves import answer_halves
from kg.answer.steps.hops import Hops
from kg.answer.steps.keeping import framed, in_frames, is_elsewhere, kept_rows, kept_to, kept_within, own_plan
from kg.answer.steps.parts import Parts
from kg.answer.totals import totals_note
from kg.answer.values import with_values
from kg.ontology import Ontology, load_ontology
from kg.text.normalize import quoted

LISTING = frozenset({"relation", "platforms", "projects"})  # a plan names rarely all it counts: its own figure is first
TELLING = ("Enterprise", "Platform", "Project", "Title", "Fund", "Institution", "Park", "Cluster", "Industry")
MOST_KEPT, MOST_SCOPES, IGNORED = 32, 8, 4.0  # what a reading loses for each name of the question that it does not use
WHY = re.compile("为什么|为何|缘何")  # a reason, which no relation gives


class Answerer:
    """Answers questions over one state of the graph; make a new one when the graph has changed."""

    def __init__(self, context: AnswerContext, ontology: Ontology | None = None, asking: Asking | None = None) -> None:
        ontology = ontology or load_ontology()
        self._context = context
        self._asking = asking or load_asking()
        self._relations = {name: relation.label_zh for name, relation in ontology.relations.items()}
        self._memo: dict[object, Any] = {}  # sentences and limits found, of the last questions
        self._kept: dict[tuple[str, ...], Any] = {}  # tasks read, by the documents they were read for
        heads = {label: (*one.heads, *one.generic) for label, one in ontology.classes.items()}
        functions = body_functions(ontology)
        bodies, loose = equal_bodies(functions), equal_bodies(functions, loose=True)
        self._names = NameIndex(make_names(context.read("names", {})), heads, bodies, loose)
        self._attributes = Attributes(context, self._asking, self._names)
        self._hops = Hops(context, self._asking, self._names, self.read, self._one, self._composed, self._attributes)
        self._shared = Shared(
            self._names, self._asking, context.documents, self.read, self._one, lambda q: answer_quote(self._ask(q))
        )
        self._dialogue = Dialogue(
            context, self._asking, self._names, self.read, self._reply, lambda one: bool(self._readings(one))
        )

    def answer(self, text: str, *, previous: str = "") -> Answer:
        """The answer to one question; a QueryError for an empty or over-long one, the store's errors as they come.

        `previous` is the question before, as it was completed: a short one (那配合部门呢？) is read from it.
        """
        return self._dialogue.answer(text, previous=previous)

    def _reply(self, text: str) -> Answer:
        """The answer to a whole Chinese question; every row has a quote, and without such a row it is none."""
        for kept, most in ((self._memo, MOST_KEPT), (self._kept, MOST_SCOPES)):
            if len(kept) > most:
                kept.clear()
        found = self._answer(text)
        for other, own in otherwise(text, self._context.documents) if found.status == NOT_FOUND else ():
            self._memo["read", other] = asked = replace(self.read(other), documents=own or self.read(other).documents)
            told, number = self._answer(other), asked.number_of
            if told.status == ANSWERED and (not number or (not told.query and number == len(told.answers))):
                found, text = replace(told, question=found.question), other if own else text
                break
        if found.status != ANSWERED:
            return found
        rows = kept_rows(backed(map(self._finished, found.answers), self._context.documents), self.read(text))
        if not rows or self._is_elsewhere(text, found, rows):
            return refuse(self._ask(self.read(text)))
        found = replace(found, answers=rows, text=f"{found.text}{totals_note(rows, self._context.documents)}")
        return with_values(found, self._plain_ask(self.read(text)), self.read)

    def _is_elsewhere(self, text: str, found: Answer, rows: Sequence[AnswerRow]) -> bool:
        """Whether no row has to do with the place that the question names, though its kind of question is of a place."""
        intent = next((one for one in self._asking.intents if one.name == found.intent), None)
        question = self.read(text)
        if question.documents or (intent and intent.handler in ANYWHERE):
            return False
        return is_elsewhere(rows, self._plain_ask(question).place, self._context.documents)

    def _finished(self, row: AnswerRow) -> AnswerRow:
        """The row with all names of its entity (区科学技术局 for 区科技局), and said to be inferred where all its facts are."""
        inferred = row.evidence and row.type != "Passage" and all(one.basis == "heading" for one in row.evidence)
        note = "；".join(part for part in (row.note, self._asking.message("inferred") if inferred else "") if part)
        entity = self._names.by_id.get(row.entity_id) if row.type != "Task" else None
        names = dict.fromkeys((*row.aliases, entity.name, *entity.aliases) if entity else row.aliases)
        names.pop(row.name, None)
        is_same = (note or None) == row.note and tuple(names) == row.aliases
        return row if is_same else replace(row, note=note or None, aliases=tuple(names))

    def _answer(self, text: str) -> Answer:
        question = self.read(text)
        if not self._context.documents:
            return Answer(question.text, NOT_FOUND, "none", self._asking.message("no_documents"))
        if question.missing_title or question.framing.missing:
            return (no_document if question.missing_title else no_frame)(self._plain_ask(question))
        if any(word in question.text for word in self._asking.words["outside"]):
            return refuse(self._ask(question))
        if (words := denied(question.text, self._asking)) and not self._understands_denial(question):
            return self._denied(question, words)
        if question.unknown and not self._understands_denial(question):
            absent = absent_phrases(question, self._asking, self._context.documents)
            what = "、".join(map(quoted, absent or question.unknown))
            said = self._asking.message("unmentioned", what=what, documents=self._ask(question).scope_names())
            return Answer(question.text, NOT_FOUND, "none", said)
        if other := other_rank(question, self._asking, self._context.documents):
            return Answer(question.text, NOT_FOUND, "none", other)
        if unclear := self._unclear(question):
            return unclear
        parts = sentences_of(question.text)
        return several(question.text, self._in_turn(parts, question)) if len(parts) > 1 else self._composed(question)

    def _understands_denial(self, question: Question) -> bool:
        """Whether the best reading is one that is asked by denying: tasks without a lead, plans that are silent."""
        readings = self._readings(question)
        return bool(readings) and (readings[0].handler in DENYING or bounds_cells(self._ask(question, readings[0])))

    def _denied(self, question: Question, words: str) -> Answer:
        """A sentence of the plans that denies as the question does, else the refusal."""
        quoted = answer_quote(self._ask(question))
        if quoted and any(words in citation.quote for row in quoted.answers for citation in row.evidence):
            return quoted
        return Answer(question.text, NOT_FOUND, "denied", self._asking.message("denied", words=words))

    def _unclear(self, question: Question) -> Answer | None:
        """The question back where a bare head may mean several things that are all answered."""
        scored = ((intent.score(question.text), intent) for intent in self._asking.intents)
        for _, intent in sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0]):
            words, titles = bare_plan(question, intent, self._context.documents)
            names = [titled(title) for title in titles]
            if not names:
                words, same = namesakes(question, intent)
                names = list(dict.fromkeys(f"{one.region}{one.name}" for one in same))
            if not names:
                words, entities = candidates(question, intent, self._names)
                names = [one.name for one in entities]
            asked = ask_back(question.text, intent.name, self._asking, words, names)
            told = [one for one in asked.suggestions if self._composed(self.read(one)).status == ANSWERED]
            if len(told) > 1:
                return replace(asked, suggestions=tuple(told))
            if not intent.needs or self._has(question, intent):
                return None
        return None

    def _composed(self, question: Question, steps: int = 0) -> Answer:
        """The answer step by step where the question tells a thing, else in one, else part by part, else the refusal."""
        plain = self._plain_ask(question)
        if not question.frames and (told := self._in_rows(question)):
            return told
        held = [one for one in self._readings(question) if one.handler in OVER_PLANS]
        if told := answer_halves(plain, self.read, self._one, lambda: any(self._try(question, one) for one in held)):
            return told
        chained = any(one.handler == "chain" and self._try(question, one) for one in self._readings(question)[:1])
        stepped = None if chained or SIDES.search(question.text) else self._hops.answer(question, steps)
        if not stepped or stepped.status != ANSWERED:
            stepped = self._shared.answer(question.text) or stepped
        if stepped:
            return stepped
        return Parts(self._asking, self.read, self._attributes).answer(
            question.text, self._one(question), lambda text: self._one(self._within(self.read(text), question))
        )

    def _within(self, part: Question, whole: Question) -> Question:
        """A part of a question kept to the plans that the whole names, or that its place has."""
        return kept_within(part, self._plain_ask(whole))

    def _in_turn(self, parts: Sequence[str], whole: Question) -> list[Answer]:
        """The answers to sentences that follow one another; one that names nothing is asked of what the first told or named."""
        found = [self._composed(self._within(self.read(parts[0]), whole))]
        told = {row.type: row.name for row in reversed(found[0].answers)}
        thing = next((told[kind] for kind in told if kind in TELLING), "") or words_naming(self.read(parts[0]))
        for part in parts[1:]:
            of = told.get("Indicator", "") if is_hollow(part) else ""
            subject = "" if words_naming(self.read(part)) else f"{thing}{of}"
            found.append(self._composed(self._within(self.read(f"{subject}{part}"), whole)))
        return found

    def read(self, text: str) -> Question:
        """A question as it is read, once: what it names, which documents, what it asks for."""
        question: Question = self._memo.get(("read", text)) or self._read(text)
        self._memo["read", text] = question
        return question

    def _read(self, text: str) -> Question:
        question = read_question(text, asking=self._asking, names=self._names, documents=self._context.documents)
        return framed(self._plain_ask(question))

    def _one(self, question: Question) -> Answer:
        plain = self._plain_ask(question)
        listed = answer_group_totals(plain) or answer_sum(plain) or answer_frame(plain) or self._in_rows(question)
        if listed and listed.status == ANSWERED:
            return listed
        readings = self._readings(question)
        if listed:  # a formula that is not spelled where it stands
            named = [self._try(question, one) for one in readings[:1] if one.handler == "named_set"]
            return (named and named[0]) or listed
        if question.timely and readings and readings[0].handler in TIMELY_ALONE:  # no other plan's words answer it
            question = replace(question, documents=self._ask(question, readings[0]).question.documents, timely=())
        by_number = question.form == "number" and not (LISTED.search(question.text) or bound_of(question.text))
        counting = [intent for intent in readings if by_number and intent.handler in LISTING]
        one_sided: Answer | None = None  # one figure of two: a sentence may tell what is asked
        for intent in readings:
            if intent not in counting and (found := self._try(question, intent)):
                if found.status == ANSWERED or intent.handler != "indicator":
                    return found
                one_sided = found
        ask = in_frames(replace(plain, question=question))
        sets = [self._ask(question, intent) for intent in readings if intent.handler == "named_set"]
        told = answer_named_set(sets[0], last=True) if sets else None
        if told and told.status == ANSWERED:
            return told
        rows = answer_rows(ask, loosely=True)
        if rows or (rows := filled(ask, self._attributes.preferred(question, answer_quote(ask) or told or one_sided))):
            return rows
        for intent in counting:
            if found := HANDLERS[intent.handler](self._ask(question, intent)):
                return found
        asked_of = [intent for intent in self._asking.intents if intent.needs and self._has(question, intent)]
        near = nearest(question, asked_of, self._context) if question.links else None
        return (near and filled(ask, HANDLERS[near.handler](self._ask(question, near)))) or refuse(ask)

    def _in_rows(self, question: Question) -> Answer | None:
        def tried() -> Iterator[Answer | None]:
            relations = (one for one in self._readings(question) if one.handler in ("relation", "leaders"))
            yield from (self._try(question, one) for one in relations)

        return answer_rows_untold(self._plain_ask(question), tried())

    def _try(self, question: Question, intent: Intent) -> Answer | None:
        """The reading's answer; a list that leaves much of the question unused, or is of another number, yields to a quoted one."""
        ask = self._ask(question, intent)
        found = filled(ask, HANDLERS[intent.handler](ask))
        if not found and question.timely and not question.documents:
            found = HANDLERS[intent.handler](in_frames(kept_to(self._plain_ask(question, intent), timely=False)))
        if not found or intent.handler != "relation" or question.form not in ("list", "who"):
            return found
        return whole(ask, found)

    def _ask(self, question: Question, intent: Intent | None = None) -> Ask:
        """The question on its way to one reading; one that is about whole plans keeps to those of the place named."""
        return in_frames(kept_to(self._plain_ask(question, intent)))

    def _plain_ask(self, question: Question, intent: Intent | None = None) -> Ask:
        intent = intent or self._asking.intents[0]
        return Ask(question, intent, self._context, self._asking, self._names, self._relations, self._memo, self._kept)

    def _readings(self, question: Question) -> list[Intent]:
        """The intents whose words and names the question has, best first."""
        if bounds_cells(self._plain_ask(question)):  # no row answers with another cell
            fit = [one for one in self._asking.intents if one.handler == "lacking" and one.score(question.text) > 0]
            return fit or [one for one in self._asking.intents if one.handler == "projects"]
        fitting = [
            (score - IGNORED * self._ignored(question, intent), intent)
            for intent in self._asking.intents
            if (score := intent.score(question.text)) > 0
            and (not intent.needs or self._has(question, intent))
            and not (WHY.search(question.text) and intent.handler == "relation")
        ]
        ranked = [intent for score, intent in sorted(fitting, key=lambda pair: -pair[0]) if score > 0]
        explained = bool(ranked) and ranked[0].handler in EXPLAINING  # why and how are no lists
        return [intent for intent in ranked if not explained or intent.handler in {*EXPLAINING, "told", "whether"}]

    def _ignored(self, question: Question, intent: Intent) -> int:
        """How many of the question's telling names a reading of one relation or of all things of a kind leaves aside."""
        if intent.handler not in KEEPING_TO_NAMES:
            return 0
        return sum(bool(link.of_type(TELLING)) and not link.of_type(intent.needs) for link in question.links)

    def _has(self, question: Question, intent: Intent) -> bool:
        own = question.entities(intent.needs) or own_plan(self._plain_ask(question, intent))
        return bool(own or (intent.handler == "project" and self._names.near(question.folded, ["Project"])))
