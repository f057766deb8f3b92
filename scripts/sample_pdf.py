"""Writes a sample text as a PDF with a text layer: wrapped lines, running head, page numbers, tables over pages."""

from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from scripts.sample_source import Block, Source, cells_of, without_notes

FONT = "STSong-Light"  # Adobe's CID font: named in the file, not carried by it
SIZE, LEADING, MARGIN = 12, 21, 2.7 * cm
BASE = ParagraphStyle("text", fontName=FONT, fontSize=SIZE, leading=LEADING, wordWrap="CJK", firstLineIndent=2 * SIZE)
STYLES = {
    "text": BASE,
    "title": ParagraphStyle("title", BASE, fontSize=18, leading=28, alignment=TA_CENTER, firstLineIndent=0),
    "right": ParagraphStyle("right", BASE, alignment=TA_RIGHT, firstLineIndent=0),
    "caption": ParagraphStyle("caption", BASE, alignment=TA_CENTER, firstLineIndent=0),
    "heading": ParagraphStyle("heading", BASE, fontSize=14, leading=26, keepWithNext=1),
    "cell": ParagraphStyle("cell", BASE, fontSize=10, leading=15, firstLineIndent=0),
}


def write_pdf(source: Source, path: Path) -> None:
    """The whole text as one PDF; streams stay unpacked, so that the same text always gives the same bytes."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    template = SimpleDocTemplate(
        str(path),
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=source.facts["title"],
        author="PlanGraph",
        invariant=1,
        pageCompression=0,
    )

    def furnish(canvas: Any, page: Any) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 1.6 * cm, source.facts["head"])
        canvas.drawCentredString(A4[0] / 2, 1.4 * cm, f"— {page.page} —")

    template.build([flowable_of(block) for block in source.blocks], onFirstPage=furnish, onLaterPages=furnish)


def flowable_of(block: Block) -> Flowable:
    """One block as something reportlab can lay out."""
    if block.kind == "page":
        return PageBreak()
    if block.kind == "table":
        return table_of(block.grid)
    if block.kind == "box":
        return Spacer(0, 0)
    return Paragraph(block.number + without_notes(block.text), STYLES.get(block.kind, BASE))


def table_of(grid: tuple[tuple[str, ...], ...]) -> Table:
    """A ruled table whose head row comes again on each page."""
    width = A4[0] - 2 * MARGIN
    longest = [max(len(row[column]) for row in grid) for column in range(len(grid[0]))]
    shares = [min(length + 2, 16) for length in longest]
    rows: list[list[Any]] = [["" for _ in row] for row in grid]
    spans = []
    for cell in cells_of(grid):
        rows[cell.row][cell.column] = Paragraph(cell.text, STYLES["cell"])
        if cell.row_span > 1 or cell.column_span > 1:
            end = (cell.column + cell.column_span - 1, cell.row + cell.row_span - 1)
            spans.append(("SPAN", (cell.column, cell.row), end))
    whole = (0, 0), (-1, -1)
    style = [("GRID", *whole, 0.5, colors.black), ("VALIGN", *whole, "MIDDLE"), ("LEFTPADDING", *whole, 3)]
    widths = [width * share / sum(shares) for share in shares]
    return Table(rows, colWidths=widths, repeatRows=1, style=[*style, ("RIGHTPADDING", *whole, 3), *spans])
