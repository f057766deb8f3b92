"""The engine that all sessions share, and what a page shows when it cannot be had."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from app_pages.language import message, t
from app_pages.markup import make_box
from kg.engine import Engine
from kg.errors import IndexStateError, KGError, QueryError, StoreBusyError, StoreError
from kg.index.store import index_state
from kg.native import preload
from kg.settings import Settings

FLEETING = "open."  # what the session keeps under keys that begin so is forgotten when another page is opened

# The first class that fits gives the box its title and advice.
FAILURES = (
    (StoreBusyError, "busy"),
    (StoreError, "store"),
    (IndexStateError, "index"),
    (QueryError, "query"),
    (KGError, "other"),
)


def get_engine() -> Engine:
    """The shared engine; a new one as soon as an ingest, by the library page or a command, has finished.

    The index is the last thing an ingest writes: until then everybody reads the state before it.
    """
    settings = Settings.from_env()
    return _open(settings, index_state(settings.home, settings.encoder) or "")


@st.cache_resource(max_entries=1, show_spinner=False, hash_funcs={Settings: hash})
def _open(settings: Settings, state: str) -> Engine:
    preload()
    gc.unfreeze()
    last = _last_engines().get(settings)
    left = last.next if last and last.next and last.next.state == state else None
    engine = _last_engines()[settings] = Engine.open(settings, left)
    return engine


@st.cache_resource(show_spinner=False)
def _last_engines() -> dict[Settings, Engine]:
    """The engine opened last by its settings: what a decision over it has read need not be read again by the next."""
    return {}


def _set_aside(engine: Engine) -> None:
    """Takes what has been read out of the garbage collector's sight, until another engine is opened.

    Streamlit collects after every run of a page: over the records of 100 plans a quarter of a second each time.
    """
    gc.collect()
    gc.freeze()


@contextmanager
def page(name: str, *, needs_documents: bool = True) -> Iterator[Engine]:
    """A page's frame: its title and lead, then its body; a KGError of the body becomes a failure box.

    Without any document the body is not run: the page says how to add one.
    """
    _forget_others(name)
    st.title(t(f"{name}.title"))
    st.caption(t(f"{name}.lead"))
    try:
        engine = get_engine()
        if needs_documents and not engine.store.ids():
            show_empty()
            st.stop()
        yield engine
        if "loaded" in vars(engine):
            engine.once(_set_aside)
    except KGError as err:
        show_failure(err)
        st.stop()


def _forget_others(name: str) -> None:
    """A page that is opened begins with what its address says, not with what was chosen on it before."""
    if st.session_state.get("page") != name:
        for key in [key for key in st.session_state if str(key).startswith(FLEETING)]:
            del st.session_state[key]
    st.session_state["page"] = name


def show_failure(err: KGError) -> None:
    """The failure as a failure: what went wrong, in the system's own words, and what to do."""
    kind = next(name for one, name in FAILURES if isinstance(err, one))
    st.html(make_box("failure", t(f"failure.{kind}"), t(f"failure.{kind}.do"), message(str(err))))


def show_empty() -> None:
    """No document is in yet: where to go."""
    st.html(make_box("empty", t("empty.title"), t("empty.text")))
    with st.container(key="empty"):
        st.page_link("app_pages/library.py", label=t("empty.link"), icon=":material/upload_file:")
