"""关联: what ties enterprises, industries, parks and the rest – drawn, listed, and each line open to its quote."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from app_pages.language import t
from app_pages.links_choose import choose_ids, choose_kind, choose_walk, option
from app_pages.links_files import show_views
from app_pages.links_measures import show_measures
from app_pages.links_missing import show_missing
from app_pages.links_panel import heading_of, panel, show_panel
from app_pages.links_state import current_view, go, keep
from app_pages.links_ways import show_chain, show_ways
from app_pages.markup import make_box
from app_pages.services import page
from kg.engine import Engine
from kg.links.expand import expand
from kg.links.finding import find_nodes
from kg.links.view import View
from kg.links.web import Web, web_of

SUGGESTED = (("Industry", 4), ("Park", 4), ("Enterprise", 4))


def show_explore(engine: Engine, web: Web, view: View) -> View:
    """The neighbourhood of the starts."""
    view = choose_ids(web, view)
    if not view.ids:
        suggest(web, view)
        return view
    left, right = panel()
    with right:
        view = choose_walk(view)
    shown = expand(web, view.ids, relations=view.relations, direction=view.direction, hops=view.hops)
    show_panel(engine, web, shown, view, (left, right), heading_of(web, view.ids))
    return view


def suggest(web: Web, view: View) -> None:
    """Nothing is chosen yet: the best tied things to begin with."""
    st.html(make_box("empty", t("links.suggest")))
    for kind, most in SUGGESTED:
        with st.container(horizontal=True):
            for node in find_nodes(web, kind=kind, most=most):
                st.button(
                    option(web, node.id), key=f"suggest-{node.id}", on_click=go, args=(replace(view, ids=(node.id,)),)
                )


SHOWS: dict[str, Callable[[Engine, Web, View], View]] = {
    "explore": show_explore,
    "paths": show_ways,
    "chain": show_chain,
    "measures": show_measures,
    "missing": show_missing,
}


def show_page(engine: Engine) -> None:
    """The ways of looking; what is chosen goes into the address."""
    web, view = engine.once(web_of), current_view()
    unknown = [key for key in view.ids if key not in web.nodes]
    if unknown:
        st.html(make_box("notfound", t("links.unknown", n=len(unknown))))
        view = replace(view, ids=tuple(key for key in view.ids if key in web.nodes))
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        view = choose_kind(view)
        show_views(engine, view)
    keep(SHOWS[view.kind](engine, web, view))


with page("links") as engine:
    show_page(engine)
