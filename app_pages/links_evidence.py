"""What states a link: facts with their quotes, and a thing with what can be done with it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import streamlit as st

from app_pages.correcting import correction_href, correction_link, entity_correction_href
from app_pages.evidence import entity_href, figure_of, show_citation
from app_pages.graph_view import colour_of
from app_pages.language import relation_label, role_label, t, type_label
from app_pages.links_state import CHOSEN, add, go
from app_pages.markup import esc, make_chips, make_link
from kg.engine import Engine
from kg.links.expand import Shown
from kg.links.view import View
from kg.links.web import Fact, Web, cite

MOST_FACTS, MOST_QUOTES = 40, 12


def is_chosen(shown: Shown) -> bool:
    """Whether the line or box that was clicked last is still there."""
    _, key = st.session_state.get(CHOSEN) or ("", "")
    return any(key == one.id for one in (*shown.facts, *shown.nodes))


def show_chosen(engine: Engine, web: Web, shown: Shown, view: View) -> None:
    """The line or box that was clicked last."""
    kind, key = st.session_state[CHOSEN]
    if kind == "edge":
        show_fact(engine, web, web.facts[key])
    else:
        show_node(engine, web, key, view)


def show_fact(engine: Engine, web: Web, fact: Fact) -> None:
    """One fact: its sentence, then each quote in its paragraph with a text to copy."""
    st.html(f'<h3 class="pg-group">{sentence(web, fact)}<span>{esc(t("ask.pieces", n=len(fact.evidence)))}</span></h3>')
    for citation in cite(fact, engine.loaded)[:MOST_QUOTES]:
        show_citation(engine, citation)
        st.html(correction_link(correction_href(citation, entity_id=fact.source)))
    if len(fact.evidence) > MOST_QUOTES:
        st.caption(t("links.more", n=len(fact.evidence) - MOST_QUOTES))


def sentence(web: Web, fact: Fact) -> str:
    """A fact as HTML: subject, relation, object, and how it is told."""
    ends = [make_link(entity_href(key), web.nodes[key].name) for key in (fact.source, fact.target)]
    notes = [role_label(one) for one in (*fact.roles, *fact.statuses)]
    return f"{ends[0]} —{esc(relation_label(fact.relation))}→ {ends[1]} {make_chips(filter(None, notes))}"


def facts_html(engine: Engine, web: Web, facts: Iterable[Fact]) -> str:
    """Facts to open one by one; each holds its quotes."""
    return "".join(
        f'<details class="pg-fact"><summary>{sentence(web, fact)}'
        f"<i>{esc(t('ask.pieces', n=len(fact.evidence)))}</i></summary>"
        + "".join(
            figure_of(engine, citation) + correction_link(correction_href(citation, entity_id=fact.source))
            for citation in cite(fact, engine.loaded)[:MOST_QUOTES]
        )
        + "</details>"
        for fact in facts
    )


def show_facts(engine: Engine, web: Web, facts: Sequence[Fact]) -> None:
    """At most MOST_FACTS facts, each to be opened."""
    st.html(facts_html(engine, web, facts[:MOST_FACTS]))
    if len(facts) > MOST_FACTS:
        st.caption(t("links.more", n=len(facts) - MOST_FACTS))


def show_node(engine: Engine, web: Web, key: str, view: View) -> None:
    """A thing: its class and other names, what can be done with it, and its facts over the chosen relations."""
    node = web.nodes[key]
    others = [name for name in node.aliases if name != node.name]
    st.html(
        f'<div class="pg-entity" style="border-color:{colour_of(node.type)}"><h2>{esc(node.name)}</h2>'
        + make_chips([type_label(node.type), *others[:6]])
        + make_link(entity_href(key), t("links.page"))
        + correction_link(entity_correction_href(key))
        + "</div>"
    )
    cells = st.columns(2)
    cells[0].button(
        t("links.button.start"), on_click=go, args=(replace(view, kind="explore", ids=(key,)),), width="stretch"
    )
    if key in view.ids:
        rest = tuple(one for one in view.ids if one != key)
        cells[1].button(t("links.button.away"), on_click=go, args=(replace(view, ids=rest),), width="stretch")
    else:
        cells[1].button(t("links.button.add"), on_click=add, args=(key,), width="stretch")
    facts = web.touching(key, view.relations)
    st.html(f'<h3 class="pg-group">{esc(t("links.facts", n=len(facts)))}</h3>')
    show_facts(engine, web, facts)
