"""Entry of the app: page settings, style, language, navigation (its pages: app_pages/pages.py)."""

import streamlit as st

from app_pages.address import keep
from app_pages.language import LANGUAGES, t
from app_pages.pages import PAGES, SECTIONS
from app_pages.theme import ICON, use_style


def choose_language() -> None:
    """The language switch; it begins with the address (?lang=en) and is kept there, so that a link keeps its language."""
    if "lang" not in st.session_state:
        asked = st.query_params.get("lang", "zh")
        st.session_state["lang"] = asked if asked in LANGUAGES else "zh"
    with st.sidebar:
        st.segmented_control(
            "语言 / Language",
            list(LANGUAGES),
            key="lang",
            required=True,
            format_func=lambda name: LANGUAGES[name],
            label_visibility="collapsed",
        )
    keep("lang", st.session_state["lang"], "zh")


def make_navigation() -> dict[str, list[st.Page]]:
    """The pages by the title of their section."""
    return {
        t(f"nav.section.{section}") if section != SECTIONS[0] else "": [
            st.Page(f"app_pages/{name}.py", title=t(f"nav.{name}"), icon=icon, url_path=name, default=name == "home")
            for name, icon, own in PAGES
            if own == section
        ]
        for section in SECTIONS
    }


st.set_page_config(page_title="规划图谱 PlanGraph", page_icon=ICON, layout="wide")
choose_language()
use_style()
st.navigation(make_navigation(), expanded=True).run()
