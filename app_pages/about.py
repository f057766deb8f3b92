"""关于: the ontology and the data behind the answers, read from the files themselves."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from app_pages.address import show_on_paper, wrapped
from app_pages.language import current, join, ontology, t, type_label
from app_pages.markup import make_box, make_terms
from app_pages.services import page
from app_pages.theme import WRAPPED, height_for
from kg.engine import Engine
from kg.gazetteer import load_gazetteer
from kg.ontology import ClassDef, RelationDef
from kg.queries import READING


def said(zh: str, en: str) -> str:
    """The text in the session's language; the other one where it is missing."""
    return (en or zh) if current() == "en" else (zh or en)


def show_class(one: ClassDef) -> None:
    """One entity type: meaning, examples and counter-examples, key, properties."""
    label = type_label(one.name)
    with st.expander(label if label == one.name else f"{label}　:gray[{one.name}]"):
        properties = join(
            said(item.label_zh, item.label_en) + (f"（{item.unit}）" if item.unit else "")
            for item in one.properties.values()
        )
        st.html(
            make_terms(
                [
                    (t("about.meaning"), said(one.description, one.description_en)),
                    (t("about.examples"), "、".join(one.examples)),
                    (t("about.counter"), "、".join(one.counter_examples)),
                    (t("about.key"), " + ".join(one.key)),
                    (t("about.properties"), properties),
                ]
            )
        )


def relation_row(one: RelationDef, entity_types: Sequence[str]) -> dict[str, object]:
    """One relation: from, to, meaning, cue words."""
    ends = [
        t("about.any") if set(entity_types) <= set(end) else join(map(type_label, end))
        for end in (one.subject, one.object)
    ]
    cues = [word for words in one.cues.values() for word in words]
    return {
        t("column.relation"): said(one.label_zh, one.label_en),
        t("about.name"): one.name,
        t("about.from"): ends[0],
        t("about.to"): ends[1],
        t("about.meaning"): said(one.description, one.description_en),
        t("about.cues"): "、".join(cues),
    }


def show_ontology() -> None:
    """Classes, relations and closed vocabularies."""
    loaded = ontology()
    st.subheader(t("about.classes", n=len(loaded.classes)), anchor=False)
    columns = st.columns(2)
    for place, one in enumerate(loaded.classes.values()):
        with columns[place % 2]:
            show_class(one)
    st.subheader(t("about.relations", n=len(loaded.relations)), anchor=False)
    widths = {
        "column.relation": 80,
        "about.name": 140,
        "about.from": 180,
        "about.to": 180,
        "about.meaning": 260,
        "about.cues": 220,
    }
    rows = [relation_row(one, loaded.entity_types) for one in loaded.relations.values()]
    config = {t(key): st.column_config.TextColumn(width=width) for key, width in widths.items()}
    st.dataframe(
        wrapped(rows, config),
        hide_index=True,
        row_height=WRAPPED,
        height=height_for(len(rows), WRAPPED),
        column_config=config,
    )
    show_on_paper(rows)


def show_gazetteer() -> None:
    """How many known names of which type, and where they come from."""
    entries = load_gazetteer()
    counts = Counter((entry.file, entry.type) for entry in entries)
    st.subheader(t("about.gazetteer", n=len(entries)), anchor=False)
    st.dataframe(
        [
            {t("about.file"): file, t("column.type"): type_label(kind), t("about.names"): number}
            for (file, kind), number in sorted(counts.items())
        ],
        hide_index=True,
    )


def show_queries(engine: Engine) -> None:
    """The named queries: every list and count of an answer comes from one of them."""
    named = [query for query in engine.queries.values() if query.folder in READING]
    st.subheader(t("about.queries", n=len(named)), anchor=False)
    st.dataframe(
        [
            {t("about.folder"): one.folder, t("about.query"): one.name, t("about.question"): one.question}
            for one in named
        ],
        hide_index=True,
    )


def show_state(engine: Engine) -> None:
    """What is loaded and whether the projections agree with the records."""
    state = engine.state()
    fresh = {True: t("about.current"), False: t("about.stale")}
    st.subheader(t("about.state"), anchor=False)
    st.html(
        make_terms(
            [
                (t("count.documents"), str(state.documents)),
                (t("about.graph"), f"{state.graph.split('@')[-1]}（{fresh[state.graph_current]}）"),
                (t("about.index"), f"{state.encoder}（{fresh[state.index_current]}）"),
            ]
        )
    )


with page("about", needs_documents=False) as engine:
    st.html(make_box("empty", t("about.rules"), t("about.rules.text")))
    tabs = st.tabs([t("about.ontology"), t("about.data"), t("about.asking")])
    with tabs[0]:
        show_ontology()
    with tabs[1]:
        show_state(engine)
        show_gazetteer()
    with tabs[2]:
        show_queries(engine)
