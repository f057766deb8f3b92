"""Questions about who does what: tasks of a department, one task by its number, tasks without a lead."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.answer.asked.name_parts import Link
from kg.answer.asked.question import ANNEX
from kg.answer.asked.reading import Ask, cite, listing, merge, with_citations
from kg.answer.folding import fold, share
from kg.answer.model import AMBIGUOUS, NOT_FOUND, Answer, AnswerRow
from kg.answer.tasks.task_rows import (
    Task,
    all_tasks,
    asked_role,
    asks_fellows,
    departments_text,
    make_tasks,
    role_fits,
    task_rows,
    tasks_of_place,
    theme_words,
)
from kg.answer.tasks.themes import choose_tasks, phrase_of
from kg.answer.tasks.twice_told import told_once
from kg.text.normalize import quoted
from kg.text.numbers import parse_number

ALONE = re.compile("单独|独立|独自|只由|仅由|一家负责")
PROJECTS = re.compile("(?:哪些|哪几个|什么|几个|多少个?)(?:重点|重大|具体)?(?:产业|建设)?(?:项目|工程)")
PROJECT = re.compile("(?:项目|工程)$")
TOGETHER = re.compile(
    "共同|一起|一道|一块儿?|一同|一并|会同|协同|联合|联手|携手|合力|同时|(?:都|均)(?:要|被|是|为)?(?:参与|参加|负责|承担|牵头|配合|涉及|有份|挂|出现|在列|列[名入为]|点名|责任|主责)|两(?:家|个部门|部门)都|共有|都有的"
)
SHOWN = 5  # tasks told with all who have them
NONE_TOGETHER = "没有查到{}共同承担的任务。"
BOTH = ("牵头", "配合")
UNTOLD = "（所查规划只写责任部门，未区分牵头与配合）"
LED = "另有单位牵头"  # the plan tells the roles apart, and this one is not the lead
LED_ALL = "（列为责任单位，另有单位牵头）"
NUMBER = re.compile(r"(?:第|任务)\s*(\d+|[一二三四五六七八九十]+)")


def answer_department(ask: Ask) -> Answer | None:
    """All tasks of the department that the question names, kept to a role, a theme or sole responsibility; None for projects of a stage."""
    if "项目" in ask.question.text and any(word in ask.question.text for word in ask.asking.words["stages"]):
        return None  # 负责的在建项目: a list of projects tells their stages
    ask = replace(ask, question=ask.question.of_bodies)
    params = ask.scoped(ids=ask.ids())
    rows = ask.rows(params)
    if unclear := _unclear(ask, rows):
        return unclear
    named = _together(ask)
    role = "" if named else asked_role(ask)
    every = told_once(_kept(ask, tasks_of_place(ask, make_tasks(rows))))
    if named and not (every := [task for task in every if _holds_all(task, named)]):
        text = NONE_TOGETHER.format("、".join(link.text for link in named))
        return Answer(ask.question.text, NOT_FOUND, ask.intent.name, text)
    if asks_fellows(ask):
        return _fellows(ask, every)
    tasks = [task for task in every if not task.matter]
    first = [task for task in tasks if role and any(row.get("role") == role for row in task.rows)]
    rest = [task for task in tasks if task not in first]
    made = merge(row for task in (*first, *rest, *(one for one in every if one.matter)) for row in task_rows(ask, task))
    if not made:
        return None
    joint = "共同" if named else "单独" if ALONE.search(ask.question.text) else ""
    said = [part for name, own in _by_body(ask, every) for part in _told(ask, name, own, role, joint)]
    return ask.answered(with_citations(f"{'。'.join(said)}。", made), made, params)


def _fellows(ask: Ask, tasks: Sequence[Task]) -> Answer | None:
    """Who else has the tasks of the named bodies, each with how many of them; that nobody else has is said and no answer."""
    whole, own = {task.id: task for task in all_tasks(ask)}, {one.id for one in ask.question.entities(["Department"])}
    tasks = [whole.get(task.id, task) for task in tasks]
    names = {str(row["department"]) for task in tasks for row in task.rows if str(row.get("department_id")) in own}
    held = [(task, row) for task in tasks for row in task.rows if row.get("department") and role_fits(ask, row)]
    made = merge(
        AnswerRow(str(row["department"]), "Department", str(row["department_id"]), note=task.label, evidence=(cited,))
        for task, row in held
        if str(row["department_id"]) not in own and (cited := cite(row, ask.context.documents))
    )
    if not tasks:
        return None
    body = "、".join(sorted(names))
    if not made:
        text = f"{body}承担的任务有{len(tasks)}项：{_labels(tasks)}。没有写到与它一起承担的部门。"
        return Answer(ask.question.text, NOT_FOUND, ask.intent.name, text)
    counts = {row.name: len({task.id for task, one in held if one["department"] == row.name}) for row in made}
    many = len(tasks) > 1
    said = listing([f"{name}（{count}项）" if many else name for name, count in counts.items()], "个")
    told = "；".join(f"{task.label}{departments_text(task)}" for task in tasks[:SHOWN])
    more = "等" if len(tasks) > SHOWN else ""
    text = f"与{body}一起承担任务的部门有{len(made)}个：{said}。{body}承担的任务有{len(tasks)}项：{told}{more}。"
    return ask.answered(with_citations(text, made), made, ask.scoped(ids=ask.ids()))


def _by_body(ask: Ask, tasks: Sequence[Task]) -> list[tuple[str, list[Task]]]:
    """The tasks under the names of who does them: a park and its office, both meant by one name, each by itself."""
    names = list(dict.fromkeys(str(row["department"]) for task in tasks for row in task.rows))
    if _together(ask) or not any(link.whole and len(link.of_type(["Department"])) > 1 for link in ask.question.links):
        return [("、".join(names), list(tasks))]
    held = {name: [_rows_of(task, name) for task in tasks] for name in names}
    return [(name, [task for task in own if task.rows]) for name, own in held.items()]


def _rows_of(task: Task, department: str) -> Task:
    return replace(task, rows=tuple(row for row in task.rows if row["department"] == department))


def _told(ask: Ask, departments: str, every: Sequence[Task], role: str, joint: str) -> list[str]:
    """The sentences on the tasks of a body: those in the asked role, those that tell no role, what is no task."""
    tasks = [task for task in every if not task.matter]
    told = [task for task in tasks if role and any(row.get("role") == role for row in task.rows)]
    rest = [task for task in tasks if task not in told]
    others = [task for task in every if task.matter]
    said = [f"{departments}{joint}{role}的任务有{len(told)}项：{_labels(told)}"] if told else []
    if not role and all(word in ask.question.text for word in BOTH):  # each task under the role it is held in
        parts = {word: [one for one in rest if any(row.get("role") == word for row in one.rows)] for word in BOTH}
        said = [f"{departments}{word}的任务有{len(own)}项：{_labels(own)}" for word, own in parts.items() if own]
        rest = [one for one in rest if not any(one in own for own in parts.values())]
        told = [one for own in parts.values() for one in own]
    if rest and told:
        led = _led(ask, rest)
        for own, remark in ((led, LED), ([one for one in rest if one not in led], "没有区分牵头与配合")):
            said += [f"另有{len(own)}项只写责任单位，{remark}：{_labels(own)}"] if own else []
    elif rest:
        untold = (LED_ALL if len(_led(ask, rest)) == len(rest) else UNTOLD) if role else ""
        said.append(f"{departments}{joint}承担的任务有{len(rest)}项{untold}：{_labels(rest)}")
    return said + _held(others, role, "" if said else departments)


def _led(ask: Ask, tasks: Sequence[Task]) -> list[Task]:
    """Those of the tasks that another body leads."""
    led = {one.id for one in all_tasks(ask) if any(row.get("role") == "牵头" for row in one.rows)}
    return [one for one in tasks if one.id in led]


def _together(ask: Ask) -> list[Link]:
    """The departments of which the question wants what they do together; [] for one, and for each on its own."""
    links = [link for link in ask.question.links if link.of_type(["Department"])]
    return links if len(links) > 1 and TOGETHER.search(ask.question.text) else []


def _holds_all(task: Task, links: Sequence[Link]) -> bool:
    held = {str(row.get("department_id")) for row in task.rows}
    return all(any(one.id in held for one in link.of_type(["Department"])) for link in links)


def _held(others: Sequence[Task], role: str, departments: str) -> list[str]:
    """What a body answers for beside the plan's own measures: 另外负责的指标有2个：…"""
    said = []
    for matter in dict.fromkeys(task.matter for task in others):
        own = [task for task in others if task.matter == matter]
        deed = role if role and all(row.get("role") == role for task in own for row in task.rows) else "负责"
        said.append(f"{departments or '另外'}{deed}的{matter}有{len(own)}个：{_labels(own)}")
    return said


def _labels(tasks: Sequence[Task]) -> str:
    return listing([task.label for task in tasks], "项", "；")


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


def answer_theme_tasks(ask: Ask) -> Answer | None:
    """The tasks that fit the theme asked about, by their words or headings, all where it names none; None for a department's."""
    if ask.question.entities(["Department"]) or ask.question.unknown:
        return None
    theme, tasks = theme_words(ask), tasks_of_place(ask, all_tasks(ask))
    chosen = [one.task for one in choose_tasks(ask, tasks, by_meaning=False)] if theme else tasks
    made = merge(row for one in chosen for row in task_rows(ask, one))
    if not made:
        return None
    about = f"{quoted(phrase_of(ask, theme))}方面的" if theme else "写到的"
    text = f"{about}任务有{len(made)}项：{_labels(chosen)}。"
    return ask.answered(with_citations(text, made), made, ask.scoped())


def answer_number(ask: Ask) -> Answer | None:
    """The task of a number with its departments, in every plan that has one."""
    match = NUMBER.search(ANNEX.sub("", ask.question.text))
    number = int(parse_number(match[1]) or 0) if match else 0
    params = ask.scoped(number=str(number))
    tasks = tasks_of_place(ask, make_tasks(ask.rows(params)))
    made = merge(row for task in tasks for row in task_rows(ask, task))
    if not made and "任务" in ask.question.text and number:
        text = ask.asking.message("unmentioned", what=f"第{number}项任务", documents=ask.scope_names())
        return Answer(ask.question.text, NOT_FOUND, ask.intent.name, text)
    if not made:
        return None
    sentence = "；".join(f"{task.label}{departments_text(task)}" for task in tasks)
    return ask.answered(with_citations(f"{sentence}。", made), made, params)


def answer_no_lead(ask: Ask) -> Answer | None:
    """The tasks for which no lead is named, with the departments they have; says so where a plan names no lead at all."""
    params: dict[str, object] = ask.scoped(roles=["牵头"])
    without = tasks_of_place(ask, make_tasks(ask.rows(params)))
    made = merge(row for task in without for row in task_rows(ask, task))
    if not made:
        return None
    every = len(tasks_of_place(ask, all_tasks(ask)))
    whole = UNTOLD if len(without) == every else ""
    text = f"没有写明牵头单位的任务有{len(made)}项{whole}：{_labels(without)}。"
    return ask.answered(with_citations(text, made), made, params)


def _kept(ask: Ask, tasks: list[Task]) -> list[Task]:
    tasks = [task for task in tasks if any(role_fits(ask, row) for row in task.rows)]
    if PROJECTS.search(ask.question.text):
        tasks = [task for task in tasks if task.matter == "项目" or PROJECT.search(task.name)]
    if ALONE.search(ask.question.text):
        others = make_tasks(ask.rows({"ids": [task.id for task in tasks]}, "departments_of_theme"))
        single = {task.id for task in others if len({row["department_id"] for row in task.rows}) == 1}
        tasks = [task for task in tasks if task.id in single]
    theme = [word for word in theme_words(ask) if not (ALONE.fullmatch(word) or TOGETHER.fullmatch(word))]
    titles = {
        task.document_id: fold(ask.context.documents[task.document_id].title)
        for task in tasks
        if task.document_id in ask.context.documents
    }
    theme = [word for word in theme if not any(word in title for title in titles.values())]
    fitting = [task for task in tasks if theme and all(share(word, task.text) >= 0.5 for word in theme)]
    return fitting or tasks
