"""Reading → Document: normalised text, title and metadata, outline, tables and chunks."""

from dataclasses import replace

from ingest.blocks import Reading
from ingest.chunker import make_chunks
from ingest.gaps import find_gaps
from ingest.layout import Layout, Line, PlacedTable, lay_out
from ingest.metadata import read_front
from ingest.outline import Locator, make_sections
from ingest.site_fields import take_fields
from ingest.tables import find_surroundings, make_table
from kg.errors import ReadError
from kg.ids import make_id
from kg.records import Document, Table


def make_document(reading: Reading, *, name: str, sha256: str) -> Document:
    """The document with everything but what is extracted; refuses a reading without any text."""
    fields, blocks = take_fields(reading.blocks)
    layout = lay_out(replace(reading, blocks=tuple(blocks)))
    if not layout.text.strip():
        raise ReadError(f"{name}：没有读到任何文字；若是扫描件，请换有文字层的文件，或安装 OCR 组件后再加入")
    document_id = make_id("doc", name)
    around = find_surroundings(layout)
    lines = layout.lines()
    before_table = next((n for n, block in enumerate(layout.blocks) if isinstance(block, PlacedTable)), 0)
    front = read_front(lines, name=name, given=reading.title, fields=fields, before_table=before_table)
    taken = frozenset(index for one in around.values() for index in one.lines if not lines[index].level) | front.lines
    captioned = frozenset(one.caption for one in around.values() if one.caption >= 0)
    sections = make_sections(layout, document_id=document_id, title=front.title, skip=taken, captions=captioned)
    locator = Locator(sections)
    tables: list[Table] = []
    for block in layout.blocks:
        if isinstance(block, PlacedTable):
            tables.append(make_table(block, around[block.start], lines, section=locator.at(block.start)))
    captions = frozenset(
        lines[index].start for one in around.values() for index in (one.caption, one.unit) if index >= 0
    )
    document = Document(
        id=document_id,
        name=name,
        title=front.title,
        sha256=sha256,
        text=layout.text,
        metadata=front.metadata,
        sections=sections,
        tables=tuple(tables),
        chunks=make_chunks(layout, sections, tables, captions),
        notes=tuple((line.start, line.end) for line in lines if line.note),
        pages=_pages(layout),
        warnings=reading.warnings,
    )
    return replace(document, gaps=find_gaps(document, reading.unread))


def _pages(layout: Layout) -> tuple[int, ...]:
    """Where each page begins, for formats that have pages; a page without text begins where the next one does."""
    starts: list[int] = []
    for block in layout.blocks:
        page = block.page if isinstance(block, Line) else block.raw.page
        while len(starts) < page:
            starts.append(block.start)
    return tuple(starts)
