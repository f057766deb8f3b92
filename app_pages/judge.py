"""校核: what may be wrong and what was put right – doubtful cases, pairs, corrections; forms at a quote or an entity."""

import streamlit as st

from app_pages.correcting import go, parse_place, show_done
from app_pages.judge_entity import show_entity
from app_pages.judge_fact import show_place
from app_pages.judge_log import show_log
from app_pages.judge_pairs import show_states
from app_pages.judge_queue import show_queue
from app_pages.language import t
from app_pages.services import page
from kg.curation.queue import open_cases, read_queue
from kg.curation.reviewed import load_reviewed
from kg.curation.shelf import Shelf
from kg.engine import Engine

TODO, PAIRS, LOG = VIEWS = ("todo", "pairs", "log")


def ask_who() -> str:
    """Who decides; kept for the session."""
    left, _ = st.columns([1, 2])
    return left.text_input(t("judge.who"), key="judge-who", max_chars=40, placeholder=t("judge.who.hint")).strip()


def ask_view(waiting: int) -> str:
    """What to show; the address keeps it."""
    asked = st.query_params.get("view", TODO)
    view = st.segmented_control(
        t("view.label"),
        VIEWS,
        default=asked if asked in VIEWS else TODO,
        required=True,
        format_func=lambda name: t(f"curation.{name}", n=waiting) if name == TODO else t(f"curation.{name}"),
        label_visibility="collapsed",
        key="judge-view",
    )
    if view != asked:
        st.query_params["view"] = view
    return str(view)


def show_desk(engine: Engine) -> None:
    """The form that the address asks for, else the view that was chosen."""
    place, entity_id = st.query_params.get("fact", ""), st.query_params.get("entity", "")
    who = ask_who()
    show_done()
    if place or entity_id:
        if st.button(t("curation.back"), icon=":material/arrow_back:"):
            go()
        if place:
            show_place(engine.once(Shelf), parse_place(place), entity_id, who)
        else:
            show_entity(engine.once(Shelf), entity_id, who)
        return
    cases = open_cases(engine.once(read_queue), load_reviewed(engine.settings.home))
    view = ask_view(len(cases))
    if view == PAIRS:
        show_states(engine, who)
    elif view == LOG:
        show_log(engine, who)
    else:
        show_queue(engine.once(Shelf), cases, who)


with page("judge") as engine:
    show_desk(engine)
