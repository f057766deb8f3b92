"""What a question asks for, by a table of cases, and whether a text holds it."""

from pathlib import Path

import pytest
import yaml

from kg.ontology import load_ontology
from kg.search.asked import load_asked_for

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "asked_for.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["question"])
def test_asked_for_by_a_question(case: dict[str, list[str]]) -> None:
    wanted = load_asked_for().of(str(case["question"]))
    assert len(wanted) == len(case["holds"])
    assert all(any(name in choice for choice in wanted) for name in case["holds"])


@pytest.mark.parametrize(
    ("text", "types", "share"),
    [
        ("建设人才公寓2000套，2027年底前建成。", [], 1.0),
        ("建设人才公寓。", [], 0.0),
        ("人才公寓已经建成。", [], 0.5),
    ],
)
def test_asked_for_is_held_by_shapes_of_text(text: str, types: list[str], share: float) -> None:
    table = load_asked_for()
    assert table.held(text, types, table.of("人才公寓有多少套，建成了吗")) == share


def test_asked_for_is_held_by_types_of_entities() -> None:
    table = load_asked_for()
    wanted = table.of("住房保障由谁牵头")
    assert table.held("落实住房保障。", ["Department"], wanted) == 1.0
    assert table.held("落实住房保障。", ["Enterprise"], wanted) == 0.0
    assert table.held("任何", ["Department"], ()) == 0.0


def test_asked_for_names_types_of_the_ontology_and_its_own_shapes() -> None:
    table = load_asked_for()
    known = {*load_ontology().classes, *table.shapes}
    assert {name for _, holds in table.asked for name in holds} <= known
