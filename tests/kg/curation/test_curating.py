"""Corrections on a real data folder: seen by graph, answers and export, kept on re-reading, gone without trace when undone."""

import io
import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

import kg.__main__
from ingest.pipeline import add_paths
from kg.corrections.apply import load_corrected
from kg.curation.command import make_correction
from kg.curation.keeping import correct, correction_lines, undo
from kg.curation.patch import make_patch
from kg.curation.queue import make_queue, open_cases
from kg.curation.reviewed import add_review, load_reviewed, undo_review
from kg.curation.shelf import Shelf
from kg.engine import Engine
from kg.errors import QueryError, RecordError, StoreBusyError
from kg.export import export
from kg.gazetteer import load_gazetteer
from kg.graph import GraphStore
from kg.lint import ERROR, lint
from kg.ontology import load_ontology
from kg.projection import projection_of, resolve_all
from kg.settings import ROOT, Settings
from kg.store import CORRECTIONS, RecordStore

PLAN = """青岚区产业方案

一、重点任务
1.建设概念验证中心。支持高校在区内转化成果。（牵头单位：区科技局；配合单位：区财政局、区科技局）
二、产业布局
青岚产业园重点发展智能装备产业。青岚产业园位于青岚区。
到2030年，高新技术企业达到300家。到2030年，高新技术企业达到320家。
"""
OTHER = """青岚区产业工作方案

一、产业布局
青岚产业园重点发展智能装备产业，引进了一批企业。
"""
NAMES = ("青岚区产业方案.txt", "青岚区产业工作方案.txt")
CASES = yaml.safe_load((ROOT / "tests" / "cases" / "refused_corrections.yaml").read_text(encoding="utf-8"))
BASE: Mapping[str, dict[str, Any]] = CASES["base"]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("curating")
    for name, text in zip(NAMES, (PLAN, OTHER), strict=True):
        (folder / name).write_text(text, encoding="utf-8")
    rows = add_paths([folder / name for name in NAMES], Settings(home=folder / "home"))
    assert {row["status"] for row in rows} == {"added"}
    return folder / "home"


@pytest.fixture
def home(filled: Path, tmp_path: Path) -> Path:
    """A copy of the data folder that a test may change."""
    return Path(shutil.copytree(filled, tmp_path / "home"))


def make(home: Path, *rows: Mapping[str, Any]) -> None:
    with Engine.open(Settings(home=home)) as engine:
        shelf = Shelf(engine)
        correct(engine, *(make_correction(shelf, row) for row in rows))


def take_back(home: Path) -> None:
    with Engine.open(Settings(home=home)) as engine:
        ids = [line.correction.id for line in correction_lines(engine)]
    for one in ids:
        with Engine.open(Settings(home=home)) as engine:
            undo(engine, one, who="李")


def everything(home: Path, folder: Path) -> tuple[dict[str, str], list[dict[str, object]]]:
    """All that the export and the graph hold."""
    with Engine.open(Settings(home=home)) as engine:
        paths = export(folder, engine.loaded.values(), engine.resolution)
        rows = engine.query("entities", {"limit": 1000}) + engine.query("relation_counts")
        return {path.name: path.read_text(encoding="utf-8") for path in paths}, rows


def answer(home: Path, question: str) -> list[str]:
    with Engine.open(Settings(home=home)) as engine:
        return [row.name for row in engine.ask(question).answers]


SOUND = [BASE[kind] for kind in ("reject", "add", "rename", "retype", "alias")] + [
    {**BASE["not_alias"], "text": "青岚产业园"}
]


@pytest.mark.parametrize("row", SOUND, ids=[row["kind"] for row in SOUND])
def test_correction_changes_graph_and_export_and_leaves_no_trace_when_undone(
    home: Path, tmp_path: Path, row: dict[str, Any]
) -> None:
    before = everything(home, tmp_path / "before")
    records = {path.name: path.read_bytes() for path in (home / "records").iterdir()}
    make(home, row)
    after = everything(home, tmp_path / "after")
    assert (
        after[0]["relations.jsonl" if row["kind"] in ("reject", "add") else "entities.jsonl"] not in before[0].values()
    )
    assert {path.name: path.read_bytes() for path in (home / "records").iterdir()} == records
    take_back(home)
    assert everything(home, tmp_path / "undone") == before


def test_rejected_fact_is_in_no_answer_while_another_document_states_it(home: Path) -> None:
    question = "青岚产业园重点发展哪些产业？"
    assert answer(home, question) == ["智能装备"]
    make(home, BASE["reject"])
    assert answer(home, question) == ["智能装备"]
    make(home, {**BASE["reject"], "document": NAMES[1]})
    assert "智能装备" not in answer(home, question)
    take_back(home)
    assert answer(home, question) == ["智能装备"]


def test_added_fact_is_answered_with_its_quote(home: Path) -> None:
    make(home, BASE["add"])
    with Engine.open(Settings(home=home)) as engine:
        row = next(one for one in engine.ask("青岚产业园重点发展哪些产业？").answers if one.name == "生物医药")
        assert [one.quote for one in row.evidence] == [BASE["add"]["quote"]]
        assert [one for one in engine.check() if one.severity == "ERROR"] == []


def test_alias_is_asked_and_searched_by(home: Path) -> None:
    make(home, BASE["alias"])
    assert answer(home, "青产园重点发展哪些产业？") == ["智能装备"]
    with Engine.open(Settings(home=home)) as engine:
        assert any("青岚产业园" in hit.chunk.text for hit in engine.search("青产园", k=3))


def test_corrections_are_kept_when_the_file_is_read_again(home: Path, tmp_path: Path) -> None:
    make(home, BASE["reject"], BASE["add"], BASE["rename"])
    changed = tmp_path / NAMES[0]
    changed.write_text(PLAN.replace("一、重点任务", "总则\n本方案自印发之日起施行。\n\n一、重点任务"), encoding="utf-8")
    assert [row["status"] for row in add_paths([changed], Settings(home=home))] == ["updated"]
    with Engine.open(Settings(home=home)) as engine:
        assert [bool(line.documents) for line in correction_lines(engine)] == [True, True, True]
    assert sorted(answer(home, "青岚智造园重点发展哪些产业？")) == ["智能装备", "生物医药"]


def test_correction_whose_words_are_gone_is_kept_and_listed_as_such(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make(home, BASE["add"])
    changed = tmp_path / NAMES[0]
    changed.write_text("青岚区产业方案\n\n一、总则\n本方案自印发之日起施行。\n", encoding="utf-8")
    add_paths([changed], Settings(home=home))
    monkeypatch.setenv("KG_HOME", str(home))
    assert kg.__main__.main(["corrections"]) == 0
    assert "已不适用" in capsys.readouterr().out


@pytest.mark.parametrize("case", CASES["cases"], ids=[case["says"] for case in CASES["cases"]])
def test_unsound_correction_is_refused_in_words_and_nothing_is_kept(filled: Path, case: dict[str, Any]) -> None:
    with pytest.raises((QueryError, RecordError), match=case["says"]):
        make(filled, {**BASE[case["base"]], **case.get("with", {})})
    assert not (filled / CORRECTIONS).exists()


def test_same_correction_twice_and_an_undo_of_nothing_are_refused(home: Path) -> None:
    make(home, BASE["alias"])
    with pytest.raises(QueryError, match="已有这条更正"):
        make(home, {**BASE["alias"], "who": "李"})
    with Engine.open(Settings(home=home)) as engine, pytest.raises(QueryError, match="没有可以撤回的更正"):
        undo(engine, "correction-0", who="王")


def test_busy_store_is_said_to_be_busy(home: Path) -> None:
    with RecordStore(home).writing(), pytest.raises(StoreBusyError, match="正在写入"):
        make(home, BASE["rename"])
    assert not (home / CORRECTIONS).exists()


def test_damaged_line_is_named(home: Path) -> None:
    (home / CORRECTIONS).write_text('{"kind": "rename"}\n', encoding="utf-8")
    with pytest.raises(RecordError, match="第 1 行"):
        load_corrected(RecordStore(home))


def run(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert kg.__main__.main(["corrections", *arguments]) == 0
    return capsys.readouterr().out.splitlines()


def test_command_adds_lists_undoes(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KG_HOME", str(home))
    lines = tmp_path / "更正.jsonl"
    lines.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in SOUND[:3]), encoding="utf-8")
    assert "还没有更正" in run([], capsys)[0]
    assert len(run(["--add", str(lines)], capsys)) == 3
    listed = [json.loads(line) for line in run(["--json"], capsys)]
    assert [row["kind"] for row in listed] == ["rename", "add", "reject"]
    assert listed[2]["documents"] == [NAMES[0]]
    assert "“青岚产业园”更名为“青岚智造园”" in run([], capsys)[0]
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps({"undo": listed[0]["id"], "who": "李"})))
    run(["--add", "-"], capsys)
    run(["--undo", listed[1]["id"], "--who", "李"], capsys)
    assert [json.loads(line)["kind"] for line in run(["--json"], capsys)] == ["reject"]
    lines.write_text('{"kind": "rename"}', encoding="utf-8")
    assert kg.__main__.main(["corrections", "--add", str(lines)]) == 1
    assert "第 1 行：没有 subject" in capsys.readouterr().err


def patched(home: Path, folder: Path) -> tuple[str, dict[str, Any]]:
    """The patch of the corrections in force, and the rows of a copy of the ontology that it was applied to."""
    with Engine.open(Settings(home=home)) as engine:
        text = make_patch([line.correction for line in reversed(correction_lines(engine))])
    shutil.copytree(ROOT / "ontology", folder / "ontology")
    (folder / "names.patch").write_text(text, encoding="utf-8")
    if "+++" in text:
        subprocess.run(["git", "apply", "names.patch"], cwd=folder, check=True, capture_output=True)
    entries = load_gazetteer(folder / "ontology")
    ontology = load_ontology(folder / "ontology")
    assert [fault for fault in lint(ontology, entries) if fault.severity == ERROR] == []
    return text, {entry.id: entry for entry in entries}


def test_patch_applies_to_the_ontology_and_passes_its_lint(home: Path, tmp_path: Path) -> None:
    park = {"type": "Industry", "name": "智能装备"}
    known = [
        {"kind": "alias", "who": "王", "subject": park, "text": "智能化装备业"},
        {"kind": "not_alias", "who": "王", "subject": park, "text": "智能装备产业"},
    ]
    make(home, BASE["reject"], BASE["alias"], *known)
    text, rows = patched(home, tmp_path)
    new = rows["park-青岚产业园"]
    assert (new.type, new.aliases, new.file) == ("Park", ("青产园",), "parks.csv")
    assert new.source.startswith("人工校核（王，")
    (industry,) = (one for one in rows.values() if one.name == "智能装备")
    assert "智能化装备业" in industry.aliases
    assert "智能装备产业" not in industry.aliases
    assert "未列入" in text
    assert "事实的更正不属于词表" in text


@pytest.fixture
def cases(home: Path) -> Iterator[dict[str, Any]]:
    with Engine.open(Settings(home=home)) as engine:
        yield {case.kind: case for case in open_cases(make_queue(Shelf(engine)), load_reviewed(home))}


def test_queue_tells_conflicts_with_the_facts_to_decide_on(cases: dict[str, Any]) -> None:
    assert cases["values"].told == {"year": "2030", "values": "300家（2030年）、320家（2030年）"}
    assert len(cases["values"].facts) == 2
    assert cases["roles"].told["bodies"] == "区科技局"
    weights = [case.weight for case in cases.values()]
    assert weights == sorted(weights, reverse=True)


def test_decided_case_leaves_the_queue_and_comes_back(home: Path, cases: dict[str, Any]) -> None:
    fact = cases["values"].facts[0]
    with Engine.open(Settings(home=home)) as engine:
        correct(engine, fact.rejection(who="王"))
    assert "values" not in kinds(home)
    take_back(home)
    assert "values" in kinds(home)
    add_review(home, cases["values"].id, cases["values"].title, who="王")
    assert "values" not in kinds(home)
    undo_review(home, cases["values"].id, who="王")
    assert "values" in kinds(home)


def kinds(home: Path) -> set[str]:
    with Engine.open(Settings(home=home)) as engine:
        return {case.kind for case in open_cases(make_queue(Shelf(engine)), load_reviewed(home))}


@pytest.mark.parametrize("row", SOUND, ids=[row["kind"] for row in SOUND])
def test_corrected_document_written_over_the_read_one_gives_the_graph_of_the_corrected_alone(
    home: Path, store: GraphStore, row: dict[str, Any]
) -> None:
    settings = Settings(home=home)
    read = RecordStore(home).documents()
    make(home, row)
    corrected = load_corrected(RecordStore(home))
    old, new = resolve_all(read, settings), resolve_all(corrected.documents, settings, corrected.named)
    projections = [projection_of(document, new) for document in corrected.documents]
    store.rebuild(projections)
    fresh = state(store)
    store.rebuild(projection_of(document, old) for document in read)
    assert state(store) != fresh
    for projection in projections:
        store.write_document(projection)
    assert state(store) == fresh


def state(store: GraphStore) -> list[list[dict[str, object]]]:
    """Entities and facts; rows that a query's order does not tell apart in one order."""
    entities = store.read("entities", {"limit": 1000})
    ids = [row["id"] for row in entities]
    parts = [entities, store.read("links", {"ids": ids}), *(store.read("facts_of", {"id": one}) for one in ids)]
    return [sorted(rows, key=repr) for rows in parts]


def test_words_that_a_person_forbade_are_no_mention_in_any_text(home: Path) -> None:
    text = "青岚产业园与市产业园相邻，青岚产业园区另建。"

    def named() -> list[tuple[int, str]]:
        with Engine.open(Settings(home=home)) as engine:
            return [(one.start, one.text) for one in engine.annotate(text) if one.text == "青岚产业园"]

    assert [start for start, _ in named()][:1] == [0]
    make(home, BASE["alias"], {**BASE["not_alias"], "text": "青岚产业园"})
    assert named() == []
    take_back(home)
    assert named()
