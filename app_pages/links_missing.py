"""Links that no document states, on the page 关联."""

from collections import Counter
from dataclasses import replace

import streamlit as st

from app_pages.evidence import SECTION_SEPARATOR
from app_pages.language import t, type_label
from app_pages.links_evidence import show_facts
from app_pages.links_rows import pick_row
from app_pages.links_state import field
from app_pages.markup import esc, make_box, make_figure, quote_in_paragraph
from kg.answer.model import Citation
from kg.engine import Engine
from kg.links.missing import KINDS, Missing, missing_of
from kg.links.view import View
from kg.links.web import Web

MOST_MENTIONS = 8


def show_missing(engine: Engine, web: Web, view: View) -> View:
    """One kind at a time; a row opens what is stated beside it."""
    found = engine.once(missing_of)
    counts = Counter(one.kind for one in found)
    st.caption(t("links.told.missing", n=len(engine.loaded)))
    kind = st.selectbox(
        t("links.missing.kind"),
        KINDS,
        key=field("lack", view.lack),
        format_func=lambda name: t("links.missing.one", label=t(f"links.missing.{name}"), n=counts[name]),
    )
    rows = [one for one in found if one.kind == kind]
    if not rows:
        st.html(make_box("answer", t("links.missing.none")))
        return replace(view, lack=kind)
    everything = [{t("links.missing.kind"): t(f"links.missing.{one.kind}"), **row_of(one)} for one in found]
    place, beside = pick_row(
        [row_of(one) for one in rows] if rows[0].other else [head_of(one) for one in rows],
        f"missing_{kind}",
        t("links.missing.csv"),
        all_rows=everything,
    )
    if place is not None:
        with beside:
            show_beside(engine, web, rows[place])
    return replace(view, lack=kind)


def head_of(one: Missing) -> dict[str, object]:
    """Name and class."""
    return {t("column.name"): one.node.name, t("column.type"): type_label(one.node.type)}


def row_of(one: Missing) -> dict[str, object]:
    """A line of the table; of a park its industry and how many enterprises of it stand elsewhere."""
    beside = {
        t("column.industry"): one.other.name if one.other else "",
        t("links.missing.beside"): len(one.facts) - 1 if one.other else "",
    }
    return head_of(one) | beside


def show_beside(engine: Engine, web: Web, one: Missing) -> None:
    """What is stated of it, and where it is named."""
    st.html(f'<h3 class="pg-group">{esc(t("links.facts", n=len(one.facts)))}</h3>')
    show_facts(engine, web, one.facts)
    mentions = engine.query("mentions_of", {"id": one.node.id})
    st.html(f'<h3 class="pg-group">{esc(t("links.mentions", n=len(mentions)))}</h3>')
    for row in mentions[:MOST_MENTIONS]:
        document = engine.document(str(row["document_id"]))
        start, end = int(str(row["start_char"])), int(str(row["end_char"]))
        section = [part for part in str(row["section"]).split(SECTION_SEPARATOR) if part]
        citation = Citation.of(document, section, start, end)
        st.html(make_figure(citation.official, quote_in_paragraph(document.text, start, end)))
