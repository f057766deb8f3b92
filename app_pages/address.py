"""What stands in the address, so that a link opens the same view: chosen options, typed words, chosen rows."""

import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from app_pages.markup import make_paper
from app_pages.theme import height_for, reveal, shorten

MOST_PRINTED = 300  # rows of a table that go onto paper; of a longer one the sheet says that it is cut


def seed(key: str, options: Sequence[str], *, many: bool = False) -> str:
    """Before the widget of this key: takes over what the address asks for where the session knows nothing yet.

    What the session knows from another page, where the key has other options, is forgotten.
    """
    known = st.session_state.get(key)
    if known is not None and not set(known if many else [known]) <= set(options):
        del st.session_state[key]
    if key not in st.session_state:
        asked = [value for value in st.query_params.get_all(key) if value in options]
        if asked:
            st.session_state[key] = asked if many else asked[0]
    return key


def seed_text(key: str) -> str:
    """The same for a text field."""
    if key not in st.session_state and key in st.query_params:
        st.session_state[key] = st.query_params[key]
    return key


def keep(key: str, value: str | Sequence[str] | None, default: str = "") -> None:
    """After the widget: the address says what was chosen, and nothing where that is the default."""
    chosen = [value or default] if isinstance(value, str) or value is None else list(value)
    wanted = [] if chosen == [default] else chosen
    if wanted and st.query_params.get_all(key) != wanted:
        st.query_params[key] = wanted
    elif not wanted and key in st.query_params:
        del st.query_params[key]


def choose_rows(
    rows: Sequence[Mapping[str, Any]],
    ids: Sequence[str],
    key: str,
    *,
    many: bool = False,
    row_height: int | None = None,
    config: Mapping[str, Any] | None = None,
    most: int = 500,
) -> list[str]:
    """A table whose rows can be chosen: the ids of those that are; they stand in the address under `key`."""
    asked = st.query_params.get_all(key)
    event = st.dataframe(
        wrapped(rows, config or {}) if row_height else list(rows),
        hide_index=True,
        placeholder="",
        column_config=dict(config or {}),
        height=height_for(len(rows), row_height or 33, most),
        row_height=row_height,
        on_select="rerun",
        selection_mode="multi-row" if many else "single-row",
        selection_default={"selection": {"rows": [at for at, one in enumerate(ids) if one in asked]}},
        key=f"{key}-{zlib.crc32(chr(10).join(ids).encode())}",  # other rows, other places: never a stale choice
    )
    show_on_paper(rows)
    chosen = [ids[at] for at in event.selection.rows if at < len(ids)]
    keep(key, chosen)
    if chosen:
        reveal(key, "" if many else chosen[0])
    return chosen


def wrapped(rows: Sequence[Mapping[str, Any]], config: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of a table whose cells are wrapped: texts as far as there is room for them in their column."""
    widths = {name: column["width"] for name, column in config.items()}
    return [
        {
            name: shorten(value, widths[name]) if name in widths and isinstance(value, str) else value
            for name, value in row.items()
        }
        for row in rows
    ]


def show_on_paper(rows: Sequence[Mapping[str, Any]]) -> None:
    """After a table: the same to be printed, for the browser's own is drawn only as far as it is on the screen."""
    if len(rows) <= MOST_PRINTED:
        st.html(make_paper(rows))
