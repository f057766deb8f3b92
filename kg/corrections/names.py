"""What a thing is called and what it is, put right by a person; over all documents that have the thing."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from kg.corrections.draft import Draft, places_of
from kg.corrections.library import Library
from kg.corrections.model import EXTRACTOR, NOT_ALIAS, Correction
from kg.ontology import RelationDef
from kg.records import Entity, Evidence, Mention, Relation
from kg.text.normalize import fold


def rename(correction: Correction, library: Library) -> set[str]:
    """Gives the thing its name, the earlier one stays an alias; it leads whatever joins the thing later."""
    ids = library.find(correction.subject)[:1]
    for draft in library.homes(ids):
        old = draft.entities[ids[0]]
        names = dict.fromkeys((old.name, *old.aliases))
        names.pop(correction.text, None)
        draft.entities[old.id] = replace(old, name=correction.text, aliases=tuple(names))
        library.learn(draft.entities[old.id], draft.document.id)
        _tell_values(draft, ids, of_name=correction.text)
    library.named.update(ids)
    return {draft.document.id for draft in library.homes(ids)}


def _tell_values(draft: Draft, ids: Collection[str], **told: str) -> None:
    """Changes what values say of the thing whose they are."""
    for key, entity in draft.entities.items():
        if entity.type == "Observation" and str(entity.properties.get("of_id")) in ids:
            draft.entities[key] = replace(entity, properties={**entity.properties, **told})


def add_alias(correction: Correction, library: Library) -> set[str]:
    """Gives the thing a further name, and has its documents' words of that name mention it."""
    ids = library.find(correction.subject)
    for draft in library.homes(ids):
        entity_id = next(one for one in ids if one in draft.entities)
        old = draft.entities[entity_id]
        names = dict.fromkeys((*old.aliases, correction.text))
        names.pop(old.name, None)
        entity = replace(old, aliases=tuple(names))
        draft.entities[entity_id] = entity
        library.learn(entity, draft.document.id)
        draft.mention(correction.text, entity, f"{EXTRACTOR}/{correction.who}")
    return {draft.document.id for draft in library.homes(ids)}


def retype(correction: Correction, library: Library, relations: dict[str, RelationDef]) -> set[str]:
    """Gives the thing its class, all its ids together; facts that such a thing cannot have go."""
    ids = set(library.find(correction.subject))
    homes = library.homes(ids)
    for draft in homes:
        for one in ids & draft.entities.keys():
            draft.entities[one] = replace(draft.entities[one], type=correction.text)
            library.learn(draft.entities[one], draft.document.id)
        draft.mentions = [replace(one, type=correction.text) if one.entity_id in ids else one for one in draft.mentions]
        _tell_values(draft, ids, of_kind=correction.text)
        draft.drop_relations(misfits(draft, ids, relations))
    return {draft.document.id for draft in homes}


def misfits(draft: Draft, ids: set[str], relations: dict[str, RelationDef]) -> list[Relation]:
    """The facts of these entities that the ontology does not allow between such classes."""
    return [
        one
        for one in draft.relations.values()
        if ids & {one.subject_id, one.object_id}
        and one.type in relations
        and (
            draft.entities[one.subject_id].type not in relations[one.type].subject
            or draft.entities[one.object_id].type not in relations[one.type].object
        )
    ]


def forbid_alias(correction: Correction, library: Library) -> set[str]:
    """Where the words stand the thing is not meant: mentions there go, and evidence that names it only so."""
    ids = set(library.find(correction.subject))
    changed = set()
    for draft in library.homes(ids):
        wrong = [one for one in draft.mentions_of(ids) if lies_in(one, correction.text, draft.document.text)]
        draft.mentions = [one for one in draft.mentions if one not in set(wrong)]
        right = draft.mentions_of(ids)
        for old in [draft.entities[one] for one in sorted(ids & draft.entities.keys())]:
            draft.entities[old.id] = without_name(old, correction.text, right)
            if wrong or draft.entities[old.id] != old:
                changed.add(draft.document.id)
        withdraw(draft, ids, wrong, right)
    return changed


def lies_in(mention: Mention, words: str, text: str) -> bool:
    """Whether a mention stands within these words of the text."""
    first = max(0, mention.end - len(words))
    return any(
        at <= mention.start and mention.end <= at + len(words)
        for at in places_of(words, text, first, mention.start + len(words))
    )


def is_forbidden(mention: Mention, text: str, corrections: Iterable[Correction]) -> bool:
    """Whether a person said that these words of a text, which no document need hold, do not mean the thing."""

    def is_meant(one: Correction) -> bool:
        if mention.entity_id:
            return mention.entity_id in one.subject.ids
        return fold(mention.name) == fold(one.subject.name) or fold(mention.text) == fold(one.text)

    return any(
        one.kind == NOT_ALIAS
        and one.subject.type == mention.type
        and is_meant(one)
        and lies_in(mention, one.text, text)
        for one in corrections
    )


def without_name(entity: Entity, words: str, mentions: Iterable[Mention]) -> Entity:
    """The entity without a name; its own gives way to one that is still mentioned, else to any other it has."""
    aliases = [one for one in entity.aliases if fold(one) != fold(words)]
    if fold(entity.name) != fold(words) or not aliases:
        return replace(entity, aliases=tuple(aliases))
    said = {one.text for one in mentions}
    name = next((one for one in aliases if one in said), aliases[0])
    return replace(entity, name=name, aliases=tuple(one for one in aliases if one != name))


def withdraw(draft: Draft, ids: set[str], wrong: list[Mention], right: list[Mention]) -> None:
    """Takes back the evidence of the thing's facts that rested on the wrong mentions."""
    if not wrong:
        return

    def stays(evidence: Evidence) -> bool:
        def inside(mentions: list[Mention]) -> bool:
            return any(evidence.start <= one.start and one.end <= evidence.end for one in mentions)

        return bool(right) and (inside(right) or not inside(wrong))

    for relation in list(draft.relations.values()):
        if not ids & {relation.subject_id, relation.object_id}:
            continue
        left = tuple(one for one in relation.evidence if stays(one))
        if not left:
            draft.drop_relations([relation])
        elif left != relation.evidence:
            draft.relations[relation.id] = replace(relation, evidence=left)
