"""Evidence as a reader wants it: the quote marked in its paragraph, the official citation, a text to copy."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from app_pages.language import current, t
from app_pages.markup import esc, make_figure, quote_in_paragraph
from kg.answer.model import Citation
from kg.engine import Engine
from kg.records import Hit

SECTION_SEPARATOR = " > "  # between the headings of a path in the graph


def citation_of(engine: Engine, row: Mapping[str, object]) -> Citation:
    """The citation of a graph row that has document_id, section, quote, start_char and end_char."""
    document = engine.document(str(row["document_id"]))
    return Citation(
        document=document.name,
        document_id=document.id,
        title=document.title,
        section=tuple(part for part in str(row["section"] or "").split(SECTION_SEPARATOR) if part),
        quote=str(row["quote"]),
        start=int(str(row["start_char"])),
        end=int(str(row["end_char"])),
        basis=str(row.get("basis") or "direct"),
    )


def citation_of_hit(hit: Hit) -> Citation:
    """The citation of a passage as a whole."""
    return Citation.of_hit(hit)


def widest(citations: Sequence[Citation]) -> list[Citation]:
    """The citations without those whose quote lies within another's."""
    return [
        one
        for one in citations
        if not any(
            other.document_id == one.document_id
            and other.start <= one.start
            and one.end <= other.end
            and (other.start, other.end) != (one.start, one.end)
            for other in citations
        )
    ]


def figure_of(engine: Engine, citation: Citation) -> str:
    """The HTML of one piece of evidence."""
    text = engine.document(citation.document_id).text
    notes = [t("evidence.heading")] if citation.basis == "heading" else []
    return make_figure(
        citation.official, quote_in_paragraph(text, citation.start, citation.end), notes, make_copy(citation)
    )


def make_copy(citation: Citation) -> str:
    """The button that copies what an official pastes into a paper: the quote and where it stands."""
    return (
        f'<button type="button" class="pg-copy" data-copy="{esc(citation.copied)}" '
        f'data-done="{esc(t("answer.copied"))}">{esc(t("answer.copy"))}</button>'
    )


def show_citation(engine: Engine, citation: Citation) -> None:
    """The evidence, with a button that copies it."""
    st.html(figure_of(engine, citation))


def entity_href(entity_id: str) -> str:
    """The address of an entity's page, relative to any page of the app; the language goes along."""
    return "entity?" + urlencode({"id": entity_id, "lang": current()})


def links_href(entity_id: str) -> str:
    """The address of an entity's links, relative to any page of the app; the language goes along."""
    return "links?" + urlencode({"id": entity_id, "lang": current()})
