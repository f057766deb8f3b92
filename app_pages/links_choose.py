"""The fields of the page 关联: the way of looking, things by name, relations, steps and direction."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from app_pages.language import relation_label, t, type_label
from app_pages.links_state import add, field
from app_pages.theme import focus
from kg.links.expand import DIRECTIONS, MOST_HOPS
from kg.links.finding import MOST, PICKABLE, find_nodes
from kg.links.view import KINDS, View
from kg.links.web import RELATIONS, Web


def choose_kind(view: View) -> View:
    """Which way to look."""
    kind = st.segmented_control(
        t("links.title"),
        KINDS,
        key=field("kind", view.kind),
        required=True,
        format_func=lambda name: t(f"links.kind.{name}"),
        label_visibility="collapsed",
    )
    return replace(view, kind=kind or KINDS[0])


def choose_relations(view: View) -> View:
    """The relations that count, in a box of their own."""
    with st.popover(t("links.relations", n=len(view.relations), all=len(RELATIONS)), width="stretch"):
        chosen = st.pills(
            t("links.relations.label"),
            RELATIONS,
            selection_mode="multi",
            key=field("relations", list(view.relations)),
            format_func=relation_label,
        )
        if not chosen:
            st.caption(t("links.relations.none"))
    return replace(view, relations=tuple(one for one in RELATIONS if one in chosen) or view.relations)


def choose_hubs(view: View) -> View:
    """Whether regions and documents may be passed."""
    asked = st.checkbox(t("links.hubs"), key=field("hubs", view.hubs), help=t("links.hubs.help"))
    return replace(view, hubs=asked)


def choose_walk(view: View) -> View:
    """Steps, direction and relations."""
    left, middle, right = st.columns([1, 1.25, 1.15])
    hops = left.selectbox(
        t("links.hops"),
        list(range(MOST_HOPS + 1)),
        key=field("hops", view.hops),
        format_func=lambda n: t("links.hops.n", n=n) if n else t("links.hops.0"),
        label_visibility="collapsed",
    )
    direction = middle.selectbox(
        t("links.direction"),
        DIRECTIONS,
        key=field("direction", view.direction),
        format_func=lambda name: t(f"links.direction.{name}"),
        label_visibility="collapsed",
    )
    with right:
        view = choose_relations(view)
    return replace(view, hops=hops, direction=direction)


def add_match() -> None:
    """For the list of names found: what was chosen becomes a start, and the list is ready for the next."""
    chosen = st.session_state.get("links_match")
    if chosen:
        add(chosen)
    st.session_state["links_match"] = None
    st.session_state["links_text"] = ""


def choose_ids(web: Web, view: View, types: Sequence[str] = PICKABLE) -> View:
    """The fields to find things by class and name, and those chosen so far."""
    cells = st.columns([1.2, 1.6, 2.6, 4.6])
    kind = cells[0].selectbox(
        t("entity.type"),
        ["", *types],
        key="links_type_chain" if len(types) < len(PICKABLE) else "links_type",
        format_func=lambda name: type_label(name) if name else t("filter.any"),
    )
    text = cells[1].text_input(t("entity.name"), placeholder=t("entity.name.hint"), key="links_text")
    focus("links_text")
    found = [node for node in find_nodes(web, text, kind=kind, most=MOST * 4) if node.type in types][:MOST]
    told = "links.add.most" if len(found) == MOST else "links.add" if found else "links.add.none"
    cells[2].selectbox(
        t(told, n=len(found)),
        [node.id for node in found],
        index=None,
        key="links_match",
        placeholder=t("links.add.hint"),
        format_func=lambda key: option(web, key),
        on_change=add_match,
    )
    ids = cells[3].multiselect(
        t(f"links.ids.{view.kind}"),
        view.ids,
        key=field("ids", list(view.ids)),
        format_func=lambda key: web.nodes[key].name,
        placeholder=t("links.ids.hint"),
    )
    return replace(view, ids=tuple(ids))


def option(web: Web, key: str) -> str:
    """A thing in a list: name, class, how many others it is tied to."""
    node = web.nodes[key]
    return t("links.option", name=node.name, type=type_label(node.type), n=web.degree(key))
