"""A drawing of links that can be clicked, the same as a table beside it, and below what was chosen with its quotes."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.components.v1 import declare_component

from app_pages.address import show_on_paper, wrapped
from app_pages.drawing import GREY
from app_pages.language import current, relation_label, role_label, t, type_label
from app_pages.links_state import CHOSEN, CURRENT, add
from app_pages.theme import WRAPPED, height_for
from kg.links.boxes import make_box
from kg.links.expand import Shown
from kg.links.layout import Point, place
from kg.links.svg import Style
from kg.links.web import Fact, Node

HEIGHT = 455
TOOLS = ("out", "in", "fit", "full", "png")
# The classes' colours on this page: darker than on others, since white names stand on them.
COLOURS = {
    "Department": "#23406E", "Task": "#4A6FA5", "Policy": "#6B4E8E", "Park": "#2F6B57", "Region": "#55702E",
    "Platform": "#1A6C7C", "Institution": "#2F6696", "Enterprise": "#A0522A", "Industry": "#86641C",
    "Project": "#8C2F2B", "Cluster": "#7E5427", "Title": "#A23E68", "Fund": "#5E6B2F",
}  # fmt: skip

_draw = declare_component("plangraph_links", path=str(Path(__file__).parent / "graph"))


def colour_of(kind: str) -> str:
    """A class's colour."""
    return COLOURS.get(kind, GREY)


def style() -> Style:
    """How drawings and files name and colour things, in the session's language."""
    return Style(colour_of, type_label, relation_label)


@st.cache_data(max_entries=100, show_spinner=False)
def _place(asked: tuple[object, ...], _shown: Shown) -> dict[str, Point]:
    return place(_shown)


def points_of(shown: Shown) -> dict[str, Point]:
    """Where each box stands; worked out once for the same drawing."""
    facts = tuple(fact.id for fact in shown.facts)
    return _place((shown.starts, shown.columns, tuple(shown.steps.items()), tuple(shown.rows.items()), facts), shown)


def show_drawing(shown: Shown, heading: str, *, key: str) -> None:
    """The drawing; what is clicked is kept as chosen, a double click adds a start."""
    points, starts = points_of(shown), set(shown.starts)
    chosen = st.session_state.get(CHOSEN)
    _draw(
        nodes=[_node(node, points[node.id], node.id in starts) for node in shown.nodes],
        edges=[_edge(fact) for fact in shown.facts],
        texts={"label": t("links.graph")}
        | {tool: t(f"links.tool.{tool}") for tool in TOOLS}
        | {f"{tool}_help": t(f"links.tool.{tool}_help") for tool in TOOLS},
        legend=[
            {"name": type_label(kind), "colour": colour_of(kind)}
            for kind in dict.fromkeys(node.type for node in shown.nodes)
        ],
        columns=shown.columns and len(shown.starts) == 1,
        heading=heading,
        file=heading,
        language=current(),
        height=HEIGHT,
        chosen=chosen[1] if chosen else "",
        key=key,
        default=None,
        on_change=partial(_clicked, key),
    )


def _node(node: Node, point: Point, start: bool) -> dict[str, object]:
    box = make_box(node.name)
    return {
        "id": node.id,
        "label": "\n".join(box.lines),
        "tip": f"{node.name}（{type_label(node.type)}）",
        "width": box.width,
        "height": box.height,
        "x": point[0],
        "y": point[1],
        "colour": colour_of(node.type),
        "start": start,
    }


def _edge(fact: Fact) -> dict[str, object]:
    label = label_of(fact)
    told = f"{label} · {t('ask.pieces', n=len(fact.evidence))}"
    return {"id": fact.id, "source": fact.source, "target": fact.target, "label": label, "tip": told}


def label_of(fact: Fact) -> str:
    """What a line says: the relation and the roles in it."""
    return " ".join([relation_label(fact.relation), *map(role_label, fact.roles)])


def _clicked(key: str) -> None:
    event = st.session_state.get(key)
    if not event:
        return
    if event["action"] == "expand" and CURRENT in st.session_state:
        add(event["id"])
    else:
        st.session_state[CHOSEN] = (event["kind"], event["id"])


def show_table(shown: Shown, *, key: str, most: int = HEIGHT) -> None:
    """A row a fact; choosing one is as clicking its line."""
    names = {node.id: node.name for node in shown.nodes}
    rows = [
        {
            t("links.subject"): names[fact.source],
            t("column.relation"): label_of(fact),
            t("links.object"): names[fact.target],
            t("links.pieces"): len(fact.evidence),
        }
        for fact in shown.facts
    ]
    table_key = f"{key}-{hash(tuple(fact.id for fact in shown.facts))}"
    widths = {"links.subject": 97, "column.relation": 97, "links.object": 97, "links.pieces": 56}
    config = {t(name): st.column_config.Column(width=width) for name, width in widths.items()}
    st.dataframe(
        wrapped(rows, config),
        hide_index=True,
        height=height_for(len(rows), WRAPPED, most),
        row_height=WRAPPED,
        column_config=config,
        on_select=partial(_picked, table_key, [fact.id for fact in shown.facts]),
        selection_mode="single-row",
        key=table_key,
    )
    show_on_paper(rows)


def _picked(key: str, ids: Sequence[str]) -> None:
    rows = st.session_state[key].selection.rows
    if rows and rows[0] < len(ids):
        st.session_state[CHOSEN] = ("edge", ids[rows[0]])
