"""The tables of plans as grids of words: columns by their headings, rows, what stands in cells; and how found cells are told."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from kg.answer.asked.intents import Asking
from kg.answer.asked.reading import Ask, with_citations
from kg.answer.figures.table_figures import UNIT, plain_rows
from kg.answer.folding import fold
from kg.answer.model import ANSWERED, Answer, AnswerRow, Citation
from kg.answer.quotes.cells import BLANK
from kg.answer.quotes.members import SERIAL
from kg.records import Document, Table
from kg.text.tables import column_names, is_numeric, own_cells, row_cells, row_span

PARTED = re.compile(r"[、，,；;\n]")
BOUND, CLOSED = r"(?:^|(?<=[、，,；;\n（(和与及以]))", r"(?=$|[、，,；;\n（()）和与及以等])"
COUNTER = "[个家项类种处条座所名位]"
MANY = re.compile(f"(?:几|多少)(?P<unit>{COUNTER})")
LONGEST_ITEM, SHORTEST, FEWEST, MOST_KEPT = 24, 2, 2, 1024
OF_FACTS = re.compile("项目|工程|指标")  # rows that facts tell of


@dataclass(frozen=True)
class Grid:
    """A table with its columns of words."""

    document: Document
    table: Table
    heads: dict[int, str]  # place → heading as `Asking.spell` writes it
    rows: tuple[int, ...]
    above: str  # title, headings and caption
    held: dict[str, tuple[str, tuple[int, ...]]]  # what stands in cells, as it is spelled → as written, its columns

    def cell(self, row: int, place: int) -> str:
        """What stands in a cell."""
        return self.table.cell(row, place).text.strip()

    @cached_property
    def own(self) -> int | None:
        """The column that names the rows: the first of words, each of its own."""
        columns = ((place, [self.cell(row, place) for row in self.rows]) for place in self.heads)
        return next((place for place, cells in columns if len(set(cells)) == len(cells) and all(cells)), None)


@dataclass(frozen=True)
class Kept:
    """A table of a document as it is told apart from others."""

    document_id: str
    sha256: str
    table_id: str
    document: Document = field(compare=False)
    table: Table = field(compare=False)


@dataclass(frozen=True)
class Lookup:
    """What a question finds in one table: the asked columns and the rows that meet its conditions."""

    grid: Grid
    asked: tuple[int, ...]
    rows: tuple[int, ...]
    fit: tuple[int, int]  # columns that the question writes out, conditions


@lru_cache(maxsize=MOST_KEPT)
def grid_of(asking: Asking, kept: Kept) -> Grid | None:
    """A table with its columns of words; None for one without several of them and several rows."""
    document, table = kept.document, kept.table
    rows = tuple(plain_rows(table))
    names = {place: name for place, name in enumerate(column_names(table)) if not SERIAL.match("".join(name.split()))}
    heads = {place: asking.spell(UNIT.sub("", name)) for place, name in names.items()}
    texts = {place: [table.cell(row, place).text.strip() for row in rows] for place in heads}
    heads = {
        place: head
        for place, head in heads.items()
        if len(head) >= SHORTEST and sum(map(is_numeric, texts[place])) * 2 <= len(rows)
    }
    if len(rows) < FEWEST or len(heads) < FEWEST:
        return None
    held: dict[str, tuple[str, tuple[int, ...]]] = {}
    for place in heads:
        for item in (part for cell in texts[place] for part in (*PARTED.split(cell), cell)):
            spelled = asking.spell(item)
            if SHORTEST <= len(spelled) <= LONGEST_ITEM and not spelled.isdigit():
                name, places = held.get(spelled, (item.strip(), ()))
                held[spelled] = name, tuple(dict.fromkeys((*places, place)))
    above = "".join((document.title, *document.path_at(table.start), table.caption))
    grid = Grid(document, table, heads, rows, above, held)
    return None if grid.own is not None and OF_FACTS.search(heads[grid.own]) else grid


def told_cells(ask: Ask, found: Sequence[Lookup]) -> Answer:
    rows: list[AnswerRow] = []
    said: list[str] = []
    for one in found:
        lines = list(_lines(ask, one))
        rows += [row for _, made in lines for row in made]
        many = MANY.search(ask.question.text)
        number = len(lines) if one.grid.own in one.asked else len({row.name for _, made in lines for row in made})
        count = f"{number}{many['unit']}：" if many else ""
        said.append(f"{one.grid.table.caption or '表中'}列出{count}{'；'.join(line for line, _ in lines)}")
    return Answer(ask.question.text, ANSWERED, "table_rows", with_citations(f"{'。'.join(said)}。", rows), tuple(rows))


def _lines(ask: Ask, one: Lookup) -> Iterator[tuple[str, list[AnswerRow]]]:
    """Of each row what is said and its answers; a cell over several rows once."""
    grid, seen = one.grid, set[tuple[int, ...]]()
    names = column_names(grid.table)
    for row in one.rows:
        at = tuple(grid.table.grid[row][place] for place in one.asked)
        told = {
            place: _items(cell) for place in one.asked if (cell := grid.cell(row, place)) and not BLANK.fullmatch(cell)
        }
        if at in seen or not told:
            continue
        seen.add(at)
        own = grid.cell(row, grid.own) if grid.own is not None else ""
        cited = tuple(_cited(one, row))
        made = [
            _row(ask, item, "" if place == grid.own else own, cited) for place, items in told.items() for item in items
        ]
        cells = "；".join(f"{names[place]}：{'、'.join(items)}" for place, items in told.items() if place != grid.own)
        yield (f"{own}（{cells}）" if own and cells else own or cells), made


def _cited(one: Lookup, row: int) -> Iterator[Citation]:
    """The row, and that in which a cell that spans both begins."""
    table = one.grid.table
    for line in dict.fromkeys((row, *(cell.row for cell in row_cells(table, row)))):
        if own_cells(table, line) and line >= table.header_rows:
            yield Citation.at(one.grid.document, *row_span(table, line))


def _items(cell: str) -> list[str]:
    """What a cell lists; a cell of sentences is one."""
    items = [part for part in (one.strip(" 。") for one in PARTED.split(cell)) if part]
    return items if all(len(one) <= LONGEST_ITEM for one in items) and "。" not in cell else [cell]


def _row(ask: Ask, item: str, group: str, cited: tuple[Citation, ...]) -> AnswerRow:
    links = [link for link in ask.names.find(fold(item)) if link.whole and link.text == fold(item)]
    known = next((one for link in links for one in link.entities), None)
    kind, key = (known.type, known.id) if known else ("Item", "")
    return AnswerRow(item, kind, key, group=group or None, evidence=cited)
