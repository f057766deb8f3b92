"""The rows of an answer under their headings; each opens to its evidence. HTML of ours, all words escaped."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby

from app_pages.evidence import entity_href
from app_pages.language import message, t, type_label
from app_pages.markup import esc, lines, make_link
from app_pages.proof import make_fold, make_proofs, make_role
from app_pages.strings import TEXT
from kg.answer.model import AnswerRow
from kg.answer.shown.grouping import Group, roles_in
from kg.engine import Engine

FEW = 3  # rows whose evidence is shown at once
# A column's width, and what it shows of a row; a column that is empty in every row is left out.
Cell = Callable[[AnswerRow], str]


def make_table(engine: Engine, groups: Sequence[Group], *, opened: bool = True) -> str:
    """The table; its headings stand open or closed, the evidence of a few rows open."""
    rows = [row for group in groups for row in group.rows]
    columns = {key: column for key, column in _columns(groups).items() if any(column[1](row) for row in rows)}
    widths = " ".join(width for width, _ in columns.values())
    heads = "".join(f"<span>{esc(t(key))}</span>" for key in columns)
    body = "".join(
        (f'<p class="pg-above">{esc(above)}</p>' if above else "")
        + "".join(_group(engine, group, columns, opened, len(rows)) for group in held)
        for above, held in groupby(groups, key=lambda group: group.above)
    )
    return f'<div class="pg-table" style="--pg-columns: {widths}"><div class="pg-head">{heads}</div>{body}</div>'


def _columns(groups: Sequence[Group]) -> dict[str, tuple[str, Cell]]:
    kind = groups[0].kind if groups else ""
    units = {row.unit for group in groups for row in group.rows if row.value}
    types = len({row.type for group in groups for row in group.rows}) > 1 and kind != "type"
    return {
        "column.name": ("minmax(0, 5fr)", _name),
        "column.type": ("4.5rem", lambda row: esc(type_label(row.type)) if types else ""),
        "column.role": ("5.5rem", lambda row: "".join(make_role(role) for role in row.roles)),
        "column.value": ("7rem", lambda row: _value(row, amount=len(units) > 1)),
        "column.year": ("5.5rem", lambda row: esc(row.year or "")),
        "column.kind.figure": ("3.5rem", _kind),
        "column.group": ("minmax(0, 3fr)", lambda row: "" if kind == "group" else _clamped(row.group or "")),
        "column.note": ("minmax(0, 3fr)", lambda row: _clamped(message(row.note or ""))),
        "column.source": ("minmax(0, 4fr)", _source),
    }


def _group(engine: Engine, group: Group, columns: dict[str, tuple[str, Cell]], is_open: bool, total: int) -> str:
    rows = "".join(_row(engine, row, columns, is_open=total <= FEW) for row in group.rows)
    if not group.kind:
        return rows
    return (
        f'<details class="pg-heading"{" open" if is_open else ""}><summary>{_heading(group)}'
        f"<b>{len(group.rows)}</b>{_marks(group)}</summary>{rows}</details>"
    )


def _heading(group: Group) -> str:
    return esc(type_label(group.heading) if group.kind == "type" else group.heading or t("answer.ungrouped"))


def _marks(group: Group) -> str:
    """How many rows in each role, and the way to the entity's page, of a heading that is a row itself."""
    if group.whole is None:
        return ""
    roles = Counter(role for row in group.rows for role in row.roles)
    link = make_link(entity_href(group.whole.entity_id), t("entity.open")) if group.whole.entity_id else ""
    return "".join(make_role(role, roles[role]) for role in roles_in([group])) + link


def _row(engine: Engine, row: AnswerRow, columns: dict[str, tuple[str, Cell]], *, is_open: bool) -> str:
    cells = "".join(f"<span>{cell(row)}</span>" for _, cell in columns.values())
    return make_row(engine, row, cells, is_open=is_open)


def make_row(engine: Engine, row: AnswerRow, summary: str, *, is_open: bool = False) -> str:
    """A row (its summary escaped already) that opens to the entity's page and the evidence."""
    link = make_link(entity_href(row.entity_id), t("entity.open")) if row.entity_id else ""
    return make_fold(summary, link + make_proofs(engine, row.evidence), is_open=is_open)


def _name(row: AnswerRow) -> str:
    number = row.number or ""
    said = t("answer.duty", number=number) if number.isdigit() else number
    return (f'<span class="pg-no">{esc(said)}</span>' if said else "") + lines(row.name)


def _value(row: AnswerRow, *, amount: bool) -> str:
    """The value; below it what it is in base units, where the table's units differ."""
    value, unit = row.value or "", row.unit or ""
    if not value:
        return ""
    said = value if value.endswith(unit) else f"{value}{unit}"
    more = f'<br><span class="pg-source">{esc(row.amount)}</span>' if row.amount and amount else ""
    return f'<span class="pg-figure">{esc(said)}</span>{more}'


def _kind(row: AnswerRow) -> str:
    key = f"answer.kind.{row.kind}"
    return esc(t(key)) if key in TEXT else ""


def _clamped(text: str) -> str:
    return f'<span class="pg-clamp" title="{esc(text)}">{esc(text)}</span>' if text else ""


def _source(row: AnswerRow) -> str:
    cited = list(dict.fromkeys(citation.official for citation in row.evidence))
    if not cited:
        return ""
    said = cited[0] + (t("answer.proofs", n=len(cited)) if len(cited) > 1 else "")
    return f'<span class="pg-clamp pg-source" title="{esc(said)}">{esc(said)}</span>'
