"""How many tasks a plan breaks down into, and how many indicators its table lists."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.answer.asked.question import ANNEX, acts
from kg.answer.asked.reading import SEPARATOR, Ask, cite, with_citations
from kg.answer.folding import fold, longest_block
from kg.answer.mentions import sentence_at
from kg.answer.model import Answer, AnswerRow, Citation, titled
from kg.answer.quotes.outlined import outlined
from kg.answer.tasks.task_rows import all_tasks, make_tasks
from kg.answer.tasks.twice_told import is_row, told_once
from kg.records import Document

SHORTEST_TABLE = 3  # sums at the foot of a table of projects are no indicators
SHORTEST_CAPTION, WHOLE_CAPTION = 4, 99
ASKED = re.compile(
    r"(?P<before>[\u4e00-\u9fff]{0,2}(?:任务|举措|措施|政策)(?:一共|总共|共)?(?:有|列了?|提了?|列出|包括)?)?(?:多少|几)(?P<unit>[项条个])"
    r"(?P<noun>[\u4e00-\u9fff]{0,6}?(?:任务|举措|措施|政策)|(?=[？?]|$))"
)
# 重点任务分几个方面: the headings under it; the plan's own words for both numbers come first.
FACETS = re.compile(r"(?P<noun>任务|举措|措施|政策)[^，。？]{0,8}?(?:几|多少)(?:个|大)?方面")
BOTH = re.compile(
    "(?:几|多少)(?:个|大)?方面.{0,8}(?:几|多少)[条项个]|(?:几|多少)[条项个].{0,8}(?:几|多少)(?:个|大)?方面"
)
PRINTED = re.compile(
    r"[\d一二三四五六七八九十]+(?:个|大)方面[^。；\n]{0,16}?[\d一二三四五六七八九十]+[条项个][^。；\n]{0,8}?(?:任务|举措|措施)"
)
MOST_GROUPS = 12  # of one plan that its count of tasks tells


def answer_count_tasks(ask: Ask) -> Answer | None:
    """How many tasks the plan breaks down into: as its table or its headings list them, else as many as were found.

    None for a department's.
    """
    if any(acts(ask.question.folded, link) for link in ask.question.links if link.of_type(["Department"])):
        return None
    params = ask.scoped()
    tasks = [row for task in all_tasks(ask) if not task.matter for row in task.rows]
    counts: dict[str, int] = dict.fromkeys(ask.question.documents, 0)
    for row in ask.rows(params):
        key = str(row["document_id"])
        counts[key] = counts.get(key, 0) + int(str(row.get("n") or 0))
    longest = max((_list_named(ask, row) for row in tasks), default=0)
    made = []
    for key, n in counts.items():
        own = [row for row in tasks if row["document_id"] == key]
        document = ask.context.documents.get(key)
        if document and (counted := _count(ask, document, own, longest, n)) and counted.evidence:
            made.append(counted)
    if not made:
        return None
    said = "；".join(
        f"{titled(row.evidence[0].title)}{ask.question.annex}{_counted(row)}" + (f"（{row.note}）" if row.note else "")
        for row in made
    )
    return ask.answered(with_citations(f"{said}。", made), made, params)


def _count(ask: Ask, document: Document, own: Sequence[dict[str, object]], longest: int, n: int) -> AnswerRow | None:
    """The number of one plan's tasks, `own` their rows; None where it has not the list that is asked for."""
    if facets := FACETS.search(ask.question.text):
        return _in_facets(ask, document, facets["noun"])
    listed = [row for row in own if 0 < _list_named(ask, row) == longest] or _tabled(own)
    if (ask.question.annex or longest) and not listed:
        return None
    if not _tabled(listed) and (outline := _outlined(ask, document)):
        return outline
    asked = ASKED.search(ask.question.text)
    number = len({row["task_id"] for row in listed}) if listed else n
    if not number or (asked and "任务" not in asked[0]):
        return None
    held = list(listed or own)
    ends = [*held[:1], *held[-1:]]
    citations = [citation for row in ends if (citation := cite(row, ask.context.documents))]
    rest = sum(not is_row(task) and task.is_assigned for task in told_once(make_tasks(own)))
    groups = _groups(own) if not listed else f"不含正文另外写明责任单位的{rest}项" if rest and not longest else ""
    return AnswerRow(
        document.title,
        "Policy",
        document.id,
        value=str(number),
        unit="项",
        note=groups or None,
        evidence=tuple(dict.fromkeys(citations)),
    )


def _in_facets(ask: Ask, document: Document, noun: str) -> AnswerRow | None:
    """Of how many 方面 the tasks are, as the plan prints it, else as the headings over them count; None where they have none."""
    if printed := PRINTED.search(document.text):
        sentence = sentence_at(document, printed.start())
        return AnswerRow(printed[0], "Passage", document.id, note=sentence.quote.strip(), evidence=(sentence,))
    outline = outlined(document, noun, "条")
    groups = re.match(r"分(\d+)个方面", (outline.note or "") if outline else "")
    if not outline or not groups or BOTH.search(ask.question.text):
        return outline if groups else None
    note = f"{(outline.note or '').partition('：')[2]}，共{outline.value}条"
    return replace(outline, value=groups[1], unit="个方面", note=note)


def _counted(row: AnswerRow) -> str:
    """「列出20条」 as the plan's headings do, 「分解了38项任务」 as its table does, else how many were found."""
    if row.type == "Passage":
        return f"写明{row.name}"
    if row.evidence and row.evidence[0].basis == "heading":
        return f"列出{row.value}{row.unit}"
    whole = row.evidence and "\t" in row.evidence[0].quote
    return f"分解了{row.value}项任务" if whole else f"中能逐项找到的任务有{row.value}项"


def _outlined(ask: Ask, document: Document) -> AnswerRow | None:
    """What the headings of a plan count, where no annex or table of it is asked for."""
    asked = ASKED.search(ask.question.text)
    if not asked or ask.question.annex:
        return None
    return outlined(document, asked["noun"] or asked["before"] or "", asked["unit"])


def _tabled(tasks: Sequence[Mapping[str, object]]) -> list[Mapping[str, object]]:
    """The rows of the plan's own table of tasks, which is what it breaks down into; [] where it has none."""
    found = [row for row in tasks if "\t" in str(row.get("quote") or "")]
    return found if len({row["task_id"] for row in found}) >= SHORTEST_TABLE else []


def _groups(tasks: Sequence[Mapping[str, object]]) -> str:
    """「（一）枢纽行动3项、（二）冷链行动3项」 where a plan's tasks stand under a few headings; '' else."""
    groups: dict[str, set[object]] = {}
    for row in tasks:
        groups.setdefault(str(row.get("group_name") or ""), set()).add(row["task_id"])
    whole = "" not in groups and 2 <= len(groups) <= MOST_GROUPS
    return "、".join(f"{name}{len(ids)}项" for name, ids in groups.items()) if whole else ""


def _list_named(ask: Ask, row: dict[str, object]) -> int:
    """How much of the annex or caption over a task the question names: all of 附件1, the length of 重点任务分工表."""
    most = 0
    for part in str(row.get("section") or "").split(SEPARATOR):
        annex = ANNEX.match(part)
        caption = fold(part[annex.end() :] if annex else part)
        same = annex and ask.question.annex and ask.question.annex == re.sub(r"\s", "", annex[0])
        shared = longest_block(caption, ask.question.folded)
        if same:
            return WHOLE_CAPTION
        if len(shared) >= SHORTEST_CAPTION and caption.endswith(shared):
            most = max(most, len(shared))
    return most


def answer_count_indicators(ask: Ask) -> Answer | None:
    """The number of indicators in each table of indicators, the first and the last row as evidence; None without such a table."""
    params = ask.scoped()
    tables: dict[tuple[str, str], dict[str, Citation]] = {}
    for row in ask.rows(params):
        citation = cite(row, ask.context.documents)
        if citation and "\t" in citation.quote and _is_asked(ask, row):
            key = (citation.document_id, str(row.get("section") or ""))
            tables.setdefault(key, {}).setdefault(str(row["indicator"]), citation)
    rows = [_row(ask, key, found) for key, found in tables.items() if len(found) >= SHORTEST_TABLE]
    if not rows:
        return None
    said = "；".join(f"{titled(row.name)}{_place(row.group)}列出{row.value}项指标" for row in rows)
    return ask.answered(with_citations(f"{said}。", rows), rows, params)


def _is_asked(ask: Ask, row: Mapping[str, object]) -> bool:
    """Whether the row stands in the box or annex that the question names; in any where it names none."""
    parts = str(row.get("section") or "").split(SEPARATOR)
    boxes = ["".join(match[0].split()) for part in parts if (match := ANNEX.match(part))]
    return not ask.question.annex or ask.question.annex in boxes


def _row(ask: Ask, key: tuple[str, str], found: Mapping[str, Citation]) -> AnswerRow:
    document = ask.context.documents[key[0]]
    cited: Sequence[Citation] = list(found.values())
    return AnswerRow(
        document.title,
        "Policy",
        document.id,
        value=str(len(found)),
        unit="项",
        note="、".join(found),
        group=key[1].split(SEPARATOR)[-1] or None,
        evidence=tuple(dict.fromkeys((cited[0], cited[-1]))),
    )


def _place(heading: str | None) -> str:
    return f"在“{heading}”中" if heading else ""
