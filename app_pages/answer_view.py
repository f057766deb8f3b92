"""The rows of an answer in the view that the reader chose, kept to roles and words, with the files to take along."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app_pages.address import keep, show_on_paper, wrapped
from app_pages.answer_table import make_table
from app_pages.compare_view import show_series, show_sides
from app_pages.exporting import XLSX, to_csv
from app_pages.language import message, role_label, t, type_label
from app_pages.markup import make_box
from app_pages.proof import make_role
from app_pages.theme import WRAPPED, height_for
from kg.answer.model import Answer, AnswerRow
from kg.answer.shown.comparable import series, sides
from kg.answer.shown.files import to_docx, to_workbook
from kg.answer.shown.grouping import Group, count, first, group_rows, kept, roles_in
from kg.engine import Engine
from kg.wordfile import DOCX

CHOICES = ("view", "role", "has", "open")  # of one answer, in the address; a new question begins without them
MANY = 8  # rows from which on a filter helps
MOST_OPEN = 40  # rows under headings that all stand open
MOST_SHOWN = 200  # rows with their evidence that a browser draws at once without a wait; more by a click
SHOWN = "answer.shown"  # in the session: how many rows of which question are drawn
LONGEST_WORDS = 60
FIELDS = ("role", "number", "value", "unit", "amount", "year", "group", "note")


def show_rows(engine: Engine, answer: Answer, when: datetime) -> None:
    """All rows with their evidence; what can be compared is drawn above them."""
    titles = {key: document.title for key, document in engine.loaded.items()}
    for one in series(answer.answers):
        show_series(one)
    groups, beside = group_rows(answer.answers), sides(answer, titles)
    _show_head(answer, groups, when, list(titles.values()))
    bar = st.columns([4, 5, 4, 3], vertical_alignment="center")
    with bar[0]:
        view = _ask_view(answer, bool(beside))
    if view == "sides":
        show_sides(engine, beside)
    elif view == "flat":
        _show_flat(answer)
    else:
        _show_grouped(engine, answer, groups, bar[1:])


def _show_head(answer: Answer, groups: Sequence[Group], when: datetime, titles: Sequence[str]) -> None:
    """How many rows there are, and the files."""
    n, parts = len(answer.answers), count(groups)
    text = t("answer.parts", n=n, parts=parts) if parts > n else t("ask.rows", n=n)
    tasks = {row.entity_id for group in groups for row in group.rows if group.whole and row.type == "Task"}
    if tasks:  # one task stands under each of its departments, and is one
        text = t("answer.duties", n=n, tasks=len(tasks))
    left, *cells = st.columns([6, 1, 1, 1], vertical_alignment="bottom")
    left.subheader(text, anchor=False, help=t("answer.open"))
    if roles := Counter(role for group in groups for row in group.rows for role in row.roles):
        left.html("".join(make_role(role, roles[role]) for role in roles_in(groups)))
    name = t("answer.file", question=answer.question[:40]).replace("/", "_").replace("？", "")
    files = (
        ("answer.xlsx", "xlsx", XLSX, partial(to_workbook, answer, when, titles)),
        ("answer.docx", "docx", DOCX, partial(to_docx, answer, when, titles)),
        ("answer.csv", "csv", "text/csv", lambda: to_csv([make_row(row) for row in answer.answers])),
    )
    for cell, (key, ending, mime, make) in zip(cells, files, strict=True):
        cell.download_button(
            t(key), make, f"{name}.{ending}", mime, on_click="ignore", icon=":material/download:", width="stretch"
        )


def _ask_view(answer: Answer, compared: bool) -> str:
    """The view, kept in the address; the first one is not."""
    views = ["sides", "grouped", "flat"] if compared else ["grouped", "flat"]
    before = [view for view in st.query_params.get_all("view") if view in views]
    chosen = st.segmented_control(
        t("answer.view"),
        views,
        default=before[0] if before else views[0],
        required=True,
        format_func=lambda name: t(f"answer.view.{name}"),
        label_visibility="collapsed",
        key=f"view {answer.question}",
    )
    keep("view", str(chosen), views[0])
    return str(chosen)


def _show_grouped(engine: Engine, answer: Answer, groups: Sequence[Group], bar: Sequence[DeltaGenerator]) -> None:
    """The table under its headings, kept to what the reader filters by."""
    n = count(groups)
    words = _ask_words(bar[0], answer) if n > MANY else ""
    roles = _ask_roles(bar[1], answer, roles_in(groups)) if n > MANY else []
    opened = n <= MOST_OPEN or _ask_opened(bar[2], answer)
    shown = kept(groups, roles=roles, words=words)
    if not shown:
        st.html(make_box("notfound", t("answer.nothing"), t("answer.nothing.do")))
        return
    if count(shown) < n:
        st.caption(t("answer.left", left=count(shown), n=n))
    most = st.session_state.get(SHOWN, {}).get(answer.question, MOST_SHOWN)
    drawn = first(shown, most)
    st.html(make_table(engine, drawn, opened=opened or bool(roles or words)))
    left = count(shown) - count(drawn)
    if left:
        st.caption(t("answer.shown", drawn=count(drawn), n=count(shown)))
        more = (answer.question, count(drawn) + MOST_SHOWN)
        st.button(t("answer.further", n=min(MOST_SHOWN, left)), on_click=_show_more, args=more, key="further")


def _show_more(question: str, most: int) -> None:
    st.session_state[SHOWN] = {question: most}


def _ask_words(cell: DeltaGenerator, answer: Answer) -> str:
    """The words that rows must hold."""
    words = cell.text_input(
        t("answer.has"),
        value=st.query_params.get("has", ""),
        max_chars=LONGEST_WORDS,
        placeholder=t("answer.has.hint"),
        icon=":material/filter_alt:",
        label_visibility="collapsed",
        key=f"has {answer.question}",
    ).strip()
    keep("has", words)
    return str(words)


def _ask_roles(cell: DeltaGenerator, answer: Answer, roles: Sequence[str]) -> list[str]:
    """The roles to keep to; nothing is asked where there is one at most."""
    if len(roles) < 2:
        return []
    chosen = cell.pills(
        t("answer.roles"),
        list(roles),
        selection_mode="multi",
        default=[role for role in st.query_params.get_all("role") if role in roles],
        format_func=role_label,
        label_visibility="collapsed",
        key=f"role {answer.question}",
    )
    keep("role", list(chosen))
    return list(chosen)


def _ask_opened(cell: DeltaGenerator, answer: Answer) -> bool:
    """Whether all headings of a long table are to stand open."""
    opened = cell.toggle(t("answer.opened"), value="open" in st.query_params, key=f"open {answer.question}")
    keep("open", "1" if opened else "")
    return bool(opened)


def make_row(row: AnswerRow) -> dict[str, object]:
    """A row as the flat table and its file show it; the citations stand in the last column."""
    cited = "；".join(dict.fromkeys(citation.official for citation in row.evidence))
    fields = {t(f"column.{field}"): getattr(row, field) for field in FIELDS}
    fields[t("column.note")] = message(row.note or "") or None
    fields[t("column.role")] = role_label(row.role)
    return {t("column.name"): row.name, t("column.type"): type_label(row.type), **fields, t("column.source"): cited}


def _show_flat(answer: Answer) -> None:
    """All rows in a table to sort; columns that say nothing are left out."""
    rows = [make_row(row) for row in answer.answers]
    columns = [name for name in rows[0] if any(row[name] not in (None, "") for row in rows)]
    told = [{name: "" if row[name] is None else str(row[name]) for name in columns} for row in rows]
    widths = {"column.name": 200, "column.role": 90, "column.group": 190, "column.note": 190, "column.source": 330}
    config = {t(key): st.column_config.TextColumn(width=width) for key, width in widths.items()}
    st.dataframe(
        wrapped(told, config),
        hide_index=True,
        row_height=WRAPPED,
        height=height_for(len(told), WRAPPED),
        column_config=config,
    )
    show_on_paper(told)
