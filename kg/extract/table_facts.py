"""Facts from tables: which kind a table is, by the meaning of its columns."""

from collections.abc import Callable

from kg.extract.columns import ColumnReader, Columns
from kg.extract.context import Facts
from kg.extract.indicator_tables import IndicatorTables
from kg.extract.labels import ROLES
from kg.extract.project_tables import ProjectTables
from kg.extract.task_tables import TaskTables, task_columns
from kg.extract.thing_tables import ThingTables
from kg.records import Section, Table

TASKS = ("task", "group", "goal")
PROJECT = ("builder", "content", "investment", "progress", "period", "place")


class TableFacts:
    """Reads one table after another into facts."""

    def __init__(
        self,
        columns: ColumnReader,
        tasks: TaskTables,
        projects: ProjectTables,
        figures: IndicatorTables,
        things: ThingTables,
    ) -> None:
        self._columns = columns
        self._tasks = tasks
        self._projects = projects
        self._figures = figures
        self._things = things

    def read(self, table: Table, section: Section, facts: Facts) -> None:
        """All facts of a table; a table whose columns mean nothing to us gives none."""
        columns = self._columns.read(table)
        for applies, take in self._kinds(table):
            if applies(columns):
                take(table, section, columns, facts)
                return

    def _kinds(
        self, table: Table
    ) -> list[tuple[Callable[[Columns], bool], Callable[[Table, Section, Columns, Facts], None]]]:
        return [
            (lambda c: bool(c.find(*ROLES)) and bool(c.find(*TASKS)) and not c.find("project"), self._tasks.read),
            (lambda c: bool(c.find("project")) and bool(c.find(*PROJECT)), self._of_projects),
            (lambda c: bool(c.find(*ROLES)) and bool(c.find(*TASKS)), self._tasks.read),
            (lambda c: bool(c.find("task")) and self._tasks.holds_notes(table), self._tasks.read),
            (lambda c: bool(c.find("indicator")), self._figures.read_indicators),
            (lambda c: bool(c.find(*ROLES)) and bool(task_columns(table, c)), self._of_things_and_tasks),
            (lambda c: True, self._of_things),
        ]

    def _of_projects(self, table: Table, section: Section, columns: Columns, facts: Facts) -> None:
        """Rows of projects, which are tasks too where a column says who answers for them."""
        self._projects.read(table, section, columns, facts)
        if columns.find(*ROLES):
            self._tasks.read(table, section, columns, facts)

    def _of_things(self, table: Table, section: Section, columns: Columns, facts: Facts) -> None:
        """Rows of things: what columns say of them in words, and every number as a value."""
        if self._things.applies(columns):
            self._things.read(table, section, columns, facts)
        self._figures.read_matrix(table, section, columns, facts)

    def _of_things_and_tasks(self, table: Table, section: Section, columns: Columns, facts: Facts) -> None:
        """Rows whose header names no tasks: 产业链｜链主企业｜牵头部门, 事项｜责任单位."""
        self._tasks.read(table, section, columns, facts)
        self._of_things(table, section, columns, facts)
