"""实体: one thing of the plans – its facts with evidence, where it is mentioned, what it is linked to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import streamlit as st

from app_pages.address import keep, seed, seed_text
from app_pages.correcting import correction_href, correction_link, entity_correction_href
from app_pages.drawing import COLOURS, GREY, MOST_NODES, Wording, draw, neighbours_of
from app_pages.evidence import SECTION_SEPARATOR, citation_of, entity_href, figure_of, links_href
from app_pages.exporting import to_csv
from app_pages.language import ontology, property_label, relation_label, role_label, t, type_label
from app_pages.markup import esc, make_box, make_chips, make_figure, make_link, make_terms, quote_in_paragraph
from app_pages.services import page
from app_pages.theme import height_for
from kg.answer.model import Citation
from kg.engine import Engine

Row = Mapping[str, object]
LISTED = 300  # entities in the list; the name field narrows it down
MOST_OTHERS, MOST_MENTIONS, MOST_FACTS = 30, 60, 2000
HEAD = ("number", "group_name", "deadline", "place", "content", "start_date", "end_date", "investment", "progress")


def choose(engine: Engine) -> str:
    """The id of the entity to show: that of the address, else the one chosen by type and name."""
    types = ["", *ontology().entity_types]
    left, middle, right = st.columns([2, 3, 5])
    kind = left.selectbox(
        t("entity.type"),
        types,
        format_func=lambda name: type_label(name) if name else t("filter.any"),
        key=seed("type", types),
        on_change=_forget_choice,
    )
    text = middle.text_input(
        t("entity.name"), placeholder=t("entity.name.hint"), key=seed_text("name"), on_change=_forget_choice
    ).strip()
    keep("type", kind)
    keep("name", text)
    rows = engine.query("entities", {"label": kind, "text": text, "limit": LISTED})
    names = {str(row["id"]): f"{row['name']}　{type_label(str(row['label']))} · {row['mentions']}" for row in rows}
    given = st.session_state.get("id") or st.query_params.get("id", "")
    if given and given not in names:
        names = {given: _name_of(engine, given), **names}
    if not names:
        st.html(make_box("notfound", t("entity.none"), t("entity.none.do")))
        return ""
    chosen = right.selectbox(
        t("entity.choose", n=f"{LISTED}+" if len(rows) == LISTED else len(names)),
        list(names),
        format_func=lambda key: names[key],
        key=seed("id", list(names)),
    )
    keep("id", chosen, "" if given else chosen)  # as it is opened it stays as it was linked
    return str(chosen)


def _forget_choice() -> None:
    """Another type or name: its first entity is shown."""
    st.session_state.pop("id", None)
    st.query_params.pop("id", None)


def _name_of(engine: Engine, entity_id: str) -> str:
    rows = engine.query("entity", {"id": entity_id})
    return str(rows[0]["name"]) if rows else t("entity.unknown")


def show_head(row: Row) -> None:
    """Name, type, other names and what the plans say of it itself."""
    kind = _type_of(row["labels"])
    colour = COLOURS.get(kind, GREY)
    st.html(
        f'<div class="pg-entity" style="border-color:{colour}"><h2>{esc(row["name"])}'
        + correction_link(entity_correction_href(str(row["id"])))
        + "</h2>"
        + make_chips([type_label(kind), *(str(row[key]) for key in ("region", "level") if row[key])])
        + make_terms(
            [
                (t("entity.aliases"), "、".join(part for part in str(row["aliases"] or "").split("|") if part)),
                *((property_label(kind, key), str(row[key] or "")) for key in HEAD),
            ]
        )
        + "</div>"
    )


def _type_of(labels: object) -> str:
    return str(labels[0]) if isinstance(labels, list | tuple) and labels else ""


def show_facts(engine: Engine, facts: Sequence[Row], entity_id: str) -> None:
    """By relation and direction; each other thing opens to the quotes that say so."""
    if not facts:
        st.html(make_box("notfound", t("entity.nofacts"), t("entity.nofacts.text")))
        return
    groups: dict[str, dict[tuple[str, str], list[Row]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        said = relation_label(str(fact["relation"]), str(fact["direction"]))  # one that reads alike both ways is one
        groups[said][(str(fact["other_id"]), str(fact["role"] or ""))].append(fact)
    for said, others in groups.items():
        st.html(f'<h3 class="pg-group">{esc(said)}<span>{len(others)}</span></h3>')
        st.html("".join(_fact(engine, rows, entity_id) for rows in list(others.values())[:MOST_OTHERS]))
        if len(others) > MOST_OTHERS:
            st.caption(t("entity.more", n=len(others) - MOST_OTHERS))
    table = [_fact_row(engine, fact) for fact in facts]
    st.download_button(
        t("download.csv"), lambda: to_csv(table), "facts.csv", "text/csv", on_click="ignore", icon=":material/download:"
    )


def _piece(engine: Engine, citation: Citation, entity_id: str) -> str:
    """One piece of evidence, with the way to put right what was read from it."""
    return figure_of(engine, citation) + correction_link(correction_href(citation, entity_id=entity_id))


def _fact(engine: Engine, rows: Sequence[Row], entity_id: str) -> str:
    """One other thing with all its evidence, folded."""
    first = rows[0]
    kind = _type_of(first["other_labels"])
    name = (
        esc(first["other_name"])
        if kind == "Observation"
        else make_link(entity_href(str(first["other_id"])), str(first["other_name"]))
    )
    notes = [type_label(kind), role_label(first["role"]), role_label(first["status"])]
    figures = "".join(_piece(engine, citation_of(engine, row), entity_id) for row in rows)
    return (
        f'<details class="pg-fact"><summary>{name}{make_chips(filter(None, notes))}'
        f"<i>{esc(t('ask.pieces', n=len(rows)))}</i></summary>{figures}</details>"
    )


def _fact_row(engine: Engine, fact: Row) -> dict[str, object]:
    return {
        t("column.relation"): relation_label(str(fact["relation"]), str(fact["direction"])),
        t("column.name"): fact["other_name"],
        t("column.type"): type_label(_type_of(fact["other_labels"])),
        t("column.role"): role_label(fact["role"]),
        t("column.quote"): str(fact["quote"]).replace("\t", " "),
        t("column.source"): citation_of(engine, fact).official,
    }


def show_mentions(engine: Engine, rows: Sequence[Row]) -> None:
    """The passages that name it, document by document, the name marked."""
    if not rows:
        st.html(make_box("notfound", t("entity.nomentions")))
    for row in rows[:MOST_MENTIONS]:
        document = engine.document(str(row["document_id"]))
        start, end = int(str(row["start_char"])), int(str(row["end_char"]))
        section = tuple(part for part in str(row["section"]).split(SECTION_SEPARATOR) if part)
        citation = Citation(document.name, document.id, document.title, section, document.text[start:end], start, end)
        st.html(make_figure(citation.official, quote_in_paragraph(document.text, start, end)))
    if len(rows) > MOST_MENTIONS:
        st.caption(t("entity.more", n=len(rows) - MOST_MENTIONS))


def show_neighbourhood(engine: Engine, row: Row) -> None:
    """The drawing, and the same as a table beside it."""
    found = engine.query("neighbourhood", {"id": row["id"], "limit": 400})
    neighbours = neighbours_of(found, str(row["id"]))
    if not neighbours:
        st.html(make_box("notfound", t("entity.nofacts"), t("entity.nofacts.text")))
        return
    left, right = st.columns([7, 3])
    left.html(make_link(links_href(str(row["id"])), t("links.entity")))
    left.markdown(draw(str(row["name"]), neighbours, Wording(relation_label, entity_href)), unsafe_allow_html=True)
    if len(neighbours) >= MOST_NODES:
        left.caption(t("entity.drawn", shown=MOST_NODES - 1, n=len(neighbours)))
    table = [
        {
            t("column.relation"): relation_label(one.relation, one.direction),
            t("column.name"): one.name,
            t("column.type"): type_label(one.type),
        }
        for one in neighbours
    ]
    right.dataframe(table, hide_index=True, height=height_for(len(table), most=560))


with page("entity") as engine:
    entity_id = choose(engine)
    head = engine.query("entity", {"id": entity_id}) if entity_id else []
    if entity_id and not head:
        st.html(make_box("notfound", t("entity.unknown"), t("entity.unknown.do")))
    if head:
        show_head(head[0])
        facts_found = engine.query("facts_of", {"id": entity_id, "limit": MOST_FACTS})
        mentions = engine.query("mentions_of", {"id": entity_id})
        tabs = st.tabs([t("entity.facts", n=len(facts_found)), t("entity.mentions", n=len(mentions)), t("entity.near")])
        with tabs[0]:
            show_facts(engine, facts_found, entity_id)
        with tabs[1]:
            show_mentions(engine, mentions)
        with tabs[2]:
            show_neighbourhood(engine, head[0])
