"""校核, 更正记录: every correction in force with who, when and why, to take back; the patch for the ontology."""

from collections.abc import Callable

import streamlit as st

from app_pages.correcting import attempt
from app_pages.language import relation_label, role_label, t, type_label
from app_pages.markup import esc, make_box, make_chips
from kg.corrections.model import REJECT, Correction
from kg.curation.keeping import Line, correction_lines, undo
from kg.curation.patch import make_patch
from kg.curation.reviewed import Review, load_reviewed, undo_review
from kg.engine import Engine
from kg.judging import JUDGED, Desk
from kg.judging import Line as Pair

SHOWN = 60  # lines on the page; the command lists all


def show_log(engine: Engine, who: str) -> None:
    """Corrections, then cases that were found right."""
    lines, reviews = correction_lines(engine), list(load_reviewed(engine.settings.home).values())[::-1]
    desk = engine.once(Desk)
    judged = desk.lines(JUDGED)
    if not lines and not reviews and not judged:
        st.html(make_box("empty", t("log.none"), t("log.none.do")))
        return
    show_patch([line.correction for line in lines])
    for line in lines[:SHOWN]:
        show_line(engine, line, who)
    if len(lines) > SHOWN:
        st.caption(t("log.more", n=len(lines) - SHOWN))
    if judged:
        st.subheader(t("log.judged", n=len(judged)), anchor=False)
    for pair in judged[:SHOWN]:
        show_judged(desk, pair, who)
    if reviews:
        st.subheader(t("log.reviewed", n=len(reviews)), anchor=False)
    for review in reviews[:SHOWN]:
        show_review(engine, review, who)


def show_patch(corrections: list[Correction]) -> None:
    """What can be handed to the ontology."""
    text = make_patch(corrections[::-1])
    left, right = st.columns([7, 3], vertical_alignment="center")
    left.caption(t("log.patch.about"))
    right.download_button(
        t("log.patch"),
        text,
        "ontology.patch",
        "text/x-diff",
        disabled=not text,
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )


def told(one: Correction) -> str:
    """What the correction says, in the session's language."""
    kind = "reject.quote" if one.kind == REJECT and one.quote else one.kind
    old, new = type_label(one.subject.type), type_label(one.text)
    return t(f"log.told.{kind}", subject=one.subject.name, text=one.text, old=old, new=new, fact=fact_told(one))


def fact_told(one: Correction) -> str:
    """The fact of a correction, both ends by name; '' where it is of a name."""
    if one.object is None:
        return ""
    role = f"（{role_label(one.role)}）" if one.role else ""
    return f"{one.subject.name} —{relation_label(one.relation)}{role}→ {one.object.name}"


def show_line(engine: Engine, line: Line, who: str) -> None:
    """One correction."""
    one = line.correction
    state = line.documents or (t("log.stale"),)
    show_row(
        (told(one), one.quote),
        (t("log.by", who=one.who, when=one.when.replace("T", " ")), one.why, *state[:3]),
        stale=not line.documents,
        key=one.id,
        undone=(lambda: undo(engine, one.id, who=who)) if who else None,
    )


def show_judged(desk: Desk, pair: Pair, who: str) -> None:
    """One decision on a pair."""
    one = pair.judgement
    if one is None:
        return
    show_row(
        (f"{pair.left.name} ⇔ {pair.right.name}：{t(f'judge.{one.verdict}')}", ""),
        (t("log.by", who=one.who, when=one.when.replace("T", " ")), one.why),
        stale=False,
        key=f"{one.left}-{one.right}",
        undone=(lambda: desk.decide("undo", one.left, one.right, who=who)) if who else None,
    )


def show_review(engine: Engine, review: Review, who: str) -> None:
    """One case that was found right."""
    home = engine.settings.home
    show_row(
        (review.title, ""),
        (t("log.by", who=review.who, when=review.when.replace("T", " ")), review.why),
        stale=False,
        key=review.id,
        undone=(lambda: undo_review(home, review.id, who=who)) if who else None,
    )


def show_row(
    said: tuple[str, str], notes: tuple[str, ...], *, stale: bool, key: str, undone: Callable[[], None] | None
) -> None:
    """A line with its notes, and the button that takes it back."""
    with st.container(border=True):
        left, right = st.columns([8, 2], vertical_alignment="center")
        title, quote = said
        chips = make_chips(filter(None, notes), "pg-stale" if stale else "")
        body = f"<blockquote>{esc(quote)}</blockquote>" if quote else ""
        left.html(f'<div class="pg-case"><strong>{esc(title)}</strong>{body}<p>{chips}</p></div>')
        pressed = right.button(
            t("judge.undo"), key=f"undo-{key}", icon=":material/undo:", disabled=undone is None, width="stretch"
        )
        if pressed and undone:
            attempt(undone, title, undone=True)
