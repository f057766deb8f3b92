"""Taking along what the page 关联 shows: files, and views kept by name."""

import streamlit as st

from app_pages.exporting import to_csv
from app_pages.graph_view import points_of, style
from app_pages.language import message, t
from app_pages.links_state import go
from app_pages.markup import make_box, plain
from app_pages.services import show_failure
from kg.engine import Engine
from kg.errors import KGError
from kg.links.expand import Shown
from kg.links.export import as_networkx, edge_rows, node_rows, to_graphml, to_json
from kg.links.saved import LONGEST_NAME, load_views, remove_view, save_view
from kg.links.svg import make_svg
from kg.links.view import View


def show_export(engine: Engine, shown: Shown, heading: str) -> None:
    """The files of what is drawn."""
    name = t("links.file", name=heading)
    with st.popover(t("links.export"), icon=":material/download:", width="stretch"):
        graph = as_networkx(shown, engine.loaded, style())
        offer("GraphML", to_graphml(graph), f"{name}.graphml", "application/xml")
        offer("JSON", to_json(graph), f"{name}.json", "application/json")
        offer("SVG", make_svg(shown, points_of(shown), style(), heading=heading), f"{name}.svg", "image/svg+xml")
        nodes, edges = node_rows(shown, style()), edge_rows(shown, engine.loaded, style())
        offer(t("links.export.nodes"), to_csv(nodes), t("links.file.nodes", name=name), "text/csv")
        offer(t("links.export.edges"), to_csv(edges), t("links.file.edges", name=name), "text/csv")
        st.caption(t("links.export.png"))


def offer(label: str, content: bytes, name: str, kind: str, *, width: str = "stretch") -> None:
    """A button that hands a file over."""
    icon = ":material/download:"
    st.download_button(label, content, name, kind, on_click="ignore", icon=icon, width=width, key=f"download-{name}")


def show_views(engine: Engine, view: View) -> None:
    """Keeping the view in force, and the views kept."""
    home = engine.settings.home
    told = st.session_state.pop("links_told", None)
    with st.popover(t("links.views"), icon=":material/bookmark:"):
        if told:
            st.html(make_box("answer", t("links.views.saved", name=told)))
        with st.form("save_view", border=False, clear_on_submit=True):
            name = st.text_input(t("links.views.name"), max_chars=LONGEST_NAME)
            pressed = st.form_submit_button(t("links.views.save"), type="primary")
        try:
            if pressed:
                save_view(home, name, view)
                st.session_state["links_told"] = name.strip()
                st.rerun()
        except KGError as err:
            st.html(make_box("failure", t("links.views.failed"), message(str(err))))
        try:
            list_views(engine)
        except KGError as err:
            show_failure(err)
        st.caption(t("links.views.share"))


def list_views(engine: Engine) -> None:
    """A row a kept view: open it, delete it."""
    home = engine.settings.home
    views = load_views(home)
    if not views:
        st.caption(t("links.views.none"))
    for name, saved in views.items():
        cells = st.columns([4, 1.6, 1.6], vertical_alignment="center")
        cells[0].markdown(f"{plain(name)}　:gray[{plain(t(f'links.kind.{saved.view.kind}'))} · {saved.when[:10]}]")
        cells[1].button(t("links.views.open"), key=f"open-{name}", on_click=go, args=(saved.view,), width="stretch")
        if cells[2].button(t("links.views.remove"), key=f"remove-{name}", width="stretch"):
            remove_view(home, name)
            st.rerun()
