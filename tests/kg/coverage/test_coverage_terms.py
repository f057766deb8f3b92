"""A list of terms in the forms people keep it; nothing is dropped without a note."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from kg.coverage.terms import MOST, Term, parse_lines, parse_terms, read_terms
from kg.errors import QueryError

WANTED = (Term("低空经济", ("无人机", "通用航空"), "产业", 2), Term("区科委", (), "部门", 3))
TABLE = [["词语", "别名", "分组"], ["低空经济", "无人机；通用航空", "产业"], ["区科委", "", "部门"]]


def as_xlsx() -> bytes:
    book = Workbook()
    for row in TABLE:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("词表.csv", "\r\n".join(map(",".join, TABLE)).encode("utf-8-sig")),
        ("词表.csv", "\r\n".join(map(",".join, TABLE)).encode("gb18030")),
        ("词表.xlsx", as_xlsx()),
        ("词表.txt", "\n".join(map("\t".join, TABLE)).encode()),
    ],
    ids=["csv", "csv of an old Excel", "workbook", "pasted from a spreadsheet"],
)
def test_columns_are_known_by_their_headings(name: str, content: bytes) -> None:
    assert parse_terms(name, content).terms == WANTED


def test_list_without_headings_is_its_first_column() -> None:
    assert [term.name for term in parse_terms("词表.csv", "低空经济,x\n区科委,y\n".encode()).terms] == [
        "低空经济",
        "区科委",
    ]
    assert [term.name for term in parse_lines("低空经济\n\n区科委").terms] == ["低空经济", "区科委"]


def test_terms_of_one_line_are_parted_and_keep_its_number() -> None:
    found = parse_lines("低空经济、无人机，\n、区科委;低空经济")
    assert [(term.name, term.line) for term in found.terms] == [("低空经济", 1), ("无人机", 1), ("区科委", 2)]
    assert [(note.line, note.text) for note in found.notes] == [(2, "低空经济")]


@pytest.mark.parametrize(
    ("rows", "terms"),
    [
        ("领域,词语\n产业,低空经济\n", [("低空经济", "产业")]),
        ("指标,同义词\n低空经济,无人机\n", [("低空经济", "")]),
        ("类别,又称,事项名\n产业,无人机,低空经济\n", [("低空经济", "产业")]),
        ("类别\n低空经济\n", [("类别", ""), ("低空经济", "")]),
        ("词语\n低空经济\n", [("低空经济", "")]),
    ],
    ids=["group first", "term unnamed", "term last and unnamed", "one column of terms", "one column with its heading"],
)
def test_columns_stand_in_any_order(rows: str, terms: list[tuple[str, str]]) -> None:
    found = parse_terms("词表.csv", rows.encode())
    assert [(term.name, term.group) for term in found.terms] == terms
    assert bool(found.notes) == rows.startswith("词语")  # a lone first line may have been meant as a term


def test_what_is_left_out_is_told() -> None:
    found = parse_terms("词表.csv", "词,同义词,组\n低空经济,机,甲\n，。,\n人,\n低 空经济,无人机,乙\n,\n".encode())
    assert found.terms == (Term("低空经济", ("无人机",), "甲", 2),)
    told = [(note.line, note.text, note.why) for note in found.notes]
    assert [line for line, _, _ in told] == [2, 3, 4, 5, 6]
    assert told[0][1:] == ("低空经济：机", "同义词少于 2 个字，没有检索：单字到处都有，查不出主题")
    assert "只有符号" in told[1][2]
    assert "少于 2 个字" in told[2][2]
    assert told[3][2] == "与第 2 行重复，只检索一次，同义词 无人机 并入，分组“乙”未采用"
    assert "是空的" in told[4][2]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("空.txt", b"", "没有可以检索的词"),
        ("单字.csv", "词\n人\n".encode(), "没有可以检索的词"),
        ("坏.xlsx", b"PK\x03\x04 broken", "不是可以读取的 Excel 工作簿"),
        ("坏.csv", b"\xff\xfe\x00\x81\xff", "不是 UTF-8 或 GB18030"),
        ("长.txt", "\n".join(f"词语{number}" for number in range(MOST + 1)).encode(), "超过了"),
    ],
    ids=["empty", "nothing to search", "damaged workbook", "binary", "too many"],
)
def test_list_that_cannot_be_used_is_refused_in_words(name: str, content: bytes, why: str) -> None:
    with pytest.raises(QueryError, match=why):
        parse_terms(name, content)


def test_file_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="无法读取"):
        read_terms(tmp_path / "无.csv")
