"""Word documents: the body in order, numbering as text, real merged cells, notes at the end.

Headers, footers, tables of contents, field codes, deleted and hidden text are left out; text boxes are read
where they are anchored.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.blocks import Paragraph, RawTable, Reading
from ingest.readers.damage import DAMAGE
from ingest.readers.word_numbering import Numbering
from ingest.readers.word_runs import FieldState, W, child, text_boxes_of, text_of, value
from ingest.readers.word_tables import table_of
from kg.errors import ReadError

EMPTY_TITLES = {"", "word document", "untitled", "document"}
NOTE_PARTS = ("/footnotes", "/endnotes")
CONTENTS_STYLE = ("toc", "目录", "目 录")


def read(path: Path) -> Reading:
    """The blocks of a .docx; damaged files are refused."""
    document, title = _open(path)
    reader = _BodyReader(document)
    blocks = [*reader.blocks(document.element.body), *_notes(document)]
    return Reading(tuple(blocks), title="" if title.lower() in EMPTY_TITLES else title)


def _open(path: Path) -> tuple[Any, str]:
    """The document, its parts looked into, and its title."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(str(path))
        _ = document.styles, document.element.body
        return document, (document.core_properties.title or "").strip()
    except (PackageNotFoundError, *DAMAGE) as err:
        raise ReadError(
            f"{path}：Word 文件已损坏，打不开（{err}）；请在 Word 或 WPS 中修复后另存为 .docx，或重新下载"
        ) from err


class _BodyReader:
    """Walks a body once; counters of numbering and open fields go from paragraph to paragraph."""

    def __init__(self, document: Any) -> None:
        self._numbering = Numbering(document)
        self._styles = {style.style_id: style for style in document.styles}
        self._fields = FieldState()

    def blocks(self, parent: Any) -> Iterator[Paragraph | RawTable]:
        """Paragraphs and tables under a body, a content control or a text box."""
        for element in parent:
            tag = element.tag
            if tag == W + "p":
                yield from self._paragraph(element)
            elif tag == W + "tbl":
                yield table_of(element, self._cell_text)
            elif tag == W + "sdt" and not _is_contents(element):
                content = child(element, "sdtContent")
                yield from self.blocks(content if content is not None else ())
            elif tag in {W + "ins", W + "moveTo", W + "smartTag", W + "customXml"}:
                yield from self.blocks(element)

    def _paragraph(self, element: Any) -> Iterator[Paragraph]:
        style_id = value(child(element, "pPr", "pStyle"))
        style = self._styles.get(style_id)
        number = self._numbering.number_of(element, style)
        text = text_of(element, self._fields)
        if text.strip() and not self._is_contents_line(style):
            level = self._level(element, style)
            lines = [line.strip() for line in text.split("\n") if line.strip()]
            for index, line in enumerate(lines):
                yield Paragraph(number + line if index == 0 else line, level)
        for box in text_boxes_of(element):
            for block in self.blocks(box):
                yield from [block] if isinstance(block, Paragraph) else _flat(block)

    def _cell_text(self, cell: Any) -> str:
        """A cell's paragraphs, a line each; a table inside a cell becomes lines of its own."""
        lines = []
        for block in self.blocks(cell):
            lines += [block] if isinstance(block, Paragraph) else list(_flat(block))
        return "\n".join(line.text for line in lines)

    def _is_contents_line(self, style: Any) -> bool:
        name = (style.name or "").lower() if style is not None else ""
        return name.startswith(CONTENTS_STYLE) and not name.startswith("toc heading0")

    def _level(self, element: Any, style: Any) -> int:
        """1-9 from the outline level of the paragraph or its styles, 0 for body text."""
        level = value(child(element, "pPr", "outlineLvl"))
        while not level and style is not None:
            level = value(child(style.element, "pPr", "outlineLvl"))
            if not level and style.name and style.name.lower().startswith("heading ") and style.name[8:].isdigit():
                return min(9, int(style.name[8:]))
            style = style.base_style
        return int(level) + 1 if level.isdigit() and int(level) < 9 else 0


def _is_contents(sdt: Any) -> bool:
    return value(child(sdt, "sdtPr", "docPartObj", "docPartGallery")) == "Table of Contents"


def _flat(table: RawTable) -> Iterator[Paragraph]:
    """A table as one line a row, for a place where no table can stand."""
    for row in sorted({cell.row for cell in table.cells}):
        text = " ".join(cell.text.replace("\n", " ") for cell in table.cells if cell.row == row and cell.text.strip())
        if text:
            yield Paragraph(text)


def _notes(document: Any) -> Iterator[Paragraph]:
    """Foot- and endnotes, in the order of their parts."""
    from lxml import etree

    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(NOTE_PARTS):
            continue
        parser = etree.XMLParser(resolve_entities=False, recover=True)
        root = etree.fromstring(relation.target_part.blob, parser)
        for note in root if root is not None else ():
            if note.get(W + "type") in {None, "normal"}:
                text = " ".join(text_of(paragraph, FieldState()) for paragraph in note.iter(W + "p"))
                if text.strip():
                    yield Paragraph(" ".join(text.split()), note=True)
