"""The gaps of the page 覆盖, in words: what the plans leave open, each with the sentences that show it."""

from collections import Counter

import streamlit as st

from app_pages.address import choose_rows, keep, seed
from app_pages.coverage_scope import ask_scope, look_through
from app_pages.evidence import show_citation
from app_pages.exporting import XLSX, to_xlsx
from app_pages.language import t
from app_pages.markup import make_box, plain
from kg.coverage.lacks import KINDS, Lack, read_lacks
from kg.coverage.matrix_sheet import lack_rows
from kg.coverage.terms import Term
from kg.engine import Engine

MOST_CITED = 10


def show_gaps(engine: Engine) -> None:
    """How many of each kind; the chosen kind as a table, a row opens its sources."""
    scope, terms = ask_scope(engine, themed=True)
    look_through(scope.survey, terms)
    with st.spinner(t("matrix.working")):
        lacks = engine.once(read_lacks, scope.documents, terms)
    found = {kind: [one for one in lacks if one.kind == kind] for kind in KINDS}
    kind = st.segmented_control(
        t("gaps.kind"),
        list(KINDS),
        key=seed("gap", list(KINDS)),
        default=None if "gap" in st.session_state else next(iter(KINDS)),
        required=True,
        format_func=lambda one: f"{t(f'gaps.{one}')} {len(found[one])}",
        label_visibility="collapsed",
    )
    keep("gap", kind, default=next(iter(KINDS)))
    left, right = st.columns([5, 1], vertical_alignment="center")
    left.caption(t(f"gaps.{kind}.why"))
    right.download_button(
        t("download.xlsx"),
        lambda: to_xlsx(lack_rows(lacks)),
        t("gaps.file"),
        XLSX,
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )
    show_kind(engine, found[str(kind)])


def show_summary(engine: Engine, documents: tuple[str, ...], terms: tuple[Term, ...]) -> None:
    """How many gaps of each kind there are, below a matrix; each number leads to them."""
    found = Counter(one.kind for one in engine.once(read_lacks, documents, terms))
    st.subheader(t("gaps.title"), anchor=False)
    with st.container(horizontal=True, gap="small", key="gaps"):
        for kind in KINDS:
            if found[kind]:
                label = f"{t(f'gaps.{kind}')} {found[kind]}"
                st.button(label, key=f"open-{kind}", help=t(f"gaps.{kind}.why"), on_click=open_kind, args=(kind,))


def open_kind(kind: str) -> None:
    """Turns to the gaps of a kind; runs before the page is drawn anew."""
    st.session_state["view"], st.session_state["gap"] = "gaps", kind


def note_of(lack: Lack) -> str:
    """The remark of a gap in the session's language."""
    key, said = lack.remark
    return t(f"gaps.note.{key}", said=said)


def show_kind(engine: Engine, lacks: list[Lack]) -> None:
    """The gaps of one kind."""
    if not lacks:
        st.html(make_box("answer", t("gaps.none"), t("gaps.none.text")))
        return
    rows = [
        {
            t("column.name"): one.name,
            t("column.note"): note_of(one),
            t("column.document"): one.document,
            t("gaps.sources"): len(one.citations),
        }
        for one in lacks
    ]
    config = {
        t("column.name"): st.column_config.TextColumn(width=360),
        t("column.note"): st.column_config.TextColumn(width=260),
        t("column.document"): st.column_config.TextColumn(width=300),
        t("gaps.sources"): st.column_config.NumberColumn(width=60),
    }
    chosen = choose_rows(rows, [one.key for one in lacks], "lack", config=config, most=420)
    if not chosen:
        st.caption(t("gaps.choose"))
        return
    lack = next(one for one in lacks if one.key == chosen[0])
    st.subheader(plain(lack.name), anchor=False)
    st.caption(plain(f"{note_of(lack)}　{lack.document}"))
    for citation in lack.citations[:MOST_CITED]:
        show_citation(engine, citation)
    if len(lack.citations) > MOST_CITED:
        st.caption(t("coverage.more", n=len(lack.citations) - MOST_CITED))
