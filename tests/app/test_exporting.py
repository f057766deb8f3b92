"""Files for Excel: nothing runs as a formula, nothing is lost."""

import csv
import io

import pytest
from openpyxl import load_workbook

from app_pages.exporting import to_csv, to_xlsx

ROWS = [{"任务": "建设中试平台，\n分两期", "数量": 3}, {"任务": '=HYPERLINK("http://x")', "数量": None}]


def test_csv_opens_in_excel_and_keeps_the_text() -> None:
    content = to_csv(ROWS)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert content.startswith(b"\xef\xbb\xbf")
    assert rows[0] == {"任务": "建设中试平台，\n分两期", "数量": "3"}
    assert rows[1] == {"任务": '\'=HYPERLINK("http://x")', "数量": ""}


@pytest.mark.parametrize("value", ["-3.2%", "+15", "-1,200"])
def test_csv_leaves_signed_numbers_alone(value: str) -> None:
    assert f"\r\n{value}".encode() in to_csv([{"数值": value}]) or f'"{value}"'.encode() in to_csv([{"数值": value}])


def test_workbook_has_a_sheet_a_table_and_no_formula() -> None:
    book = load_workbook(io.BytesIO(to_xlsx({"任务": ROWS, "部门×任务": []})))
    sheet = book["任务"]
    assert book.sheetnames == ["任务", "部门×任务"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["任务", "数量"],
        ["建设中试平台，\n分两期", 3],
        ['=HYPERLINK("http://x")', None],
    ]
    assert sheet["A3"].data_type == "s"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B3")


def test_workbook_keeps_columns_in_sight_and_gives_texts_their_ground() -> None:
    sheet = load_workbook(io.BytesIO(to_xlsx({"任务": ROWS}, tints={"建设": "DCEFE1"}, pinned=1)))["任务"]
    assert sheet.freeze_panes == "B2"
    assert [sheet[place].fill.fgColor.rgb for place in ("A2", "A3", "B2")] == ["00DCEFE1", "00000000", "00000000"]


def test_workbook_drops_signs_that_excel_refuses() -> None:
    book = load_workbook(io.BytesIO(to_xlsx({"a/b:c": [{"名": "甲\x0b乙"}]})))
    assert book["a b c"]["A2"].value == "甲乙"


@pytest.mark.parametrize(
    ("name", "told"), [("检索 'GDP'", "检索 'GDP"), ("'" * 40, "Sheet"), ("检索 甲\x0b乙", "检索 甲 乙"), ("", "Sheet")]
)
def test_workbook_names_its_sheets_as_excel_takes_them(name: str, told: str) -> None:
    assert load_workbook(io.BytesIO(to_xlsx({name: ROWS}))).sheetnames == [told]
