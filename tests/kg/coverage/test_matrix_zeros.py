"""Two kinds of blank: looked through and silent, or no such document loaded; each says which documents it speaks of."""

from pathlib import Path

import pytest

from kg.coverage.axes import DEPARTMENT, PLACE, PLAN, THEME, Line, Scope, period_name, plan_numbers
from kg.coverage.matrix import ABSENT, SAID, SILENT, Cell, Matrix, make_matrix, titles
from kg.coverage.survey import Survey
from kg.coverage.terms import Term
from kg.engine import Engine
from kg.records import Document
from kg.settings import Settings

FOREIGN, SAID_THEME = "远洋捕捞", "科技成果转化"
PLAN_NAME = "澄湖区“十五五”时期科技创新与产业发展规划"


@pytest.fixture(scope="module")
def survey(sample_engine: Engine) -> Survey:
    return Survey(sample_engine)


def cell(matrix: Matrix, row: str, column: str) -> Cell:
    rows: dict[str, Line] = {one.name: one for one in matrix.rows}
    columns = {one.name: one for one in matrix.columns}
    return matrix.cell(rows[row], columns[column])


def themes(survey: Survey, by: str, *, documents: tuple[str, ...] = (), uppers: bool = False) -> Matrix:
    return make_matrix(
        Scope(survey, documents, uppers), THEME, by, [Term(FOREIGN), Term(SAID_THEME), Term("成果转化引导基金")]
    )


def test_document_that_is_in_and_does_not_speak_of_it_is_silent(survey: Survey) -> None:
    matrix = themes(survey, PLAN)
    blank = cell(matrix, FOREIGN, PLAN_NAME)
    assert (blank.state, blank.why) == (SILENT, "")
    assert titles(matrix, blank.looked) == [f"《{PLAN_NAME}》"]
    assert cell(matrix, SAID_THEME, PLAN_NAME).state == SAID


def test_upper_plan_that_nobody_loaded_is_absent_and_says_who_builds_on_it(survey: Survey) -> None:
    name = "云岫市“十五五”时期科技创新规划"
    assert name not in {one.name for one in themes(survey, PLAN).columns}
    blank = cell(themes(survey, PLAN, uppers=True), SAID_THEME, name)
    assert (blank.state, blank.looked) == (ABSENT, ())
    assert "库中没有这份文件" in blank.why
    assert f"《{PLAN_NAME}》" in blank.why


def test_loaded_plan_is_no_missing_upper_plan(survey: Survey) -> None:
    columns = themes(survey, PLAN, uppers=True).columns
    assert [one.name for one in columns if "“十四五”时期科技创新发展规划" in one.name] == [
        "澄湖区“十四五”时期科技创新发展规划"
    ]


def test_region_and_period_without_a_document_are_absent(survey: Survey) -> None:
    matrix = themes(survey, PLACE)
    blank = cell(matrix, SAID_THEME, "云岫市 “十五五”（2026—2030年）")
    assert (blank.state, blank.looked) == (ABSENT, ())
    assert blank.why == "库中没有云岫市“十五五”（2026—2030年）的文件"
    silent = cell(matrix, FOREIGN, "澄湖区 “十五五”（2026—2030年）")
    assert (silent.state, len(silent.looked)) == (SILENT, 3)


def test_department_of_a_region_without_documents_is_absent_not_silent(survey: Survey) -> None:
    matrix = themes(survey, DEPARTMENT)
    absent = {one.name: one.absent for one in matrix.columns if one.absent}
    assert absent == {"国家统计局": "库中没有国家层面的文件，只有别处的文件提到它"}
    blank = cell(matrix, FOREIGN, "国家统计局")
    assert blank.state == ABSENT
    assert titles(matrix, blank.looked) == [f"《{PLAN_NAME}》"]
    at_home = cell(matrix, FOREIGN, "区财政局")
    assert (at_home.state, len(at_home.looked)) == (SILENT, 4)


def test_plan_that_is_in_is_silent_on_any_department(survey: Survey) -> None:
    matrix = make_matrix(Scope(survey), DEPARTMENT, PLAN)
    assert cell(matrix, "国家统计局", "澄湖区“十四五”时期科技创新发展规划").state == SILENT
    assert cell(matrix, "国家统计局", PLAN_NAME).state == SAID


def test_scope_leaves_other_documents_out(survey: Survey, sample_engine: Engine) -> None:
    [earlier] = [one.id for one in sample_engine.loaded.values() if "十四五" in one.name]
    matrix = themes(survey, DEPARTMENT, documents=(earlier,))
    assert "区数据局" not in {one.name for one in matrix.columns}
    found = cell(matrix, "成果转化引导基金", "区科学技术局")
    assert {one.citation.document_id for one in found.passages} <= {earlier}
    assert {one.document_id for one in found.tasks} == {earlier}


def test_file_that_could_not_be_read_is_absent_with_its_reason(home: Path) -> None:
    with Engine.open(Settings(home=home)) as engine:
        matrix = make_matrix(Scope(Survey(engine)), THEME, PLAN, [Term("低空经济")])
        blank = cell(matrix, "低空经济", "损坏的规划.docx")
    assert blank.state == ABSENT
    assert "没有读入" in blank.why


@pytest.mark.parametrize(
    ("start", "end", "numbers"),
    [
        ("2021", "2025", [14]),
        ("2023", "2027", [14, 15]),
        ("2026", "2028", [15]),
        ("2020", "2035", [13, 14, 15, 16]),
        ("", "", []),
    ],
)
def test_period_touches_five_year_plans(start: str, end: str, numbers: list[int]) -> None:
    document = Document("d", "d.txt", "d", "", "", {"period_start": start, "period_end": end})
    assert plan_numbers(document) == numbers


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (9, "“九五”（1996—2000年）"),
        (10, "“十五”（2001—2005年）"),
        (15, "“十五五”（2026—2030年）"),
        (20, "“二十五”（2051—2055年）"),
    ],
)
def test_period_is_called_as_plans_call_it(number: int, said: str) -> None:
    assert period_name(number) == said
