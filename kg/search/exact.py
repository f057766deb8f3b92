"""What a query names to the letter: document numbers, 《titles》, quoted phrases.

A passage holds a title when its document bears it, too: 「《某某规划》的目标」 asks for passages of that plan.
"""

import re
from collections.abc import Mapping

from kg.text.normalize import fold

# Of the issuer's sign two characters do: 「请找京政发〔2021〕3号」 does not say where it begins.
NUMBER = re.compile(r"[\u4e00-\u9fff]{1,2}[〔\[［【(（](?:19|20)\d\d[〕\]］】)）]\s*第?\d+号")
TITLE = re.compile(r"《([^《》]+(?:《[^《》]*》[^《》]*)*)》")
QUOTED = re.compile(r"[“「『\"]([^“”「」『』\"]{2,60})[”」』\"]")
# Chinese quotes also stand for mere emphasis (“十五五”时期): they lift a passage, they do not decide.
KINDS = ((NUMBER, 1.0), (TITLE, 1.0), (QUOTED, 0.12))


def exact_phrases(query: str) -> Mapping[str, float]:
    """The phrases to find as they stand, in compare form, with what holding each is worth; empty where nothing is quoted."""
    found: dict[str, float] = {}
    rest = query
    for pattern, worth in KINDS:
        for phrase in pattern.findall(rest):
            found.setdefault(fold(phrase), worth)
        rest = pattern.sub(" ", rest)  # what stands in quotes inside a title is part of the title
    return {phrase: worth for phrase, worth in found.items() if phrase}


def what_is_asked(query: str) -> str:
    """The query without its 《titles》, which say where to look; the whole query where nothing else is left."""
    rest = TITLE.sub(" ", query)
    return rest if len(fold(rest)) > 1 else query
