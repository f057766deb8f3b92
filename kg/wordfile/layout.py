"""The sheet of GB/T 9704-2012 (党政机关公文格式): paper, margins, types and page numbers.

5.2.1 页边与版心尺寸: A4, 天头 37mm, 订口 28mm, 版心 156mm×225mm. 5.2.2 字体和字号: 3号仿宋 (16pt) throughout.
7.3.1 标题: 2号小标宋 (22pt), centred. 7.3.3 正文: 每个自然段左空二字; 第一层用黑体, 第二层楷体, 第三、四层仿宋.
7.5 页码: 4号半角宋体 (14pt), a dash on either side; odd pages right with one blank, even pages left with one blank.
Lines are exactly 28pt apart, as offices set them for 22 lines a page.
"""

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

SHORT_SIDE, LONG_SIDE = Mm(210), Mm(297)
TOP, LEFT, TEXT_WIDTH, TEXT_HEIGHT = Mm(37), Mm(28), Mm(156), Mm(225)
FOOTER = Mm(24)  # the number's line then begins 7mm below the text
LINE = Pt(28)
SONG, TITLE, FANGSONG, HEI, KAI = "宋体", "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
LATIN = "Times New Roman"
# A machine without the first takes the others: Windows brings 仿宋 and 楷体 without _GB2312, and 小标宋 not at all.
INSTEAD = {TITLE: "宋体,SimSun", FANGSONG: "仿宋,FangSong", KAI: "楷体,KaiTi", HEI: "SimHei", SONG: "SimSun"}


@dataclass(frozen=True)
class Type:
    """How a paragraph style looks; `line` 0 leaves the line as high as its signs."""

    font: str = FANGSONG
    size: int = 16
    bold: bool = False
    indent: int = 2  # characters, of the first line
    align: Any = ALIGN.JUSTIFY
    line: Any = LINE
    kept: bool = False  # on one page with what follows


TYPES = {
    "Normal": Type(),
    "Title": Type(TITLE, 22, indent=0, align=ALIGN.CENTER, line=Pt(35), kept=True),
    "Subtitle": Type(KAI, indent=0, align=ALIGN.CENTER),
    "Heading 1": Type(HEI, kept=True),
    "Heading 2": Type(KAI, kept=True),
    "Heading 3": Type(bold=True, kept=True),
    "Heading 4": Type(kept=True),
    "Quote": Type(KAI),
    "List": Type(FANGSONG, 14, indent=0, line=Pt(24)),
    "Caption": Type(HEI, 12, indent=0, align=ALIGN.CENTER, line=Pt(24), kept=True),
    "Body Text": Type(FANGSONG, 12, line=Pt(20)),  # notes
    "Body Text 2": Type(FANGSONG, 11, indent=0, align=ALIGN.LEFT, line=Pt(16)),  # cells of tables
}


def lay_out(document: Document, *, landscape: bool) -> None:
    """Gives an empty document the standard's sheet, styles and page numbers."""
    for name, look in TYPES.items():
        _dress(document.styles[name], look)
    for language in document.styles.element.iter(qn("w:lang")):  # else commas stand in the middle, as in Taiwan
        language.set(qn("w:eastAsia"), "zh-CN")
    section = document.sections[0]
    across, down = (LONG_SIDE, SHORT_SIDE) if landscape else (SHORT_SIDE, LONG_SIDE)
    section.page_width, section.page_height = across, down
    if landscape:  # the sheet turned: its head is at the binding's side
        section.orientation = 1
        section.top_margin, section.bottom_margin = LEFT, SHORT_SIDE - LEFT - TEXT_WIDTH
        section.left_margin, section.right_margin = TOP, LONG_SIDE - TOP - TEXT_HEIGHT
        section.footer_distance = Mm(15)
    else:
        section.top_margin, section.bottom_margin = TOP, LONG_SIDE - TOP - TEXT_HEIGHT
        section.left_margin, section.right_margin = LEFT, SHORT_SIDE - LEFT - TEXT_WIDTH
        section.footer_distance = FOOTER
    document.settings.odd_and_even_pages_header_footer = True
    _keep_short_lines(document)
    _number_pages(section.footer.paragraphs[0], ALIGN.RIGHT)
    _number_pages(section.even_page_footer.paragraphs[0], ALIGN.LEFT)
    _name_substitutes(document)


def _keep_short_lines(document: Any) -> None:
    """A line that ends in a break within a paragraph is not drawn out to the margin: lines of a table, quoted."""
    compat = document.settings.element.find(qn("w:compat"))  # stands in python-docx's own template
    compat.insert(0, OxmlElement("w:doNotExpandShiftReturn"))


def set_fonts(properties: Any, font: str) -> None:
    """The fonts of run properties (w:rPr); the hint makes “ ” … Chinese signs, not the narrow ones of the Latin font."""
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name, value in (("eastAsia", font), ("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("hint", "eastAsia")):
        fonts.set(qn(f"w:{name}"), value)


def _dress(style: Any, look: Type) -> None:
    set_fonts(style.element.get_or_add_rPr(), look.font)
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    form = style.paragraph_format
    form.alignment, form.space_before, form.space_after = look.align, Pt(0), Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, look.line
    form.keep_with_next, form.left_indent, form.right_indent = look.kept, Pt(0), Pt(0)
    form.first_line_indent = Pt(look.indent * look.size)
    indent = style.element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(look.indent * 100))
    for name in ("w:pBdr", "w:contextualSpacing"):  # the template's line below the title
        for found in style.element.pPr.findall(qn(name)):
            style.element.pPr.remove(found)


def _number_pages(paragraph: Any, align: Any) -> None:
    """— 1 — with a blank of one sign to the outer side."""
    paragraph.alignment = align
    form = paragraph.paragraph_format
    form.first_line_indent, form.line_spacing_rule = Pt(0), WD_LINE_SPACING.SINGLE
    form.left_indent = form.right_indent = Pt(14)
    for part in ("— ", "PAGE", " —"):
        run = paragraph.add_run("" if part == "PAGE" else part)
        run.font.size = Pt(14)
        set_fonts(run._element.get_or_add_rPr(), SONG)
        run._element.rPr.rFonts.set(qn("w:ascii"), SONG)
        run._element.rPr.rFonts.set(qn("w:hAnsi"), SONG)
        if part == "PAGE":
            _add_field(run, part)


def _add_field(run: Any, code: str) -> None:
    for kind in ("begin", "", "end"):
        made = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            made.set(qn("w:fldCharType"), kind)
        else:
            made.text = code
        run._element.append(made)


def _name_substitutes(document: Document) -> None:
    """The fonts to take where ours are missing (w:altName), as python-docx has no part for them."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import parse_xml

    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table = parse_xml(part.blob)
    for name, others in INSTEAD.items():
        font, other = OxmlElement("w:font"), OxmlElement("w:altName")
        font.set(qn("w:name"), name)
        other.set(qn("w:val"), others)
        font.append(other)
        table.append(font)
    part._blob = _serialised(table)


def _serialised(element: Any) -> bytes:
    from lxml import etree

    xml: bytes = etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
    return xml
