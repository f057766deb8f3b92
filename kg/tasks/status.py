"""How far a task is, as people keep it: lines of task, status, note, who and when; the last line of a task wins.

The lines stand in task_status.jsonl of the data folder. No re-reading of documents touches them; those of a task that
is no longer there stay, and count again when it comes back.
"""

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.errors import QueryError, RecordError
from kg.store import append_lines, holding
from kg.tasks.ledger import Task

FILE, LOCK = "task_status.jsonl", "task_status.lock"
STATUSES = ("未启动", "推进中", "已完成")
TAKEN_BACK = ""  # the status of a line that takes the earlier ones back
LONGEST_NOTE, LONGEST_WHO = 500, 40  # characters


@dataclass(frozen=True)
class StatusLine:
    """What somebody noted of a task; `name` and `document` tell which it was when it is no longer there."""

    task: str
    status: str  # one of STATUSES, or TAKEN_BACK
    note: str
    who: str
    when: str
    name: str
    document: str


def load_lines(home: Path) -> list[StatusLine]:
    """All lines in their order; a RecordError names the line that is none."""
    path = home / FILE
    if not path.is_file():
        return []
    lines = []
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not text.strip():
            continue
        try:
            line = StatusLine(**json.loads(text))
        except (TypeError, ValueError) as err:
            raise RecordError(f"{path} 第 {number} 行：不是任务状态（{err}）；请改正或删除这一行") from err
        if line.status not in (*STATUSES, TAKEN_BACK):
            raise RecordError(f"{path} 第 {number} 行：没有“{line.status}”这种状态；可以是{'、'.join(STATUSES)}")
        lines.append(line)
    return lines


def in_force(lines: Iterable[StatusLine]) -> dict[str, StatusLine]:
    """The last line of each task, but those taken back."""
    last = {line.task: line for line in lines}
    return {key: line for key, line in last.items() if line.status != TAKEN_BACK}


def gone(told: Mapping[str, StatusLine], tasks: Iterable[Task]) -> list[StatusLine]:
    """The lines in force of tasks that are no longer there, by document and name."""
    known = {task.id for task in tasks}
    return sorted((one for key, one in told.items() if key not in known), key=lambda one: (one.document, one.name))


def add_status(home: Path, tasks: Sequence[Task], status: str, *, who: str, note: str = "") -> list[StatusLine]:
    """Notes one status for these tasks, a line each; refuses an unknown status, no name, and a text too long."""
    if status not in (*STATUSES, TAKEN_BACK):
        raise QueryError(f"没有“{status}”这种状态；可以是{'、'.join(STATUSES)}")
    if not who.strip():
        raise QueryError("没有填写姓名；任务状态须写明由谁填写")
    if len(note) > LONGEST_NOTE or len(who) > LONGEST_WHO:
        raise QueryError(f"说明不能超过 {LONGEST_NOTE} 个字，姓名不能超过 {LONGEST_WHO} 个字；请缩短")
    when = time.strftime("%Y-%m-%dT%H:%M:%S")
    lines = [StatusLine(task.id, status, note.strip(), who.strip(), when, task.name, task.document) for task in tasks]
    with holding(home / LOCK):
        append_lines(home / FILE, map(asdict, lines))
    return lines
