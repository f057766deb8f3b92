"""How many chapters and parts a plan has, and how many tasks or measures its headings list: under 重点任务, or its 第…条."""

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.answer.asked.reading import Ask, with_citations
from kg.answer.mentions import sentence_at
from kg.answer.model import NOT_FOUND, Answer, AnswerRow, Citation, titled
from kg.answer.quotes.heading_lists import own_title
from kg.records import Document, Section
from kg.text.numbers import parse_number

NOUN = re.compile("任务|举措|措施|政策|工程|行动")
ARTICLE = re.compile(r"第[一二三四五六七八九十百\d]+条")
NUMBER = re.compile(r"^(?:\s*[（(第]?\s*([一二三四五六七八九十]+|\d{1,3})\s*[)）、.．条项，,])")
SECURING = "保障"  # 保障措施 are asked for by name
FEWEST = 2
DIVISION = "章|篇|编|板块|部分"
ASKED = re.compile(rf"(?:几|多少)(?:[个大]*)(?P<unit>{DIVISION})")
ITSELF = r"(?:规划|方案|计划|意见|纲要|办法|文本|全文|正文)》?(?:全文|正文|文本)?"
MADE_OF = rf"(?<![\u4e00-\u9fff]章){ITSELF}(?:[共总由分设含有为成]|主体|内容|整体|总体|框架|结构|正文|一共|总共|划分|包括|包含)+[^。\n]{{0,20}}?"
NUMERAL = r"(?<![第\d.十百至、])(?P<n>[一二两三四五六七八九十]+|\d{1,2})(?:[个大]*)"


def answer_divisions(ask: Ask) -> Answer | None:
    """How many chapters, parts … each plan has; which of them it does not tell is said; not found where it tells none.

    None where no plan is meant.
    """
    documents = ask.context.documents
    keys = ask.question.documents or (tuple(documents) if len(documents) == 1 else ())
    units = tuple(dict.fromkeys(ASKED.findall(ask.question.text)))
    said, made = [], []
    for key in keys:
        rows = [row for unit in units if (row := _divisions(documents[key], unit))]
        if rows:
            said.append(f"{titled(documents[key].title)}写明共{'、'.join(row.name for row in rows)}")
            made += rows
    told = {row.unit for row in made}
    silent = [ask.asking.message("untold_part", part=f"几{unit}") for unit in map(_measure, units) if unit not in told]
    if not made:
        return Answer(ask.question.text, NOT_FOUND, ask.intent.name, "".join(silent)) if keys else None
    return ask.answered("".join([with_citations(f"{'；'.join(said)}。", made), *silent]), made, ask.scoped(ids=[]))


def counts_divisions(part: str) -> bool:
    """Whether a part of a question asks for no more than how many chapters or parts there are."""
    return bool(ASKED.search(part)) and not re.sub(rf"{ASKED.pattern}|[分归划为成有共总一又都是由构组内容了]", "", part)


def _measure(unit: str) -> str:
    return unit if len(unit) == 1 else f"个{unit}"


def _divisions(document: Document, unit: str) -> AnswerRow | None:
    """The number as the plan says it (规划共分五章), else as its headings count from 第一章 on without a gap."""
    if match := re.search(rf"{MADE_OF}{NUMERAL}{unit}", document.text):
        number = int(parse_number(match["n"]) or 0)
        evidence: tuple[Citation, ...] = (sentence_at(document, match.start()),)
    else:
        heads = {number: one for one in reversed(document.sections) if (number := _ordinal(one, unit))}
        number = len(heads)
        if number < FEWEST or max(heads) != number:
            return None
        ends = (heads[1], heads[number])
        evidence = tuple(Citation.of(document, one.path, *own_title(document, one), "heading") for one in ends)
    measure = _measure(unit)
    return AnswerRow(f"{number}{measure}", "Passage", value=str(number), unit=measure, evidence=evidence)


def _ordinal(section: Section, unit: str) -> int:
    found = re.match(rf"\s*第([一二三四五六七八九十]+|\d{{1,2}}){unit}", section.heading)
    return int(parse_number(found[1]) or 0) if found else 0


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
        parted = [(one, below) for one in children if (below := _below(document, one))]
        if _runs_on([below for _, below in parted]):  # 五、组织实施, which has no parts, is none of what is counted
            return [one for one, _ in parted], [one for _, below in parted for one in below]
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
