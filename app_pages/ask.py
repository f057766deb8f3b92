"""问答: a question, its answer in a sentence and a table, the evidence, and the query that gave it."""

import json
from datetime import datetime

import streamlit as st

from app_pages.address import keep
from app_pages.answer_view import CHOICES, show_rows
from app_pages.asked import keep_in_browser, remember, show_history, show_next
from app_pages.evidence import citation_of_hit
from app_pages.examples import make_examples
from app_pages.language import t
from app_pages.language_model import show_model
from app_pages.markup import esc, make_box, plain
from app_pages.proof import make_fold, make_passage_proof, use_proofs
from app_pages.services import page
from app_pages.theme import focus
from kg.answer.model import AMBIGUOUS, ANSWERED, Answer
from kg.answer.shown.lead import lead
from kg.engine import LONGEST_QUESTION, Engine

MOST_PASSAGES = 5
FIELD, SHOWN = "ask.question", "ask.shown"  # in the session: what stands in the field, the question that was asked
AFTER = "after"  # in the address: the question that this one leans on
BOXES = {ANSWERED: "answer", AMBIGUOUS: "ambiguous"}


def ask_field() -> str:
    """The question field and the history; the question stands in the address, so that an answer can be sent on."""
    given = st.query_params.get("q", "")
    if FIELD not in st.session_state or st.session_state.get(SHOWN) != given:
        st.session_state[FIELD] = given  # a link brought another question; what is typed stands until it is sent
    field, history = st.columns([15, 2], vertical_alignment="bottom")
    with field.form("ask", border=False):
        left, right = st.columns([8, 1], vertical_alignment="bottom")
        question = left.text_input(
            t("ask.field"), key=FIELD, placeholder=t("ask.placeholder"), label_visibility="collapsed"
        )
        asked = right.form_submit_button(t("ask.button"), type="primary", width="stretch")
    if asked:
        given = question
        for key in (*CHOICES, AFTER):
            keep(key, "")
    given = given.strip()
    st.session_state[SHOWN] = given
    if given:
        st.query_params["q"] = given  # said again: a link from this page to itself leaves the browser's address behind
    focus("ask-question")
    with history:
        show_history(given)
    return str(given)


def ask_in_turn(engine: Engine, question: str) -> Answer:
    """The answer, read from the question before where it leans on it; a page run again asks the same again.

    The question before is the session's last, or the address names it: a link to such an answer opens the same.
    """
    turn = st.session_state.get("turn", {})
    when = turn.get("when") if turn.get("question") == question else None
    previous = turn.get("previous", "") if turn.get("question") == question else turn.get("whole", "")
    previous = st.query_params.get(AFTER, previous)
    answer = engine.ask(question, previous=previous)
    leans = bool(previous and answer.read_as and answer.read_as != engine.ask(question).read_as)
    keep(AFTER, previous if leans else "")
    whole = answer.read_as or question
    when = when or datetime.now().astimezone()
    st.session_state["turn"] = {"question": question, "previous": previous, "whole": whole, "when": when}
    remember(answer)
    return answer


def show_examples(engine: Engine) -> None:
    """Before the first question: what can be asked."""
    st.subheader(t("home.examples"), anchor=False)
    with st.container(key="examples"):
        for question in make_examples(engine):
            st.page_link("app_pages/ask.py", label=question, query_params={"q": question}, width="stretch")


def show_answer(engine: Engine, answer: Answer) -> None:
    """The sentence; then rows with evidence, or the nearest passages where there is no answer."""
    kind = BOXES.get(answer.status, "notfound")
    if answer.read_as:
        st.caption(plain(t("ask.read_as", question=answer.read_as)))
    show_text(kind, answer)
    for suggestion in answer.suggestions:
        st.page_link(
            "app_pages/ask.py", label=suggestion, icon=":material/arrow_forward:", query_params={"q": suggestion}
        )
    if answer.answers:
        show_rows(engine, answer, st.session_state["turn"]["when"])
        show_next(engine, answer)
    show_model(engine, answer)
    if answer.passages:
        show_passages(answer)
    if answer.query:
        show_query(engine, answer)


def show_text(kind: str, answer: Answer) -> None:
    """The sentence; of a long one the first words, the whole folded below."""
    short = lead(answer.text) if answer.answers else answer.text
    more = "" if short == answer.text else answer.text
    st.html(
        make_box(
            kind, t(f"ask.{kind}"), short + (t("answer.goeson") if more else ""), folded=more, unfold=t("answer.whole")
        )
    )


def show_passages(answer: Answer) -> None:
    """The nearest passages, said to be no answer where there is none."""
    st.subheader(t("ask.passages" if answer.status == ANSWERED else "ask.nearest"), anchor=False)
    cited = [citation_of_hit(hit) for hit in answer.passages[:MOST_PASSAGES]]
    rows = (
        make_fold(esc(one.official), make_passage_proof(one), is_open=place == 0) for place, one in enumerate(cited)
    )
    st.html(f'<div class="pg-table pg-plainly">{"".join(rows)}</div>')


def show_query(engine: Engine, answer: Answer) -> None:
    """The named query, so that the answer can be checked by hand."""
    used = answer.query
    if used is None:
        return
    with st.expander(f"{t('ask.query')}　:gray[{used.name}]"):
        named = engine.queries.get(used.name)
        if named:
            st.caption(named.question)
        st.code(used.cypher, language="cypher", wrap_lines=True)
        st.code(json.dumps(dict(used.params), ensure_ascii=False, indent=1), language="json", wrap_lines=True)
        st.caption(t("ask.repeat"))
        st.code(
            f"python -m kg ask {json.dumps(answer.read_as or answer.question, ensure_ascii=False)} --json",
            language="bash",
        )


with page("ask") as engine:
    use_proofs()
    question = ask_field()
    if not question:
        show_examples(engine)
    elif len(question) > LONGEST_QUESTION:
        st.html(make_box("failure", t("ask.toolong"), t("ask.toolong.do", n=len(question), most=LONGEST_QUESTION)))
    else:
        with st.spinner(t("ask.working")):
            reply = ask_in_turn(engine, question)
        show_answer(engine, reply)
    keep_in_browser()
