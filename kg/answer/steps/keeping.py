"""Which plans, and which part of them, a question is answered from: those named, those of its place, of its period; its box or table."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.answer.asked.described import Described
from kg.answer.asked.frames import WORD, Frame, Framing, read_frames
from kg.answer.asked.limits import PLACES, Limit, covering, region_of, row_holds
from kg.answer.asked.question import Question
from kg.answer.asked.reading import Ask
from kg.answer.asked.within import FramedContext
from kg.answer.asked.years import THIS_YEAR, this_year
from kg.answer.folding import fold
from kg.answer.kinds import TIMELY, WHOLE
from kg.answer.mentions import sentence_at
from kg.answer.model import AnswerRow, Citation
from kg.answer.quotes.holding import PHASE
from kg.extract.words.lexer import lex
from kg.records import Document

LOOK_AHEAD = 16  # characters by which the first word of a clause is known
REACHED = re.compile("实际|末已|已经?(?=[有达认培获建完形成])|如今|后来|[最到]终|完成(?:情况|了)")


def own_plans(ask: Ask) -> tuple[str, ...]:
    """The plans of the places that the question names."""
    own = {key for limit in ask.place for key in limit.documents}
    return tuple(key for key in ask.context.documents if key in own)


def own_plan(ask: Ask) -> tuple[str, ...]:
    """The plans that a question about plans keeps to, or the one of the place that it names: 某旗的规划."""
    question = ask.question
    if ask.intent.handler != "plan" or question.documents or question.entities(["Policy"]):
        return question.documents if ask.intent.handler == "plan" else ()
    own = own_plans(ask) or tuple(ask.context.documents)
    return own if len(own) == 1 and any(word in question.text for word in ask.asking.words["document"]) else ()


def kept_to(ask: Ask, *, timely: bool = True) -> Ask:
    """The question on its way to one reading: one of whole plans keeps to those of the place named, with `timely` of the period."""
    question = ask.question
    if own := own_plan(ask):
        return replace(ask, question=replace(question, documents=own))
    if question.documents:
        return ask
    if timely and question.timely and ask.intent.handler in TIMELY:
        return replace(ask, question=replace(question, documents=_both(question.timely, own_plans(ask))))
    of_place = ask.intent.handler == "indicators" and not question.entities(PLACES)
    if of_place or ask.intent.handler in WHOLE:
        return replace(ask, question=replace(question, documents=own_plans(ask)))
    return ask


def kept_within(part: Question, whole: Ask) -> Question:
    """A part kept to the plans that the whole question names, or its place has; a part may name its own, or a time of another."""
    if part.documents or any(link.of_type(PLACES) for link in part.links):
        return part
    question = whole.question
    if not question.documents and _names_later(part, question):  # 甲要几个，像乙区每个区几个: 乙区 is of its own part
        return part
    keys = _plans_after(part, question.documents, whole.context.documents) or question.documents or own_plans(whole)
    return replace(part, documents=keys, framing=part.framing if part.frames else question.framing)


def _names_later(part: Question, whole: Question) -> bool:
    """Whether the first place that a question names stands behind a part."""
    places = [link.start for link in whole.links if link.of_type(PLACES)]
    return bool(places) and part.folded in whole.folded[: min(places)]


def _plans_after(part: Question, keys: Sequence[str], documents: Mapping[str, Document]) -> tuple[str, ...]:
    """The later plans of a named plan's region where a part asks of a time that only they tell; () where it does not.

    What lies behind a plan's years, and what was reached by their end (“十四五”末实际), no word of that plan tells.
    """
    spans = {key: documents[key].metadata for key in keys if documents[key].metadata.get("period_end")}
    ends = {int(one["period_end"]) for one in spans.values()}
    if len(ends) != 1 or len(spans) != len(keys):
        return ()
    end = ends.pop()
    asked = [*map(int, part.years), *(period.end for period in part.periods)]
    is_later = bool(asked) and min(asked) > end
    if not is_later and not (REACHED.search(part.text) and all(year == end for year in asked)):
        return ()
    return plans_after(keys, documents)


def plans_after(keys: Sequence[str], documents: Mapping[str, Document]) -> tuple[str, ...]:
    """The plans of the same region whose years begin behind those of these plans."""
    end = max((int(documents[key].metadata.get("period_end") or 0) for key in keys), default=0)
    return tuple(
        key for key in beside(keys, documents) if int(documents[key].metadata.get("period_start") or 0) > end > 0
    )


def beside_region(question: Question, told: Described, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """The plans of the region that a description names beside what it tells: 甲市获评某称号的企业 are of 甲市's."""
    regions = [] if told.relations[:1] == ("LOCATED_IN",) else question.entities(["Region"])
    return tuple(frozenset[str]().union(*(covering(one.name, (), documents, False) for one in regions)))


def beside(keys: Sequence[str], documents: Mapping[str, Document]) -> tuple[str, ...]:
    """All plans of the regions of these."""
    regions = {region_of(documents[key]) for key in keys}
    return tuple(key for key, one in documents.items() if region_of(one) in regions)


def framed(ask: Ask) -> Question:
    """The question with what 今年 means, and with the box, table or chapter that it names, looked for in the plans named, of its place, of its period, in all."""
    question, documents = ask.question, ask.context.documents
    own = own_plans(replace(ask, question=question.of_bodies))  # of a park that does something the plan may be another
    keys = question.documents or _both(question.timely, own) or own
    framing = _framing(ask, keys or tuple(documents))
    if keys:  # 「“十四五”规划主要指标完成情况」 is a table of the next plan
        said = {fold(period.text) for period in question.periods}
        wider = _framing(ask, tuple(documents)).frames
        titled = [
            one
            for one in wider
            if fold(one.title) in question.folded and any(period in fold(one.title) for period in said)
        ]
        framing = Framing(tuple(titled)) if titled else framing
    if framing.missing and not question.documents:  # 附件1里某园的项目: the annex of a plan that is not the park's own
        named = [form for limit in ask.place for form in limit.forms if len(form) > 1]
        wider = _framing(ask, tuple(documents)).frames
        there = [one for one in wider if any(word in _words_of(documents[one.document_id], one) for word in named)]
        framing = Framing(tuple(there)) if there else framing
    own = tuple(dict.fromkeys(one.document_id for one in framing.frames))
    missing = question.documents or keys if framing.missing else ()
    words = tuple(word for word in question.words if not (own and WORD.fullmatch(word)))
    question = replace(question, framing=framing, documents=own or missing or question.documents, words=words)
    return _with_this_year(replace(ask, question=question))


def _with_this_year(ask: Ask) -> Question:
    """The question with the year that 今年 means in its plans."""
    question, documents = ask.question, ask.context.documents
    if not THIS_YEAR.search(question.text):
        return question
    year = this_year([documents[key] for key in question.documents or own_plans(ask) or documents])
    return replace(question, years=tuple(dict.fromkeys((*question.years, *year))))


def _framing(ask: Ask, keys: tuple[str, ...]) -> Framing:
    """The parts that the question names in these documents, looked for once."""
    key = ("framing", ask.question.text, keys)
    if key not in ask.memo:
        documents = [ask.context.documents[one] for one in keys]
        ask.memo[key] = read_frames(ask.question.text, documents, tasks=not ask.question.entities(["Department"]))
    found: Framing = ask.memo[key]
    return found


def _words_of(document: Document, frame: Frame) -> str:
    return fold(document.text[frame.start : frame.end])


def in_frames(ask: Ask) -> Ask:
    """The same with what stands in the named part alone."""
    frames = ask.question.frames
    return replace(ask, context=FramedContext(ask.context, frames)) if frames else ask


def _both(left: Iterable[str], right: Iterable[str]) -> tuple[str, ...]:
    """The documents of both, those of the first where the second has none of them."""
    first, second = tuple(left), set(right)
    return tuple(key for key in first if key in second) or first


def is_elsewhere(rows: Sequence[AnswerRow], places: Iterable[Limit], documents: Mapping[str, Document]) -> bool:
    """Whether no row has to do with the places, though its quote is only a clause of a sentence that names them."""
    limits = tuple(places)
    whole = [_in_sentences(row, documents) for row in rows] if limits else []
    return not all(any(row_holds(row, limit) or _bears(row, limit) for row in whole) for limit in limits)


def _in_sentences(row: AnswerRow, documents: Mapping[str, Document]) -> AnswerRow:
    """The row with the whole sentences of its quotes, from their subject on where a quote goes on without one (；以某企业为带动)."""
    sentences = [sentence_at(documents[one.document_id], one.start) for one in row.evidence]
    whole = [_from_subject(documents[one.document_id], one) for one in sentences]
    return replace(row, evidence=(*row.evidence, *sentences, *filter(None, whole)))


def _from_subject(document: Document, quote: Citation) -> Citation | None:
    """A clause behind a semicolon that begins with a verb or preposition, with what stands before it in its sentence."""
    before = document.text[: quote.start].rstrip()
    if not before.endswith(("；", ";")) or lex(quote.quote[:LOOK_AHEAD])[0].tag not in {"p", "v", "d", "ad"}:
        return None
    start = max(before.rfind(sign) for sign in "。\n\t") + 1
    return Citation.of(document, quote.section, start, quote.end)


def _bears(row: AnswerRow, limit: Limit) -> bool:
    """Whether the row's own name has the place's, as 甲公司云岫厂三期工程 does."""
    return any(fold(word) in fold(row.name) for word in limit.said)


def kept_rows(rows: Iterable[AnswerRow], question: Question) -> tuple[AnswerRow, ...]:
    """The rows of the named part of the plans and of the named phase."""
    return _of_phase(_of_frames(rows, question), question)


def _of_frames(rows: Iterable[AnswerRow], question: Question) -> tuple[AnswerRow, ...]:
    """The rows with a quote from the named part; all of them where the question names none."""
    return tuple(
        row
        for row in rows
        if not question.frames
        or any(frame.holds(one.document_id, one.start) for frame in question.frames for one in row.evidence)
    )


def _of_phase(rows: Iterable[AnswerRow], question: Question) -> tuple[AnswerRow, ...]:
    """The rows without those that tell of another phase or batch (二期) than the question names (三期)."""
    asked = PHASE.findall(question.text)
    said = ((row, "".join((row.name, *(one.quote for one in row.evidence)))) for row in rows)
    return tuple(row for row, text in said if not asked or not PHASE.search(text) or any(one in text for one in asked))
