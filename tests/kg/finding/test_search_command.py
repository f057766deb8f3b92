"""`kg search` as a reader calls it: limits, all hits, counts, reasons, files."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from ingest.pipeline import add_paths
from kg.__main__ import main
from kg.settings import ROOT, Settings

CONTRACT = {"document", "document_id", "title", "section", "text", "start", "end", "score", "ranks"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("finding")
    rows = add_paths([ROOT / "tests" / "cases" / "answers"], Settings(home=folder))
    assert {row["status"] for row in rows} == {"added"}
    return folder


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setenv("KG_HOME", str(home))
    monkeypatch.delenv("KG_GRAPH_URL", raising=False)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(["search", *arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def test_search_command_keeps_its_fields_and_tells_why(run) -> None:
    code, out, _ = run("智能制造", "--json", "-k", "3", "--context")
    row = json.loads(out)
    assert (code, row["query"], len(row["hits"])) == (0, "智能制造", 3)
    hit = row["hits"][0]
    assert set(hit) >= CONTRACT | {"scores", "words", "entities", "sentence", "also", "previous", "next"}
    assert "智能制造" in "".join(hit["words"])
    assert set(hit["scores"]) == set(hit["ranks"])
    inside = hit["sentence"]
    assert hit["text"][inside["start"] - hit["start"] : inside["end"] - hit["start"]] == inside["text"]
    assert "total" not in row
    assert "facets" not in row


def test_search_command_counts_all_and_every_facet(run) -> None:
    row = json.loads(run("智能制造", "--json", "--all", "--facets", "--order", "document")[1])
    assert row["total"] == sum(1 + len(hit["also"]) for hit in row["hits"])
    assert sum(row["facets"]["document"].values()) == row["total"] > 1
    places = [(hit["title"], hit["start"]) for hit in row["hits"]]
    assert places == sorted(places)


def test_search_command_limits_to_what_a_facet_counted(run) -> None:
    row = json.loads(run("智能制造", "--json", "--facets")[1])
    title, count = next(iter(row["facets"]["document"].items()))
    limited = json.loads(run("智能制造", "--json", "--all", "--document", title)[1])
    assert limited["total"] == count
    assert {hit["title"] for hit in limited["hits"]} == {title}


@pytest.mark.parametrize(
    ("option", "value", "named"),
    [
        ("--document", "没有.txt", "文件“没有.txt”：库中没有；可以是"),
        ("--passage", "图", "可以是 text、table_row、task"),
        ("--type", "Planet", "实体类型“Planet”：库中没有；可以是"),
        ("--period", "1990-1995", "规划期“1990-1995”：库中没有"),
    ],
)
def test_search_command_names_the_values_there_are(run, option: str, value: str, named: str) -> None:
    code, out, err = run("智能制造", option, value)
    assert (code, out) == (1, "")
    assert named in err


def test_search_command_writes_excel_and_word_with_places(run, tmp_path: Path) -> None:
    sheet, paper = tmp_path / "检索.xlsx", tmp_path / "检索.docx"
    code, out, _ = run("智能制造", "--all", "--xlsx", str(sheet), "--docx", str(paper))
    assert code == 0
    [table] = load_workbook(BytesIO(sheet.read_bytes())).worksheets
    rows = list(table.iter_rows(values_only=True))
    place = rows[0].index("出处")
    said = [paragraph.text for paragraph in Document(str(paper)).paragraphs]
    assert out.startswith("共 ")
    assert len(rows) > 2
    assert all(str(row[place]) in out for row in rows[1:])
    assert [f"{row[0]}. {row[place]}" for row in rows[1:]] == [
        text for text in said if text[:1].isdigit() and "《" in text
    ]


def test_search_command_writes_no_file_of_many_queries(run, tmp_path: Path) -> None:
    queries, sheet = tmp_path / "多条.jsonl", tmp_path / "检索.xlsx"
    queries.write_text('{"id": 1, "query": "智能制造"}\n{"id": 2, "query": "人才"}\n', encoding="utf-8")
    code, out, err = run("--batch", str(queries), "--xlsx", str(sheet))
    assert (code, out, sheet.exists()) == (1, "", False)
    assert "--batch 不能与 --xlsx" in err


@pytest.mark.parametrize("call", [("-k", "0"), ("-k", "-3"), ("-k", "多"), ("--per-section", "-1")])
def test_search_command_refuses_a_number_that_is_none(run, call: tuple[str, str]) -> None:
    code, out, err = run("智能制造", *call)
    assert (code, out) == (1, "")
    assert f"{call[0]} 的值 '{call[1]}' 不对" in err


def test_search_command_refuses_bytes_that_are_no_text(run, tmp_path: Path) -> None:
    queries = tmp_path / "一条.jsonl"
    queries.write_text('{"id": 1, "query": "人才\\ud800"}\n', encoding="utf-8")
    for call in (("人才\udcff",), ("--batch", str(queries))):
        code, out, err = run(*call)
        assert (code, out) == (1, "")
        assert "请用 UTF-8 编码输入" in err


def test_search_command_says_where_it_cannot_write(run, tmp_path: Path) -> None:
    code, _, err = run("智能制造", "--xlsx", str(tmp_path / "没有" / "甲.xlsx"))
    assert code == 1
    assert "无法写入" in err
