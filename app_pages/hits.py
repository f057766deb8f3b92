"""One passage on the search page: its place, its text with words and nearest sentence marked, why it was found, what stands around."""

from collections.abc import Sequence

import streamlit as st

from app_pages.evidence import citation_of_hit, make_copy
from app_pages.language import t
from app_pages.markup import esc, lines, make_chips, make_passage, mark_sentence
from kg.answer.model import official
from kg.engine import Engine
from kg.records import Chunk, Hit
from kg.search import Why, highlight


def show_hit(engine: Engine, hit: Hit, why: Why, words: Sequence[str], place: int) -> None:
    """A passage with its reasons and its citation to copy; below it the passages around it."""
    chunk = hit.chunk
    citation = citation_of_hit(hit)
    header = f'<p class="pg-header">{lines(chunk.header)}</p>' if chunk.header else ""
    body = mark_sentence(chunk.text, highlight(chunk.text, tuple(words)), why.sentence)
    st.html(
        f'<article class="pg-hit"><h3><span>{place}</span>{esc(citation.official)}</h3>{header}'
        f"<blockquote>{body}</blockquote>{_also(hit)}<footer>"
        + make_chips([t("search.score", score=f"{hit.score:.2f}")], "pg-strong")
        + make_chips(_ranks(hit))
        + make_chips(_reasons(why), "pg-plain")
        + make_copy(citation)
        + "</footer></article>"
    )
    with st.container(key=f"around-{place}"), st.expander(t("search.around"), type="compact"):
        before, after = engine.neighbours(hit)
        _show_neighbour("search.previous", before)
        _show_neighbour("search.next", after)


def _ranks(hit: Hit) -> list[str]:
    """In which lists the passage was found, at which rank, with which score."""
    return [
        t("search.rank", list=t(f"list.{name}"), rank=rank, score=f"{hit.scores.get(name, 0.0):.2f}")
        for name, rank in sorted(hit.ranks.items(), key=lambda pair: pair[1])
    ]


def _reasons(why: Why) -> list[str]:
    told = [t("search.words", words="、".join(why.words))] if why.words else []
    return [*told, *([t("search.entities", names="、".join(why.entities))] if why.entities else [])]


def _also(hit: Hit) -> str:
    """Where else the passage stands."""
    if not hit.also:
        return ""
    places = "；".join(official(other.title, other.chunk.path) for other in hit.also)
    return f'<p class="pg-also">{esc(t("search.also", n=len(hit.also), places=places))}</p>'


def _show_neighbour(label: str, chunk: Chunk | None) -> None:
    st.caption(t(label))
    st.html(make_passage(chunk.text if chunk else t("search.edge")))
