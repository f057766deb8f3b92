"""Word lists of ontology/vocabularies as Python lists, and as alternatives of a regular expression."""

import re
from collections.abc import Iterable, Mapping

NOTHING = "(?!)"


def words_in(value: object) -> list[str]:
    """The words of a YAML list; none where it is no list."""
    return [str(word) for word in value] if isinstance(value, list | tuple) else []


def rows_in(value: object) -> list[Mapping[str, object]]:
    """The mappings of a YAML list; none where it is no list."""
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []


def words_by_key(value: object) -> dict[str, list[str]]:
    """The lists of a YAML mapping; none where it is no mapping."""
    return {str(key): words_in(several) for key, several in value.items()} if isinstance(value, Mapping) else {}


def any_of(words: Iterable[str]) -> str:
    """An alternative of words, the longest first; of no words, what matches nothing."""
    return "|".join(map(re.escape, longest_first(words))) or NOTHING


def any_spaced(words: Iterable[str]) -> str:
    """The same, where blanks may stand between a word's characters (责 任 单 位)."""
    return "|".join(r"\s?".join(map(re.escape, word)) for word in longest_first(words)) or NOTHING


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """The words without repetition, so that no word hides a longer one behind it."""
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))
