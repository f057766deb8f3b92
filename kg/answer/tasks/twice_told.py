"""Tasks that a plan tells twice, in its text and in its table of tasks: each is one task."""

from collections.abc import Sequence
from dataclasses import replace

from kg.answer.folding import fold, share
from kg.answer.tasks.task_rows import Task

SAME_NUMBER, SAME_WORDS = 0.5, 0.85  # of a row's words that the text's task must hold: with its number, and without
FEWEST = 8  # characters of a row that may be known without its number


def told_once(tasks: Sequence[Task]) -> list[Task]:
    """The tasks, a row of a table and the item of the text that it sums up as one; what cannot be told stays two."""
    rows = [task for task in tasks if is_row(task)]
    items = [task for task in tasks if not is_row(task)]
    pairs = {item.id: own[0] for item in items if len(own := [row for row in rows if _is_same(item, row)]) == 1}
    counted = [row.id for row in pairs.values()]
    pairs = {key: row for key, row in pairs.items() if counted.count(row.id) == 1}
    told = {row.id for row in pairs.values()}
    return [_joined(task, pairs[task.id]) if task.id in pairs else task for task in tasks if task.id not in told]


def is_row(task: Task) -> bool:
    """Whether a task stands in a table."""
    return any("\t" in str(row.get("quote") or "") for row in task.rows)


def _is_same(item: Task, row: Task) -> bool:
    if item.document_id != row.document_id or item.matter or row.matter:
        return False
    held = share(row.name, item.words)
    return held >= SAME_NUMBER if item.number and item.number == row.number else _is_long(row) and held >= SAME_WORDS


def _is_long(row: Task) -> bool:
    return len(fold(row.name)) >= FEWEST


def _joined(item: Task, row: Task) -> Task:
    same = fold(row.name) == fold(item.name)
    return replace(item, rows=(*item.rows, *row.rows), also="" if same else row.name)
