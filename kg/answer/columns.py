"""What stands over a name in its table: 龙头企业 over one firm and 骨干企业 over the next tell the two apart."""

from collections.abc import Iterable, Mapping

from kg.answer.folding import fold
from kg.answer.model import Citation
from kg.records import Document

CAPTION, CELLS = "｜", " | "  # of a row's header: 表3 …｜甲 | 乙


def says_of(citation: Citation, names: Iterable[str], documents: Mapping[str, Document]) -> str:
    """The words that the plan uses of a named thing: the sentence, or in a table the heading over its own cell."""
    if "\t" not in citation.quote:
        return citation.quote
    heads = header_of(citation, documents).rpartition(CAPTION)[2].split(CELLS)
    cells = citation.quote.split("\t")
    if len(heads) != len(cells):
        return citation.quote
    forms = [fold(name) for name in names]
    return " ".join(head for head, cell in zip(heads, cells, strict=True) if any(form in fold(cell) for form in forms))


def header_of(citation: Citation, documents: Mapping[str, Document]) -> str:
    """The caption and column names over a quoted row of a table; '' for a sentence."""
    document = documents.get(citation.document_id)
    chunks = document.chunks if document and "\t" in citation.quote else ()
    return next((one.header for one in chunks if one.kind == "table_row" and one.start == citation.start), "")
