"""The kept status: lines that outlive everything, the last one wins, what is gone is told, what is wrong is refused."""

from pathlib import Path

import pytest

from ingest.pipeline import add_paths, remove_documents
from kg.engine import Engine
from kg.errors import QueryError, RecordError
from kg.settings import Settings
from kg.tasks.ledger import Task, make_ledger
from kg.tasks.status import FILE, add_status, gone, in_force, load_lines
from tests.kg.tasks.conftest import PAPER, SHARED


def test_last_line_wins_and_earlier_ones_stay(shared: list[Task], tmp_path: Path) -> None:
    assert load_lines(tmp_path) == []
    add_status(tmp_path, shared[:2], "推进中", who="王", note="已选址")
    add_status(tmp_path, shared[:1], "已完成", who="李")
    told = in_force(load_lines(tmp_path))
    assert [(told[task.id].status, told[task.id].who) for task in shared[:2]] == [("已完成", "李"), ("推进中", "王")]
    assert len(load_lines(tmp_path)) == 3


def test_taking_back_leaves_no_status_and_all_lines(shared: list[Task], tmp_path: Path) -> None:
    add_status(tmp_path, shared[:1], "已完成", who="王")
    add_status(tmp_path, shared[:1], "", who="王")
    assert in_force(load_lines(tmp_path)) == {}
    assert len(load_lines(tmp_path)) == 2


def test_line_without_its_end_is_kept_apart_from_the_next(shared: list[Task], tmp_path: Path) -> None:
    add_status(tmp_path, shared[:1], "推进中", who="王")
    path = tmp_path / FILE
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    add_status(tmp_path, shared[1:2], "已完成", who="王")
    assert [line.status for line in load_lines(tmp_path)] == ["推进中", "已完成"]


@pytest.mark.parametrize(
    ("status", "who", "note", "said"),
    [
        ("快了", "王", "", "没有“快了”这种状态"),
        ("已完成", " ", "", "没有填写姓名"),
        ("已完成", "王", "长" * 501, "不能超过 500 个字"),
    ],
    ids=["unknown", "nobody", "too long"],
)
def test_what_cannot_be_kept_is_refused(
    status: str, who: str, note: str, said: str, shared: list[Task], tmp_path: Path
) -> None:
    with pytest.raises(QueryError, match=said):
        add_status(tmp_path, shared[:1], status, who=who, note=note)
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize("line", ["{", '{"task": "t"}', "[]"])
def test_damaged_line_is_named(line: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(RecordError, match="第 2 行"):
        load_lines(tmp_path)


def read(home: Path) -> list[Task]:
    with Engine.open(Settings(home=home)) as engine:
        return [task for task in make_ledger(engine.loaded.values(), engine.resolution) if task.duties]


def test_status_outlives_reading_again_and_counts_again_when_the_task_is_back(tmp_path: Path) -> None:
    home, path = Settings(home=tmp_path / "home"), tmp_path / PAPER
    path.write_text(SHARED, encoding="utf-8")
    add_paths([path], home)
    first, second, _ = read(home.home)
    add_status(home.home, [first], "推进中", who="王")
    add_status(home.home, [second], "已完成", who="王", note="已验收")

    path.write_text(SHARED.replace("开展无人机巡查", "扩大无人机巡查范围"), encoding="utf-8")
    add_paths([path], home)
    told = in_force(load_lines(home.home))
    tasks = read(home.home)
    assert told[tasks[0].id].status == "推进中"
    [lost] = gone(told, tasks)
    assert (lost.name, lost.note, lost.document) == ("开展无人机巡查", "已验收", "澄湖区低空经济工作方案")

    remove_documents([PAPER], home)
    assert len(load_lines(home.home)) == 2
    path.write_text(SHARED, encoding="utf-8")
    add_paths([path], home)
    assert gone(told, read(home.home)) == []
