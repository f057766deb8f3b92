"""`kg ask` as a reader calls it: a question that leans on another, candidates, and how a question was read."""

import json
from pathlib import Path

import pytest

from ingest.pipeline import add_paths
from kg.__main__ import main
from kg.settings import ROOT, Settings


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("asking")
    rows = add_paths([ROOT / "tests" / "cases" / "answers"], Settings(home=folder))
    assert {row["status"] for row in rows} == {"added"}
    return folder


def test_ask_command_follows_and_asks_back(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KG_HOME", str(home))
    monkeypatch.delenv("KG_GRAPH_URL", raising=False)
    batch = tmp_path / "questions.jsonl"
    rows = [{"id": 1, "question": "那区财政局呢？", "previous": "区教委配合哪些任务？"}]
    batch.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    assert main(["ask", "--batch", str(batch)]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["id"], row["status"], row["read_as"]) == (1, "answered", "区财政局配合哪些任务？")
    assert main(["ask", "规划是谁发布的？"]) == 0
    told = capsys.readouterr().out
    assert "您是想问：《青岚区“十四五”时期先进制造产业规划》是谁发布的？" in told
