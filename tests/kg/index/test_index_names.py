"""Rows by the names of what they mention: any of a thing's names, the longest name alone, rare names more."""

from dataclasses import replace
from pathlib import Path

from kg.index.names import NamedRows
from kg.records import Document, Extraction
from tests.index_factory import make_plan

PASSAGES = [
    "云岭生物扩建车间。",
    "云岭生物制药获评绿色工厂。",
    "青川园引进云岭生物。",
    "青川园区建设道路。",
    "青川区开放场景。",
]
MENTIONS = [("云岭生物", "Enterprise"), ("云岭生物制药", "Enterprise"), ("青川园", "Park"), ("青川区", "Region")]
NAMES = {"0": ("云岭生物制药", "云岭生物"), "1": ("云岭生物制药", "云岭生物"), "2": ("青川园",), "3": ("青川区",)}


def plan() -> Document:
    made = make_plan("甲.txt", {"一、企业": PASSAGES}, mentions=MENTIONS)
    mentions = [replace(mention, entity_id=str(i)) for i, mention in enumerate(made.extraction.mentions)]
    return replace(made, extraction=Extraction(mentions=tuple(mentions)))


def found(query: str) -> list[int]:
    scores = NamedRows.build([plan()], NAMES).scores(query, len(PASSAGES))
    return [row for row, score in enumerate(scores) if score]


def test_names_every_name_finds_all_rows_of_its_thing() -> None:
    assert found("云岭生物做什么") == found("云岭生物制药有限公司") == [0, 1]


def test_names_of_a_region_or_of_nothing_find_no_row() -> None:
    assert found("青川区有什么") == found("") == found("道路") == []


def test_names_inside_a_longer_name_are_not_read() -> None:
    rows = NamedRows({"云岭": [3], "云岭生物": [0, 1]})
    assert list(rows.scores("云岭生物", 5).nonzero()[0]) == [0, 1]
    assert list(rows.scores("云岭和云岭生物", 5).nonzero()[0]) == [0, 1, 3]


def test_names_of_fewer_rows_weigh_more() -> None:
    scores = NamedRows({"云岭": [0], "青川": [1, 2, 3]}).scores("云岭与青川", 5)
    assert scores[0] > scores[1] > 0


def test_names_count_rows_over_documents_and_survive_the_disk(tmp_path: Path) -> None:
    rows = NamedRows.build([make_plan("空.txt", {"一、": ["无名。"]}), plan()], NAMES)
    rows.write(tmp_path / "names.json")
    assert list(NamedRows.load(tmp_path / "names.json").scores("青川园", 6).nonzero()[0]) == [3]
