"""Loads ontology/: classes, relations and closed vocabularies. Python spells none of their words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import yaml

from kg.errors import OntologyError
from kg.settings import ROOT

FOLDER = ROOT / "ontology"
STRUCTURE = ("Document", "Chunk")  # labels of the graph that are no entities: they have no class file
ANY = "any"  # in `from`/`to`: every entity type

Node = Mapping[str, object]


@dataclass(frozen=True)
class PropertyDef:
    """One property of a class or a relation; `values` is closed where it is not empty."""

    label_zh: str
    label_en: str
    type: str  # string | text | integer | number | year | date | choice
    unit: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class ClassDef:
    """One entity type. `heads` are nouns that end such names; `generic` are nouns that look like one and are none."""

    name: str
    label_zh: str
    label_en: str
    description: str
    description_en: str
    key: tuple[str, ...]
    caption: str
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    properties: Mapping[str, PropertyDef] = field(default_factory=dict)
    patterns: tuple[str, ...] = ()  # regular expressions, each for a whole name
    heads: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    kind: str = "entity"  # entity | value (Observation: not named in text, made of a number and what it measures)


@dataclass(frozen=True)
class RelationDef:
    """One directed relation. `cues`: group → words; `evidence` is empty for links that state no fact."""

    name: str
    label_zh: str
    label_en: str
    inverse_zh: str
    inverse_en: str
    description: str
    description_en: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    properties: Mapping[str, PropertyDef] = field(default_factory=dict)
    cues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    evidence: str = ""

    @property
    def is_fact(self) -> bool:
        """Whether it states something that needs a quote; False for MENTIONS and IN_DOCUMENT."""
        return bool(self.evidence)


@dataclass(frozen=True)
class Ontology:
    """All classes, relations and vocabularies, by name."""

    classes: Mapping[str, ClassDef]
    relations: Mapping[str, RelationDef]
    vocabularies: Mapping[str, Node]

    @property
    def entity_types(self) -> tuple[str, ...]:
        """The names of the classes whose members are named in text, in alphabetical order."""
        return tuple(name for name, one in self.classes.items() if one.kind == "entity")

    @property
    def facts(self) -> tuple[str, ...]:
        """The names of the relations that need evidence, in alphabetical order."""
        return tuple(name for name, one in self.relations.items() if one.is_fact)

    def vocabulary(self, name: str) -> Node:
        """The parsed vocabularies/NAME.yaml; refuses a name without a file."""
        if name not in self.vocabularies:
            known = "、".join(self.vocabularies)
            raise OntologyError(f"ontology/vocabularies/{name}.yaml：没有这个文件；现有：{known}")
        return self.vocabularies[name]


@lru_cache(maxsize=2)
def load_ontology(root: Path = FOLDER) -> Ontology:
    """The ontology under a folder, read once a process; refuses missing, unknown or mistyped keys, naming file and key."""
    classes = {path.stem: _make_class(_Entry(path)) for path in _files(root / "classes")}
    entity_types = tuple(name for name, one in classes.items() if one.kind == "entity")
    relations = {path.stem: _make_relation(_Entry(path), entity_types) for path in _files(root / "relations")}
    vocabularies = {path.stem: _Entry(path).node for path in _files(root / "vocabularies")}
    return Ontology(classes, relations, vocabularies)


def _files(folder: Path) -> list[Path]:
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise OntologyError(f"{folder}：没有 .yaml 文件；请检查本体文件夹是否完整")
    return files


class _Entry:
    """One YAML file, read key by key; `done` refuses what nobody asked for, so a misspelt key is found."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            node = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        except (yaml.YAMLError, UnicodeDecodeError) as err:
            raise OntologyError(f"{path}：不是可读的 YAML（{err}）；请改正所指的位置") from err
        if not isinstance(node, dict):
            raise OntologyError(f"{path}：须由 `键: 值` 的行组成；请改正")
        self.node: dict[str, object] = node
        self._asked: set[str] = set()

    def fault(self, key: str, wanted: str) -> OntologyError:
        return OntologyError(f"{self.path}：`{key}` 须是{wanted}；请改正")

    def text(self, key: str, default: str | None = None) -> str:
        self._asked.add(key)
        value = self.node.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.fault(key, "文字")
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        self._asked.add(key)
        return self._strings(key, self.node.get(key) or [])

    def pair(self, key: str) -> tuple[str, str]:
        """A text in Chinese and in English; an absent one is '' (the lint says so)."""
        self._asked.add(key)
        value = self.node.get(key)
        if not isinstance(value, dict) or not set(value) <= {"zh", "en"}:
            raise self.fault(key, " {zh: …, en: …} ")
        return str(value.get("zh", "")).strip(), str(value.get("en", "")).strip()

    def groups(self, key: str) -> dict[str, tuple[str, ...]]:
        self._asked.add(key)
        value = self.node.get(key) or {}
        if not isinstance(value, dict):
            raise self.fault(key, "分组的词表")
        return {str(name): self._strings(f"{key}.{name}", words) for name, words in value.items()}

    def properties(self) -> dict[str, PropertyDef]:
        self._asked.add("properties")
        value = self.node.get("properties") or {}
        if not isinstance(value, dict):
            raise self.fault("properties", " 名称: {zh, en, type, unit?, values?} ")
        return {str(name): self._property(f"properties.{name}", one) for name, one in value.items()}

    def done(self) -> None:
        unknown = sorted(set(self.node) - self._asked)
        if unknown:
            raise OntologyError(f"{self.path}：没有 `{unknown[0]}` 这个键；可用的键：{'、'.join(sorted(self._asked))}")

    def _property(self, key: str, value: object) -> PropertyDef:
        if not isinstance(value, dict) or not set(value) <= {"zh", "en", "type", "unit", "values"}:
            raise self.fault(key, " {zh, en, type, unit?, values?} ")
        values = self._strings(f"{key}.values", value.get("values") or [])
        zh, en, kind, unit = (str(value.get(name, "")).strip() for name in ("zh", "en", "type", "unit"))
        return PropertyDef(zh, en, kind, unit, values)

    def _strings(self, key: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.fault(key, "a list of texts (put numbers and yes/no in quotes)")
        return tuple(value)


def _make_class(entry: _Entry) -> ClassDef:
    label_zh, label_en = entry.pair("label")
    description, description_en = entry.pair("description")
    made = ClassDef(
        entry.path.stem,
        label_zh,
        label_en,
        description,
        description_en,
        key=entry.texts("key"),
        caption=entry.text("caption"),
        examples=entry.texts("examples"),
        counter_examples=entry.texts("counter_examples"),
        properties=entry.properties(),
        patterns=entry.texts("patterns"),
        heads=entry.texts("heads"),
        generic=entry.texts("generic"),
        kind=entry.text("kind", "entity"),
    )
    entry.done()
    return made


def _make_relation(entry: _Entry, entity_types: tuple[str, ...]) -> RelationDef:
    label_zh, label_en = entry.pair("label")
    inverse_zh, inverse_en = entry.pair("inverse")
    description, description_en = entry.pair("description")
    subject, target = entry.texts("from"), entry.texts("to")
    made = RelationDef(
        entry.path.stem,
        label_zh,
        label_en,
        inverse_zh,
        inverse_en,
        description,
        description_en,
        subject=entity_types if subject == (ANY,) else subject,
        object=entity_types if target == (ANY,) else target,
        properties=entry.properties(),
        cues=entry.groups("cues"),
        evidence=entry.text("evidence", ""),
    )
    entry.done()
    return made
