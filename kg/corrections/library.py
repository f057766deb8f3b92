"""All documents while corrections are put on them, and where each thing stands."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from kg.corrections.draft import Draft, is_named
from kg.corrections.model import Ref
from kg.records import Document, Entity
from kg.text.normalize import fold


class Library:
    """The drafts of all documents by id; knows by id and name which document has which thing."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.drafts = {document.id: Draft(document) for document in documents}
        self._homes: dict[str, set[str]] = defaultdict(set)
        for key, draft in self.drafts.items():
            for entity_id in draft.entities:
                self._homes[entity_id].add(key)
        self.named: set[str] = set()  # entity ids whose name a person gave

    @cached_property
    def _names(self) -> dict[tuple[str, str], set[str]]:
        """Class and folded name → ids that bore it at some time; asked only where a thing's ids are gone."""
        names: dict[tuple[str, str], set[str]] = defaultdict(set)
        for draft in self.drafts.values():
            for entity in draft.entities.values():
                _note(names, entity)
        return names

    def learn(self, entity: Entity, document_id: str) -> None:
        """Takes note of an entity that is new in a document, or bears another name now."""
        self._homes[entity.id].add(document_id)
        if "_names" in self.__dict__:
            _note(self._names, entity)

    def find(self, ref: Ref) -> list[str]:
        """The ids by which a thing is in: those it had, in their order, else those of its class and name."""
        by_id = [one for one in ref.ids if self._homes.get(one)]
        if by_id:
            return by_id
        named = self._names.get((ref.type, fold(ref.name)), set())
        return sorted(one for one in named if any(is_named(entity, ref) for entity in self.entities(one)))

    def known(self, ref: Ref) -> Entity | None:
        """A thing as some document has it, without what that document alone says; None where it is in none."""
        for entity_id in self.find(ref):
            for entity in self.entities(entity_id):
                return Entity(entity.id, entity.type, entity.name, entity.aliases, entity.region, entity.level)
        return None

    def entities(self, entity_id: str) -> list[Entity]:
        """The entity as each of its documents has it."""
        return [draft.entities[entity_id] for draft in self.homes([entity_id])]

    def homes(self, ids: Iterable[str]) -> list[Draft]:
        """The documents that have one of the entities, by id."""
        keys = sorted({key for one in ids for key in self._homes.get(one, ())})
        drafts = (self.drafts[key] for key in keys)
        wanted = set(ids)
        return [draft for draft in drafts if not wanted.isdisjoint(draft.entities)]


def _note(names: dict[tuple[str, str], set[str]], entity: Entity) -> None:
    for name in (entity.name, *entity.aliases):
        names[entity.type, fold(name)].add(entity.id)
