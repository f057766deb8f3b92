"""The list of terms of the page 覆盖: every term against all documents, by words, other names and meaning."""

from collections.abc import Mapping, Sequence

import streamlit as st

from app_pages.address import choose_rows
from app_pages.evidence import show_citation
from app_pages.exporting import XLSX
from app_pages.language import message, t
from app_pages.markup import make_box, plain
from app_pages.services import show_failure
from app_pages.tiles import Tile, chosen_tile, show_tiles
from kg.coverage.cover import ALIKE, FAILED, SAID, SILENT, Cell, Coverage, Row, cover
from kg.coverage.sheet import headings, make_workbook
from kg.coverage.speaking import NAMED, NEAR, Passage
from kg.coverage.terms import TermList, parse_lines, parse_terms
from kg.engine import Engine
from kg.errors import KGError

SIGNS = {SAID: "●", ALIKE: "◐", SILENT: "○", FAILED: "✕"}
KEY = "coverage"  # of the last result in the session
COUNTED = {"everywhere": {SAID}, "nowhere": {SILENT}}  # a figure's name → what all documents say of the terms it counts
MOST_PASSAGES = 8  # of one cell shown on the page


def ask_terms() -> TermList | None:
    """The list that was sent just now; None where none was."""
    st.html(f"<style>:root {{ --pg-drop: '{t('coverage.drop')}'; }}</style>")
    with st.form("terms", border=False):
        left, right = st.columns(2)
        upload = left.file_uploader(t("coverage.file"), type=["csv", "xlsx", "txt"])
        pasted = right.text_area(t("coverage.paste"), placeholder=t("coverage.paste.hint"), height=150)
        if not st.form_submit_button(t("coverage.button"), type="primary"):
            return None
    if upload:
        return parse_terms(upload.name, upload.getvalue())
    if pasted.strip():
        return parse_lines(pasted)
    st.html(make_box("empty", t("coverage.nothing")))
    return None


def run_terms(engine: Engine, terms: TermList) -> Coverage:
    """The coverage of a list, with a progress bar."""
    bar = st.progress(0.0)

    def on_step(done: int, total: int) -> None:
        bar.progress(done / total, t("coverage.working", done=done, total=total))

    try:
        return cover(engine, terms, on_step=on_step)
    finally:
        bar.empty()


def cell_label(cell: Cell) -> str:
    """A cell as the table shows it: sign, status, how many passages."""
    count = {SAID: cell.said, ALIKE: cell.near}.get(cell.status)
    return f"{SIGNS[cell.status]} {t(f'coverage.{cell.status}')}" + (f" {count}" if count else "")


def table_rows(coverage: Coverage, rows: Sequence[Row], heads: Mapping[str, str]) -> list[dict[str, str]]:
    """One row a term, one column a document; group and aliases only where the list has any."""
    grouped = any(row.term.group for row in coverage.rows)
    other = any(row.term.aliases for row in coverage.rows)
    return [
        {
            **({t("coverage.group"): row.term.group} if grouped else {}),
            t("column.term"): row.term.name,
            **({t("column.aliases"): "、".join(row.term.aliases)} if other else {}),
            **{heads[paper.id]: cell_label(cell) for paper, cell in zip(coverage.papers, row.cells, strict=True)},
        }
        for row in rows
    ]


def show_figures(coverage: Coverage) -> list[Row]:
    """How many terms, said everywhere and nowhere, and the workbook to take along; the rows that the chosen figure counts."""
    only = chosen_tile(COUNTED)
    counted = {
        name: [row for row in coverage.rows if {cell.status for cell in row.cells} - {FAILED} == statuses]
        for name, statuses in COUNTED.items()
    }
    left, right = st.columns([4, 1], vertical_alignment="center")
    with left:
        tiles = [Tile(t(f"coverage.{name}"), len(rows), name) for name, rows in counted.items()]
        show_tiles([Tile(t("coverage.terms"), len(coverage.rows)), *tiles], only)
    right.download_button(
        t("download.xlsx"),
        make_workbook(coverage),
        t("coverage.xlsx"),
        XLSX,
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )
    return counted[only] if only else list(coverage.rows)


def show_coverage(engine: Engine, coverage: Coverage) -> None:
    """Figures, what of the list was left out, the table; a chosen row opens its passages."""
    rows = show_figures(coverage)
    if coverage.notes:
        with st.expander(t("coverage.notes", n=len(coverage.notes))):
            for note in coverage.notes:
                st.markdown(f"- {plain(t('coverage.note', line=note.line, text=note.text, why=message(note.why)))}")
    heads = headings(coverage.papers)
    config = {head: st.column_config.TextColumn(width=150, help=plain(head)) for head in heads.values()}
    config[t("column.aliases")] = st.column_config.TextColumn(width=110)
    config[t("column.term")] = st.column_config.TextColumn(width=150, pinned=True)
    terms = [row.term.name for row in rows]
    chosen = choose_rows(table_rows(coverage, rows, heads), terms, "term", config=config)
    st.caption(t("coverage.legend"))
    if chosen:
        show_row(engine, coverage, rows[terms.index(chosen[0])])
    else:
        st.caption(t("coverage.choose"))


def show_row(engine: Engine, coverage: Coverage, row: Row) -> None:
    """What each document says of one term, those that say most surely first."""
    st.subheader(plain(row.term.name), anchor=False)
    order = list(SIGNS)
    cells = sorted(zip(coverage.papers, row.cells, strict=True), key=lambda pair: order.index(pair[1].status))
    for place, (paper, cell) in enumerate(cells):
        with st.expander(f"{plain(paper.title)}　:gray[{plain(cell_label(cell))}]", expanded=place == 0):
            if cell.why:
                st.html(
                    make_box(
                        "failure" if cell.status == FAILED else "notfound",
                        t(f"coverage.{cell.status}"),
                        message(cell.why),
                    )
                )
            for passage in cell.passages[:MOST_PASSAGES]:
                show_passage(engine, passage)
            if len(cell.passages) > MOST_PASSAGES:
                st.caption(t("coverage.more", n=len(cell.passages) - MOST_PASSAGES))


def show_passage(engine: Engine, passage: Passage) -> None:
    """A passage with its citation, and above it what is not plain from the words."""
    if passage.way == NAMED:
        st.caption(t("coverage.called", name=plain(passage.name)))
    elif passage.way == NEAR:
        st.caption(t("coverage.only.near"))
    show_citation(engine, passage.citation)


def show_terms(engine: Engine) -> None:
    """The form, then the last result; a list that cannot be used says why."""
    try:
        terms = ask_terms()
        if terms:
            st.session_state[KEY] = run_terms(engine, terms)
    except KGError as err:
        st.session_state.pop(KEY, None)
        show_failure(err)
    coverage: Coverage | None = st.session_state.get(KEY)
    if coverage and {paper.id for paper in coverage.papers if not paper.failure} <= set(engine.loaded):
        show_coverage(engine, coverage)
