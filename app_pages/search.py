"""检索: passages by words and by meaning, limited by document, type and section; each says why it was found."""

from collections.abc import Sequence

import streamlit as st

from app_pages.evidence import citation_of_hit, copy_text
from app_pages.language import ontology, t, type_label
from app_pages.markup import esc, lines, make_box, make_chips, mark
from app_pages.services import page
from kg.engine import LONGEST_QUESTION, Engine
from kg.records import Hit
from kg.search import SearchFilters, highlight, matched_words, query_words

SIZES = (10, 20, 50)


def ask_filters(engine: Engine) -> tuple[str, int, SearchFilters]:
    """The query, how many passages, and what they are limited to."""
    titles = {
        row["document_id"]: row["title"] or row["document"] for row in engine.documents() if row["status"] != "failed"
    }
    with st.form("search", border=False):
        left, right = st.columns([8, 1], vertical_alignment="bottom")
        query = left.text_input(
            t("search.field"),
            value=st.query_params.get("q", ""),
            placeholder=t("search.placeholder"),
            label_visibility="collapsed",
        )
        right.form_submit_button(t("search.button"), type="primary", width="stretch")
        cells = st.columns([4, 3, 3, 2, 2])
        documents = cells[0].multiselect(
            t("filter.document"), list(titles), format_func=lambda key: titles[key], placeholder=t("filter.all")
        )
        types = cells[1].multiselect(
            t("filter.type"), ontology().entity_types, format_func=type_label, placeholder=t("filter.all")
        )
        section = cells[2].text_input(t("filter.section"), placeholder=t("filter.section.hint"))
        kind = cells[3].selectbox(t("filter.kind"), ("", "text", "table_row"), format_func=lambda key: t(f"kind.{key}"))
        size = cells[4].selectbox(t("filter.size"), SIZES)
    filters = SearchFilters(
        documents=tuple(documents),
        types=tuple(types),
        passages=(kind,) if kind else (),
        sections=tuple(filter(None, [section.strip()])),
    )
    return query.strip(), size, filters


def why(hit: Hit) -> list[str]:
    """In which lists the passage was found, at which rank, with which score."""
    return [
        t("search.rank", list=t(f"list.{name}"), rank=rank, score=f"{hit.scores.get(name, 0.0):.2f}")
        for name, rank in sorted(hit.ranks.items(), key=lambda pair: pair[1])
    ]


def show_hit(hit: Hit, words: Sequence[str], place: int) -> None:
    """One passage: citation, text with the query's words marked, reasons."""
    chunk = hit.chunk
    citation = citation_of_hit(hit)
    matched = matched_words("\n".join((*chunk.path, chunk.header, chunk.text)), tuple(words))
    header = f'<p class="pg-header">{lines(chunk.header)}</p>' if chunk.header else ""
    body = mark(chunk.text, highlight(chunk.text, tuple(words)))
    st.html(
        f'<article class="pg-hit"><h3><span>{place}</span>{esc(citation.official)}</h3>{header}'
        f"<blockquote>{body}</blockquote><footer>"
        + make_chips([t("search.score", score=f"{hit.score:.2f}")], "pg-strong")
        + make_chips(why(hit))
        + (make_chips([t("search.words", words="、".join(matched))], "pg-plain") if matched else "")
        + "</footer></article>"
    )
    with st.expander(t("evidence.copy"), type="compact"):
        st.code(copy_text(citation), language=None, wrap_lines=True)


def show_hits(engine: Engine, query: str, size: int, filters: SearchFilters) -> None:
    """The passages found; none means that the filters admit none, and is said so."""
    with st.spinner(t("search.working")):
        hits = engine.search(query, k=size, filters=filters)
    if not hits:
        st.html(make_box("notfound", t("search.none"), t("search.none.do")))
        return
    words = query_words(query)
    st.caption(t("search.found", n=len(hits)))
    for place, hit in enumerate(hits, start=1):
        show_hit(hit, words, place)


with page("search") as engine:
    text, most, chosen = ask_filters(engine)
    if len(text) > LONGEST_QUESTION:
        st.html(make_box("failure", t("ask.toolong"), t("ask.toolong.do", n=len(text), most=LONGEST_QUESTION)))
    elif text:
        st.query_params["q"] = text
        show_hits(engine, text, most, chosen)
    else:
        st.html(make_box("empty", t("search.start"), t("search.start.text")))
