"""Tasks that a question names by their very title, or by the heading over them: these are meant, and no theme."""

import re
from collections.abc import Sequence

from kg.answer.asked.intents import Asking
from kg.answer.asked.question import Question
from kg.answer.folding import fold
from kg.answer.tasks.task_rows import Task
from kg.extract.words.lexer import lex

NUMBERING = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]+[)）、.．]|第[一二三四五六七八九十\d]+[章节条项]|(?:专项)?(?:行动|任务|工程|专题)[一二三四五六七八九十\d]+[:：]?)\s*"
)
PAUSE = re.compile(r"[，。；：,;:\n]|——")
MEANT = re.compile(r"(?:这|该|此)(?:一|个|项)?(?:重点|具体)?(?:任务|工作|行动|工程|举措|事)")
SHORTEST = 4


def named_tasks(question: Question, tasks: Sequence[Task], asking: Asking) -> dict[str, str]:
    """The ids of the tasks whose title, or whose heading, stands whole in the question, with that title; the longest only.

    A bare theme (科技成果转化) that happens to head a task is no title: one says what is done, or that it is an action.
    """
    titles = {task.id: _titles(task, asking) for task in tasks}
    meant = {one for own in titles.values() for one in own if one in question.folded}
    meant = {one for one in meant if _is_act(one, question, asking)}
    if not meant:
        return {}
    longest = [one for one in meant if not any(one != other and one in other for other in meant)]
    return {key: one for key, own in titles.items() for one in longest if one in own}


def _titles(task: Task, asking: Asking) -> set[str]:
    """The folded title of a task and the headings over it, without their numbers and the verbs that begin them."""
    found = set()
    for words in (task.name, *task.headings):
        title = fold(PAUSE.split(NUMBERING.sub("", words))[0])
        verb = next((verb for verb in asking.words["doing"] if title.startswith(verb)), "")
        found |= {one for one in (title, title.removeprefix(verb)) if len(one) >= SHORTEST}
    return found


def _is_act(title: str, question: Question, asking: Asking) -> bool:
    if title.endswith(asking.words["acts"]) or MEANT.search(question.text):
        return True
    return lex(title)[0].tag == "v"
