"""校核, 合并: pairs that may be one thing, for a person to decide; what rules merged; decisions, which can be taken back."""

from collections.abc import Sequence

import streamlit as st

from app_pages.correcting import attempt
from app_pages.evidence import entity_href
from app_pages.language import message, t, type_label
from app_pages.markup import esc, make_box, make_chips, make_link, make_terms
from kg.engine import Engine
from kg.judging import JUDGED, MERGED, OPEN, Desk, Line, Side

STATES = (OPEN, MERGED, JUDGED)
VERDICTS = {OPEN: ("same", "different"), MERGED: ("different",), JUDGED: ("undo",)}
ICONS = {"same": ":material/link:", "different": ":material/link_off:", "undo": ":material/undo:"}
SHOWN = 40  # pairs on the page; the type filter narrows them down


def show_pairs(desk: Desk, lines: Sequence[Line], state: str, who: str) -> None:
    """The pairs of one state with their buttons."""
    if not lines:
        st.html(make_box("empty", t(f"judge.none.{state}")))
        return
    kinds = ["", *dict.fromkeys(line.left.type for line in lines)]
    kind = st.selectbox(
        t("entity.type"),
        kinds,
        key=f"kind-{state}",
        format_func=lambda one: type_label(one) if one else t("filter.any"),
    )
    chosen = [line for line in lines if kind in ("", line.left.type)]
    for line in chosen[:SHOWN]:
        show_pair(desk, line, who)
    if len(chosen) > SHOWN:
        st.caption(t("entity.more", n=len(chosen) - SHOWN))


def show_pair(desk: Desk, line: Line, who: str) -> None:
    """One pair: both sides, the reasons, and what can be decided."""
    with st.container(border=True):
        left, right, buttons = st.columns([4, 4, 2])
        left.html(side_of(line.left, line.state))
        right.html(side_of(line.right, line.state))
        st.html(
            make_chips([t("judge.score", score=f"{line.score:.2f}")] if line.state != JUDGED else []) + reasons_of(line)
        )
        for verdict in VERDICTS[line.state]:
            pressed = buttons.button(
                t(f"judge.{verdict}"),
                key=f"{verdict}-{line.left.id}-{line.right.id}",
                icon=ICONS[verdict],
                width="stretch",
                disabled=not who,
            )
            if pressed:
                decide(desk, line, verdict, who)


def side_of(side: Side, state: str) -> str:
    """One of the two: name, type, region, other names and where it is named."""
    name = make_link(entity_href(side.id), side.name) if state == OPEN else esc(side.name)
    terms = make_terms(
        [(t("entity.aliases"), "、".join(side.aliases)), (t("column.document"), "\n".join(side.documents))]
    )
    return f"<strong>{name}</strong> {make_chips(filter(None, [type_label(side.type), side.region]))}{terms}"


def reasons_of(line: Line) -> str:
    """The sentences that speak for the pair, or the decision with its reason."""
    texts = list(map(message, line.reasons))
    if line.judgement:
        one = line.judgement
        said = t(f"judge.{one.verdict}")
        texts = [t("judge.decided", verdict=said, who=one.who, when=one.when.replace("T", " ")), *texts]
    return "<ul>" + "".join(f"<li>{esc(text)}</li>" for text in texts) + "</ul>"


def decide(desk: Desk, line: Line, verdict: str, who: str) -> None:
    """Keeps the decision and shows the page anew, over the graph that it made."""
    names = f"{line.left.name} ⇔ {line.right.name}：{t(f'judge.{verdict}')}"
    attempt(lambda: desk.decide(verdict, line.left.id, line.right.id, who=who), names, undone=verdict == "undo")


def show_states(engine: Engine, who: str) -> None:
    """The pairs by state, each in its tab."""
    desk = engine.once(Desk)
    lines = {state: desk.lines(state) for state in STATES}
    tabs = st.tabs([t(f"judge.{state}", n=len(lines[state])) for state in STATES])
    for tab, state in zip(tabs, STATES, strict=True):
        with tab:
            show_pairs(desk, lines[state], state, who)
