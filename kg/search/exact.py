"""What a query names to the letter: document numbers, 《titles》, quoted phrases, numbers with their units.

A passage holds a title when its document bears it, too: 「《某某规划》的目标」 asks for passages of that plan.
"""

import re
import unicodedata
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from kg.index.amounts import amount_terms, year_terms
from kg.index.store import Index
from kg.text.normalize import fold

# Of the issuer's sign two characters do: 「请找京政发〔2021〕3号」 does not say where it begins.
NUMBER = re.compile(r"([\u4e00-\u9fff]{1,2}[〔\[［【{(（]\s*(?:19|20)\d\d\s*[〕\]］】})）])\s*第?\s*(\d+\s*号)")
# As it is said: 京政发2021年3号文.
SAID = re.compile(r"([\u4e00-\u9fff][发函办字规通令])\s*((?:19|20)\d\d)年?第?(\d+号)")
TITLE = re.compile(r"《([^《》]+(?:《[^《》]*》[^《》]*)*)》")
QUOTED = re.compile(r"[“「『‘\"]([^“”「」『』‘’\"]{2,60})[”」』’\"]")
YEAR_ALONE = re.compile(r"\s*(?:19|20)\d\d年\s*")
# What more passages hold than this, and than this share of all, is emphasis (“十五五”时期) or a common number: it lifts a
# passage, it does not decide.
MANY, MOST = 10, 0.005
EMPHASIS = 0.12


def sure_phrases(query: str) -> tuple[str, ...]:
    """Document numbers and titles in compare form: what holds them comes first."""
    return tuple(dict.fromkeys(filter(None, map(fold, _named(query)[0]))))


def quoted_phrases(query: str) -> tuple[str, ...]:
    """Phrases in quotes, in compare form; those inside a title are part of it."""
    return tuple(dict.fromkeys(filter(None, map(fold, _quoted(query)))))


def quantities(query: str) -> tuple[str, ...]:
    """The query's numbers with units, as terms of the index; a year only where it is the whole query."""
    _, rest = _named(query)
    found = [*amount_terms(rest), *(year_terms(rest) if YEAR_ALONE.fullmatch(rest) else ())]
    return tuple(dict.fromkeys(found))


def exact_phrases(query: str) -> tuple[str, ...]:
    """All phrases to find as they stand, in compare form."""
    return tuple(dict.fromkeys([*sure_phrases(query), *quoted_phrases(query)]))


def exact_scores(index: Index, query: str) -> NDArray[np.float32] | None:
    """Of every row the worth of what it holds to the letter, at most 1; None where the query names nothing so."""
    parts = list(_parts(index, query))
    if not parts:
        return None
    scores = np.zeros(len(index.entries), np.float32)
    for rows, worth in parts:
        scores[rows] += worth / len(parts)
    return scores


def what_is_asked(query: str) -> str:
    """The query without its 《titles》, which say where to look; the whole query where nothing else is left."""
    rest = TITLE.sub(" ", query)
    return rest if len(fold(rest)) > 1 else query


def _parts(index: Index, query: str) -> Iterator[tuple[NDArray[np.int64], float]]:
    for phrase in sure_phrases(query):
        yield index.holding(phrase), 1.0
    many = int(max(MANY, MOST * len(index.entries)))
    others = [index.holding(phrase, own=True, enough=many) for phrase in _quoted(query) if fold(phrase)]
    others += [index.lexical.holding([term]) for term in quantities(query)]
    for rows in others:
        yield rows, 1.0 if len(rows) <= many else EMPHASIS


def _quoted(query: str) -> list[str]:
    """The phrases in quotes, as written."""
    _, rest = _named(query)
    return list(dict.fromkeys(QUOTED.findall(rest)))


def _named(query: str) -> tuple[list[str], str]:
    """The document numbers and titles of a query, and what is left without them."""
    plain = unicodedata.normalize("NFKC", query)
    numbers = [sign + number for sign, number in NUMBER.findall(plain)]
    numbers += [f"{sign}({year}){number}" for sign, year, number in SAID.findall(plain)]
    rest = SAID.sub(" ", NUMBER.sub(" ", plain))
    return [*numbers, *TITLE.findall(rest)], TITLE.sub(" ", rest)
