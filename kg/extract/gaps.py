"""What of a document's knowledge was not understood: tables, rows, columns and cells, paragraphs about duties."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from kg.extract.tables.cells import is_empty, is_heading_row, text_of
from kg.extract.tables.columns import ColumnReader, Columns, rows_of
from kg.extract.tables.figure_columns import figure_columns, indicator_columns
from kg.extract.tables.task_tables import tells_aims
from kg.extract.tasks.labels import ROLES
from kg.extract.tasks.roles import RoleReader
from kg.records import Cell, Document, Extraction, Gap, Mention, Relation, Section, Table

SHOWN = 80  # characters of a table's or row's quote
NAMES = ("task", "project", "indicator", "group")
# Roles whose columns are read as facts of the row's thing, where one can be made of them: 支撑平台 of an industry says none.
TOLD = ("park", "region", "industry", "sector", "trade", "cluster", "enterprise", "platform", "operator", "honour")
VALUE, DUTY = "HAS_VALUE", "RESPONSIBLE_FOR"
DIGIT = re.compile(r"\d")
CHINESE = re.compile(r"[一-龥]")
# 由市科技局牵头, 市科技局牵头: a body is to do something; what it has done (牵头制定了) and 牵头单位 alone are none.
LEADS = re.compile(r"[、，（）()等共同具体]*(?:牵头|主责|主办)(?!了|[的人单部]|作用|企业)")
Span = tuple[int, int]


class GapFinder:
    """Compares a document with what was read out of it."""

    def __init__(
        self, document: Document, columns: ColumnReader, roles: RoleReader, section_at: Callable[[int], Section]
    ) -> None:
        self._document = document
        self._columns = columns
        self._roles = roles
        self._section_at = section_at

    def find(self, extraction: Extraction, paragraphs: Sequence[Span]) -> tuple[Gap, ...]:
        """The gaps of tables, then those of paragraphs."""
        facts = [relation for relation in extraction.relations if relation.type != "MENTIONS"]
        mentions = sorted(extraction.mentions, key=lambda mention: mention.start)
        tables = (gap for table in self._document.tables for gap in self._table(table, facts, mentions))
        return (*tables, *self._duties(paragraphs, facts, mentions))

    def _table(self, table: Table, facts: Sequence[Relation], mentions: Sequence[Mention]) -> Iterator[Gap]:
        if len(table.grid[0] if table.grid else ()) < 2:  # a box of text, which is read as text
            return
        own = [
            (relation.type, evidence.start, evidence.end)
            for relation in facts
            for evidence in relation.evidence
            if table.start <= evidence.start < table.end and evidence.extractor.startswith("table")
        ]
        columns = self._columns.read(table)
        if not own:
            yield self._gap("table", _why_no_table(table, columns), table.start, table.end)
            return
        rows = DUTY if is_of_tasks(table, columns) else ""  # a task whose bodies are not known is not understood
        yield from self._rows(table, columns, [(start, end) for kind, start, end in own if rows in ("", kind)])
        edges = {place for kind, start, end in own if kind == VALUE for place in (start, end)}
        yield from self._lines(table, columns, edges, self._placed(table, facts, mentions))
        yield from self._cells(table, columns, mentions)

    def _placed(self, table: Table, facts: Sequence[Relation], mentions: Sequence[Mention]) -> list[int]:
        """Where in a table the things stand that its facts are about."""
        ends = {
            end
            for relation in facts
            for evidence in relation.evidence
            if table.start <= evidence.start < table.end and evidence.extractor.startswith("table")
            for end in (relation.subject_id, relation.object_id)
        }
        return [m.start for m in mentions if table.start <= m.start < table.end and m.entity_id in ends]

    def _rows(self, table: Table, columns: Columns, read: Sequence[Span]) -> Iterator[Gap]:
        name = columns.first(*NAMES) or 0
        for index, row in enumerate(rows_of(table)):
            own = [cell for cell in row if cell.row == table.header_rows + index and not is_empty(cell.text)]
            if not own or is_heading_row(table, columns, index, name):
                continue
            start, end = min(cell.start for cell in own), max(cell.end for cell in own)
            if any(left < end and start < right for left, right in read):
                continue
            yield self._gap("row", self._why_no_row(columns, row, name), start, end)

    def _why_no_row(self, columns: Columns, row: Sequence[Cell], name: int) -> str:
        bodies = [text_of(row, column) for column in columns.find(*ROLES)]
        if is_empty(text_of(row, name)):
            return f"“{columns.names[name]}”一格是空的"
        if bodies and all(map(is_empty, bodies)):
            return "这一行没有写责任单位"
        if bodies and all(is_empty(text) or self._roles.names_all(text) for text in bodies):
            return "责任单位只有泛称，没有写明是哪些单位"
        if columns.first("indicator") is not None and not any(DIGIT.search(cell.text) for cell in row):
            return "这一行没有数值"
        return "这一行没有读出事实"

    def _lines(self, table: Table, columns: Columns, edges: set[int], placed: Sequence[int]) -> Iterator[Gap]:
        """Columns that nothing is read from, and known ones that are empty from top to bottom."""
        tasks = is_of_tasks(table, columns)
        for index, (name, role) in enumerate(zip(columns.names, columns.roles, strict=True)):
            cells = [cell for cell in dict.fromkeys(row[index] for row in rows_of(table)) if not is_empty(cell.text)]
            head = table.cell(0, index)
            if role and not cells:
                yield self._gap("empty", f"“{name}”一列全是空的", head.start, head.end)
            elif not cells or any({cell.start, cell.end} & edges for cell in cells):
                continue
            elif not role and not (tasks and tells_aims(rows_of(table), columns, index)):
                why = f"列名“{name}”不认识，这一列没有读成事实" if name else "这一列没有列名，没有读成事实"
                yield self._gap("column", why, cells[0].start, cells[0].end)
            elif not tasks and role in TOLD and not any(c.start <= at < c.end for c in cells for at in placed):
                yield self._gap("column", f"“{name}”一列没有读成事实", cells[0].start, cells[0].end)

    def _cells(self, table: Table, columns: Columns, mentions: Sequence[Mention]) -> Iterator[Gap]:
        """Cells for bodies in which no body was found, not even a collective."""
        if not is_of_tasks(table, columns):
            return
        starts = [mention.start for mention in mentions]
        for column in columns.find(*ROLES):
            for cell in dict.fromkeys(row[column] for row in rows_of(table)):
                first = bisect_left(starts, cell.start)
                named = any(m.start < cell.end for m in mentions[first : first + 1])
                if CHINESE.search(cell.text) and not named and not self._roles.names_all(cell.text):
                    yield self._gap("unit", f"“{columns.names[column]}”一格没有读出单位", cell.start, cell.end)

    def _duties(
        self, paragraphs: Sequence[Span], facts: Sequence[Relation], mentions: Sequence[Mention]
    ) -> Iterator[Gap]:
        """Paragraphs that say who leads or is responsible, though nobody was found to be."""
        told = [(e.start, e.end) for relation in facts if relation.type == DUTY for e in relation.evidence]
        bodies = [mention for mention in mentions if mention.type == "Department"]
        starts = [mention.start for mention in bodies]
        for start, end in paragraphs:
            text = self._document.text[start:end]
            inside = bodies[bisect_left(starts, start) : bisect_left(starts, end)]
            led = any(LEADS.match(text, body.end - start) for body in inside)
            if not (led or self._roles.has_label(text)) or any(left < end and start < right for left, right in told):
                continue
            if self._section_at(start).start != start:  # a heading speaks of what stands below it
                yield self._gap("duty", "写有牵头或责任字样，没有读出任务和单位", start, end)

    def _gap(self, kind: str, why: str, start: int, end: int) -> Gap:
        quote = self._document.text[start:end].strip()
        quote = quote if len(quote) <= SHOWN else quote[:SHOWN] + "…"
        return Gap(kind, why, start, end, quote, self._section_at(start).path)


def is_of_tasks(table: Table, columns: Columns) -> bool:
    """Whether a table says who is responsible for what, and is none of figures."""
    told = columns.find("task", "group", "goal") and columns.find(*ROLES) and not columns.find("project")
    return bool(told) and not indicator_columns(table, columns, figure_columns(table, columns))


def _why_no_table(table: Table, columns: Columns) -> str:
    if not table.header_rows:
        return "没有认出表头，整张表没有读成事实"
    names = "、".join(f"“{name}”" for name in columns.names if name)
    if not any(columns.roles):
        return f"列名{names}都不认识，整张表没有读成事实"
    return f"列名{names}不像任务、项目、指标表，整张表没有读成事实"
