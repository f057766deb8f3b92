"""Evidence beside the paragraph it stands in: quote, badge, citation and a button that copies it; its neighbours at hand."""

from collections.abc import Iterable
from pathlib import Path

import streamlit as st

from app_pages.correcting import correction_href, correction_link
from app_pages.evidence import make_copy, widest
from app_pages.language import role_label, t
from app_pages.markup import esc, lines
from kg.answer.model import Citation
from kg.answer.shown.around import Around, around
from kg.engine import Engine

FOLDER = Path(__file__).parent
MOST = 6  # pieces of evidence shown of one row
CHIPS = {
    "牵头": "lead",
    "主责": "lead",
    "责任": "duty",
    "负责": "duty",
    "配合": "support",
}


def use_proofs() -> None:
    """The style of answers."""
    st.html(FOLDER / "answer.css")


def make_role(role: str, count: int = 0) -> str:
    """A role as a coloured chip, with the number of its rows where one is given; roles of other kinds are plain."""
    number = f" {count}" if count else ""
    return f'<span class="pg-role pg-role-{CHIPS.get(role, "other")}">{esc(role_label(role))}{number}</span>'


def make_badge(citation: Citation) -> str:
    """Whether the quote states the fact itself or one end of it comes from the heading."""
    if citation.basis == "heading":
        why = esc(t("answer.heading.why"))
        return f'<span class="pg-basis pg-basis-heading" title="{why}">{esc(t("answer.heading"))}</span>'
    return f'<span class="pg-basis pg-basis-direct">{esc(t("answer.direct"))}</span>'


def make_fold(summary: str, body: str, *, is_open: bool = False) -> str:
    """A row of a table of ours that opens to more; both are HTML already."""
    return (
        f'<details class="pg-row"{" open" if is_open else ""}><summary>{summary}</summary>'
        f'<div class="pg-body">{body}</div></details>'
    )


def make_passage_proof(citation: Citation) -> str:
    """A passage as a whole with its citation to copy."""
    return (
        f'<div class="pg-place"><blockquote>{lines(citation.quote)}</blockquote></div>'
        f'<p class="pg-official">{make_copy(citation)}</p>'
    )


def make_proofs(engine: Engine, citations: Iterable[Citation]) -> str:
    """The pieces of evidence of one row, those within another left out, and how many are not shown."""
    found = widest(tuple(citations))
    shown = "".join(_proof(one, around(engine.document(one.document_id), one)) for one in found[:MOST])
    left = len(found) - MOST
    return shown + (f'<p class="pg-also">{esc(t("answer.more", n=left))}</p>' if left > 0 else "")


def _proof(citation: Citation, place: Around) -> str:
    """Left what is cited, right where it stands."""
    path = [
        " › ".join(citation.section) or citation.title,
        t("answer.page", page=citation.page) if citation.page else "",
    ]
    columns = t("answer.columns", header=place.header) if place.header else ""
    before, after = _neighbour(t("answer.before"), place.before), _neighbour(t("answer.after"), place.after)
    return (
        f'<div class="pg-proof"><div class="pg-claim">{make_badge(citation)}'
        f'<q class="pg-quote">{lines(citation.quote)}</q>'
        f'<cite class="pg-official">{esc(citation.official)}</cite>{make_copy(citation)}'
        f"{correction_link(correction_href(citation))}</div>"
        f'<div class="pg-place"><p class="pg-path">{esc(" · ".join(filter(None, path)))}</p>{before}'
        + (f'<p class="pg-header">{lines(columns)}</p>' if columns else "")
        + f"<blockquote>{lines(place.left)}<mark>{lines(place.quote)}</mark>{lines(place.right)}</blockquote>"
        + f"{after}</div></div>"
    )


def _neighbour(label: str, text: str) -> str:
    return f'<details class="pg-beside"><summary>{esc(label)}</summary>{lines(text)}</details>' if text else ""
