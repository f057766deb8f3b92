"""What a query names to the letter: document numbers, 《titles》, quoted phrases, and which passages hold them."""

import re

from kg.text.normalize import fold

# Of the issuer's sign two characters do: 「请找京政发〔2021〕3号」 does not say where it begins.
NUMBER = re.compile(r"[\u4e00-\u9fff]{1,2}[〔\[［【(（](?:19|20)\d\d[〕\]］】)）]\s*第?\d+号")
TITLE = re.compile(r"《([^《》]+(?:《[^《》]*》[^《》]*)*)》")
QUOTED = re.compile(r"[“「『\"]([^“”「」『』\"]{2,60})[”」』\"]")


def exact_phrases(query: str) -> tuple[str, ...]:
    """The phrases to find as they stand, in compare form; empty where the query quotes nothing."""
    found = [*NUMBER.findall(query), *TITLE.findall(query), *QUOTED.findall(query)]
    return tuple(dict.fromkeys(filter(None, map(fold, found))))


def holds(phrases: tuple[str, ...], text: str) -> float:
    """The share of the phrases that a text holds."""
    folded = fold(text)
    return sum(phrase in folded for phrase in phrases) / len(phrases) if phrases else 0.0
