"""Excel workbooks: each visible sheet a table with its merged cells, numbers as the sheet shows them."""

import re
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from ingest.blocks import RawCell, RawTable, Reading
from ingest.readers.damage import DAMAGE
from ingest.readers.units import is_unit_line
from kg.errors import ReadError

LARGEST_CELLS = 2_000_000
UNNAMED = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.IGNORECASE)  # what the program calls a sheet that nobody named


def read(path: Path) -> Reading:
    """One table a sheet, its caption the sheet's name where no title stands in it; hidden sheets give a warning."""
    book = _open(path)
    tables, warnings = [], []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            warnings.append(f"工作表“{sheet.title}”是隐藏的，未读取")
            continue
        if sheet.max_row * sheet.max_column > LARGEST_CELLS:
            raise ReadError(
                f"{path}：工作表“{sheet.title}”有 {sheet.max_row} 行 {sheet.max_column} 列，过大；请删去空白区域后另存"
            )
        table = _table_of(sheet)
        if table.cells:
            tables.append(table)
    return Reading(tuple(tables), tuple(warnings))


def _open(path: Path) -> Any:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return openpyxl.load_workbook(path, data_only=True)
    except (InvalidFileException, *DAMAGE) as err:
        raise ReadError(f"{path}：Excel 文件已损坏，打不开（{err}）；请在 Excel 或 WPS 中修复后另存为 .xlsx") from err


def _table_of(sheet: Any) -> RawTable:
    merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    filled = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    height = max((cell.row for cell in filled), default=0)
    width = max((cell.column for cell in filled), default=0)
    cells = []
    for cell in filled:
        area = merged.get((cell.row, cell.column))
        down = min(area.max_row, height) - cell.row + 1 if area else 1
        right = min(area.max_col, width) - cell.column + 1 if area else 1
        text = shown(cell.value, cell.number_format or "")
        cells.append(RawCell(cell.row - 1, cell.column - 1, text, down, right))
    top = [cell.text for cell in cells if cell.row == cells[0].row]
    titled = len(top) == 1 and not is_unit_line(top[0])
    return RawTable(tuple(cells), caption="" if titled or UNNAMED.fullmatch(sheet.title) else sheet.title)


def shown(value: object, number_format: str) -> str:
    """A cell's value as its sheet shows it: 0.289 as 28.9%, a date as 2021年10月12日."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime | date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, int | float):
        return _shown_number(value, number_format.split(";")[0])
    return str(value).strip()


def _shown_number(value: float, number_format: str) -> str:
    decimals = len(number_format.partition(".")[2].rstrip("%_ )").strip("#")) if "." in number_format else 0
    if "%" in number_format:
        return f"{value * 100:.{decimals}f}%"
    if number_format.startswith(("0.", "#,##0.")) and set(number_format) <= set("0#,."):
        return f"{value:.{decimals}f}"
    return f"{value:.10g}" if isinstance(value, float) else str(value)
