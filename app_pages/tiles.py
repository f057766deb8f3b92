"""Key figures side by side, each a button: a click narrows the page down to what the number counts, or opens its view."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from app_pages.address import keep
from app_pages.language import t
from app_pages.services import FLEETING

ONLY = f"{FLEETING}only"  # in the session: the name of the figure that the page is narrowed down to


@dataclass(frozen=True)
class Tile:
    """A figure. `name`: what the address calls it, '' where a click narrows nothing down; `view`: the view that lists it."""

    label: str
    number: int | str
    name: str = ""
    view: str = ""


def chosen_tile(names: Iterable[str]) -> str:
    """The name of the figure that the page is narrowed down to, '' for none; it stands in the address."""
    chosen = st.session_state.setdefault(ONLY, st.query_params.get("only", ""))
    only = str(chosen) if chosen in names else ""
    keep("only", only)
    return only


def show_tiles(tiles: Sequence[Tile], only: str = "") -> None:
    """The figures; the chosen one is set off, and below them stands what is listed and how to have all again."""
    with st.container(key="tiles"):
        for place, (column, tile) in enumerate(zip(st.columns(len(tiles), gap=None), tiles, strict=True)):
            column.button(
                f"**{tile.number}** {tile.label}",
                key=f"tile-{place}",
                type="primary" if tile.name and tile.name == only else "tertiary",
                on_click=_open,
                args=(tile,),
                width="stretch",
            )
    for tile in tiles:
        if tile.name and tile.name == only:
            st.caption(t("tiles.only", label=tile.label, n=tile.number))


def _open(tile: Tile) -> None:
    """What a click does, before the page is run again."""
    st.session_state[ONLY] = "" if st.session_state.get(ONLY) == tile.name else tile.name
    if tile.view:
        st.session_state["view"] = tile.view
