"""What relation rules look at: a sentence with its mentions, its headings, and the document around it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.ids import make_id
from kg.records import Document, Entity, Evidence, Extraction, Mention, Relation, Section, Value

VERSION = "1"
SAME = ("产业", "行业", "业", "制造业", "服务业")  # behind an industry's name these make no other industry
MANNERS = ("status", "force")  # of the first statement: a later wish takes back nothing that was said to be


@dataclass(frozen=True)
class Sentence:
    """One sentence: its span in the document, the mentions inside it, and the section it stands in."""

    text: str
    start: int
    section: Section
    mentions: tuple[Mention, ...]
    heading_mentions: tuple[Mention, ...] = ()  # of the nearest headings, innermost first
    titled: Mention | None = None  # the park or region whose name is the title of the sentence's own paragraph

    @property
    def end(self) -> int:
        """Offset after the sentence."""
        return self.start + len(self.text)

    def of(self, *kinds: str) -> list[Mention]:
        """The sentence's mentions of these classes, in order."""
        return [mention for mention in self.mentions if mention.type in kinds]

    def before(self, mention: Mention, length: int = 12) -> str:
        """Text in front of a mention, inside the sentence."""
        place = mention.start - self.start
        return self.text[max(0, place - length) : place]

    def after(self, mention: Mention, length: int = 12) -> str:
        """Text behind a mention, inside the sentence."""
        place = mention.end - self.start
        return self.text[place : place + length]

    def between(self, left: Mention, right: Mention) -> str:
        """Text from the end of one mention to the start of a later one."""
        return self.text[left.end - self.start : max(left.end, right.start) - self.start]


@dataclass
class Facts:
    """Relations and entities as they are found; the same fact found twice keeps both evidences."""

    document: Document
    entities: dict[str, Entity] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)

    def add_entity(self, entity: Entity) -> Entity:
        """Keeps an entity once; a second one with the same id adds its aliases and properties."""
        old = self.entities.get(entity.id)
        if old:
            names = dict.fromkeys([*old.aliases, entity.name, *entity.aliases])
            names.pop(old.name, None)
            entity = Entity(
                old.id,
                old.type,
                old.name,
                tuple(names),
                old.region or entity.region,
                old.level or entity.level,
                {**entity.properties, **old.properties},
            )
        self.entities[entity.id] = entity
        return entity

    def relate(
        self,
        kind: str,
        subject_id: str,
        object_id: str,
        evidence: Evidence,
        **properties: Value,
    ) -> None:
        """States a fact; refuses nothing but a relation of a thing to itself, which is dropped."""
        if subject_id == object_id or not subject_id or not object_id:
            return
        kept = {key: value for key, value in properties.items() if value not in (None, "")}
        marks = (kept.get("role", ""),)
        relation_id = make_id("rel", kind, subject_id, object_id, *marks)
        old = self.relations.get(relation_id)
        if old:
            if any(e.start == evidence.start and e.end == evidence.end for e in old.evidence):
                return
            added = {key: value for key, value in kept.items() if key not in MANNERS}
            self.relations[relation_id] = Relation(
                relation_id, kind, subject_id, object_id, (*old.evidence, evidence), {**added, **old.properties}
            )
        else:
            self.relations[relation_id] = Relation(relation_id, kind, subject_id, object_id, (evidence,), kept)

    def extraction(self, mentions: Sequence[Mention]) -> Extraction:
        """What was found, without entities of names that in the end gave way: no mention, no fact, nothing said of them."""
        used = {mention.entity_id for mention in mentions}
        for relation in self.relations.values():
            used |= {relation.subject_id, relation.object_id}
        used |= {str(entity.properties.get("of_id", "")) for entity in self.entities.values()}
        texts = Counter((mention.entity_id, mention.text) for mention in mentions)
        kept = (_as_written(one, texts) for one in self.entities.values() if one.id in used or one.properties)
        return Extraction(tuple(mentions), tuple(kept), tuple(self.relations.values()))

    def quote(self, start: int, end: int, section: Section, extractor: str, *, basis: str = "direct") -> Evidence:
        """Evidence for a span of the document, trimmed of blanks at its ends."""
        text = self.document.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Evidence(self.document.id, section.path, text[start:end], start, end, f"{extractor}/{VERSION}", basis)

    def of_sentence(self, sentence: Sentence, extractor: str, *, basis: str = "direct") -> Evidence:
        """Evidence that quotes a whole sentence."""
        return self.quote(sentence.start, sentence.end, sentence.section, extractor, basis=basis)


def _as_written(entity: Entity, texts: Mapping[tuple[str, str], int]) -> Entity:
    """A body or industry whose name never stands in the text, under one that does.

    Of a body that is its name with the second plate; of an industry the form written most.
    """
    written = [one for one in entity.aliases if (entity.id, one) in texts and (entity.id, entity.name) not in texts]
    if entity.type != "Industry":
        written = [one for one in written if one.startswith(f"{entity.name}（")]
    if not written or any(one.removeprefix(entity.name) in SAME for one in written if entity.type == "Industry"):
        return entity
    name = min(written, key=lambda one: (-texts[entity.id, one], len(one)))
    return replace(entity, name=name, aliases=tuple(one for one in (entity.name, *entity.aliases) if one != name))


def ids(mentions: Sequence[Mention]) -> list[str]:
    """The entity ids of mentions, each once, in order."""
    return list(dict.fromkeys(mention.entity_id for mention in mentions if mention.entity_id))
