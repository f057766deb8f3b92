"""Tables as files that Excel opens: CSV with a byte order mark, and workbooks; no cell becomes a formula."""

import csv
import io
import re
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

Table = Sequence[Mapping[str, object]]
FORMULA = re.compile(r"[=+\-@\t\r]")
NUMBER = re.compile(r"[+-]?\d[\d.,]*%?")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST_COLUMN = 60
LONGEST_CELL = 32_767  # characters that Excel takes
BAD_SHEET_NAME = re.compile(r"[\\/*?:\[\]\x00-\x1f]")


def to_csv(rows: Table) -> bytes:
    """UTF-8 with byte order mark; the first row's keys are the header. No rows, no content."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]) if rows else [], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({key: harmless(value) for key, value in row.items()} for row in rows)
    return out.getvalue().encode("utf-8-sig")


def harmless(value: object) -> object:
    """A text that a spreadsheet would run as a formula gets a ' before it; numbers stay."""
    if isinstance(value, str) and FORMULA.match(value) and not NUMBER.fullmatch(value):
        return "'" + value
    return "" if value is None else value


def to_xlsx(sheets: Mapping[str, Table], *, tints: Mapping[str, str] | None = None, pinned: int = 0) -> bytes:
    """A workbook, one sheet a table: header row fixed, text wrapped, everything but numbers kept as text.

    `tints`: a text that begins with a key gets its colour (RRGGBB) as ground; `pinned`: columns that stay in sight.
    """
    book = Workbook()
    book.remove(book.active)
    grounds = {word: PatternFill("solid", fgColor=colour) for word, colour in (tints or {}).items()}
    for name, rows in sheets.items():
        sheet = book.create_sheet(_sheet_name(name))
        columns = list(rows[0]) if rows else []
        for number, row in enumerate([dict(zip(columns, columns, strict=True)), *rows], start=1):
            for place, column in enumerate(columns, start=1):
                _fill(sheet.cell(number, place), row.get(column), header=number == 1)
                if grounds and number > 1:
                    _tint(sheet.cell(number, place), grounds)
        for place, column in enumerate(columns, start=1):
            widest = max(_width(row.get(column)) for row in [{column: column}, *rows])
            sheet.column_dimensions[get_column_letter(place)].width = min(WIDEST_COLUMN, widest + 2)
        sheet.freeze_panes = f"{get_column_letter(pinned + 1)}2"
        if rows:
            sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_name(name: str) -> str:
    """A name that Excel takes: it refuses some signs, more than 31 characters, and an apostrophe at either end."""
    return BAD_SHEET_NAME.sub(" ", name)[:31].strip("' ") or "Sheet"


def _fill(cell: Cell, value: object, *, header: bool) -> None:
    if isinstance(value, int | float):
        cell.value = value
    else:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", "" if value is None else str(value))[:LONGEST_CELL]
        cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if header:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="23406E")


def _tint(cell: Cell, grounds: Mapping[str, PatternFill]) -> None:
    found = next((fill for word, fill in grounds.items() if str(cell.value or "").startswith(word)), None)
    if found:
        cell.fill = found


def _width(value: object) -> int:
    """Columns that the longest line of a text takes: a Chinese character counts two."""
    text = str(value if value is not None else "")
    return max(sum(2 if ord(sign) > 0x2E80 else 1 for sign in line) for line in text.split("\n"))
