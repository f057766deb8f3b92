"""What .streamlit/config.toml cannot say: the wordmark and the few shapes of our own."""

from pathlib import Path

import streamlit as st

from app_pages.language import t

FOLDER = Path(__file__).parent
ICON = str(FOLDER / "icon.svg")  # a file: an icon by name would be fetched from the network


def use_style() -> None:
    """Puts the style sheet and the wordmark on every page."""
    st.html(FOLDER / "style.css")
    drop, browse = t("upload.drop"), t("upload.browse")
    st.html(f"<style>:root {{ --pg-drop: '{drop}'; --pg-browse: '{browse}'; }}</style>")
    st.logo(str(FOLDER / "wordmark.svg"), size="large")
