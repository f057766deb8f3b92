"""`python -m kg links`: what it prints, the files it writes, what it refuses."""

import csv
import json
from pathlib import Path

import networkx as nx
import pytest

import kg.__main__
from kg.engine import Engine
from kg.links.expand import expand
from kg.links.export import plain
from kg.links.finding import find_nodes
from kg.links.paths import find_paths
from kg.links.web import Web, cite, web_of
from tests.kg.answer.sample_engine import sample_engine

__all__ = ["sample_engine"]

PARK = "澄湖高新技术产业开发区"


@pytest.fixture
def web(sample_engine: Engine) -> Web:
    return sample_engine.once(web_of)


@pytest.fixture
def call(sample_engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Runs the command over the sample plans: exit code, output, errors."""
    monkeypatch.setenv("KG_HOME", str(sample_engine.settings.home))
    monkeypatch.delenv("KG_GRAPH_URL", raising=False)

    def run(*arguments: object) -> tuple[int, str, str]:
        code = kg.__main__.main(["links", *map(str, arguments)])
        return code, *capsys.readouterr()

    return run


def two_tied(web: Web) -> tuple[str, str]:
    """An enterprise and an industry that a way of two facts or more joins."""
    firms, industries = (find_nodes(web, kind=kind, most=30) for kind in ("Enterprise", "Industry"))
    return next(
        (firm.id, industry.id)
        for firm in firms
        for industry in industries
        if (found := find_paths(web, firm.id, industry.id)).routes and len(found.routes[0]) > 2
    )


def test_a_name_tells_its_links_with_their_quotes(call, web: Web, sample_engine: Engine) -> None:
    code, out, err = call(PARK)
    shown = expand(web, [find_nodes(web, PARK)[0].id])
    quotes = [one for fact in shown.facts for one in cite(fact, sample_engine.loaded)]
    assert (code, err) == (0, "")
    assert len(out.splitlines()) == len(shown.facts) + len(quotes)
    assert all(f"  {one.official}：“{plain(one.quote)}”" in out for one in quotes)


def test_lines_of_json_are_what_is_drawn(call, web: Web) -> None:
    start = find_nodes(web, PARK)[0].id
    _, out, _ = call(start, "--types", "重点发展", "--types", "LOCATED_IN", "--depth", 2, "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    shown = expand(web, [start], relations=("FOCUSES_ON", "LOCATED_IN"), hops=2)
    assert [row["node"]["id"] for row in rows if "node" in row] == [node.id for node in shown.nodes]
    told = [row["fact"] for row in rows if "fact" in row]
    assert [(one["source"], one["relation"], one["target"]) for one in told] == [
        (fact.source, fact.relation, fact.target) for fact in shown.facts
    ]
    assert all(one["evidence"][0]["quote"] and one["evidence"][0]["source"].startswith("《") for one in told)


def test_ways_are_told_one_by_one(call, web: Web) -> None:
    left, right = two_tied(web)
    code, out, _ = call("--path", left, right, "--most", 1)
    route = find_paths(web, left, right, most=1).routes[0]
    lines = out.splitlines()
    assert code == 0
    assert lines[0] == f"路径 1（{len(route) - 1} 步）：{' — '.join(web.nodes[key].name for key in route)}"
    assert sum("—" in line and "→" in line for line in lines[1:]) >= len(route) - 1


def test_files_hold_the_same(call, web: Web, tmp_path: Path) -> None:
    graphml, table, data = (tmp_path / f"联系{end}" for end in (".graphml", ".csv", ".json"))
    code, out, _ = call(PARK, "--out", graphml, "--out", table, "--out", data)
    shown = expand(web, [find_nodes(web, PARK)[0].id])
    assert code == 0
    assert f"已写入 {tmp_path / '联系-实体.csv'}" in out
    graph = nx.parse_graphml(graphml.read_text(encoding="utf-8"), force_multigraph=True)
    assert set(graph) == {node.id for node in shown.nodes}
    assert graph.number_of_edges() == len(shown.facts) == len(json.loads(data.read_bytes())["edges"])
    with table.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {(row["source"], row["target"]) for row in rows} == {(fact.source, fact.target) for fact in shown.facts}


def test_what_no_document_states_is_said(call, web: Web) -> None:
    lone = next(node for node in web.nodes.values() if not web.touching(node.id))
    assert "没有写到" in call(lone.id)[1]
    assert lone.name in call("--path", lone.id, find_nodes(web, PARK)[0].id)[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "二选一"),
        ([PARK, "--path", PARK, "禾塘镇"], "二选一"),
        (["没有这样一家公司"], "没有这个实体"),
        (["澄湖"], "请写全名称或给出 id"),
        ([PARK, "--types", "讨厌"], "没有这种关系；可以是 重点发展 FOCUSES_ON"),
        ([PARK, "--depth", "4"], "--depth 4：太大；最多 3"),
        ([PARK, "--most", "201"], "--most 201：太大；最多 200"),
        ([PARK, "--out", "图.png"], "图.png：不能识别的文件类型"),
        (["--path", PARK, PARK], "两端是同一个实体"),
    ],
)
def test_a_wrong_call_is_refused(call, arguments: list[str], said: str) -> None:
    code, out, err = call(*arguments)
    assert (code, out) == (1, "")
    assert said in err
