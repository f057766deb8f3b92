"""The records on disk: what goes in comes out, whole files or none, states that tell a change."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import RecordError, StoreBusyError, StoreError
from kg.records import Document
from kg.store import RecordStore, make_folder, write_atomically
from tests.factory import make_plan, make_table


@pytest.fixture(scope="module")
def plan() -> Document:
    table = make_table([["序号", "任务", "牵头单位"], ["1", "建设展示中心", "区科技局"]], caption="任务分工表")
    return make_plan("澄湖区测试规划", "一、重点任务", "建设展示中心。（责任单位：区财政局）", table)


def test_store_gives_back_what_was_put(tmp_path: Path, plan: Document) -> None:
    store = RecordStore(tmp_path)
    store.put(plan)
    assert store.get(plan.id) == plan
    assert store.ids() == [plan.id]
    assert store.documents() == [plan]


def test_store_unknown_id_is_none_and_its_removal_changes_nothing(tmp_path: Path, plan: Document) -> None:
    store = RecordStore(tmp_path)
    store.put(plan)
    state = store.state()
    store.remove("doc-0")
    assert store.get("doc-0") is None
    assert store.state() == state


def test_store_state_follows_records_and_judgements(tmp_path: Path, plan: Document) -> None:
    store = RecordStore(tmp_path)
    store.put(plan)
    first = store.state()
    store.put(replace(plan, title="另一个标题"))
    second = store.state()
    (tmp_path / "judgements.jsonl").write_text("{}\n", encoding="utf-8")
    assert len({first, second, store.state()}) == 3
    store.put(plan)
    (tmp_path / "judgements.jsonl").unlink()
    assert store.state() == first


def test_store_names_a_damaged_record(tmp_path: Path, plan: Document) -> None:
    store = RecordStore(tmp_path)
    store.put(plan)
    path = store.folder / f"{plan.id}.json"
    path.write_text(path.read_text(encoding="utf-8")[:-20], encoding="utf-8")
    with pytest.raises(RecordError, match=plan.id):
        store.get(plan.id)


def test_store_refuses_a_record_of_another_format(tmp_path: Path, plan: Document) -> None:
    store = RecordStore(tmp_path)
    store.put(plan)
    path = store.folder / f"{plan.id}.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), "format": 0}), encoding="utf-8")
    with pytest.raises(RecordError, match=plan.id):
        store.get(plan.id)


def test_store_names_a_damaged_ledger(tmp_path: Path) -> None:
    (tmp_path / "ledger.json").write_text("{", encoding="utf-8")
    with pytest.raises(RecordError, match=r"ledger\.json"):
        RecordStore(tmp_path).ledger()


def test_store_lets_one_writer_in_and_then_the_next(tmp_path: Path) -> None:
    store = RecordStore(tmp_path)
    with store.writing(), pytest.raises(StoreBusyError), RecordStore(tmp_path).writing():
        pass
    with store.writing():
        assert (tmp_path / "writer.lock").is_file()


def test_write_atomically_leaves_no_part_and_no_half(tmp_path: Path) -> None:
    path = tmp_path / "数据.json"
    write_atomically(path, "一")
    write_atomically(path, "二")
    assert path.read_text(encoding="utf-8") == "二"
    assert [one.name for one in tmp_path.iterdir()] == ["数据.json"]


def test_write_atomically_keeps_the_old_file_where_the_new_one_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "数据.json"
    write_atomically(path, "一")
    (tmp_path / "数据.json.part").mkdir()  # stands where the new file would be written
    with pytest.raises(StoreError):
        write_atomically(path, "二")
    assert path.read_text(encoding="utf-8") == "一"


def test_make_folder_refuses_a_place_under_a_file(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="KG_HOME"):
        make_folder(tmp_path / "文件" / "数据")
