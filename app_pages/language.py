"""Which language the session reads, and the words for it: strings of the app, labels of the ontology."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

import streamlit as st

from app_pages.strings import TEXT
from app_pages.strings_told import TOLD
from kg.ontology import Ontology, load_ontology

BETWEEN = re.compile("；(?![^（]*）)")  # between sentences, not within brackets
JOINTS = {"：": ": ", "，": ", "}  # behind a place, between clauses
LANGUAGES = {"zh": "中文", "en": "English"}


def current() -> str:
    """zh or en; Chinese unless chosen otherwise."""
    chosen = st.session_state.get("lang")
    return chosen if chosen in LANGUAGES else "zh"


def t(key: str, **values: object) -> str:
    """The string of this key in the session's language, its places filled."""
    return TEXT[key][current() == "en"].format(**values)


def message(text: str) -> str:
    """A sentence that comes ready from kg, or several with ； between them, in the session's language."""
    return "; ".join(map(in_english, BETWEEN.split(text))) if current() == "en" else text


def in_english(text: str) -> str:
    """The sentence as TOLD has it in English, what is quoted in it as it stands; one that is not there stays as it is.

    Of a sentence that is not there as a whole, its place in front (文件：…) and its clauses are looked up one by one.
    """
    for pattern, english in _patterns():
        if found := pattern.fullmatch(text):
            return english.format(**{name: in_english(part) for name, part in found.groupdict().items()})
    for mark, plain in JOINTS.items():
        parts = text.split(mark, 1)
        told = [in_english(part) for part in parts] if len(parts) > 1 else parts
        if told != parts:
            return plain.join(told)
    return text


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """The sentences as patterns, those that say most in words of their own first."""
    ordered = sorted(TOLD, key=lambda text: -len(re.sub(r"\{\w\}", "", text)))
    return [
        (re.compile(re.sub(r"\\\{(\w)\\\}", r"(?P<\1>.+?)", re.escape(text)), re.DOTALL), TOLD[text])
        for text in ordered
    ]


@lru_cache(maxsize=1)
def ontology() -> Ontology:
    """The ontology of the files, read once a process."""
    return load_ontology()


def type_label(name: str) -> str:
    """An entity type in the session's language."""
    found = ontology().classes.get(name)
    if found is None:
        return t(f"type.{name}") if f"type.{name}" in TEXT else name
    return found.label_en.capitalize() if current() == "en" else found.label_zh


@cache
def _kinds() -> dict[str, dict[str, str]]:
    """The kinds of document by name."""
    return {one["name"]: one for one in ontology().vocabulary("plan_kinds")["kinds"]}


def kind_label(name: str) -> str:
    """A kind of document (规划, 行动方案) in the session's language; what is none stays as it is."""
    found = _kinds().get(name)
    return found["en"] if found and current() == "en" else name


def join(names: Iterable[str]) -> str:
    """Names in a row, as the session's language lists them."""
    return (", " if current() == "en" else "、").join(names)


def role_label(roles: object) -> str:
    """What a fact's role or status says, several as the graph joins them, in the session's language."""
    names = [name for name in str(roles or "").split("、") if name]
    return join(t(f"role.{name}") if f"role.{name}" in TEXT else name for name in names)


def relation_label(name: str, direction: str = "out") -> str:
    """A relation as read from its subject (out) or from its object (in)."""
    found = ontology().relations.get(name)
    if found is None:
        return name
    if current() == "en":
        return found.label_en if direction == "out" else found.inverse_en
    return found.label_zh if direction == "out" else found.inverse_zh


def property_label(kind: str, name: str) -> str:
    """A class's property in the session's language."""
    found = ontology().classes[kind].properties.get(name)
    if found is None:
        return t(f"property.{name}") if f"property.{name}" in TEXT else name
    return found.label_en if current() == "en" else found.label_zh
