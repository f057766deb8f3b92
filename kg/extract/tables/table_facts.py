"""Facts from tables: which kind a table is, by the meaning of its columns."""

from collections.abc import Callable, Sequence

from kg.extract.context import Facts
from kg.extract.tables.columns import ColumnReader, Columns
from kg.extract.tables.figure_columns import PROJECT, figure_columns, indicator_columns
from kg.extract.tables.indicator_tables import IndicatorTables
from kg.extract.tables.project_tables import ProjectTables
from kg.extract.tables.task_tables import TaskTables, task_columns
from kg.extract.tables.thing_tables import ThingTables
from kg.extract.tasks.labels import ROLES
from kg.records import Section, Table

TASKS = ("task", "group", "goal")


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
        """All facts of a table; what it is, all its columns tell together, and one whose columns mean nothing gives none."""
        columns = self._columns.read(table)
        names = indicator_columns(table, columns, figure_columns(table, columns))
        if names and not _is_of_projects(columns):
            self._of_indicators(table, section, columns, names, facts)
            return
        for applies, take in self._kinds(table):
            if applies(columns):
                take(table, section, columns, facts)
                return

    def _kinds(
        self, table: Table
    ) -> list[tuple[Callable[[Columns], bool], Callable[[Table, Section, Columns, Facts], None]]]:
        return [
            (lambda c: bool(c.find(*ROLES)) and self._lists_things(table, c), self._of_things_and_tasks),
            (lambda c: _has_duties(c) and not c.find("project"), self._tasks.read),
            (_is_of_projects, self._of_projects),
            (_has_duties, self._tasks.read),
            (lambda c: bool(c.find("task")) and self._tasks.holds_notes(table), self._tasks.read),
            (lambda c: bool(c.find("indicator")), self._of_words),
            (lambda c: bool(c.find(*ROLES)) and bool(task_columns(table, c)), self._of_things_and_tasks),
            (lambda c: True, self._of_things),
        ]

    def _lists_things(self, table: Table, columns: Columns) -> bool:
        """Whether rows are of parks, industries or firms, and no column tells a task but one of groups of theirs."""
        return not columns.find("task", "goal", "project") and self._things.lists(table, columns)

    def _of_indicators(
        self, table: Table, section: Section, columns: Columns, names: Sequence[int], facts: Facts
    ) -> None:
        """Rows of indicators: their values, and who answers for them or for the task beside them."""
        self._figures.read_indicators(table, section, columns, names, facts)
        tasks = [column for column in columns.find("task") if column not in names]
        if columns.find(*ROLES) and tasks:
            self._tasks.read(table, section, columns, facts)
        elif columns.find(*ROLES):
            self._tasks.read_indicators(table, section, columns, names, facts)

    def _of_words(self, table: Table, section: Section, columns: Columns, facts: Facts) -> None:
        """Rows of indicators whose values are all told in words: 翻一番."""
        self._of_indicators(table, section, columns, columns.find("indicator"), facts)

    def _of_projects(self, table: Table, section: Section, columns: Columns, facts: Facts) -> None:
        """Rows of projects, which are tasks too where a column says who answers for them."""
        self._projects.read(table, section, columns, facts)
        if columns.find(*ROLES):
            self._tasks.read(table, section, columns, facts)

    def _of_things(self, table: Table, section: Section, columns: Columns, facts: Facts) -> None:
        """Rows of things: what columns say of them in words, and every number as a value."""
        if self._things.applies(table, columns):
            self._things.read(table, section, columns, facts)
        self._figures.read_matrix(table, section, columns, facts)

    def _of_things_and_tasks(self, table: Table, section: Section, columns: Columns, facts: Facts) -> None:
        """Rows whose header names no tasks: 产业链｜链主企业｜牵头部门, 事项｜责任单位."""
        self._tasks.read(table, section, columns, facts)
        self._of_things(table, section, columns, facts)


def _has_duties(columns: Columns) -> bool:
    return bool(columns.find(*ROLES)) and bool(columns.find(*TASKS))


def _is_of_projects(columns: Columns) -> bool:
    return bool(columns.find("project")) and bool(columns.find(*PROJECT))
