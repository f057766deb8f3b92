"""Which rows hold a phrase to the letter, in compare form: the words' index names the likely ones, their texts are read."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from kg.index.lexical import LexicalIndex
from kg.index.rows import Entries, Numbers
from kg.text.normalize import UNIFIED, fold
from kg.text.segment import pairs, terms

Rows = NDArray[np.int64]


def rows_holding(
    entries: Entries, lexical: LexicalIndex, phrase: str, *, own: bool = False, enough: int | None = None
) -> Rows:
    """The rows that hold a phrase in title, path, header or text; in order.

    `own`: in header or text alone, not in what a row shares with its neighbours. `enough`: where more rows hold it than
    this, so many of the likeliest do.
    """
    columns, folded = entries.columns, fold(phrase)
    found = _named(columns.folded_headers, columns.header, folded)
    if not own:
        found |= _named(columns.folded_titles, columns.document, folded)
        found |= _named(columns.folded_paths, columns.section, folded)
    wanted = lexical.count if enough is None else max(enough + 1 - int(np.count_nonzero(found)), 0)
    asked, likely = _likely_rows(lexical, phrase)
    likely = likely[~found[likely]]
    if len(likely) > wanted:
        likely = likely[np.argsort(-lexical.scores(asked)[likely], kind="stable")]
    found[list(islice(_reading(entries, folded, likely), wanted))] = True
    return np.flatnonzero(found)


def _named(names: Sequence[str], numbers: Numbers, phrase: str) -> NDArray[np.bool_]:
    """Which rows bear a name that holds a phrase."""
    held = np.fromiter((phrase in name for name in names), bool, len(names))
    found: NDArray[np.bool_] = held[numbers]
    return found


def _likely_rows(lexical: LexicalIndex, phrase: str) -> tuple[list[str], Rows]:
    """Terms that a text with this phrase has, and the rows that have them all.

    Its pairs of Chinese characters; where it has none, its Latin words and numbers, which must stand there whole; where
    it has none of these, nothing, and all rows.
    """
    asked = pairs(phrase) or terms(phrase)
    return asked, lexical.holding(asked) if asked else np.arange(lexical.count)


def _reading(entries: Entries, phrase: str, rows: Rows) -> Iterator[int]:
    """Those of the rows whose text holds a phrase in compare form."""
    pattern = pattern_of(phrase)
    for row in rows.tolist():
        if pattern.search(entries.text(row)):
            yield row


@lru_cache(maxsize=1000)
def pattern_of(phrase: str) -> re.Pattern[str]:
    """What finds a phrase in compare form in any writing: a search of its own is ten times faster than folding a text."""
    signs = [f"[{_writings()[sign]}]" if sign in _writings() else re.escape(sign) for sign in phrase]
    return re.compile(r"\s*".join(signs))


@lru_cache(maxsize=1)
def _writings() -> dict[str, str]:
    """For every sign of the compare form that has other writings all of them, as a pattern's class."""
    found: dict[str, str] = {}
    for sign in map(chr, range(0x20, 0x10000)):
        plain = "".join(unicodedata.normalize("NFKC", sign).lower().split()).translate(UNIFIED)
        if len(plain) == 1 and plain != sign:
            found[plain] = found.get(plain, re.escape(plain)) + re.escape(sign)
    return found
