"""Entry of the app: page settings, style, language, navigation."""

import streamlit as st

from app_pages.language import LANGUAGES, t
from app_pages.theme import ICON, use_style

PAGES = (
    ("home", ":material/home:"),
    ("ask", ":material/forum:"),
    ("search", ":material/search:"),
    ("coverage", ":material/checklist:"),
    ("entity", ":material/hub:"),
    ("tasks", ":material/table_view:"),
    ("judge", ":material/join:"),
    ("library", ":material/folder_open:"),
    ("about", ":material/info:"),
)


def choose_language() -> None:
    """The language switch; it begins with the address (?lang=en), so that a link keeps its language."""
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


st.set_page_config(page_title="规划图谱 PlanGraph", page_icon=ICON, layout="wide")
choose_language()
use_style()
page = st.navigation(
    [
        st.Page(f"app_pages/{name}.py", title=t(f"nav.{name}"), icon=icon, url_path=name, default=name == "home")
        for name, icon in PAGES
    ]
)
page.run()
