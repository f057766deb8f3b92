"""The drawing with its table beside it and the quotes below: the same for a neighbourhood, ways and a chain."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from app_pages.graph_view import HEIGHT, show_drawing, show_table
from app_pages.language import t
from app_pages.links_evidence import is_chosen, show_chosen
from app_pages.links_files import show_export
from app_pages.markup import make_box
from kg.engine import Engine
from kg.links.expand import Shown
from kg.links.view import View
from kg.links.web import Web

CONTROLS = 112  # pixels that the fields around the table take
QUOTES = 250  # pixels for what was chosen, above a lower table
MOST_NAMED = 3


def panel() -> tuple[Any, Any]:
    """Where the drawing stands, and beside it the fields and the table."""
    left, right = st.columns([6.4, 4])
    return left, right


def heading_of(web: Web, ids: Sequence[str]) -> str:
    """The names that a drawing is about, as its heading and its file's name."""
    names = "、".join(web.nodes[key].name for key in ids[:MOST_NAMED])
    return names if len(ids) <= MOST_NAMED else f"{names}…"


def show_panel(engine: Engine, web: Web, shown: Shown, view: View, places: tuple[Any, Any], heading: str) -> None:
    """The drawing; beside it what was chosen with its quotes, the table and the files."""
    left, right = places
    with right:
        room = HEIGHT - CONTROLS
        if is_chosen(shown):
            room -= QUOTES
            with st.container(height=QUOTES, key="links_chosen_box"):
                show_chosen(engine, web, shown, view)
        if shown.facts:
            show_table(shown, key="links_table", most=room)
        show_export(engine, shown, heading)
    with left:
        show_drawing(shown, heading, key="links_drawing")
        tell(shown)


def tell(shown: Shown) -> None:
    """How much is drawn; what was left out, and why."""
    if not shown.facts:
        st.html(make_box("notfound", t("links.nothing"), t("links.nothing.do")))
    elif shown.left_out:
        told = t("links.cut", total=shown.total, n=len(shown.nodes), rest=len(shown.left_out))
        st.html(make_box("ambiguous", told))
    else:
        st.caption(t("links.drawn", n=len(shown.nodes), facts=len(shown.facts)))
