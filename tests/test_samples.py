"""The chain on the sample plans: four formats of an invented district, from file to cited answer."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.pipeline import add_paths
from kg.engine import Engine
from kg.records import Document
from kg.settings import Settings
from scripts.make_samples import PLANS, make_samples
from tests.factory import facts


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
    made = make_samples(tmp_path)
    assert sorted(path.name for path in made) == sorted(path.name for path in PLANS.iterdir())
    for path in made:
        assert contents(path) == contents(PLANS / path.name), path.name


def test_samples_hold_a_real_plan(engine: Engine) -> None:
    plan = of_format(engine, ".docx")
    assert len(plan.text) >= 8000
    assert plan.title == "澄湖区“十五五”时期科技创新与产业发展规划"
    assert plan.metadata["number"] == "澄政发〔2026〕8号"
    assert (plan.metadata["period_start"], plan.metadata["period_end"]) == ("2026", "2030")
    assert "人民政府公报" not in plan.text
    assert [box for box in ("专栏1", "专栏2", "专栏3") if box not in plan.text] == []


def test_samples_automatic_numbers_and_footnotes_are_read(engine: Engine) -> None:
    plan = of_format(engine, ".docx")
    assert "（二）集聚创新创业人才" in plan.text
    assert "3.保障环境容量" in plan.text
    assert any("国家统计局" in plan.text[start:end] for start, end in plan.notes)


def test_samples_annex_gives_every_task_with_merged_cells_filled(engine: Engine) -> None:
    plan = of_format(engine, ".docx")
    tasks = [e for e in plan.extraction.entities if e.type == "Task" and e.properties.get("deadline")]
    assert sorted(int(str(task.properties["number"])) for task in tasks) == list(range(1, 27))
    assert all(task.properties["group_name"] for task in tasks)
    responsible = facts(plan.extraction, "RESPONSIBLE_FOR")
    task = "扩大澄湖成果转化引导基金规模，带动社会资本投入科技成果转化"
    assert {(body, role) for body, role, name in responsible if name == task} == {
        ("区财政局", "牵头"),
        ("区经济和信息化局", "配合"),
        ("区数据局", "配合"),
    }


def test_samples_annex_tasks_are_listed_in_their_order(engine: Engine) -> None:
    annex = {e.id for e in of_format(engine, ".docx").extraction.entities if e.properties.get("deadline")}
    listed = dict.fromkeys((row["task_id"], row["number"]) for row in engine.query("tasks") if row["task_id"] in annex)
    assert [number for _, number in listed] == [str(number) for number in range(1, 27)]


def test_samples_indicators_have_base_and_target(engine: Engine) -> None:
    rows = engine.query("counts")
    assert {row["label"] for row in rows} >= {"Observation", "Indicator", "Task", "Department", "Project"}
    with_values = {e.id: e for e in of_format(engine, ".docx").extraction.entities if e.type == "Observation"}
    seen = {(e.properties["value"], e.properties["unit"], e.properties["year"]) for e in with_values.values()}
    assert {("86.5", "亿元", "2025"), ("200", "亿元", "2030"), ("≥95", "%", "2030")} <= seen


def test_samples_notes_of_the_html_bind_bodies(engine: Engine) -> None:
    page = of_format(engine, ".html")
    assert "政策问答" not in page.text
    assert "网站地图" not in page.text
    bodies = {(body, role) for body, role, _ in facts(page.extraction, "RESPONSIBLE_FOR")}
    assert {("区科技局", "牵头"), ("区司法局", "配合"), ("区地方金融服务中心", "牵头"), ("区教育局", "责任")} <= bodies


def test_samples_old_text_is_decoded_and_its_table_of_single_cells_is_one(engine: Engine) -> None:
    older = of_format(engine, ".txt")
    assert older.metadata["number"] == "澄政发〔2021〕21号"
    assert "推动湖芯传感建设澄湖智能传感中试平台" in older.text  # broken over lines in the file
    (table,) = older.tables
    assert [table.cells[cell].text for cell in table.grid[3]] == ["3", "技术合同成交额", "亿元", "24.3", "80", "预期性"]


def test_samples_pdf_table_is_joined_over_the_page_break(engine: Engine) -> None:
    (table,) = of_format(engine, ".pdf").tables
    assert len(table.grid) - table.header_rows == 13
    assert table.cells[table.grid[-1][1]].text == "规模以上工业企业数字化改造覆盖率"
    assert "— 2 —" not in of_format(engine, ".pdf").text


def test_samples_headline_question_is_answered_completely_with_quotes(engine: Engine) -> None:
    answer = engine.ask("哪些部门负责科技成果转化任务？")
    names = {name for row in answer.answers for name in (row.name, *row.aliases)}
    annex = {
        "区科技局",
        "区财政局",
        "区经济和信息化局",
        "区发展改革委",
        "区教育局",
        "区司法局",
        "区审计局",
        "区数据局",
        "区人力资源社会保障局",
        "区市场监管局",
        "区商务局",
        "区投资促进局",
        "澄湖高新区管委会",
    }
    assert answer.status == "answered"
    assert annex <= names
    for row in answer.answers:
        for citation in row.evidence:
            assert engine.document(citation.document_id).text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize("question", ["明天澄湖区天气怎么样？", "上海浦东机场有几条跑道？"])
def test_samples_refuse_what_the_plans_do_not_say(engine: Engine, question: str) -> None:
    assert engine.ask(question).status == "not_found"
