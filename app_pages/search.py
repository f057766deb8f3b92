"""检索: passages by words and by meaning, narrowed down by facets; the best or every one; each says why it was found."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app_pages.address import keep, seed, seed_text
from app_pages.exporting import XLSX
from app_pages.facets import chosen_values, keep_values, make_filters, show_facets
from app_pages.hits import show_hit
from app_pages.language import t
from app_pages.markup import make_box
from app_pages.services import page
from app_pages.theme import focus
from kg.engine import LONGEST_QUESTION, Engine
from kg.finding.report import to_docx, to_workbook
from kg.search import Found, Why, Wish, query_words
from kg.wordfile import DOCX

SIZES = ("10", "20", "50")
SCOPES, ORDERS = ("best", "all"), ("relevance", "document")
SHOWN = "search.shown"  # in the session: how many of all hits are listed


def ask_query() -> tuple[str, int, dict[str, str]]:
    """The query, how many passages, and what is typed to narrow it down, by dimension."""
    with st.form("search", border=False):
        left, right = st.columns([8, 1], vertical_alignment="bottom")
        query = left.text_input(
            t("search.field"), placeholder=t("search.placeholder"), label_visibility="collapsed", key=seed_text("q")
        )
        right.form_submit_button(t("search.button"), type="primary", width="stretch")
        cells = st.columns([4, 4, 2])
        section = cells[0].text_input(
            t("facet.section.part"), placeholder=t("facet.section.hint"), key=seed_text("section_has")
        )
        entity = cells[1].text_input(
            t("facet.entity.name"), placeholder=t("facet.entity.hint"), key=seed_text("entity_has")
        )
        size = cells[2].selectbox(t("filter.size"), SIZES, key=seed("n", SIZES))
    focus("q")
    for key, value, default in (
        ("q", query, ""),
        ("section_has", section, ""),
        ("entity_has", entity, ""),
        ("n", size, SIZES[0]),
    ):
        keep(key, value.strip(), default)
    return query.strip(), int(size), {"section": section, "entity": entity}


def ask_wish(size: int, left: DeltaGenerator, right: DeltaGenerator) -> Wish:
    """The best so many or every one, and in which order."""
    scope = left.segmented_control(
        t("search.scope"),
        SCOPES,
        default=SCOPES[0],
        format_func=lambda key: t(f"search.scope.{key}"),
        required=True,
        key=seed("scope", SCOPES),
    )
    order = right.segmented_control(
        t("search.order"),
        ORDERS,
        default=ORDERS[0],
        format_func=lambda key: t(f"search.order.{key}"),
        required=True,
        key=seed("order", ORDERS),
    )
    keep("scope", scope, SCOPES[0])
    keep("order", order, ORDERS[0])
    return Wish(size, every=scope == "all", order=order or "relevance")


def show_downloads(cells: Sequence[DeltaGenerator], query: str, found: Found, reasons: Callable[[], list[Why]]) -> None:
    """All that was found as Excel and Word; made when asked for."""
    for cell, make, name, kind in zip(cells, (to_workbook, to_docx), ("xlsx", "docx"), (XLSX, DOCX), strict=False):
        cell.download_button(
            t(f"search.{name}"),
            lambda make=make: make(query, found, reasons()),
            f"{t('search.file', query=query[:40])}.{name}",
            kind,
            on_click="ignore",
            icon=":material/download:",
            width="stretch",
        )


def show_found(engine: Engine, query: str, found: Found, size: int, *, every: bool) -> None:
    """The passages, some at first; no passage above the threshold is said so, not passed over."""
    if found.read.corrected:
        st.info(t("search.read", text=found.read.text))
    if not found.hits:
        kind = "none" if every and not found.total else "nofit"
        st.html(make_box("notfound", t(f"search.{kind}"), t(f"search.{kind}.do")))
        return
    told = "search.few" if not found.total else "search.total" if found.total >= len(found.hits) else "search.beyond"
    st.caption(f"{t(told, total=found.total, n=len(found.hits))} · {t('search.near')}")
    asked, most = st.session_state.get(SHOWN, ("", 0))
    most = max(size, most if asked == query else 0)
    show_hits(engine, replace(found, hits=found.hits[:most]))
    if most < len(found.hits):
        st.button(t("search.more", n=size), on_click=_show_more, args=(query, most + size), key="search-more")


def show_hits(engine: Engine, found: Found) -> None:
    """Each passage with its reasons."""
    words = query_words(found.read.meaning)
    for place, (hit, why) in enumerate(zip(found.hits, engine.explain(found), strict=True), start=1):
        show_hit(engine, hit, why, words, place)


def _show_more(query: str, most: int) -> None:
    st.session_state[SHOWN] = (query, most)


with page("search") as engine:
    text, many, typed = ask_query()
    if len(text) > LONGEST_QUESTION:
        st.html(make_box("failure", t("ask.toolong"), t("ask.toolong.do", n=len(text), most=LONGEST_QUESTION)))
    elif text:
        chosen = chosen_values(engine.index.dimensions)
        side, main = st.columns([3, 8], gap="medium")
        with main:
            head = st.columns([3, 3, 2, 2], vertical_alignment="bottom")
            wish = ask_wish(many, head[0], head[1])
            with st.spinner(t("search.working")):
                result = engine.find(text, wish, filters=make_filters(chosen, typed))
            if result.hits:
                show_downloads(head[2:], text, result, lambda: engine.explain(result))
            show_found(engine, text, result, many, every=wish.every)
        with side:
            show_facets(result.facets, chosen)
        keep_values(chosen)
    else:
        st.html(make_box("empty", t("search.start"), t("search.start.text")))
