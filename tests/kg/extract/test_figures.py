"""Tables of figures and of projects, by cases."""

from pathlib import Path

import pytest
import yaml

from ingest.blocks import RawCell, RawTable
from kg.records import Document
from tests.factory import facts, make_plan

FOLDER = Path(__file__).parents[2] / "cases"
FIGURES = yaml.safe_load((FOLDER / "figures.yaml").read_text(encoding="utf-8"))
PROJECTS = yaml.safe_load((FOLDER / "project_tables.yaml").read_text(encoding="utf-8"))


def plan_of(case: dict) -> Document:
    """A plan of 2025 with the case's table; a row of one text over is one merged cell."""
    cells = []
    for number, row in enumerate(case["rows"]):
        if len(set(row)) == 1:
            cells.append(RawCell(number, 0, row[0], column_span=len(row)))
        else:
            cells += [RawCell(number, column, text or "") for column, text in enumerate(row)]
    names = "落户云溪科技园、湖东产业园等园区，发展高端装备、生物医药产业。"
    before = ["一、发展目标", names, *case.get("before", [])]
    return make_plan(case.get("title", "澄湖区“十五五”科技创新规划"), *before, RawTable(tuple(cells), header_rows=1))


@pytest.mark.parametrize("case", FIGURES, ids=[case["id"] for case in FIGURES])
def test_tables_of_figures_give_every_value(case: dict) -> None:
    plan = plan_of(case)
    entities = {entity.id: entity for entity in plan.extraction.entities}
    rows, natures, told = set(), {}, {}
    for relation in plan.extraction.relations:
        if relation.type == "HAS_VALUE":
            seen = entities[relation.object_id].properties
            of = (seen["value"], seen["unit"], seen["year"], seen["kind"], seen["of_name"])
            rows.add((entities[relation.subject_id].name, *of))
            told.setdefault(seen["year"], set()).add(seen["outcome"])
            natures.setdefault(seen["year"], set()).add(seen["nature"])
    assert rows == {tuple(row) for row in case["values"]}
    bases = {one.properties["value"]: one.properties["basis"] for one in entities.values() if one.type == "Observation"}
    assert {value: bases[value] for value in case.get("bases", ())} == case.get("bases", {})
    for year, wanted in case.get("outcomes", {}).items():
        assert told[year] == ({wanted} if isinstance(wanted, str) else set(wanted))
    assert {task for _, _, task in facts(plan.extraction, "RESPONSIBLE_FOR")} == set(case.get("duties", ()))
    for year, wanted in case.get("natures", {}).items():
        assert natures[year] == ({wanted} if isinstance(wanted, str) else set(wanted))


@pytest.mark.parametrize("case", PROJECTS, ids=[case["id"] for case in PROJECTS])
def test_tables_of_projects_name_projects_alone(case: dict) -> None:
    plan = plan_of(case)
    projects = {e.name: e.properties for e in plan.extraction.entities if e.type == "Project"}
    assert set(projects) == set(case["projects"])
    for name, wanted in case["projects"].items():
        assert {key: projects[name].get(key) for key in wanted} == wanted
    assert {(builder, project) for builder, _, project in facts(plan.extraction, "BUILDS")} == {
        tuple(row) for row in case["builds"]
    }
    names = {entity.name for entity in plan.extraction.entities}
    assert not names & {"序号", "合计", "小计", "总计", "项目名称"}
