"""A paper as a Word file: every part in its style, citations as raised numbers that lead to the list of sources."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import sqrt
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt
from docx.text.run import Run as WordRun

from kg.wordfile.labels import before_stop, spans
from kg.wordfile.layout import TEXT_HEIGHT, TEXT_WIDTH, TYPES, lay_out, set_fonts
from kg.wordfile.paper import Paper
from kg.wordfile.parts import Heading, Paragraph, Run, SourceList, Table, text_of
from kg.wordfile.signs import plain, width

STYLES = {"body": "Normal", "quote": "Quote", "note": "Body Text", "subtitle": "Subtitle"}
CELL, SHORT = "Body Text 2", 12  # a column of cells no wider than six Chinese signs is centred
LEAST, MOST = 4, 400  # half signs that a column asks for at least and at most


def to_docx(paper: Paper) -> bytes:
    """The paper as a Word file."""
    paper.finish()
    document = Document()
    lay_out(document, landscape=paper.landscape)
    document.core_properties.title = plain(next((b.text for b in paper.blocks if isinstance(b, Heading)), ""))[:255]
    document.core_properties.author = ""
    for block in paper.blocks:
        if isinstance(block, Heading):
            style = f"Heading {block.level}" if block.level else "Title"
            _add_run(document.add_paragraph(style=style), block.label + block.text, TYPES[style].font)
        elif isinstance(block, Paragraph):
            for line in _lines(block.runs):
                _fill(paper, document.add_paragraph(style=STYLES[block.kind]), line)
        elif isinstance(block, Table):
            _add_table(paper, document, block)
        else:
            _add_sources(paper, document, block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _lines(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """The runs of each line: a break within a justified paragraph would draw the line before it apart."""
    line: list[Run] = []
    for run in runs:
        *before, last = run.text.split("\n")
        for text in before:
            yield [*line, replace(run, text=text, citations=())]
            line = []
        line.append(replace(run, text=last))
    yield line


def _fill(paper: Paper, paragraph: Any, runs: Sequence[Run]) -> None:
    font = TYPES[paragraph.style.name].font
    for run in runs:
        numbers = paper.numbers(run)
        text, stop = before_stop(run.text) if numbers else (run.text, "")
        _add_run(paragraph, text, font, run)
        if numbers:
            _add_marks(paragraph, numbers, font)
            _add_run(paragraph, stop, font, run)


def _add_run(paragraph: Any, text: str, font: str, look: Run | None = None) -> None:
    if not text:
        return
    made = paragraph.add_run(plain(text))
    set_fonts(made._element.get_or_add_rPr(), font)
    if look:
        made.bold, made.underline, made.font.strike = look.bold or None, look.underline or None, look.strike or None


def _add_marks(paragraph: Any, numbers: Sequence[int], font: str) -> None:
    """[1-3,7] raised; each number leads to its line in the list."""
    for place, (first, last) in enumerate(spans(numbers)):
        _add_mark(paragraph._element, "," if place else "[", paragraph, font)
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), f"source{first}")
        paragraph._element.append(link)
        _add_mark(link, str(first) if first == last else f"{first}-{last}", paragraph, font)
    _add_mark(paragraph._element, "]", paragraph, font)


def _add_mark(parent: Any, text: str, paragraph: Any, font: str) -> None:
    element = OxmlElement("w:r")
    parent.append(element)
    made = WordRun(element, paragraph)
    made.text, made.font.superscript = text, True
    set_fonts(element.get_or_add_rPr(), font)


def _add_table(paper: Paper, document: Any, block: Table) -> None:
    if block.caption:
        _add_run(document.add_paragraph(style="Caption"), block.caption, TYPES["Caption"].font)
    table = document.add_table(rows=0, cols=len(block.header), style="Table Grid")
    table.autofit = False
    header = tuple((Run(name, bold=True),) for name in block.header)
    centred = [all(_widest(row[at]) <= SHORT for row in block.rows) for at in range(len(header))]
    grid: list[Sequence[Any]] = []
    for number, row in enumerate([header, *block.rows]):
        made = table.add_row()
        grid.append(made.cells)
        _flag(made, "w:cantSplit")
        if number == 0:
            _flag(made, "w:tblHeader")
        for at, (cell, runs) in enumerate(zip(grid[-1], row, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph.style = document.styles[CELL]
            if number == 0 or centred[at]:
                paragraph.alignment = ALIGN.CENTER
            cell.vertical_alignment = 1
            _fill(paper, paragraph, runs)
    _set_widths(table, grid, block, total=int(TEXT_HEIGHT if paper.landscape else TEXT_WIDTH))
    document.add_paragraph(style=CELL)  # air below


def _flag(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _set_widths(table: Any, grid: Sequence[Sequence[Any]], block: Table, *, total: int) -> None:
    columns = zip(*[[(Run(name),) for name in block.header], *block.rows], strict=True)
    wanted = [min(MOST, max(LEAST, *(_widest(cell) for cell in column)) + 3) for column in columns]
    room = 2 * total / Pt(TYPES[CELL].size)
    shares = list(shared_out(wanted, room))
    widths = [Emu(int(total * share / sum(shares))) for share in shares]
    for column, wide in zip(table.columns, widths, strict=True):  # LibreOffice reads the grid, Word the cells
        column.width = wide
    for row in grid:
        for cell, wide in zip(row, widths, strict=True):
            cell.width = wide


def shared_out(wanted: Sequence[float], room: float) -> Iterator[float]:
    """Each column's width: all it asks for up to an equal share of what the narrower ones left, else a share by its root.

    The root, since a cell of four times the text looks best twice as wide and twice as high.
    """
    given: dict[int, float] = {}
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    for done, at in enumerate(order):
        left, rest = room - sum(given.values()), order[done:]
        part = sqrt(wanted[at]) / sum(sqrt(wanted[other]) for other in rest)
        given[at] = wanted[at] if wanted[at] <= left / len(rest) else min(wanted[at], left * part)
    yield from (given[at] for at in range(len(wanted)))


def _widest(runs: Sequence[Run]) -> int:
    """Half signs that the longest line takes, its marks of citation left out."""
    return max(width(line) for line in re.split(r"\n", text_of(runs)))


def _add_sources(paper: Paper, document: Any, block: SourceList) -> None:
    for entry in paper.sources:
        paragraph = document.add_paragraph(style="List")
        for name in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(name)
            mark.set(qn("w:id"), str(entry.number))
            if name == "w:bookmarkStart":
                mark.set(qn("w:name"), f"source{entry.number}")
            paragraph._element.append(mark)
        words = "；".join(f"“{quote}”" for quote in entry.quotes) if block.quotes else ""
        text = f"[{entry.number}] {entry.place}" + (f"：{words}" if words else "")
        _add_run(paragraph, text, TYPES["List"].font)
