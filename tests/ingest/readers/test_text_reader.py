"""Plain text files: encodings, Word's leftovers, tables in all the shapes that exports give them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.blocks import Paragraph, RawTable
from ingest.readers import read_file
from ingest.readers.grid import compact, rows_of
from kg.errors import ReadError

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "text_tables.yaml").read_text("utf-8")
)
TEXT = "一、总体要求\n坚持创新驱动发展战略，到2025年产值达到300亿元。\n"


def read_text(folder: Path, text: str) -> tuple[Paragraph | RawTable, ...]:
    path = folder / "plan.txt"
    path.write_text(text, encoding="utf-8")
    return read_file(path).blocks


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_tables_of_text_exports(case: dict[str, Any], tmp_path: Path) -> None:
    tables = [block for block in read_text(tmp_path, case["text"]) if isinstance(block, RawTable)]
    assert len(tables) == 1
    assert [[compact(text) for text in row] for row in rows_of(tables[0])] == case["grid"]
    assert tables[0].header_rows == case.get("header_rows", 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-be-bom"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    data = b"\xfe\xff" + TEXT.encode("utf-16-be") if encoding == "utf-16-be-bom" else TEXT.encode(encoding)
    (tmp_path / "plan.txt").write_bytes(data)
    reading = read_file(tmp_path / "plan.txt")
    assert [block.text for block in reading.blocks if isinstance(block, Paragraph)] == TEXT.split("\n")[:2]
    assert reading.warnings == ()


def test_text_cut_off_in_mid_character_is_read_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_bytes((TEXT * 20).encode("utf-8")[:-2])
    reading = read_file(tmp_path / "plan.txt")
    assert reading.blocks
    assert "无法按 utf-8 解码" in reading.warnings[0]


@pytest.mark.parametrize("data", [b"\x7fTEST\x00\x01\x02" * 50, bytes(range(1, 32)) * 40, b"\xff\x80\x81" * 300])
def test_binary_named_txt_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_bytes(data)
    with pytest.raises(ReadError, match=r"plan\.txt.*文本"):
        read_file(tmp_path / "plan.txt")


def test_table_stands_between_its_paragraphs(tmp_path: Path) -> None:
    blocks = read_text(
        tmp_path, "表1 比较\n\n\t园区\n\t收入\n\n\t东园\n\t384\n\n\t西园\n\t706\n\n\n（三）面临形势\n后文。"
    )
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "RawTable", "Paragraph", "Paragraph"]


def test_paragraph_right_after_a_table_is_no_cell(tmp_path: Path) -> None:
    blocks = read_text(tmp_path, "\t园区\n\t收入\n\n\t东园\n\t384\n\n\t西园\n\t706\n三、下一章\n后文。")
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["三、下一章", "后文。"]


def test_indented_line_is_a_paragraph(tmp_path: Path) -> None:
    blocks = read_text(tmp_path, "正文。\n\n\t抄送：区委各部门，区法院、区检察院。\n")
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == [
        "正文。",
        "抄送：区委各部门，区法院、区检察院。",
    ]


def test_contents_lines_are_no_table(tmp_path: Path) -> None:
    blocks = read_text(tmp_path, "目录\n一、总体要求\t1\n（一）指导思想\t2\n二、重点任务\t12\n\n一、总体要求\n正文。")
    assert not any(isinstance(block, RawTable) for block in blocks)
    assert blocks[1] == Paragraph("一、总体要求……1")


def test_field_codes_are_dropped(tmp_path: Path) -> None:
    blocks = read_text(tmp_path, 'TOC \\o "1-3" \\h \\z \\u\nHYPERLINK \\l "_Toc123"一、总体要求\n正文。')
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["一、总体要求", "正文。"]


def test_notes_behind_a_lost_mark(tmp_path: Path) -> None:
    blocks = read_text(tmp_path, "正文。\n\n\ufffd “五子联动”：指五项工作\n\n\n\ufffd 平台：包括实验室等\n")
    assert blocks[1:] == (Paragraph("“五子联动”：指五项工作", note=True), Paragraph("平台：包括实验室等", note=True))


def test_table_of_5000_rows(tmp_path: Path) -> None:
    rows = "".join(f"\t{n}\n\t任务{n}\n\t区科委\n\n" for n in range(1, 5001))
    blocks = read_text(tmp_path, f"\t序号\n\t任务\n\t单位\n\n{rows}\n")
    assert isinstance(blocks[0], RawTable)
    grid = rows_of(blocks[0])
    assert len(grid) == 5001
    assert grid[-1] == ["5000", "任务5000", "区科委"]
