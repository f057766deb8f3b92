"""Lists of themes, the workbook and the command: what goes in, what comes out, what is refused."""

import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

import kg.__main__
from kg.coverage.axes import DEPARTMENT, INDUSTRY, PARK, PLAN, THEME, Scope, make_lines
from kg.coverage.lacks import find_lacks
from kg.coverage.lists import (
    THEMES,
    concerned_themes,
    list_names,
    load_list,
    remove_list,
    save_list,
    top_industries,
)
from kg.coverage.matrix import make_matrix
from kg.coverage.matrix_sheet import TINTS, make_workbook
from kg.coverage.survey import Survey
from kg.coverage.terms import Term, TermList, read_terms
from kg.engine import Engine
from kg.errors import QueryError


@pytest.fixture(scope="module")
def survey(sample_engine: Engine) -> Survey:
    return Survey(sample_engine)


def test_common_themes_are_a_sound_list() -> None:
    told = read_terms(THEMES)
    assert told.notes == ()
    names = [name for term in told.terms for name in term.names]
    assert len(names) == len(set(names)) > 100
    assert all(term.group for term in told.terms)


def test_sources_of_themes(survey: Survey) -> None:
    assert {"医药健康", "航空航天"} <= {term.name for term in top_industries()}
    concerned = concerned_themes(survey)
    assert len(concerned) == len(set(concerned)) > 20
    assert {"工业机器人", "智能传感"} <= {term.name for term in concerned[:10]}
    assert not {"澄湖高新技术产业开发区", "云岫大学"} & {term.name for term in concerned}


def test_list_is_kept_replaced_and_removed(tmp_path: Path) -> None:
    terms = TermList((Term("安居房", ("人才公寓",), "人才"), Term("低空经济")))
    save_list(tmp_path, " 重点主题 ", terms)
    assert list_names(tmp_path) == ["重点主题"]
    kept = [(one.names, one.group) for one in load_list(tmp_path, "重点主题").terms]
    assert kept == [(("安居房", "人才公寓"), "人才"), (("低空经济",), "")]
    save_list(tmp_path, "重点主题", TermList((Term("植树"),)))
    assert [one.name for one in load_list(tmp_path, "重点主题").terms] == ["植树"]
    remove_list(tmp_path, "重点主题")
    assert list_names(tmp_path) == []


@pytest.mark.parametrize("name", ["", "  ", "a/b", "..", "长" * 41, "x\ny"])
def test_name_that_is_no_file_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="词表的名称"):
        save_list(tmp_path, name, TermList((Term("植树"),)))
    assert list_names(tmp_path) == []


def test_empty_and_unknown_lists_are_refused(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="空的"):
        save_list(tmp_path, "空", TermList(()))
    with pytest.raises(QueryError, match="没有这个名称的词表"):
        load_list(tmp_path, "无")


def test_workbook_has_the_passages_on_its_second_sheet(survey: Survey) -> None:
    scope = Scope(survey, uppers=True)
    matrix = make_matrix(scope, THEME, PLAN, (Term("科技成果转化"), Term("远洋捕捞")))
    lacks = find_lacks(scope, make_lines(scope, THEME, (Term("科技成果转化"),)))
    book = load_workbook(io.BytesIO(make_workbook(matrix, lacks)))
    assert book.sheetnames == ["覆盖矩阵", "段落", "任务", "文件", "缺口"]
    counts = [matrix.counts(row, column) for row in matrix.rows for column in matrix.columns]
    assert book["段落"].max_row - 1 == sum(passages for _, passages, _ in counts)
    assert book["任务"].max_row - 1 == sum(tasks for _, _, tasks in counts)
    first = next(book["段落"].iter_rows(min_row=2, values_only=True))
    assert first[0] == "科技成果转化"
    assert str(first[2]).startswith("《")
    words = {
        str(one.value): one.fill.fgColor.rgb for row in book["覆盖矩阵"].iter_rows(min_row=2, min_col=3) for one in row
    }
    assert words["已查，未提到"] == f"00{TINTS['已查，未提到']}"
    assert words["库中没有相应文件"] == f"00{TINTS['库中没有相应文件']}"
    states = {row[2] for row in book["文件"].iter_rows(min_row=2, values_only=True)}
    assert states == {"已查", "库中没有相应文件"}


def called(
    engine: Engine, arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str, str]:
    """Exit code, output and errors of the command over the sample plans."""
    monkeypatch.setenv("KG_HOME", str(engine.settings.home))
    monkeypatch.delenv("KG_GRAPH_URL", raising=False)
    code = kg.__main__.main(["coverage", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_command_tells_a_line_a_row(
    survey: Survey, sample_engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = called(sample_engine, ["--by", "plan", "--of", "department", "--json"], monkeypatch, capsys)
    rows = [json.loads(line) for line in out.splitlines()]
    matrix = make_matrix(Scope(survey), DEPARTMENT, PLAN)
    assert code == 0
    assert [row["row_id"] for row in rows] == [one.key for one in matrix.rows]
    told = [(cell["state"], cell["passages"], cell["tasks"]) for row in rows for cell in row["cells"]]
    assert told == [matrix.counts(row, column) for row in matrix.rows for column in matrix.columns]


def test_command_takes_industries_for_parks_and_writes_a_workbook(
    survey: Survey,
    sample_engine: Engine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = called(sample_engine, ["--by", "park", "--out", str(tmp_path / "m.xlsx")], monkeypatch, capsys)
    matrix = make_matrix(Scope(survey), INDUSTRY, PARK)
    assert code == 0
    assert out.startswith(f"产业×园区：{len(matrix.rows)} 行，{len(matrix.columns)} 列")
    assert load_workbook(tmp_path / "m.xlsx").sheetnames[:2] == ["覆盖矩阵", "段落"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "请给出词表，或用 --by"),
        (["--of", "theme"], "须与 --by 同用"),
        (["--by", "department", "--of", "department"], "行和列相同"),
        (["--by", "park", "--out", "m.doc"], "须以 .xlsx 或 .csv 结尾"),
    ],
    ids=["nothing", "rows alone", "the same twice", "ending"],
)
def test_command_refuses_what_makes_no_matrix(
    arguments: list[str],
    said: str,
    sample_engine: Engine,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, _, err = called(sample_engine, arguments, monkeypatch, capsys)
    assert code == 1
    assert said in err
