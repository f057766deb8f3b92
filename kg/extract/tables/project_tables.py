"""Tables of projects: name, builder, place, period, investment and progress, row by row."""

import re
from collections.abc import Sequence

from kg.extract.context import Facts
from kg.extract.indicators.observations import Observed, ValueWriter
from kg.extract.linking import Linker
from kg.extract.tables.cells import (
    INLINE,
    NUMERIC,
    group_name,
    is_empty,
    is_heading_row,
    money_unit,
    text_of,
    unit_of,
    without_unit,
)
from kg.extract.tables.columns import Columns, rows_of
from kg.records import Cell, Entity, Evidence, Section, Table
from kg.text.tables import is_group_number, is_total

EXTRACTOR = "table"
RANGE = re.compile(r"\s*(?:至|—|–|~|～|--|-(?=\d{4}))\s*")
DETAILS = ("builder", "place", "content", "progress", "period")


class ProjectTables:
    """Reads project tables into projects with their builders, places and sums."""

    def __init__(self, linker: Linker, values: ValueWriter) -> None:
        self._linker = linker
        self._values = values

    def read(self, table: Table, section: Section, columns: Columns, facts: Facts) -> None:
        """A project a row; titles, totals and subtotals are none, and a title is the group of the rows below."""
        group = ""
        name_column = columns.first("project") or 0
        for index, row in enumerate(rows_of(table)):
            if self._heads_others(table, columns, row, index, name_column):
                title = text_of(row, name_column) or text_of(row, 0)
                group = group_name(title) or group
                named = Entity("", "", group) if group and not is_total(group) else None
                self._sums(table, columns, row, named, section, facts)
                continue
            cell = row[name_column]
            if len(cell.text.strip()) < 2:
                continue
            project = facts.add_entity(self._linker.project(cell.text, self._properties(table, columns, row, group)))
            self._linker.mention(cell.start, cell.end, cell.text, project)
            quote = facts.quote(min(c.start for c in row if c.text), max(c.end for c in row), section, EXTRACTOR)
            self._builders(row, columns, project, quote, facts)
            self._places(row, columns, project, quote, facts)
            self._trades(row, columns, project, quote, facts)
            self._sums(table, columns, row, project, section, facts)

    def _heads_others(self, table: Table, columns: Columns, row: Sequence[Cell], index: int, name: int) -> bool:
        """A title over rows (一 在建项目 219760): a Chinese number, or nothing told of a project."""
        number = text_of(row, columns.first("number"))
        said = [text_of(row, i) for i in columns.find(*DETAILS) if row[i] is not row[name]]
        return (
            is_heading_row(table, columns, index, name)
            or is_group_number(number)
            or (not any(said) and bool(columns.find(*DETAILS)))
        )

    def _properties(self, table: Table, columns: Columns, row: Sequence[Cell], group: str) -> dict[str, str]:
        dates = [date for date in RANGE.split(text_of(row, columns.first("period"))) if date]
        return {
            "number": text_of(row, columns.first("number")),
            "group_name": group,
            "place": text_of(row, columns.first("place")),
            "content": text_of(row, columns.first("content")),
            "start_date": dates[0] if dates else "",
            "end_date": dates[1] if len(dates) > 1 else "",
            "investment": self._investment(table, columns, row),
            "progress": text_of(row, columns.first("progress")) or text_of(row, columns.first("outcome")),
            "goal": text_of(row, columns.first("year_goal")),
        }

    def _investment(self, table: Table, columns: Columns, row: Sequence[Cell]) -> str:
        column = columns.first("investment")
        amount = text_of(row, column)
        if column is None or is_empty(amount):
            return ""
        return amount + (unit_of(*columns.paths[column], fallback=money_unit(table)) if NUMERIC.match(amount) else "")

    def _builders(self, row: Sequence[Cell], columns: Columns, project: Entity, quote: Evidence, facts: Facts) -> None:
        makers = columns.find("builder") or columns.find("enterprise")
        for column in (*makers, *columns.find("operator")):
            if is_empty(row[column].text):
                continue
            for start, end, text in self._linker.organisations(row[column].text):
                builder = facts.add_entity(self._linker.organisation(text))
                self._linker.mention(row[column].start + start, row[column].start + end, text, builder)
                role = "运营单位" if columns.roles[column] == "operator" else ""
                facts.relate("BUILDS", builder.id, project.id, quote, role=role)

    def _trades(self, row: Sequence[Cell], columns: Columns, project: Entity, quote: Evidence, facts: Facts) -> None:
        """The trades of a project, where a column tells them by names that are known."""
        for column in columns.find("trade", "industry", "sector"):
            cell = row[column]
            for mention in self._linker.mentions_in(cell.start, cell.end):
                if mention.type == "Industry":
                    facts.relate("IN_INDUSTRY", project.id, mention.entity_id, quote)

    def _places(self, row: Sequence[Cell], columns: Columns, project: Entity, quote: Evidence, facts: Facts) -> None:
        for column in columns.find("place", "park", "region"):
            cell = row[column]
            places = [m for m in self._linker.mentions_in(cell.start, cell.end) if m.type in ("Park", "Region")]
            for mention in places[:2]:
                facts.relate("LOCATED_IN", project.id, mention.entity_id, quote, note=cell.text.strip())

    def _sums(
        self,
        table: Table,
        columns: Columns,
        row: Sequence[Cell],
        subject: Entity | None,
        section: Section,
        facts: Facts,
    ) -> None:
        """The sums of money of a row, each under its column's name: 总投资（固投）; without a subject they are the plan's."""
        for column in columns.find("investment"):
            text = "".join(row[column].text.split())
            inline = INLINE.fullmatch(text)
            if not (NUMERIC.match(text) or inline):
                continue
            names = list(dict.fromkeys(without_unit(part) for part in columns.paths[column]))
            unit = inline["unit"] if inline else unit_of(*columns.paths[column], fallback=money_unit(table))
            observed = Observed(
                "（".join(names) + ("）" if len(names) > 1 else ""),
                inline["value"] if inline else text,
                unit,
                "",
                "target" if "计划" in names[-1] else "actual",
                subject,
            )
            start = row[0].start if row[0].text else row[column].start
            self._values.write(observed, facts.quote(start, max(c.end for c in row), section, EXTRACTOR), facts)
