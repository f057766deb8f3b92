"""The words of ontology/ that reading needs, gathered once: heads, generic words, body forms, list heads, cues."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.ontology import Ontology


@dataclass(frozen=True)
class Vocabulary:
    """Word lists by purpose; every one comes from a file that an analyst can edit."""

    proper: frozenset[str]  # classes whose gazetteers list single names, which reading must do without
    heads: Mapping[str, tuple[str, ...]]  # class → nouns that end its names
    weak_heads: Mapping[str, frozenset[str]]  # class → heads that need a proper name before them
    place_alone: Mapping[str, frozenset[str]]  # class → heads that a place's name alone makes no name of
    sizes: tuple[str, ...]  # units of a size that stands within a name
    not_industry_endings: tuple[str, ...]
    generic: frozenset[str]  # looks like a name, is none
    generic_modifiers: frozenset[str]
    leading: frozenset[str]  # never the first word of a name
    boundaries: frozenset[str]
    tails: tuple[str, ...]  # what a list member may carry behind the industry's name
    list_heads: Mapping[str, str]  # closing noun of a list → class
    member_endings: Mapping[
        str, tuple[str, ...]
    ]  # class → how its names end, where a list's closing noun is not enough
    industry_cues: tuple[str, ...]
    not_industry: frozenset[str]
    body_forms: Mapping[str, str]  # form → full form of the function
    bare_bodies: frozenset[str]  # forms that name a body without a prefix


def gather(ontology: Ontology) -> Vocabulary:
    """The vocabulary of an ontology."""
    extraction = ontology.vocabulary("extraction")
    list_heads = {word: name for name, words in _mapping(extraction["list_heads"]).items() for word in words}
    listed = {name: set(words) for name, words in _mapping(extraction["listed_heads"]).items()}
    forms, bare = _bodies(ontology.vocabulary("bodies"))
    return Vocabulary(
        proper=frozenset(map(str, _sequence(extraction["proper"]))),
        heads={
            name: tuple(sorted(set(cls.heads) - listed.get(name, set()), key=len, reverse=True))
            for name, cls in ontology.classes.items()
        },
        weak_heads={name: frozenset(words) for name, words in _mapping(extraction["weak_heads"]).items()},
        place_alone={name: frozenset(words) for name, words in _mapping(extraction["place_alone"]).items()},
        sizes=tuple(map(str, _sequence(extraction["sizes"]))),
        not_industry_endings=tuple(map(str, _sequence(extraction["not_industry_endings"]))),
        generic=frozenset(word for cls in ontology.classes.values() for word in cls.generic),
        generic_modifiers=_words(extraction["generic_modifiers"]),
        leading=_words(extraction["leading"]),
        boundaries=_words(extraction["boundaries"]),
        tails=tuple(sorted(_words(extraction["tails"]), key=len, reverse=True)),
        list_heads=list_heads,
        member_endings={
            name: (*ontology.classes[name].heads, *words)
            for name, words in _mapping(extraction["member_endings"]).items()
        },
        industry_cues=tuple(str(word) for word in _sequence(extraction["industry_cues"])),
        not_industry=_words(extraction["not_industry"]),
        body_forms=forms,
        bare_bodies=bare,
    )


def _words(value: object) -> frozenset[str]:
    return frozenset(str(value).split())


def _sequence(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, list | tuple) else ()


def _mapping(value: object) -> dict[str, tuple[str, ...]]:
    return {str(key): tuple(map(str, words)) for key, words in value.items()} if isinstance(value, dict) else {}


def _bodies(data: Mapping[str, object]) -> tuple[dict[str, str], frozenset[str]]:
    """Forms of government bodies from vocabularies/bodies.yaml: every form points to its full form."""
    forms: dict[str, str] = {}
    bare: set[str] = set()
    rows = data.get("functions", ())
    for row in rows if isinstance(rows, list) else ():
        full = str(row["full"])
        for form in (full, *row.get("short", ())):
            forms.setdefault(str(form), full)
        bare.update(str(form) for form in row.get("bare", ()))
    return forms, frozenset(bare)
