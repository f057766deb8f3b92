"""A table whose chosen row opens beside it, on the page 关联."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from app_pages.address import show_on_paper
from app_pages.exporting import to_csv
from app_pages.language import t
from app_pages.links_files import offer
from app_pages.theme import height_for

HEIGHT = 430


def pick_row(
    rows: Sequence[Mapping[str, object]],
    name: str,
    file: str,
    *,
    config: Mapping[str, Any] | None = None,
    all_rows: Sequence[Mapping[str, object]] = (),
) -> tuple[int | None, Any]:
    """The row chosen in a table with its file (of `all_rows` where more belong in it), and where its content goes."""
    left, right = st.columns([5.2, 5])
    with left:
        event = st.dataframe(
            rows,
            hide_index=True,
            height=height_for(len(rows), most=HEIGHT - 55),
            column_config=dict(config or {}),
            on_select="rerun",
            selection_mode="single-row",
            key=f"links_{name}",
        )
        show_on_paper(rows)
        offer(t("download.csv"), to_csv(list(all_rows or rows)), file, "text/csv", width="content")
    chosen = [place for place in event.selection.rows if place < len(rows)]
    if not chosen:
        right.caption(t("links.row"))
        return None, right
    return int(chosen[0]), right.container(height=HEIGHT)
