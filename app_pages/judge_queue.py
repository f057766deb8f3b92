"""校核, 待办: the doubtful cases, the weightiest first, each with its reason, its quotes and what can be decided."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from app_pages.correcting import attempt, go, place_of
from app_pages.evidence import figure_of
from app_pages.judge_fact import fact_told, reject_button
from app_pages.judge_pairs import side_of
from app_pages.language import message, t, type_label
from app_pages.markup import esc, make_box, make_chips
from kg.answer.model import Citation
from kg.corrections.model import NOT_ALIAS, Correction
from kg.curation.case import GUESSED, PAIR, Case
from kg.curation.keeping import correct
from kg.curation.reviewed import add_review
from kg.curation.shelf import Shelf
from kg.judging import OPEN, Desk

SHOWN = 12  # cases at a time


def show_queue(shelf: Shelf, cases: Sequence[Case], who: str) -> None:
    """The cases of the chosen kind."""
    if not cases:
        st.html(make_box("answer", t("queue.none"), t("queue.none.text")))
        return
    counts = Counter(case.kind for case in cases)
    asked = st.query_params.get("kind")
    kind = st.pills(
        t("queue.kind"),
        list(counts),
        default=asked if asked in counts else None,
        key="judge-kind",
        format_func=lambda one: f"{t(f'queue.{one}')} {counts[one]}",
        label_visibility="collapsed",
    )
    if kind and kind != asked:
        st.query_params["kind"] = kind
    elif asked and not kind:
        del st.query_params["kind"]
    chosen = [case for case in cases if kind in (None, case.kind)]
    st.caption(t("queue.order"))
    most = st.session_state.get("judge-most", SHOWN)
    for case in chosen[:most]:
        show_case(shelf, case, who)
    if len(chosen) > most and st.button(t("queue.more", n=len(chosen) - most), icon=":material/expand_more:"):
        st.session_state["judge-most"] = most + SHOWN
        st.rerun()


def show_case(shelf: Shelf, case: Case, who: str) -> None:
    """One case: what it is, why it is doubtful, the quotes, the buttons."""
    with st.container(border=True):
        chips = make_chips([t(f"queue.{case.kind}"), t("queue.hanging", n=case.facts_hanging)])
        st.html(f'<div class="pg-case"><strong>{esc(case.title)}</strong>{chips}<p>{esc(reason_of(case))}</p></div>')
        if case.facts:
            show_facts(shelf, case, who)
        elif case.pair:
            show_pair(shelf, case, who)
        else:
            show_passage(shelf, case, who)


def reason_of(case: Case) -> str:
    """Why the case is doubtful, in words."""
    ready = {name: message(str(case.told[name])) for name in ("reasons", "why") if name in case.told}
    told = {**case.told, **ready, "type": type_label(str(case.told.get("type", "")))}
    return t(f"queue.why.{case.kind}", **told)


def show_facts(shelf: Shelf, case: Case, who: str) -> None:
    """Facts that cannot all hold: each with its quotes and a button that takes it out."""
    for number, fact in enumerate(case.facts):
        left, right = st.columns([8, 2], vertical_alignment="center")
        quotes = "".join(figure_of(shelf.engine, citation) for citation in fact.citations[:2])
        left.html(f'<div class="pg-stated">{fact_told(fact)}{quotes}</div>')
        with right:
            reject_button(shelf, fact, who, key=f"{case.id}-{number}")
    with st.columns([3, 7])[0]:
        review_button(shelf, case, who, t("queue.right"))


def show_pair(shelf: Shelf, case: Case, who: str) -> None:
    """Two things that may be one."""
    line, desk = case.pair, shelf.engine.once(Desk)
    if line is None:
        return
    left, right, buttons = st.columns([4, 4, 2])
    left.html(side_of(line.left, OPEN))
    right.html(side_of(line.right, OPEN))
    with buttons:
        for verdict, icon in (("same", ":material/link:"), ("different", ":material/link_off:")):
            label = t(f"judge.{verdict}")
            if st.button(label, key=f"{case.id}-{verdict}", icon=icon, width="stretch", disabled=not who):
                attempt(
                    lambda said=verdict: desk.decide(said, line.left.id, line.right.id, who=who),
                    f"{case.title}：{label}",
                )
        if case.kind == PAIR:
            review_button(shelf, case, who, t("queue.later"))


def show_passage(shelf: Shelf, case: Case, who: str) -> None:
    """A place that was not understood, or a name that was guessed, in its paragraph."""
    if case.document is None or case.gap is None:
        return
    gap = case.gap
    citation = Citation.at(case.document, gap.start, gap.end)
    st.html(figure_of(shelf.engine, citation) if gap.start < gap.end else make_box("notfound", citation.official))
    first, second, third = st.columns([3, 3, 3], vertical_alignment="center")
    with first:
        review_button(shelf, case, who, t("queue.fine") if case.kind == GUESSED else t("queue.skip"))
    if case.kind == GUESSED:
        if second.button(t("queue.correct"), key=f"{case.id}-go", icon=":material/edit:", width="stretch"):
            go(entity=case.entity_id)
        if third.button(
            t("queue.nothing"), key=f"{case.id}-no", icon=":material/delete:", width="stretch", disabled=not who
        ):
            wrong = Correction(NOT_ALIAS, shelf.ref(case.entity_id), who, text=case.title)
            attempt(lambda: correct(shelf.engine, wrong), t("queue.nothing.done", name=case.title))
    elif gap.start < gap.end and second.button(
        t("queue.add"), key=f"{case.id}-go", icon=":material/edit:", width="stretch"
    ):
        go(fact=place_of(citation))


def review_button(shelf: Shelf, case: Case, who: str, label: str) -> None:
    """The button that settles a case as it stands."""
    if st.button(label, key=f"{case.id}-fine", icon=":material/done:", disabled=not who, width="stretch"):
        home = shelf.engine.settings.home
        attempt(lambda: add_review(home, case.id, case.title, who=who), f"{case.title}：{label}")
