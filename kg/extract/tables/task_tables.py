"""Facts from tables of tasks: a row's task, the bodies responsible for it, and what it is about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extract.context import Facts
from kg.extract.linking import Linker
from kg.extract.names.body_items import BodyItem
from kg.extract.tables.cells import group_name, is_empty, is_heading_row, text_of, without_unit, year_and_kind
from kg.extract.tables.columns import THINGS, Columns, rows_of
from kg.extract.tables.figure_columns import is_value
from kg.extract.tasks.concerns import Concerns
from kg.extract.tasks.labels import ROLES
from kg.extract.tasks.notes import Note, NoteFinder
from kg.extract.tasks.roles import RoleReader
from kg.records import Cell, Entity, Section, Table

EXTRACTOR = "table"
GROUPING = (
    "",
    "sector",
    "industry",
    "trade",
    "platform",
    "park",
    "goal",
)  # roles that a column of groups may seem to have
CHAINS = ("产业链", "集群")
MATTERS = {
    **{"project": "项目", "industry": "产业", "cluster": "集群", "park": "园区"},
    **{"platform": "平台", "enterprise": "企业", "region": "地区"},
}
LONGEST_GROUP = 20
FEWEST_WORDS = 5  # characters a row, where a header does not say that its column tells tasks


class TaskTables:
    """Reads the rows of a table that tells tasks."""

    def __init__(self, roles: RoleReader, linker: Linker, concerns: Concerns) -> None:
        self._roles = roles
        self._notes = NoteFinder(roles)
        self._linker = linker
        self._concerns = concerns

    def holds_notes(self, table: Table) -> bool:
        """Whether a cell of the table holds a note of who is responsible."""
        return any(self._notes.find(cell.text, cell.start) for cell in table.cells)

    def read(self, table: Table, section: Section, columns: Columns, facts: Facts) -> None:
        """One task a row, with who is responsible for it and what it is about."""
        own, *more = task_columns(table, columns)
        spanning = spanning_column(rows_of(table), columns, own)
        title = ""
        for order, row in enumerate(with_leads(rows_of(table), columns)):
            cell = row[own]
            if is_heading_row(table, columns, order, own):
                title = group_name(cell.text)
                continue
            notes = self._notes.find(cell.text, cell.start)
            plain = cell.text[: notes[0].start - cell.start] if notes else cell.text
            for word in CHAINS:
                if columns.roles[own] in ("industry", "cluster") and word in columns.names[own]:
                    plain = plain.strip().removesuffix(word) + word  # the cell says 精密铸造, its header 产业链
            matter = "产业链" if plain.endswith("产业链") else MATTERS.get(columns.roles[own], "")
            if len(plain.strip()) < 4 or not (notes or columns.find(*ROLES)):
                continue
            if columns.roles[own] == "project" and not any(row[column].text.strip() for column in columns.find(*ROLES)):
                continue  # a sum or a title
            group = group_of(row, columns, own, more, spanning) or title
            task = self._linker.task(
                plain,
                number="" if matter and matter != "项目" else text_of(row, columns.first("number")),
                group="".join(group.split()) if re.search(r"[一-龥]", group) else group,
                deadline=text_of(row, columns.first("deadline")) or (notes[0].deadline if notes else ""),
                matter=matter,
                start=cell.start,
            )
            if outcome := text_of(row, columns.first("outcome")):
                task = replace(task, properties={**task.properties, "outcome": outcome})
            texts = [row[column] for column in more if text_of(row, column) not in ("", group)]
            task = facts.add_entity(replace(task, aliases=(*task.aliases, *(text.text for text in texts))))
            self._responsible(row, columns, cell, notes, task, section, facts)
            for text in (cell, *texts):
                quote = facts.quote(text.start, text.end, section, EXTRACTOR)
                self._concerns.state(task, text.start, text.end, quote, facts)

    def read_indicators(
        self, table: Table, section: Section, columns: Columns, names: Sequence[int], facts: Facts
    ) -> None:
        """Who answers for the indicator of each row: a task that bears the indicator's name."""
        for order, row in enumerate(with_leads(rows_of(table), columns)):
            own = next((column for column in reversed(names) if not is_empty(row[column].text)), names[-1])
            cell, name = row[own], without_unit(row[own].text)
            bodies = any(not is_empty(row[column].text) for column in columns.find(*ROLES))
            if not name or not bodies or is_heading_row(table, columns, order, own):
                continue
            group = text_of(row, columns.first("group"))
            task = facts.add_entity(self._linker.task(name, group=group, matter="指标", start=cell.start))
            self._responsible(row, columns, cell, (), task, section, facts)
            indicator = facts.add_entity(self._linker.entity("Indicator", name))
            facts.relate("CONCERNS", task.id, indicator.id, facts.quote(cell.start, cell.end, section, EXTRACTOR))

    def _responsible(
        self,
        row: Sequence[Cell],
        columns: Columns,
        cell: Cell,
        notes: Sequence[Note],
        task: Entity,
        section: Section,
        facts: Facts,
    ) -> None:
        for column in columns.find(*ROLES):
            items = self._roles.bodies(row[column].text, role=ROLES[columns.roles[column]])
            self._bodies(items, row[column], cell, task, section, facts)
        for note in notes:
            inside = [replace(i, start=i.start - cell.start, end=i.end - cell.start) for i in note.bodies]
            self._bodies(inside, cell, cell, task, section, facts)

    def _bodies(
        self, items: Sequence[BodyItem], cell: Cell, task_cell: Cell, task: Entity, section: Section, facts: Facts
    ) -> None:
        for item in items:
            body = self._linker.body(item, cell.start, facts)
            quote = facts.quote(min(cell.start, task_cell.start), max(cell.end, task_cell.end), section, EXTRACTOR)
            if quote.end - quote.start > len(task_cell.text) + len(cell.text) + 40:  # merged cells far apart
                quote = facts.quote(task_cell.start, task_cell.end, section, EXTRACTOR)
            facts.relate("RESPONSIBLE_FOR", body.id, task.id, quote, role=item.role)


def with_leads(rows: Sequence[Sequence[Cell]], columns: Columns) -> Iterator[Sequence[Cell]]:
    """The rows; who leads is the body above where a row names none but names helpers: a merged cell that the file lost."""
    leads, bodies = columns.find("lead"), columns.find(*ROLES)
    above: Sequence[Cell] = ()
    for row in rows:
        if above and any(row[column].text.strip() for column in bodies):
            row = [above[n] if n in leads and not cell.text.strip() else cell for n, cell in enumerate(row)]
        above = row
        yield row


def task_columns(table: Table, columns: Columns) -> list[int]:
    """The columns that tell a row's task, its own first; none in tables of other things.

    Where no header says that it tells tasks, the groups that each row has of its own do, else the goals, else the
    column of the most words.
    """
    rows = rows_of(table)
    goals = columns.find("goal")
    aims = [*goals, *(column for column in columns.find("") if tells_aims(rows, columns, column))]
    found = columns.find("task") or [column for column in columns.find("group") if _tells_rows(rows, column)]
    if found:
        return [*_by_span(rows, found), *aims]
    if columns.find("project"):
        return [*columns.find("project")[:1], *columns.find("content"), *goals]
    things = columns.find(*THINGS)
    chains = [*(column for column in things if _tells_rows(rows, column)), *things][:1]
    return goals or _wordy(rows, columns) or chains or columns.find("group")


def tells_aims(rows: Sequence[Sequence[Cell]], columns: Columns, column: int) -> bool:
    """Whether a column says in words what is to be reached by a year: 2026年目标."""
    aimed = year_and_kind(columns.names[column])[1] == "target"
    return aimed and any(not is_empty(row[column].text) and not is_value(row[column].text) for row in rows)


def _tells_rows(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    """Whether a column says something else in every row."""
    return len({row[column].text for row in rows}) == len(rows)


def _by_span(rows: Sequence[Sequence[Cell]], found: Sequence[int]) -> list[int]:
    """Columns of tasks, those behind whose cells span rows or are repeated: they tell groups of tasks."""
    spanning = [
        column
        for column in found
        if not _tells_rows(rows, column)
        or any(row[column].row_span > 1 or not row[column].text.strip() for row in rows)
    ]
    return list(found) if len(found) == 1 else [*(column for column in found if column not in spanning), *spanning]


def _wordy(rows: Sequence[Sequence[Cell]], columns: Columns) -> list[int]:
    """The column without a known meaning that holds the most words, where the rows are of no other things."""
    if columns.find(*THINGS, "indicator", "project"):
        return []
    lengths = {
        column: sum(len(re.findall(r"[一-龥]", row[column].text)) for row in rows) for column in columns.find("")
    }
    found = [column for column, length in lengths.items() if length >= FEWEST_WORDS * len(rows)]
    return [max(found, key=lambda column: lengths[column])] if found else []


def spanning_column(rows: Sequence[Sequence[Cell]], columns: Columns, own: int) -> int | None:
    """The column before a task's own whose short words span rows or come again in the next: 重点方向 over three tasks."""
    for column in range(own):
        cells = [row[column] for row in rows]
        words = [cell.text.strip() for cell in cells]
        shared = any(cell.row_span > 1 for cell in cells) or any(a == b != "" for a, b in pairwise(words))
        named = all(2 <= len(word) <= LONGEST_GROUP and re.search(r"[一-龥]", word) for word in words)
        if columns.roles[column] in GROUPING and shared and named and len(set(words)) > 1:
            return column
    return None


def group_of(row: Sequence[Cell], columns: Columns, own: int, more: Sequence[int], spanning: int | None = None) -> str:
    """The group of a row's task: by its column, else by one of tasks before the task's own, else by one that spans rows."""
    column = columns.first("group")
    if column is None:
        column = next((other for other in more if other < own), spanning)
    return text_of(row, column) if column != own else ""
