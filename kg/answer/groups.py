"""Tasks counted by group and by department, and who has the most or the fewest."""

import re
from collections.abc import Mapping, Sequence

from kg.answer.model import Answer, AnswerRow, Citation, titled
from kg.answer.reading import Ask, cite, listing, with_citations
from kg.answer.task_rows import ROLES, asked_role

FEWEST = re.compile(r"最少")
MOST = re.compile(r"最[多少]")
UNGROUPED = "未分组"


def answer_per_group(ask: Ask) -> Answer | None:
    """How many tasks stand under each heading, in the plan's order; the largest or smallest alone where asked for."""
    params = ask.scoped()
    evidence = _by(ask, ask.rows(params, "tasks_of_plan"), "document_id", "group_name")
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
                    f"{key} {group}",
                    value=str(row["n"]),
                    unit="项",
                    group=title,
                    evidence=evidence[key, group],
                )
            )
    if not rows:
        return None
    if MOST.search(ask.question.text):
        return _most(ask, rows, params, "组")
    titles = list(dict.fromkeys(str(row.group) for row in rows))
    said = "；".join(
        f"{title}分{sum(row.group == title for row in rows)}组：{'、'.join(_counted(row) for row in rows if row.group == title)}"
        for title in titles
    )
    return ask.answered(with_citations(f"{said}。", rows), rows, params)


def answer_per_department(ask: Ask) -> Answer | None:
    """How many tasks each department has, by role; the busiest or the least busy alone where asked for."""
    params = ask.scoped()
    role = asked_role(ask)
    counts: dict[str, dict[str, int]] = {}
    names: dict[str, str] = {}
    for row in ask.rows(params):
        key = str(row["department_id"])
        names[key] = str(row["department"])
        counts.setdefault(key, {})[str(row["role"] or "责任")] = int(str(row["n"]))
    facts = ask.rows(ask.scoped(ids=list(names)), "tasks_of_department") if names else []
    tasks: dict[str, set[str]] = {}
    for row in facts:
        if not role or row["role"] == role:
            tasks.setdefault(str(row["department_id"]), set()).add(str(row["task_id"]))
    kept = [row for row in facts if not role or row["role"] == role]
    evidence = _by(ask, kept, "department_id")
    rows = [
        AnswerRow(
            names[key],
            "Department",
            key,
            value=str(len(tasks[key])),
            unit="项",
            note=_roles({role: len(tasks[key])} if role else counts[key]),
            evidence=evidence[(key,)],
        )
        for key in sorted(tasks, key=lambda key: (-len(tasks[key]), names[key]))
        if (key,) in evidence
    ]
    if not rows:
        return None
    if MOST.search(ask.question.text):
        return _most(ask, rows, params, "个部门")
    what = f"{role}任务" if role else "任务"
    said = listing([_counted(row) for row in rows], "个部门")
    return ask.answered(with_citations(f"承担{what}的部门有{len(rows)}个：{said}。", rows), rows, params)


def _most(ask: Ask, rows: Sequence[AnswerRow], params: Mapping[str, object], unit: str) -> Answer:
    fewest = bool(FEWEST.search(ask.question.text))
    counts = [int(row.value or 0) for row in rows]
    end = min(counts) if fewest else max(counts)
    best = [row for row in rows if int(row.value or 0) == end]
    names = listing([f"{row.name}（{row.note}）" if row.note else f"{row.name}（{row.group}）" for row in best], "个")
    role = asked_role(ask)
    text = f"{role}任务最{'少' if fewest else '多'}的是{names}，{end}项；共比较{len(rows)}{unit}。"
    return ask.answered(with_citations(text, best), best, params)


def _counted(row: AnswerRow) -> str:
    return f"{row.name}{row.value}项"


def _roles(counts: Mapping[str, int]) -> str:
    order = sorted(counts, key=lambda role: ROLES.index(role) if role in ROLES else len(ROLES))
    return "、".join(f"{role}{counts[role]}项" for role in order)


def _by(ask: Ask, rows: Sequence[Mapping[str, object]], *keys: str) -> dict[tuple[str, ...], tuple[Citation, ...]]:
    """The citations of the rows, by the values of some columns; rows whose quote does not hold give none."""
    found: dict[tuple[str, ...], dict[Citation, None]] = {}
    for row in rows:
        if citation := cite(row, ask.context.documents):
            found.setdefault(tuple(str(row[key] or "") for key in keys), {})[citation] = None
    return {key: tuple(citations) for key, citations in found.items()}
