"""Facts from tables: which kind a table is, by the meaning of its columns; tasks with their departments."""

import re
from collections.abc import Callable

from kg.extract.cells import is_heading_row, text_of
from kg.extract.columns import ColumnReader, Columns, rows_of
from kg.extract.context import Facts
from kg.extract.indicator_tables import IndicatorTables
from kg.extract.linking import Linker
from kg.extract.project_tables import ProjectTables
from kg.extract.roles import ROLES, RoleReader
from kg.extract.thing_tables import ThingTables
from kg.records import Cell, Entity, Section, Table

EXTRACTOR = "table"
PROJECT = ("builder", "content", "investment", "progress", "period", "place")


class TableFacts:
    """Reads one table after another into facts."""

    def __init__(
        self,
        columns: ColumnReader,
        roles: RoleReader,
        linker: Linker,
        projects: ProjectTables,
        figures: IndicatorTables,
    ) -> None:
        self._columns = columns
        self._roles = roles
        self._linker = linker
        self._projects = projects
        self._figures = figures
        self._things = ThingTables(linker)

    def read(self, table: Table, section: Section, facts: Facts) -> None:
        """All facts of a table; a table whose columns mean nothing to us gives none."""
        columns = self._columns.read(table)
        for applies, take in self._kinds():
            if applies(columns):
                take(table, section, columns, facts)
                return

    def _kinds(self) -> list[tuple[Callable[[Columns], bool], Callable[[Table, Section, Columns, Facts], None]]]:
        return [
            (lambda c: bool(c.find(*ROLES)) and bool(c.find("task", "group")) and not c.find("project"), self._tasks),
            (lambda c: bool(c.find("project")) and bool(c.find(*PROJECT)), self._projects.read),
            (lambda c: bool(c.find(*ROLES)) and bool(c.find("task", "group")), self._tasks),
            (lambda c: bool(c.find("indicator")), self._figures.read_indicators),
            (lambda c: True, self._of_things),
        ]

    def _of_things(self, table: Table, section: Section, columns: Columns, facts: Facts) -> None:
        """Rows of things: what columns say of them in words, and every number as a value."""
        if self._things.applies(columns):
            self._things.read(table, section, columns, facts)
        self._figures.read_matrix(table, section, columns, facts)

    def _tasks(self, table: Table, section: Section, columns: Columns, facts: Facts) -> None:
        task_column = columns.first("task")
        task_column = task_column if task_column is not None else columns.first("group") or 0
        group_column, number_column = columns.first("group"), columns.first("number")
        for order, row in enumerate(rows_of(table)):
            cell = row[task_column]
            if len(cell.text.strip()) < 4 or is_heading_row(table, columns, order, task_column):
                continue
            group = text_of(row, group_column) if group_column != task_column else ""
            task = self._linker.task(
                cell.text,
                number=text_of(row, number_column),
                group="".join(group.split()) if re.search(r"[一-龥]", group) else group,
                deadline=text_of(row, columns.first("deadline")),
                start=cell.start,
            )
            facts.add_entity(task)
            for column in columns.find(*ROLES):
                self._bodies(row[column], cell, task, ROLES[columns.roles[column]], section, facts)
            self._concerns(cell, task, section, facts)

    def _bodies(self, cell: Cell, task_cell: Cell, task: Entity, role: str, section: Section, facts: Facts) -> None:
        for item in self._roles.bodies(cell.text):
            body = facts.add_entity(self._linker.department(item.text))
            self._linker.mention(cell.start + item.start, cell.start + item.end, item.text, body)
            quote = facts.quote(min(cell.start, task_cell.start), max(cell.end, task_cell.end), section, EXTRACTOR)
            if quote.end - quote.start > len(task_cell.text) + len(cell.text) + 40:  # merged cells far apart
                quote = facts.quote(task_cell.start, task_cell.end, section, EXTRACTOR)
            facts.relate("RESPONSIBLE_FOR", body.id, task.id, quote, role=item.role or role)

    def _concerns(self, cell: Cell, task: Entity, section: Section, facts: Facts) -> None:
        quote = facts.quote(cell.start, cell.end, section, EXTRACTOR)
        for mention in self._linker.mentions_in(cell.start, cell.end):
            if mention.type not in ("Task", "Department", "Indicator", "Title"):
                facts.relate("CONCERNS", task.id, mention.entity_id, quote)
