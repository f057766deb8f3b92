"""What .streamlit/config.toml cannot say: the wordmark and the few shapes of our own."""

from pathlib import Path

import streamlit as st

from app_pages.language import t

FOLDER = Path(__file__).parent
ONE_LINE, WRAPPED = 33, 66  # pixels a table's row is high; Streamlit wraps the text of rows higher than 64
ICON = str(FOLDER / "icon.svg")  # a file: an icon by name would be fetched from the network


def height_for(rows: int, row_height: int = ONE_LINE, most: int = 500) -> int:
    """As high as a table needs for its head and rows, up to what fits the screen."""
    return min(36 + row_height * max(rows, 1), most)


def use_style() -> None:
    """Puts the style sheet and the wordmark on every page."""
    st.html(FOLDER / "style.css")
    drop, browse = t("upload.drop"), t("upload.browse")
    st.html(f"<style>:root {{ --pg-drop: '{drop}'; --pg-browse: '{browse}'; }}</style>")
    st.logo(str(FOLDER / "wordmark.svg"), size="large")
