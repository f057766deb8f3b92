"""问答: a question, its answer in a sentence and a table, the evidence, and the query that gave it."""

import json

import streamlit as st

from app_pages.evidence import citation_of_hit, copy_text, entity_href, show_citation, widest
from app_pages.examples import make_examples
from app_pages.exporting import to_csv
from app_pages.language import role_label, t, type_label
from app_pages.language_model import show_model
from app_pages.markup import make_box, make_link, make_passage, plain
from app_pages.services import page
from app_pages.theme import WRAPPED, height_for
from kg.answer.model import AMBIGUOUS, ANSWERED, Answer, AnswerRow
from kg.engine import LONGEST_QUESTION, Engine

FIRST_ROWS = 10  # evidence of so many rows is opened for reading; the rest on demand
BOXES = {ANSWERED: "answer", AMBIGUOUS: "ambiguous"}
PIXELS, LINES = 15, 3  # a sign's width, and the lines of a row, in the table of an answer
FIELDS = ("role", "number", "value", "unit", "amount", "year", "group", "note")


def ask_field() -> str:
    """The question field; the question stands in the address, so that an answer can be sent on."""
    given = st.query_params.get("q", "")
    with st.form("ask", border=False):
        left, right = st.columns([8, 1], vertical_alignment="bottom")
        question = left.text_input(
            t("ask.field"), value=given, placeholder=t("ask.placeholder"), label_visibility="collapsed"
        )
        asked = right.form_submit_button(t("ask.button"), type="primary", width="stretch")
    if asked:
        st.query_params["q"] = question.strip()
        return str(question).strip()
    return str(given).strip()


def ask_in_turn(engine: Engine, question: str) -> Answer:
    """The answer, read from the session's question before where it leans on it; a page run again asks the same again."""
    turn = st.session_state.get("turn", {})
    previous = turn.get("previous", "") if turn.get("question") == question else turn.get("whole", "")
    answer = engine.ask(question, previous=previous)
    whole = answer.read_as or question
    st.session_state["turn"] = {"question": question, "previous": previous, "whole": whole}
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
    st.html(make_box(kind, t(f"ask.{kind}"), answer.text))
    for suggestion in answer.suggestions:
        st.page_link(
            "app_pages/ask.py", label=suggestion, icon=":material/arrow_forward:", query_params={"q": suggestion}
        )
    if answer.answers:
        show_table(answer)
        show_evidence(engine, answer)
    show_model(engine, answer)
    if answer.passages:
        show_passages(answer)
    if answer.query:
        show_query(engine, answer)


def make_row(row: AnswerRow) -> dict[str, object]:
    """A row as the table and the file show it; the citations stand in the last column."""
    cited = "；".join(dict.fromkeys(citation.official for citation in row.evidence))
    fields = {t(f"column.{field}"): getattr(row, field) for field in FIELDS}
    fields[t("column.role")] = role_label(row.role)
    return {t("column.name"): row.name, t("column.type"): type_label(row.type), **fields, t("column.source"): cited}


def shorten(text: str, room: int) -> str:
    """The text as far as there is room for it; the file to download has it whole."""
    return text if len(text) <= room else text[: room - 1] + "…"


def show_table(answer: Answer) -> None:
    """All rows; columns that say nothing are left out."""
    rows = [make_row(row) for row in answer.answers]
    columns = [name for name in rows[0] if any(row[name] not in (None, "") for row in rows)]
    rows = [{name: "" if row[name] is None else str(row[name]) for name in columns} for row in rows]
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    left.subheader(t("ask.rows", n=len(rows)), anchor=False)
    name = f"{answer.question[:40]}.csv".replace("/", "_")
    right.download_button(
        t("download.csv"),
        to_csv(rows),
        name,
        "text/csv",
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )
    wide = {"column.name": 200, "column.role": 90, "column.group": 190, "column.note": 190, "column.source": 330}
    rooms = {t(key): width // PIXELS * LINES for key, width in wide.items()}
    st.dataframe(
        [{name: shorten(text, rooms.get(name, len(text))) for name, text in row.items()} for row in rows],
        hide_index=True,
        row_height=WRAPPED,
        height=height_for(len(rows), WRAPPED),
        column_config={t(key): st.column_config.TextColumn(width=width) for key, width in wide.items()},
    )


def show_evidence(engine: Engine, answer: Answer) -> None:
    """An expander a row: its quotes in their paragraphs, each with a citation to copy."""
    st.subheader(t("ask.evidence"), anchor=False)
    shown = st.session_state.get("evidence_shown", {}).get(answer.question, FIRST_ROWS)
    for row in answer.answers[:shown]:
        parts = [row.name, role_label(row.role), f"{row.value or ''}{row.unit or ''}", row.year or ""]
        label = " · ".join(part for part in parts if part)
        with st.expander(f"{plain(label)}　:gray[{t('ask.pieces', n=len(widest(row.evidence)))}]"):
            if row.entity_id:
                st.html(make_link(entity_href(row.entity_id), t("entity.open")))
            for citation in widest(row.evidence):
                show_citation(engine, citation)
    left = len(answer.answers) - shown
    if left > 0 and st.button(t("ask.more", n=left)):
        st.session_state["evidence_shown"] = {answer.question: len(answer.answers)}
        st.rerun()


def show_passages(answer: Answer) -> None:
    """The nearest passages, said to be no answer where there is none."""
    st.subheader(t("ask.passages" if answer.status == ANSWERED else "ask.nearest"), anchor=False)
    for hit in answer.passages[:5]:
        citation = citation_of_hit(hit)
        with st.expander(plain(citation.official), expanded=hit is answer.passages[0]):
            st.html(make_passage(hit.chunk.text))
            st.code(copy_text(citation), language=None, wrap_lines=True)


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
    question = ask_field()
    if not question:
        show_examples(engine)
    elif len(question) > LONGEST_QUESTION:
        st.html(make_box("failure", t("ask.toolong"), t("ask.toolong.do", n=len(question), most=LONGEST_QUESTION)))
    else:
        with st.spinner(t("ask.working")):
            reply = ask_in_turn(engine, question)
        show_answer(engine, reply)
