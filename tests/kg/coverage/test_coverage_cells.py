"""A list against a data folder: said, near, silent and failed are told apart, each with its citation."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

import kg.__main__
from kg.coverage.cover import ALIKE, FAILED, SAID, SILENT, Cell, Coverage, cover
from kg.coverage.sheet import STATUSES, TINTS, write_sheets
from kg.coverage.terms import Term, TermList, parse_terms
from kg.engine import Engine
from kg.errors import QueryError
from kg.settings import Settings

NOTICE, SCIENCE, BROKEN = "澄湖区产业园区工作方案.txt", "青岚区科技创新规划.md", "损坏的规划.docx"
TERMS = "词,分组,同义词\n低空经济,产业,\n智能制造,产业,\n国企,主体,\n区科委,部门,\n远洋捕捞,产业,\n飞行器巡检,产业,无人机\n人,主体,\n"


@pytest.fixture(scope="module")
def coverage(home: Path) -> Coverage:
    with Engine.open(Settings(home=home)) as engine:
        return cover(engine, parse_terms("词表.csv", TERMS.encode()))


def cell(coverage: Coverage, term: str, document: str) -> Cell:
    row = next(row for row in coverage.rows if row.term.name == term)
    return dict(zip((paper.name for paper in coverage.papers), row.cells, strict=True))[document]


def test_misspelt_term_is_told_and_looked_for_as_it_is_meant(home: Path) -> None:
    with Engine.open(Settings(home=home)) as engine:
        told = cover(engine, parse_terms("词表.txt", "低空经济\n建设通用航空机厂\n，，\n远洋捕捞".encode()))
    assert [(note.line, note.text) for note in told.notes] == [(2, "建设通用航空机厂"), (3, "，，")]
    assert "按“建设通用航空机场”查找" in told.notes[0].why
    assert SAID not in {one.status for one in told.rows[1].cells}


def test_rows_stand_by_group_in_the_lists_order(coverage: Coverage) -> None:
    assert [row.term.name for row in coverage.rows] == [
        "低空经济",
        "智能制造",
        "远洋捕捞",
        "飞行器巡检",
        "国企",
        "区科委",
    ]


def test_term_that_stands_only_in_a_heading_is_said(coverage: Coverage) -> None:
    best = cell(coverage, "低空经济", NOTICE).passages[0]
    assert (best.way, best.citation.quote) == ("words", "（一）发展低空经济")
    assert cell(coverage, "低空经济", NOTICE).status == SAID


def test_alias_and_other_name_of_a_thing_are_said_under_their_own_name(coverage: Coverage) -> None:
    assert [(one.way, one.name) for one in cell(coverage, "飞行器巡检", NOTICE).passages if one.way != "near"] == [
        ("words", "无人机")
    ]
    assert [(one.way, one.name) for one in cell(coverage, "区科委", NOTICE).passages if one.way != "near"] == [
        ("named", "区科学技术委员会")
    ]


def test_half_words_and_foreign_themes_are_not_said(coverage: Coverage) -> None:
    assert cell(coverage, "国企", NOTICE).said == 0
    assert {one.status for one in next(row for row in coverage.rows if row.term.name == "远洋捕捞").cells} == {
        SILENT,
        FAILED,
    }


def test_every_quote_stands_where_its_citation_says(coverage: Coverage, home: Path) -> None:
    with Engine.open(Settings(home=home)) as engine:
        cited = [passage.citation for passage in (p for row in coverage.rows for c in row.cells for p in c.passages)]
        assert len(cited) > 5
        for one in cited:
            assert engine.document(one.document_id).text[one.start : one.end] == one.quote


def test_meaning_alone_is_near_and_never_said(home: Path) -> None:
    with Engine.open(Settings(home=home)) as engine:
        found = cover(engine, TermList((Term("引进人才"),)))
    near = cell(found, "引进人才", SCIENCE)
    assert (near.status, near.said) == (ALIKE, 0)
    assert "引进高层次人才" in near.passages[0].citation.quote


def test_document_that_could_not_be_read_is_no_silence(coverage: Coverage) -> None:
    assert coverage.failed
    broken = cell(coverage, "低空经济", BROKEN)
    assert broken.status == FAILED
    assert BROKEN in broken.why


def test_without_an_index_words_are_found_and_the_rest_is_no_silence(home: Path, tmp_path: Path) -> None:
    shutil.copytree(home, tmp_path / "home")
    shutil.rmtree(tmp_path / "home" / "index")
    with Engine.open(Settings(home=tmp_path / "home")) as engine:
        found = cover(engine, TermList((Term("低空经济"),)))
    assert cell(found, "低空经济", NOTICE).status == SAID
    other = cell(found, "低空经济", SCIENCE)
    assert other.status == FAILED
    assert "rebuild --index" in other.why


def test_workbook_tells_all_four_apart_with_citations_and_notes(coverage: Coverage, tmp_path: Path) -> None:
    assert write_sheets(tmp_path / "表.xlsx", coverage) == [tmp_path / "表.xlsx"]
    book = load_workbook(tmp_path / "表.xlsx")
    assert book.sheetnames == ["覆盖表", "段落", "文件", "词表说明"]
    cells = [one for row in book["覆盖表"].iter_rows(min_row=2, min_col=5) for one in row]
    for word, colour in TINTS.items():
        assert all(one.fill.fgColor.rgb == f"00{colour}" for one in cells if one.value.startswith(word))
    assert {word for word in STATUSES.values() for one in cells if one.value.startswith(word)} >= {
        "明确提到",
        "未提到",
        "无法检索",
    }
    passages = list(book["段落"].iter_rows(min_row=2, values_only=True))
    assert len(passages) == sum(len(one.passages) for row in coverage.rows for one in row.cells)
    assert [row[:2] for row in book["词表说明"].iter_rows(min_row=2, values_only=True)] == [(8, "人")]


def test_csv_is_a_file_a_table(coverage: Coverage, tmp_path: Path) -> None:
    paths = write_sheets(tmp_path / "表.csv", coverage)
    assert [path.name for path in paths] == ["表.csv", "表-段落.csv", "表-文件.csv", "表-词表说明.csv"]
    rows = list(csv.DictReader(paths[0].read_text(encoding="utf-8-sig").splitlines()))
    assert [row["词"] for row in rows] == [row.term.name for row in coverage.rows]


def test_other_endings_are_refused_in_words(coverage: Coverage, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"\.xlsx 或 \.csv"):
        write_sheets(tmp_path / "表.doc", coverage)


def test_command_prints_json_lines_and_tells_by_its_code_that_a_document_failed(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KG_HOME", str(home))
    (tmp_path / "词表.csv").write_text(TERMS, encoding="utf-8")
    code = kg.__main__.main(["coverage", str(tmp_path / "词表.csv"), "--json", "--out", str(tmp_path / "表.xlsx")])
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 3
    assert (tmp_path / "表.xlsx").is_file()
    assert rows[0]["term"] == "低空经济"
    assert {one["document"]: one["status"] for one in rows[0]["cells"]}[NOTICE] == "said"
    assert rows[-1] == {"line": 8, "text": "人", "why": "少于 2 个字，没有检索：单字到处都有，查不出主题"}
