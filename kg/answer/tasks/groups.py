"""Tasks counted by group, by department and by how many departments they have, and who has the most or the fewest."""

import re
from collections.abc import Mapping, Sequence

from kg.answer.asked.reading import Ask, cite, listing, merge, with_citations
from kg.answer.model import NOT_FOUND, Answer, AnswerRow, Citation, titled
from kg.answer.tasks.task_rows import Task, all_tasks, asked_role, task_rows, tasks_of_place
from kg.answer.tasks.twice_told import told_once
from kg.text.numbers import parse_number

FEWEST = re.compile(r"最少")
MOST = re.compile(r"最[多少]")
ROLES = {"牵头": "leads", "责任": "others", "配合": "supports"}
MOST_CITED = 12  # of one group or department; where there are thousands of them fewer
FEW_ASKED = 50
MANY_ROWS, FEW_CITED = 5000, 3
UNGROUPED = "未分组"
NUMERAL = r"[一单两二三四五六七八九十]|\d{1,2}"
BODIES = re.compile(  # 只有一个责任部门的任务, 责任单位只有一家的任务, 三个以上部门的任务
    rf"(?P<n>{NUMERAL})(?:个|家|一)(?P<more>及?以上)?的?(?:责任|牵头|配合|主责|承办)?(?:部门|单位)"
    rf"|(?:部门|单位)(?:只|仅)?(?:有|是|为|写了?|列了?)(?P<n2>{NUMERAL})(?:个|家)(?P<more2>及?以上)?"
    rf"|由(?P<n3>{NUMERAL})(?:个|家)(?:来|一起|共同|联合|单独|独自|独立)*(?:负责|承担|牵头)"
)
OPEN_BODIES = re.compile("(?:各|[有相]关)(?:有关|相关|职能)?(?:镇|街|乡|部门|单位|委办局|区|园|科)")
LONGEST_CELL = 60  # characters of a cell that tells bodies


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


def answer_by_bodies(ask: Ask) -> Answer | None:
    """The tasks that have as many departments as the question says (只有一个责任部门的任务), in the asked role; None for a named department's."""
    asked = BODIES.search(ask.question.text)
    number = (asked["n"] or asked["n2"] or asked["n3"]).replace("单", "一") if asked else ""
    if not asked or ask.question.entities(["Department"]):
        return None
    wanted, more = int(parse_number(number) or 0), bool(asked["more"] or asked["more2"])
    tasks = [one for one in tasks_of_place(ask, all_tasks(ask)) if not one.matter and _in_annex(ask, one)]
    counts = {one.id: _bodies(one, asked_role(ask)) for one in told_once(tasks)}
    fitting = [
        one for one in told_once(tasks) if (count := counts[one.id]) and (count >= wanted if more else count == wanted)
    ]
    said = f"{ask.question.annex}{asked_role(ask) or '责任'}部门{'至少有' if more else '有且只有'}{wanted}个的任务"
    rows = merge(row for one in fitting for row in task_rows(ask, one))
    if not rows:
        told = "规划没有逐项写明责任部门" if not any(counts.values()) else f"没有{said}"
        return Answer(ask.question.text, NOT_FOUND, ask.intent.name, f"{told}。查找的文件：{ask.scope_names()}。")
    labels = listing([f"{one.label}（{row.note}）" for one, row in zip(fitting, rows, strict=False)], "项", "；")
    return ask.answered(with_citations(f"{said}有{len(rows)}项：{labels}。", rows), rows, ask.scoped())


def _in_annex(ask: Ask, task: Task) -> bool:
    annex = ask.question.annex
    return not annex or any(annex in re.sub(r"\s", "", part) for part in task.headings)


def _bodies(task: Task, role: str) -> int:
    """How many departments a task has, in a role where one is asked for; 0 where none is told or not all are named (各镇街)."""
    cells = [cell for row in task.rows for cell in str(row.get("quote") or "").split("\t") if len(cell) <= LONGEST_CELL]
    if any(OPEN_BODIES.search(cell) for cell in cells):
        return 0
    return len(
        {row["department_id"] for row in task.rows if row.get("department_id") and role in ("", row.get("role"))}
    )


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
