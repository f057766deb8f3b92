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


UNEVEN = "序号  工程      单位\n1  云岫港疏浚    3公里  市交通局  2026年\n2  青岚湖清淤  市水务局\n3  南溪桥  拓宽  改造  市住建局\n"


def test_rows_of_blanks_that_are_no_table_are_told(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(TEXT + UNEVEN, encoding="utf-8")
    reading = read_file(tmp_path / "plan.txt")
    assert not [block for block in reading.blocks if isinstance(block, RawTable)]
    assert [warning for warning in reading.warnings if "序号 工程 单位" in warning and "4 行" in warning]


@pytest.mark.parametrize(
    "lines",
    [
        "各县（区）人民政府：\n　　现将方案印发给你们。\n                    云岫市人民政府\n                    2026年3月2日",
        "第一章  总则        1\n第二章  布局        4\n第三章  任务        9\n第四章  保障        15",
        "联系人：张工    电话：0000\n地址：云岫市    邮编：000000\n传真：0000    网址：无",
        "一、  总体要求\n坚持创新驱动。  坚持开放。  坚持绿色。\n二、  重点任务\n建设云岫港。",
    ],
)
def test_blanks_in_other_lines_make_no_table(lines: str, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(lines, encoding="utf-8")
    reading = read_file(tmp_path / "plan.txt")
    assert not [block for block in reading.blocks if isinstance(block, RawTable)]
    assert reading.warnings == ()


# Broken after so many characters, digits and all, numbers kept whole, a page's end in the middle of a sentence.
COUNTED = """云岫市智慧水利建设方案
                                    2026年3月
一、总体要求
　　到2027年，全市河湖水位自动监测覆盖率达到96%，
大中型水库数字孪生平台实现全覆盖，重点灌区用水计量率提高

                  — 1 —

到88%，新建雨量站1460座。到2030年，城乡供水一
体化率达到98%，万元工业增加值用水量比2025年下降
15%。
　　截至2025年底，全市累计建成小型水库监测站312座，
改造渠道650公里，青岚湖水质稳定达到三类以上，南溪灌区
渠系水利用系数提高到0.62，供水管网漏损率降至8.4%，
节水型企业达到86家，再生水利用率提高到31.5%，取水
许可电子证照实现全覆盖。
二、重点任务
　　建设青岚湖防汛会商中心，整合水文、气象、应急等数据。
"""


def test_lines_broken_after_a_number_of_characters_are_joined(tmp_path: Path) -> None:
    lines = [block.text for block in read_text(tmp_path, COUNTED) if isinstance(block, Paragraph)]
    assert lines[2:] == [
        "一、总体要求",
        "到2027年，全市河湖水位自动监测覆盖率达到96%，大中型水库数字孪生平台实现全覆盖，重点灌区用水计量率提高到88%，"
        "新建雨量站1460座。到2030年，城乡供水一体化率达到98%，万元工业增加值用水量比2025年下降15%。",
        "截至2025年底，全市累计建成小型水库监测站312座，改造渠道650公里，青岚湖水质稳定达到三类以上，"
        "南溪灌区渠系水利用系数提高到0.62，供水管网漏损率降至8.4%，节水型企业达到86家，再生水利用率提高到31.5%，取水许可电子证照实现全覆盖。",
        "二、重点任务",
        "建设青岚湖防汛会商中心，整合水文、气象、应急等数据。",
    ]
