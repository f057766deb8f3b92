"""The ways between two things, and the chain of an industry or a park, on the page 关联."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from app_pages.evidence import entity_href, figure_of
from app_pages.exporting import to_csv
from app_pages.language import t, type_label
from app_pages.links_choose import choose_hubs, choose_ids, choose_relations
from app_pages.links_evidence import facts_html, sentence
from app_pages.links_files import offer
from app_pages.links_panel import heading_of, panel, show_panel
from app_pages.links_state import field
from app_pages.markup import esc, make_box, make_chips, make_link, plain
from kg.engine import Engine
from kg.links.chains import ROOTS, Branch, chain_of, chain_rows, count_chain, trim
from kg.links.chains import show_chain as draw_chain
from kg.links.paths import ALONE, LONGEST, MOST_PATHS, Paths, find_paths, show_paths
from kg.links.view import FORMS, View
from kg.links.web import Web, cite

MOST_PLACES, MOST_QUOTES = 400, 3  # of a tree; the CSV has all


def show_ways(engine: Engine, web: Web, view: View) -> View:
    """Two ends, and the chains of facts between them: drawn together, listed one by one."""
    view = choose_ids(web, view)
    if len(view.ids) != 2:
        st.html(make_box("empty", t("links.paths.two"), t("links.paths.two.do", n=len(view.ids))))
        return view
    left, right = panel()
    with right:
        cells = st.columns([1.25, 1], vertical_alignment="bottom")
        most = cells[0].number_input(t("links.most"), 1, MOST_PATHS, key=field("most", view.most))
        with cells[1]:
            view = choose_relations(replace(view, most=int(most)))
        view = choose_hubs(view)
    ends = view.ids
    paths = find_paths(web, *ends, relations=view.relations, hubs=view.hubs, most=view.most)
    with left:
        tell_paths(web, paths, ends)
    if paths.routes:
        show_panel(engine, web, show_paths(web, paths, ends), view, (left, right), heading_of(web, ends))
        list_paths(engine, web, paths)
    return view


def tell_paths(web: Web, paths: Paths, ends: Sequence[str]) -> None:
    """How many ways there are, or why there is none."""
    names = [web.nodes[end].name for end in ends]
    if paths.routes:
        length = len(paths.routes[0]) - 1
        st.caption(t("links.paths.told", left=names[0], right=names[1], n=len(paths.routes), length=length))
        return
    alone = "、".join(web.nodes[end].name for end in paths.alone)
    told = t("links.paths.alone", names=alone) if paths.why == ALONE else t(f"links.paths.{paths.why}", n=LONGEST)
    st.html(make_box("notfound", told, t("links.paths.none.do")))


def list_paths(engine: Engine, web: Web, paths: Paths) -> None:
    """Each way as a line of names; opened, every fact with its quotes."""
    for number, (route, links) in enumerate(zip(paths.routes, paths.links, strict=True), start=1):
        names = " — ".join(web.nodes[key].name for key in route)
        label = t("links.paths.one", n=number, length=len(links))
        with st.expander(f"**{label}**　{plain(names)}", expanded=number == 1):
            for facts in links:
                st.html(facts_html(engine, web, facts))


def show_chain(engine: Engine, web: Web, view: View) -> View:
    """The chain of the first industry or park chosen, as a tree or drawn."""
    view = choose_ids(web, view, ROOTS)
    root = next((key for key in view.ids if web.nodes[key].type in ROOTS), "")
    if not root:
        st.html(make_box("empty", t("links.chain.pick")))
        return view
    chain = chain_of(web, root)
    counts = count_chain(web, chain)
    kind = "industry" if web.nodes[root].type == "Industry" else "park"
    left, right = st.columns([7, 2], vertical_alignment="center")
    left.caption(t(f"links.chain.{kind}", name=web.nodes[root].name, **counts))
    form = right.segmented_control(
        t("links.chain.form"),
        FORMS,
        key=field("form", view.form),
        required=True,
        format_func=lambda name: t(f"links.chain.{name}"),
        label_visibility="collapsed",
    )
    view = replace(view, form=form or FORMS[0])
    if view.form == "drawing":
        show_panel(engine, web, draw_chain(web, chain), view, panel(), heading_of(web, [root]))
        return view
    trimmed, left_out = trim(chain, MOST_PLACES)
    st.html(f'<div class="pg-tree">{branch_html(engine, web, trimmed)}</div>')
    if left_out:
        st.caption(t("links.chain.left", n=MOST_PLACES, left=left_out))
    rows = chain_rows(web, chain, engine.loaded, type_label)
    offer(t("download.csv"), to_csv(rows), t("links.chain.csv"), "text/csv", width="content")
    return view


def branch_html(engine: Engine, web: Web, branch: Branch) -> str:
    """A branch: what it is, its marks, its quotes to open, and what hangs below."""
    node = web.nodes[branch.id]
    marks = make_chips((t(f"links.mark.{mark}") for mark in branch.marks), "pg-strong")
    name = f"{make_link(entity_href(node.id), node.name)} {make_chips([type_label(node.type)], 'pg-plain')}{marks}"
    below = "".join(f"<li>{branch_html(engine, web, child)}</li>" for child in branch.children)
    return f"{name}{quotes_html(engine, web, branch)}" + (f"<ul>{below}</ul>" if below else "")


def quotes_html(engine: Engine, web: Web, branch: Branch) -> str:
    """What ties a branch to the one above, folded to a number."""
    citations = [citation for fact in branch.facts for citation in cite(fact, engine.loaded)]
    if not citations:
        return ""
    told = "".join(f"<p>{sentence(web, fact)}</p>" for fact in branch.facts)
    figures = "".join(figure_of(engine, citation) for citation in citations[:MOST_QUOTES])
    return f"<details><summary>{esc(t('ask.pieces', n=len(citations)))}</summary>{told}{figures}</details>"
