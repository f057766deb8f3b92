"""The whole command on a small plan: figures, report, comparison, sheet; and the public scorer's figures on its gold."""

import importlib.util
import json
import os
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from ingest.pipeline import add_paths
from kg.__main__ import main
from kg.engine import Engine
from kg.evaluate.model import Evaluation
from kg.evaluate.run import evaluate
from kg.export import export
from kg.settings import Settings
from tests.kg.evaluate.evaluate_factory import FOLDER, PLAN, SHARED


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evaluated")
    assert [row["error"] for row in add_paths([PLAN], Settings(home=folder))] == [None]
    return folder


def run(home: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setenv("KG_HOME", str(home))
    monkeypatch.delenv("KG_GRAPH_URL", raising=False)
    return main(["evaluate", *arguments])


def test_evaluate_writes_report_and_figures(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "报告.html"
    assert run(home, monkeypatch, str(FOLDER), "--report", str(report)) == 0
    page, told = report.read_text(encoding="utf-8"), capsys.readouterr().out
    for title in ("实体识别", "事实抽取", "表格事实", "问答", "检索"):
        assert f"{title}</h2>" in page
        assert f"\n{title}  " in f"\n{told}"
    # What the texts do not say can never be found, whatever the rules read.
    assert "区体育局 → 建立高校院所成果清单" in page
    assert "q3 区教育局负责哪些任务？" in page
    assert "r2 跨湖大桥" in page
    assert "金标涉及的 x02 没有入库" in told
    figures = json.loads((tmp_path / "报告.json").read_text(encoding="utf-8"))["figures"]
    assert figures["tables"]["all"] == {"recall": 1.0, "n": 1}
    assert figures["facts"]["RESPONSIBLE_FOR"] == {"recall": 0.5, "n": 2}
    assert figures["retrieval"]["all"]["recall10"] == 0.5
    assert figures["qa"]["department_tasks"] == {"score": 0.0, "n": 1}


GOOD = "- {id: a, library: small, query: 成果转化, find: [{document: x01}], within: 9, reason: 文中有}\n"
ELSEWHERE = "- {id: b, library: large, query: 成果转化, find: [{document: x02}], within: 9, reason: 文中有}\n"


@pytest.mark.parametrize(
    ("cases", "red"),
    [
        (GOOD, ""),
        (GOOD + ELSEWHERE, ""),
        (GOOD.replace("x01}]", "x01, holds: 没有这句话}]"), "1 条未过，0 条出错"),
        (GOOD + "- 坏\n", "0 条未过，1 条出错"),
        (GOOD + ELSEWHERE.replace("large", "unknown"), "0 条未过，1 条出错"),
        (ELSEWHERE, "没有可以跑的用例"),
    ],
)
def test_evaluate_search_turns_red_on_a_failure_and_on_an_error(
    cases: str,
    red: str,
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "libraries.yaml").write_text("small: [x01]\nlarge: [x02]\n", encoding="utf-8")
    (tmp_path / "synonym.yaml").write_text(cases, encoding="utf-8")
    report = tmp_path / "报告.html"
    assert run(home, monkeypatch, "--search", str(tmp_path), "--report", str(report)) == bool(red)
    told = capsys.readouterr()
    assert red in told.err
    assert ("1 条用例没有跑" in told.out) == (cases == GOOD + ELSEWHERE)
    assert report.is_file() == (cases != ELSEWHERE)


def test_evaluate_compares_with_the_last_run(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, monkeypatch, str(FOLDER)) == 0
    capsys.readouterr()
    kept = home / "evaluation.json"
    data = json.loads(kept.read_text(encoding="utf-8"))
    (key,) = [key for key, (_, title) in data["findings"]["facts"].items() if "区体育局" in title]
    del data["findings"]["facts"][key]
    kept.write_text(json.dumps(data), encoding="utf-8")
    assert run(home, monkeypatch, str(FOLDER), "--json") == 0
    change = json.loads(capsys.readouterr().out)["change"]
    assert change["headlines"] == dict.fromkeys(["mentions", "facts", "tables", "qa", "retrieval"], 0.0)
    assert not any(change["better"].values())
    assert change["worse"]["facts"] == ["漏 · 负责 · 区体育局 → 建立高校院所成果清单 [x01]"]


def test_evaluate_says_what_is_missing(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mentions.jsonl").write_bytes((FOLDER / "mentions.jsonl").read_bytes())
    assert run(home, monkeypatch, str(tmp_path)) == 0
    told = capsys.readouterr().out
    assert all(f"没有 {name}.jsonl，相应部分未评" in told for name in ("facts", "qa", "retrieval"))


def test_evaluate_needs_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "empty", monkeypatch, str(FOLDER)) == 1
    assert "还没有入库的文档" in capsys.readouterr().err


def test_evaluate_draws_a_sheet(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "判断.xlsx"
    assert run(home, monkeypatch, "--precision", "3", "--sheet", str(sheet), "--seed", "4") == 0
    assert f"共抽 3 条，判断表：{sheet}" in capsys.readouterr().out
    assert run(home, monkeypatch, "--judged", str(sheet)) == 1
    assert "“判断”一列全空" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "四者请给一个"),
        ([str(FOLDER), "--judged", "a.xlsx"], "四者请给一个"),
        (["--precision", "3"], "--sheet 与 --precision 要一起用"),
        (["--judged", "a.xlsx", "--report", "a.html"], "--report 与 GOLD_DIR 或 --search 一起用"),
    ],
)
def test_evaluate_refuses_a_mixed_call(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    told: str,
) -> None:
    assert run(home, monkeypatch, *arguments) == 1
    assert told in capsys.readouterr().err


def load_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "eval" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    return score


def public_figures(engine: Engine, folder: Path, score: ModuleType) -> dict[str, object]:
    """The public scorer's figures on what the commands would print."""
    gold = {name: score.read(folder / f"{name}.jsonl") for name in ("mentions", "facts", "qa", "retrieval")}
    mentions = [
        {
            "id": place,
            "mentions": [{"start": m.start, "end": m.end, "type": m.type} for m in engine.annotate(row["text"])],
        }
        for place, row in enumerate(gold["mentions"])
    ]
    answers = [{"id": row["qid"], **engine.ask(row["question"]).to_json()} for row in gold["qa"]]
    hits = [
        {
            "id": row["qid"],
            "hits": [{"document": hit.document, "text": hit.chunk.text} for hit in engine.search(row["query"])],
        }
        for row in gold["retrieval"]
    ]
    written = engine.settings.home / "written"
    export(written, engine.loaded.values(), engine.resolution)
    path = str(folder / "facts.jsonl")
    in_tables = [row for row in gold["facts"] if (row.get("props") or {}).get("table")]
    return {
        "mentions": score.score_mentions(gold["mentions"], mentions)[0],
        "facts": score.score_facts({"path": path, "rows": gold["facts"]}, written)[0],
        "tables": score.score_facts({"path": path, "rows": in_tables}, written)[0],
        "qa": score.score_qa(gold["qa"], answers)[0],
        "retrieval": {"all": score.score_retrieval(gold["retrieval"], hits)[0]},
    }


def figures_of(evaluation: Evaluation) -> dict[str, dict[str, dict[str, float]]]:
    return {part.name: {group: dict(row) for group, row in part.figures.items()} for part in evaluation.parts}


needs_shared = pytest.mark.skipif(
    not SHARED.is_dir() and os.environ.get("CI") != "true", reason="the public scorer is not beside the checkout"
)


SHARE = {"qa": 3, "retrieval": 2}  # every third question, every second query: each is asked of the whole engine


@pytest.mark.shared
@needs_shared
def test_evaluate_agrees_with_the_public_scorer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "rows"
    folder.mkdir()
    for path in (SHARED / "gold").glob("*.jsonl"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        (folder / path.name).write_text("".join(lines[:: SHARE.get(path.stem, 1)]), encoding="utf-8")
    settings = Settings(home=tmp_path / "home")
    add_paths([path for path in (SHARED / "plans").iterdir() if path.name.startswith("p002")], settings)
    with Engine.open(settings) as engine:
        for verb in ("ask", "search", "annotate"):  # both scorers see the same replies, given once
            monkeypatch.setattr(engine, verb, cache(getattr(engine, verb)))
        figures = figures_of(evaluate(engine, folder))
        assert figures == public_figures(engine, folder, load_scorer())
    wholes = (("mentions", "micro", "f1"), ("facts", "all", "recall"), ("qa", "all", "score"))
    assert all(figures[name][whole][measure] > 0 for name, whole, measure in wholes)


@pytest.mark.shared
@needs_shared
def test_evaluate_agrees_with_the_public_scorer_on_the_small_plan(home: Path) -> None:
    with Engine.open(Settings(home=home)) as engine:
        assert figures_of(evaluate(engine, FOLDER)) == public_figures(engine, FOLDER, load_scorer())
