"""A comparison as tables of rows: each row says what became of a thing, and cites both sides."""

from collections.abc import Iterable, Sequence
from typing import Any

from kg.answer.figures.figure import KINDS, Figure
from kg.answer.model import Citation
from kg.comparing.comparison import Comparison
from kg.comparing.duties import Body, Duties, Duty
from kg.comparing.indicators import Beside, Indicators
from kg.comparing.industries import STATUSES, Industry
from kg.comparing.outlines import Lone, Outlines
from kg.comparing.wording import Pair

Row = dict[str, Any]
KEPT, DROPPED, ADDED = "保留", "不再提", "新增"
OUTCOMES = {"new": ADDED, "gone": DROPPED, "kept": KEPT}
TINTS = {ADDED: "DCEFE1", DROPPED: "F7D4D0"}
NONE = {"说明": "两边都没有"}


def make_workbook(comparison: Comparison) -> bytes:
    """The comparison as a workbook, a sheet a part; numbers are numbers, every row has both sources."""
    from kg.workbook import to_xlsx

    return to_xlsx(make_tables(comparison), tints=TINTS, pinned=2)


def make_tables(comparison: Comparison) -> dict[str, Sequence[Row]]:
    """The tables by name; one without rows says so."""
    sides = comparison.first.label, comparison.second.label
    tables: dict[str, Sequence[Row]] = {
        "对比双方": [
            {"": "甲", "名称": sides[0], "文件": _names(comparison, 0)},
            {"": "乙", "名称": sides[1], "文件": _names(comparison, 1)},
        ],
        "提纲": outline_rows(comparison.outlines),
        "指标": indicator_rows(comparison.indicators),
        "任务": task_rows(comparison.duties),
        "部门": [body_row(one) for one in comparison.duties.bodies],
        "产业": [industry_row(one) for one in comparison.industries],
    }
    if comparison.wording:
        tables["措辞"] = [wording_row(one) for one in comparison.wording.pairs]
    return {name: rows or [NONE] for name, rows in tables.items()}


def _names(comparison: Comparison, place: int) -> str:
    return "\n".join(one.name for one in (comparison.first, comparison.second)[place].documents)


def sources(citations: Iterable[Citation]) -> str:
    """Where things stand, each place once."""
    return "\n".join(dict.fromkeys(one.official for one in citations))


def outline_rows(outlines: Outlines) -> list[Row]:
    """Themes kept, dropped, added."""
    kept = [
        {
            "去向": KEPT,
            "甲标题": one.first.citation.quote,
            "乙标题": one.second.citation.quote,
            "把握": "同题" if one.sure else "意思相近，须核对",
            "最接近的标题": "",
            "甲出处": one.first.citation.official,
            "乙出处": one.second.citation.official,
        }
        for one in outlines.kept
    ]
    return [
        *kept,
        *(_lone_row(one, DROPPED) for one in outlines.dropped),
        *(_lone_row(one, ADDED) for one in outlines.added),
    ]


def _lone_row(one: Lone, outcome: str) -> Row:
    first = outcome == DROPPED
    return {
        "去向": outcome,
        "甲标题": one.heading.citation.quote if first else "",
        "乙标题": "" if first else one.heading.citation.quote,
        "把握": "",
        "最接近的标题": one.nearest.citation.quote if one.nearest else "",
        "甲出处": one.heading.citation.official if first else "",
        "乙出处": "" if first else one.heading.citation.official,
    }


def indicator_rows(indicators: Indicators) -> list[Row]:
    """Indicators of both sides with the change, then those that only one side sets a target for."""
    return [
        *(_beside_row(one) for one in indicators.both),
        *(_figure_row(one, DROPPED) for one in indicators.dropped),
        *(_figure_row(one, ADDED) for one in indicators.added),
    ]


def _beside_row(one: Beside) -> Row:
    between = one.between
    return {
        **_indicator_cells(KEPT, one.indicator, one.holder, one.first, one.second),
        "增减": round(between.difference, 6) if between else None,
        "增减单位": between.unit if between else "",
        "倍数": round(between.ratio, 4) if between and between.ratio is not None else None,
        "说明": one.why or one.caution,
        **_indicator_sources(one.first, one.second),
    }


def _figure_row(one: Figure, outcome: str) -> Row:
    first, second = (one, None) if outcome == DROPPED else (None, one)
    return {
        **_indicator_cells(outcome, one.indicator, one.of, first, second),
        "增减": None,
        "增减单位": "",
        "倍数": None,
        "说明": "另一方没有读出同名指标",
        **_indicator_sources(first, second),
    }


def _indicator_cells(outcome: str, name: str, holder: str, first: Figure | None, second: Figure | None) -> Row:
    cells: Row = {"去向": outcome, "指标": name, "对象": holder}
    for side, one in (("甲", first), ("乙", second)):
        cells |= {
            f"{side}年份": (int(one.year) if one.year.isdigit() else one.year) if one else None,
            f"{side}类别": KINDS[one.kind] if one else "",
            f"{side}数值": one.number if one else None,
            f"{side}单位": one.unit if one else "",
            f"{side}原文": one.said if one else "",
        }
    return cells


def _indicator_sources(first: Figure | None, second: Figure | None) -> Row:
    cells: Row = {}
    for side, one in (("甲", first), ("乙", second)):
        cells |= {
            f"{side}出处": one.citation.official if one else "",
            f"{side}引文": one.citation.quote.replace("\t", " | ") if one else "",
        }
    return cells


def task_rows(duties: Duties) -> list[Row]:
    """Tasks of both sides with their departments, then those of one side."""
    taken = [
        {
            **_task_cells(KEPT, one.first, one.second),
            "把握": "同一任务" if one.sure else "意思相近，须核对",
            "增加的部门": "、".join(one.gained),
            "减少的部门": "、".join(one.lost),
            **_task_sources(one.first, one.second),
        }
        for one in duties.taken
    ]
    lone = [(DROPPED, one, None) for one in duties.dropped] + [(ADDED, None, one) for one in duties.added]
    rest = [
        {**_task_cells(*each), "把握": "", "增加的部门": "", "减少的部门": "", **_task_sources(each[1], each[2])}
        for each in lone
    ]
    return [*taken, *rest]


def _task_cells(outcome: str, first: Duty | None, second: Duty | None) -> Row:
    return {
        "去向": outcome,
        "甲任务": first.task.name if first else "",
        "乙任务": second.task.name if second else "",
        "甲部门": first.who if first else "",
        "乙部门": second.who if second else "",
    }


def _task_sources(first: Duty | None, second: Duty | None) -> Row:
    return {
        "甲出处": sources(first.citations) if first else "",
        "乙出处": sources(second.citations) if second else "",
    }


def body_row(one: Body) -> Row:
    """A department with its tasks on both sides."""
    outcome = ADDED if not one.first else DROPPED if not one.second else KEPT
    return {
        "去向": outcome,
        "部门": one.name,
        "甲任务数": one.first.total(),
        "乙任务数": one.second.total(),
        "增减": one.second.total() - one.first.total(),
        "甲其中": _roles(one.first),
        "乙其中": _roles(one.second),
        "甲出处": sources(one.citations[0]),
        "乙出处": sources(one.citations[1]),
    }


def _roles(counts: "dict[str, int]") -> str:
    return "、".join(f"{role}{count}" for role, count in counts.items())


def industry_row(one: Industry) -> Row:
    """An industry with how both sides stand to it."""
    return {
        "去向": OUTCOMES[one.outcome],
        "产业": one.name,
        "甲": STATUSES[one.first.status],
        "甲次数": one.first.mentions,
        "乙": STATUSES[one.second.status],
        "乙次数": one.second.mentions,
        "甲出处": sources(one.first.citations),
        "乙出处": sources(one.second.citations),
    }


def wording_row(one: Pair) -> Row:
    """A pair of sentences; what only one side has stands in brackets, put in after ＋, left out after －."""
    return {
        "甲": marked(one.first, one.left_out, "－"),
        "乙": marked(one.second, one.put_in, "＋"),
        "甲出处": one.first.official if one.first else "",
        "乙出处": one.second.official if one.second else "",
    }


def marked(citation: Citation | None, spans: Sequence[tuple[int, int]], sign: str) -> str:
    """A quote with the spans as 【＋…】; '' where there is none."""
    if citation is None:
        return ""
    text, at, parts = citation.quote, 0, []
    for start, end in spans:
        parts += [text[at:start], f"【{sign}{text[start:end]}】"]
        at = end
    return "".join([*parts, text[at:]]).replace("\t", " | ")
