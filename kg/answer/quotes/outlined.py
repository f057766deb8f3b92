"""How many tasks or measures a plan's own headings list: those under 重点任务, or its 第…条."""

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.answer.model import AnswerRow, Citation
from kg.answer.quotes.lists import own_title
from kg.records import Document, Section
from kg.text.numbers import parse_number

NOUN = re.compile("任务|举措|措施|政策|工程|行动")
ARTICLE = re.compile(r"第[一二三四五六七八九十百\d]+条")
NUMBER = re.compile(r"^(?:\s*[（(第]?\s*([一二三四五六七八九十]+|\d{1,3})\s*[)）、.．条项，,])")
SECURING = "保障"  # 保障措施 are asked for by name
FEWEST = 2


def outlined(document: Document, asked: str, unit: str) -> AnswerRow | None:
    """The number that a plan's headings give, its groups as the note, its first and last item as evidence; None without such."""
    groups, items = _under_heading(document, asked)
    if not items and (unit == "条" or NOUN.search(asked)):
        groups, items = [], [one for one in document.sections if ARTICLE.match(one.heading)]
    if len(items) < FEWEST:
        return None
    by_group = [(group, sum(one.parent_id == group.id for one in items)) for group in groups]
    note = "、".join(f"{_title(document, group)}{n}{unit}" for group, n in by_group)
    return AnswerRow(
        document.title,
        "Policy",
        document.id,
        value=str(len(items)),
        unit=unit,
        note=f"分{len(groups)}个方面：{note}" if groups else None,
        evidence=tuple(Citation.of(document, one.path, *own_title(document, one), "heading") for one in _ends(items)),
    )


def _ends(items: Sequence[Section]) -> tuple[Section, Section]:
    return items[0], items[-1]


def _under_heading(document: Document, asked: str) -> tuple[list[Section], list[Section]]:
    """The items under the heading that is what is asked for (三、重点任务), and the groups that they stand in."""
    nouns = tuple(NOUN.findall(asked))
    for section in sorted(document.sections, key=lambda one: (one.level, one.start)):
        title = document.title if not section.level else _title(document, section)
        if not nouns or not title.endswith(nouns) or (SECURING in title) != (SECURING in asked):
            continue
        children = _below(document, section)
        children = [one for one in children if _number(one) > 0]
        deeper = [_below(document, one) for one in children]
        if children and all(deeper) and _runs_on(deeper):
            return children, [one for ones in deeper for one in ones]
        if len(children) >= FEWEST:
            return [], children
    return [], []


def _below(document: Document, section: Section) -> list[Section]:
    return [one for one in document.sections if one.parent_id == section.id]


def _runs_on(groups: Sequence[Sequence[Section]]) -> bool:
    """Whether the numbers run on from group to group (1.–3., 4.–6.): then the groups only part what is counted."""
    ends = [(_number(group[0]), _number(group[-1])) for group in groups]
    return len(ends) > 1 and all(right[0] == left[1] + 1 for left, right in pairwise(ends))


def _number(section: Section) -> int:
    found = NUMBER.match(section.heading)
    return int(parse_number(found[1]) or 0) if found else -1


def _title(document: Document, section: Section) -> str:
    return document.text[slice(*own_title(document, section))].strip()
