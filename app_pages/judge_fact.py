"""校核 at a quote: the facts that were read from it, each to take out, and a form to put in what was missed."""

from collections.abc import Mapping, Sequence

import streamlit as st

from app_pages.correcting import attempt, correction_link, entity_correction_href
from app_pages.evidence import entity_href, figure_of
from app_pages.language import current, ontology, property_label, relation_label, role_label, t, type_label
from app_pages.markup import esc, make_box, make_chips, make_link, plain
from kg.answer.model import Citation
from kg.corrections.model import Ref
from kg.curation.keeping import correct
from kg.curation.shelf import Fact, Shelf
from kg.records import Document
from kg.text.asked import check_text

VALUE_FIELDS = ("value", "unit", "year")
KINDS = ("target", "actual", "change")


def show_place(shelf: Shelf, place: tuple[str, int, int], entity_id: str, who: str) -> None:
    """The quote, what was read from it, and the form."""
    document_id, start, end = place
    document = shelf.engine.document(document_id)
    end = min(end, len(document.text))
    st.html(figure_of(shelf.engine, Citation.at(document, start, end)))
    facts = shelf.facts_at(document_id, start, end)
    facts.sort(key=lambda fact: entity_id not in (*fact.subject.ids, *fact.object.ids))
    st.subheader(t("correct.read", n=len(facts)), anchor=False)
    if not facts:
        st.html(make_box("notfound", t("correct.read.none"), t("correct.read.none.text")))
    for number, fact in enumerate(facts):
        show_fact(shelf, fact, (start, end), who, key=f"fact-{number}")
    show_named(shelf, document, start, end)
    with st.expander(t("correct.add"), expanded=not facts, icon=":material/add:"):
        show_form(shelf, document, (start, end), who)


def show_fact(shelf: Shelf, fact: Fact, span: tuple[int, int], who: str, *, key: str) -> None:
    """A fact with its buttons; one of several quotes can be taken from it alone."""
    left, right = st.columns([7, 3], vertical_alignment="center")
    here = [one for one in fact.relation.evidence if one.start < span[1] and span[0] < one.end]
    pieces = len(fact.relation.evidence)
    notes = make_chips([t("ask.pieces", n=pieces)]) if pieces > 1 else ""
    basis = make_chips([t("evidence.heading")]) if any(one.basis == "heading" for one in here) else ""
    left.html(f'<div class="pg-stated">{fact_told(fact)}{notes}{basis}</div>')
    with right:
        reject_button(shelf, fact, who, key=key)
        if pieces > 1 and len(here) == 1:
            reject_button(shelf, fact, who, key=f"{key}-one", quote=here[0].quote)


def fact_told(fact: Fact) -> str:
    """The fact as HTML: both ends with their pages, the relation between them."""
    role = f"（{role_label(fact.role)}）" if fact.role else ""
    of = esc(t("correct.of", name=fact.of)) if fact.of else ""
    label = esc(f"{relation_label(fact.relation.type)}{role}")
    return f'{of}{_end(fact.subject)} <span class="pg-chip">{label}</span> {_end(fact.object)}'


def _end(ref: Ref) -> str:
    name = esc(ref.name)
    return f"<b>{name}</b>" if ref.type == "Observation" else make_link(entity_href(ref.ids[0]), ref.name)


def reject_button(shelf: Shelf, fact: Fact, who: str, *, key: str, quote: str = "") -> None:
    """The button that takes a fact out of its document, or one quote from it."""
    label = t("correct.reject.one") if quote else t("correct.reject")
    if st.button(label, key=f"reject-{key}", icon=":material/delete:", disabled=not who, width="stretch"):
        told = f"{fact.subject.name} {relation_label(fact.relation.type)} {fact.object.name}：{label}"
        attempt(lambda: correct(shelf.engine, fact.rejection(who=who, quote=quote)), told)


def show_named(shelf: Shelf, document: Document, start: int, end: int) -> None:
    """What the quote names, each with the way to its own form."""
    inside = [one for one in document.extraction.mentions if start <= one.start and one.end <= end]
    refs = {ref.ids[0]: ref for ref in (shelf.ref(one.entity_id) for one in inside if one.entity_id)}
    if refs:
        items = (
            f"<li>{make_link(entity_href(key), ref.name)} {make_chips([type_label(ref.type)])}"
            f"{correction_link(entity_correction_href(key))}</li>"
            for key, ref in refs.items()
        )
        st.html(f'<div class="pg-named"><span>{esc(t("correct.named"))}</span><ul>{"".join(items)}</ul></div>')


def show_form(shelf: Shelf, document: Document, span: tuple[int, int], who: str) -> None:
    """Relation, both ends, what the relation tells, and the quote."""
    relations = ontology().relations
    name = st.selectbox(
        t("column.relation"), ontology().facts, format_func=relation_label, index=None, placeholder=t("correct.choose")
    )
    quote = st.text_area(t("correct.quote"), document.text[slice(*span)], height=90, help=t("correct.quote.help"))
    if name is None:
        return
    left, right = st.columns(2)
    with left:
        subject = ask_end(shelf, document, relations[name].subject, span, key="subject")
    with right:
        if relations[name].object == ("Observation",):
            told: Mapping[str, str] = ask_value(shelf, document)
            target: Ref | None = Ref("Observation", f"{told['value']}{told['unit']}")
        else:
            target = ask_end(shelf, document, relations[name].object, span, key="object")
            told = ask_properties(name)
    ready = bool(who and subject and target)
    if st.button(t("correct.save"), type="primary", disabled=not ready, icon=":material/save:") and subject and target:
        made = shelf.addition(document, (subject, target), name, told, quote=quote.strip(), who=who, near=span[0])
        attempt(lambda: correct(shelf.engine, made), f"{subject.name} {relation_label(name)} {target.name}")


def ask_end(shelf: Shelf, document: Document, kinds: Sequence[str], span: tuple[int, int], *, key: str) -> Ref | None:
    """One end: a thing of the document, or a new one by name and class."""
    refs = {ref.ids[0]: ref for ref in shelf.choices(document, kinds, *span)}
    chosen = st.selectbox(
        t(f"correct.{key}"),
        list(refs),
        index=None,
        format_func=lambda one: f"{plain(refs[one].name)}　{type_label(refs[one].type)}" if one in refs else one,
        accept_new_options=True,
        placeholder=t("correct.end"),
        key=f"end-{key}-{span}",
    )
    if chosen is None or chosen in refs:
        return refs[chosen] if chosen else None
    kind = kinds[0]
    if len(kinds) > 1:
        kind = st.selectbox(t("correct.class"), kinds, format_func=type_label, key=f"class-{key}-{span}")
    return shelf.find(kind, check_text(chosen, t(f"correct.{key}")))


def ask_value(shelf: Shelf, document: Document) -> dict[str, str]:
    """What a value says of itself, and whose it is."""
    cells = st.columns(3)
    told = {
        key: cell.text_input(property_label("Observation", key), key=f"value-{key}").strip()
        for key, cell in zip(VALUE_FIELDS, cells, strict=True)
    }
    kind = st.segmented_control(
        property_label("Observation", "kind"),
        KINDS,
        default=KINDS[0],
        required=True,
        format_func=lambda one: t(f"correct.kind.{one}"),
    )
    holders = {ref.ids[0]: ref for ref in shelf.holders(document)}
    of = st.selectbox(
        t("correct.holder"),
        list(holders),
        index=0 if holders else None,
        format_func=lambda one: f"{plain(holders[one].name)}　{type_label(holders[one].type)}",
        placeholder=t("correct.choose"),
    )
    whose = {"of_id": of, "of_name": holders[of].name, "of_kind": holders[of].type} if of else {}
    return {**told, "kind": str(kind), **whose}


def ask_properties(name: str) -> dict[str, str]:
    """The relation's own properties that have a closed list of values."""
    told = {}
    for key, one in ontology().relations[name].properties.items():
        if one.values:
            chosen = st.selectbox(
                one.label_en if current() == "en" else one.label_zh,
                one.values,
                index=None,
                format_func=role_label,
                placeholder=t("correct.choose"),
                key=f"property-{key}",
            )
            told[key] = chosen or ""
    return told
