"""The way in and out: ledger, incremental by content, bad input, one writer, projections that follow the records."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.pipeline import add_paths, remove_documents
from kg.engine import Engine
from kg.errors import IndexStateError, QueryError, StoreBusyError, StoreError
from kg.settings import ROOT, Settings
from kg.store import RecordStore

PLAN = """澄湖区科技创新行动方案

一、重点任务
（一）推动科技成果转化
1.建设概念验证中心。支持高校院所在区内转化科技成果，提供概念验证服务。（牵头单位：区科技局；配合单位：区财政局）
2.培育技术经理人。开展科技成果转化人才培训。（责任单位：区科技局、区人力社保局）
（二）优化产业布局
湖东产业园重点发展智能装备、新材料等产业。
"""
OTHER = """澄湖区人才工作要点

一、主要任务
加强人才公寓建设，保障人才住房。（责任单位：区住建局、区科技局）
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "行动方案.txt").write_text(PLAN, encoding="utf-8")
    (folder / "人才要点.txt").write_text(OTHER, encoding="utf-8")
    return folder


def run(module: str, *arguments: str, home: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """A command as a user runs it."""
    env = {**os.environ, "KG_HOME": str(home), "KG_GRAPH_URL": ""}
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=env, input=stdin, capture_output=True, text=True, timeout=300, check=False
    )


def test_pipeline_adds_then_knows_what_is_unchanged_and_updated(settings: Settings, plans: Path) -> None:
    first = add_paths([plans], settings)
    state = RecordStore(settings.home).state()
    second = add_paths([plans], settings)
    assert [row["status"] for row in first] == ["added", "added"]
    assert [row["status"] for row in second] == ["unchanged", "unchanged"]
    assert RecordStore(settings.home).state() == state
    (plans / "人才要点.txt").write_text(OTHER + "支持青年人才创业。\n", encoding="utf-8")
    assert sorted(row["status"] for row in add_paths([plans], settings)) == ["unchanged", "updated"]


def test_pipeline_removal_takes_only_what_the_document_supported(settings: Settings, plans: Path) -> None:
    add_paths([plans], settings)
    with Engine.open(settings) as engine:
        before = {str(row["name"]) for row in engine.query("entities", {"label": "Department"})}
    remove_documents(["行动方案.txt"], settings)
    with Engine.open(settings) as engine:
        after = {str(row["name"]) for row in engine.query("entities", {"label": "Department"})}
    assert before - after == {"区财政局", "区人力社保局"}
    assert "区科技局" in after


def test_pipeline_keeps_bad_files_in_the_ledger(settings: Settings, plans: Path) -> None:
    (plans / "空.txt").write_bytes(b"")
    (plans / "坏.docx").write_bytes(b"PK\x03\x04 nothing of a zip")
    (plans / "程序.txt").write_bytes(bytes(range(256)) * 40)
    rows = {row["document"]: row for row in add_paths([plans], settings)}
    assert {name for name, row in rows.items() if row["status"] == "failed"} == {"空.txt", "坏.docx", "程序.txt"}
    assert all(rows[name]["error"] for name in ("空.txt", "坏.docx", "程序.txt"))
    assert len(RecordStore(settings.home).ids()) == 2
    assert set(RecordStore(settings.home).ledger()) == {row["document_id"] for row in rows.values()}


def test_pipeline_takes_the_same_content_once(settings: Settings, plans: Path) -> None:
    (plans / "行动方案（副本）.txt").write_text(PLAN, encoding="utf-8")
    rows = add_paths([plans], settings)
    assert sorted(row["status"] for row in rows) == ["added", "added", "unchanged"]
    assert any("内容相同" in warning for row in rows for warning in row["warnings"])
    assert len(RecordStore(settings.home).ids()) == 2


def test_pipeline_refuses_two_files_of_one_name_and_different_content(
    settings: Settings, plans: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "行动方案.txt").write_text(OTHER.replace("人才", "招商"), encoding="utf-8")
    rows = add_paths([plans, other], settings)
    assert [row["status"] for row in rows].count("failed") == 1
    assert "请改名" in next(row["error"] for row in rows if row["status"] == "failed")
    ledger = RecordStore(settings.home).ledger()
    assert sorted(row["status"] for row in ledger.values() if row["document"] == "行动方案.txt") == ["added", "failed"]


def test_pipeline_reads_chinese_and_very_long_names(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / ("关于推动科技成果转化的若干措施" * 5 + ".txt")
    path.write_text(PLAN, encoding="utf-8")
    assert [row["status"] for row in add_paths([path], settings)] == ["added"]


def test_pipeline_failed_update_keeps_the_older_record(settings: Settings, plans: Path) -> None:
    add_paths([plans], settings)
    (plans / "行动方案.txt").write_bytes(b"")
    rows = add_paths([plans], settings)
    assert [row["status"] for row in rows if row["document"] == "行动方案.txt"] == ["failed"]
    with Engine.open(settings) as engine:
        assert any(d.name == "行动方案.txt" for d in engine.loaded.values())


def test_pipeline_says_who_writes(settings: Settings, plans: Path) -> None:
    store = RecordStore(settings.home)
    with store.writing(), pytest.raises(StoreBusyError, match=str(os.getpid())):
        add_paths([plans], settings)


def test_pipeline_refuses_a_folder_that_cannot_be_made(plans: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder", encoding="utf-8")
    with pytest.raises(StoreError, match="请把 KG_HOME"):
        add_paths([plans], Settings(home=blocked / "home"))


def test_pipeline_removal_of_an_unknown_document_says_how_to_list(settings: Settings, plans: Path) -> None:
    add_paths([plans], settings)
    with pytest.raises(StoreError, match="ingest status"):
        remove_documents(["没有.txt"], settings)


def test_engine_refuses_a_stale_graph_and_index(settings: Settings, plans: Path) -> None:
    add_paths([plans], settings)
    store = RecordStore(settings.home)
    store.remove(store.ids()[0])
    with Engine.open(settings) as engine, pytest.raises(StoreError, match="rebuild --graph"):
        engine.query("counts")
    with Engine.open(settings) as engine, pytest.raises(IndexStateError, match="rebuild --index"):
        engine.search("成果转化")


def test_engine_without_documents_says_how_to_add_some(settings: Settings) -> None:
    with Engine.open(settings) as engine, pytest.raises(StoreError, match="ingest add"):
        engine.ask("哪些部门负责科技成果转化？")
    with Engine.open(settings) as engine, pytest.raises(StoreError, match=r"还没有文件.*ingest add"):
        engine.search("科技成果转化")


@pytest.mark.parametrize("question", ["", "   ", "问" * 10_000])
def test_engine_refuses_empty_and_endless_questions(settings: Settings, question: str) -> None:
    with Engine.open(settings) as engine, pytest.raises(QueryError, match="问题"):
        engine.ask(question)


def test_commands_speak_json_alone_and_say_errors_without_traceback(settings: Settings, plans: Path) -> None:
    (plans / "空.txt").write_bytes(b"")
    added = run("ingest", "add", str(plans), "--json", home=settings.home)
    assert added.returncode == 3
    assert [json.loads(line)["status"] for line in added.stdout.splitlines()].count("failed") == 1
    asked = run("kg", "ask", "哪些部门负责科技成果转化任务？", "--json", home=settings.home)
    answer = json.loads(asked.stdout)
    assert answer["status"] == "answered"
    assert {"区科技局", "区财政局", "区人力社保局"} <= {row["name"] for row in answer["answers"]}
    assert all(row["evidence"] for row in answer["answers"])
    unknown = run("kg", "query", "no_such_query", home=settings.home)
    assert unknown.returncode == 1
    assert unknown.stderr.startswith("错误：")
    wrong = run("kg", "query", "facts_of", "--param", "colour=red", home=settings.home)
    assert wrong.returncode == 1
    assert "Traceback" not in wrong.stderr


def test_commands_export_and_annotate(settings: Settings, plans: Path, tmp_path: Path) -> None:
    add_paths([plans], settings)
    for form in ("jsonl", "csv", "graphml", "turtle"):
        assert run("kg", "export", str(tmp_path / form), "--format", form, home=settings.home).returncode == 0
        assert all(path.stat().st_size for path in (tmp_path / form).iterdir())
    relations = [
        json.loads(line) for line in (tmp_path / "jsonl" / "relations.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert relations
    assert all(row["evidence"] for row in relations)
    duties = [row["properties"] for row in relations if row["type"] == "RESPONSIBLE_FOR"]
    assert duties
    assert all(set(duty) <= {"role", "no", "group", "status", "force"} for duty in duties)
    assert any(duty.get("no") or duty.get("group") for duty in duties)
    text = "区科技局牵头建设概念验证中心"
    done = run("kg", "annotate", home=settings.home, stdin=json.dumps({"id": 1, "text": text}) + "\n")
    mentions = json.loads(done.stdout)["mentions"]
    assert all(text[m["start"] : m["end"]] == m["text"] for m in mentions)
    assert ("区科技局", "Department") in {(m["text"], m["type"]) for m in mentions}


def test_status_tells_what_was_not_understood(settings: Settings, plans: Path) -> None:
    (plans / "行动方案.txt").write_text(PLAN + "二、保障措施\n组建专班。\n责任单位：相关企业\n", encoding="utf-8")
    add_paths([plans], settings)
    plain = run("ingest", "status", home=settings.home)
    assert plain.stdout.count("未读懂") == 1
    assert "有责任字样而没有任务的段落 1" in plain.stdout
    rows = {
        row["document"]: row
        for row in map(json.loads, run("ingest", "status", "--json", home=settings.home).stdout.splitlines())
    }
    assert rows["人才要点.txt"]["not_understood"] == []
    (gap,) = rows["行动方案.txt"]["not_understood"]
    assert (gap["kind"], gap["quote"], gap["section"]) == ("duty", "责任单位：相关企业", ["二、保障措施"])


def test_records_of_an_older_version_are_read_and_status_says_what_they_lack(settings: Settings, plans: Path) -> None:
    add_paths([plans], settings)
    store = RecordStore(settings.home)
    for document_id in store.ids():
        path = store.folder / f"{document_id}.json"
        data = json.loads(path.read_text(encoding="utf-8"))
        del data["gaps"], data["extraction"]["gaps"]
        path.write_text(json.dumps(data), encoding="utf-8")
    store.write_ledger({key: {k: v for k, v in row.items() if k != "gaps"} for key, row in store.ledger().items()})
    assert [document.all_gaps for document in store.documents()] == [(), ()]
    assert run("ingest", "status", home=settings.home).stdout.count("请用 `python -m ingest add` 重新加入") == 2
