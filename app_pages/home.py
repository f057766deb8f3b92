"""首页: what is in, what can be asked, how much was found, when it was last read."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from app_pages.examples import make_examples
from app_pages.language import t, type_label
from app_pages.markup import make_tiles
from app_pages.services import page
from kg.engine import Engine

NO_FACTS = ("MENTIONS", "IN_DOCUMENT")


def show_question() -> None:
    """The question field; Enter leads to the answer."""
    with st.form("home_question", border=False):
        left, right = st.columns([8, 1], vertical_alignment="bottom")
        question = left.text_input(t("ask.field"), placeholder=t("ask.placeholder"), label_visibility="collapsed")
        asked = right.form_submit_button(t("ask.button"), type="primary", width="stretch")
    if asked and question.strip():
        st.switch_page("app_pages/ask.py", query_params={"q": question.strip()})


def show_examples(engine: Engine) -> None:
    """Questions made from what is in; each leads to its answer."""
    st.subheader(t("home.examples"), anchor=False)
    with st.container(key="examples"):
        columns = st.columns(2, gap="small")
        for place, question in enumerate(make_examples(engine)):
            columns[place % 2].page_link(
                "app_pages/ask.py", label=question, query_params={"q": question}, width="stretch"
            )


def show_counts(engine: Engine, counts: Mapping[str, int]) -> None:
    """Key figures, then the entities by type, each a way into the entity page."""
    facts = sum(int(str(row["n"])) for row in engine.query("relation_counts") if row["relation"] not in NO_FACTS)
    types = [name for name in engine_types(counts) if name != "Task"]
    figures = [
        (t("count.documents"), counts.get("Document", 0)),
        (t("count.passages"), counts.get("Chunk", 0)),
        (t("count.entities"), sum(counts[name] for name in types)),
        (t("count.facts"), facts),
        (t("count.tasks"), counts.get("Task", 0)),
        (t("count.values"), counts.get("Observation", 0)),
    ]
    st.html(make_tiles([(label, f"{number:,}") for label, number in figures]))
    st.subheader(t("home.types"), anchor=False)
    with st.container(horizontal=True, gap="small", key="types"):
        for name in sorted(types, key=lambda name: -counts[name]):
            label = f"{type_label(name)} {counts[name]:,}"
            st.page_link("app_pages/entity.py", label=label, query_params={"type": name})


def engine_types(counts: Mapping[str, int]) -> list[str]:
    """The entity types of which there is at least one."""
    return [name for name in counts if name not in ("Document", "Chunk", "Observation")]


def show_documents(engine: Engine) -> None:
    """The plans that are in, with what they say of themselves."""
    st.subheader(t("home.documents"), anchor=False)
    rows = {str(row["document_id"]): row for row in engine.documents()}
    table = [
        {
            t("column.title"): row["heading"] or row["name"],
            t("column.kind"): row["kind"] or "—",
            t("column.region"): row["region"] or "—",
            t("column.period"): period(row),
            t("column.issuer"): row["issuer"] or "—",
            t("column.sections"): rows.get(str(row["id"]), {}).get("sections"),
            t("column.relations"): rows.get(str(row["id"]), {}).get("relations"),
        }
        for row in engine.query("documents")
    ]
    st.dataframe(table, hide_index=True, column_config={t("column.title"): st.column_config.TextColumn(width=440)})


def period(row: Mapping[str, object]) -> str:
    """2021–2025, one year, or a dash."""
    years = [str(row[key]) for key in ("period_start", "period_end") if row[key]]
    return "–".join(dict.fromkeys(years)) or "—"


def show_last_run(engine: Engine) -> None:
    """When documents were last read, and what did not go well."""
    ledger: list[dict[str, Any]] = engine.documents()
    state = engine.state()
    failed = sum(row["status"] == "failed" for row in ledger)
    warned = sum(bool(row["warnings"]) for row in ledger)
    last = max((str(row["added_at"]) for row in ledger), default="").replace("T", " ")
    st.caption(
        t("home.last", time=last, failed=failed, warned=warned)
        + "　"
        + t("home.engine", graph=state.graph.split("@")[-1], encoder=state.encoder)
    )


with page("home") as engine:
    show_question()
    show_examples(engine)
    found = {str(row["label"]): int(str(row["n"])) for row in engine.query("counts")}
    show_counts(engine, found)
    show_documents(engine)
    show_last_run(engine)
