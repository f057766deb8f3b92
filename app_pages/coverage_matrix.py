"""The matrix of the page 覆盖: what against what, over which documents; a cell opens its passages and tasks."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app_pages.address import choose_rows, keep, seed
from app_pages.coverage_gaps import show_summary
from app_pages.coverage_scope import ask_scope, ask_uppers, look_through
from app_pages.evidence import show_citation
from app_pages.exporting import XLSX
from app_pages.grid import Head, Square, show_grid
from app_pages.language import join, message, t
from app_pages.markup import make_box, plain
from app_pages.theme import reveal
from app_pages.tiles import Tile, chosen_tile, show_tiles
from kg.coverage.axes import DEPARTMENT, INDUSTRY, PARK, PLACE, PLAN, THEME, Line
from kg.coverage.matrix import ABSENT, SAID, SILENT, Cell, Matrix, Wanted, read_matrix, read_top, titles
from kg.coverage.matrix_sheet import make_workbook
from kg.engine import Engine
from kg.tasks.ledger import Task

KINDS = {
    "theme-plan": (THEME, PLAN),
    "theme-department": (THEME, DEPARTMENT),
    "theme-place": (THEME, PLACE),
    "department-plan": (DEPARTMENT, PLAN),
    "industry-park": (INDUSTRY, PARK),
}
MOST_ROWS, MOST_COLUMNS, MOST_PASSAGES = 80, 30, 10


def show_matrix(engine: Engine) -> None:
    """Choice, figures, the table and the chosen cell."""
    left, right = st.columns([7, 3], vertical_alignment="center")
    kind = choose_kind(left)
    of, by = KINDS[kind]
    uppers = by == PLAN and ask_uppers(right)
    scope, terms = ask_scope(engine, themed=of == THEME, uppers=uppers)
    if of == THEME and not terms:
        st.html(make_box("empty", t("matrix.noterms"), t("matrix.noterms.do")))
    elif not scope.ids:
        st.html(make_box("empty", t("matrix.absent"), t("matrix.scope.none")))
    else:
        look_through(scope.survey, terms)
        with st.spinner(t("matrix.working")):
            wanted = Wanted(of, by, scope.documents, uppers, terms)
            whole = engine.once(read_matrix, wanted)
            shown = engine.once(read_top, wanted, MOST_ROWS, MOST_COLUMNS)
            only = show_figures(whole, shown, (of, by))
        if only:
            show_list(engine, shown, only, (of, by))
        else:
            show_table(shown, kind)
            show_chosen(engine, whole)
        show_summary(engine, scope.documents, terms)


def choose_kind(place: DeltaGenerator) -> str:
    """What against what."""
    kind = place.segmented_control(
        t("matrix.kind"),
        list(KINDS),
        key=seed("kind", list(KINDS)),
        default=None if "kind" in st.session_state else "theme-plan",
        required=True,
        format_func=lambda one: t(f"matrix.{one}"),
        label_visibility="collapsed",
    )
    keep("kind", kind, default="theme-plan")
    return str(kind)


def show_figures(whole: Matrix, shown: Matrix, axes: tuple[str, str]) -> str:
    """How many cells are filled, silent and without documents, and the workbook; which of the three is to be listed."""
    states = [shown.counts(row, column)[0] for row in shown.rows for column in shown.columns]
    only = chosen_tile((SAID, SILENT, ABSENT))
    tiles = [Tile(t(f"axis.{axes[0]}"), len(whole.rows)), Tile(t(f"axis.{axes[1]}"), len(whole.columns))]
    tiles += [Tile(t(f"matrix.{state}"), states.count(state), state) for state in (SAID, SILENT, ABSENT)]
    left, right = st.columns([5, 1], vertical_alignment="center")
    with left:
        show_tiles(tiles, only)
    right.download_button(
        t("download.xlsx"),
        lambda: make_workbook(whole),
        t("matrix.file"),
        XLSX,
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )
    if len(whole.rows) > MOST_ROWS or len(whole.columns) > MOST_COLUMNS:
        st.caption(t("matrix.cut", rows=len(shown.rows), columns=len(shown.columns)))
    return only


def show_list(engine: Engine, matrix: Matrix, only: str, axes: tuple[str, str]) -> None:
    """The cells of one state as a list; a chosen one opens."""
    pairs = {
        f"{row.key}|{column.key}": (row, column)
        for row in matrix.rows
        for column in matrix.columns
        if matrix.counts(row, column)[0] == only
    }
    rows = []
    for row, column in pairs.values():
        _, passages, tasks = matrix.counts(row, column)
        names = {t(f"axis.{axes[0]}"): row.name, t(f"axis.{axes[1]}"): column.name}
        rows.append(names | ({t("count.passages"): passages, t("count.tasks"): tasks} if only == SAID else {}))
    if not rows:
        st.html(make_box("empty", t("matrix.nocell")))
        return
    chosen = choose_rows(rows, list(pairs), "pair", most=420)
    if chosen:
        show_pair(engine, matrix, *pairs[chosen[0]])
    else:
        st.caption(t("matrix.pair.choose"))


def show_table(matrix: Matrix, key: str) -> None:
    """The table of buttons; a click stands in the address."""
    squares = [[square_of(matrix, row, column) for column in matrix.columns] for row in matrix.rows]
    chosen = (st.query_params.get("row", ""), st.query_params.get("col", ""))
    clicked = show_grid(
        [Head(one.key, one.name, one.group) for one in matrix.rows],
        [Head(one.key, one.name, message(one.absent or one.doubt), bool(one.absent)) for one in matrix.columns],
        squares,
        chosen,
        f"grid-{key}",
    )
    if clicked:
        st.query_params["row"], st.query_params["col"] = clicked
    st.caption(t("matrix.legend"))


def square_of(matrix: Matrix, row: Line, column: Line) -> Square:
    """A pair as the table shows it."""
    state, passages, tasks = matrix.counts(row, column)
    pair = f"{row.name} × {column.name}"
    if state != SAID:
        return Square(state, "", t(f"matrix.cell.{state}"), 0, f"{pair}：{t(f'matrix.{state}')}")
    small = t("matrix.cell.tasks", n=tasks) if tasks else ""
    label = f"{pair}：{t('matrix.cell.label', passages=passages, tasks=tasks)}"
    return Square(state, str(passages), small, passages + tasks, label)


def show_chosen(engine: Engine, matrix: Matrix) -> None:
    """The cell in the address: its passages and tasks, or which kind of blank it is."""
    rows, columns = ({one.key: one for one in lines} for lines in (matrix.rows, matrix.columns))
    row, column = rows.get(st.query_params.get("row", "")), columns.get(st.query_params.get("col", ""))
    if not row or not column:
        st.caption(t("matrix.choose"))
        return
    reveal("cell", f"{row.key}|{column.key}")
    show_pair(engine, matrix, row, column)


def show_pair(engine: Engine, matrix: Matrix, row: Line, column: Line) -> None:
    """One cell, opened."""
    cell = matrix.cell(row, column)
    st.subheader(plain(f"{row.name} × {column.name}"), anchor=False)
    if row.words:
        st.caption(plain(t("matrix.words", words=join(row.words))))
    looked = t("matrix.looked", titles="、".join(titles(matrix, cell.looked))) if cell.looked else t("matrix.unlooked")
    if cell.state == ABSENT:
        st.html(make_box("empty", t("matrix.absent"), f"{message(cell.why)}\n{looked}"))
    elif cell.state == SILENT:
        st.html(make_box("notfound", t("matrix.silent"), "\n".join(filter(None, [looked, message(cell.why)]))))
    else:
        show_cell(engine, cell, f"{row.key}|{column.key}")


def show_cell(engine: Engine, cell: Cell, key: str) -> None:
    """Tasks, each with its sources, then passages with citations."""
    st.caption(t("matrix.cell.label", passages=len(cell.passages), tasks=len(cell.tasks)))
    for task in cell.tasks:
        show_task(engine, task)
    whole = st.session_state.get("matrix_whole") == key
    for passage in cell.passages if whole else cell.passages[:MOST_PASSAGES]:
        show_citation(engine, passage.citation)
    left = len(cell.passages) - MOST_PASSAGES
    if left > 0 and not whole and st.button(t("matrix.more", n=left)):
        st.session_state["matrix_whole"] = key
        st.rerun()


def show_task(engine: Engine, task: Task) -> None:
    """A task, folded: who does it, its words, the way to its line in the ledger."""
    who = "、".join(task.departments) or t("tasks.nobody")
    name = f"{task.number}　{task.name}" if task.number else task.name
    with st.expander(f"{plain(name)}　:gray[{plain(who)}]", icon=":material/task_alt:"):
        for citation in task.citations:
            show_citation(engine, citation)
        st.page_link("app_pages/tasks.py", label=t("matrix.totask"), query_params={"task": task.id})
