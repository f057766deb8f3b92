"""What a matrix is made of: the themes, and the documents by region, period and name. All of it stands in the address."""

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app_pages.address import keep, seed, seed_text
from app_pages.language import message, t
from app_pages.services import show_failure
from kg.coverage.axes import Scope, period_name, plan_numbers, region_of
from kg.coverage.lists import common_themes, concerned_themes, list_names, load_list, save_list, top_industries
from kg.coverage.survey import Survey
from kg.coverage.terms import Term, TermList, parse_lines, parse_terms
from kg.engine import Engine
from kg.errors import KGError

SOURCES = ("common", "industries", "concerned", "typed")
KEPT = "kept:"  # before the name of a list that is kept, among the sources


def ask_themes(place: DeltaGenerator, engine: Engine) -> str:
    """Where the themes come from: one of SOURCES, or a list that is kept."""
    options = [*SOURCES, *(KEPT + name for name in list_names(engine.settings.home))]
    source = place.selectbox(
        t("matrix.themes"),
        options,
        key=seed("themes", options),
        format_func=lambda one: one.removeprefix(KEPT) if one.startswith(KEPT) else t(f"matrix.themes.{one}"),
    )
    keep("themes", source, default=SOURCES[0])
    return str(source)


def terms_of(engine: Engine, source: str) -> tuple[Term, ...]:
    """The themes of a source; () where nothing was written yet."""
    if source == "typed":
        return ask_terms(engine)
    if source.startswith(KEPT):
        return load_list(engine.settings.home, source.removeprefix(KEPT)).terms
    made = {"common": common_themes, "industries": top_industries}
    return made[source]() if source in made else concerned_themes(engine.once(Survey))


def ask_terms(engine: Engine) -> tuple[Term, ...]:
    """Themes typed, pasted or uploaded; they can be kept under a name."""
    st.html(f"<style>:root {{ --pg-drop: '{t('coverage.drop')}'; }}</style>")
    left, right = st.columns(2)
    upload = left.file_uploader(t("coverage.file"), type=["csv", "xlsx", "txt"])
    text = right.text_area(
        t("coverage.paste"), key=seed_text("terms"), placeholder=t("coverage.paste.hint"), height=130, max_chars=2000
    )
    keep("terms", text.strip())
    try:
        terms = parse_terms(upload.name, upload.getvalue()) if upload else parse_text(text)
        if terms.terms:
            ask_name(engine, terms)
    except KGError as err:
        show_failure(err)
        return ()
    for note in terms.notes:
        st.caption(t("coverage.note", line=note.line, text=note.text, why=message(note.why)))
    return terms.terms


def parse_text(text: str) -> TermList:
    """The terms of a text field; none of an empty one."""
    return parse_lines(text) if text.strip() else TermList(())


def ask_name(engine: Engine, terms: TermList) -> None:
    """Keeps the list under a name, in a form of its own."""
    with st.form("keep_list", border=False, clear_on_submit=True):
        left, right, _ = st.columns([3, 1, 4], vertical_alignment="bottom")
        name = left.text_input(t("matrix.list.name"))
        if right.form_submit_button(t("watch.save"), width="stretch"):
            save_list(engine.settings.home, name, terms)
            st.success(t("matrix.list.saved", name=name.strip(), n=len(terms.terms)))


def ask_scope(engine: Engine, *, themed: bool, uppers: bool = False) -> tuple[Scope, tuple[Term, ...]]:
    """The documents that are looked at, by region, period and name; and the themes where there are any."""
    survey = engine.once(Survey)
    documents = engine.loaded
    cells = st.columns([3, 2, 2, 3] if themed else [2, 2, 6])
    source = ask_themes(cells.pop(0), engine) if themed else ""
    regions = list(dict.fromkeys(region_of(one) for one in documents.values() if region_of(one)))
    numbers = sorted({str(number) for one in documents.values() for number in plan_numbers(one)})
    region = pick(cells[0], "region", regions)
    period = pick(cells[1], "period", numbers, lambda one: period_name(int(one)))
    paper = pick(cells[2], "document", list(documents), lambda one: documents[one].title)
    chosen = tuple(
        key
        for key, one in documents.items()
        if (not region or region_of(one) in region)
        and (not period or {str(number) for number in plan_numbers(one)} & set(period))
        and (not paper or key in paper)
    )
    everything = len(chosen) == len(documents)
    scope = Scope(survey, () if everything else chosen or ("none",), uppers)
    return scope, terms_of(engine, source) if themed else ()


def look_through(survey: Survey, terms: Sequence[Term]) -> None:
    """Looks for the themes, with a progress bar where that takes a while: only the first time."""
    todo = [term for term in terms if not survey.knows(term.names)]
    if not todo:
        return
    bar = st.progress(0.0)
    for done, term in enumerate(todo, start=1):
        survey.theme(term.names)
        bar.progress(done / len(todo), t("coverage.working", done=done, total=len(todo)))
    bar.empty()


def ask_uppers(place: DeltaGenerator) -> bool:
    """Whether the plans that the documents build on and that nobody loaded are columns."""
    if "uppers" not in st.session_state:
        st.session_state["uppers"] = st.query_params.get("uppers") == "1"
    uppers = place.toggle(t("matrix.uppers"), key="uppers", help=t("matrix.uppers.help"))
    keep("uppers", "1" if uppers else "")
    return bool(uppers)


def pick(place: DeltaGenerator, key: str, options: Sequence[str], label: Callable[[str], str] = str) -> list[str]:
    """Any of the options, none for all."""
    chosen: list[str] = place.multiselect(
        t(f"filter.{key}"),
        options,
        key=seed(key, options, many=True),
        format_func=label,
        placeholder=t("filter.all"),
    )
    keep(key, chosen)
    return chosen
