"""The tables of a briefing: tasks, indicators, enterprises and parks, rows of an answer; and the quotes."""

from collections.abc import Sequence

from kg.answer.figures.alike import distinct
from kg.answer.model import AnswerRow, Citation, titled
from kg.briefing.template import Part
from kg.briefing.writer import Writer, clean, cut, shown
from kg.comparing.outlines import bare
from kg.indicators.lines import Line
from kg.tasks.ledger import ROLES, Task
from kg.tasks.sheet import HEADS
from kg.tasks.workload import count_departments
from kg.text.normalize import quoted
from kg.wordfile import Run
from kg.wordfile.parts import Cell

UNSAID = "未写明"
STOPS = "。；，;,"


def write_tasks(writer: Writer, part: Part) -> None:
    """任务分工表: every task with its departments by role and its deadline."""
    tasks = writer.material.tasks
    writer.open(part, more=cut(len(tasks), part), count=len(tasks), departments=len(count_departments(tasks)))
    listed = shown(tasks, part)
    roles = [role for role in ROLES if any(task.in_role(role) for task in tasks)]
    timed = any(task.deadline for task in tasks)
    header = ["序号", "任务", *(HEADS[role] for role in roles), *(["完成时限"] if timed else [])]
    rows: list[list[Cell]] = [
        [
            number,
            _task(writer, task),
            *("、".join(task.in_role(role)) or ("" if task.duties or role != roles[0] else UNSAID) for role in roles),
            *([task.deadline] if timed else []),
        ]
        for number, task in enumerate(listed, 1)
    ]
    _add(writer, header, rows, "任务分工表")
    writer.tabled = tuple(listed)


def _task(writer: Writer, task: Task) -> Run:
    return writer.run(clean(task.name), task.citations or (task.source,))


def write_indicators(writer: Writer, part: Part) -> None:
    """指标表: what was reached and what is aimed at, each figure with its citation."""
    lines = writer.material.lines
    writer.open(part, more=cut(len(lines), part), count=len(lines))
    rows: list[list[Cell]] = [
        [number, line.indicator, line.holder, *_figures(writer, line), line.nature]
        for number, line in enumerate(shown(lines, part), 1)
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
    writer.open(part, more=cut(len(things), part), count=len(things))
    rows: list[list[Cell]] = [
        [number, one.type, writer.run(one.name, one.citations), one.tie]
        for number, one in enumerate(shown(things, part), 1)
    ]
    _add(writer, ["序号", "类别", "名称", "依据"], rows, "企业与园区")


def write_answer(writer: Writer, part: Part) -> None:
    """The rows of the answer to a question; those that are tasks alone stand in their own table, where there is one."""
    rows = writer.material.answer.answers if writer.material.answer else ()
    tasks = {task.id for task in writer.material.tasks} if writer.with_tasks else set()
    if rows and {row.entity_id for row in rows} <= tasks:
        writer.open(part, more="均为任务，列入任务分工表。", count=len(rows))
        return
    writer.open(part, more=cut(len(rows), part), count=len(rows))
    header = ["序号", "内容", "角色", "数值", "年份"]
    cells: list[list[Cell]] = [
        [number, writer.run(clean(row.name), row.evidence), row.role, _value(row), row.year]
        for number, row in enumerate(shown(rows, part), 1)
    ]
    kept = [at for at in range(len(header)) if at < 2 or any(row[at] for row in cells)]
    _add(writer, [header[at] for at in kept], [[row[at] for at in kept] for row in cells], "逐条情况")


def _value(row: AnswerRow) -> str:
    value, unit = row.value or "", row.unit or ""
    return value if value.endswith(unit) else value + unit


def write_quotes(writer: Writer, part: Part) -> None:
    """原文摘录: the passages by document, word by word, without those that the table of tasks holds in full."""
    passages = writer.material.passages
    left = [one for one in passages if not any(_tells(task, one) for task in writer.tabled)]
    listed = len(passages) - len(left)
    told = f"其中{listed}段已列入任务分工表，不再重复。" if listed else ""
    writer.open(part, more=told + cut(len(left), part), count=len(passages))
    last = ""
    for one in shown(left, part, group=lambda one: one.document_id):
        if one.document_id != last:
            writer.paper.add_heading(titled(one.title), 2)
            last = one.document_id
        writer.paper.add_paragraph(_quoted(writer, one), kind="quote")


def _quoted(writer: Writer, citation: Citation) -> Run:
    return writer.run(quoted(clean(citation.quote)), [citation])


def _tells(task: Task, passage: Citation) -> bool:
    """Whether a row of the table of tasks says all of a passage: it is the task itself, or no more than who does it."""
    if task.document_id != passage.document_id:
        return False
    if bare(max(passage.quote.split("\t"), key=len)).rstrip(STOPS) == task.name.rstrip(STOPS):
        return True
    apart = passage.end <= task.source.start or task.source.end <= passage.start
    return apart and any(one.start <= passage.start and passage.end <= one.end for one in task.citations)


def _add(writer: Writer, header: Sequence[str], rows: Sequence[Sequence[Cell]], name: str) -> None:
    if rows:
        writer.paper.add_table(header, rows, caption=writer.caption(name))
