"""The ways into 校核: addresses that open it at a quote or an entity, and how a decision is made and told there."""

from collections.abc import Callable
from urllib.parse import urlencode

import streamlit as st

from app_pages.language import current, t
from app_pages.markup import esc, make_box
from app_pages.services import show_failure
from kg.answer.model import Citation
from kg.errors import KGError, QueryError

DONE = "judge-done"  # in the session: what was decided last, told once


def correction_href(citation: Citation, *, entity_id: str = "") -> str:
    """The address at which what was read from a quote is put right; the facts of an entity come first where one is given."""
    told = {"fact": place_of(citation), **({"entity": entity_id} if entity_id else {}), "lang": current()}
    return "judge?" + urlencode(told)


def place_of(citation: Citation) -> str:
    """A quote's place as an address tells it; `parse_place` reads it."""
    return f"{citation.document_id}:{citation.start}-{citation.end}"


def entity_correction_href(entity_id: str) -> str:
    """The address at which an entity's name, class and other names are put right."""
    return "judge?" + urlencode({"entity": entity_id, "lang": current()})


def correction_link(href: str) -> str:
    """A small 更正 for where facts and entities are shown; HTML, to an address of this module."""
    return f'<a class="pg-correct" href="{esc(href)}" target="_self">{esc(t("correct.link"))}</a>'


def go(**address: str) -> None:
    """Opens another view of the desk in the same session, so that the name that was given stays."""
    for key in ("fact", "entity"):
        st.query_params.pop(key, None)
    st.query_params.update(address)
    st.rerun()


def parse_place(text: str) -> tuple[str, int, int]:
    """Document, start and end of an address's `fact`; a QueryError for anything else."""
    document_id, _, span = text.rpartition(":")
    start, _, end = span.partition("-")
    if not document_id or not start.isdigit() or not end.isdigit() or not int(start) < int(end):
        raise QueryError(f"地址中的 fact={text}：须是 文件编号:起-止；请从页面上的“更正”进入")
    return document_id, int(start), int(end)


def attempt(decide: Callable[[], None], told: str, *, undone: bool = False) -> None:
    """Makes a decision, or takes one back, and shows the page anew over it; a refusal stays on the page, in words."""
    try:
        with st.spinner(t("library.writing")):
            decide()
    except KGError as err:
        show_failure(err)
    else:
        st.session_state[DONE] = (told, undone)
        st.rerun()


def show_done() -> None:
    """What was decided last, and where it is taken back; what was taken back."""
    told, undone = st.session_state.pop(DONE, ("", False))
    if undone:
        st.html(make_box("answer", t("correct.undone"), told))
    elif told:
        st.html(make_box("answer", t("correct.done"), t("correct.done.text", told=told)))
