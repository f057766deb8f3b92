"""Facts from tables: tasks with their departments, projects with builder and place, indicators, values by row."""

import re
from collections.abc import Callable, Sequence

from kg.extract.columns import ColumnReader, Columns, rows_of
from kg.extract.context import Facts
from kg.extract.linking import Linker
from kg.extract.observations import Observed, ValueWriter
from kg.extract.roles import ROLES, RoleReader
from kg.records import Cell, Entity, Evidence, Section, Table
from kg.text.periods import iter_periods

EXTRACTOR = "table"
NUMERIC = re.compile(r"^[<>≥≤＞＜约近超]?\s*-?[\d,，.]+(?:\s*[-—–~～至]\s*[\d,.]+)?\s*[%‰％]?(?:以上|左右|以下)?$")
UNIT = re.compile(r"[（(]\s*(?:单位[:：])?\s*([^（()）]{1,12})\s*[）)]\s*$")
CHANGE = re.compile(r"(增速|增长|提高|下降)[^\d，。；]{0,6}(\d[\d.]*)(%|个百分点)")
YEAR = re.compile(r"(?:19|20)\d{2}")


class TableFacts:
    """Reads one table after another into facts."""

    def __init__(self, columns: ColumnReader, roles: RoleReader, linker: Linker, values: ValueWriter) -> None:
        self._columns = columns
        self._roles = roles
        self._linker = linker
        self._values = values

    def read(self, table: Table, section: Section, facts: Facts) -> None:
        """All facts of a table; a table whose columns mean nothing to us gives none."""
        columns = self._columns.read(table)
        rows = rows_of(table)
        for applies, take in self._kinds():
            if applies(columns):
                take(table, section, columns, rows, facts)
                return

    def _kinds(self) -> list[tuple[Callable[[Columns], bool], Callable[..., None]]]:
        return [
            (lambda c: bool(c.find(*ROLES)) and bool(c.find("task", "group")), self._tasks),
            (
                lambda c: bool(c.find("project")) and bool(c.find("builder", "content", "investment", "progress")),
                self._projects,
            ),
            (lambda c: bool(c.find("indicator")), self._indicators),
            (lambda c: True, self._matrix),
        ]

    def _tasks(self, table: Table, section: Section, columns: Columns, rows: list[list[Cell]], facts: Facts) -> None:
        task_column = columns.first("task")
        task_column = task_column if task_column is not None else columns.first("group")
        group_column, number_column = columns.first("group"), columns.first("number")
        for row in rows:
            cell = row[task_column or 0]
            if len(cell.text.strip()) < 4 or row[0].column_span == len(row):
                continue
            number = row[number_column].text.strip() if number_column is not None else ""
            group = row[group_column].text.strip() if group_column not in (None, task_column) else ""
            deadline = _text(row, columns.first("deadline"))
            task = self._linker.task(cell.text, number=number, group=_plain(group), deadline=deadline, start=cell.start)
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

    def _projects(self, table: Table, section: Section, columns: Columns, rows: list[list[Cell]], facts: Facts) -> None:
        category = ""
        name_column = columns.first("project") or 0
        for row in rows:
            number = _text(row, columns.first("number"))
            if self._is_category(row, columns):
                category = row[name_column].text.strip() or number
                self._row_values(table, columns, row, Entity("", "", category), section, facts)
                continue
            cell = row[name_column]
            if len(cell.text.strip()) < 2 or cell.text.strip() in ("合计", "总计", "小计"):
                continue
            project = facts.add_entity(
                self._linker.project(cell.text, self._project_properties(row, columns, number, category))
            )
            self._linker.mention(cell.start, cell.end, cell.text, project)
            quote = facts.quote(min(c.start for c in row if c.text), max(c.end for c in row), section, EXTRACTOR)
            self._builders(row, columns, project, quote, facts)
            self._places(row, columns, project, quote, facts)
            self._row_values(table, columns, row, project, section, facts)

    def _is_category(self, row: Sequence[Cell], columns: Columns) -> bool:
        """A row that heads others (一 在建项目 219760): a Chinese number, or no builder, place or content."""
        number = _text(row, columns.first("number"))
        said = [_text(row, index) for index in columns.find("builder", "place", "content", "progress", "period")]
        return bool(re.fullmatch(r"[（(]?[一二三四五六七八九十]+[）)、]?", number)) or not any(said)

    def _project_properties(self, row: Sequence[Cell], columns: Columns, number: str, category: str) -> dict[str, str]:
        period = _text(row, columns.first("period"))
        dates = re.split(r"\s*(?:至|—|–|~|～|-(?=\d{4}年))\s*", period) if period else []
        investment = columns.first("investment")
        unit = self._unit(columns.names[investment]) if investment is not None else ""
        amount = _text(row, investment)
        return {
            "number": number,
            "group_name": category,
            "place": _text(row, columns.first("place")),
            "content": _text(row, columns.first("content")),
            "start_date": dates[0] if dates else "",
            "end_date": dates[1] if len(dates) > 1 else "",
            "investment": f"{amount}{unit}" if amount else "",
            "progress": _text(row, columns.first("progress")),
        }

    def _unit(self, name: str) -> str:
        for part in reversed(name.split("/")):
            match = UNIT.search("".join(part.split()))
            if match:
                return match.group(1)
        return ""

    def _builders(self, row: Sequence[Cell], columns: Columns, project: Entity, quote: Evidence, facts: Facts) -> None:
        for column in columns.find("builder"):
            for start, end, text in self._linker.organisations(row[column].text):
                builder = facts.add_entity(self._linker.organisation(text))
                self._linker.mention(row[column].start + start, row[column].start + end, text, builder)
                facts.relate("BUILDS", builder.id, project.id, quote)

    def _places(self, row: Sequence[Cell], columns: Columns, project: Entity, quote: Evidence, facts: Facts) -> None:
        for column in columns.find("place", "park", "region"):
            cell = row[column]
            places = [m for m in self._linker.mentions_in(cell.start, cell.end) if m.type in ("Park", "Region")]
            for mention in places[:2]:
                facts.relate("LOCATED_IN", project.id, mention.entity_id, quote, note=cell.text.strip())

    def _row_values(
        self, table: Table, columns: Columns, row: Sequence[Cell], subject: Entity, section: Section, facts: Facts
    ) -> None:
        for column in columns.find("investment"):
            text = row[column].text.strip()
            if NUMERIC.match(text):
                name = [part for part in columns.names[column].split("/") if part][-1]
                names = [UNIT.sub("", "".join(part.split())) for part in columns.names[column].split("/")]
                unit = self._unit(columns.names[column]) or table.unit
                observed = Observed(
                    "（".join(dict.fromkeys(names)) + ("）" if len(set(names)) > 1 else ""),
                    text,
                    unit,
                    "",
                    "target" if "计划" in name else "actual",
                    subject,
                )
                self._values.write(
                    observed,
                    facts.quote(
                        row[0].start if row[0].text else row[column].start, max(c.end for c in row), section, EXTRACTOR
                    ),
                    facts,
                )

    def _indicators(
        self, table: Table, section: Section, columns: Columns, rows: list[list[Cell]], facts: Facts
    ) -> None:
        """One indicator a row; every column that is no name, unit or nature is a value of some year."""
        name_column = columns.find("indicator")[-1]
        unit_column, nature_column = columns.first("unit"), columns.first("nature")
        skip = {*columns.find("number", "indicator", "unit", "nature", "group"), name_column}
        for row in rows:
            name = _plain(row[name_column].text)
            if not name or row[name_column].column_span == len(row):
                continue
            bracket = UNIT.search(name)
            unit = _text(row, unit_column) or (bracket.group(1) if bracket else table.unit)
            indicator = UNIT.sub("", name) if bracket else name
            nature = _text(row, nature_column)
            for column, cell in enumerate(row):
                if column in skip or not cell.text.strip() or cell.text.strip() in ("-", "—", "——", "/", "／"):
                    continue
                year, kind = year_and_kind(columns.names[column])
                change = CHANGE.search(cell.text)
                if change and not year:
                    last_year = max((year_and_kind(name)[0] for name in columns.names), default="")
                    observed = Observed(indicator, change.group(2), change.group(3), last_year, "change", None, nature)
                    self._values.write(
                        observed, facts.quote(row[name_column].start, cell.end, section, EXTRACTOR), facts
                    )
                elif year or kind or NUMERIC.match(cell.text.strip()):
                    quote = facts.quote(row[name_column].start, max(cell.end, row[name_column].end), section, EXTRACTOR)
                    self._values.write(
                        Observed(indicator, cell.text.strip(), unit, year, kind or "target", None, nature), quote, facts
                    )

    def _matrix(self, table: Table, section: Section, columns: Columns, rows: list[list[Cell]], facts: Facts) -> None:
        """A row a thing, a column a quantity with its unit: every number is a value of that thing."""
        if not table.header_rows or len(columns.names) < 2:
            return
        caption = table.caption
        for row in rows:
            if not row[0].text.strip() or (NUMERIC.match(row[0].text.strip()) and len(row) < 3):
                continue
            label = next((cell for cell in row if cell.text.strip() and not NUMERIC.match(cell.text.strip())), None)
            if label is None or label.text.strip() in ("合计", "总计"):
                continue
            subject = self._linker.thing(label, facts, columns.roles[label.column])
            for column, cell in enumerate(row):
                if (
                    cell is label
                    or not cell.text.strip()
                    or not (NUMERIC.match(cell.text.strip()) or self._unit(columns.names[column]))
                ):
                    continue
                if columns.roles[column] == "number":
                    continue
                year, kind = year_and_kind(f"{columns.names[column]} {caption}")
                indicator = UNIT.sub("", "".join(columns.names[column].split("/")[-1].split()))
                observed = Observed(
                    indicator,
                    cell.text.strip(),
                    self._unit(columns.names[column]) or table.unit,
                    year,
                    kind or "actual",
                    subject,
                )
                self._values.write(
                    observed, facts.quote(label.start, max(cell.end, label.end), section, EXTRACTOR), facts
                )


def year_and_kind(header: str) -> tuple[str, str]:
    """The year a column's header names, and whether it is a target or actual value."""
    years = YEAR.findall(header)
    periods = [] if years else list(iter_periods(header))
    year = years[-1] if years else (str(periods[-1].end) if periods else "")
    if re.search(r"目标|规划值|预期|计划", header):
        return year, "target"
    if re.search(r"年均|增速|增长", header):
        return year, "change"
    if re.search(r"基期|基数|现状|完成|实际|达到|年值", header) or years:
        return year, "actual"
    return year, ""


def _text(row: Sequence[Cell], column: int | None) -> str:
    return "" if column is None else " ".join(row[column].text.split())


def _plain(text: str) -> str:
    return "".join(text.split()) if re.search(r"[一-龥]", text) else " ".join(text.split())
