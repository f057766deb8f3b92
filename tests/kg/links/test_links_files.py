"""Drawings and files of what is shown, views as addresses and views kept by name."""

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest

from kg.errors import QueryError, StoreError
from kg.links.boxes import LINE, make_box, units
from kg.links.expand import Shown, expand
from kg.links.export import as_networkx, edge_rows, node_rows, to_graphml, to_json
from kg.links.layout import place
from kg.links.paths import find_paths, show_paths
from kg.links.saved import FILE, load_views, remove_view, save_view
from kg.links.svg import Style, make_svg
from kg.links.view import NAMES, View, view_from
from kg.links.web import Node
from kg.records import Document
from kg.workbook import to_csv
from tests.links_factory import link, small_web, star

WEB = small_web()
SVG = "{http://www.w3.org/2000/svg}"
STYLE = Style(lambda kind: "#123456", lambda kind: f"类{kind}", lambda relation: f"关系{relation}")
TEXT = "青" * 1000
DOCUMENTS = {key: Document(key, f"{key}.txt", f"规划{key}", "", TEXT) for key in ("doc-plan", "doc-action", "doc")}


def overlaps(shown: Shown) -> list[tuple[str, str]]:
    boxes = {node.id: make_box(node.name) for node in shown.nodes}
    points = place(shown)
    return [
        (one, other)
        for one in boxes
        for other in boxes
        if one < other
        and abs(points[one][0] - points[other][0]) < (boxes[one].width + boxes[other].width) / 2
        and abs(points[one][1] - points[other][1]) < (boxes[one].height + boxes[other].height) / 2
    ]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("医药", ("医药",)),
        ("青岚蓝海机器人有限公司", ("青岚蓝海机器人有限公司",)),
        ("青岚蓝海机器人股份有限公司", ("青岚蓝海机器人", "股份有限公司")),
        ("5G CXO", ("5G CXO",)),
        ("一\n二", ("一 二",)),
    ],
)
def test_a_name_is_broken_into_even_lines(name: str, lines: tuple[str, ...]) -> None:
    assert make_box(name).lines == lines


def test_an_endless_name_is_cut_with_a_sign() -> None:
    lines = make_box("产业" * 40).lines
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert max(map(units, lines)) <= LINE + 1.5


@pytest.mark.parametrize(
    "shown", [expand(star(199), ["park"]), expand(WEB, ["ent-lanhai"], hops=3)], ids=["star", "small"]
)
def test_no_box_lies_on_another_and_a_drawing_is_the_same_twice(shown: Shown) -> None:
    assert overlaps(shown) == []
    assert place(shown) == place(shown)


def test_ways_stand_in_columns() -> None:
    ends = ("ent-lanhai", "ind-smart")
    shown = show_paths(WEB, find_paths(WEB, *ends), ends)
    points = place(shown)
    assert points["ent-lanhai"][0] < points["ind-robot"][0] < points["ind-smart"][0]
    assert overlaps(shown) == []


def test_one_thing_and_nothing_can_be_drawn() -> None:
    alone = expand(WEB, ["park-west"])
    assert place(alone) == {"park-west": (0.0, 0.0)}
    for shown in (alone, Shown()):
        ElementTree.fromstring(make_svg(shown, place(shown), STYLE))


def test_the_svg_has_every_box_arrow_and_class() -> None:
    shown = expand(WEB, ["park-east"])
    root = ElementTree.fromstring(make_svg(shown, place(shown), STYLE, heading="<东区>"))
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert root.find(f"{SVG}title").text == "<东区>"
    assert len(list(root.iter(f"{SVG}line"))) == len(shown.facts)
    assert {"青岚科技园东区", "工业机器人", "类Park", "关系PART_OF"} <= set(texts)
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    for text in root.iter(f"{SVG}text"):
        assert left < float(text.attrib["x"]) < left + width
        assert top < float(text.attrib["y"]) < top + height


def test_a_hostile_name_stays_text_in_every_file() -> None:
    name = '<script>alert("1")</script>\x01&=2'
    shown = Shown(
        (Node("a", "Park", name), Node("b", "Park", "乙")), (link("PART_OF", "a", "b"),), ("a",), {"a": 0, "b": 1}
    )
    graph = as_networkx(shown, DOCUMENTS, STYLE)
    assert nx.parse_graphml(to_graphml(graph).decode()).nodes["a"]["name"] == name.replace("\x01", " ")
    assert json.loads(to_json(graph))["nodes"][0]["name"] == name
    root = ElementTree.fromstring(make_svg(shown, place(shown), STYLE))
    assert not list(root.iter(f"{SVG}script"))


def test_graphml_is_read_by_networkx_with_its_evidence() -> None:
    shown = expand(WEB, ["ent-lanhai"])
    text = to_graphml(as_networkx(shown, DOCUMENTS, STYLE)).decode()
    graph = nx.parse_graphml(text, force_multigraph=True)
    assert set(graph) == {node.id for node in shown.nodes}
    assert graph.number_of_edges() == len(shown.facts)
    edge = graph.edges["ent-lanhai", "park-east", "LOCATED_IN:ent-lanhai:park-east"]
    assert (edge["relation"], edge["relation_name"], edge["evidence"]) == ("LOCATED_IN", "关系LOCATED_IN", 2)
    assert edge["citations"].splitlines()[0] == "《规划doc-plan》，一、发展基础"
    assert graph.nodes["ent-lanhai"]["aliases"] == "蓝海机器人"


def test_json_is_read_back_by_networkx() -> None:
    graph = as_networkx(expand(WEB, ["ent-lanhai"]), DOCUMENTS, STYLE)
    again = nx.node_link_graph(json.loads(to_json(graph)), edges="edges")
    assert nx.utils.graphs_equal(graph, again)


def test_csv_has_a_row_a_quote_and_tells_what_is_not_drawn() -> None:
    shown = expand(WEB, ["ent-lanhai"])
    rows = list(csv.DictReader(io.StringIO(to_csv(edge_rows(shown, DOCUMENTS, STYLE)).decode("utf-8-sig"))))
    assert len(rows) == sum(len(fact.evidence) for fact in shown.facts)
    assert {row["角色"] for row in rows if row["关系"] == "关系IN_INDUSTRY" and row["source"] == "ent-lanhai"} == {
        "龙头"
    }
    nodes = node_rows(expand(star(250), ["park"]), STYLE)
    assert [row["画出"] for row in nodes].count("否") == 51
    assert len(nodes) == 251


VIEWS = [
    View(),
    View("paths", ("a", "b"), most=5, hubs=True),
    View("explore", ("a",), ("PART_OF", "CONCERNS"), "in", 3),
    View("chain", ("a",), form="drawing"),
    View("measures", measure="shared"),
    View("missing", lack="firm_place"),
]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.kind)
def test_an_address_opens_the_same_view(view: View) -> None:
    params = view.to_params()
    assert set(params) <= set(NAMES)
    assert view_from(params) == view


def test_a_strange_address_opens_the_usual_view() -> None:
    strange = {"view": ["x"], "hops": ["99"], "dir": ["up"], "rel": ["DROP"], "most": ["-1"], "lack": ["?"], "id": [""]}
    assert view_from(strange) == View()


def test_views_are_kept_by_name_and_deleted(tmp_path: Path) -> None:
    for number, view in enumerate(VIEWS):
        save_view(tmp_path, f" 视图{number} ", view)
    assert [one.view for one in load_views(tmp_path).values()] == VIEWS
    assert len((tmp_path / FILE).read_text(encoding="utf-8").splitlines()) == len(VIEWS)
    with pytest.raises(QueryError, match="已有这个名称"):
        save_view(tmp_path, "视图0", View())
    save_view(tmp_path, "视图0", VIEWS[1], replace=True)
    remove_view(tmp_path, "视图1")
    assert list(load_views(tmp_path)) == ["视图0", "视图2", "视图3", "视图4", "视图5"]
    assert load_views(tmp_path)["视图0"].view == VIEWS[1]
    with pytest.raises(QueryError, match="没有这个名称"):
        remove_view(tmp_path, "视图1")


@pytest.mark.parametrize("name", ["", "  ", "长" * 61])
def test_a_view_needs_a_name_that_can_be_read(name: str, tmp_path: Path) -> None:
    with pytest.raises(QueryError):
        save_view(tmp_path, name, View())
    assert load_views(tmp_path) == {}


@pytest.mark.parametrize("line", ["{", '{"name": "x"}', "[]", '{"name": "x", "when": "", "params": 3}'])
def test_a_damaged_line_is_named_and_nothing_overwritten(line: str, tmp_path: Path) -> None:
    save_view(tmp_path, "好的", View())
    with (tmp_path / FILE).open("a", encoding="utf-8") as out:
        out.write(line + "\n")
    with pytest.raises(StoreError, match="第 2 行"):
        load_views(tmp_path)
    with pytest.raises(StoreError, match="第 2 行"):
        save_view(tmp_path, "另一个", View())
    assert line in (tmp_path / FILE).read_text(encoding="utf-8")
