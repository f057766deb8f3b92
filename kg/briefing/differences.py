"""The tables of a comparison in a briefing, every citation checked against the text."""

from kg.briefing.template import Part
from kg.briefing.writer import Writer, clean, cut, shown
from kg.comparing.cells import Row, Table, Tables
from kg.comparing.tables import ADDED, DROPPED, KEPT

NOTHING = "两份材料均未列出，没有可比较的内容。"


def write_differences(writer: Writer, part: Part) -> None:
    """Themes, indicators, tasks and industries of both sides, a table each; what is empty is said."""
    both = writer.material.comparison
    if both is None:
        writer.open(part, count=0)
        return
    writer.open(part)
    tables = Tables(both, "前者", "后者")
    for table in (tables.outlines(), tables.indicators(), tables.duties(), tables.industries()):
        _add(writer, part, table)


def _add(writer: Writer, part: Part, table: Table) -> None:
    """A table; where it is cut, something of what stayed, went and came is left in it."""
    writer.paper.add_heading(table.name, 2)
    if not table.rows:
        writer.paper.add_paragraph(NOTHING)
        return
    if told := cut(len(table.rows), part):
        writer.paper.add_paragraph(told)
    rows = [
        [one if isinstance(one, str) else writer.run(clean(one.text), one.citations) for one in row]
        for row in shown(table.rows, part, group=_outcome)
    ]
    writer.paper.add_table(table.header, rows, caption=writer.caption(table.name))


def _outcome(row: Row) -> str:
    return next((one for one in row if one in (DROPPED, ADDED)), KEPT)
