"""Tasks counted by group and by department, and who has the most or the fewest."""

import re
from collections.abc import Mapping, Sequence

from kg.answer.asked.reading import Ask, cite, listing, with_citations
from kg.answer.model import Answer, AnswerRow, Citation, titled
from kg.answer.tasks.task_rows import all_tasks, asked_role

FEWEST = re.compile(r"最少")
MOST = re.compile(r"最[多少]")
ROLES = {"牵头": "leads", "责任": "others", "配合": "supports"}
MOST_CITED = 12  # of one group or department; where there are thousands of them fewer
FEW_ASKED = 50
MANY_ROWS, FEW_CITED = 5000, 3
UNGROUPED = "未分组"


def answer_per_group(ask: Ask) -> Answer | None:
    """How many tasks stand under each heading, in the plan's order; the largest or smallest alone where asked for."""
    params = ask.scoped()
    evidence = _by(ask, [row for task in all_tasks(ask) for row in task.rows], "document_id", "group_name")
    rows = []
    for row in ask.rows(params):
        key, group = str(row["document_id"]), str(row["group_name"] or "")
        if (key, group) in evidence:
            title = titled(ask.context.documents[key].title)
            name = group or UNGROUPED
            rows.append(
                AnswerRow(
                    name,
                    "Group",
                    value=str(row["n"]),
                    unit="项",
                    group=title,
                    evidence=evidence[key, group],
                )
            )
    if not rows:
        return None
    if MOST.search(ask.question.text):
        return _most(ask, rows, params, f"{len(rows)}组")
    titles = list(dict.fromkeys(str(row.group) for row in rows))
    said = "；".join(
        f"{title}分{sum(row.group == title for row in rows)}组：{'、'.join(_counted(row) for row in rows if row.group == title)}"
        for title in titles
    )
    return ask.answered(with_citations(f"{said}。", rows), rows, params)


def answer_per_department(ask: Ask) -> Answer | None:
    """How many tasks each department has, by role; the busiest or the least busy alone where asked for."""
    role = asked_role(ask)
    params = ask.scoped(roles=[role] if role else [])
    counts = ask.rows(params)
    compared = len(counts)
    if MOST.search(ask.question.text):
        counts = _ends(ask, counts)
    ids = [str(row["department_id"]) for row in counts]
    facts = _facts(ask, ids)
    evidence = _by(ask, [row for row in facts if not role or row["role"] == role], "department_id")
    rows = [
        AnswerRow(
            str(row["department"]),
            "Department",
            key,
            value=str(row["n"]),
            unit="项",
            note=_roles(row),
            evidence=evidence[(key,)],
        )
        for key, row in zip(ids, counts, strict=True)
        if (key,) in evidence
    ]
    if not rows:
        return None
    if MOST.search(ask.question.text):
        return _most(ask, rows, params, f"{compared}个部门")
    what = f"{role}任务" if role else "任务"
    said = listing([_counted(row) for row in rows], "个部门")
    return ask.answered(with_citations(f"承担{what}的部门有{len(rows)}个：{said}。", rows), rows, params)


def _facts(ask: Ask, ids: Sequence[str]) -> Sequence[Mapping[str, object]]:
    """Who is responsible for what, of a few departments by their query; of many out of all tasks, which are read once."""
    if len(ids) <= FEW_ASKED:
        return ask.rows(ask.scoped(ids=ids), "tasks_of_department") if ids else []
    return [row for task in all_tasks(ask) for row in task.rows if row.get("department_id")]


def _ends(ask: Ask, counts: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    """The rows of the largest count, of the smallest where that is asked for."""
    numbers = [int(str(row["n"])) for row in counts]
    end = (min if FEWEST.search(ask.question.text) else max)(numbers, default=0)
    return [row for row, number in zip(counts, numbers, strict=True) if number == end]


def _most(ask: Ask, rows: Sequence[AnswerRow], params: Mapping[str, object], compared: str) -> Answer:
    fewest = bool(FEWEST.search(ask.question.text))
    counts = [int(row.value or 0) for row in rows]
    end = min(counts) if fewest else max(counts)
    best = [row for row in rows if int(row.value or 0) == end]
    names = listing([f"{row.name}（{row.note}）" if row.note else f"{row.name}（{row.group}）" for row in best], "个")
    role = asked_role(ask)
    text = f"{role}任务最{'少' if fewest else '多'}的是{names}，{end}项；共比较{compared}。"
    return ask.answered(with_citations(text, best), best, params)


def _counted(row: AnswerRow) -> str:
    return f"{row.name}{row.value}项"


def _roles(row: Mapping[str, object]) -> str:
    """「牵头5项、配合3项」; roles without a task are left out."""
    return "、".join(f"{name}{row[key]}项" for name, key in ROLES.items() if int(str(row[key])))


def _by(ask: Ask, rows: Sequence[Mapping[str, object]], *keys: str) -> dict[tuple[str, ...], tuple[Citation, ...]]:
    """The first citations of the rows, by the values of some columns; rows whose quote does not hold give none."""
    found: dict[tuple[str, ...], dict[Citation, None]] = {}
    most = FEW_CITED if len(rows) > MANY_ROWS else MOST_CITED
    for row in rows:
        kept = found.setdefault(tuple(str(row[key] or "") for key in keys), {})
        if len(kept) < most and (citation := cite(row, ask.context.documents)):
            kept[citation] = None
    return {key: tuple(citations) for key, citations in found.items() if citations}
