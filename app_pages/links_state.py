"""What is chosen on the page 关联: kept in the session, written into the address, taken from it when a link is opened."""

from dataclasses import replace

import streamlit as st

from kg.links.view import NAMES, View, view_from

CURRENT, CHOSEN = "links_current", "links_chosen"  # the view; what was clicked last: (node or edge, its id)
FIELD = "links_field_"  # before the names of the widgets that hold a part of the view


def current_view() -> View:
    """The view in force: the address's where somebody opened a link, else the session's."""
    asked = view_from({name: st.query_params.get_all(name) for name in NAMES})
    kept = st.session_state.get(CURRENT)
    if kept != asked:
        _forget_widgets()
        st.session_state[CURRENT] = asked
    return asked


def keep(view: View) -> None:
    """Makes a view the one in force, and the address its link."""
    st.session_state[CURRENT] = view
    params = view.to_params()
    for name in NAMES:
        if name in params:
            st.query_params[name] = params[name]
        elif name in st.query_params:
            del st.query_params[name]


def go(view: View) -> None:
    """For buttons: another view than the widgets say."""
    _forget_widgets()
    st.session_state.pop(CHOSEN, None)
    keep(view)


def _forget_widgets() -> None:
    for key in [key for key in st.session_state if str(key).startswith(FIELD)]:
        del st.session_state[key]


def field(name: str, value: object) -> str:
    """The key of the widget for a part of the view; it begins with what the view says."""
    st.session_state.setdefault(FIELD + name, value)
    return FIELD + name


def add(node_id: str) -> None:
    """For callbacks: one more start."""
    view: View = st.session_state[CURRENT]
    go(replace(view, ids=tuple(dict.fromkeys((*view.ids, node_id)))))
