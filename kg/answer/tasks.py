"""Questions about who does what: tasks of a department, departments of a theme, one task, tasks without a lead."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.answer.folding import fold, pairs, rarity, share, weigh
from kg.answer.model import AMBIGUOUS, Answer, AnswerRow, Citation
from kg.answer.question import ANNEX
from kg.answer.reading import Ask, cite, merge, text_of, with_citations
from kg.text.numbers import parse_number

TASK_WORDS = re.compile(
    "重点|具体|主要|任务|工作|负责|承担|牵头|配合|协办|主责|责任|部门|单位|机构|委办局|分工|安排|作为|名下|职责|出来|清单|单独|独立|独自|事项|主管|承办|组织|落实|一步|进行|开展|方面|相关|有关"
)
ALONE = re.compile("单独|独立|独自|只由|仅由|一家负责")
NUMBER = re.compile(r"(?:第|任务)\s*(\d+|[一二三四五六七八九十]+)")
WORD_SHARE = 0.5  # of a theme's words that a task must hold
NEAR_BEST = 0.65  # of the best task's share that another task must reach
MEANING = 0.86  # cosine from which e5 puts a short theme and a task together
SHOWN_TASKS = 3
TASK_TEXT = 60


@dataclass(frozen=True)
class Task:
    """One task with its departments as the graph has them."""

    id: str
    name: str
    number: str
    group: str
    document_id: str
    rows: tuple[dict[str, object], ...]

    @property
    def is_assigned(self) -> bool:
        """Whether any department is responsible for it."""
        return any(row.get("department") for row in self.rows)

    @property
    def text(self) -> str:
        """What a theme is compared with: the heading over the task and the task."""
        return f"{self.group} {self.name}"

    @property
    def label(self) -> str:
        """第12项「…」 or the task's own words."""
        words = self.name if len(self.name) <= TASK_TEXT else self.name[:TASK_TEXT] + "…"
        return f"第{self.number}项“{words}”" if self.number else f"“{words}”"


def answer_department(ask: Ask) -> Answer | None:
    """All tasks of the department that the question names, kept to a role, a theme or sole responsibility."""
    params = ask.scoped(ids=ask.ids())
    rows = ask.rows(params)
    if unclear := _unclear(ask, rows):
        return unclear
    tasks = _kept(ask, _tasks(rows))
    made = merge(row for task in tasks for row in _task_rows(ask, task))
    if not made:
        return None
    departments = "、".join(dict.fromkeys(str(row["department"]) for row in rows))
    names = "；".join(f"{i}.{task.label}" if not task.number else task.label for i, task in enumerate(tasks, 1))
    return ask.answered(with_citations(f"{departments}承担的任务有{len(made)}项：{names}。", made), made, params)


def _unclear(ask: Ask, rows: Sequence[Mapping[str, object]]) -> Answer | None:
    """Asks back where a short name (科委) means departments of about as many tasks each."""
    short = [link for link in ask.question.links if not link.whole and len(link.of_type(["Department"])) > 1]
    names = {str(row["department_id"]): str(row["department"]) for row in rows}
    counts = {key: len({row["task_id"] for row in rows if row["department_id"] == key}) for key in names}
    if not short or len(set(names.values())) < 2 or 2 * min(counts.values()) < max(counts.values()):
        return None
    words = short[0].text
    said = sorted(set(names.values()))
    text = ask.asking.message("ambiguous", words=words, n=len(said), names="、".join(said))
    suggestions = tuple(ask.question.text.replace(words, name) for name in said)
    return Answer(ask.question.text, AMBIGUOUS, ask.intent.name, text, suggestions=suggestions)


def answer_theme(ask: Ask) -> Answer | None:
    """The departments of every task that fits the theme by words, by CONCERNS or by meaning, each with its role."""
    tasks = [task for task in _tasks(ask.rows(ask.scoped(), "tasks_of_plan")) if task.is_assigned]
    chosen = choose_tasks(ask, tasks)
    if not chosen:
        return None
    params = ask.scoped(ids=[task.id for task, _ in chosen])
    ways = {task.id: way for task, way in chosen}
    made = []
    for row in ask.rows(params):
        if not _role_fits(ask, row):
            continue
        citation = cite(row, ask.context.documents)
        if citation:
            made.append(_department_row(row, citation, ways[str(row["task_id"])]))
    rows = merge(made)
    return ask.answered(_theme_sentence(ask, [task for task, _ in chosen], rows), rows, params) if rows else None


def answer_number(ask: Ask) -> Answer | None:
    """The task of a number with its departments, in every plan that has one."""
    match = NUMBER.search(ANNEX.sub("", ask.question.text))
    number = int(parse_number(match[1]) or 0) if match else 0
    params = ask.scoped(number=str(number))
    tasks = _tasks(ask.rows(params))
    made = merge(row for task in tasks for row in _task_rows(ask, task))
    if not made:
        return None
    sentence = "；".join(f"{task.label}，{_departments_text(task)}" for task in tasks)
    return ask.answered(with_citations(f"{sentence}。", made), made, params)


def answer_no_lead(ask: Ask) -> Answer | None:
    """The tasks for which no lead is named, with the departments they have; says so where a plan names no lead at all."""
    params: dict[str, object] = ask.scoped(roles=["牵头"])
    missing = {str(row["task_id"]) for row in ask.rows(params)}
    tasks = list(_tasks(ask.rows(ask.scoped(), "tasks_of_plan")))
    without = [task for task in tasks if task.id in missing]
    made = merge(row for task in without for row in _task_rows(ask, task))
    if not made:
        return None
    whole = "（所查规划只写责任部门，未区分牵头与配合）" if len(without) == len(tasks) else ""
    names = "；".join(task.label for task in without)
    return ask.answered(with_citations(f"没有写明牵头单位的任务有{len(made)}项{whole}：{names}。", made), made, params)


def choose_tasks(ask: Ask, tasks: Sequence[Task]) -> list[tuple[Task, str]]:
    """The tasks that fit the question's theme, each with the way it was found."""
    theme = theme_words(ask)
    if not theme:
        return []
    weights = rarity(task.text for task in tasks)
    about = _about(ask, theme)
    shares = {task.id: _share(theme, task.text, weights) for task in tasks}
    best = max(shares.values(), default=0.0)
    chosen = []
    for task in tasks:
        if task.id in about:
            chosen.append((task, f"涉及“{about[task.id]}”"))
        elif shares[task.id] >= max(WORD_SHARE, best * NEAR_BEST):
            chosen.append(
                (task, f"含“{'、'.join(word for word in theme if fold(word) in fold(task.text)) or ''.join(theme)}”")
            )
    return chosen or _by_meaning(ask, tasks, theme)


def theme_words(ask: Ask) -> tuple[str, ...]:
    """What a question about tasks is about: its words without departments and the words of responsibility."""
    text = ask.question.folded
    named = {
        fold(word)
        for link in ask.question.links
        for word in [link.text]
        if link.of_type(["Department"]) and ask.intent.handler == "tasks"
    }
    titles = fold("".join(ask.context.documents[key].title for key in ask.question.documents))
    words = [word for word in ask.question.words if not TASK_WORDS.fullmatch(word) and word in text]
    return tuple(
        word for word in words if word not in titles and not any(word in name or name in word for name in named)
    )


def _share(theme: Sequence[str], text: str, weights: Mapping[str, float]) -> float:
    """The weighted share of the theme's words that a task holds, a word counting by its two-character pieces."""
    held = set(pairs(text))
    wanted = [(weigh(pairs(word), weights), share(word, text), word) for word in theme]
    total = sum(weight for weight, _, _ in wanted) or 1.0
    return sum(weight * (part if part >= 0.5 else 0.0) for weight, part, _ in wanted if held) / total


def _about(ask: Ask, theme: Sequence[str]) -> dict[str, str]:
    """Tasks that CONCERN what the question names, where the name is most of the theme."""
    joined = "".join(theme)
    links = [
        link
        for link in ask.question.links
        if len(link.text) * 2 > len(joined) and not link.of_type(["Department", "Region"])
    ]
    ids = [entity.id for link in links for entity in link.entities]
    rows = ask.rows(ask.scoped(ids=ids), "tasks_about") if ids else []
    return {str(row["task_id"]): str(row["entity"]) for row in rows}


def _by_meaning(ask: Ask, tasks: Sequence[Task], theme: Sequence[str]) -> list[tuple[Task, str]]:
    if not tasks:
        return []
    cosines = ask.context.similarity("".join(theme), [task.text for task in tasks])
    best = max(cosines)
    return [
        (task, f"与“{''.join(theme)}”语义相近")
        for task, cosine in zip(tasks, cosines, strict=True)
        if cosine >= max(MEANING, best - 0.01)
    ][:3]


def _tasks(rows: Iterable[dict[str, object]]) -> list[Task]:
    grouped: dict[str, list[dict[str, object]]] = {}
    for row in rows:
        grouped.setdefault(str(row["task_id"]), []).append(row)
    return [
        Task(
            key,
            str(group[0]["task"]),
            str(group[0]["number"] or ""),
            str(group[0]["group_name"] or ""),
            str(group[0]["document_id"] or ""),
            tuple(group),
        )
        for key, group in grouped.items()
    ]


def _kept(ask: Ask, tasks: list[Task]) -> list[Task]:
    tasks = [task for task in tasks if any(_role_fits(ask, row) for row in task.rows)]
    if ALONE.search(ask.question.text):
        others = _tasks(ask.rows({"ids": [task.id for task in tasks]}, "departments_of_theme"))
        single = {task.id for task in others if len({row["department_id"] for row in task.rows}) == 1}
        tasks = [task for task in tasks if task.id in single]
    theme = theme_words(ask)
    titles = {
        task.document_id: fold(ask.context.documents[task.document_id].title)
        for task in tasks
        if task.document_id in ask.context.documents
    }
    theme = tuple(word for word in theme if not any(word in title for title in titles.values()))
    fitting = [task for task in tasks if theme and all(share(word, task.text) >= 0.5 for word in theme)]
    return fitting or tasks


def _role_fits(ask: Ask, row: Mapping[str, object]) -> bool:
    """Whether the department's role is the one asked for; a plan that tells no roles apart fits every question."""
    role, text = str(row.get("role") or ""), ask.question.text
    lead = any(word in text for word in ask.asking.words["lead"])
    support = any(word in text for word in ask.asking.words["support"])
    if lead == support or role not in {"牵头", "配合"}:
        return True
    return role == ("牵头" if lead else "配合")


def _task_rows(ask: Ask, task: Task) -> list[AnswerRow]:
    citations = [citation for row in task.rows if (citation := cite(row, ask.context.documents))]
    roles = sorted({str(row["role"]) for row in task.rows if row.get("role")})
    departments = "、".join(dict.fromkeys(str(row["department"]) for row in task.rows if row.get("department")))
    row = AnswerRow(
        task.name, "Task", task.id, number=task.number or None, group=task.group or None, note=departments or None
    )
    if not citations and any(row.get("quote") for row in task.rows):
        return []
    return [replace(row, role="、".join(roles) or None, evidence=tuple(dict.fromkeys(citations)))]


def _department_row(row: Mapping[str, object], citation: Citation, way: str) -> AnswerRow:
    number = text_of(row.get("number"))
    return AnswerRow(
        name=str(row["department"]),
        type="Department",
        entity_id=str(row["department_id"]),
        role=text_of(row.get("role")),
        group=text_of(row.get("group_name")),
        note=f"第{number}项，{way}" if number else way,
        evidence=(citation,),
    )


def _departments_text(task: Task) -> str:
    roles: dict[str, list[str]] = {}
    for row in task.rows:
        if row.get("department"):
            names = roles.setdefault(str(row.get("role") or "责任"), [])
            if str(row["department"]) not in names:
                names.append(str(row["department"]))
    said = "，".join(f"{role}部门：{'、'.join(names)}" for role, names in roles.items())
    return said or "没有写明部门"


def _theme_sentence(ask: Ask, tasks: Sequence[Task], rows: Sequence[AnswerRow]) -> str:
    parts = [
        f"{task.label}，{_departments_text(task)}" for task in tasks if any(row.get("department") for row in task.rows)
    ]
    if len(tasks) > SHOWN_TASKS:
        names = "、".join(row.name for row in rows)
        return with_citations(
            f"涉及{len(tasks)}项任务，由{len(rows)}个部门负责：{names}。其中{'；'.join(parts[:SHOWN_TASKS])}等。", rows
        )
    return with_citations(f"{'；'.join(parts)}。", rows)
