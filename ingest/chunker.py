"""Sections → chunks of about 300 characters: whole sentences, one section each; tables row by row."""

from collections.abc import Iterator, Sequence

from ingest.layout import Layout, Line, PlacedTable
from ingest.outline import Locator
from kg.ids import make_id
from kg.records import Chunk, Section, Table
from kg.text.sentences import iter_sentences
from kg.text.tables import (
    body_rows,
    column_names,
    is_group_row,
    is_numeric,
    is_total_row,
    own_cells,
    row_cells,
    row_span,
)

TARGET = 300
LARGEST = 450
SMALLEST = 80  # a shorter rest joins the piece before it
SHORT_ROW = 40
Span = tuple[int, int]


def make_chunks(
    layout: Layout, sections: Sequence[Section], tables: Sequence[Table], captions: frozenset[int]
) -> tuple[Chunk, ...]:
    """The document's chunks in order, less the lines at `captions`, which go with their tables; a heading without text of its own makes none, it is the path of those below."""
    by_start = {table.start: table for table in tables}
    headings = _heading_ends(sections)
    chunks: list[Chunk] = []
    for section, blocks in _by_section(layout, sections):
        pieces: list[Span] = []
        for block in blocks:
            if isinstance(block, Line):
                if block.start not in captions:
                    pieces.extend(_sentences(layout.text, block))
                continue
            chunks.extend(_text_chunks(layout.text, section, pieces, headings))
            pieces = []
            chunks.extend(_table_chunks(by_start[block.start], section, layout.text))
        chunks.extend(_text_chunks(layout.text, section, pieces, headings))
    return tuple(sorted(chunks, key=lambda chunk: chunk.start))


def _by_section(layout: Layout, sections: Sequence[Section]) -> Iterator[tuple[Section, list[Line | PlacedTable]]]:
    """Runs of blocks that stand directly in one section; notes make runs of their own."""
    run: list[Line | PlacedTable] = []
    key: tuple[str, bool] | None = None
    owner = sections[0]
    locator = Locator(sections)
    for block in layout.blocks:
        section = locator.at(block.start)
        new = (section.id, isinstance(block, Line) and block.note)
        if run and new != key:
            yield owner, run
            run = []
        key, owner = new, section
        run.append(block)
    if run:
        yield owner, run


def _heading_ends(sections: Sequence[Section]) -> dict[str, int]:
    """Where the heading's own line ends in the text, by section."""
    return {section.id: section.start + len(section.heading) for section in sections[1:]}


def _sentences(text: str, line: Line) -> list[Span]:
    return [(line.start + start, line.start + end) for start, end in iter_sentences(text[line.start : line.end])]


def _text_chunks(text: str, section: Section, pieces: Sequence[Span], headings: dict[str, int]) -> Iterator[Chunk]:
    """Chunks from whole sentences; nothing for a bare heading with something under it."""
    if not pieces:
        return
    end = pieces[-1][1]
    if section.level and section.kind != "item" and end <= headings[section.id] + 1 and section.end > end + 1:
        return
    for start, end in _packed(pieces):
        yield _chunk(section, text, start, end)


def _packed(pieces: Sequence[Span]) -> list[Span]:
    """Neighbouring sentences joined up to the target; a short rest goes to the one before where that stays readable."""
    packed: list[Span] = []
    for start, end in pieces:
        last = packed[-1] if packed else (start, start)
        shorter = min(end - start, last[1] - last[0])
        if packed and end - last[0] <= (LARGEST if shorter < SMALLEST else TARGET):
            packed[-1] = (last[0], end)
        else:
            packed.append((start, end))
    return packed


def _table_chunks(table: Table, section: Section, text: str) -> Iterator[Chunk]:
    """A chunk a row, its header beside it; the short rows of a table of numbers go a few together."""
    names = " | ".join(dict.fromkeys(name for name in column_names(table) if name))
    head = [part for part in (table.caption, f"单位：{table.unit}" if table.unit else "", names) if part]
    rows = [row for row in body_rows(table) if any(cell.text for cell in own_cells(table, row))]
    if _is_numeric_table(table):
        for start, end in _grouped([row_span(table, row) for row in rows]):
            yield _chunk(section, text, start, end, kind="table_row", header="｜".join(head))
        return
    group = ""
    for row in rows:
        is_title = is_group_row(table, row)
        over = [cell.text for cell in row_cells(table, row) if cell.row < row and cell.text]
        context = over if is_title or is_total_row(table, row) else [group, *over]
        header = "｜".join([*head, *dict.fromkeys(filter(None, context))])
        yield _chunk(section, text, *row_span(table, row), kind="table_row", header=header)
        if is_title:
            group = max((cell.text for cell in own_cells(table, row) if not is_numeric(cell.text)), key=len)


def _is_numeric_table(table: Table) -> bool:
    """Whether all rows are short and mostly numbers, with no titles between them."""
    rows = [own_cells(table, row) for row in body_rows(table)]
    texts = [cell.text for cells in rows for cell in cells if cell.text]
    short = all(sum(len(cell.text) for cell in cells) <= SHORT_ROW for cells in rows)
    titles = any(is_group_row(table, row) for row in body_rows(table))
    return short and not titles and sum(map(is_numeric, texts)) * 2 > len(texts)


def _grouped(rows: Sequence[Span]) -> list[Span]:
    groups: list[Span] = []
    for start, end in rows:
        if groups and end - groups[-1][0] <= TARGET // 2:
            groups[-1] = (groups[-1][0], end)
        else:
            groups.append((start, end))
    return groups


def _chunk(section: Section, text: str, start: int, end: int, *, kind: str = "text", header: str = "") -> Chunk:
    body = text[start:end]
    lead = len(body) - len(body.lstrip())
    body = body.strip()
    start += lead
    return Chunk(
        make_id("chk", section.document_id, start, start + len(body)),
        section.document_id,
        section.id,
        section.path,
        body,
        start,
        start + len(body),
        kind,
        header,
    )
