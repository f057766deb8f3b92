"""A comparison as a Word paper in the layout of official documents, every line with its sources."""

from collections.abc import Sequence

from kg.answer.model import Citation, titled
from kg.comparing.cells import Table, Tables
from kg.comparing.comparison import Comparison
from kg.comparing.tables import ADDED, DROPPED, KEPT
from kg.comparing.wording import Pair
from kg.wordfile import Paper, Run, to_docx

NOTHING = "没有。"


def make_paper(comparison: Comparison) -> bytes:
    """The Word file: what stayed, went and came, by outline, indicators, duties, industries, and the theme's wording."""
    paper = Paper(landscape=True)
    first, second = (_name(one.label, len(one.documents)) for one in (comparison.first, comparison.second))
    paper.add_title("规划对比", subtitle=f"甲：{first}　乙：{second}")
    _add_outlines(paper, comparison)
    _add_indicators(paper, comparison)
    _add_duties(paper, comparison)
    _add_industries(paper, comparison)
    _add_wording(paper, comparison)
    paper.add_sources()
    return to_docx(paper)


def _name(label: str, count: int) -> str:
    return titled(label) if count == 1 else label


def _add_table(paper: Paper, table: Table) -> None:
    if table.rows:
        rows = [[one if isinstance(one, str) else Run(one.text, one.citations) for one in row] for row in table.rows]
        paper.add_table(table.header, rows)
    else:
        paper.add_paragraph(NOTHING)


def _add_outlines(paper: Paper, comparison: Comparison) -> None:
    outlines = comparison.outlines
    paper.add_heading("主题的增减")
    paper.add_paragraph(
        f"两方标题按意思对齐：{KEPT}{len(outlines.kept)}项，{DROPPED}{len(outlines.dropped)}项，{ADDED}{len(outlines.added)}项。"
        "标“须核对”的只是意思相近。"
    )
    _add_table(paper, Tables(comparison).outlines())


def _add_indicators(paper: Paper, comparison: Comparison) -> None:
    paper.add_heading("指标的变化")
    paper.add_paragraph("增减和倍数为计算所得，不是原文；口径、单位或类别不同的，在说明中写明。")
    _add_table(paper, Tables(comparison).indicators())


def _add_duties(paper: Paper, comparison: Comparison) -> None:
    duties = comparison.duties
    paper.add_heading("任务和部门的进出")
    _add_table(paper, Tables(comparison).duties())
    for word, bodies in (("新增的部门", duties.gained), ("不再列的部门", duties.lost)):
        paper.add_paragraph(f"{word}：{'、'.join(one.name for one in bodies) or '没有'}。")


def _add_industries(paper: Paper, comparison: Comparison) -> None:
    paper.add_heading("产业的取舍")
    _add_table(paper, Tables(comparison).industries())


def _add_wording(paper: Paper, comparison: Comparison) -> None:
    if comparison.wording is None:
        return
    paper.add_heading(f"关于“{comparison.theme}”的措辞")
    paper.add_paragraph("删去的字加删除线，新增的字加下划线。")
    for name in comparison.wording.near:
        side = "甲" if name == "first" else "乙"
        paper.add_paragraph(f"{side}没有这一主题的原词，列出的是意思相近的段落，须核对。", kind="note")
    if comparison.wording.pairs:
        paper.add_table(("甲", "乙"), [_pair(one) for one in comparison.wording.pairs])
    else:
        paper.add_paragraph(NOTHING)


def _pair(one: Pair) -> Sequence[Sequence[Run]]:
    return _runs(one.first, one.left_out, strike=True), _runs(one.second, one.put_in, strike=False)


def _runs(citation: Citation | None, spans: Sequence[tuple[int, int]], *, strike: bool) -> Sequence[Run]:
    """A sentence in runs, what only it has struck through or underlined; its source behind the last."""
    if citation is None:
        return ()
    text, at, runs = citation.quote.replace("\t", "　"), 0, []
    for start, end in spans:
        runs += [Run(text[at:start]), Run(text[start:end], strike=strike, underline=not strike)]
        at = end
    return [*(run for run in runs if run.text), Run(text[at:], [citation])]
