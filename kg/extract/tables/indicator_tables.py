"""Tables of figures: an indicator a row with its years across, or a thing a row with its quantities across."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.extract.context import Facts
from kg.extract.indicators.observations import Observed, ValueWriter
from kg.extract.indicators.time import Clock
from kg.extract.linking import ROLE_KIND, Linker
from kg.extract.tables.cells import (
    CUMULATIVE,
    NUMERIC,
    SUMMED,
    as_sum,
    basis_in,
    is_empty,
    is_heading_row,
    single_unit,
    text_of,
    unit_in_name,
    unit_of,
    value_in,
    without_unit,
    year_and_kind,
)
from kg.extract.tables.column_times import ColumnTimes
from kg.extract.tables.columns import THINGS, Columns, named_apart, rows_of, stranger_before
from kg.extract.tables.figure_columns import TOLD, Figures, figure_columns, is_value, one_column
from kg.records import Cell, Entity, Section, Table
from kg.text.periods import iter_periods
from kg.text.tables import is_total_row, is_whole

EXTRACTOR = "table"
CHANGE = re.compile(
    r"(?P<how>增速|增长|增加|提[高升]|上升|下降|降低|减少)[^\d，。；]{0,6}(?P<value>\d[\d.]*)(?P<unit>%|个?百分点)(?:左右|以[上内])?"
)
FALLING = ("下降", "降低", "减少")
FIGURE = re.compile(r"[\d一二三四五六七八九十百千万亿]")
RANKED = re.compile(r"(?P<scope>[^/（(\d年]{0,8}?)(?:位次|排名|名次|排位)")
SAID = (
    "number",
    "nature",
    "group",
    "lead",
    "support",
    "responsible",
    "person",
    "deadline",
    "score",
)  # columns of no values
PART = re.compile(r"^(?:[-—–#＃·•]+\s*)?(?:其中)?[:：]?\s*")
OF_WHICH = re.compile(r"^\s*(?:[-—–#＃·•]+\s*)?其中")
LONGEST_NATURE = 6
NAMES = ("Park", "Region", "Enterprise", "Industry", "Cluster")
REACHED = re.compile(r"完成|实际|实现|达到|实绩")  # under such words values are of the year of the aims beside them


class IndicatorTables:
    """Reads tables of figures into values."""

    def __init__(self, linker: Linker, values: ValueWriter, heads: re.Pattern[str], clock: Clock) -> None:
        self._linker = linker
        self._values = values
        self._heads = heads
        self._times = ColumnTimes(clock)

    def read_indicators(
        self, table: Table, section: Section, columns: Columns, names: Sequence[int], facts: Facts
    ) -> None:
        """One indicator a row, named by the last of `names` that says anything; what is no name, unit or nature is a value."""
        natures = _nature_column(table, columns)
        skip = {*names, *columns.find(*SAID), *([natures] if natures is not None else [])}
        rows = rows_of(table)
        skip |= (
            set(columns.find("unit")) - {c for c in columns.find("unit") if is_value(rows[0][c].text)}
            if rows
            else set()
        )
        outcomes = [c for c in columns.find("outcome") if not any(is_value(row[c].text) for row in rows)]
        before = columns.names[: outcomes[0]] if outcomes else ()
        when = next((year for name in reversed(before) if (year := year_and_kind(name)[0])), "")
        parent = ""
        for index, row in enumerate(rows):
            name_column = next((c for c in reversed(names) if not is_empty(row[c].text)), names[-1])
            cell = row[name_column]
            name = without_unit(cell.text)
            if not name or is_heading_row(table, columns, index, name_column):
                continue
            if OF_WHICH.match(name):
                name = self._part(PART.sub("", name), parent)
            else:
                parent = name
            unit = text_of(row, columns.first("unit")) or unit_in_name(cell.text) or single_unit(table)
            nature = nature_of(text_of(row, natures) or cell.text)
            levelled = any(self._is_level(columns, c, row[c]) for c in range(len(row)) if c not in skip)
            told = Told(name, unit, nature, row[outcomes[0]] if outcomes else None, when, levelled)
            for column, value in enumerate(row):
                if column not in (*skip, *outcomes) and value is not cell and not is_empty(value.text):
                    self._cell(table, columns, column, (cell, value), told, section, facts)

    def _is_level(self, columns: Columns, column: int, cell: Cell) -> bool:
        """Whether a cell tells the value of one year: a number under a year, no growth and no sum."""
        year, kind = self._times.of(columns, column)
        return bool(year) and kind != "change" and "累计" not in columns.names[column] and is_value(cell.text)

    def _part(self, name: str, parent: str) -> str:
        """The name of a row 其中：…, which may lack its own head: 企业数 and 其中：规上工业 → 企业数（规上工业）."""
        return name if not parent or self._heads.search(name) else f"{parent}（{name}）"

    def _cell(
        self,
        table: Table,
        columns: Columns,
        column: int,
        cells: tuple[Cell, Cell],
        row: "Told",
        section: Section,
        facts: Facts,
    ) -> None:
        name, unit, nature, outcome, when, _ = row
        label, cell = cells
        header = columns.names[column]
        year, kind = self._times.of(columns, column)
        quote = facts.quote(min(label.start, cell.start), max(cell.end, label.end), section, EXTRACTOR)
        last = max((year_and_kind(other)[0] for other in columns.names), default="")
        change = CHANGE.search(cell.text)
        if change and (not year or kind == "change"):
            told = (change["how"] if change["how"] in FALLING else "") + change["value"]
            basis = basis_in(cell.text) or basis_in(header)
            observed = Observed(name, told, change["unit"], year or last, "change", None, nature, basis)
            self._values.write(observed, quote, facts)
            return
        text = as_sum(cell.text, header, table.notes)
        if not header or not (year or kind or NUMERIC.match(value_in(text, "")[0])):
            return
        value, unit, basis = value_in(text, self._unit(columns, column, kind, unit, text))
        basis = basis or (basis_in(header) if kind in ("", "change") else "累计" * ("累计" in header))
        if ranked := RANKED.search(header):
            name, unit, basis = f"{name}排名", "位", ranked["scope"]
        if basis == SUMMED and kind in (
            "",
            "change",
        ):  # 〔269〕 beside 600 is by how much; alone it is what is aimed at
            kind = "change" if row.levelled else "target"
            unit = "个百分点" if row.levelled and unit == "%" else unit
        of_aim = kind == "actual" and bool(REACHED.search(header))
        year = year or (last if kind == "change" or basis == "累计" or of_aim else "")
        of = self._named(header, facts)
        nature = "" if kind == "actual" else nature  # binding or expected is what is aimed at
        said = ""
        if outcome and year == (when or last) and not is_empty(outcome.text):
            said = " ".join(outcome.text.split())
            quote = facts.quote(min(quote.start, outcome.start), max(quote.end, outcome.end), section, EXTRACTOR)
        observed = Observed(name, value, unit, year, kind or "target", of, nature, basis, outcome=said)
        self._values.write(observed, quote, facts)

    def _unit(self, columns: Columns, column: int, kind: str, unit: str, text: str) -> str:
        """The unit of a column's values: its own; of a growth %, of a sum over the years that of its row."""
        if kind == "change" and CUMULATIVE.match(text.strip()):
            return unit
        return unit_of(*columns.paths[column]) or ("%" if kind == "change" else unit)

    def _named(self, header: str, facts: Facts) -> Entity | None:
        """The park or area that a column is of: 指标｜云溪园｜湖东园."""
        plain = without_unit(header.split("/")[-1])
        kind = self._linker.kind_of(plain)
        if kind not in NAMES:
            return None
        return facts.add_entity(self._linker.entity(kind, plain))

    def read_matrix(self, table: Table, section: Section, columns: Columns, facts: Facts) -> None:
        """A row a thing, a column a quantity with its unit: every number is a value of that thing; of a year, the plan's."""
        if not table.header_rows or len(columns.names) < 2:
            return
        rows = rows_of(table)
        key, until = _key_column(rows, columns), self._times.until(columns)
        figures = {one.column: one for one in figure_columns(table, columns, until, head=self._heads)}
        for index, row in enumerate(rows):
            words = (c for c in row if c.text.strip() and not NUMERIC.match(c.text.strip()))
            label = row[key] if key is not None and row[key].text.strip() else next(words, None)
            if label is not None and is_whole(label.text):  # 全省合计: of the plan's whole area
                self._row(table, columns, row, (label, None, figures), section, facts)
            if label is None or is_total_row(table, table.header_rows + index):
                continue
            if is_heading_row(table, columns, index, label.column):
                continue
            subject = self._linker.thing(label, facts, columns.roles[label.column])
            if subject is None and (year := year_and_kind(label.text, until))[0]:
                years = {column: replace(one, year=year[0], kind=year[1]) for column, one in figures.items()}
                self._row(table, columns, row, (label, None, years), section, facts)
            elif subject is not None:
                self._row(table, columns, row, (label, subject, figures), section, facts)

    def _row(
        self,
        table: Table,
        columns: Columns,
        row: Sequence[Cell],
        thing: tuple[Cell, Entity | None, Mapping[int, Figures]],
        section: Section,
        facts: Facts,
    ) -> None:
        label, subject, figures = thing
        first = min([label.start, *(row[c].start for c in columns.find("region", "place") if row[c].text)])
        for column, cell in enumerate(row):
            if cell is label or is_empty(cell.text) or columns.roles[column] in TOLD:
                continue
            told = figures.get(column) or one_column(columns, column, self._times.until(columns))
            value, own, basis = value_in(cell.text, told.unit or single_unit(table))
            if not (NUMERIC.match(value) or (told.unit and FIGURE.search(value))):
                continue  # 已无工业用地 is no figure
            year, kind = (
                (told.year, told.kind) if told.year else _dated(table.caption, told.kind, self._times.until(columns))
            )
            if kind == "change":
                year = year or max((one.year for one in figures.values()), default="")
            quote = facts.quote(min(first, cell.start), max(cell.end, label.end), section, EXTRACTOR)
            self._values.write(
                Observed(told.quantity, value, own, year, kind or "actual", subject, "", basis), quote, facts
            )


class Told(NamedTuple):
    """What a row says of all its values."""

    name: str
    unit: str
    nature: str
    outcome: Cell | None  # what a column says of the aim: 未完成
    when: str  # of which year that aim was
    levelled: bool  # whether it tells a year's own value, beside which a sum over the years is by how much it changes


def _key_column(rows: Sequence[Sequence[Cell]], columns: Columns) -> int | None:
    """The column of what the rows are about; one in front of it that names something unknown stands for nothing known."""
    things = [column for column, role in enumerate(columns.roles) if role in ROLE_KIND]
    key = named_apart(columns, rows, columns.find(*THINGS))
    key = named_apart(columns, rows, things) if key is None else key
    stranger = None if key is None else stranger_before(columns, rows, key)
    return key if stranger is None else stranger


def _dated(caption: str, kind: str, year_of_document: int) -> tuple[str, str]:
    """The year and kind of values whose heading says no year: those of a caption that tells of one year."""
    periods = list(iter_periods(caption))
    if len(periods) != 1 or periods[0].start != periods[0].end:
        return "", kind
    year, told = year_and_kind(caption, year_of_document)
    return year, kind or told


def _nature_column(table: Table, columns: Columns) -> int | None:
    """The column that says what is binding: by its header, else, under 备注 or 类型, by cells that say nothing else."""
    rows = rows_of(table)
    told = [
        column
        for column in range(len(columns.names))
        if any(nature_of(row[column].text) for row in rows)
        and all(nature_of(row[column].text) or is_empty(row[column].text) for row in rows if len(set(map(id, row))) > 2)
        and all(len(row[column].text.strip()) <= LONGEST_NATURE for row in rows)
    ]
    named = columns.first("nature")
    return named if named in told or not told else told[0]


def nature_of(text: str) -> str:
    """约束性 or 预期性 where a cell says so in any form; '' else."""
    return "约束性" if "约束" in text else "预期性" if re.search(r"预期|引导性|指导性", text) else ""
