"""Names that a plan shortens by its own words: after 「特色产业园（以下简称特色园）」 it writes of 特色园 alone."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from kg.records import Document

SHORTENED = re.compile(
    r"(?P<long>[\u4e00-\u9fffA-Za-z]{3,24})[”\"」》]?[（(](?:以下|下文)?(?:统|均)?(?:简称|称)(?:为|：|:)?\s*[“\"「]?(?P<short>[^”\"」）)，,]{2,12})[”\"」]?[）)]"
)
DOCUMENTS = ("规划", "意见", "方案", "措施", "办法", "计划", "纲要")  # of these 《title》 and kind tell more


def in_short(text: str, documents: Mapping[str, Document]) -> tuple[str, tuple[str, ...]]:
    """The question with each name that a plan shortens as the plan goes on to write it, and the one plan that it is of.

    Of one plan is what that plan as a whole is about, called by its title's words (某示范区某园). Unchanged where there is none.
    """
    for document in documents.values():
        pairs = _shortened(document.id, document.sha256, document.text)
        for name, short in pairs:
            if name in document.title and (own := _titled(text, (name, short), document.title)):
                return text.replace(own, short, 1), (document.id,)
        for name, short in pairs:
            if name in text and short not in text:
                text = text.replace(name, short)
    return text, ()


def _titled(text: str, names: Sequence[str], title: str) -> str:
    """A name in a question together with the words before it that the plan's title has before that name too; '' for none."""
    for name in names:
        at = text.find(name)
        before = title[: title.find(names[0])]
        fronts = (text[start:at] for start in range(max(0, at)))
        if at > 0 and (front := next((one for one in fronts if len(one) > 1 and one in before), "")):
            return f"{front}{name}"
    return ""


@lru_cache(maxsize=512)
def _shortened(document_id: str, sha256: str, text: str) -> tuple[tuple[str, str], ...]:
    """The long names that may stand before the bracket, the longest first, each with its short form.

    Where a name begins the text does not mark: each end of the words before that begins and ends as the short form does.
    """
    found = []
    for match in SHORTENED.finditer(text):
        words, short = match["long"], match["short"].strip()
        if short.endswith(DOCUMENTS) or words[-1] != short[-1]:
            continue
        starts = [at for at in range(len(words) - len(short)) if words[at] == short[0]]
        found += [(words[at:], short) for at in starts]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))
