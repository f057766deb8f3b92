"""What a language model may add below an answer, only where one is configured: checked prose, or a query shown before it runs."""

import streamlit as st

from app_pages.language import message, t
from app_pages.markup import esc, lines, make_box, make_terms, plain
from app_pages.proof import make_fold, make_proofs
from kg.answer.model import Answer
from kg.engine import Engine
from kg.llm.propose import Proposal, ProposedRow, Result, propose, run_proposal, why_not
from kg.llm.prose import Prose, write_prose


def show_model(engine: Engine, answer: Answer) -> None:
    """The button that fits the answer, and what came of it; nothing without a configured model."""
    if not engine.settings.llm_url:
        return
    if answer.answers:
        show_prose(engine, answer)
    if not why_not(answer):
        show_proposal(engine, answer)


def show_prose(engine: Engine, answer: Answer) -> None:
    """The prose that stood the check with its quotes; folded, what was removed and why."""
    if st.button(t("model.write"), icon=":material/edit_note:"):
        with st.spinner(t("model.writing")):
            st.session_state["prose"] = answer, write_prose(engine, answer)
    asked, prose = st.session_state.get("prose", (None, None))
    if asked != answer or not isinstance(prose, Prose):
        return
    if prose.note:
        st.html(make_box("notfound", t("model.nothing"), message(prose.note)))
    else:
        st.html(make_box("model", t("model.prose", model=prose.model), prose.text))
    cited = {number for sentence in prose.sentences for number in sentence.citations}
    rows = [
        make_fold(esc(f"[{one.number}] {one.citation.official}"), make_proofs(engine, [one.citation]))
        for one in prose.quotes
        if one.number in cited
    ]
    if rows:
        st.html(f'<div class="pg-table pg-plainly">{"".join(rows)}</div>')
    if prose.removed:
        with st.expander(t("model.removed", n=len(prose.removed))):
            st.html(make_terms((one.text, message(one.why)) for one in prose.removed))


def show_proposal(engine: Engine, answer: Answer) -> None:
    """The proposed query; its rows only after a second button, pressed with the query in sight."""
    if st.button(t("model.propose"), icon=":material/code:"):
        with st.spinner(t("model.proposing")):
            st.session_state["proposal"] = answer, propose(engine, answer)
        st.session_state.pop("proposal_result", None)
    asked, proposal = st.session_state.get("proposal", (None, None))
    if asked != answer or not isinstance(proposal, Proposal):
        return
    if not proposal.can_run:
        kind = "model.refused" if proposal.refused else "model.none"
        st.html(make_box("notfound", t(kind), message(proposal.refused or proposal.note), proposal.cypher))
        return
    st.caption(t("model.proposed", model=plain(proposal.model)))
    st.code(proposal.cypher, language="cypher", wrap_lines=True)
    if st.button(t("model.run"), type="primary", icon=":material/play_arrow:"):
        st.session_state["proposal_result"] = proposal, run_proposal(engine, proposal.cypher)
    ran, result = st.session_state.get("proposal_result", (None, None))
    if ran == proposal and isinstance(result, Result):
        show_result(engine, result)


def show_result(engine: Engine, result: Result) -> None:
    """The rows as what they are: of a proposed query, each with its quote where it has one."""
    left = t("model.left", n=result.left_out) if result.left_out else ""
    st.html(make_box("ambiguous", t("model.rows", n=len(result.rows)), left))
    if result.rows:
        heads = list(result.rows[0].shown)
        body = "".join(_result_row(engine, row) for row in result.rows)
        head = "".join(f"<span>{esc(name)}</span>" for name in heads)
        columns = f"--pg-columns: repeat({len(heads)}, minmax(0, 1fr))"
        st.html(f'<div class="pg-table" style="{columns}"><div class="pg-head">{head}</div>{body}</div>')


def _result_row(engine: Engine, row: ProposedRow) -> str:
    """A row that opens to its quote; one without a quote says so."""
    cells = "".join(f"<span>{lines(value)}</span>" for value in row.shown.values())
    return make_fold(cells, make_proofs(engine, [row.citation]) if row.citation else esc(t("model.unquoted")))
