"""A long adding can be stopped: what is in stays in and can be asked, the rest is read the next time."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.__main__ import stopping
from ingest.adding import Adding
from ingest.ahead import WORTH
from ingest.pipeline import add_paths
from kg.engine import Engine
from kg.errors import StoreBusyError
from kg.settings import ROOT, Settings
from kg.store import RecordStore

PLAN = "澄湖区第{number}号行动方案\n\n一、重点任务\n1.建设人才公寓。（责任单位：区科委、区住建局）\n"


@pytest.fixture
def plans(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "plans"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(PLAN.format(number=number), encoding="utf-8")
    return sorted(folder.iterdir())


def readers() -> list[str]:
    """The processes that read for this one, joblib's."""
    told = subprocess.run(["ps", "-Aww", "-o", "ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(maxsplit=1) for line in told.splitlines()]
    return [args for parent, args in rows if parent == str(os.getpid()) and "popen_loky" in args]


def test_stopped_adding_keeps_what_is_in_and_goes_on_the_next_time(plans: list[Path], tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    rows = add_paths(plans, settings, wants_stop=lambda: True)
    assert [row["document"] for row in rows] == ["0.txt"]
    assert len(RecordStore(settings.home).ledger()) == 1
    with Engine.open(settings) as engine:  # graph and index agree with what is in
        assert len(engine.query("documents")) == 1
        assert engine.search("人才公寓")
    again = add_paths(plans, settings)
    assert [row["status"] for row in again] == ["unchanged", "added", "added"]


def test_stop_ends_the_processes_that_read_ahead(tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    for number in range(6):
        text = f"<!-- {'x' * (WORTH // 4)} --><h1>澄湖区第{number}号行动方案</h1><p>一、重点任务</p><p>1.建设公寓。</p>"
        (folder / f"{number}.html").write_text(f"<html>{text}</html>", encoding="utf-8")
    reading: list[int] = []

    def wants_stop() -> bool:
        reading.append(len(readers()))
        return True

    rows = add_paths(folder.iterdir(), Settings(home=tmp_path / "home"), wants_stop=wants_stop)
    assert len(rows) == 1
    assert reading[0] > 1
    waited = time.monotonic() + 30
    while readers() and time.monotonic() < waited:
        time.sleep(0.2)
    assert readers() == []


def test_adding_goes_on_by_itself_and_says_how_far_it_is(plans: list[Path], tmp_path: Path) -> None:
    tidied = []
    adding = Adding(plans, Settings(home=tmp_path / "home"), tidy=lambda: tidied.append(True))
    rows = adding.rows()
    assert [row["status"] for row in rows] == ["added"] * 3
    assert (adding.progress.done, adding.progress.total, adding.progress.name) == (3, 3, "2.txt")
    assert tidied == [True]
    assert adding.wait(0)


def test_adding_that_is_stopped_leaves_the_rest_out(plans: list[Path], tmp_path: Path) -> None:
    adding = Adding(plans, Settings(home=tmp_path / "home"), tidy=lambda: None)
    adding.stop()
    assert adding.stopping
    assert 1 <= len(adding.rows()) < 3


def test_adding_raises_what_it_failed_with(plans: list[Path], tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    tidied = []
    with RecordStore(settings.home).writing():
        adding = Adding(plans, settings, tidy=lambda: tidied.append(True))
        with pytest.raises(StoreBusyError):
            adding.rows()
    assert tidied == [True]


def test_first_interrupt_asks_for_a_stop_and_the_second_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    with stopping() as wants_stop:
        assert not wants_stop()
        os.kill(os.getpid(), signal.SIGINT)
        assert wants_stop()
        assert "再按一次 Ctrl-C" in capsys.readouterr().err
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_interrupted_command_says_what_is_in_and_how_to_go_on(plans: list[Path], tmp_path: Path) -> None:
    home = tmp_path / "home"
    process = subprocess.Popen(
        [sys.executable, "-m", "ingest", "add", str(plans[0].parent)],
        cwd=ROOT,
        env={**os.environ, "KG_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not (home / "writer.lock").exists():  # the names are read then, for seconds, before the first file
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=300)
    assert process.returncode == 3, err
    assert out.count("已加入") == 1
    assert "已停止：1 份已读完并入库，2 份没有读。再次运行同一命令即可接着读" in err
    assert "Traceback" not in err
