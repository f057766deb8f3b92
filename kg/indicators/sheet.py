"""Indicators as tables: one row each with numbers as numbers, every figure with its source, conflicts, comparisons."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.answer.figures.alike import distinct, single_year
from kg.answer.figures.figure import KINDS, Figure
from kg.answer.model import Citation
from kg.indicators.boards import Board
from kg.indicators.conflicts import Conflict, find_conflicts
from kg.indicators.growth import Need
from kg.indicators.lines import Line
from kg.records import Document

Row = dict[str, Any]
LINES, FIGURES, CONFLICTS = "指标", "数值与出处", "两值并存"


def make_workbook(lines: Sequence[Line], boards: Sequence[Board], documents: Mapping[str, Document]) -> bytes:
    """The workbook: indicators, figures with their sources, conflicts, and a sheet for each comparison of holders."""
    from kg.workbook import to_xlsx

    return to_xlsx(make_tables(lines, boards, documents), pinned=2)


def make_tables(
    lines: Sequence[Line], boards: Sequence[Board], documents: Mapping[str, Document]
) -> dict[str, list[Row]]:
    """The tables by name; a table without rows says so."""
    conflicts = [row for one in find_conflicts(lines) for row in _conflict_rows(one)]
    return {
        LINES: [line_row(number, line) for number, line in enumerate(lines, 1)],
        FIGURES: [
            _figure_row(number, line, one, documents) for number, line in enumerate(lines, 1) for one in line.figures
        ],
        CONFLICTS: conflicts or [{"说明": "没有同一指标、同一对象、同一年份、同一口径而数值不同的"}],
        **{_name(number, board): board_rows(board) for number, board in enumerate(boards, 1)},
    }


def line_row(number: int, line: Line) -> Row:
    """An indicator as a row; `number` leads to its figures on the second sheet."""
    need, target, base = line.need, line.target, line.base
    return {
        "序号": number,
        "指标": line.indicator,
        "对象": line.holder,
        "单位": line.unit,
        "属性": line.nature,
        "口径": "、".join(line.bases),
        "基期年": single_year(base) if base else None,
        "基期值": line.number(base) if base else None,
        "目标年": (single_year(target) or target.year) if target else None,
        "目标值": (line.number(target) if target.amount is not None else target.said) if target else None,
        "目标原文": target.said if target else "",
        "需年均变化（计算所得）": _per_year(need),
        "变化单位": ("百分点/年" if need.in_points else "%/年（复合增长率）")
        if need and need.per_year is not None
        else "",
        "计算说明": _told(line),
        "文中增速": "；".join(dict.fromkeys(_dated(one) for one in line.changes)),
        "各年实际": "；".join(_dated(one) for one in distinct(line.actuals)),
        "各年目标": "；".join(_dated(one) for one in distinct(line.targets)),
        "目标与完成": "；".join(reached_texts(line)),
        "文件数": len(line.documents),
    }


def reached_texts(line: Line) -> list[str]:
    """「2025年目标400家，实际412家，相差+12家」, one a target whose year's actual value is known."""
    return [
        f"{aim.year}年目标{aim.said}，实际{real.said}，相差{round(between.difference, 6):+g}{between.unit}"
        for aim, real, between in line.reached
    ]


def _told(line: Line) -> str:
    """How the change was computed, or why it was not."""
    need = line.need
    if need is None:
        return "没有目标值"
    if need.per_year is None or need.base is None:
        return need.why
    years = f"{need.base.year}—{need.target.year}年"
    shape = "（目标-基期）÷年数" if need.in_points else "（目标÷基期）^（1÷年数）-1"
    rough = f"，{need.bound}" if need.bound else ""
    return f"计算所得：{years}，{need.base.said}→{need.target.said}，{shape}={need.said}{rough}"


def _per_year(need: Need | None) -> float | None:
    """The change a year in the unit that the column beside it names."""
    if need is None or need.per_year is None:
        return None
    return round(need.per_year if need.in_points else 100 * need.per_year, 2)


def _dated(figure: Figure) -> str:
    year = f"{figure.year}年" if single_year(figure) else figure.year or "未注明年份"
    return f"{year} {figure.said}" + (f"（{figure.basis}）" if figure.basis else "")


def _figure_row(number: int, line: Line, figure: Figure, documents: Mapping[str, Document]) -> Row:
    document = documents[figure.citation.document_id]
    return {
        "序号": number,
        "指标": line.indicator,
        "对象": line.holder,
        "年份": single_year(figure) or figure.year,
        "类别": KINDS.get(figure.kind, figure.kind),
        "数值": figure.number,
        "单位": figure.unit,
        "原文数值": figure.said,
        "口径": figure.basis,
        "属性": figure.nature,
        "地区": document.metadata.get("region", ""),
        "层级": document.metadata.get("level", ""),
        **source_cells(figure.citation),
    }


def source_cells(citation: Citation) -> Row:
    """Where a figure stands: the citation as officials write it, the quote, and its place in the file."""
    return {
        "出处": citation.official,
        "引文": citation.quote.replace("\t", " | "),
        "文件": citation.document,
        "起": citation.start,
        "止": citation.end,
    }


def _conflict_rows(conflict: Conflict) -> Iterable[Row]:
    for side in conflict.sides:
        for one in side:
            yield {
                "指标": conflict.line.indicator,
                "对象": conflict.line.holder,
                "年份": int(conflict.year),
                "类别": KINDS[conflict.kind],
                "口径": conflict.basis,
                "数值": conflict.line.number(one),
                "单位": conflict.line.unit,
                "原文数值": one.said,
                **source_cells(one.citation),
            }


def board_rows(board: Board) -> list[Row]:
    """Holders down, indicators across, numbers as numbers; a value that is not single stays empty."""
    return [{"对象": holder, **{one.head: one.number(holder) for one in board.columns}} for holder in board.holders]


def _name(number: int, board: Board) -> str:
    year = f"{board.year}年" if board.year.isdigit() else board.year or "未注明年份"
    return f"对象比较{number} {year}{KINDS[board.kind]}"
