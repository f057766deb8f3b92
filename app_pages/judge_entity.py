"""校核 of an entity: another name, another class, a further name, a name that is not its own."""

import streamlit as st

from app_pages.correcting import attempt
from app_pages.evidence import entity_href
from app_pages.language import message, ontology, t, type_label
from app_pages.markup import esc, make_box, make_chips, make_link, make_terms
from kg.corrections.model import ALIAS, NOT_ALIAS, RENAME, RETYPE, Correction
from kg.curation.checking import UNTYPED, check_correction
from kg.curation.effect import effect_of
from kg.curation.keeping import correct
from kg.curation.shelf import Shelf
from kg.errors import QueryError
from kg.records import Entity

WAYS = (RENAME, RETYPE, ALIAS, NOT_ALIAS)


def show_entity(shelf: Shelf, entity_id: str, who: str) -> None:
    """The entity as it is, and the form; one that is not in any more is said to be so."""
    if entity_id not in shelf.engine.resolution.canonical:
        st.html(make_box("notfound", t("entity.unknown"), t("entity.unknown.do")))
        return
    entity = shelf.thing(entity_id)
    show_head(entity, shelf.hanging[entity.id])
    way = st.segmented_control(
        t("correct.what"),
        WAYS,
        default=RENAME,
        required=True,
        format_func=lambda name: t(f"correct.{name}"),
        key="correct-way",
    )
    text = ask_text(entity, str(way))
    why = st.text_input(t("correct.why"), max_chars=200, key=f"why-{entity.id}").strip()
    correction = Correction(str(way), shelf.ref(entity.id), who, why=why, text=text)
    ready = bool(who and text) and show_effect(shelf, correction)
    if st.button(t("correct.save"), type="primary", disabled=not ready, icon=":material/save:"):
        attempt(
            lambda: correct(shelf.engine, correction), f"{entity.name}：{t(f'correct.{way}')} {shown(str(way), text)}"
        )


def show_head(entity: Entity, hanging: int) -> None:
    """Name, class, other names, and how much hangs on it."""
    chips = make_chips([type_label(entity.type), *filter(None, [entity.region]), t("queue.hanging", n=hanging)])
    names = make_terms([(t("entity.aliases"), "、".join(entity.aliases))])
    name = make_link(entity_href(entity.id), entity.name or entity.id)
    st.html(f'<div class="pg-case"><strong>{name}</strong>{chips}{names}</div>')


def ask_text(entity: Entity, way: str) -> str:
    """The new name or class, the further name, or the name that is none; '' while nothing is given."""
    label, help_text = t(f"correct.{way}.text"), t(f"correct.{way}.help")
    st.caption(esc(help_text))
    if way == RETYPE:
        kinds = [kind for kind in ontology().entity_types if kind not in UNTYPED and kind != entity.type]
        chosen = st.selectbox(label, kinds, index=None, format_func=type_label, placeholder=t("correct.choose"))
        return str(chosen or "")
    if way == NOT_ALIAS:
        names = [entity.name, *entity.aliases]
        chosen = st.selectbox(label, names, index=None, accept_new_options=True, placeholder=t("correct.choose"))
        return str(chosen or "").strip()
    return st.text_input(label, max_chars=60, key=f"text-{way}-{entity.id}").strip()


def shown(way: str, text: str) -> str:
    """What was given, as a reader calls it."""
    return type_label(text) if way == RETYPE else text


def show_effect(shelf: Shelf, correction: Correction) -> bool:
    """Says what would change; False, and why, where the correction cannot be made."""
    try:
        check_correction(correction, shelf.engine.loaded, ontology())
    except QueryError as err:
        st.html(make_box("failure", t("failure.query"), message(str(err))))
        return False
    effect = effect_of(shelf, correction)
    if not effect.documents:
        st.html(make_box("notfound", t("correct.effect.none"), t("correct.effect.none.text")))
        return False
    parts = [
        t(f"correct.effect.{key}", n=number) for key, number in vars(effect).items() if number and key != "documents"
    ]
    st.caption(t("correct.effect", n=effect.documents) + "；".join(parts or [t("correct.effect.names")]))
    return True
