"""覆盖: what the plans speak of and where they are silent – matrices, gaps, a list of terms, saved searches."""

from collections.abc import Callable

import streamlit as st

from app_pages.address import keep, seed
from app_pages.coverage_gaps import show_gaps
from app_pages.coverage_matrix import show_matrix
from app_pages.coverage_terms import show_terms
from app_pages.language import t
from app_pages.saved_searches import show_saved
from app_pages.services import page, show_failure
from kg.engine import Engine
from kg.errors import KGError
from kg.watching.news import News, Watch
from kg.watching.saved import load_searches

VIEWS: dict[str, Callable[[Engine], None]] = {"matrix": show_matrix, "gaps": show_gaps, "terms": show_terms}


def choose_view(new: int) -> str:
    """The view; how much is new stands on the last one's label."""
    names = [*VIEWS, "saved"]
    labels = {name: t(f"coverage.tab.{name}") for name in names}
    if new:
        labels["saved"] = t("coverage.tab.new", n=new)
    view = st.segmented_control(
        t("view.label"),
        names,
        key=seed("view", names),
        default=None if "view" in st.session_state else "matrix",
        required=True,
        format_func=lambda name: labels[name],
        label_visibility="collapsed",
    )
    keep("view", view, default="matrix")
    return str(view)


def show_page(engine: Engine) -> None:
    """The chosen view."""
    news: list[News] = []
    failure: KGError | None = None
    try:
        news = engine.once(Watch).look(load_searches(engine.settings.home).values())
    except KGError as err:  # the other views go on without it
        failure = err
    view = choose_view(sum(len(one.new) for one in news))
    if view != "saved":
        VIEWS[view](engine)
    elif failure:
        show_failure(failure)
    else:
        show_saved(engine, news)


with page("coverage") as engine:
    show_page(engine)
