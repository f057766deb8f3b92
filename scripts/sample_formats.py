"""Writes a sample's blocks as docx, html, pdf or txt, each as such files look in the wild."""

import datetime
import html
import zipfile
from pathlib import Path
from typing import Any

from scripts.sample_source import Block

FONT = "STSong-Light"  # a CID font that every pdf reader knows: no font file travels
MOMENT = datetime.datetime(2026, 1, 1)


def write_docx(blocks: list[Block], path: Path) -> None:
    """A Word file with heading styles and really merged cells."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = docx.Document()
    for block in blocks:
        if block.kind == "table":
            document.add_paragraph(block.text).alignment = WD_ALIGN_PARAGRAPH.CENTER
            _docx_table(document, block)
        elif block.kind.startswith("h"):
            document.add_paragraph(block.text, style=f"Heading {block.kind[1]}")
        else:
            paragraph = document.add_paragraph(block.text)
            sides = {
                "right": WD_ALIGN_PARAGRAPH.RIGHT,
                "title": WD_ALIGN_PARAGRAPH.CENTER,
                "notice": WD_ALIGN_PARAGRAPH.CENTER,
            }
            paragraph.alignment = sides.get(block.kind)
    for section in document.sections:
        section.header.paragraphs[0].text = "澄湖区人民政府文件"
    document.core_properties.created = document.core_properties.modified = MOMENT
    document.save(str(path))
    _fix_times(path)


def _docx_table(document: Any, block: Block) -> None:
    table = document.add_table(rows=len(block.rows), cols=len(block.rows[0]))
    table.style = "Table Grid"
    for cell in block.cells():
        first = table.cell(cell.row, cell.column)
        if cell.rows > 1 or cell.columns > 1:
            first = first.merge(table.cell(cell.row + cell.rows - 1, cell.column + cell.columns - 1))
        first.text = cell.text


def _fix_times(path: Path) -> None:
    """Writes the zip again with fixed times, so that the same source gives the same bytes."""
    with zipfile.ZipFile(path) as source:
        parts = [(info.filename, source.read(info)) for info in source.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts:
            target.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


def write_html(blocks: list[Block], path: Path) -> None:
    """A page of a government site: navigation and footer around the text."""
    title = next(block.text for block in blocks if block.kind == "title")
    body = "\n".join(_html_block(block) for block in blocks)
    path.write_text(
        f"""<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>{html.escape(title)}-澄湖区人民政府</title>
<script>var visits = 0;</script></head>
<body>
<nav><a href="/">首页</a> <a href="/zwgk">政务公开</a> <a href="/hdjl">互动交流</a></nav>
<article>
{body}
</article>
<footer>主办：澄湖区人民政府办公室　网站地图　联系我们</footer>
</body></html>
""",
        encoding="utf-8",
    )


def _html_block(block: Block) -> str:
    text = html.escape(block.text)
    if block.kind == "title":
        return f"<h1>{text}</h1>"
    if block.kind.startswith("h"):
        return f"<h{int(block.kind[1]) + 1}>{text}</h{int(block.kind[1]) + 1}>"
    if block.kind != "table":
        return f"<p>{text}</p>"
    rows: dict[int, list[str]] = {}
    for cell in block.cells():
        tag = "th" if cell.row < block.header_rows() else "td"
        spans = (f' rowspan="{cell.rows}"' if cell.rows > 1 else "") + (
            f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        )
        rows.setdefault(cell.row, []).append(f"<{tag}{spans}>{html.escape(cell.text)}</{tag}>")
    lines = "\n".join(f"<tr>{''.join(cells)}</tr>" for _, cells in sorted(rows.items()))
    return f"<table><caption>{text}</caption>\n{lines}\n</table>"


def write_pdf(blocks: list[Block], path: Path) -> None:
    """A pdf with a running head and page numbers; long tables go over page breaks with their header repeated."""
    from reportlab.lib import pagesizes
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    styles = {
        "title": ParagraphStyle("title", fontName=FONT, fontSize=18, leading=30, alignment=1),
        "h1": ParagraphStyle("h1", fontName=FONT, fontSize=15, leading=28),
        "right": ParagraphStyle("right", fontName=FONT, fontSize=12, leading=22, alignment=2),
        "p": ParagraphStyle("p", fontName=FONT, fontSize=12, leading=24, firstLineIndent=24, wordWrap="CJK"),
    }
    story: list[Any] = []
    for block in blocks:
        style = styles.get(block.kind, styles["p"])
        if block.kind == "table":
            story.append(Paragraph(html.escape(block.text), styles["title"]))
            grid = [
                ("FONT", (0, 0), (-1, -1), FONT, 11),
                ("GRID", (0, 0), (-1, -1), 0.5, "black"),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 9),
            ]
            story.extend([Table(block.rows, repeatRows=1, style=grid), Spacer(1, 12)])
        else:
            story.append(Paragraph(html.escape(block.text), style))

    def furniture(canvas: Any, template: Any) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawString(72, pagesizes.A4[1] - 40, "澄湖区规划文件汇编")
        canvas.drawCentredString(pagesizes.A4[0] / 2, 36, f"— {template.page} —")

    template = SimpleDocTemplate(
        str(path), pagesize=pagesizes.A4, invariant=1, pageCompression=0, title="起草说明", author="澄湖区"
    )
    template.build(story, onFirstPage=furniture, onLaterPages=furniture)


def write_txt(blocks: list[Block], path: Path) -> None:
    """A text export in GB18030, as older offices send them."""
    path.write_bytes("\n".join(block.text for block in blocks).encode("gb18030"))
