"""A comparison as a Word paper in the layout of official documents, every line with its sources."""

from collections.abc import Sequence

from kg.answer.figure import KINDS, Figure
from kg.answer.model import Citation, titled
from kg.comparing.comparison import Comparison
from kg.comparing.indicators import Beside
from kg.comparing.industries import STATUSES, Industry
from kg.comparing.outlines import Heading
from kg.comparing.tables import ADDED, DROPPED, KEPT, OUTCOMES
from kg.comparing.wording import Pair
from kg.wordfile import Paper, Run, to_docx

Cell = str | int | float | Run | Sequence[str | Run] | None
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


def _add_table(paper: Paper, header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    if rows:
        paper.add_table(header, rows)
    else:
        paper.add_paragraph(NOTHING)


def _add_outlines(paper: Paper, comparison: Comparison) -> None:
    """A heading is its own place in a side of one document; among several documents it is cited."""
    outlines = comparison.outlines
    paper.add_heading("主题的增减")
    paper.add_paragraph(
        f"两方标题按意思对齐：{KEPT}{len(outlines.kept)}项，{DROPPED}{len(outlines.dropped)}项，{ADDED}{len(outlines.added)}项。"
        "标“须核对”的只是意思相近。"
    )
    first, second = (len(side.documents) > 1 for side in (comparison.first, comparison.second))
    rows: list[Sequence[Cell]] = [
        (
            KEPT if one.sure else f"{KEPT}（须核对）",
            _heading(one.first, cited=first),
            _heading(one.second, cited=second),
        )
        for one in outlines.kept
    ]
    rows += [(DROPPED, _heading(one.heading, cited=first), "") for one in outlines.dropped]
    rows += [(ADDED, "", _heading(one.heading, cited=second)) for one in outlines.added]
    _add_table(paper, ("去向", "甲标题", "乙标题"), rows)


def _heading(one: Heading, *, cited: bool) -> Run:
    return Run(one.citation.quote, [one.citation] if cited else [])


def _add_indicators(paper: Paper, comparison: Comparison) -> None:
    indicators = comparison.indicators
    paper.add_heading("指标的变化")
    paper.add_paragraph("增减和倍数为计算所得，不是原文；口径、单位或类别不同的，在说明中写明。")
    rows: list[Sequence[Cell]] = [_beside(one) for one in indicators.both]
    rows += [(one.indicator, one.of, _figure(one), "", DROPPED, "") for one in indicators.dropped]
    rows += [(one.indicator, one.of, "", _figure(one), ADDED, "") for one in indicators.added]
    _add_table(paper, ("指标", "对象", "甲", "乙", "变化", "说明"), rows)


def _beside(one: Beside) -> Sequence[Cell]:
    between = one.between
    change = f"{round(between.difference, 6):+g}{between.unit}" if between else ""
    ratio = f"，{between.ratio:.3g}倍" if between and between.ratio is not None else ""
    return one.indicator, one.holder, _figure(one.first), _figure(one.second), change + ratio, one.why or one.caution


def _figure(one: Figure) -> Run:
    year = f"{one.year}年" if one.year.isdigit() else one.year
    return Run(f"{year}{KINDS[one.kind]}{one.said}", [one.citation])


def _add_duties(paper: Paper, comparison: Comparison) -> None:
    duties = comparison.duties
    paper.add_heading("任务和部门的进出")
    rows: list[Sequence[Cell]] = [
        (
            KEPT if one.sure else f"{KEPT}（须核对）",
            Run(one.first.task.name, one.first.citations),
            Run(one.second.task.name, one.second.citations),
            "、".join([*(f"增{name}" for name in one.gained), *(f"减{name}" for name in one.lost)]),
        )
        for one in duties.taken
    ]
    rows += [(DROPPED, Run(one.task.name, one.citations), "", one.who) for one in duties.dropped]
    rows += [(ADDED, "", Run(one.task.name, one.citations), one.who) for one in duties.added]
    _add_table(paper, ("去向", "甲任务", "乙任务", "部门"), rows)
    for word, bodies in (("新增的部门", duties.gained), ("不再列的部门", duties.lost)):
        paper.add_paragraph(f"{word}：{'、'.join(one.name for one in bodies) or '没有'}。")


def _add_industries(paper: Paper, comparison: Comparison) -> None:
    paper.add_heading("产业的取舍")
    rows = [_industry(one) for one in comparison.industries]
    _add_table(paper, ("去向", "产业", "甲", "乙"), rows)


def _industry(one: Industry) -> Sequence[Cell]:
    sides = [Run(STATUSES[side.status], side.citations) for side in (one.first, one.second)]
    return OUTCOMES[one.outcome], one.name, sides[0], sides[1]


def _add_wording(paper: Paper, comparison: Comparison) -> None:
    if comparison.wording is None:
        return
    paper.add_heading(f"关于“{comparison.theme}”的措辞")
    paper.add_paragraph("删去的字加删除线，新增的字加下划线。")
    for name in comparison.wording.near:
        side = "甲" if name == "first" else "乙"
        paper.add_paragraph(f"{side}没有这一主题的原词，列出的是意思相近的段落，须核对。", kind="note")
    _add_table(paper, ("甲", "乙"), [_pair(one) for one in comparison.wording.pairs])


def _pair(one: Pair) -> Sequence[Cell]:
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
