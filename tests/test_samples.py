"""The chain on the sample plans: four formats of an invented district, from file to cited answer."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.pipeline import add_paths
from kg.engine import Engine
from kg.records import Document
from kg.settings import ROOT, Settings
from scripts.make_samples import FILES, SOURCE
from scripts.sample_source import read_source
from tests.factory import facts

PLANS = ROOT / "samples" / "plans"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    settings = Settings(home=tmp_path_factory.mktemp("samples"))
    rows = add_paths([PLANS], settings)
    assert [(row["status"], row["error"]) for row in rows] == [("added", None)] * 4
    with Engine.open(settings) as opened:
        yield opened


def of_format(engine: Engine, suffix: str) -> Document:
    return next(document for document in engine.loaded.values() if document.name.endswith(suffix))


def contents(path: Path) -> object:
    """A file's bytes; of a docx its parts, since packed bytes differ between versions of zlib."""
    if path.suffix != ".docx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def test_samples_are_what_the_script_makes(tmp_path: Path) -> None:
    for source, name, write in FILES:
        write(read_source(SOURCE / source), tmp_path / name)
        assert contents(tmp_path / name) == contents(PLANS / name), name


def test_samples_hold_a_real_plan(engine: Engine) -> None:
    plan = of_format(engine, ".docx")
    assert len(plan.text) >= 8000
    assert plan.title == "澄湖区“十五五”时期科技创新与产业发展规划"
    assert plan.metadata["number"] == "澄政发〔2026〕8号"
    assert (plan.metadata["period_start"], plan.metadata["period_end"]) == ("2026", "2030")
    assert "澄湖区人民政府文件" not in plan.text


def test_samples_annex_gives_every_task_with_merged_groups_filled(engine: Engine) -> None:
    plan = of_format(engine, ".docx")
    tasks = [e for e in plan.extraction.entities if e.type == "Task" and e.properties.get("deadline")]
    assert sorted(int(str(task.properties["number"])) for task in tasks) == list(range(1, 26))
    assert all(task.properties["group_name"] for task in tasks)
    responsible = facts(plan.extraction, "RESPONSIBLE_FOR")
    assert ("区财政局", "牵头", "设立澄湖科技成果转化基金，投向早期科技成果转化项目") in responsible
    assert ("区国资委", "配合", "设立澄湖科技成果转化基金，投向早期科技成果转化项目") in responsible


def test_samples_indicators_have_base_and_target(engine: Engine) -> None:
    rows = engine.query("counts")
    assert {row["label"] for row in rows} >= {"Observation", "Indicator", "Task", "Department", "Project"}
    with_values = {e.id: e for e in of_format(engine, ".docx").extraction.entities if e.type == "Observation"}
    seen = {(e.properties["value"], e.properties["unit"], e.properties["year"]) for e in with_values.values()}
    assert {("312.5", "亿元", "2025"), ("480", "亿元", "2030"), ("≥3.6", "%", "2030")} <= seen


def test_samples_notes_of_the_html_bind_bodies(engine: Engine) -> None:
    page = of_format(engine, ".html")
    assert "互动交流" not in page.text
    assert "网站地图" not in page.text
    bodies = {(body, role) for body, role, _ in facts(page.extraction, "RESPONSIBLE_FOR")}
    assert {("区科技局", "牵头"), ("区教育局", "配合"), ("区工商联", "配合"), ("区市场监督管理局", "责任")} <= bodies


def test_samples_pdf_table_is_joined_over_the_page_break(engine: Engine) -> None:
    table = of_format(engine, ".pdf").tables[0]
    assert len(table.grid) - table.header_rows == 17
    assert "汇编" not in of_format(engine, ".pdf").text


def test_samples_headline_question_is_answered_completely_with_quotes(engine: Engine) -> None:
    answer = engine.ask("哪些部门负责科技成果转化任务？")
    names = {name for row in answer.answers for name in (row.name, *row.aliases)}
    annex = {
        "区科技局",
        "区财政局",
        "区发展改革委",
        "区国资委",
        "区人力社保局",
        "区司法局",
        "湖东产业园管委会",
        "澄湖科技园管委会",
    }
    assert answer.status == "answered"
    assert annex <= names
    for row in answer.answers:
        for citation in row.evidence:
            assert engine.document(citation.document_id).text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize("question", ["明天澄湖区天气怎么样？", "上海浦东机场有几条跑道？"])
def test_samples_refuse_what_the_plans_do_not_say(engine: Engine, question: str) -> None:
    assert engine.ask(question).status == "not_found"
