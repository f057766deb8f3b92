"""The embedded store's own promises: one writer, readers beside it, nothing half after a kill, clear refusals."""

import multiprocessing
import os
import resource
import signal
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from kg.errors import StoreBusyError, StoreError
from kg.graph import GraphStore, open_store
from tests.graph_factory import fill, load_projections

PLAN, ACTION = load_projections()
SPAWN = multiprocessing.get_context("spawn")


class Fatal(dict[str, Any]):
    """Edges whose second reading (the first is the check) ends the process in the middle."""

    readings = 0

    def items(self) -> Any:
        self.readings += 1
        return self._dying() if self.readings == 2 else super().items()

    def _dying(self) -> Iterator[tuple[str, Any]]:
        yield from list(super().items())[:3]
        os.kill(os.getpid(), signal.SIGKILL)


def write_and_die(path: Path) -> None:
    """Runs in a process of its own."""
    store = open_store(path=path, write=True)
    store.write_document(replace(ACTION, edges=Fatal(ACTION.edges)))


def write_for_ever(path: Path, pipe: Connection) -> None:
    """Runs in a process of its own: takes a document out and puts it in again until it is killed."""
    store = open_store(path=path, write=True)
    while True:
        store.remove_document(ACTION.id)
        store.write_document(ACTION)
        pipe.send(True)


def write_on_a_full_disk(path: Path, pipe: Connection) -> None:
    """Runs in a process of its own: files may not grow over 1,000 bytes."""
    store = open_store(path=path, write=True)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))
    try:
        store.write_document(ACTION)
    except StoreError as err:
        pipe.send(str(err))


def read_all(store: GraphStore) -> list[Any]:
    return [store.read(name, {}) for name in ("counts", "relation_counts", "documents", "tasks")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "graph" / "graph.kgl"


def test_reader_sees_each_saved_document(path: Path) -> None:
    reader = open_store(path=path)
    assert reader.read("documents", {}) == []
    writer = open_store(path=path, write=True)
    writer.write_document(PLAN)
    assert [row["id"] for row in reader.read("documents", {})] == ["doc-plan"]
    writer.write_document(ACTION)
    assert [row["id"] for row in reader.read("documents", {})] == ["doc-action", "doc-plan"]
    assert read_all(reader) == read_all(writer)


def test_graph_outlives_its_writer(path: Path) -> None:
    writer = open_store(path=path, write=True)
    fill(writer)
    before = read_all(writer)
    writer.close()
    writer.close()
    again = open_store(path=path, write=True)
    assert read_all(again) == before


def test_second_writer_is_told_who_writes(path: Path) -> None:
    writer = open_store(path=path, write=True)
    with pytest.raises(StoreBusyError, match=f"进程（{os.getpid()}）正在写入"):
        open_store(path=path, write=True)
    writer.close()
    open_store(path=path, write=True).close()


def test_reader_refuses_to_write(path: Path) -> None:
    reader = open_store(path=path)
    for action in (lambda: reader.write_document(PLAN), lambda: reader.remove_document("x"), reader.clear):
        with pytest.raises(StoreError, match="只读"):
            action()
    assert not path.exists()


def test_closed_writer_says_so(path: Path) -> None:
    writer = open_store(path=path, write=True)
    writer.close()
    with pytest.raises(StoreError, match="已关闭"):
        writer.write_document(PLAN)


def test_kill_inside_a_document_leaves_the_last_whole_state(path: Path) -> None:
    writer = open_store(path=path, write=True)
    writer.write_document(PLAN)
    before = read_all(writer)
    writer.close()
    child = SPAWN.Process(target=write_and_die, args=(path,))
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL
    assert read_all(open_store(path=path)) == before
    again = open_store(path=path, write=True)
    again.write_document(ACTION)
    assert len(again.read("documents", {})) == 2


def test_kill_at_any_time_leaves_a_whole_state(path: Path) -> None:
    writer = open_store(path=path, write=True)
    writer.write_document(PLAN)
    whole = [read_all(writer)]
    writer.write_document(ACTION)
    whole.append(read_all(writer))
    writer.close()
    for turns in (1, 2, 4):
        mine, theirs = SPAWN.Pipe()
        child = SPAWN.Process(target=write_for_ever, args=(path, theirs))
        child.start()
        for _ in range(turns):
            assert mine.poll(60)
            mine.recv()
            # the writer goes on between our reads: each is of one whole state, not all of the same one
            for got, *states in zip(read_all(open_store(path=path)), *whole, strict=True):
                assert got in states
        child.kill()
        child.join(60)
        assert read_all(open_store(path=path)) in whole


def test_full_disk_keeps_the_last_whole_state(path: Path) -> None:
    writer = open_store(path=path, write=True)
    writer.write_document(PLAN)
    before = read_all(writer)
    writer.close()
    mine, theirs = SPAWN.Pipe()
    child = SPAWN.Process(target=write_on_a_full_disk, args=(path, theirs))
    child.start()
    assert mine.poll(60)
    assert "无法保存" in mine.recv()
    child.join(60)
    assert read_all(open_store(path=path)) == before


@pytest.mark.parametrize("damage", ["empty", "other", "half", "hole"])
def test_damaged_file_is_refused_until_it_is_made_again(path: Path, damage: str) -> None:
    writer = open_store(path=path, write=True)
    fill(writer)
    before = read_all(writer)
    writer.close()
    data = path.read_bytes()
    half = len(data) // 2
    damaged = {
        "empty": b"",
        "other": b"no graph at all",
        "half": data[:half],
        "hole": data[:half] + bytes(99) + data[half + 99 :],
    }
    path.write_bytes(damaged[damage])
    with pytest.raises(StoreError, match="rebuild --graph"):
        open_store(path=path).read("counts", {})
    with pytest.raises(StoreError, match="rebuild --graph"):
        open_store(path=path, write=True)
    fresh = open_store(path=path, write=True, fresh=True)
    fresh.rebuild([PLAN, ACTION])
    assert read_all(open_store(path=path)) == before


def test_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="请把 KG_HOME"):
        open_store(path=tmp_path / "file" / "graph.kgl", write=True)


def test_passages_stay_out_of_the_graph(path: Path) -> None:
    writer = open_store(path=path, write=True)
    chunks = tuple({**row, "text": "只在记录里的一句话"} for row in PLAN.chunks)
    writer.write_document(replace(PLAN, chunks=chunks))
    assert "text" not in {
        key for row in writer._graph.cypher("MATCH (c:Chunk) RETURN keys(c) AS k") for key in row["k"]
    }  # type: ignore[attr-defined]
