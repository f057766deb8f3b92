"""The left column of the search page: by what the hits can be narrowed down, each value with its count, by a click."""

from collections.abc import Mapping, Sequence

import streamlit as st

from app_pages.address import keep
from app_pages.language import kind_label, t, type_label
from app_pages.markup import plain
from app_pages.services import FLEETING
from kg.index.dimensions import Dimension
from kg.search import SearchFilters
from kg.search.filters import DIMENSIONS

CHOSEN = f"{FLEETING}search.chosen"  # in the session: dimension → values
OPEN = ("document", "region", "period", "passage")  # the others are folded until something is chosen in them
MOST = 8  # values of a dimension

FIELDS = {dimension: field for field, dimension in DIMENSIONS.items()}


def chosen_values(dimensions: Mapping[str, Dimension]) -> dict[str, list[str]]:
    """What the reader has clicked, or the address asks for at first, less what has left the library since."""
    if CHOSEN not in st.session_state:
        st.session_state[CHOSEN] = {name: values for name in dimensions if (values := st.query_params.get_all(name))}
    chosen: dict[str, list[str]] = st.session_state[CHOSEN]
    for name, values in chosen.items():
        chosen[name] = [value for value in values if dimensions[name].find(value)]
    return chosen


def keep_values(chosen: Mapping[str, Sequence[str]]) -> None:
    """Puts what was clicked into the address."""
    for name in FIELDS:
        keep(name, chosen.get(name, ()))


def make_filters(chosen: Mapping[str, list[str]], typed: Mapping[str, str]) -> SearchFilters:
    """The filters of what was clicked and typed; what is typed narrows down no less than what is clicked."""
    values = {FIELDS[name]: tuple(told) for name, told in chosen.items()}
    for name, text in typed.items():
        if text.strip():
            values[FIELDS[name]] = (text.strip(),)
    return SearchFilters(**values)


def show_facets(counts: Mapping[str, Mapping[str, int]], chosen: Mapping[str, list[str]]) -> None:
    """Every dimension with its values; a chosen one bears a tick, and a click takes it back."""
    with st.container(key="facets"):
        if any(counts.values()) or any(chosen.values()):
            st.caption(t("facet.title"))
        if any(chosen.values()):
            st.button(t("facet.clear"), on_click=_clear, type="tertiary", icon=":material/close:", key="facet-clear")
        for name, tally in counts.items():
            ticked = chosen.get(name, [])
            rows = list(dict.fromkeys([*ticked, *list(tally)[:MOST]]))
            if rows:
                with st.expander(t(f"facet.{name}"), expanded=name in OPEN or bool(ticked), type="compact"):
                    for value in rows:
                        _show_value(name, value, tally.get(value, 0), ticked=value in ticked)


def _show_value(name: str, value: str, count: int, *, ticked: bool) -> None:
    st.button(
        f"{plain(label_of(name, value))} **{count}**",
        key=f"facet-{name}-{value}",
        on_click=_toggle,
        args=(name, value),
        type="tertiary",
        icon=":material/check_box:" if ticked else ":material/check_box_outline_blank:",
        wrap=True,
    )


def label_of(name: str, value: str) -> str:
    """A value in the session's language."""
    if name == "passage":
        return t(f"kind.{value}")
    said = {"type": type_label, "kind": kind_label}.get(name, str)
    return said(value)


def _toggle(name: str, value: str) -> None:
    values = st.session_state[CHOSEN].setdefault(name, [])
    if value in values:
        values.remove(value)
    else:
        values.append(value)


def _clear() -> None:
    st.session_state[CHOSEN] = {}
