"""Who is responsible for a theme: the tasks that fit it by their words, by what they concern, by heading, title or meaning."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.answer.asked.reading import Ask, cite, merge, text_of, with_citations
from kg.answer.folding import fold, pairs, rarity_of, share, weigh
from kg.answer.model import Answer, AnswerRow, Citation, titled
from kg.answer.tasks.task_rows import (
    WHEN,
    Task,
    all_tasks,
    asks_fellows,
    deadline_text,
    departments_text,
    role_fits,
    tasks_of_place,
    theme_words,
)
from kg.answer.tasks.titled_tasks import named_tasks
from kg.text.normalize import quoted

WORD_SHARE = 0.51  # of a theme's words that a task must hold: 登记 alone is half of 婚姻登记 and means something else
NEAR_BEST = 0.65  # of the best task's share that another task must reach
NAMED_THINGS = ("Title", "Park", "Enterprise", "Platform", "Project", "Institution", "Cluster", "Fund")
NAMED = 0.99  # of a theme that a heading or a title must hold to be about it
WHOLE_SUBJECT = 0.6  # of a title's subject that the theme must be
# Cosine from which the encoder puts a short theme and a task together, and how far under the nearest another may be. Of 20
# themes said in other words than the sample plans' tasks 11 find their task and 4 another one; from .77 6 and 4
# (`python -m train.thresholds themes`). Of 60 themes that no task is about none is answered, of five other plans one
# (户籍迁移, by 落户). Another encoder needs others.
MEANING, WIDTH = 0.74, 0.02
MOST_BY_MEANING = 3
WORDED = ("", "项目")  # matters of tasks whose words are more than a name
MOST_COMPARED = 300
TELLING = 0.2  # of the tasks that may hold a character for it to tell anything
NEAR = (False, True)
SHOWN_TASKS, MOST_DATED = 3, 12  # tasks told one by one; more of them where a date is asked for
THINGS = ("Platform", "Project", "Institution", "Park")
MADE = re.compile(
    "(?:谁|哪家)(?:来|在)?(?:共同|联合)?(?:投资)?(?:建(?![立章])|承建|共建|组建|牵头组建|运营)|联合(?:了|的是)?(?:谁|哪|什么)"
)  # asks who builds, not who must see to it
HOW_MANY = re.compile("(?:几|多少)[个家](?:责任|牵头|配合|主责|参与|承办)?(?:部门|单位)")
ISSUED = re.compile("发布|印发|起草")
FIGURE = re.compile(r"\d+(?:[亿万]|余)*(?!年|月|日|号|项|条|\d)[\u4e00-\u9fff]")
CLAUSE = re.compile("[，。；,;\n]")
BUILD = re.compile("建设|建成|新建|扩建|改建|打造|搭建|布局|共建|组建|筹建")
WAYS = ("words", "concerns", "inside", "heading", "title", "meaning")  # the surest first


@dataclass(frozen=True)
class Chosen:
    """A task that fits the theme, and the way it was found."""

    task: Task
    way: str
    by: str  # the words, the thing concerned, the heading or the title


def answer_theme(ask: Ask) -> Answer | None:
    """The departments of every task that fits the theme, each with its role and the way its task was found."""
    if (MADE.search(ask.question.text) and ask.question.entities(THINGS)) or asks_fellows(ask):
        return None
    tasks = [task for task in tasks_of_place(ask, all_tasks(ask)) if task.is_assigned]
    chosen = choose_tasks(ask, tasks)
    if ISSUED.search(ask.question.text):  # who issues a paper is told by it; a task is to issue what the question names
        words = theme_words(ask)
        is_told = not all(ISSUED.fullmatch(word) for word in words)
        chosen = [one for one in chosen if is_told and all(share(word, one.task.text) >= NAMED for word in words)]
    if not chosen:
        return None
    params = ask.scoped(ids=[one.task.id for one in chosen])
    found = {one.task.id: one for one in chosen}
    made = []
    for row in ask.rows(params):
        citation = cite(row, ask.context.documents)
        if citation and role_fits(ask, row):
            made.append(_department_row(ask, row, citation, found[str(row["task_id"])]))
    rows = merge(made)
    return ask.answered(_sentence(ask, chosen, rows), rows, params) if rows else None


def choose_tasks(ask: Ask, tasks: Sequence[Task], *, by_meaning: bool = True) -> list[Chosen]:
    """The tasks that the question names by title, else those that fit its theme.

    By meaning alone where no other way finds any and that is wanted.
    """
    if by_title := named_tasks(ask.question, tasks, ask.asking):
        return [_by_title(task, by_title[task.id]) for task in tasks if task.id in by_title]
    theme = theme_words(ask)
    if not theme or not tasks:
        return []
    weights = rarity_of({piece for word in theme for piece in pairs(word)}, [task.text for task in tasks])
    wanted = [(weigh(pairs(word), weights), word) for word in theme]
    shares = {task.id: _share(wanted, task.text) for task in tasks}
    about = _about(ask, theme, whole=max(shares.values()) >= NAMED)
    least = max(WORD_SHARE, max(shares.values()) * NEAR_BEST)
    if len(theme) > 1 and max(shares.values()) >= NAMED:  # one holds every word: those with a part of them are others
        least = NAMED
    titles = {key for key in {task.document_id for task in tasks} if _is_subject(ask, theme, key)}
    headings = {heading for task in tasks for heading in task.headings}
    named = {heading for heading in headings if share("".join(theme), heading) >= NAMED}
    inside = _inside(tasks, theme)
    chosen = []
    for task in tasks:
        heading = next((one for one in reversed(task.headings) if one in named), "")
        if shares[task.id] >= least and _share(wanted, task.words) >= WORD_SHARE:
            chosen.append(Chosen(task, "words", phrase_of(ask, theme)))
        elif task.id in about:
            chosen.append(inside.get(task.id) or Chosen(task, "concerns", about[task.id]))
        elif heading or shares[task.id] >= least:
            chosen.append(Chosen(task, "heading", heading or task.group))
        elif task.document_id in titles:
            chosen.append(Chosen(task, "title", ask.context.documents[task.document_id].title))
    told = [task for task in tasks if task.matter in WORDED]  # of a park or an indicator the name alone tells
    return (
        _of_figures(ask, _built(ask, theme, chosen))
        or list(inside.values())
        or (_by_meaning(ask, told, theme) if by_meaning and told else [])
    )


def _inside(tasks: Sequence[Task], theme: Sequence[str]) -> dict[str, Chosen]:
    """The tasks of which a sentence behind the name holds the whole theme: 建设超算中心 in a task named 提升网络质量."""
    held = ((task, part) for task in tasks for part in task.further)
    return {
        task.id: Chosen(task, "inside", part) for task, part in held if all(share(one, part) >= NAMED for one in theme)
    }


def _built(ask: Ask, theme: Sequence[str], chosen: list[Chosen]) -> list[Chosen]:
    """Of 「加氢站建设」 the tasks that build one, where any says so; one that only sets rules for it is another."""
    asked = ask.question.folded
    named = [
        word for word in theme if any(f"{word}{act}" in asked or f"{act}{word}" in asked for act in ("建设", "新建"))
    ]
    clauses = {one.task.id: [part for part in CLAUSE.split(one.task.text) if BUILD.search(part)] for one in chosen}
    return [
        one for one in chosen if named and any(word in fold(part) for word in named for part in clauses[one.task.id])
    ] or chosen


def _of_figures(ask: Ask, chosen: list[Chosen]) -> list[Chosen]:
    """Of 「300亩土地的整理」 the tasks that hold the figure, where any does."""
    figures = FIGURE.findall(fold(ask.question.text))
    return [one for one in chosen if figures and all(figure in fold(one.task.text) for figure in figures)] or chosen


def _by_title(task: Task, title: str) -> Chosen:
    heading = next((one for one in task.headings if title in fold(one)), "")
    return Chosen(task, "words", title) if title in fold(task.name) or not heading else Chosen(task, "heading", heading)


def phrase_of(ask: Ask, theme: Sequence[str]) -> str:
    """The theme as the question words it where its words stand together, else its words in a row."""
    joined = "".join(theme)
    return joined if joined in ask.question.folded else "、".join(theme)


def _is_subject(ask: Ask, theme: Sequence[str], document_id: str) -> bool:
    """Whether a document's title names the theme and little else beside place, period and kind of document."""
    document = ask.context.documents.get(document_id)
    if document is None:
        return False
    words = ask.asking.words
    routine = (document.metadata.get("region", ""), *words["document"], *words["titling"])
    title = document.title
    for word in sorted(filter(None, routine), key=len, reverse=True):
        title = title.replace(word, " ")
    subject = fold(re.sub(r"[（(].*?[)）]|[“\"].{1,4}[”\"]|\d+|《|》", " ", title))
    joined = "".join(theme)
    return share(joined, document.title) >= NAMED and share(subject, joined) >= WHOLE_SUBJECT


def _share(wanted: Sequence[tuple[float, str]], text: str) -> float:
    """The weighted share of the theme's words that a task holds, a word counting by its two-character pieces."""
    parts = [(weight, share(word, text)) for weight, word in wanted]
    total = sum(weight for weight, _ in parts) or 1.0
    return sum(weight * (part if part >= 0.5 else 0.0) for weight, part in parts) / total


def _about(ask: Ask, theme: Sequence[str], *, whole: bool) -> dict[str, str]:
    """Tasks that CONCERN what the question names, where the name is most of the theme.

    `whole`: some task holds the theme word for word, so that a part of it (机器人 of 康复机器人) means other tasks too.
    """
    joined = "".join(theme)
    links = [
        link
        for link in ask.question.links
        if link.text in fold(joined)
        and (len(link.text) == len(joined) or (not whole and len(link.text) * 2 > len(joined)))
        and not link.of_type(["Department", "Region"])
    ]
    ids = [entity.id for link in links for entity in link.entities]
    rows = ask.rows(ask.scoped(ids=ids), "tasks_about") if ids else []
    return {str(row["task_id"]): str(row["entity"]) for row in rows}


def _by_meaning(ask: Ask, tasks: Sequence[Task], theme: Sequence[str]) -> list[Chosen]:
    """The nearest few that also share a telling character with the theme: e5 alone puts 养老服务 beside 青年社区."""
    named = ask.things(NAMED_THINGS)
    tasks = [one for one in tasks if all(limit.holds([one.text, *one.headings], [one.id], ()) for limit in named)]
    if not tasks:
        return []
    if len(tasks) > MOST_COMPARED:  # encoding thousands takes minutes: those that share most with the theme
        tasks = sorted(tasks, key=lambda task: -len(set("".join(theme)) & set(task.words)))[:MOST_COMPARED]
    cosines = ask.context.similarity("".join(theme), [task.text for task in tasks])
    least = max(MEANING, max(cosines) - WIDTH)
    held = Counter(sign for task in tasks for sign in set(task.words))
    telling = {sign for sign in "".join(theme) if 0 < held[sign] <= TELLING * len(tasks)}
    near = [task for task, cosine in zip(tasks, cosines, strict=True) if cosine >= least and telling & set(task.words)]
    return [Chosen(task, "meaning", phrase_of(ask, theme)) for task in near[:MOST_BY_MEANING]]


def _department_row(ask: Ask, row: Mapping[str, object], citation: Citation, found: Chosen) -> AnswerRow:
    task = found.task
    way = ask.asking.message(_way([found]), by=_quoted(found))
    role, group = text_of(row.get("role")), text_of(row.get("group_name"))
    part = AnswerRow(task.name, "Task", task.id, number=task.number or None, role=role, note=way, group=group)
    return AnswerRow(
        name=str(row["department"]),
        type="Department",
        entity_id=str(row["department_id"]),
        role=role,
        group=group,
        note=f"第{task.number}项，{way}" if task.number.isdigit() else way,
        evidence=(citation,),
        parts=(replace(part, evidence=(citation,)),),
    )


def _sentence(ask: Ask, chosen: Sequence[Chosen], rows: Sequence[AnswerRow]) -> str:
    """The tasks with their departments; of many the departments, how the tasks were found, and the surest few."""
    held = {citation.quote for row in rows for citation in row.evidence}
    told = [one for one in chosen if any(row.get("quote") in held for row in one.task.rows)]
    if len(told) <= SHOWN_TASKS or (WHEN.search(ask.question.text) and len(told) <= MOST_DATED):
        counted = f"共{len(rows)}个部门：" if HOW_MANY.search(ask.question.text) else ""
        return with_citations(f"{counted}{'；'.join(_told(ask, one) for one in told)}。", rows)
    ways = {
        (way, near): [one for one in told if (one.way, _is_near(one)) == (way, near)] for way in WAYS for near in NEAR
    }
    counts = "，".join(
        f"{len(ones)}项{ask.asking.message(_way(ones), by=_all_of(ones))}" for ones in ways.values() if ones
    )
    surest = sorted(told, key=lambda one: (WAYS.index(one.way), _age(ask, one.task)))[:SHOWN_TASKS]
    text = ask.asking.message(
        "theme",
        theme=quoted(phrase_of(ask, theme_words(ask))),
        n=len(told),
        counts=counts,
        m=len(rows),
        names="、".join(row.name for row in rows),
        examples="；".join(_told(ask, one, way=False) for one in surest),
    )
    return with_citations(text, rows)


def _told(ask: Ask, one: Chosen, *, way: bool = True) -> str:
    """One task with who does it, and the way it was found where its own words do not show it."""
    said = f"（{ask.asking.message(_way([one]), by=_quoted(one))}）" if way and one.way != "words" else ""
    return f"{one.task.label}{said}{departments_text(one.task)}{deadline_text(ask, one.task)}"


def _is_near(one: Chosen) -> bool:
    """Whether a task found by its words holds only most of them, or not in this order."""
    return one.way == "words" and fold(one.by) not in fold(one.task.text)


def _way(ones: Sequence[Chosen]) -> str:
    """The message that tells how the tasks, all found in one way, were found."""
    return "way_near" if _is_near(ones[0]) else f"way_{ones[0].way}"


def _all_of(ones: Sequence[Chosen]) -> str:
    return "".join(_quoted(one) for one in {one.by: one for one in ones}.values())


def _quoted(one: Chosen) -> str:
    return titled(one.by) if one.way == "title" else quoted(one.by)


def _age(ask: Ask, task: Task) -> int:
    """The newest plan first."""
    document = ask.context.documents.get(task.document_id)
    start = document.metadata.get("period_start", "") if document else ""
    return -int(start) if start.isdigit() else 0
