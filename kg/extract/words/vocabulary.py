"""The words of ontology/ that reading needs, gathered once: heads, generic words, body forms, list heads, cues."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from kg.extract.words.wordlists import longest_first, rows_in, words_by_key, words_in
from kg.lint import BODY_LISTS
from kg.ontology import Ontology

BODY = "Department"  # the class whose names bodies.yaml forms


@dataclass(frozen=True)
class BodyWords:
    """What vocabularies/bodies.yaml says of the names of government bodies."""

    forms: Mapping[str, str]  # form → full form of the function
    bare: frozenset[str]  # forms that name a body without a prefix
    level_words: tuple[str, ...]  # longest first
    own_words: tuple[str, ...]
    groups: tuple[str, ...]
    offices: tuple[str, ...]
    local_ends: tuple[str, ...]  # how offices of a level end, whatever their matter
    named_ends: tuple[str, ...]  # the same of what the lexer takes for a name
    second_names: tuple[str, ...]
    collective: tuple[str, ...]
    not_in: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """Word lists by purpose; every one comes from a file that an analyst can edit."""

    heads: Mapping[str, tuple[str, ...]]  # class → nouns that end its names
    weak_heads: Mapping[str, frozenset[str]]  # class → heads that need a proper name before them
    place_alone: Mapping[str, frozenset[str]]  # class → heads that a place's name alone makes no name of
    sizes: tuple[str, ...]  # units of a size that stands within a name
    not_industry_endings: tuple[str, ...]
    not_trade_endings: tuple[str, ...]  # after these the words are a stretch of a sentence, however they were found
    kinds_of_trade: tuple[str, ...]  # before 产业 these make a kind of industry, not one
    matters: tuple[str, ...]  # words in 化 that may end an industry's name
    trade_cues: tuple[str, ...]
    trade_leads: tuple[str, ...]  # words of a sentence that a list's first member may drag along
    trade_breaks: tuple[str, ...]  # words of a sentence up to which nothing is the industry's name
    of_trade: tuple[str, ...]  # behind an industry's words: what is named is a thing of that kind
    region_ends: tuple[str, ...]  # what tells that the lexer's place is a region
    waters: tuple[str, ...]  # the same of short names: hills and waters
    belts: tuple[str, ...]  # regions made of several places
    not_region_endings: tuple[str, ...]
    acts: tuple[str, ...]  # words of a sentence that no name holds
    aims: tuple[str, ...]  # before a name these say what kind of thing is to come, not which
    name_leads: tuple[str, ...]  # words of a sentence that begin no name of a thing
    fields: frozenset[str]  # what a platform is about, and which one it is not
    edges: Mapping[str, re.Pattern[str]]  # by purpose: what stands round a name and is no part of it
    no_names: Mapping[str, re.Pattern[str]]  # class → shapes of words that name nothing
    no_list: tuple[str, ...]  # closing nouns of lists whose members are no names
    generic: frozenset[str]  # looks like a name, is none
    generic_modifiers: frozenset[str]
    leading: frozenset[str]  # never the first word of a name
    boundaries: frozenset[str]
    short_verbs: frozenset[str]
    lone: frozenset[str]  # single characters before a name that are no part of it
    purposes: tuple[str, ...]  # what a list says of itself behind its last member
    tails: tuple[str, ...]  # what a list member may carry behind the industry's name
    list_heads: Mapping[str, str]  # closing noun of a list → class
    member_endings: Mapping[
        str, tuple[str, ...]
    ]  # class → how its names end, where a list's closing noun is not enough
    industry_cues: tuple[str, ...]
    firm_cues: frozenset[str]  # words that lists of firms follow
    firm_verbs: frozenset[str]  # verbs that firms do together with others
    firm_tails: frozenset[str]  # what stands behind a firm's name and is no part of it
    firm_endings: tuple[str, ...]  # what short names of firms end in
    introduced: Mapping[str, tuple[str, ...]]  # the words round a platform that a text introduces, by purpose
    learned: Mapping[str, tuple[str, float]]  # the recogniser's label → class, and the chance from which it is taken
    public_endings: tuple[str, ...]
    honours: Mapping[str, tuple[str, ...]]  # by purpose: levels, goals, own, by_field, awarded
    not_industry: frozenset[str]
    bodies: BodyWords


def gather(ontology: Ontology) -> Vocabulary:
    """The vocabulary of an ontology: every list of extraction.yaml under its name, and what several files tell."""
    data = ontology.vocabulary("extraction")
    bodies = _bodies(ontology.vocabulary("bodies"))
    plain = {
        one.name: MAKERS[one.type](data[one.name])
        for one in fields(Vocabulary)
        if one.type in MAKERS and one.name in data
    }
    told: dict[str, Any] = {
        "heads": _heads(ontology, data["listed_heads"], bodies),
        "weak_heads": {**plain["weak_heads"], BODY: plain["weak_heads"][BODY].union(bodies.groups)},
        "of_trade": longest_first({*plain["of_trade"], *_grounds(ontology)}),
        "generic": frozenset(word for cls in ontology.classes.values() for word in cls.generic).union(
            bodies.collective
        ),
        "lone": plain["lone"] | plain["short_verbs"],
        "list_heads": {word: name for name, words in words_by_key(data["list_heads"]).items() for word in words},
        "member_endings": {
            name: (*ontology.classes[name].heads, *words)
            for name, words in words_by_key(data["member_endings"]).items()
        },
        "firm_endings": longest_first({*ontology.classes["Enterprise"].heads, *plain["firm_endings"]}),
        "learned": {label: (kind, float(sure)) for label, (kind, sure) in words_by_key(data["learned"]).items()},
        "bodies": bodies,
    }
    return Vocabulary(**{**plain, **told})


def _heads(ontology: Ontology, listed: object, bodies: BodyWords) -> dict[str, tuple[str, ...]]:
    """The heads of every class that tell it by themselves."""
    only_listed = words_by_key(listed)
    return {
        name: longest_first({*cls.heads, *(bodies.groups if name == BODY else ())} - {*only_listed.get(name, ())})
        for name, cls in ontology.classes.items()
    }


def _grounds(ontology: Ontology) -> list[str]:
    """What ends the names of grounds that bear an industry's name: 某某|产业园; 某某集聚区 says what it gathers."""
    return [head for head in ontology.classes["Park"].heads if not head.endswith("区") or head.endswith("园区")]


def _shapes(value: object) -> dict[str, re.Pattern[str]]:
    """Lists of regular expressions, by class or purpose, as one each."""
    return {name: re.compile("|".join(shapes)) for name, shapes in words_by_key(value).items()}


def _words(value: object) -> list[str]:
    """The words of a list, or of a text with blanks between them."""
    return value.split() if isinstance(value, str) else words_in(value)


def _bodies(data: Mapping[str, object]) -> BodyWords:
    """The words of vocabularies/bodies.yaml: every form points to its full form."""
    forms: dict[str, str] = {}
    bare: set[str] = set()
    for row in rows_in(data["functions"]):
        full = str(row["full"])
        for form in (full, *words_in(row["short"])):
            forms.setdefault(form, full)
        bare.update(words_in(row["bare"]))
    return BodyWords(forms, frozenset(bare), *(longest_first(words_in(data[key])) for key in BODY_LISTS))


# How a list of extraction.yaml is kept, by the type of its field.
MAKERS: Mapping[object, Callable[[object], Any]] = {
    tuple[str, ...]: lambda value: longest_first(_words(value)),
    frozenset[str]: lambda value: frozenset(_words(value)),
    Mapping[str, tuple[str, ...]]: lambda value: {k: longest_first(w) for k, w in words_by_key(value).items()},
    Mapping[str, frozenset[str]]: lambda value: {k: frozenset(w) for k, w in words_by_key(value).items()},
    Mapping[str, re.Pattern[str]]: _shapes,
}
