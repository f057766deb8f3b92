"""An answer as tables to hand on: its rows, every piece of evidence with its citation, and how it was found."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime

from kg.answer.model import ANSWERED, Answer, AnswerRow, Citation
from kg.answer.shown.grouping import group_rows
from kg.ontology import load_ontology
from kg.text.numbers import as_number

Row = dict[str, object]
BASES = {"direct": "直接表述", "heading": "由标题推出"}
KINDS = {"actual": "实际", "target": "目标", "change": "变化"}
OTHER_TYPES = {
    "Passage": "原文",
    "Item": "条目",
    "Group": "任务组",
    "Note": "注释",
    "Definition": "释义",
    "Relation": "关系",
}
STATUSES = {ANSWERED: "已回答", "not_found": "文件没有写到", "ambiguous": "问题有几种理解"}
TIME = "%Y-%m-%d %H:%M"


def answer_rows(answer: Answer) -> list[Row]:
    """A row of the table a row of the answer, parts one by one; columns that say nothing are left out."""
    rows = [{"序号": number, **_head(whole), **_fields(row)} for number, whole, row in lines_of(answer)]
    used = [name for name in rows[0] if any(row[name] not in (None, "") for row in rows)] if rows else []
    if len({row["单位"] for row in rows} - {None}) < 2:  # of one unit they can be compared as they are written
        used = [name for name in used if name != "折算"]
    return [{name: row[name] for name in used} for row in rows]


def lines_of(answer: Answer) -> Iterator[tuple[int, AnswerRow | None, AnswerRow]]:
    """Number, the row that it is a part of, and the row itself, in the order of the page."""
    pairs = [(group.whole, row) for group in group_rows(answer.answers) for row in group.rows]
    yield from ((number, *pair) for number, pair in enumerate(pairs, start=1))


def _head(whole: AnswerRow | None) -> Row:
    return {type_label(whole.type): whole.name} if whole else {}


def _fields(row: AnswerRow) -> Row:
    return {
        "名称": row.name,
        "类别": type_label(row.type),
        "角色": row.role,
        "编号": as_number(row.number),
        "数值": as_number(row.value),
        "单位": row.unit,
        "折算": row.amount,
        "年份": as_number(row.year),
        "性质": KINDS.get(row.kind or "", row.kind),
        "所属板块": row.group,
        "说明": row.note,
        "出处": "；".join(dict.fromkeys(one.official for one in row.evidence)),
    }


def type_label(name: str) -> str:
    """A type of rows in Chinese."""
    found = load_ontology().classes.get(name)
    return found.label_zh if found else OTHER_TYPES.get(name, name)


def evidence_rows(answer: Answer) -> list[Row]:
    """A row a piece of evidence: the number of the row it backs, the quote, the citation, and where it stands in the file."""
    return [
        {"序号": number, **_head(whole), **_told(row, citation)}
        for number, whole, row in lines_of(answer)
        for citation in row.evidence
    ]


def _told(row: AnswerRow, citation: Citation) -> Row:
    return {
        "名称": row.name,
        "角色": row.role or "",
        "原文": citation.quote,
        "出处": citation.official,
        "依据方式": BASES.get(citation.basis, citation.basis),
        "文件名": citation.document,
        "起": citation.start,
        "止": citation.end,
    }


def passage_rows(answer: Answer) -> list[Row]:
    """The nearest passages of an answer that has no rows: no answer themselves."""
    return [
        {"序号": number, "原文": one.quote, "出处": one.official, "文件名": one.document}
        for number, one in enumerate(map(Citation.of_hit, answer.passages), start=1)
    ]


def how_rows(answer: Answer, when: datetime, titles: Sequence[str]) -> list[Row]:
    """Question, answer, time, query and the documents that were looked through, so that both can be had again."""
    told = [
        ("问题", answer.question),
        ("按此回答", answer.read_as),
        ("结果", STATUSES.get(answer.status, answer.status)),
        ("回答", answer.text),
        ("可以改问", "\n".join(answer.suggestions)),
        ("时间", when.strftime(TIME)),
        ("库中文件", "\n".join(titles)),
        *_query(answer),
        ("说明", "回答只取自库中文件；每条都附原文和出处，引文与原文逐字相同。"),
    ]
    return [{"项目": name, "内容": text} for name, text in told if text]


def _query(answer: Answer) -> list[tuple[str, str]]:
    used = answer.query
    if used is None:
        return [("查得方式", "在原文中检索")] if answer.answers else []
    params = json.dumps(dict(used.params), ensure_ascii=False)
    return [("查得方式", f"图谱查询 {used.name}"), ("参数", params), ("查询", used.cypher)]
