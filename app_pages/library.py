"""文库: files in, the ledger of what was read, files out. The one page that writes."""

import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

import streamlit as st

from app_pages.address import keep, seed, seed_text, show_on_paper
from app_pages.language import kind_label, message, t
from app_pages.markup import make_box, plain
from app_pages.services import page, show_failure
from app_pages.theme import WRAPPED
from ingest.adding import Adding
from ingest.pipeline import remove_documents
from ingest.readers import READERS
from kg.engine import Engine
from kg.errors import KGError
from kg.holdings import SAID, count_by, papers
from kg.records import Gap
from kg.settings import Settings

LONGEST_NAME = 200  # bytes of a file name that every file system takes
COUNTS = ("sections", "tables", "chunks", "mentions", "entities", "relations")
FIRST_NOTES = 20
MOST_WARNINGS = 5  # beside what was just added; the list below has them all
Row = dict[str, Any]


class Upload(Protocol):
    """What the page needs of an uploaded file."""

    name: str

    def getvalue(self) -> bytes: ...


def file_name(name: str) -> str:
    """The base name of an upload, cut so that it can be written; the ending stays."""
    path = Path(name.replace("\\", "/").replace("\0", "")).name or "file"
    stem, suffix = Path(path).stem, Path(path).suffix
    while len((stem + suffix).encode()) > LONGEST_NAME and stem:
        stem = stem[:-1]
    return stem + suffix


@st.cache_resource
def running() -> dict[Path, Adding]:
    """What is being added, by data folder: every session sees it, and it goes on when its page is left."""
    return {}


def add_uploads(uploads: Sequence[Upload], settings: Settings) -> Adding:
    """Begins to read the uploads in."""
    folder = TemporaryDirectory()
    paths = []
    for place, upload in enumerate(uploads):
        own = Path(folder.name, str(place))  # a folder each: two uploads may bear the same name
        own.mkdir()
        path = own / file_name(upload.name)
        path.write_bytes(upload.getvalue())
        paths.append(path)
    return Adding(paths, settings, tidy=folder.cleanup)


def watch(adding: Adding) -> None:
    """The progress of an adding until it has ended, with a button that stops it; what became of it."""
    left, right = st.columns([6, 1], vertical_alignment="center")
    bar = left.progress(0.0)
    right.button(
        t("library.stop"),
        on_click=adding.stop,
        disabled=adding.stopping,
        icon=":material/stop_circle:",
        key="stop",
        width="stretch",
    )
    while not adding.wait(0.3):
        now = adding.progress
        text = t("library.read", name=plain(now.name), done=now.done, total=now.total)
        if adding.stopping:
            text = t("library.stopping")
        elif now.done == now.total:
            text = t("library.writing")
        elif not now.done:
            text = t("library.reading", n=now.total)
        bar.progress(now.done / max(now.total, 1) * 0.9, text)
    rows = adding.rows()
    st.session_state["added"] = rows
    if unread := adding.progress.total - len(rows):
        st.session_state["unread"] = unread


def show_upload() -> None:
    """The upload form and what became of the last upload."""
    with st.form("upload", clear_on_submit=True, border=False):
        uploads = st.file_uploader(
            t("library.upload"), type=[suffix.lstrip(".") for suffix in READERS], accept_multiple_files=True
        )
        pressed = st.form_submit_button(t("library.add"), type="primary")
    settings = Settings.from_env()
    jobs = running()
    if pressed and not uploads:
        st.html(make_box("empty", t("library.nofile")))
    elif pressed and settings.home in jobs:
        st.html(make_box("failure", t("failure.busy"), t("library.busy")))
    elif pressed:
        jobs[settings.home] = add_uploads(uploads, settings)
    if settings.home in jobs:
        show_adding(jobs, settings.home)
    for row in st.session_state.pop("added", []):
        show_outcome(row)
    if unread := st.session_state.pop("unread", 0):
        st.html(make_box("notfound", t("library.stopped"), t("library.stopped.do", n=unread)))


def show_adding(jobs: dict[Path, Adding], home: Path) -> None:
    """Watches what is being added to its end, then shows the library as it is now."""
    adding = jobs[home]
    try:
        watch(adding)
    except KGError as err:
        jobs.pop(home, None)
        show_failure(err)
    else:
        jobs.pop(home, None)
        st.rerun()


def fault_of(row: Row) -> str:
    """Why a file is not in, without the folder where the upload lay for reading."""
    return message(re.sub(rf"\S*/(?={re.escape(row['document'])})", "", row["error"] or ""))


def show_outcome(row: Row) -> None:
    """One file of the last upload."""
    if row["status"] == "failed":
        st.html(make_box("failure", t("library.failed", name=row["document"]), fault_of(row)))
        return
    counted = t("library.counted", **{key: row[key] for key in ("sections", "tables", "entities", "relations")})
    notes = "\n".join(map(message, row["warnings"][:MOST_WARNINGS]))
    st.html(make_box("answer", t(f"library.{row['status']}", name=row["document"]), counted, notes))


def show_ledger(rows: Sequence[Row]) -> None:
    """One row a document that was ever offered; rows chosen can be taken out."""
    st.subheader(t("library.ledger", n=len(rows)), anchor=False)
    table = [
        {
            t("column.document"): row["document"],
            t("column.title"): row["title"],
            t("column.status"): t("status.failed" if row["error"] else "status.in"),
            **{t(f"column.{key}"): row[key] for key in COUNTS},
            t("column.warnings"): len(row["warnings"]),
            t("column.gaps"): sum((row.get("gaps") or {}).values()),
            t("column.added"): str(row["added_at"]).replace("T", " ")[5:16],
            t("column.seconds"): row["seconds"],
        }
        for row in rows
    ]
    event = st.dataframe(
        table,
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        key="ledger",
        row_height=WRAPPED,
        column_config={
            t("column.document"): st.column_config.TextColumn(width=150),
            t("column.title"): st.column_config.TextColumn(width=205),
        },
    )
    show_on_paper(table)
    chosen = [rows[place] for place in event.selection.rows if place < len(rows)]
    if st.button(t("library.remove", n=len(chosen)), disabled=not chosen, icon=":material/delete:"):
        confirm_removal(chosen)
    elif not chosen:
        st.caption(t("library.choose"))


def confirm_removal(rows: Sequence[Row]) -> None:
    """Asks once more, naming what goes."""

    @st.dialog(t("library.confirm"))
    def ask() -> None:
        st.markdown("\n".join(f"- {plain(str(row['document']))}" for row in rows))
        st.caption(t("library.confirm.text"))
        if not st.button(t("library.confirm.yes"), type="primary"):
            return
        try:
            with st.spinner(t("library.writing")):
                remove_documents([row["document_id"] for row in rows], Settings.from_env())
        except KGError as err:
            show_failure(err)
        else:
            st.rerun()

    ask()


def show_notes(engine: Engine, rows: Sequence[Row]) -> None:
    """What was not understood, document by document, and what could not be read at all."""
    noted = [row for row in rows if row["warnings"] or row["error"] or row.get("gaps")]
    if not noted:
        return
    st.subheader(t("library.notes"), anchor=False)
    for row in noted:
        gaps = engine.gaps(row["document_id"])
        count = t("library.noted", warnings=len(row["warnings"]), gaps=len(gaps))
        with st.expander(f"{plain(str(row['document']))}　:gray[{count}]"):
            if row["error"]:
                st.html(make_box("failure", t("status.failed"), fault_of(row)))
            show_list([plain(message(str(warning))) for warning in row["warnings"]])
            for kind in dict.fromkeys(gap.kind for gap in gaps):
                own = [gap for gap in gaps if gap.kind == kind]
                name = t(f"gap.{kind}")
                st.markdown(f"**{name}**（{len(own)}）")
                show_list([line_of(gap) for gap in own])


def line_of(gap: Gap) -> str:
    """One place that was not understood: why, what stands there, and where."""
    words = " ".join(gap.quote.split())
    place = t("library.page", page=gap.page) if gap.page else " › ".join(gap.section)
    return plain(message(gap.why)) + (f"：“{plain(words)}”" if words else "") + f"　:gray[{plain(place)}]"


def show_list(lines: Sequence[str]) -> None:
    """The first lines, and how many more there are."""
    for line in lines[:FIRST_NOTES]:
        st.markdown(f"- {line}")
    if len(lines) > FIRST_NOTES:
        st.caption(t("entity.more", n=len(lines) - FIRST_NOTES))


def ask_filter(engine: Engine, rows: Sequence[Row]) -> list[Row]:
    """The rows of the documents whose name, period, region and kind are those chosen; the choice stands in the address.

    What could not be read says nothing of itself: it is listed as long as only the name is asked for.
    """
    held = {paper.id: paper for paper in engine.once(papers)} if engine.store.ids() else {}
    cells = st.columns([3, 2, 2, 2])
    text = cells[0].text_input(t("library.name"), placeholder=t("library.name.hint"), key=seed_text("q")).strip()
    keep("q", text)
    found = [row for row in rows if text in f"{row['document']} {row['title']}"]
    for cell, said in zip(cells[1:], SAID, strict=True):
        values = ["", *count_by(list(held.values()), said)]
        chosen = cell.selectbox(
            t(f"column.{said}"),
            values,
            format_func=lambda value: kind_label(value) or t("filter.all"),
            key=seed(said, values),
        )
        keep(said, chosen)
        if chosen:
            found = [row for row in found if getattr(held.get(row["document_id"]), said, None) == chosen]
    return found


def show_library(engine: Engine) -> None:
    """The ledger, or how to begin."""
    rows = engine.documents()
    if not rows:
        st.html(make_box("empty", t("empty.title"), t("library.start")))
        return
    fitting = ask_filter(engine, rows)
    if not fitting:
        st.html(make_box("notfound", t("library.nofit"), t("library.nofit.do", n=len(rows))))
        return
    show_ledger(fitting)
    show_notes(engine, fitting)


with page("library", needs_documents=False) as engine:
    show_upload()
    show_library(engine)
