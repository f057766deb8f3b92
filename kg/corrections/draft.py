"""A document while corrections are put on it: its entities, mentions and relations, and a clean document at the end."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.corrections.model import Ref
from kg.records import Document, Entity, Extraction, Mention, Relation
from kg.text.normalize import fold

STAYING = frozenset({"Task", "Policy"})  # stand in a document by themselves, without a fact or a mention


class Draft:
    """One document's knowledge, to be changed in place."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.entities = {entity.id: entity for entity in document.extraction.entities}
        self.mentions = list(document.extraction.mentions)
        self.relations = {relation.id: relation for relation in document.extraction.relations}

    def find(self, ref: Ref) -> list[str]:
        """The ids by which the document has a thing: those it had, else those of its class and name."""
        by_id = [one for one in ref.ids if one in self.entities]
        return by_id or [one.id for one in self.entities.values() if is_named(one, ref)]

    def take(self, entity: Entity) -> Entity:
        """Has the entity in the document; the document's own of this id stays as it is."""
        return self.entities.setdefault(entity.id, entity)

    def mentions_of(self, ids: Iterable[str]) -> list[Mention]:
        """The mentions of these entities."""
        wanted = set(ids)
        return [mention for mention in self.mentions if mention.entity_id in wanted]

    def mention(self, name: str, entity: Entity, extractor: str, *, start: int = 0, end: int | None = None) -> int:
        """Has every place of a span that bears the name mention the entity; what names a thing already stays so."""
        taken = {place for mention in self.mentions for place in range(mention.start, mention.end)}
        found = [
            Mention(at, at + len(name), name, entity.type, extractor, entity.name, entity.id)
            for at in places_of(name, self.document.text, start, end)
            if taken.isdisjoint(range(at, at + len(name)))
        ]
        self.mentions = sorted([*self.mentions, *found], key=lambda mention: mention.start)
        return len(found)

    def drop_relations(self, relations: Iterable[Relation]) -> None:
        """Takes facts out."""
        for relation in relations:
            del self.relations[relation.id]

    def made(self) -> Document:
        """The document with what is left; a thing that lost its last fact and mention is left out."""
        old = self.document.extraction
        new = replace(
            old,
            mentions=tuple(self.mentions),
            entities=tuple(self.entities.values()),
            relations=tuple(self.relations.values()),
        )
        gone = used_in(old) - used_in(new)
        kept = tuple(one for one in new.entities if one.id not in gone or one.type in STAYING)
        return replace(self.document, extraction=replace(new, entities=kept))


def is_named(entity: Entity, ref: Ref) -> bool:
    """Whether an entity bears the class and the name of a thing."""
    return entity.type == ref.type and fold(ref.name) in map(fold, (entity.name, *entity.aliases))


def used_in(extraction: Extraction) -> set[str]:
    """The entities that facts, mentions or the values of facts speak of."""
    ends = {end for relation in extraction.relations for end in (relation.subject_id, relation.object_id)}
    holders = {str(one.properties.get("of_id", "")) for one in extraction.entities if one.id in ends}
    return ends | holders | {mention.entity_id for mention in extraction.mentions}


def places_of(words: str, text: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Where words stand in a text, none within the one before."""
    at = text.find(words, start, end)
    while words and at >= 0:
        yield at
        at = text.find(words, at + len(words), end)
