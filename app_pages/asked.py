"""What was asked in this browser, the last first, to be asked again or forgotten; and what may sensibly be asked next.

The browser keeps the questions (asked.js), so that they are there after a reload; the server keeps them for its session.
"""

from pathlib import Path

import streamlit as st

from app_pages.language import t
from kg.answer.model import ANSWERED, Answer
from kg.answer.shown.onward import next_questions
from kg.engine import Engine

MOST = 30
KEY, READ = "asked", "asked.read"  # in the session: question → whether it was answered; whether the browser's are in
MOUNT = st.components.v2.component(
    "plangraph_asked", js=(Path(__file__).parent / "asked.js").read_text(encoding="utf-8")
)


def keep_in_browser() -> None:
    """Hands the questions to the browser; of a new session it takes over those that the browser has kept."""
    asked: dict[str, bool] = st.session_state.setdefault(KEY, {})
    data = {"asked": list(asked.items()), "read": st.session_state.get(READ, False)}
    with st.container(key="script-asked"):
        kept = MOUNT(data=data, key="asked-kept", on_kept_change=lambda: None).kept
    if kept and not st.session_state.get(READ):
        told = {str(question): bool(found) for question, found in kept}
        st.session_state[KEY] = {question: told[question] for question in told if question not in asked} | asked
        st.session_state[READ] = True
        st.rerun()


def remember(answer: Answer) -> None:
    """Puts the question on top of the history."""
    asked: dict[str, bool] = st.session_state.setdefault(KEY, {})
    asked.pop(answer.question, None)
    asked[answer.question] = answer.status == ANSWERED
    while len(asked) > MOST:
        del asked[next(iter(asked))]


def show_history(current: str) -> None:
    """A popover with the other questions."""
    others = {question: found for question, found in st.session_state.get(KEY, {}).items() if question != current}
    with st.popover(t("answer.history"), icon=":material/history:", width="stretch"):
        if not others:
            st.caption(t("answer.history.none"))
            return
        st.caption(t("answer.history.lead"))
        with st.container(key="history"):
            for question, found in reversed(others.items()):
                icon = ":material/check:" if found else ":material/remove:"
                st.page_link(
                    "app_pages/ask.py", label=question, icon=icon, query_params={"q": question}, width="stretch"
                )
        if st.button(t("answer.history.clear"), icon=":material/delete:", key="forget"):
            st.session_state[KEY] = {}
            st.session_state[READ] = True
            st.rerun()


def show_next(engine: Engine, answer: Answer) -> None:
    """The next questions; found once for an answer, for each is asked to see that it is answered."""
    kept, questions = st.session_state.get("next", (None, ()))
    if kept != answer:
        questions = next_questions(answer, engine.query, engine.ask)
        st.session_state["next"] = answer, questions
    if not questions:
        return
    st.caption(t("answer.next"))
    with st.container(key="next", horizontal=True, gap="small"):
        for question in questions:
            st.page_link("app_pages/ask.py", label=question, query_params={"q": question})
