"""Faults of ontology/ that no single file shows: unknown types, clashing names, orphans, words that can never count."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from kg.gazetteer import GazetteerEntry, index_names
from kg.ontology import STRUCTURE, Ontology, PropertyDef

ERROR, WARN = "ERROR", "WARN"
PROPERTY_TYPES = frozenset({"string", "text", "integer", "number", "year", "date", "choice"})
NEGATIVE = "negative"  # the cue group whose words forbid the relation
NAME_ENDS = ("groups", "offices", "local_ends", "named_ends", "second_names")
BODY_LISTS = ("level_words", "own_words", *NAME_ENDS, "collective", "not_in")
DECISIONS = "vocabularies/alias_decisions.yaml"


@dataclass(frozen=True)
class Fault:
    """One thing to correct: ERROR would give wrong answers, WARN is work in vain."""

    severity: str
    file: str  # below ontology/
    key: str
    message: str


def lint(ontology: Ontology, gazetteer: Sequence[GazetteerEntry]) -> list[Fault]:
    """All faults, errors first, then by file and key; an empty list is a sound ontology."""
    faults = chain(
        *(check(ontology) for check in ONTOLOGY_CHECKS),
        *(check(ontology, gazetteer) for check in GAZETTEER_CHECKS),
    )
    return sorted(faults, key=lambda fault: (fault.severity, fault.file, fault.key, fault.message))


def check_labels(ontology: Ontology) -> Iterator[Fault]:
    """Every class, relation and property says what it is called in both languages."""
    for one in ontology.classes.values():
        for key, text in (("label.zh", one.label_zh), ("label.en", one.label_en), ("description.zh", one.description)):
            if not text:
                yield Fault(ERROR, f"classes/{one.name}.yaml", key, "是空的；请填写")
    for relation in ontology.relations.values():
        pairs = (("label.zh", relation.label_zh), ("label.en", relation.label_en), ("inverse.zh", relation.inverse_zh))
        for key, text in (*pairs, ("inverse.en", relation.inverse_en), ("description.zh", relation.description)):
            if not text:
                yield Fault(ERROR, f"relations/{relation.name}.yaml", key, "是空的；请填写")
    for file, name, definition in _properties(ontology):
        if not definition.label_zh or not definition.label_en:
            yield Fault(ERROR, file, f"properties.{name}", "须有 zh 和 en 两个名称；请补上")


def check_property_types(ontology: Ontology) -> Iterator[Fault]:
    """A property's type is one of the known ones, and a choice lists its values."""
    for file, name, definition in _properties(ontology):
        if definition.type not in PROPERTY_TYPES:
            known = "、".join(sorted(PROPERTY_TYPES))
            yield Fault(ERROR, file, f"properties.{name}", f"没有 {definition.type!r} 这种类型；可以是 {known}")
        if (definition.type == "choice") != bool(definition.values):
            yield Fault(ERROR, file, f"properties.{name}", "choice 类型才列出取值（values），且必须列；请改正")


def check_property_labels(ontology: Ontology) -> Iterator[Fault]:
    """One property name has one label and one type everywhere, unless a decision says why not."""
    decided = {str(row["name"]) for row in _decisions(ontology, "properties")}
    first: dict[str, tuple[str, tuple[str, str, str]]] = {}
    differing: set[str] = set()
    for file, name, definition in _properties(ontology):
        meaning = (definition.label_zh, definition.label_en, definition.type)
        known_file, known = first.setdefault(name, (file, meaning))
        if known != meaning:
            differing.add(name)
            if name not in decided:
                message = f"这里是 {'/'.join(meaning)}，{known_file} 是 {'/'.join(known)}；请统一，或写进 {DECISIONS}"
                yield Fault(ERROR, file, f"properties.{name}", message)
    for name in sorted(decided - differing):
        yield Fault(WARN, DECISIONS, f"properties.{name}", "已经用不着；请删除这一行")


def check_ranges(ontology: Ontology) -> Iterator[Fault]:
    """Both ends of a relation exist, and every class takes part in some relation."""
    known = set(ontology.classes) | set(STRUCTURE)
    used: set[str] = set()
    for relation in ontology.relations.values():
        file = f"relations/{relation.name}.yaml"
        for key, ends in (("from", relation.subject), ("to", relation.object)):
            if not ends:
                yield Fault(ERROR, file, key, "没有写类名；请补上")
            for unknown in sorted(set(ends) - known):
                yield Fault(ERROR, file, key, f"没有 {unknown} 这个类（没有 classes/{unknown}.yaml）；请改正")
        if relation.is_fact:
            used.update(relation.subject, relation.object)
    for name in sorted(set(ontology.classes) - used):
        yield Fault(WARN, f"classes/{name}.yaml", "", "不参加任何陈述事实的关系；请补上关系，或删除这个类")


def check_cues(ontology: Ontology) -> Iterator[Fault]:
    """No cue is empty, stands twice in its group, or both makes and forbids the relation."""
    for relation in ontology.relations.values():
        file = f"relations/{relation.name}.yaml"
        forbidden = set(relation.cues.get(NEGATIVE, ()))
        for group, words in relation.cues.items():
            key = f"cues.{group}"
            if not words:
                yield Fault(WARN, file, key, "是空的一组；请删除")
            for word in sorted({word for word in words if words.count(word) > 1 or not word.strip()}):
                yield Fault(WARN, file, key, f"{word!r} 是空的或写了两次，用不上；请删除")
            for word in sorted(forbidden & set(words)) if group != NEGATIVE else ():
                yield Fault(ERROR, file, key, f"{word!r} 同时是否定词，永远用不上；请删除一处")
        if not relation.is_fact and relation.cues:
            yield Fault(WARN, file, "cues", "用不上：这种关系没有依据，不陈述事实；请删除")


def check_patterns(ontology: Ontology) -> Iterator[Fault]:
    """Every pattern is a regular expression."""
    for one in ontology.classes.values():
        for pattern in one.patterns:
            try:
                re.compile(pattern)
            except re.error as err:
                yield Fault(
                    ERROR, f"classes/{one.name}.yaml", "patterns", f"{pattern!r} 不是正则表达式（{err}）；请改正"
                )


def check_class_words(ontology: Ontology) -> Iterator[Fault]:
    """Heads and generic words stand once; a key names something that the class has."""
    for one in ontology.classes.values():
        file = f"classes/{one.name}.yaml"
        for key, words in (("heads", one.heads), ("generic", one.generic), ("examples", one.examples)):
            for word in sorted({word for word in words if words.count(word) > 1}):
                yield Fault(WARN, file, key, f"{word!r} 写了两次；请删除一处")
        for word in sorted(set(one.examples) & set(one.generic)):
            yield Fault(ERROR, file, "generic", f"{word!r} 同时是这个类的例子；请从一处删除")
        for name in sorted({*one.key, one.caption} - {"name", "region", *one.properties}):
            yield Fault(ERROR, file, "key", f"{name} 不是这个类的属性；请改正")


def check_bodies(ontology: Ontology) -> Iterator[Fault]:
    """A form of a body belongs to one function; what may stand bare is one of its forms."""
    file, rows = "vocabularies/bodies.yaml", _rows(ontology.vocabularies.get("bodies", {}), "functions")
    owner: dict[str, str] = {}
    for row in rows:
        full = str(row.get("full", ""))
        forms = (full, *_words(row.get("short")))
        for form in forms:
            if owner.setdefault(form, full) != full or forms.count(form) > 1:
                yield Fault(ERROR, file, full, f"写法 {form} 已属于 {owner[form]}；请删除一处")
        for form in sorted(set(_words(row.get("bare"))) - set(forms)):
            yield Fault(ERROR, file, full, f"bare 中的 {form} 不是它的任何一种写法；请补进 short 或删除")


def check_body_words(ontology: Ontology) -> Iterator[Fault]:
    """The word lists beside the forms are those that reading uses, and no word of theirs is in vain."""
    file, data = "vocabularies/bodies.yaml", ontology.vocabularies.get("bodies", {})
    for key in sorted(set(data) - {"functions", *BODY_LISTS}):
        yield Fault(ERROR, file, key, f"没有人读这一项；可以是 functions、{'、'.join(BODY_LISTS)}")
    rows = _rows(data, "functions")
    forms = {form for row in rows for form in (str(row.get("full", "")), *_words(row.get("short")))}
    for key in BODY_LISTS:
        words = _words(data.get(key))
        for word in sorted({word for word in words if words.count(word) > 1}):
            yield Fault(WARN, file, key, f"{word!r} 写了两次；请删除一处")
    for word in sorted(forms & {*_words(data.get("groups")), *_words(data.get("collective"))}):
        yield Fault(ERROR, file, word, "既是部门的写法，又是专班或泛称；请从一处删除")
    for word in _words(data.get("not_in")):
        if not any(word.startswith(form[-1]) or form in word for form in forms):
            yield Fault(WARN, file, "not_in", f"{word} 与任何写法都不相干，永远用不上；请删除")


def check_rows(ontology: Ontology, gazetteer: Sequence[GazetteerEntry]) -> Iterator[Fault]:
    """Each row by itself: known type and level, names worth looking for, a source."""
    levels = {str(row["name"]) for row in _rows(ontology.vocabularies.get("levels", {}), "levels")}
    country = str(ontology.vocabularies.get("levels", {}).get("country", ""))
    regions = {name for entry in gazetteer if entry.type == "Region" for name in entry.names} | {country, ""}
    for entry in gazetteer:
        for message in _row_faults(entry, ontology, levels):
            yield Fault(ERROR, _file(entry), entry.id, message)
        if entry.region not in regions:
            yield Fault(WARN, _file(entry), entry.id, f"region 写的 {entry.region} 不在地名表中；请补上这个地名或改正")
        if not entry.source:
            yield Fault(WARN, _file(entry), entry.id, "source 是空的；请写明出处")


def _row_faults(entry: GazetteerEntry, ontology: Ontology, levels: set[str]) -> Iterator[str]:
    if entry.type not in ontology.entity_types:
        yield f"type 写的 {entry.type} 不是有名称的类；请改正"
    if entry.level and entry.level not in levels:
        yield f"level 写的 {entry.level} 不在 vocabularies/levels.yaml 中；请改正"
    if len(set(entry.names)) < len(entry.names):
        yield "同一个名称写了两次；请删除一处"
    for name in entry.names:
        if len(name) < 2 or name != name.strip() or not name.isprintable():
            yield f"{name!r} 太短，或首尾有空格、中间有换行；请改正"
    for longer in entry.not_in:
        if not any(name in longer and name != longer for name in entry.names):
            yield f"not_in 的 {longer} 不含它的任何名称，永远用不上；请删除"


def check_generic_names(ontology: Ontology, gazetteer: Sequence[GazetteerEntry]) -> Iterator[Fault]:
    """A word that the classes call generic is no name of a row."""
    generic = {word: one.name for one in ontology.classes.values() for word in one.generic}
    for entry in gazetteer:
        for name in entry.names:
            if name in generic:
                yield Fault(
                    ERROR,
                    _file(entry),
                    entry.id,
                    f"{name} 是 {generic[name]} 类的泛称；请从一处删除",
                )


def check_tree(ontology: Ontology, gazetteer: Sequence[GazetteerEntry]) -> Iterator[Fault]:
    """Ids are unique, parents exist, and nothing is its own ancestor."""
    parents: dict[str, str] = {}
    for entry in gazetteer:
        if entry.id in parents:
            yield Fault(ERROR, _file(entry), entry.id, "id 写了两次；请改正一处")
        parents[entry.id] = entry.parent
    for entry in gazetteer:
        if entry.parent and entry.parent not in parents:
            yield Fault(ERROR, _file(entry), entry.id, f"上级 {entry.parent} 不存在；请补上或改正 parent")
        elif _is_in_cycle(entry.id, parents):
            yield Fault(ERROR, _file(entry), entry.id, "是自己的上级；请改正 parent")


def _is_in_cycle(start: str, parents: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    place = parents.get(start, "")
    while place and place not in seen:
        if place == start:
            return True
        seen.add(place)
        place = parents.get(place, "")
    return False


def check_clashes(ontology: Ontology, gazetteer: Sequence[GazetteerEntry]) -> Iterator[Fault]:
    """A name means one entity, or one in each region (通州区 of two cities), or a decision says which."""
    decided = {str(row["name"]) for row in _decisions(ontology, "names")}
    clashing: set[str] = set()
    for name, entries in index_names(gazetteer).items():
        things = {(entry.type, entry.name) for entry in entries}
        places = {entry.region for entry in entries}
        if len(entries) == 1 or (len(things) == 1 and len(places) == len(entries)):
            continue
        clashing.add(name)
        if name not in decided:
            bearers = "、".join(f"{entry.type} {entry.id} ({entry.file})" for entry in entries)
            yield Fault(ERROR, _file(entries[0]), name, f"同时是 {bearers} 的名称；请从一处删除，或写进 {DECISIONS}")
    for name in sorted(decided - clashing):
        yield Fault(WARN, DECISIONS, f"names.{name}", "已经用不着；请删除这一行")


def _properties(ontology: Ontology) -> Iterator[tuple[str, str, PropertyDef]]:
    for one in ontology.classes.values():
        for name, definition in one.properties.items():
            yield f"classes/{one.name}.yaml", name, definition
    for relation in ontology.relations.values():
        for name, definition in relation.properties.items():
            yield f"relations/{relation.name}.yaml", name, definition


def _decisions(ontology: Ontology, kind: str) -> list[Mapping[str, object]]:
    return [row for row in _rows(ontology.vocabularies.get("alias_decisions", {}), kind) if row.get("why")]


def _rows(vocabulary: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    value = vocabulary.get(key)
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _words(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()


def _file(entry: GazetteerEntry) -> str:
    return f"gazetteers/{entry.file}"


# What each check looks for is its own first line.
ONTOLOGY_CHECKS: tuple[Callable[[Ontology], Iterator[Fault]], ...] = (
    check_labels,
    check_property_types,
    check_property_labels,
    check_ranges,
    check_cues,
    check_patterns,
    check_class_words,
    check_bodies,
    check_body_words,
)
GAZETTEER_CHECKS: tuple[Callable[[Ontology, Sequence[GazetteerEntry]], Iterator[Fault]], ...] = (
    check_rows,
    check_generic_names,
    check_tree,
    check_clashes,
)
