"""事实: the facts of the graph as they stand in the documents, all or of one relation; each opens to its quote."""

import zlib
from collections.abc import Mapping, Sequence

import streamlit as st

from app_pages.address import choose_rows, keep, seed
from app_pages.evidence import citation_of, entity_href, show_citation
from app_pages.exporting import to_csv
from app_pages.language import relation_label, role_label, t
from app_pages.markup import esc, make_box, make_link
from app_pages.services import page
from kg.engine import Engine
from kg.holdings import figures

Row = Mapping[str, object]
LISTED = 500  # facts of one page


def ask_relation(relations: Mapping[str, int]) -> str:
    """The relation to list; '' for all."""
    total, names = sum(relations.values()), ["", *relations]

    def label(name: str) -> str:
        said = relation_label(name) if name else t("facts.all")
        return f"{said}　{relations.get(name, total):,}"

    chosen = st.selectbox(t("column.relation"), names, format_func=label, key=seed("relation", names))
    keep("relation", chosen)
    return chosen


def ask_place(total: int) -> int:
    """Which facts are listed, where there are more than a table takes: the number of the first."""
    starts = [str(start) for start in range(0, total, LISTED)]
    if len(starts) < 2:
        return 0

    def label(start: str) -> str:
        return f"{int(start) + 1:,}–{min(int(start) + LISTED, total):,}"

    chosen = st.selectbox(t("facts.place"), starts, format_func=label, key=seed("from", starts))
    keep("from", chosen, "0")
    return int(chosen)


def make_row(engine: Engine, fact: Row) -> dict[str, object]:
    """A fact as the table shows it."""
    return {
        t("facts.subject"): fact["subject"],
        t("column.relation"): relation_label(str(fact["relation"])),
        t("facts.object"): fact["object"],
        t("column.role"): role_label(fact["role"]),
        t("column.quote"): str(fact["quote"]).replace("\t", " "),
        t("column.source"): citation_of(engine, fact).official,
    }


def show_facts(engine: Engine, facts: Sequence[Row]) -> None:
    """The table; a row chosen opens its evidence below."""
    table = [make_row(engine, fact) for fact in facts]
    widths = {"facts.subject": 170, "column.relation": 104, "facts.object": 195, "column.role": 68, "column.quote": 320}
    config = {t(key): st.column_config.TextColumn(width=width) for key, width in widths.items()}
    ids = [id_of(fact) for fact in facts]
    chosen = choose_rows(table, ids, "fact", config=config)
    st.download_button(
        t("download.csv"),
        lambda: to_csv(table),
        "facts.csv",
        "text/csv",
        on_click="ignore",
        icon=":material/download:",
    )
    if not chosen:
        st.caption(t("facts.choose"))
    for one in chosen:
        show_fact(engine, facts[ids.index(one)])


def id_of(fact: Row) -> str:
    """What a fact is known by in the address: its ends, relation and place."""
    parts = (fact[key] for key in ("relation", "subject_id", "object_id", "role", "document_id", "start_char"))
    return f"{zlib.crc32('|'.join(map(str, parts)).encode()):08x}"


def show_fact(engine: Engine, fact: Row) -> None:
    """One fact: its ends as links, its quote and citation."""
    ends = [
        (fact["subject_id"], fact["subject"], fact["subject_labels"]),
        (fact["object_id"], fact["object"], fact["object_labels"]),
    ]
    links = [
        esc(name) if "Observation" in labels else make_link(entity_href(str(entity)), str(name))
        for entity, name, labels in ends
        if isinstance(labels, list | tuple)
    ]
    st.html(f'<p class="pg-header">{" → ".join(links)}</p>')
    show_citation(engine, citation_of(engine, fact))


with page("facts") as engine:
    counts = engine.once(figures).relations
    left, right = st.columns([2, 1])
    with left:
        relation = ask_relation(counts)
    with right:
        first = ask_place(counts[relation] if relation else sum(counts.values()))
    found = engine.query("facts", {"relation": relation, "skip": first, "limit": LISTED})
    if found:
        show_facts(engine, found)
    else:
        st.html(make_box("notfound", t("facts.none"), t("facts.none.do")))
