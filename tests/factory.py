"""Small documents made from plain paragraphs and tables, read by the real structure and extraction."""

from dataclasses import replace
from functools import cache

from ingest.blocks import Paragraph, RawCell, RawTable, Reading
from ingest.structure import make_document
from kg.extract.extractor import Extractor
from kg.records import Document, Extraction


@cache
def extractor() -> Extractor:
    """The extractor over the ontology that ships; loading it takes a second, so once a process."""
    return Extractor.load()


def make_table(rows: list[list[str]], *, header_rows: int = 1, caption: str = "") -> RawTable:
    """A table without merged cells."""
    cells = tuple(RawCell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row))
    return RawTable(cells, header_rows=header_rows, caption=caption)


def make_plan(*blocks: str | RawTable, name: str = "澄湖区测试规划.txt") -> Document:
    """A document of paragraphs (strings) and tables, with everything extracted."""
    read = tuple(Paragraph(block) if isinstance(block, str) else block for block in blocks)
    document = make_document(Reading(read), name=name, sha256="0" * 64)
    return replace(document, extraction=extractor().extract(document))


def facts(extraction: Extraction, kind: str) -> set[tuple[str, str, str]]:
    """(subject's name, role, object's name) of every fact of a relation."""
    names = {entity.id: entity.name for entity in extraction.entities}
    return {
        (names[r.subject_id], str(r.properties.get("role", "")), names[r.object_id])
        for r in extraction.relations
        if r.type == kind
    }
