"""What a person sees of the library while putting it right: facts with both ends, things with all their ids."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kg.answer.model import Citation
from kg.corrections.draft import places_of
from kg.corrections.model import ADD, REJECT, Correction, Ref
from kg.engine import Engine
from kg.errors import QueryError
from kg.records import Document, Entity, Relation, Value
from kg.text.normalize import fold


@dataclass(frozen=True)
class Fact:
    """One fact of one document, its ends as the graph knows them; of HAS_VALUE also what the value says of itself."""

    document: Document
    relation: Relation
    subject: Ref
    object: Ref
    value: Mapping[str, Value] = field(default_factory=dict)

    @property
    def of(self) -> str:
        """Whose value it is, '' where it is not told."""
        return str(self.value.get("of_name") or "")

    @property
    def role(self) -> str:
        """The subject's role, '' where it has none."""
        return str(self.relation.properties.get("role") or "")

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Its evidence."""
        return tuple(Citation.of_evidence(self.document, one) for one in self.relation.evidence)

    def rejection(self, *, who: str, why: str = "", quote: str = "") -> Correction:
        """The correction that takes it out, or only one of its quotes."""
        return Correction(
            REJECT,
            self.subject,
            who,
            why=why,
            relation=self.relation.type,
            object=self.object,
            properties={"role": self.role} if self.role else {},
            document_id=self.document.id,
            document=self.document.name,
            quote=quote,
        )


class Shelf:
    """The facts and things of an engine's documents; each look-up is made once."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @cached_property
    def _members(self) -> Mapping[str, tuple[str, ...]]:
        members: dict[str, list[str]] = defaultdict(list)
        for entity_id, canonical in sorted(self.engine.resolution.canonical.items()):
            members[canonical].append(entity_id)
        return {key: (key, *(one for one in several if one != key)) for key, several in members.items()}

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All facts of all documents."""
        return tuple(one for document in self.engine.loaded.values() for one in self._facts_of(document))

    @cached_property
    def hanging(self) -> Counter[str]:
        """Canonical id → how many facts hang on the thing."""
        counts: Counter[str] = Counter()
        for fact in self.facts:
            counts.update({fact.subject.ids[0], fact.object.ids[0]})
        return counts

    def _facts_of(self, document: Document) -> Iterator[Fact]:
        for relation in document.extraction.relations:
            yield self.fact(document, relation)

    def fact(self, document: Document, relation: Relation) -> Fact:
        """A record's fact with its ends."""
        target = self.ref(relation.object_id)
        value = self.thing(relation.object_id).properties if target.type == "Observation" else {}
        return Fact(document, relation, self.ref(relation.subject_id), target, value)

    def thing(self, entity_id: str) -> Entity:
        """The thing of an id, before or after resolution; a QueryError for an unknown one."""
        resolution = self.engine.resolution
        if entity_id not in resolution.canonical:
            raise QueryError(f"{entity_id}：没有这个 id 的实体；`python -m kg query entities` 列出全部实体")
        return resolution.entities[resolution.canonical[entity_id]]

    def ref(self, entity_id: str) -> Ref:
        """The thing of an id as corrections name it."""
        one = self.thing(entity_id)
        return Ref(one.type, one.name or one.id, self._members[one.id])

    @cached_property
    def _named(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        named: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for one in self.engine.resolution.entities.values():
            for name in (one.name, *one.aliases):
                named[one.type, fold(name)][one.id] = None
        return {key: tuple(ids) for key, ids in named.items()}

    def named(self, kind: str, name: str) -> tuple[str, ...]:
        """The things of a class that bear a name."""
        return self._named.get((kind, fold(name)), ())

    def find(self, kind: str, name: str) -> Ref:
        """The one thing of this class and name, or a new one of it; a QueryError where several bear it."""
        ids = self.named(kind, name)
        if len(ids) > 1:
            raise QueryError(f"{name}：有 {len(ids)} 个这样的实体（{'、'.join(ids)}）；请写明 ids")
        return self.ref(ids[0]) if ids else Ref(kind, name)

    def facts_at(self, document_id: str, start: int, end: int) -> list[Fact]:
        """The facts that rest on words of this span of a document, in the order of the text."""
        document = self.engine.document(document_id)
        found = [
            (min(one.start for one in relation.evidence), relation)
            for relation in document.extraction.relations
            if any(one.start < end and start < one.end for one in relation.evidence)
        ]
        return [self.fact(document, relation) for _, relation in sorted(found, key=lambda pair: pair[0])]

    def choices(self, document: Document, kinds: Collection[str], start: int, end: int) -> list[Ref]:
        """The document's things of these classes, those that a span names first."""
        near = {one.entity_id for one in document.extraction.mentions if start <= one.start and one.end <= end}
        own = [one for one in document.extraction.entities if one.type in kinds]
        ordered = sorted(own, key=lambda one: (one.id not in near, one.type, one.name))
        refs = {ref.ids[0]: ref for ref in (self.ref(one.id) for one in ordered)}
        return list(refs.values())

    def holders(self, document: Document) -> list[Ref]:
        """Whose values the document tells, that with the most first: mostly the region or park that it is about."""
        known = self.engine.resolution.canonical
        told = (str(one.properties.get("of_id") or "") for one in document.extraction.entities)
        counts = Counter(known[one] for one in told if one in known)
        return [self.ref(one) for one, _ in counts.most_common()]

    def document(self, name: str) -> Document:
        """The document of an id or a file name; a QueryError for an unknown one."""
        for document in self.engine.loaded.values():
            if name in (document.id, document.name):
                return document
        raise QueryError(f"{name}：没有这份文件；`python -m ingest status` 列出已入库的文件")

    def addition(
        self,
        document: Document,
        ends: tuple[Ref, Ref],
        relation: str,
        told: Mapping[str, str],
        *,
        quote: str,
        who: str,
        near: int = 0,
    ) -> Correction:
        """The correction that puts a fact into a document; of a value `told` says which, else the fact's own."""
        subject, target = ends
        kept = {key: value for key, value in told.items() if value}
        return Correction(
            ADD,
            subject,
            who,
            relation=relation,
            object=target,
            properties=kept,
            document_id=document.id,
            document=document.name,
            quote=quote,
            start=min(places_of(quote, document.text), key=lambda at: abs(at - near), default=0),
        )
