"""The saved searches of the page 覆盖: save one, see what is new for each, say that it was seen."""

from collections.abc import Sequence

import streamlit as st

from app_pages.evidence import show_citation
from app_pages.language import t
from app_pages.markup import make_box, plain
from app_pages.services import show_failure
from kg.answer.model import official
from kg.engine import Engine
from kg.errors import KGError
from kg.watching.news import News, Watch, keep
from kg.watching.saved import LONGEST_NAME, SavedSearch, load_searches, remove_search

MOST_NEW = 20  # passages shown of one search


def show_saved(engine: Engine, news: Sequence[News]) -> None:
    """The form to save a search, and a box a search."""
    save_form(engine)
    told = st.session_state.pop("watch_saved", None)
    if told:
        st.html(make_box("answer", t("watch.saved", name=told[0], n=told[1])))
    if not news:
        st.html(make_box("empty", t("watch.none"), t("watch.none.do")))
    for one in news:
        show_news(engine, one)


def save_form(engine: Engine) -> None:
    """Name and query; what cannot be saved says why."""
    with st.form("save_search", border=False, clear_on_submit=True):
        cells = st.columns([2, 5, 1], vertical_alignment="bottom")
        name = cells[0].text_input(t("watch.name"), max_chars=LONGEST_NAME)
        query = cells[1].text_input(t("watch.query"), placeholder=t("search.placeholder"))
        pressed = cells[2].form_submit_button(t("watch.save"), type="primary", width="stretch")
    if not pressed:
        return
    try:
        kept = keep(engine.once(Watch), engine.settings.home, SavedSearch(name.strip(), query.strip()))
    except KGError as err:
        show_failure(err)
        return
    st.session_state["watch_saved"] = (kept.search.name, len(kept.passages))
    st.rerun()


def show_news(engine: Engine, news: News) -> None:
    """One search: how many new, gone and in all; opened, each with its citation and what can be done."""
    search = news.search
    counts = [
        t("watch.new", n=len(news.new)) if news.new else "",
        t("watch.gone", n=len(news.gone)) if news.gone else "",
    ]
    counts += [t("watch.total", n=len(news.passages)), t("watch.first") if news.first else ""]
    label = f"**{plain(search.name)}**　{plain(search.query)}　:gray[{' · '.join(filter(None, counts))}]"
    with st.expander(label, expanded=bool(news.new or news.failure)):
        if news.failure:
            st.html(make_box("failure", t("watch.failed"), news.failure))
        elif not news.new and not news.gone:
            st.caption(t("watch.nonew"))
        for passage in news.new[:MOST_NEW]:
            show_citation(engine, passage.citation)
        if len(news.new) > MOST_NEW:
            st.caption(t("entity.more", n=len(news.new) - MOST_NEW))
        for one in news.gone:
            st.caption(t("watch.isgone") + plain(f"{official(one.title, one.section)}“{one.quote}”"))
        show_buttons(engine, news)


def show_buttons(engine: Engine, news: News) -> None:
    """Seen, and removed; both show the page anew."""
    name = news.search.name
    left, right, _ = st.columns([1, 1, 5])
    seen = left.button(
        t("watch.seen"),
        key=f"seen-{name}",
        icon=":material/done:",
        help=t("watch.seen.help"),
        width="stretch",
        disabled=not (news.new or news.gone),
    )
    removed = right.button(t("watch.remove"), key=f"remove-{name}", icon=":material/delete:", width="stretch")
    home = engine.settings.home
    try:
        if seen:
            engine.once(Watch).remember([news], names=load_searches(home))
        if removed:
            remove_search(home, name)
    except KGError as err:
        show_failure(err)
        return
    if seen or removed:
        st.rerun()
