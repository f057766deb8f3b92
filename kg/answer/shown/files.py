"""An answer as a file to hand on: an Excel workbook or a Word paper, every row with its evidence."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from kg.answer.model import Answer, Citation
from kg.answer.shown.sheets import answer_rows, evidence_rows, how_rows, lines_of, passage_rows

if TYPE_CHECKING:
    from kg.wordfile import Paper, Run

NAME, NOT_ON_PAPER = "名称", ("出处", "类别")  # the list of sources says the one, the heading the other
MOST_UPRIGHT = 5  # columns that a sheet standing upright takes


def to_workbook(answer: Answer, when: datetime, titles: Sequence[str]) -> bytes:
    """A workbook: all rows, all evidence with citations, how it was found; without rows the nearest passages.

    `when`: the time of the question; `titles`: the documents that were looked through.
    """
    from kg.workbook import to_xlsx

    sheets = {
        "答案": answer_rows(answer),
        "依据": evidence_rows(answer),
        "最接近的原文（不是答案）": [] if answer.answers else passage_rows(answer),
        "查找说明": how_rows(answer, when, titles),
    }
    return to_xlsx({name: rows for name, rows in sheets.items() if rows})


def to_docx(answer: Answer, when: datetime, titles: Sequence[str]) -> bytes:
    """A Word paper in official layout: question, answer, the table with numbered sources, how it was found."""
    from kg.wordfile import Paper
    from kg.wordfile import to_docx as write

    rows = answer_rows(answer)
    columns = [name for name in rows[0] if name not in NOT_ON_PAPER] if rows else []
    paper = Paper(landscape=len(columns) > MOST_UPRIGHT)
    paper.add_title(answer.question, subtitle=f"规划图谱问答　{when:%Y年%-m月%-d日}")
    paper.add_heading("回答")
    paper.add_paragraph(answer.text)
    for suggestion in answer.suggestions:
        paper.add_paragraph(f"可以改问：{suggestion}")
    if rows:
        paper.add_heading("清单")
        cells = [
            [_cell(name, row[name], citations) for name in columns]
            for row, citations in zip(rows, _citations(answer), strict=True)
        ]
        paper.add_table(columns, cells, caption=f"共{len(rows)}条")
    elif answer.passages:
        _add_passages(paper, answer)
    paper.add_heading("查找说明")
    for row in how_rows(answer, when, titles):
        if row["项目"] not in ("问题", "回答", "可以改问", "查询", "参数"):
            paper.add_paragraph(f"{row['项目']}：{str(row['内容']).replace(chr(10), '；')}", kind="note")
    paper.add_sources("来源", quotes=True)
    return write(paper)


def _citations(answer: Answer) -> list[tuple[Citation, ...]]:
    return [row.evidence for _, _, row in lines_of(answer)]


def _cell(name: str, value: object, citations: Sequence[Citation]) -> "Run | str":
    """The text of a cell; the name carries the row's citations."""
    from kg.wordfile import Run

    text = "" if value is None else str(value)
    return Run(text, citations) if name == NAME else text


def _add_passages(paper: "Paper", answer: Answer) -> None:
    from kg.wordfile import Run

    paper.add_heading("最接近的原文（不是答案）")
    for hit in answer.passages:
        citation = Citation.of_hit(hit)
        paper.add_paragraph(Run(citation.quote, [citation]), kind="quote")
