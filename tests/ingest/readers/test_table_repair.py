"""Tables as naive converters leave them are put right; tables that are right stay as they are."""

import pytest

from ingest.blocks import Paragraph, RawCell, RawTable
from ingest.readers.columns import cell_fit, is_serial, kind_of, name_fit, profile_of
from ingest.readers.grid import cells_of, grid_of, rows_of, table_of_rows
from ingest.readers.tables import finish_table

Rows = list[list[str]]


def finished(rows: Rows) -> RawTable:
    (table,) = (block for block in finish_table(table_of_rows(rows)) if isinstance(block, RawTable))
    return table


@pytest.mark.parametrize(
    "rows",
    [
        [["指标", "2025年", "2030年", "属性", "备注"], ["产值", "300", "500", "预期性", "市级"], ["空气", "达标", "达标", "", ""], ["企业", "30", "60", "约束性", "区级"]],
        [["项目", "金额", "说明"], ["甲", "10", "在建"], ["乙", "20", ""], ["丙", "", ""]],
        [["年份", "产值"], ["2021", "10"], ["2022", "20"], ["2023", ""]],
        [["序号", "企业", ""], ["1", "甲公司", "龙头"], ["2", "乙公司", "链主"]],
        [["一级", "二级"], ["甲", "乙"]],
    ],
)  # fmt: skip
def test_a_table_that_is_right_stays(rows: Rows) -> None:
    assert rows_of(finished(rows)) == rows


def test_rows_filled_up_on_the_right_are_moved_where_they_belong() -> None:
    rows = [
        ["序号", "项目", "单位", "投资", "进展"],
        ["一", "在建", "500", "", ""],
        ["1", "甲", "甲公司", "200", "在施"],
        ["2", "乙", "乙公司", "300", "完工"],
    ]
    assert rows_of(finished(rows))[1] == ["一", "在建", "在建", "500", ""]


def test_a_total_is_no_part_of_the_row_above() -> None:
    cells = [
        RawCell(0, 0, "序号"),
        RawCell(0, 1, "项目"),
        RawCell(0, 2, "投资"),
        RawCell(1, 0, "1"),
        RawCell(1, 1, "甲"),
        RawCell(1, 2, "5"),
    ]
    cells += [
        RawCell(2, 0, "2", row_span=2),
        RawCell(2, 1, "乙"),
        RawCell(2, 2, "6"),
        RawCell(3, 1, "合计"),
        RawCell(3, 2, "11"),
    ]
    (table,) = finish_table(RawTable(tuple(cells)))
    assert isinstance(table, RawTable)
    assert rows_of(table)[3] == ["", "合计", "11"]


def test_empty_rows_and_columns_are_dropped() -> None:
    table = finished([["", "", ""], ["指标", "", "目标"], ["", "", ""], ["产值", "", "3"]])
    assert rows_of(table) == [["指标", "目标"], ["产值", "3"]]


def test_columns_that_only_a_wide_cell_covers_are_dropped() -> None:
    cells = (
        RawCell(0, 0, "指标体系", column_span=50),
        RawCell(1, 0, "指标"),
        RawCell(1, 1, "目标"),
        RawCell(2, 0, "产值"),
        RawCell(2, 1, "3"),
    )
    title, table = finish_table(RawTable(cells))
    assert title == Paragraph("指标体系")
    assert isinstance(table, RawTable)
    assert rows_of(table) == [["指标", "目标"], ["产值", "3"]]


def test_an_empty_table_is_none() -> None:
    assert finish_table(RawTable(())) == []
    assert finish_table(table_of_rows([["", " "], ["", ""]])) == []


def test_overlapping_cells_and_holes_give_a_whole_grid() -> None:
    table = RawTable((RawCell(0, 0, "甲", row_span=2), RawCell(0, 1, "乙"), RawCell(1, 0, "丙"), RawCell(1, 2, "丁")))
    assert rows_of(table) == [["甲", "乙", ""], ["甲", "", "丁"]]


def test_cells_and_grid_are_each_others_image() -> None:
    table = RawTable(
        (
            RawCell(0, 0, "甲", 1, 2),
            RawCell(0, 2, "乙"),
            RawCell(1, 0, "丙", 2, 1),
            RawCell(1, 1, "1"),
            RawCell(1, 2, "2"),
            RawCell(2, 1, "3"),
            RawCell(2, 2, "4"),
        )
    )
    assert cells_of(grid_of(table)) == table.cells


@pytest.mark.parametrize(
    "text", ["300", "≥680", "1-2", "15.3", "28.9%", "3,298", "超过40", "100 亿元", "-0.5", "3.7:25.2:71.1"]
)
def test_numbers(text: str) -> None:
    assert kind_of(text) == "number"


@pytest.mark.parametrize("text", ["满足市级管控要求", "2020年6月至2021年12月", "科技路1号", "A区"])
def test_texts(text: str) -> None:
    assert kind_of(text) == "text"


@pytest.mark.parametrize(
    ("text", "serial"), [("3", True), ("三", True), ("（三）", True), ("12.", True), ("1055260", False), ("甲", False)]
)
def test_serial_numbers(text: str, serial: bool) -> None:
    assert is_serial(text) is serial


def test_profiles_and_fits() -> None:
    sure = [True] * 3
    serial, unit = profile_of("序号", ["1", "2", "3"], sure), profile_of("单位", ["亿元", "%", "万元/公顷"], sure)
    number, words = (
        profile_of("2025年", ["300", "3.5", "达标"], sure),
        profile_of("内容", ["建设平台", "", "引进人才"], sure),
    )
    assert [p.kind for p in (serial, unit, number, words)] == ["serial", "unit", "number", "text"]
    assert words.filled == pytest.approx(2 / 3)
    assert cell_fit("25", number) > 0 > cell_fit("25", words)
    assert name_fit("单位", unit) > 0 > name_fit("单位", number)
