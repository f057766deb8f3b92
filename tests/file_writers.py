"""One document of plain lines and tables, written as a file of each format that is read."""

from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
from docx.oxml import OxmlElement
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph as PdfParagraph
from reportlab.platypus import SimpleDocTemplate, Table

from ingest.blocks import RawCell, RawTable
from ingest.readers.grid import rows_of

Block = str | RawTable
FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def raw_table(*rows: str) -> RawTable:
    """A table from rows of cells parted by |; a cell written ^ or < belongs to the one above or left of it."""
    places = [[cell.strip() for cell in row.split("|")] for row in rows]
    cells = []
    for r, row in enumerate(places):
        for c, text in enumerate(row):
            if text in {"^", "<"}:
                continue
            right = next((n for n in range(1, len(row) - c) if row[c + n] != "<"), len(row) - c)
            down = next((n for n in range(1, len(places) - r) if places[r + n][c] != "^"), len(places) - r)
            cells.append(RawCell(r, c, text, down, right))
    return RawTable(tuple(cells))


def write_file(path: Path, blocks: Sequence[Block]) -> Path:
    """Writes the blocks in the format that the path's suffix names."""
    WRITERS[path.suffix](path, blocks)
    return path


def _write_txt(path: Path, blocks: Sequence[Block]) -> None:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            lines.append(block)
        else:
            lines += ["\t".join(row) for row in _once(block)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _write_md(path: Path, blocks: Sequence[Block]) -> None:
    parts: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            parts.append(block)
            continue
        rows = ["| " + " | ".join(row) + " |" for row in _once(block)]
        parts.append("\n".join([rows[0], "|" + " --- |" * len(_once(block)[0]), *rows[1:]]))
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _write_html(path: Path, blocks: Sequence[Block]) -> None:
    body = "".join(f"<p>{block}</p>" if isinstance(block, str) else _html_table(block) for block in blocks)
    path.write_text(f"<html><head><meta charset=utf-8></head><body>{body}</body></html>", encoding="utf-8")


def _html_table(table: RawTable) -> str:
    rows = []
    for row in range(_height(table)):
        name = "td" if row else "th"
        own = [cell for cell in table.cells if cell.row == row]
        spans = [f"<{name} rowspan={c.row_span} colspan={c.column_span}>{c.text}</{name}>" for c in own]
        rows.append(f"<tr>{''.join(spans)}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _write_docx(path: Path, blocks: Sequence[Block]) -> None:
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(_height(block), len(rows_of(block)[0]))
        for cell in block.cells:
            first = table.cell(cell.row, cell.column)
            last = table.cell(cell.row + cell.row_span - 1, cell.column + cell.column_span - 1)
            first.merge(last).text = cell.text
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.save(str(path))


def _write_pdf(path: Path, blocks: Sequence[Block]) -> None:
    style = ParagraphStyle("body", fontName=FONT, fontSize=11, leading=18, spaceAfter=6)
    story = [PdfParagraph(block, style) if isinstance(block, str) else _pdf_table(block) for block in blocks]
    SimpleDocTemplate(str(path), pagesize=A4).build(story)


def _pdf_table(table: RawTable) -> Table:
    style: list[tuple[object, ...]] = [
        ("FONT", (0, 0), (-1, -1), FONT, 10),
        ("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)),
    ]
    for cell in table.cells:
        corner = (cell.column + cell.column_span - 1, cell.row + cell.row_span - 1)
        style.append(("SPAN", (cell.column, cell.row), corner))
    return Table(_once(table), style=style)


def _write_xlsx(path: Path, blocks: Sequence[Block]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    top = 1
    for block in blocks:
        if isinstance(block, str):
            sheet.cell(top, 1, block)
            sheet.merge_cells(start_row=top, end_row=top, start_column=1, end_column=4)
            top += 1
            continue
        for cell in block.cells:
            sheet.cell(top + cell.row, cell.column + 1, cell.text)
            end = (top + cell.row + cell.row_span - 1, cell.column + cell.column_span)
            if cell.row_span * cell.column_span > 1:
                sheet.merge_cells(
                    start_row=top + cell.row, start_column=cell.column + 1, end_row=end[0], end_column=end[1]
                )
        top += _height(block)
    book.save(path)


def _once(table: RawTable) -> list[list[str]]:
    """The table's rows, a merged cell's text at its first place only."""
    rows = [["" for _ in row] for row in rows_of(table)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def _height(table: RawTable) -> int:
    return max(cell.row + cell.row_span for cell in table.cells)


WRITERS = {
    ".txt": _write_txt,
    ".md": _write_md,
    ".html": _write_html,
    ".docx": _write_docx,
    ".pdf": _write_pdf,
    ".xlsx": _write_xlsx,
}
