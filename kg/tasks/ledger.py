"""Records → one row a task: number, group, deadline, departments by role, what it concerns, every source."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.answer.model import Citation
from kg.engine import Engine
from kg.records import Document, Entity, Relation
from kg.resolve.linker import Resolution
from kg.text.sentences import sentence_from

LEAD, BEARS, SUPPORTS = "牵头", "责任", "配合"
ROLES = (LEAD, BEARS, SUPPORTS)  # as the ontology's choice of RESPONSIBLE_FOR.role, the strongest first


@dataclass(frozen=True)
class Duty:
    """A department's part in a task, with the words that say so."""

    department_id: str
    department: str
    role: str
    evidence: tuple[Citation, ...]


@dataclass(frozen=True)
class Concern:
    """A thing that a task is about."""

    id: str
    type: str
    name: str


@dataclass(frozen=True)
class Task:
    """One task of one document; `source` is its own sentence, `spans` are all ranges of the text that speak of it."""

    id: str
    name: str
    number: str
    group: str
    deadline: str
    document_id: str
    document: str  # its title
    source: Citation
    duties: tuple[Duty, ...] = ()
    concerns: tuple[Concern, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def departments(self) -> tuple[str, ...]:
        """All departments, each once, the strongest role first."""
        return tuple(dict.fromkeys(name for role in ROLES for name in self.in_role(role)))

    def in_role(self, role: str) -> tuple[str, ...]:
        """The departments of one role, in the document's order."""
        return tuple(dict.fromkeys(duty.department for duty in self.duties if duty.role == role))

    def roles_of(self, department: str) -> tuple[str, ...]:
        """The roles that a department has here, the strongest first."""
        return tuple(role for role in ROLES if department in self.in_role(role))

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the task and its departments are told, each place once."""
        return tuple(dict.fromkeys([*(one for duty in self.duties for one in duty.evidence)] or [self.source]))


def read_ledger(engine: Engine) -> Sequence[Task]:
    """The tasks of all that is in, as `make_ledger` orders them."""
    return tuple(make_ledger(engine.loaded.values(), engine.resolution))


def make_ledger(documents: Iterable[Document], resolution: Resolution) -> list[Task]:
    """All tasks, those with a department first, each document's in its own order, that of a note on a plan behind."""
    names = department_names(resolution)
    tasks = [(document.explains, task) for document in documents for task in _tasks_of(document, resolution, names)]

    def place(told: tuple[bool, Task]) -> tuple[bool, bool, str, str, int]:
        explains, task = told
        return not task.duties, explains, task.document, task.document_id, task.source.start

    return [task for _, task in sorted(tasks, key=place)]


def department_names(resolution: Resolution) -> dict[str, str]:
    """Department id → its name; with the region behind it where several bear it: 区科委（甲区）."""
    bodies = [one for one in resolution.entities.values() if one.type == "Department"]
    shared = Counter(one.name for one in bodies)
    return {one.id: f"{one.name}（{one.region or one.id}）" if shared[one.name] > 1 else one.name for one in bodies}


def _tasks_of(document: Document, resolution: Resolution, names: Mapping[str, str]) -> Iterator[Task]:
    duties: dict[str, list[Relation]] = defaultdict(list)
    concerns: dict[str, list[Relation]] = defaultdict(list)
    for relation in document.extraction.relations:
        if relation.type == "RESPONSIBLE_FOR":
            duties[relation.object_id].append(relation)
        elif relation.type == "CONCERNS":
            concerns[relation.subject_id].append(relation)
    for entity in document.extraction.entities:
        if entity.type == "Task":
            own = _duties(document, resolution, duties[entity.id], names)
            yield _task(document, entity, resolution, own, concerns[entity.id])


def _task(
    document: Document,
    entity: Entity,
    resolution: Resolution,
    duties: tuple[Duty, ...],
    concerns: Sequence[Relation],
) -> Task:
    told = {key: str(entity.properties.get(key) or "") for key in ("number", "group_name", "deadline")}
    source = _own_words(document, entity)
    told_at = [(one.start, one.end) for duty in duties for one in duty.evidence]
    told_at += [(one.start, one.end) for relation in concerns for one in relation.evidence]
    group = _group_span(document, told["group_name"], source.start)
    return Task(
        id=resolution.canonical[entity.id],
        name=entity.name,
        number=told["number"],
        group=told["group_name"],
        deadline=told["deadline"],
        document_id=document.id,
        document=document.title,
        source=source,
        duties=duties,
        concerns=tuple(dict.fromkeys(_concern(resolution, one.object_id) for one in concerns)),
        spans=tuple(sorted({(source.start, source.end), *told_at, *group})),
    )


def _duties(
    document: Document, resolution: Resolution, relations: Iterable[Relation], names: Mapping[str, str]
) -> tuple[Duty, ...]:
    """A duty each department and role, in the order of the text."""
    found: dict[tuple[str, str], list[Citation]] = defaultdict(list)
    for relation in sorted(relations, key=lambda one: one.evidence[0].start):
        key = resolution.canonical[relation.subject_id], _role(relation.properties)
        found[key] += [Citation.of_evidence(document, one) for one in relation.evidence]
    return tuple(Duty(key, names[key], role, tuple(dict.fromkeys(cited))) for (key, role), cited in found.items())


def _role(properties: Mapping[str, object]) -> str:
    role = str(properties.get("role") or BEARS)
    return role if role in ROLES else BEARS


def _concern(resolution: Resolution, entity_id: str) -> Concern:
    entity = resolution.entities[resolution.canonical[entity_id]]
    return Concern(entity.id, entity.type, entity.name)


def _own_words(document: Document, entity: Entity) -> Citation:
    """The task's own words where they stand in the text, else the sentence that it was read from."""
    at = int(str(entity.properties.get("order_index") or 0))
    place = document.text.find(entity.name, at)
    if place >= 0 and "\n" not in document.text[at:place]:
        start, end = place, place + len(entity.name)
    else:
        start, end = sentence_from(document.text, at)
    return Citation.at(document, start, end)


def _group_span(document: Document, group: str, before: int) -> list[tuple[int, int]]:
    """The heading or cell over the task, where it stands last before it."""
    at = document.text.rfind(group, 0, before) if group else -1
    return [(at, at + len(group))] if at >= 0 else []
