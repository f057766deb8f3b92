"""Other words for what a query says: English → Chinese, everyday words → those of plans. The lists are data."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.errors import OntologyError
from kg.settings import ROOT
from kg.text.segment import fold_case, word_edges

FOLDER = ROOT / "ontology" / "vocabularies"
ENGLISH, LAY = "english.csv", "lay_words.csv"
WORD = re.compile(r"[a-z][a-z0-9&'-]*|\d+(?:th|st|nd|rd)\b|\d[\d,.]*|,")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LONGEST = 8  # words of an English term
Words = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Spoken:
    """The English words of a query in their order: what a run of them is in Chinese; nothing for an unknown word."""

    words: str
    chinese: tuple[str, ...]


def read_english(query: str) -> Iterator[Spoken]:
    """The English terms of a query, the longest one at each place."""
    words = WORD.findall(fold_case(query))
    place = 0
    while place < len(words):
        ends = range(min(len(words), place + LONGEST), place, -1)
        end = next((end for end in ends if _chinese(words[place:end])), place + 1)
        yield Spoken(" ".join(words[place:end]), _chinese(words[place:end]))
        place = end


def official_for(query: str) -> Words:
    """The everyday words of a query, the longest at each place: what plans write, less what the query says itself.

    Only whole words: 提高企业 holds no 高企, 以上学历 no 上学.
    """
    folded = fold_case(query)
    lay, pattern = _lay()
    found = list(pattern.finditer(folded))
    edges = word_edges(folded) if any(not match.group().isascii() for match in found) else frozenset()
    words = dict.fromkeys(match.group() for match in found if match.group().isascii() or edges.issuperset(match.span()))
    return {word: tuple(said for said in lay[word] if said not in folded) for word in words}


def is_english(query: str) -> bool:
    """Whether a query speaks English: at least two of its words do, and little of it is Chinese."""
    words = [word for word in WORD.findall(fold_case(query)) if word[0].isalpha()]
    return len(words) >= 2 and len(CHINESE.findall(query)) < 2 * len(words)


@lru_cache(maxsize=1)
def _glossary() -> tuple[Words, Words]:
    """The terms as written, and by their stems; of two with one stem the shorter has it: parks is park, not parking."""
    terms = _load(ENGLISH)
    by_stem: dict[str, tuple[str, ...]] = {}
    for term in sorted(terms, key=len):
        by_stem.setdefault(_key(WORD.findall(term)), terms[term])
    return {" ".join(WORD.findall(term)): said for term, said in terms.items()}, by_stem


def _chinese(words: list[str]) -> tuple[str, ...]:
    exact, by_stem = _glossary()
    return exact.get(" ".join(words)) or by_stem.get(_key(words), ())


@lru_cache(maxsize=1)
def _lay() -> tuple[Words, re.Pattern[str]]:
    words = _load(LAY)
    longest = sorted(words, key=len, reverse=True)
    # A Latin word must not stand inside another one: ai in said.
    parts = [rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word) for word in longest]
    return words, re.compile("|".join(parts))


def _load(name: str) -> Words:
    """A table word,says: what a word says with blanks between; an OntologyError where a row is none."""
    try:
        lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
        rows = csv.DictReader(line for line in lines if line and not line.startswith("#"))
        return {row["word"]: tuple(row["says"].split()) for row in rows}
    except (OSError, KeyError, ValueError, AttributeError) as err:
        raise OntologyError(f"{name}：无法读取（{err}）；每行写成 词,说法 说法") from err


def _key(words: list[str]) -> str:
    return " ".join(map(_stem, words))


def _stem(word: str) -> str:
    """A word without the endings of plural, -ing and -ed, cut alike on both sides; not meant to be read."""
    for ending, shorter in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + shorter
            break
    return word.rstrip("e") if len(word) > 3 else word
