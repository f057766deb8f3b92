"""Writes a sample text as a Word document: real merged cells, Word's own numbering, footnotes, head and foot."""

import io
import zipfile
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from scripts.sample_source import NOTE_MARK, Block, Source, cells_of

BODY, HEAD, SIZE = "仿宋", "黑体", 12
ITEMS, HEADINGS = 90, 91  # our two list definitions
LISTS = {ITEMS: ("decimal", "%1."), HEADINGS: ("chineseCounting", "（%1）")}
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
MOMENT = datetime(2026, 3, 18, 9, 0, tzinfo=UTC)


class WordWriter:
    """Puts one block after the other into a document."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.document = docx.Document()
        self._numbers = count(900)  # list instances: a new one counts from 1 again
        self._number = {ITEMS: 0, HEADINGS: 0}
        self._prepare()

    def _prepare(self) -> None:
        for name in ("Normal", "Heading 1", "Heading 2", "Title"):
            style = self.document.styles[name]
            style.font.name = BODY if name == "Normal" else HEAD
            style.font.size = Pt(SIZE if name == "Normal" else SIZE + 2)
            style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), style.font.name)
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.header.paragraphs[0].text = self.source.facts["head"]
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        foot._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
        root = self.document.part.numbering_part.element
        for number, (style, text) in LISTS.items():
            level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:suff w:val="nothing"/>'
            level += f'<w:lvlText w:val="{text}"/></w:lvl>'
            root.insert(
                0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{level}</w:abstractNum>')
            )

    def write(self, block: Block) -> None:
        """One block of the source."""
        if block.kind == "page":
            self.document.add_page_break()
        elif block.kind == "table":
            self._table(block.grid)
        elif block.kind == "box":
            self._table(((block.text,), ("\n".join(block.lines),)))
        else:
            self._paragraph(block)

    def _paragraph(self, block: Block) -> None:
        style = {"title": "Title", "heading": f"Heading {block.level}"}.get(block.kind, "Normal")
        paragraph = self.document.add_paragraph(style=style)
        for place, part in enumerate(NOTE_MARK.split(block.text)):
            if place % 2:
                mark = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
                paragraph._p.append(
                    parse_xml(f'<w:r {nsdecls("w")}>{mark}<w:footnoteReference w:id="{int(part) + 1}"/></w:r>')
                )
            else:
                paragraph.add_run(part)
        if block.kind in ("title", "caption"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif block.kind in ("right", "unit"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        elif block.kind in ("text", "item"):
            paragraph.paragraph_format.first_line_indent = Pt(2 * SIZE)
        if block.number:
            self._count(paragraph, block)

    def _count(self, paragraph: Any, block: Block) -> None:
        definition = ITEMS if block.kind == "item" else HEADINGS
        if block.number in ("1.", "（一）"):
            self._number[definition] = number = next(self._numbers)
            restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
            num = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{restart}</w:num>'
            self.document.part.numbering_part.element.append(parse_xml(num))
        reference = f'<w:ilvl w:val="0"/><w:numId w:val="{self._number[definition]}"/>'
        paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:numPr {nsdecls('w')}>{reference}</w:numPr>"))

    def _table(self, grid: tuple[tuple[str, ...], ...]) -> None:
        table = self.document.add_table(len(grid), len(grid[0]), style="Table Grid")
        rows = [row.cells for row in table.rows]
        for cell in cells_of(grid):
            first = rows[cell.row][cell.column]
            last = rows[cell.row + cell.row_span - 1][cell.column + cell.column_span - 1]
            first.text = cell.text
            if first is not last:
                first.merge(last)

    def add_notes(self) -> None:
        """The footnotes' own part; python-docx has no words for it."""
        if not self.source.notes:
            return
        separators = "".join(
            f'<w:footnote w:type="{kind}" w:id="{place}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
            for place, (kind, mark) in enumerate(
                (("separator", "separator"), ("continuationSeparator", "continuationSeparator"))
            )
        )
        notes = "".join(
            f'<w:footnote w:id="{int(number) + 1}"><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:footnote>'
            for number, text in self.source.notes.items()
        )
        xml = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {nsdecls("w")}>{separators}{notes}</w:footnotes>'
        part = Part(PackURI("/word/footnotes.xml"), NOTES_TYPE, xml.encode(), self.document.part.package)
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def write_docx(source: Source, path: Path) -> None:
    """The whole text as one .docx; the same text always gives the same members."""
    writer = WordWriter(source)
    for block in source.blocks:
        writer.write(block)
    writer.add_notes()
    facts = writer.document.core_properties
    facts.title, facts.author, facts.comments = source.facts["title"], "PlanGraph", ""
    facts.created = facts.modified = MOMENT
    packed = io.BytesIO()
    writer.document.save(packed)
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, date_time=MOMENT.timetuple()[:6])
            new.writestr(member, old.read(name), zipfile.ZIP_DEFLATED)
