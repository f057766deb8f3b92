"""Facts that a person takes out of a document or puts into it."""

from dataclasses import replace

from kg.corrections.draft import Draft, places_of
from kg.corrections.library import Library
from kg.corrections.model import EXTRACTOR, Correction, Ref
from kg.ids import make_id
from kg.records import Document, Entity, Evidence, Relation, Value
from kg.text.normalize import fold


def reject(correction: Correction, library: Library) -> set[str]:
    """Takes out the fact, or the evidence that is quoted; the documents it was found in."""
    draft = library.drafts.get(correction.document_id)
    found = [one for one in facts_of(draft, correction) if holds(one, correction.quote)] if draft else []
    for relation in found:
        rest = tuple(one for one in relation.evidence if correction.quote and not is_same(one.quote, correction.quote))
        if rest:
            draft.relations[relation.id] = replace(relation, evidence=rest)  # type: ignore[union-attr]
        else:
            draft.drop_relations([relation])  # type: ignore[union-attr]
    return {correction.document_id} if found else set()


def facts_of(draft: Draft, correction: Correction) -> list[Relation]:
    """The document's facts of this relation and role between the two things."""
    if correction.object is None:
        return []
    subjects, objects = set(draft.find(correction.subject)), set(draft.find(correction.object))
    return [
        one
        for one in draft.relations.values()
        if one.type == correction.relation
        and one.subject_id in subjects
        and one.object_id in objects
        and str(one.properties.get("role") or "") == correction.role
    ]


def holds(relation: Relation, quote: str) -> bool:
    """Whether a fact rests on a quote; on an empty one every fact does."""
    return not quote or any(is_same(one.quote, quote) for one in relation.evidence)


def is_same(left: str, right: str) -> bool:
    """Whether two quotes differ in signs and blanks at most."""
    return left == right or fold(left) == fold(right)


def add(correction: Correction, library: Library) -> set[str]:
    """Puts the fact in with the quote where it stands today; {} where the quote is gone or an end is unknown."""
    draft = library.drafts.get(correction.document_id)
    if draft is None or correction.object is None:
        return set()
    place = place_of(draft.document, correction.quote, near=correction.start)
    if place is None:
        return set()
    extractor = f"{EXTRACTOR}/{correction.who}"
    evidence = Evidence(
        draft.document.id,
        draft.document.path_at(place),
        correction.quote,
        place,
        place + len(correction.quote),
        extractor,
    )
    subject = end_of(correction.subject, draft, library, evidence)
    if correction.object.type == "Observation":
        target = observed(correction, draft, subject, library)
        properties: dict[str, Value] = {}
    else:
        target = end_of(correction.object, draft, library, evidence)
        properties = {key: value for key, value in correction.properties.items() if value not in (None, "")}
    if subject.id == target.id:
        return set()
    relate(draft, correction.relation, (subject.id, target.id), evidence, properties)
    return {draft.document.id}


def relate(draft: Draft, kind: str, ends: tuple[str, str], evidence: Evidence, properties: dict[str, Value]) -> None:
    """States a fact; one that is stated already gets the further evidence."""
    key = make_id("rel", kind, *ends, str(properties.get("role", "")))
    old = draft.relations.get(key)
    if old is None:
        draft.relations[key] = Relation(key, kind, *ends, (evidence,), properties)
    elif all((one.start, one.end) != (evidence.start, evidence.end) for one in old.evidence):
        draft.relations[key] = replace(old, evidence=(*old.evidence, evidence))


def place_of(document: Document, quote: str, *, near: int) -> int | None:
    """Where a quote stands in a document, the nearest place of several; None where it does not."""
    return min(places_of(quote, document.text), key=lambda at: abs(at - near), default=None)


def end_of(ref: Ref, draft: Draft, library: Library, evidence: Evidence) -> Entity:
    """The entity of an end: the document's, another document's of this name, or a new one; mentioned where quoted."""
    own = draft.find(ref)
    if own:
        entity = draft.entities[own[0]]
    elif ref.type == "Task":
        entity = draft.take(task_of(ref.name, evidence))
    else:
        entity = draft.take(library.known(ref) or Entity(new_id(ref), ref.type, ref.name))
    library.learn(entity, draft.document.id)
    for name in (entity.name, *entity.aliases) if entity.type != "Task" else ():
        draft.mention(name, entity, evidence.extractor, start=evidence.start, end=evidence.end)
    return entity


def new_id(ref: Ref) -> str:
    """The id that a thing without a region gets when it is read."""
    return make_id(ref.type.lower(), fold(ref.name), "")


def task_of(name: str, evidence: Evidence) -> Entity:
    """A task that nobody read: its number and group stay open."""
    place = evidence.start + max(evidence.quote.find(name), 0)
    properties: dict[str, Value] = {
        "number": "",
        "group_name": evidence.section[-1] if evidence.section else "",
        "deadline": "",
        "document_id": evidence.document_id,
        "order_index": place,
    }
    return Entity(make_id("task", evidence.document_id, "", fold(name), place), "Task", name, properties=properties)


def observed(correction: Correction, draft: Draft, indicator: Entity, library: Library) -> Entity:
    """The value of an indicator as the readers of documents would have made it."""
    from kg.corrections.values import make_observation

    told = correction.properties
    of_id, of_name, of_kind = (str(told.get(key) or "") for key in ("of_id", "of_name", "of_kind"))
    holder = None
    if of_name:
        ref = Ref(of_kind, of_name, (of_id,) if of_id else ())
        own = draft.find(ref)
        holder = (
            draft.entities[own[0]] if own else draft.take(library.known(ref) or Entity(new_id(ref), of_kind, of_name))
        )
    return draft.take(make_observation(told, indicator, holder, draft.document.id))
