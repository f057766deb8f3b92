"""首页: what is in and what can be done with it, at a glance; every number opens to what it counts."""

import streamlit as st

from app_pages.address import show_on_paper
from app_pages.examples import make_examples
from app_pages.language import kind_label, relation_label, t, type_label
from app_pages.pages import NAMES, PAGES
from app_pages.services import page
from app_pages.strings import TEXT
from app_pages.theme import focus, height_for
from kg.engine import Engine
from kg.holdings import SAID, Figures, Paper, count_by, figures, papers

DESKS = ("find", "desk")  # sections of the navigation whose pages have a card
A_ROW = 3  # cards
MOST_SAID = 4  # periods, regions, kinds that are named
MOST_LISTED = 30  # documents; the library lists all


def show_question() -> None:
    """The question field; Enter leads to the answer."""
    with st.form("home_question", border=False):
        left, right = st.columns([8, 1], vertical_alignment="bottom")
        question = left.text_input(
            t("ask.field"), placeholder=t("ask.placeholder"), label_visibility="collapsed", key="home.question"
        )
        asked = right.form_submit_button(t("ask.button"), type="primary", width="stretch")
    focus("home-question")
    if asked and question.strip():
        st.switch_page("app_pages/ask.py", query_params={"q": question.strip()})


def show_figures(found: Figures) -> None:
    """How much is in; each number leads to what it counts."""
    values = "indicators" if "indicators" in NAMES else "facts"
    tiles = (
        ("documents", found.documents, "library", {}),
        ("passages", found.passages, "library", {}),
        ("entities", found.entities, "entity", {}),
        ("facts", found.facts, "facts", {}),
        ("tasks", found.tasks, "tasks", {}),
        ("values", found.values, values, {"relation": "HAS_VALUE"} if values == "facts" else {}),
    )
    with st.container(key="figures"):
        for column, (name, number, target, params) in zip(st.columns(len(tiles), gap=None), tiles, strict=True):
            said = t(f"count.{name}")
            label = f"**{number:,}** {said}"
            column.page_link(f"app_pages/{target}.py", label=label, query_params=params, width="stretch")


def show_said(found: list[Paper]) -> None:
    """Which periods, regions and kinds of document are in; each leads to its documents."""
    with st.container(horizontal=True, gap=None, vertical_alignment="center", key="said"):
        for said in SAID:
            tally = count_by(found, said)
            if not tally:
                continue
            st.caption(t(f"column.{said}"), width="content")
            for value, number in list(tally.items())[:MOST_SAID]:
                st.page_link(
                    "app_pages/library.py", label=f"{kind_label(value)} · {number}", query_params={said: value}
                )
            if len(tally) > MOST_SAID:
                st.page_link("app_pages/library.py", label=t("home.others", n=len(tally) - MOST_SAID))


def show_desks() -> None:
    """A card a page: its name and what it is for."""
    st.subheader(t("home.desks"), anchor=False)
    cards = [(name, icon) for name, icon, section in PAGES if section in DESKS and name != "ask"]
    with st.container(key="desks"):
        for start in range(0, len(cards), A_ROW):
            for column, (name, icon) in zip(st.columns(A_ROW, gap="small"), cards[start : start + A_ROW], strict=False):
                text = t(f"card.{name}") if f"card.{name}" in TEXT else t(f"{name}.lead")
                title = t(f"nav.{name}")
                column.page_link(f"app_pages/{name}.py", label=f"**{title}** {text}", icon=icon, width="stretch")


def show_examples(engine: Engine) -> None:
    """Questions made from what is in; each leads to its answer."""
    st.subheader(t("home.examples"), anchor=False)
    with st.container(key="examples"):
        columns = st.columns(2, gap="small")
        for place, question in enumerate(make_examples(engine)):
            columns[place % 2].page_link(
                "app_pages/ask.py", label=question, query_params={"q": question}, width="stretch"
            )


def show_kinds(found: Figures) -> None:
    """Entities by type and facts by relation, each a way to the list."""
    st.subheader(t("home.types"), anchor=False)
    with st.container(horizontal=True, gap="small", key="types"):
        for name, number in found.types.items():
            st.page_link("app_pages/entity.py", label=f"{type_label(name)} {number:,}", query_params={"type": name})
    st.subheader(t("home.relations"), anchor=False)
    with st.container(horizontal=True, gap="small", key="relations"):
        for name, number in found.relations.items():
            label = f"{relation_label(name)} {number:,}"
            st.page_link("app_pages/facts.py", label=label, query_params={"relation": name})


def show_documents(found: list[Paper]) -> None:
    """The plans that are in, with what they say of themselves."""
    st.subheader(t("home.documents"), anchor=False)
    table = [
        {
            t("column.title"): paper.title,
            t("column.kind"): paper.kind or "—",
            t("column.region"): paper.region or "—",
            t("column.period"): paper.period or "—",
            t("column.issuer"): paper.issuer or "—",
            t("column.sections"): paper.sections,
            t("column.relations"): paper.relations,
        }
        for paper in found[:MOST_LISTED]
    ]
    config = {t("column.title"): st.column_config.TextColumn(width=440)}
    st.dataframe(table, hide_index=True, column_config=config, height=height_for(len(table)), alt=t("home.documents"))
    show_on_paper(table)
    if len(found) > MOST_LISTED:
        st.page_link("app_pages/library.py", label=t("home.others", n=len(found) - MOST_LISTED))


def show_last_run(engine: Engine) -> None:
    """When documents were last read, and what did not go well."""
    ledger = engine.documents()
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
    counted, held = engine.once(figures), engine.once(papers)
    show_figures(counted)
    show_said(held)
    show_desks()
    show_examples(engine)
    show_kinds(counted)
    show_documents(held)
    show_last_run(engine)
