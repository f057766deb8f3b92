"""简报: a subject and sections, the paper that the plans give for them, and the paper as a file."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from app_pages.address import keep, seed, seed_text
from app_pages.briefing_preview import show_paper
from app_pages.language import message, t
from app_pages.markup import make_box
from app_pages.services import page
from app_pages.theme import focus
from kg.answer.model import titled
from kg.briefing.make import Briefing, make_briefing
from kg.briefing.subject import COMPARISON, KINDS, QUESTION, THEME, Subject, make_subject, things_of
from kg.briefing.template import OWN, Template, choose_template, load_templates
from kg.comparing.sides import sides_of
from kg.engine import LONGEST_QUESTION, Engine
from kg.wordfile import DOCX, to_docx, to_markdown

LONGEST_THEME = 60  # characters
Wishes = tuple[tuple[str, ...], bool, bool]  # the contents, whether a model drafts, whether the sources hold quotes


def ask_subject(engine: Engine) -> Subject | None:
    """The kind and the subject, which stand in the address; None while none is chosen."""
    kind = st.segmented_control(
        t("briefing.kind"),
        list(KINDS),
        key=seed("kind", list(KINDS)),
        default=None if "kind" in st.session_state else THEME,
        required=True,
        format_func=lambda name: t(f"briefing.kind.{name}"),
        label_visibility="collapsed",
    )
    keep("kind", kind, default=THEME)
    if kind in (THEME, QUESTION):
        typed = st.text_input(
            t(f"briefing.subject.{kind}"),
            key=seed_text("subject"),
            max_chars=LONGEST_THEME if kind == THEME else LONGEST_QUESTION,
        ).strip()
        focus("subject")
        keep("subject", typed)
        return make_subject(engine, typed, kind=kind) if typed else None
    if kind == COMPARISON:
        return ask_sides(engine)
    names = list(engine.once(things_of, str(kind)))
    name = choose("chosen", t(f"briefing.subject.{kind}"), names, {})
    return Subject(str(kind), name) if name else None


def ask_sides(engine: Engine) -> Subject | None:
    """The two sides of a comparison."""
    known = sides_of(engine.loaded)
    labels = {key: titled(one.label) if key in engine.loaded else one.label for key, one in known.items()}
    left, right = st.columns(2)
    with left:
        first = choose("first", t("briefing.subject.comparison"), list(known), labels)
    with right:
        second = choose("second", t("briefing.other"), [key for key in known if key != first], labels)
    return Subject(COMPARISON, first, second) if first and second else None


def choose(key: str, label: str, options: Sequence[str], labels: dict[str, str]) -> str:
    """One of a list, '' while none is chosen; it stands in the address."""
    chosen = st.selectbox(
        label,
        list(options),
        index=None,
        key=seed(key, options),
        format_func=lambda value: labels.get(value, value),
        placeholder=t("briefing.choose"),
    )
    keep(key, chosen)
    return chosen or ""


def ask_form(engine: Engine, kind: str) -> tuple[Template, Wishes]:
    """The template, and what is wanted of it."""
    home = engine.settings.home
    fitting = [name for name, one in load_templates(home).items() if kind in one.kinds]
    left, right = st.columns([1, 3])
    default = choose_template(home, kind).name
    with left:
        name = st.selectbox(t("briefing.template"), fitting, key=seed("template", fitting))
        keep("template", name, default=default)
    template = choose_template(home, kind, name)
    known = list(dict.fromkeys(part.content for part in template.parts))
    with right:
        chosen = st.pills(
            t("briefing.sections"),
            known,
            selection_mode="multi",
            key=seed("section", known, many=True),
            default=None if "section" in st.session_state else known,
            format_func=lambda one: t(f"briefing.section.{one}"),
        )
    keep("section", [] if set(chosen) == set(known) else chosen)
    with st.container(horizontal=True):
        quotes = "sources" in chosen and ask_quotes()
        drafted = bool(engine.settings.llm_url) and st.checkbox(t("briefing.draft"))
    return template, (tuple(one for one in known if one in chosen), drafted, quotes)


def ask_quotes() -> bool:
    """Whether the list of sources holds the words too; it stands in the address."""
    st.session_state.setdefault("quotes", st.query_params.get("quotes") == "1")
    wanted = st.checkbox(t("briefing.quotes"), key="quotes")
    keep("quotes", "1" if wanted else "")
    return wanted


def show_files(made: Briefing) -> None:
    """What the paper rests on, and the paper as files."""
    told, word, text = st.columns([4, 1, 1], vertical_alignment="center")
    cited = len(made.paper.sources)
    told.caption(t("briefing.counted" if cited else "briefing.counted.none", n=cited))
    files = (
        (word, "briefing.word", lambda: to_docx(made.paper), "docx", DOCX),
        (text, "briefing.markdown", lambda: to_markdown(made.paper), "md", "text/markdown"),
    )
    for place, key, make, ending, mime in files:
        place.download_button(
            t(key), make, f"{made.title}.{ending}", mime, on_click="ignore", icon=":material/download:", width="stretch"
        )


def show_template(engine: Engine, template: Template) -> None:
    """Where own templates go, and this one to begin with."""
    with st.expander(t("briefing.templates")):
        st.write(t("briefing.templates.text"))
        st.code(str((engine.settings.home / OWN).resolve()), language=None)
        st.download_button(
            t("briefing.templates.get"), template.source, f"{template.name}.yaml", "text/yaml", on_click="ignore"
        )


def show_page(engine: Engine) -> None:
    """Subject, form, files, preview."""
    subject = ask_subject(engine)
    if subject is None:
        st.html(make_box("empty", t("briefing.start"), t("briefing.start.text")))
        return
    template, wishes = ask_form(engine, subject.kind)
    if not wishes[0]:
        st.html(make_box("empty", t("briefing.nosection"), t("briefing.nosection.text")))
        return
    with st.spinner(t("briefing.writing")):
        contents, drafted, quotes = wishes
        made = engine.once(
            make_briefing, subject, template, contents=contents, today=date.today(), drafted=drafted, quotes=quotes
        )
    show_files(made)
    if made.prose and made.prose.note:
        st.html(make_box("notfound", t("model.nothing"), message(made.prose.note)))
    show_paper(made.paper)
    show_template(engine, template)


with page("briefing") as engine:
    show_page(engine)
