"""Centrality, communities and shared neighbours on the page 关联, each with what its figure means and does not."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from app_pages.language import current, t, type_label
from app_pages.links_choose import choose_hubs, choose_ids, choose_relations
from app_pages.links_evidence import show_facts, show_node
from app_pages.links_panel import heading_of, panel, show_panel
from app_pages.links_rows import pick_row
from app_pages.links_state import field
from app_pages.markup import esc, make_box, plain
from kg.engine import Engine
from kg.links.expand import MOST_NODES, Shown, between
from kg.links.measures import SAMPLE, Shared, central_of, communities_of, graph_of, is_sampled, shared_of
from kg.links.view import MEASURES, View
from kg.links.web import Node, Web

LEAST = 3  # things; of fewer no figure says anything


def show_measures(engine: Engine, web: Web, view: View) -> View:
    """The measure chosen over the relations chosen, among all things or those chosen."""
    view = choose_ids(web, view)
    cells = st.columns([3.4, 1.6, 2.6], vertical_alignment="center")
    with cells[0]:
        measure = st.segmented_control(
            t("links.kind.measures"),
            MEASURES,
            key=field("measure", view.measure),
            required=True,
            format_func=lambda name: t(f"links.measure.{name}"),
            label_visibility="collapsed",
        )
    with cells[1]:
        view = choose_relations(view)
    with cells[2]:
        view = choose_hubs(replace(view, measure=measure or MEASURES[0]))
    few = 0 < len(view.ids) < (2 if view.measure == "shared" else LEAST)
    within = () if few or view.measure == "shared" else view.ids
    graph = engine.once(graph_of, view.relations, view.hubs, within)
    if len(graph) < LEAST:
        st.html(make_box("notfound", t("links.measures.few"), t("links.nothing.do")))
        return view
    told = [t(f"links.told.{view.measure}"), t("links.basis", n=len(graph), edges=graph.number_of_edges())]
    if view.measure == "central" and is_sampled(graph):
        told.append(t("links.told.sampled", n=SAMPLE))
    if few:
        told.append(t("links.few.shared" if view.measure == "shared" else "links.few"))
    st.caption((" " if current() == "en" else "").join(told))
    SHOWS[view.measure](engine, web, view, graph)
    return view


def show_central(engine: Engine, web: Web, view: View, graph: Any) -> None:
    """The things most ways pass; a row opens a thing's facts."""
    found = engine.once(central_of, view.relations, view.hubs, view.ids if len(view.ids) >= LEAST else ())
    rows = [
        {
            t("column.name"): one.node.name,
            t("column.type"): type_label(one.node.type),
            t("links.neighbours"): one.neighbours,
            t("links.passed"): round(one.passed, 4),
        }
        for one in found
    ]
    config = {t("links.passed"): st.column_config.NumberColumn(format="percent")}
    place, beside = pick_row(rows, "central", t("links.measures.csv"), config=config)
    if place is not None:
        with beside:
            show_node(engine, web, found[place].node.id, view)


def show_communities(engine: Engine, web: Web, view: View, graph: Any) -> None:
    """The groups; a row draws one."""
    groups = engine.once(communities_of, view.relations, view.hubs, view.ids if len(view.ids) >= LEAST else ())
    rows = [
        {
            t("links.members"): len(group),
            t("links.leads"): group[0].name,
            t("links.names"): "、".join(node.name for node in group),
        }
        for group in groups
    ]
    config = {t("links.members"): st.column_config.NumberColumn(width=60)}
    place, beside = pick_row(rows, "communities", t("links.measures.csv"), config=config)
    if place is not None:
        beside.write("、".join(plain(node.name) for node in groups[place]))
        shown = show_group(web, groups[place], view)
        show_panel(engine, web, shown, view, panel(), heading_of(web, [groups[place][0].id]))


def show_group(web: Web, group: Sequence[Node], view: View) -> Shown:
    """A group as a drawing: its members and the facts among them."""
    kept = tuple(group[:MOST_NODES])
    steps = {node.id: 0 for node in kept}
    facts = tuple(between(web, steps, steps, view.relations))
    return Shown(kept, facts, (kept[0].id,), steps, tuple(group[MOST_NODES:]))


def show_shared(engine: Engine, web: Web, view: View, graph: Any) -> None:
    """The pairs with most in common; a row opens the facts of both."""
    found = engine.once(shared_of, view.relations, view.hubs, view.ids if len(view.ids) > 1 else ())
    if not found:
        st.html(make_box("notfound", t("links.shared.none"), t("links.nothing.do")))
        return
    rows = [
        {
            t("links.left"): one.left.name,
            t("links.right"): one.right.name,
            t("column.type"): type_label(one.left.type),
            t("links.common"): len(one.common),
            t("links.share"): round(one.share, 4),
        }
        for one in found
    ]
    widths = {"links.left": 160, "links.right": 160, "column.type": 52, "links.common": 62}
    config: dict[str, object] = {t(name): st.column_config.Column(width=width) for name, width in widths.items()}
    config[t("links.share")] = st.column_config.NumberColumn(format="percent", width=62)
    place, beside = pick_row(rows, "shared", t("links.measures.csv"), config=config)
    if place is not None:
        with beside:
            show_pair(engine, web, view, found[place])


def show_pair(engine: Engine, web: Web, view: View, pair: Shared) -> None:
    """What two things share, as the facts of both."""
    st.html(f'<h3 class="pg-group">{esc("、".join(node.name for node in pair.common))}</h3>')
    common = {node.id for node in pair.common}
    for end in (pair.left, pair.right):
        show_facts(engine, web, [fact for fact in web.touching(end.id, view.relations) if fact.other(end.id) in common])


SHOWS: dict[str, Callable[[Engine, Web, View, Any], None]] = {
    "central": show_central,
    "communities": show_communities,
    "shared": show_shared,
}
