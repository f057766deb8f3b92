"""An answer laid out over the sample plans: headings, filters, sides, series, surroundings, and the workbook."""

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document
from openpyxl import load_workbook

from kg.__main__ import main
from kg.answer.shown.around import around
from kg.answer.shown.comparable import series, sides
from kg.answer.shown.files import to_docx, to_workbook
from kg.answer.shown.grouping import count, first, group_rows, kept, roles_in
from kg.answer.shown.lead import LONGEST, lead
from kg.engine import Engine
from kg.settings import ROOT
from tests.kg.answer.sample_engine import sample_engine

__all__ = ["sample_engine"]
CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load((ROOT / "tests/cases/answer_views.yaml").read_text("utf-8"))
WHEN = datetime(2026, 5, 1, 9, 30)
THEME = "哪些部门负责科技成果转化任务？"
Case = Mapping[str, Any]


def test_first_rows_are_whole_groups_and_a_list_without_headings_is_cut(sample_engine: Engine) -> None:
    groups = group_rows(sample_engine.ask(THEME).answers)
    assert first(groups, count(groups)) == groups
    few = first(groups, len(groups[0].rows) + 1)
    assert few == groups[:2]
    [flat] = group_rows(groups[0].rows[:1])
    many = replace(flat, rows=flat.rows * 9)
    assert (flat.kind, count(first([many], 4)), count(first([many], 20))) == ("", 4, 9)


@pytest.mark.parametrize("case", CASES["grouped"], ids=lambda case: case["ask"])
def test_rows_stand_under_headings_with_counts(case: Case, sample_engine: Engine) -> None:
    rows = sample_engine.ask(case["ask"]).answers
    groups = group_rows(rows)
    assert {group.kind for group in groups} == {case["kind"]}
    assert case["headings"].items() <= {group.heading: len(group.rows) for group in reversed(groups)}.items()
    assert len({group.above for group in groups if group.above}) >= case.get("above", 0)
    assert list(roles_in(groups)) == case.get("roles", list(roles_in(groups)))
    assert count(groups) == sum(len(row.parts) or 1 for row in rows)


@pytest.mark.parametrize("case", CASES["kept"], ids=str)
def test_rows_are_kept_to_roles_and_words(case: Case, sample_engine: Engine) -> None:
    groups = group_rows(sample_engine.ask(case["ask"]).answers)
    fewer = kept(groups, roles=case.get("roles", ()), words=case.get("words", ""))
    assert 0 < count(fewer) < count(groups)
    assert case["gone"] in {group.heading for group in groups} - {group.heading for group in fewer}
    assert set(case.get("roles", ())) <= set(roles_in(fewer))
    assert kept(groups) == groups


def test_parts_of_a_department_are_the_evidence_of_its_row(sample_engine: Engine) -> None:
    for row in sample_engine.ask(THEME).answers:
        assert {one for part in row.parts for one in part.evidence} == set(row.evidence)
        assert {role for part in row.parts for role in part.roles} == set(row.roles)


@pytest.mark.parametrize("case", CASES["sides"], ids=lambda case: case["ask"])
def test_documents_stand_side_by_side_the_silent_ones_last(case: Case, sample_engine: Engine) -> None:
    answer = sample_engine.ask(case["ask"])
    titles = {key: document.title for key, document in sample_engine.loaded.items()}
    found = sides(answer, titles)
    assert found[0].title == case["first"]
    assert [bool(one.rows) for one in found] == [True] * (len(found) - case["silent"]) + [False] * case["silent"]
    assert sides(sample_engine.ask(THEME), titles) == ()


@pytest.mark.parametrize("case", CASES["series"], ids=lambda case: case["ask"])
def test_values_that_can_be_compared_are_a_series(case: Case, sample_engine: Engine) -> None:
    found = series(sample_engine.ask(case["ask"]).answers)
    assert len(found) == ("by" in case)
    for one in found:
        assert (one.by, one.unit) == (case["by"], case["unit"])
        pairs = [(point.year, point.number) for point in one.points]
        assert {tuple(pair) for pair in case["points"]} <= set(pairs)
        assert len(pairs) == len({(point.label, *pair) for point, pair in zip(one.points, pairs, strict=True)})


@pytest.mark.parametrize("case", CASES["around"], ids=lambda case: case["row"])
def test_a_quote_is_shown_where_it_stands(case: Case, sample_engine: Engine) -> None:
    row = next(row for row in sample_engine.ask(case["ask"]).answers if row.name == case["row"])
    found = around(sample_engine.document(row.evidence[0].document_id), row.evidence[0])
    assert found.quote == row.evidence[0].quote
    assert case["before"] in found.before
    assert case["after"] in found.after
    assert case["header"] in found.header


@pytest.mark.parametrize("case", CASES["leads"], ids=str)
def test_lead_is_short_and_ends_at_a_pause(case: Case) -> None:
    text = case.get("text") or case["begin"] + case["many"] * 60
    found = lead(text)
    assert len(found) <= LONGEST
    assert text.startswith(found)
    assert found.endswith(case.get("lead") or case.get("end") or case["whole"])


def test_workbook_holds_every_row_all_evidence_and_how_it_was_found(sample_engine: Engine) -> None:
    answer = sample_engine.ask(THEME)
    book = load_workbook(io.BytesIO(to_workbook(answer, WHEN, ["甲规划"])))
    assert book.sheetnames == ["答案", "依据", "查找说明"]
    groups = group_rows(answer.answers)
    assert book["答案"].max_row == count(groups) + 1
    cells = [cell.value for cell in book["依据"]["E"][1:]]
    assert set(cells) == {one.quote for row in answer.answers for one in row.evidence}
    told = dict(book["查找说明"].iter_rows(min_row=2, values_only=True))
    assert told["问题"] == THEME
    assert told["时间"] == "2026-05-01 09:30"
    assert told["查得方式"].endswith("departments_of_theme")
    assert told["库中文件"] == "甲规划"


def test_workbook_of_no_answer_says_so(sample_engine: Engine) -> None:
    answer = sample_engine.ask("哪些企业从事远洋捕捞？")
    book = load_workbook(io.BytesIO(to_workbook(answer, WHEN, [])))
    assert "答案" not in book.sheetnames
    assert dict(book["查找说明"].iter_rows(min_row=2, values_only=True))["结果"] == "文件没有写到"


def test_paper_holds_answer_table_and_numbered_sources(sample_engine: Engine) -> None:
    answer = sample_engine.ask(THEME)
    paper = Document(io.BytesIO(to_docx(answer, WHEN, ["甲规划"])))
    told = [paragraph.text for paragraph in paper.paragraphs]
    assert told[0] == THEME
    assert answer.text in told
    assert "2026年5月1日" in told[1]
    [table] = paper.tables
    assert len(table.rows) == count(group_rows(answer.answers)) + 1
    cited = {citation.official for row in answer.answers for citation in row.evidence}
    sources = [line for line in told if line.startswith("[")]
    assert len(sources) == len(cited)
    assert all(any(f"] {one}" in line for line in sources) for one in cited)


def test_paper_of_no_answer_cites_the_nearest_passages(sample_engine: Engine) -> None:
    answer = sample_engine.ask("哪些企业从事远洋捕捞？")
    told = [paragraph.text for paragraph in Document(io.BytesIO(to_docx(answer, WHEN, []))).paragraphs]
    assert answer.text in told
    assert "结果：文件没有写到" in told
    assert any("不是答案" in line for line in told) == bool(answer.passages)


def test_ask_command_writes_the_workbook(
    sample_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KG_HOME", str(sample_engine.settings.home))
    monkeypatch.delenv("KG_GRAPH_URL", raising=False)
    assert main(["ask", THEME, "--xlsx", str(tmp_path / "答.xlsx"), "--docx", str(tmp_path / "答.docx")]) == 0
    assert Document(str(tmp_path / "答.docx")).paragraphs[0].text == THEME
    assert load_workbook(tmp_path / "答.xlsx").sheetnames[0] == "答案"
    assert main(["ask", THEME, "--xlsx", str(tmp_path / "none" / "答.xlsx")]) == 1
    assert "无法写入" in capsys.readouterr().err
    assert main(["ask", "--batch", "x", "--xlsx", "y.xlsx"]) == 1
