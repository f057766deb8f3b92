"""Refusals: what was looked for, in which documents, and what comes nearest; a title that is not loaded."""

from kg.answer.asked.absent import absent_phrases, core_of, nearly_held
from kg.answer.asked.reading import Ask
from kg.answer.asked.spelled import spelled
from kg.answer.model import NOT_FOUND, Answer, titled
from kg.answer.quotes.passages import find_sentences, quote_of, shown_passages
from kg.records import Hit
from kg.text.normalize import quoted

RELATED = 0.3  # below it, the plans do not speak of the matter at all


def refuse(ask: Ask) -> Answer:
    """The reply when nothing answers: what was looked for, in which documents, and what comes nearest."""
    found, hits = find_sentences(ask)
    words = [ask.asking.written(word, ask.question.text) for word in ask.question.words]
    what = "、".join(words) or ask.question.text
    names = ask.scope_names()
    best = max(found, key=lambda one: one.score, default=None)
    texts = [spelled(ask.asking, one) for one in ask.context.documents.values()]
    nowhere = _names_nowhere(ask)
    is_weak = nowhere or best is None or best.score < RELATED
    nowhere = nowhere or (absent_phrases(ask.question, ask.asking, ask.context.documents) if is_weak else ())
    absent = tuple(one for one in nowhere if not nearly_held(ask.asking.spell(one), texts))
    if best is None or (is_weak and (absent or not nowhere)):
        told = "、".join(map(quoted, dict.fromkeys(absent)))
        message = ask.asking.message("unmentioned", what=told, documents=names) if absent else ""
        strange = not any(word in text for word in ask.question.words for text in texts)
        if message or strange:
            return _not_found(ask, message or ask.asking.message("outside", what=what, documents=names))
    place = best.cite(*quote_of(ask, best)).official if best else ""
    nearest = ask.asking.message("nearest", where=place) if place else ""
    return _not_found(
        ask, ask.asking.message("silent", what=what, documents=names, nearest=nearest), shown_passages(hits)
    )


def no_document(ask: Ask) -> Answer:
    """The reply to a question about a 《title》 that no loaded document bears, with the titles that there are."""
    titles = "、".join(titled(document.title) for document in ask.context.documents.values())
    text = ask.asking.message("no_such_document", name=ask.question.missing_title, documents=titles)
    return Answer(ask.question.text, NOT_FOUND, "no_such_document", text)


def _names_nowhere(ask: Ask) -> tuple[str, ...]:
    """The places and names of the question that no document holds: 规划没有提到“云岫市”."""
    limits = [one for one in (*ask.place, *ask.things(())) if not one.documents and not one.ids]
    texts = [spelled(ask.asking, one) for one in ask.context.documents.values()] if limits else []
    return tuple(
        "、".join(one.said)
        for one in limits
        if not any(core_of(ask.asking.spell(form)) in text for form in one.forms for text in texts)
    )


def _not_found(ask: Ask, text: str, passages: tuple[Hit, ...] = ()) -> Answer:
    return Answer(ask.question.text, NOT_FOUND, "silent", text, (), None, passages)
