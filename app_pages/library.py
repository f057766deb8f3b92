"""文库: files in, the ledger of what was read, files out. The one page that writes."""

import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

import streamlit as st

from app_pages.language import t
from app_pages.markup import make_box, plain
from app_pages.services import page, show_failure
from app_pages.theme import WRAPPED
from ingest.pipeline import add_paths, remove_documents
from ingest.readers import READERS
from kg.engine import Engine
from kg.errors import KGError
from kg.records import Gap
from kg.settings import Settings

LONGEST_NAME = 200  # bytes of a file name that every file system takes
COUNTS = ("sections", "tables", "chunks", "mentions", "entities", "relations", "seconds")
FIRST_NOTES = 20
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


def add_uploads(uploads: Sequence[Upload], settings: Settings) -> list[Row]:
    """Reads the uploads in, with a progress bar; each gives its ledger row, whatever became of it."""
    bar = st.progress(0.0, t("library.reading", name=uploads[0].name))
    with TemporaryDirectory() as folder:
        paths = []
        for place, upload in enumerate(uploads):
            own = Path(folder, str(place))  # a folder each: two uploads may bear the same name
            own.mkdir()
            path = own / file_name(upload.name)
            path.write_bytes(upload.getvalue())
            paths.append(path)

        def on_progress(done: int, total: int, name: str) -> None:
            text = t("library.read", name=plain(name), done=done, total=total)
            bar.progress(done / total * 0.9, text if done < total else t("library.writing"))

        try:
            return add_paths(paths, settings, on_progress)
        finally:
            bar.empty()


def show_upload() -> None:
    """The upload form and what became of the last upload."""
    with st.form("upload", clear_on_submit=True, border=False):
        uploads = st.file_uploader(
            t("library.upload"), type=[suffix.lstrip(".") for suffix in READERS], accept_multiple_files=True
        )
        pressed = st.form_submit_button(t("library.add"), type="primary")
    if pressed and uploads:
        try:
            st.session_state["added"] = add_uploads(uploads, Settings.from_env())
        except KGError as err:
            show_failure(err)
        else:
            st.rerun()
    elif pressed:
        st.html(make_box("empty", t("library.nofile")))
    for row in st.session_state.pop("added", []):
        show_outcome(row)


def fault_of(row: Row) -> str:
    """Why a file is not in, without the folder where the upload lay for reading."""
    return re.sub(rf"\S*/(?={re.escape(row['document'])})", "", row["error"] or "")


def show_outcome(row: Row) -> None:
    """One file of the last upload."""
    if row["status"] == "failed":
        st.html(make_box("failure", t("library.failed", name=row["document"]), fault_of(row)))
        return
    counted = t("library.counted", **{key: row[key] for key in ("sections", "tables", "entities", "relations")})
    st.html(
        make_box("answer", t(f"library.{row['status']}", name=row["document"]), counted, "\n".join(row["warnings"][:5]))
    )


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
            t("column.document"): st.column_config.TextColumn(width=165),
            t("column.title"): st.column_config.TextColumn(width=220),
        },
    )
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
            show_list([plain(str(warning)) for warning in row["warnings"]])
            for kind in dict.fromkeys(gap.kind for gap in gaps):
                own = [gap for gap in gaps if gap.kind == kind]
                name = t(f"gap.{kind}")
                st.markdown(f"**{name}**（{len(own)}）")
                show_list([line_of(gap) for gap in own])


def line_of(gap: Gap) -> str:
    """One place that was not understood: why, what stands there, and where."""
    words = " ".join(gap.quote.split())
    place = t("library.page", page=gap.page) if gap.page else " › ".join(gap.section)
    return plain(gap.why) + (f"：“{plain(words)}”" if words else "") + f"　:gray[{plain(place)}]"


def show_list(lines: Sequence[str]) -> None:
    """The first lines, and how many more there are."""
    for line in lines[:FIRST_NOTES]:
        st.markdown(f"- {line}")
    if len(lines) > FIRST_NOTES:
        st.caption(t("entity.more", n=len(lines) - FIRST_NOTES))


def show_library(engine: Engine) -> None:
    """The ledger, or how to begin."""
    rows = engine.documents()
    if not rows:
        st.html(make_box("empty", t("empty.title"), t("library.start")))
        return
    show_ledger(rows)
    show_notes(engine, rows)


with page("library", needs_documents=False) as engine:
    show_upload()
    show_library(engine)
