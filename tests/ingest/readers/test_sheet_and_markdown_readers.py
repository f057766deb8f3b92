"""Excel workbooks and Markdown files."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from ingest.blocks import Paragraph, RawTable
from ingest.readers import read_file
from ingest.readers.grid import rows_of
from ingest.readers.sheet_xlsx import shown


def test_each_sheet_is_a_table_with_its_merged_cells(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "任务清单"
    for row in [
        ["重点任务分解表"],
        ["任务", "序号", "单位"],
        ["平台", 1, "区科委"],
        [None, 2, "区教委"],
        ["招商", 3, "区投促中心"],
    ]:
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A3:A4")
    second = book.create_sheet("指标")
    for row in [["指标", "目标"], ["占比", 0.289], ["日期", date(2021, 10, 12)]]:
        second.append(row)
    second["B2"].number_format = "0.0%"
    book.save(tmp_path / "plan.xlsx")
    title, tasks, indicators = read_file(tmp_path / "plan.xlsx").blocks
    assert title == Paragraph("重点任务分解表")
    assert isinstance(tasks, RawTable)
    assert tasks.caption == ""  # the title in the sheet is better than the sheet's name
    assert rows_of(tasks)[1:] == [["平台", "1", "区科委"], ["平台", "2", "区教委"], ["招商", "3", "区投促中心"]]
    assert isinstance(indicators, RawTable)
    assert rows_of(indicators) == [["指标", "目标"], ["占比", "28.9%"], ["日期", "2021年10月12日"]]


def test_hidden_sheets_are_left_out_with_a_warning(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["指标", "目标"])
    book.active.append(["产值", 3])
    hidden = book.create_sheet("草稿")
    hidden.append(["勿读", "勿读"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "plan.xlsx")
    reading = read_file(tmp_path / "plan.xlsx")
    assert len(reading.blocks) == 1
    assert "草稿" in reading.warnings[0]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [(300, "General", "300"), (12.5, "General", "12.5"), (0.1 + 0.2, "General", "0.3"), (0.4, "0%", "40%"), (3.5, "0.00", "3.50"), (True, "General", "是"), (" 文字 ", "@", "文字")],
)  # fmt: skip
def test_values_as_the_sheet_shows_them(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


def test_markdown(tmp_path: Path) -> None:
    source = (
        "---\ntitle: x\n---\n# 青河区规划\n\n## 一、总体要求\n\n坚持创新驱动\n发展战略，**加快**形成。\n\n"
        "1. 建设平台\n2. 引进人才\n\n- 其他\n\n| 指标 | 目标 |\n|---|---|\n| 产值 | 300 |\n\n<p>网页段落</p>\n"
    )
    (tmp_path / "plan.md").write_text(source, encoding="utf-8")
    reading = read_file(tmp_path / "plan.md")
    assert reading.title == "青河区规划"
    assert reading.blocks[:6] == (
        Paragraph("青河区规划", 1),
        Paragraph("一、总体要求", 2),
        Paragraph("坚持创新驱动发展战略，加快形成。"),
        Paragraph("1.建设平台"),
        Paragraph("2.引进人才"),
        Paragraph("其他"),
    )
    table, last = reading.blocks[6:]
    assert isinstance(table, RawTable)
    assert table.header_rows == 1
    assert rows_of(table) == [["指标", "目标"], ["产值", "300"]]
    assert last == Paragraph("网页段落")
