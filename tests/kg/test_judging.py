"""Deciding who is who on a real data folder: nothing is destroyed, and what is taken back leaves no trace."""

import json
from pathlib import Path
from typing import Any

import pytest

import kg.__main__
from ingest.pipeline import add_paths
from kg.engine import Engine
from kg.errors import QueryError
from kg.export import export
from kg.judging import JUDGED, MERGED, OPEN, Desk, Line
from kg.settings import Settings

PLAN = """青岚区宣传文化工作方案

一、重点任务
1.办好读书月。（责任单位：区市场监管局、区委宣传部（区新闻出版局））
2.北京禾川药业股份有限公司建设创新药车间项目。禾川药业位于青岚区。（责任单位：区经信局）
"""
OTHER = """青岚区科技创新方案

一、重点任务
1.开展技术攻关。（责任单位：区经信委；配合单位：区工商局）
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("judging")
    paths = [folder / "青岚区宣传文化工作方案.txt", folder / "青岚区科技创新方案.txt"]
    for path, text in zip(paths, (PLAN, OTHER), strict=True):
        path.write_text(text, encoding="utf-8")
    rows = add_paths(paths, Settings(home=folder / "home"))
    assert {row["status"] for row in rows} == {"added"}
    return folder / "home"


def lines(home: Path, state: str) -> list[Line]:
    with Engine.open(Settings(home=home)) as engine:
        return Desk(engine).lines(state)


def decide(home: Path, verdict: str, left: str, right: str, who: str = "王") -> None:
    with Engine.open(Settings(home=home)) as engine:
        Desk(engine).decide(verdict, left, right, who=who)


def graph(home: Path, folder: Path) -> tuple[dict[str, Any], list[dict[str, object]]]:
    """All that the export and the graph hold."""
    with Engine.open(Settings(home=home)) as engine:
        paths = export(folder, engine.loaded.values(), engine.resolution)
        rows = engine.query("entities", {"limit": 1000}) + engine.query("relation_counts")
        return {path.name: path.read_text(encoding="utf-8") for path in paths}, rows


def test_decision_taken_back_gives_the_earlier_graph_exactly(home: Path, tmp_path: Path) -> None:
    before = graph(home, tmp_path / "before")
    line = lines(home, OPEN)[0]
    assert {line.left.name, line.right.name} == {"区市场监管局", "区工商局"}
    decide(home, "same", line.left.id, line.right.id)
    joined = graph(home, tmp_path / "joined")
    assert len(joined[1]) == len(before[1]) - 1
    assert lines(home, OPEN) == []
    assert [one.judgement.verdict for one in lines(home, JUDGED) if one.judgement] == ["same"]
    decide(home, "undo", line.left.id, line.right.id)
    assert graph(home, tmp_path / "after") == before


def test_decision_leaves_the_next_engine_what_it_has_read(home: Path) -> None:
    with Engine.open(Settings(home=home)) as engine:
        line = Desk(engine).lines(OPEN)[0]
        Desk(engine).decide("same", line.left.id, line.right.id, who="王")
        left = engine.next
        assert left
        assert left.state == engine.store.state()
    with Engine.open(Settings(home=home), left) as after, Engine.open(Settings(home=home)) as fresh:
        assert after.loaded == fresh.loaded
        assert after.resolution == fresh.resolution
        assert after.query("entities") == fresh.query("entities")
    decide(home, "undo", line.left.id, line.right.id)


def test_what_a_rule_merged_is_split_by_a_person_and_joined_again(home: Path, tmp_path: Path) -> None:
    before = graph(home, tmp_path / "before")
    merged = {frozenset((one.left.name, one.right.name)): one for one in lines(home, MERGED)}
    line = merged[frozenset(("区经信委", "区经信局"))]
    assert any("机构改革后更名" in reason for reason in line.reasons)
    decide(home, "different", line.left.id, line.right.id)
    assert len(graph(home, tmp_path / "split")[1]) == len(before[1]) + 1
    decide(home, "undo", line.left.id, line.right.id)
    assert graph(home, tmp_path / "after") == before


def test_reformed_body_is_called_by_the_name_it_bears_today(home: Path) -> None:
    with Engine.open(Settings(home=home)) as engine:
        one = next(e for e in engine.resolution.entities.values() if "区经信委" in (e.name, *e.aliases))
    assert (one.name, one.aliases) == ("区经信局", ("区经信委",))


def test_unit_with_a_second_name_in_brackets_is_one_body(home: Path) -> None:
    with Engine.open(Settings(home=home)) as engine:
        bodies = [e for e in engine.resolution.entities.values() if "宣传部" in e.name]
    assert [(one.name, one.region) for one in bodies] == [("区委宣传部（区新闻出版局）", "青岚区")]
    assert set(bodies[0].aliases) == {"区委宣传部", "区新闻出版局"}


def test_refused_are_contradictions_unknown_ids_and_an_undo_of_nothing(home: Path) -> None:
    line = lines(home, OPEN)[0]
    pair = (line.left.id, line.right.id)
    third = next(one.left.id for one in lines(home, MERGED) if one.left.type == "Enterprise")
    with pytest.raises(QueryError, match="没有可以撤回的判定"):
        decide(home, "undo", *pair)
    with pytest.raises(QueryError, match="没有这个 id"):
        decide(home, "same", "park-0", pair[0])
    decide(home, "different", *pair)
    decide(home, "same", pair[0], third)
    with pytest.raises(QueryError, match="与已有判定矛盾"):
        decide(home, "same", third, pair[1])
    decide(home, "undo", pair[0], third)
    decide(home, "undo", *pair)


def test_commands_list_and_decide(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KG_HOME", str(home))
    assert kg.__main__.main(["candidates", "--json"]) == 0
    row = json.loads(capsys.readouterr().out.splitlines()[0])
    assert row["reasons"]
    assert 0.5 <= row["score"] < 0.9
    ids = [row["left"]["id"], row["right"]["id"]]
    assert kg.__main__.main(["judge", "same", *ids, "--who", "王", "--why", "机构合并"]) == 0
    assert kg.__main__.main(["candidates", "--show", "judged"]) == 0
    assert "机构合并" in capsys.readouterr().out
    assert kg.__main__.main(["judge", "undo", *ids, "--who", "王"]) == 0
