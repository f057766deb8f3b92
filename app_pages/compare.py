"""比较: two plans, periods or regions side by side, by outline, indicators, tasks, industries and the wording of a theme."""

from collections.abc import Mapping

import streamlit as st

from app_pages.address import keep, seed, seed_text
from app_pages.comparison_views import show_duties, show_indicators, show_industries, show_outlines, show_wording
from app_pages.exporting import XLSX
from app_pages.language import t
from app_pages.markup import make_box
from app_pages.services import page
from app_pages.tiles import Tile, show_tiles
from kg.comparing.comparison import Comparison, compare_keys
from kg.comparing.paper import make_paper
from kg.comparing.sides import Side, default_pair, sides_of
from kg.comparing.tables import make_workbook
from kg.engine import Engine
from kg.wordfile import DOCX

VIEWS = ("outline", "indicators", "tasks", "industries", "wording")
KEY = "compare"  # of the last theme in the session
LONGEST_THEME = 60  # characters


def ask_sides(sides: Mapping[str, Side]) -> tuple[str, str, str]:
    """The keys of both sides and the theme; all three stand in the address."""
    first, second = default_pair(sides)
    cells = st.columns([5, 5, 3])
    keys = list(sides)

    def label(key: str) -> str:
        return sides[key].label

    for key, default in (("a", first), ("b", second)):
        st.session_state.setdefault(seed(key, keys), default)
    left = cells[0].selectbox(t("compare.first"), keys, key="a", format_func=label)
    right = cells[1].selectbox(t("compare.second"), keys, key="b", format_func=label)
    theme = (
        cells[2]
        .text_input(t("compare.theme"), key=seed_text("theme"), max_chars=LONGEST_THEME, placeholder=t("compare.hint"))
        .strip()
    )
    keep("a", left)
    keep("b", right)
    keep("theme", theme)
    return left, right, theme


def compared(engine: Engine, first: str, second: str, theme: str) -> Comparison:
    """The comparison of the sides of these keys."""
    if theme and theme != st.session_state.get(KEY, theme):
        st.session_state["view"] = "wording"  # who writes a theme wants to see what is said of it
    st.session_state[KEY] = theme
    with st.spinner(t("compare.working")):
        return engine.once(compare_keys, first, second, theme)


def show_figures(comparison: Comparison) -> None:
    """What stayed, went and came, each number a button to the view that lists it; the files to take along."""
    outlines, industries = comparison.outlines, comparison.industries
    tiles = (
        ("compare.kept", len(outlines.kept), "outline"),
        ("compare.dropped", len(outlines.dropped), "outline"),
        ("compare.added", len(outlines.added), "outline"),
        ("compare.both", len(comparison.indicators.both), "indicators"),
        ("compare.tasks.new", len(comparison.duties.added), "tasks"),
        ("compare.industries.new", sum(one.outcome == "new" for one in industries), "industries"),
        ("compare.industries.gone", sum(one.outcome == "gone" for one in industries), "industries"),
    )
    show_tiles([Tile(t(key), number, view=view) for key, number, view in tiles])
    cells = st.columns([6, 2, 2], vertical_alignment="center")
    cells[0].caption(t("compare.files"))
    for cell, make, name, kind in (
        (cells[1], make_paper, "docx", DOCX),
        (cells[2], make_workbook, "xlsx", XLSX),
    ):
        cell.download_button(
            t(f"compare.{name}"),
            lambda make=make: make(comparison),
            f"{t('compare.file')}.{name}",
            kind,
            on_click="ignore",
            icon=":material/download:",
            width="stretch",
        )


def show_comparison(engine: Engine, comparison: Comparison) -> None:
    """Key figures, then the chosen view."""
    show_figures(comparison)
    st.session_state.setdefault(seed("view", VIEWS), "wording" if comparison.theme else "outline")
    view = st.segmented_control(
        t("view.label"),
        VIEWS,
        key="view",
        required=True,
        format_func=lambda name: t(f"compare.view.{name}"),
        label_visibility="collapsed",
    )
    keep("view", view or "outline")
    if view == "indicators":
        show_indicators(engine, comparison.indicators)
    elif view == "tasks":
        show_duties(engine, comparison.duties)
    elif view == "industries":
        show_industries(engine, comparison.industries)
    elif view == "wording":
        show_wording(comparison)
    else:
        show_outlines(engine, comparison.outlines)


with page("compare") as engine:
    sides = sides_of(engine.loaded)
    if len(sides) < 2:
        st.html(make_box("notfound", t("compare.single"), t("compare.single.do")))
    else:
        left, right, theme = ask_sides(sides)
        if left == right:
            st.html(make_box("ambiguous", t("compare.same"), t("compare.same.do")))
        else:
            show_comparison(engine, compared(engine, left, right, theme))
