"""The tables of a briefing: tasks, indicators, enterprises and parks, rows of an answer; and the quotes."""

from collections.abc import Sequence
from typing import TypeVar

from kg.answer.alike import distinct
from kg.answer.model import AnswerRow, Citation, titled
from kg.briefing.template import Part
from kg.briefing.writer import Writer, clean
from kg.indicators.lines import Line
from kg.tasks.ledger import ROLES, Task
from kg.tasks.sheet import HEADS
from kg.tasks.workload import count_departments
from kg.wordfile import Run
from kg.wordfile.parts import Cell

One = TypeVar("One")


def write_tasks(writer: Writer, part: Part) -> None:
    """任务分工表: every task with its departments by role and its deadline."""
    tasks = writer.material.tasks
    writer.open(part, count=len(tasks), departments=len(count_departments(tasks)))
    roles = [role for role in ROLES if any(task.in_role(role) for task in tasks)]
    timed = any(task.deadline for task in tasks)
    header = ["序号", "任务", *(HEADS[role] for role in roles), *(["完成时限"] if timed else [])]
    rows: list[list[Cell]] = [
        [
            number,
            _task(writer, task),
            *("、".join(task.in_role(role)) for role in roles),
            *([task.deadline] if timed else []),
        ]
        for number, task in enumerate(_shown(writer, tasks, part), 1)
    ]
    _add(writer, header, rows, "任务分工表")


def _task(writer: Writer, task: Task) -> Run:
    return writer.run(clean(task.name), task.citations or (task.source,))


def write_indicators(writer: Writer, part: Part) -> None:
    """指标表: what was reached and what is aimed at, each figure with its citation."""
    lines = writer.material.lines
    writer.open(part, count=len(lines))
    rows: list[list[Cell]] = [
        [number, line.indicator, line.holder, *_figures(writer, line), line.nature]
        for number, line in enumerate(_shown(writer, lines, part), 1)
    ]
    header = ["序号", "指标", "对象", "已达到", "目标", "增减", "属性"]
    kept = [at for at in range(len(header)) if at < 2 or any(row[at] for row in rows)]  # no empty columns
    _add(writer, [header[at] for at in kept], [[row[at] for at in kept] for row in rows], "指标表")


def _figures(writer: Writer, line: Line) -> list[Cell]:
    columns: list[Cell] = []
    for own in (line.actuals, line.targets, line.changes):
        cell: list[Run] = []
        for one in distinct(own):
            year = f"{one.year}年" if one.year.isdigit() else one.year
            cell.append(writer.run(("\n" if cell else "") + (f"{year}：" if year else "") + one.said, [one.citation]))
        columns.append(cell)
    return columns


def write_things(writer: Writer, part: Part) -> None:
    """企业与园区: each with what ties it to the subject."""
    things = writer.material.things
    writer.open(part, count=len(things))
    rows: list[list[Cell]] = [
        [number, one.type, writer.run(one.name, one.citations), one.tie]
        for number, one in enumerate(_shown(writer, things, part), 1)
    ]
    _add(writer, ["序号", "类别", "名称", "依据"], rows, "企业与园区")


def write_answer(writer: Writer, part: Part) -> None:
    """The rows of the answer to a question."""
    rows = writer.material.answer.answers if writer.material.answer else ()
    writer.open(part, count=len(rows))
    header = ["序号", "内容", "角色", "数值", "年份"]
    cells: list[list[Cell]] = [
        [number, writer.run(clean(row.name), row.evidence), row.role, _value(row), row.year]
        for number, row in enumerate(_shown(writer, rows, part), 1)
    ]
    kept = [at for at in range(len(header)) if at < 2 or any(row[at] for row in cells)]
    _add(writer, [header[at] for at in kept], [[row[at] for at in kept] for row in cells], "逐条情况")


def _value(row: AnswerRow) -> str:
    value, unit = row.value or "", row.unit or ""
    return value if value.endswith(unit) else value + unit


def write_quotes(writer: Writer, part: Part) -> None:
    """原文摘录: the passages by document, word by word."""
    passages = writer.material.passages
    writer.open(part, count=len(passages))
    last = ""
    for one in _shown(writer, passages, part):
        if one.document_id != last:
            writer.paper.add_heading(titled(one.title), 2)
            last = one.document_id
        writer.paper.add_paragraph(_quoted(writer, one), kind="quote")


def _quoted(writer: Writer, citation: Citation) -> Run:
    return writer.run(f"“{clean(citation.quote)}”", [citation])


def _shown(writer: Writer, rows: Sequence[One], part: Part) -> Sequence[One]:
    """As many as the template wants; where that is not all, it is said."""
    if not part.most or len(rows) <= part.most:
        return rows
    writer.paper.add_paragraph(f"共{len(rows)}条，以下列出前{part.most}条。")
    return rows[: part.most]


def _add(writer: Writer, header: Sequence[str], rows: Sequence[Sequence[Cell]], name: str) -> None:
    if rows:
        writer.paper.add_table(header, rows, caption=writer.caption(name))
