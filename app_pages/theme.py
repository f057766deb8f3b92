"""What .streamlit/config.toml cannot say: the wordmark and the few shapes of our own."""

import zlib
from pathlib import Path

import streamlit as st

from app_pages.language import current, t

FOLDER = Path(__file__).parent
ONE_LINE, WRAPPED = 33, 66  # pixels a table's row is high; Streamlit wraps the text of rows higher than 64
SIGN, LINES, PADDING = 14, 3, 16  # of a wrapped cell: a sign's width, its lines, the pixels beside them
SPARE = 3  # signs: no line begins with a comma, so lines end early
LANG = {"zh": "zh-CN", "en": "en"}  # of the page: how it is read out and hyphenated; Streamlit says en
FOCUS = """
(() => {
  let left = 20;  // the field may come after this script, and may be drawn again
  const put = () => {
    const field = document.querySelector(".st-key-KEY input, .st-key-KEY textarea");
    const busy = document.activeElement?.matches("input, textarea, button, a, [contenteditable]");
    if (field && !field.value && !busy) field.focus({ preventScroll: true });
    if (left-- > 0 && !field?.value) setTimeout(put, 100);
  };
  put();
})()
"""
REVEAL = """
(() => {  // opens: CHOSEN
  let left = 8;  // what follows is drawn piece by piece
  const put = () => {
    const mark = document.querySelector('[data-testid="stLayoutWrapper"]:has(> .st-key-script-KEY)');
    const next = mark?.nextElementSibling;
    const top = next ? next.getBoundingClientRect().top : mark?.parentElement.getBoundingClientRect().bottom;
    if (top <= innerHeight * 0.7) return;
    if (top) document.querySelector('[data-testid="stMain"]')?.scrollBy(0, top - innerHeight * 0.4);
    if (left-- > 0) setTimeout(put, 100);
  };
  put();
})()
"""
ICON = str(FOLDER / "icon.svg")  # a file: an icon by name would be fetched from the network


def height_for(rows: int, row_height: int = ONE_LINE, most: int = 500) -> int:
    """As high as a table needs for its head and rows, up to what fits the screen."""
    return min(36 + row_height * max(rows, 1), most)


def shorten(text: str, width: int) -> str:
    """The text as far as a wrapped cell so many pixels wide has room for it; the file to download has it whole."""
    room = (width - PADDING) // SIGN * LINES - SPARE
    return text if len(text) <= room else text[: room - 1] + "…"


def use_style() -> None:
    """Puts the style sheet, the wordmark and the script behind the copy buttons on every page."""
    st.html(FOLDER / "style.css")
    st.html(FOLDER / "print.css")
    words = {"drop": t("upload.drop"), "browse": t("upload.browse"), "cut": t("print.cut")}
    told = " ".join(f"--pg-{name}: '{text}';" for name, text in words.items())
    st.html(f"<style>:root {{ {told} }}</style>")
    st.logo(str(FOLDER / "wordmark.svg"), size="large")
    _run("copy", (FOLDER / "copy.js").read_text(encoding="utf-8"))
    _run("frame", f"document.documentElement.lang = '{LANG[current()]}'")


def focus(key: str) -> None:
    """Puts the cursor into the text field of this key as its page opens; not into one that is filled, nor from another.

    Called after the field. It runs once, as the page opens: Streamlit leaves an element alone that did not change.
    """
    _run(f"focus-{key}", FOCUS.replace("KEY", key))


def reveal(key: str, chosen: str) -> None:
    """Brings what follows into sight where it would stand below the screen: once for each thing that is chosen."""
    _run(
        f"reveal-{key}", REVEAL.replace("KEY", f"reveal-{key}").replace("CHOSEN", f"{zlib.crc32(chosen.encode()):08x}")
    )


def _run(key: str, script: str) -> None:
    """A script of ours; its element takes no room."""
    with st.container(key=f"script-{key}"):
        st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)
