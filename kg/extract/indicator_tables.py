"""Tables of figures: an indicator a row with its years across, or a thing a row with its quantities across."""

import re
from collections.abc import Sequence

from kg.extract.cells import (
    CUMULATIVE,
    NUMERIC,
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
from kg.extract.columns import Columns, rows_of
from kg.extract.context import Facts
from kg.extract.linking import Linker
from kg.extract.observations import Observed, ValueWriter
from kg.records import Cell, Entity, Section, Table
from kg.text.tables import is_total_row

EXTRACTOR = "table"
CHANGE = re.compile(
    r"(?P<how>增速|增长|增加|提[高升]|上升|下降|降低|减少)[^\d，。；]{0,6}(?P<value>\d[\d.]*)(?P<unit>%|个?百分点)(?:左右|以[上内])?"
)
FALLING = ("下降", "降低", "减少")
FIGURE = re.compile(r"[\d一二三四五六七八九十百千万亿]")
RANKED = re.compile(r"(?P<scope>[^/（(\d年]{0,8}?)(?:位次|排名|名次|排位)")
PART = re.compile(r"^(?:[-—–#＃·•]+\s*)?(?:其中)?[:：]?\s*")
OF_WHICH = re.compile(r"^\s*(?:[-—–#＃·•]+\s*)?其中")
NAMES = ("Park", "Region", "Enterprise", "Industry", "Cluster")


class IndicatorTables:
    """Reads tables of figures into values."""

    def __init__(self, linker: Linker, values: ValueWriter, heads: re.Pattern[str], year: int) -> None:
        self._linker = linker
        self._values = values
        self._heads = heads
        self._year = year  # up to which figures count as reached

    def read_indicators(self, table: Table, section: Section, columns: Columns, facts: Facts) -> None:
        """One indicator a row; every column that is no name, unit or nature is a value of some year."""
        names = columns.find("indicator")
        skip = {*columns.find("number", "indicator", "unit", "nature", "group", "lead", "support", "responsible")}
        parent = ""
        for index, row in enumerate(rows_of(table)):
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
            nature = nature_of(text_of(row, columns.first("nature")) or cell.text)
            for column, value in enumerate(row):
                if column not in skip and value is not cell and not is_empty(value.text):
                    self._cell(table, columns, column, (cell, value), (name, unit, nature), section, facts)

    def _part(self, name: str, parent: str) -> str:
        """The name of a row 其中：…, which may lack its own head: 企业数 and 其中：规上工业 → 企业数（规上工业）."""
        return name if not parent or self._heads.search(name) else f"{parent}（{name}）"

    def _cell(
        self,
        table: Table,
        columns: Columns,
        column: int,
        cells: tuple[Cell, Cell],
        row: tuple[str, str, str],
        section: Section,
        facts: Facts,
    ) -> None:
        name, unit, nature = row
        label, cell = cells
        header = columns.names[column]
        year, kind = year_and_kind(header, self._year)
        kind = "actual" if kind == "target" and _beside_aims(header, columns) else kind
        quote = facts.quote(min(label.start, cell.start), max(cell.end, label.end), section, EXTRACTOR)
        last = max((year_and_kind(other)[0] for other in columns.names), default="")
        change = CHANGE.search(cell.text)
        if change and (not year or kind == "change"):
            told = (change["how"] if change["how"] in FALLING else "") + change["value"]
            self._values.write(Observed(name, told, change["unit"], year or last, "change", None, nature), quote, facts)
            return
        if not header or not (year or kind or NUMERIC.match(value_in(cell.text, "")[0])):
            return
        value, unit, basis = value_in(cell.text, self._unit(columns, column, kind, unit, cell.text))
        basis = basis or ("累计" if "累计" in header else "")
        if ranked := RANKED.search(header):
            name, unit, basis = f"{name}排名", "位", ranked["scope"]
        kind = "target" if kind == "change" and basis == "累计" else kind  # [484] new ones in five years
        year = year or (last if kind == "change" or basis == "累计" else "")
        of = self._named(header, facts)
        nature = "" if kind == "actual" else nature  # binding or expected is what is aimed at
        self._values.write(Observed(name, value, unit, year, kind or "target", of, nature, basis), quote, facts)

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
        """A row a thing, a column a quantity with its unit: every number is a value of that thing."""
        if not table.header_rows or len(columns.names) < 2:
            return
        for index, row in enumerate(rows_of(table)):
            label = next((c for c in row if c.text.strip() and not NUMERIC.match(c.text.strip())), None)
            if label is None or is_total_row(table, table.header_rows + index):
                continue
            if is_heading_row(table, columns, index, label.column):
                continue
            subject = self._linker.thing(label, facts, columns.roles[label.column])
            if subject is not None:
                self._row(table, columns, row, (label, subject), section, facts)

    def _row(
        self,
        table: Table,
        columns: Columns,
        row: Sequence[Cell],
        thing: tuple[Cell, Entity],
        section: Section,
        facts: Facts,
    ) -> None:
        label, subject = thing
        for column, cell in enumerate(row):
            unit = unit_of(*columns.paths[column])
            value, own, basis = value_in(cell.text, unit or single_unit(table))
            if cell is label or is_empty(cell.text) or columns.roles[column] == "number":
                continue
            if not (NUMERIC.match(value) or (unit and FIGURE.search(value))):
                continue  # 已无工业用地 is no figure
            year, kind = year_and_kind(f"{columns.names[column]} {table.caption}", self._year)
            name = without_unit(columns.paths[column][-1]) if columns.paths[column] else ""
            quote = facts.quote(min(label.start, cell.start), max(cell.end, label.end), section, EXTRACTOR)
            self._values.write(Observed(name, value, own, year, kind or "actual", subject, "", basis), quote, facts)


def _beside_aims(header: str, columns: Columns) -> bool:
    """Whether a column of a plain year stands beside later ones that are called aims: 2022年｜2025年目标."""
    year = year_and_kind(header)
    aims = [told for told, kind in map(year_and_kind, columns.names) if kind == "target"]
    return year[1] == "actual" and bool(aims) and all(year[0] < told for told in aims if told)


def nature_of(text: str) -> str:
    """约束性 or 预期性 where a cell says so in any form; '' else."""
    return "约束性" if "约束" in text else "预期性" if re.search(r"预期|引导性|指导性", text) else ""
