"""One table in every format: the same columns, caption, unit and notes on its record."""

from pathlib import Path

import pytest

from ingest.blocks import Paragraph, RawTable, Reading
from ingest.readers import read_file
from ingest.readers.tables import finish_table
from ingest.readers.units import is_unit_line, unit_in, without_unit
from ingest.structure import make_document
from kg.records import Table
from kg.text.tables import column_names
from tests.file_writers import WRITERS, Block, raw_table, write_file

FORMATS = sorted(WRITERS)
INDICATORS = raw_table(
    "指标 | 2025年 | 2030年 | 属性", "工业总产值 | 320 | 460 | 预期性", "技术合同成交额 | 25 | 40 | 预期性", "研发费用 | 8 | 12 | 约束性"
)  # fmt: skip
PROJECTS = raw_table(
    "序号 | 项目名称 | 总投资 | <",
    "^ | ^ | 2025年 | 2026年",
    "1 | 湖东机器人基地 | 3200 | 1500",
    "2 | 澄湖概念验证中心 | 800 | 600",
)


def only_table(folder: Path, suffix: str, *blocks: Block) -> Table:
    path = write_file(folder / f"plan{suffix}", blocks)
    (table,) = make_document(read_file(path), name=path.name, sha256="0").tables
    return table


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(
    ("before", "caption", "unit"),
    [
        (["表1 主要指标", "单位：亿元"], "表1 主要指标", "亿元"),
        (["表1 主要指标", "（单位：亿元）"], "表1 主要指标", "亿元"),
        (["表1 主要指标（单位：万元）"], "表1 主要指标", "万元"),
        (["表1 主要指标（万元）"], "表1 主要指标", "万元"),
        (["单位：亿元", "表1 主要指标"], "表1 主要指标", "亿元"),
        (["表1 主要指标　　　　　　金额单位：万元"], "表1 主要指标", "万元"),
        (["表1 主要指标"], "表1 主要指标", ""),
    ],
)
def test_caption_unit_and_notes(suffix: str, before: list[str], caption: str, unit: str, tmp_path: Path) -> None:
    table = only_table(tmp_path, suffix, "一、发展目标。", *before, INDICATORS, "注：总产值为规模以上口径。")
    assert (table.caption, table.unit) == (caption, unit)
    assert table.notes == ("注：总产值为规模以上口径。",)
    assert column_names(table) == ("指标", "2025年", "2030年", "属性")


@pytest.mark.parametrize("suffix", FORMATS)
def test_header_of_two_rows(suffix: str, tmp_path: Path) -> None:
    table = only_table(tmp_path, suffix, "一、重大项目。", PROJECTS)
    assert column_names(table) == ("序号", "项目名称", "总投资/2025年", "总投资/2026年")
    assert table.header_rows == 2


@pytest.mark.parametrize("suffix", FORMATS)
def test_unit_in_a_row_of_its_own_at_the_right(suffix: str, tmp_path: Path) -> None:
    rows = raw_table(
        " | | | 单位：亿元", "指标 | 2025年 | 2030年 | 属性", "产值 | 320 | 460 | 预期性", "收入 | 25 | 40 | 预期性"
    )
    table = only_table(tmp_path, suffix, "一、发展目标。", rows)
    assert table.unit == "亿元"
    assert column_names(table) == ("指标", "2025年", "2030年", "属性")


@pytest.mark.parametrize("suffix", FORMATS)
def test_unit_in_header_cells(suffix: str, tmp_path: Path) -> None:
    rows = raw_table("项目名称 | 投资额（亿元） | 用地", "湖东机器人基地 | 32 | 80", "澄湖验证中心 | 8 | 20")
    table = only_table(tmp_path, suffix, "一、重大项目。", rows)
    assert column_names(table) == ("项目名称", "投资额（亿元）", "用地")
    assert table.unit == ""  # it is the unit of one column
    corner = raw_table("指标（单位：亿元） | 2025年 | 2030年", "产值 | 32 | 80", "收入 | 8 | 20")
    assert only_table(tmp_path, suffix, "一、发展目标。", corner).unit == "亿元"


def marked(table: RawTable, header_rows: int) -> RawTable:
    return RawTable(table.cells, header_rows)


TALL = raw_table("指标 | 现状 | 目标", "^ | ^ | 2030年", "产值 | 320 | 460")
GROUPED = raw_table("创新 | 指标 | 目标", "^ | 产值 | 460", "^ | 收入 | 40", "^ | 费用 | 12", "^ | 专利 | 15")


@pytest.mark.parametrize(
    ("table", "header_rows"), [(marked(TALL, 1), 2), (TALL, 2), (marked(TALL, 2), 2), (marked(GROUPED, 1), 1)]
)
def test_header_covers_its_tall_cells(table: RawTable, header_rows: int) -> None:
    blocks = (Paragraph("一、目标。"), *finish_table(table))
    (record,) = make_document(Reading(blocks), name="case.docx", sha256="0").tables
    assert record.header_rows == header_rows


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：亿元", "亿元"),
        ("计量单位：万元、%", "万元、%"),
        ("（万元）", "万元"),
        ("表2 投资计划（单位：万元）", "万元"),
        ("单位：PFlops", "PFlops"),
        ("责任单位：区科技局", ""),
        ("单位：澄湖区科技局", ""),
        ("（责任单位：人社局）", ""),
        ("重点任务（试行）", ""),
        ("关于单位用地的说明", ""),
    ],
)
def test_unit_of_a_text(text: str, unit: str) -> None:
    assert unit_in(text) == unit


def test_unit_is_no_part_of_a_caption() -> None:
    assert without_unit("表2 投资计划（单位：万元）") == "表2 投资计划"
    assert is_unit_line("（单位：万元）")
    assert not is_unit_line("表2 投资计划（单位：万元）")
