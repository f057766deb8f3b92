"""Indicators that only a mention names: made one with the indicator that bears the value, or left out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extract.context import Facts
from kg.records import Document, Mention

ASIDE = re.compile(r"[（(][^（()）]*[）)]")
ENDS = re.compile(r"(?:数量|总数|数|排名)$")  # 高新技术企业 in the text is the indicator 高新技术企业数量
SAID = re.compile(r"指标")
SENTENCE = re.compile(r"[。；\n]")


def settle_indicators(document: Document, mentions: Sequence[Mention], facts: Facts) -> list[Mention]:
    """The mentions, those of indicators linked to the ones with values; others stay where a text or table lists them."""
    valued = {one.subject_id for one in facts.relations.values() if one.type == "HAS_VALUE"}
    named = {_plain(facts.entities[key].name): key for key in sorted(valued)}
    cells = {(cell.start, cell.end) for table in document.tables for cell in table.cells}
    return [
        replace(mention, entity_id=key) if key else mention
        for mention in mentions
        for key in [_settled(mention, valued, named)]
        if key or mention.type != "Indicator" or _is_listed(document.text, mention, cells)
    ]


def _settled(mention: Mention, valued: Iterable[str], named: dict[str, str]) -> str:
    if mention.type != "Indicator":
        return ""
    return mention.entity_id if mention.entity_id in valued else named.get(_plain(mention.text), "")


def _is_listed(text: str, mention: Mention, cells: set[tuple[int, int]]) -> bool:
    """Whether a mention without a value is named as an indicator: a cell of its own, or a sentence on 指标."""
    if (mention.start, mention.end) in cells:
        return True
    start = max((match.end() for match in SENTENCE.finditer(text, 0, mention.start)), default=0)
    end = SENTENCE.search(text, mention.end)
    return bool(SAID.search(text, start, end.start() if end else len(text)))


def _plain(name: str) -> str:
    """A name as it is compared: without brackets, 的, and the words that say that things are counted."""
    bare = ASIDE.sub("", "".join(name.split())).replace("的", "").replace("比例", "比重").strip("“”")
    return ENDS.sub("", bare) or bare
