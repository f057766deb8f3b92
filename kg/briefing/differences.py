"""The tables of a comparison in a briefing, every citation checked against the text."""

from kg.briefing.template import Part
from kg.briefing.writer import Writer, clean
from kg.comparing.cells import Table, Tables

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
        _add(writer, table)


def _add(writer: Writer, table: Table) -> None:
    writer.paper.add_heading(table.name, 2)
    if table.rows:
        rows = [
            [one if isinstance(one, str) else writer.run(clean(one.text), one.citations) for one in row]
            for row in table.rows
        ]
        writer.paper.add_table(table.header, rows, caption=writer.caption(table.name))
    else:
        writer.paper.add_paragraph(NOTHING)
