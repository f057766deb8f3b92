"""What stands over a name in its table: 龙头企业 over one firm and 骨干企业 over the next tell the two apart."""

import re
from collections.abc import Iterable, Iterator, Mapping

from kg.answer.folding import fold
from kg.answer.model import Citation
from kg.records import Document, Table
from kg.text.sentences import iter_sentences
from kg.text.tables import body_rows, column_names, own_cells, row_cells, row_span

COUNTS = re.compile(r"序号|编号|序")
LED_BY = re.compile(r"以([^，。；]{2,40}?)(?:等[^，。；、]{0,4})?为(?:龙头|链主|领军|引领)")  # says it of these alone
CAPTION, CELLS = "｜", " | "  # of a row's header: 表3 …｜甲 | 乙


def says_of(citation: Citation, names: Iterable[str], documents: Mapping[str, Document]) -> str:
    """The words that the plan uses of a named thing: the sentence, or in a table the heading over its own cell."""
    forms = [fold(name) for name in names]
    if "\t" not in citation.quote:
        return LED_BY.sub(lambda led: led[0] if any(one in fold(led[1]) for one in forms) else "", citation.quote)
    heads = header_of(citation, documents).rpartition(CAPTION)[2].split(CELLS)
    cells = citation.quote.split("\t")
    if len(heads) != len(cells):
        return citation.quote
    return " ".join(head for head, cell in zip(heads, cells, strict=True) if any(form in fold(cell) for form in forms))


def header_of(citation: Citation, documents: Mapping[str, Document]) -> str:
    """The caption and column names over a quoted row of a table; '' for a sentence."""
    document = documents.get(citation.document_id)
    chunks = document.chunks if document and "\t" in citation.quote else ()
    return next((one.header for one in chunks if one.kind == "table_row" and one.start <= citation.start < one.end), "")


def said_row(citation: Citation, documents: Mapping[str, Document]) -> str:
    """A row of a table as it may be said, each cell under its column's name (园区名称：东园；产值（亿元）：20); '' where the quote is none."""
    told = dict.fromkeys(cells_of(citation, documents))
    return "；".join(
        f"{name}：{' '.join(text.split())}" for name, text in told if name and text and not COUNTS.fullmatch(name)
    )


def cells_of(citation: Citation, documents: Mapping[str, Document]) -> tuple[tuple[str, str], ...]:
    """The cells of a quoted row of a table, each as its column's name and its text; () where the quote is none."""
    document = documents.get(citation.document_id)
    tables = document.tables if document and "\t" in citation.quote else ()
    table = next((one for one in tables if one.start <= citation.start < one.end and one.header_rows), None)
    rows = [row for row in body_rows(table) if _is_row(table, row, citation)] if table else []
    if not table or not rows:
        return ()
    return tuple(zip(column_names(table), (cell.text for cell in row_cells(table, rows[0])), strict=True))


def cell_sentences(citation: Citation, documents: Mapping[str, Document]) -> Iterator[Citation]:
    """The sentences within the cells of a quoted row; none of a sentence that stands in no table."""
    document = documents[citation.document_id]
    for cell in re.finditer(r"[^\t]+", citation.quote) if "\t" in citation.quote else ():
        for first, last in iter_sentences(cell[0]):
            place = citation.start + cell.start()
            yield Citation.of(document, citation.section, place + first, place + last)


def _is_row(table: Table, row: int, citation: Citation) -> bool:
    """Whether a quote is all that is written in a row: empty cells at its ends are no part of the quote."""
    start, end = row_span(table, row)
    cells = [cell for cell in own_cells(table, row) if cell.text]
    within = bool(cells) and start <= citation.start and citation.end <= end
    return within and citation.start <= cells[0].start and cells[-1].end <= citation.end
