"""What goes wrong around the files: each time a clear message, the right exit code, and nothing that was in is lost."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.pipeline import add_paths, remove_documents
from ingest.readers import read_file
from ingest.structure import make_document
from kg.engine import Engine
from kg.errors import StoreError
from kg.settings import ROOT, Settings
from kg.store import RecordStore
from tests.file_writers import raw_table, write_file

AsNobody = Callable[[Callable[[], str]], str]
PLAN = "澄湖区科技创新行动方案\n\n一、重点任务\n1.建设概念验证中心，服务科技成果转化。（责任单位：区科技局）\n"
OTHER = "澄湖区人才工作要点\n\n一、主要任务\n加强人才公寓建设，保障人才住房。（责任单位：区住建局）\n"
LIMITED = "import resource,sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0})); from ingest.__main__ import main; sys.exit(main())"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


def write(path: Path, text: str = PLAN) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def command(*arguments: str, home: Path, url: str = "") -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "KG_HOME": str(home), "KG_GRAPH_URL": url}
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=env, capture_output=True, text=True, timeout=300, check=False
    )


def said(done: subprocess.CompletedProcess[str], *, stdout: str = "") -> str:
    """The error of a command that ended as a wrong call or a broken store does; `stdout`: a pattern of what it told before."""
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert re.fullmatch(stdout, done.stdout.strip())
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("错误：")]
    return line


def ledger(settings: Settings) -> dict[str, str]:
    return {row["document"]: row["status"] for row in RecordStore(settings.home).ledger().values()}


def test_a_copy_has_a_row_of_its_own_until_the_first_is_removed(settings: Settings, tmp_path: Path) -> None:
    write(tmp_path / "plans" / "a.txt")
    copy = write(tmp_path / "plans" / "b.txt")
    add_paths([tmp_path / "plans"], settings)
    assert ledger(settings) == {"a.txt": "added", "b.txt": "unchanged"}
    add_paths([tmp_path / "plans"], settings)
    assert ledger(settings) == {"a.txt": "unchanged", "b.txt": "unchanged"}
    remove_documents(["a.txt"], settings)
    assert ledger(settings) == {}
    assert [row["status"] for row in add_paths([copy], settings)] == ["added"]


def test_a_record_that_was_lost_is_made_again(settings: Settings, tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    add_paths([path], settings)
    shutil.rmtree(settings.home / "records")
    assert [row["status"] for row in add_paths([path], settings)] == ["added"]
    assert len(RecordStore(settings.home).ids()) == 1


def test_a_failed_update_says_that_the_older_version_is_still_in(settings: Settings, tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    add_paths([path], settings)
    path.write_bytes(b"")
    (row,) = add_paths([path], settings)
    assert "空文件" in row["error"]
    assert "仍保留" in row["error"]


def test_a_namesake_never_replaces_the_one_that_was_seen_first(settings: Settings, tmp_path: Path) -> None:
    first, second = write(tmp_path / "one" / "a.txt"), write(tmp_path / "two" / "a.txt", OTHER)
    add_paths([first], settings)
    statuses = [row["status"] for row in add_paths([first, second], settings)]
    assert statuses == ["unchanged", "failed"]
    (document,) = RecordStore(settings.home).documents()
    assert document.title == "澄湖区科技创新行动方案"


def test_documents_of_other_formats_and_empty_folders_are_reported(settings: Settings, tmp_path: Path) -> None:
    for name in ("a.txt", "b.wps", "c.ofd", "scan.jpg", "notes.py"):
        write(tmp_path / "plans" / name)
    (tmp_path / "empty").mkdir()
    rows = add_paths([tmp_path / "plans", tmp_path / "empty"], settings)
    assert {row["document"]: row["status"] for row in rows} == {
        "a.txt": "added",
        "b.wps": "failed",
        "c.ofd": "failed",
        "scan.jpg": "failed",
        "empty": "failed",
    }
    assert all("请" in row["error"] for row in rows if row["status"] == "failed")
    assert len(ledger(settings)) == 5


@pytest.mark.parametrize("suffix", [".txt", ".html", ".xlsx"])
def test_a_table_of_5000_rows(suffix: str, settings: Settings, tmp_path: Path) -> None:
    rows = [f"{n} | 建设第{n}号平台 | 区科技局" for n in range(1, 5001)]
    path = write_file(tmp_path / f"plan{suffix}", ["一、任务清单。", raw_table("序号 | 任务 | 责任单位", *rows)])
    (table,) = make_document(read_file(path), name=path.name, sha256="0").tables
    assert len(table.grid) == 5001
    assert [cell.text for cell in (table.cell(5000, c) for c in range(3))] == ["5000", "建设第5000号平台", "区科技局"]


def test_a_data_folder_that_may_not_be_written(open_folder: Path, as_nobody: AsNobody) -> None:
    path = write(open_folder / "a.txt")
    home = open_folder / "home"
    home.mkdir()
    home.chmod(0o555)

    def add() -> str:
        with pytest.raises(StoreError) as error:
            add_paths([path], Settings(home=home))
        return str(error.value)

    told = as_nobody(add)
    assert str(home) in told
    assert "KG_HOME 设为" in told
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(("limit", "row"), [(300, ""), (8_000, r'\{"document": "b.txt".*"status": "added".*\}')])
def test_a_full_disk_keeps_what_was_in(limit: int, row: str, settings: Settings, tmp_path: Path) -> None:
    add_paths([write(tmp_path / "a.txt")], settings)
    second = write(tmp_path / "b.txt", OTHER)  # 300: at its record; 8000: at the graph, when its row is in the ledger
    told = said(command("-c", LIMITED.format(limit), "add", str(second), "--json", home=settings.home), stdout=row)
    assert "请腾出磁盘空间" in told
    assert not list(settings.home.rglob("*.part"))
    assert [row["status"] for row in add_paths([second], settings)] in (["added"], ["unchanged"])
    with Engine.open(settings) as engine:
        assert {document.name for document in engine.loaded.values()} == {"a.txt", "b.txt"}
        assert engine.search("人才公寓")


def test_a_graph_server_that_is_away_loses_no_document(settings: Settings, tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    done = command("-m", "ingest", "add", str(path), home=settings.home, url="bolt://127.0.0.1:9")
    told = said(done, stdout=r"已加入　a\.txt　.*")
    assert "连不上 Neo4j" in told
    assert "kg rebuild" in told
    assert ledger(settings) == {"a.txt": "added"}
    assert [row["status"] for row in add_paths([path], settings)] == ["unchanged"]
    with Engine.open(settings) as engine:
        assert engine.search("概念验证")


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["ingest", "add"], "PATH"),
        (["ingest", "add", "x.txt", "--colour"], "--colour"),
        (["ingest", "frobnicate"], "frobnicate"),
        (["ingest", "remove", "没有.txt"], "ingest status"),
        (["kg", "search", "问题", "-k", "many"], "many"),
        (["kg", "ask", "问题", "--colour", "red"], "--colour"),
        (["kg", "ask", ""], "问题"),
        (["kg", "ask", "问" * 10_000], "2000"),
    ],
)
def test_a_wrong_call_is_an_error_that_says_what_can_be_given(
    arguments: list[str], named: str, settings: Settings
) -> None:
    assert named in said(command("-m", *arguments, home=settings.home))


def test_a_path_that_is_not_there_is_a_failed_document(settings: Settings, tmp_path: Path) -> None:
    done = command("-m", "ingest", "add", str(tmp_path / "没有.txt"), home=settings.home)
    assert done.returncode == 3
    assert "打不开" in done.stdout
    assert "Traceback" not in done.stderr
    assert ledger(settings) == {"没有.txt": "failed"}


@pytest.mark.parametrize(
    ("content", "named"),
    [(b"\xff\xfe{\n", "第 1 行"), (b'{"id": 1, "question": "\xb2\xbf\xc3\xc5\n', "第 1 行"), (b"[1]\n", "第 1 行")],
)
def test_a_batch_that_is_no_json_lines_names_the_line(
    content: bytes, named: str, settings: Settings, tmp_path: Path
) -> None:
    batch = tmp_path / "问题.jsonl"
    batch.write_bytes(content)
    assert named in said(command("-m", "kg", "ask", "--batch", str(batch), home=settings.home))


def test_an_export_that_cannot_be_written_is_said(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "out" / "entities.jsonl").mkdir(parents=True)  # stands where a file is to be
    assert str(tmp_path / "out") in said(command("-m", "kg", "export", str(tmp_path / "out"), home=settings.home))
