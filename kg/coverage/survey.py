"""What themes, bodies, parks and industries are spoken of: passages and tasks of each, found once and kept."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.coverage.speaking import Found, Passage, Speaking
from kg.engine import Engine
from kg.records import Relation
from kg.tasks.ledger import Task, department_names, read_ledger

STRETCH = 500  # characters of a text whose tasks are looked up together


@dataclass(frozen=True)
class Spoken:
    """The passages (by id) that speak of something and the ids of the tasks that do."""

    passages: Mapping[str, Passage]
    tasks: frozenset[str]

    def within(self, documents: Collection[str]) -> list[Passage]:
        """The passages of some documents."""
        return [one for key in documents for one in self._of_document.get(key, ())]

    @cached_property
    def _of_document(self) -> Mapping[str, Sequence[Passage]]:
        found: dict[str, list[Passage]] = defaultdict(list)
        for one in self.passages.values():
            found[one.citation.document_id].append(one)
        return found


NOTHING = Spoken({}, frozenset())


class Survey:
    """Reads the records of an engine; what was looked for once is answered at once: `engine.once(Survey)` is all readers' own."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._speaking = Speaking(engine)
        self._themes: dict[tuple[str, ...], Spoken] = {}
        self._things: dict[str, Spoken] = {}

    @cached_property
    def tasks(self) -> Mapping[str, Task]:
        """All tasks by id, in the ledger's order."""
        return {task.id: task for task in self.engine.once(read_ledger)}

    def order(self, task_id: str) -> int:
        """The place of a task in the ledger."""
        return self._order[task_id]

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {key: place for place, key in enumerate(self.tasks)}

    @cached_property
    def departments(self) -> Mapping[str, str]:
        """Department id → the name it is listed under."""
        return department_names(self.engine.resolution)

    @cached_property
    def facts(self) -> Mapping[frozenset[str], Sequence[Relation]]:
        """The facts between two things, by their canonical ids."""
        canonical = self.engine.resolution.canonical
        found: dict[frozenset[str], list[Relation]] = defaultdict(list)
        for document in self.engine.loaded.values():
            for relation in document.extraction.relations:
                found[frozenset((canonical[relation.subject_id], canonical[relation.object_id]))].append(relation)
        return found

    def knows(self, names: Sequence[str]) -> bool:
        """Whether a theme of these names was looked for already."""
        return tuple(names) in self._themes

    def theme(self, names: Sequence[str]) -> Spoken:
        """Where one of the names stands or its thing is named; tasks whose own words, heading or source do, or that concern it."""
        key = tuple(names)
        if key not in self._themes:
            places = self._speaking.places(key)
            self._themes[key] = self._spoken(places, self._speaking.things_named(key))
        return self._themes[key]

    def thing(self, thing: str) -> Spoken:
        """Where a thing is mentioned; tasks that name or concern it, of a department those it has a part in."""
        if thing not in self._things:
            places = self._speaking.places_of(thing)
            if thing in self.departments:
                spoken = Spoken(self._passages(places), self._duties.get(thing, frozenset()))
            else:
                spoken = self._spoken(places, frozenset([thing]))
            self._things[thing] = spoken
        return self._things[thing]

    def between(self, left: str, right: str) -> list[Passage]:
        """The passages that state a fact between two things."""
        found = []
        for relation in self.facts.get(frozenset((left, right)), ()):
            places = (self._speaking.place(one.document_id, one.start, one.end) for one in relation.evidence)
            found += [place for place in places if place]
        return self._speaking.passages_at(found)

    def _spoken(self, places: Sequence[Found], things: frozenset[str]) -> Spoken:
        named = frozenset(task.id for task in self.tasks.values() if any(one.id in things for one in task.concerns))
        return Spoken(self._passages(places), named | self._touched(places))

    def _passages(self, places: Iterable[Found]) -> Mapping[str, Passage]:
        return {one.chunk_id: one for one in self._speaking.passages_at(places)}

    def _touched(self, places: Iterable[Found]) -> frozenset[str]:
        """The tasks in whose words, heading or source one of the places lies."""
        return frozenset(
            task
            for one in places
            for start, end, task in self._spans.get((one.letters.document.id, one.place.start // STRETCH), ())
            if start <= one.place.start and one.place.end <= end
        )

    @cached_property
    def _spans(self) -> Mapping[tuple[str, int], Sequence[tuple[int, int, str]]]:
        """Document and stretch of its text → the ranges that lie in it and speak of a task, with the task's id."""
        found: dict[tuple[str, int], list[tuple[int, int, str]]] = defaultdict(list)
        for task in self.tasks.values():
            for start, end in task.spans:
                for stretch in range(start // STRETCH, end // STRETCH + 1):
                    found[task.document_id, stretch].append((start, end, task.id))
        return found

    @cached_property
    def _duties(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for task in self.tasks.values():
            for duty in task.duties:
                found[duty.department_id].add(task.id)
        return {key: frozenset(ids) for key, ids in found.items()}
