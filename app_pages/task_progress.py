"""How far tasks are, on the page 任务分工: the form for the chosen tasks, their earlier notes, and tasks that are gone."""

from collections.abc import Mapping, Sequence

import streamlit as st

from app_pages.language import t
from app_pages.markup import make_box, plain
from app_pages.services import show_failure
from app_pages.theme import height_for
from kg.engine import Engine
from kg.errors import KGError
from kg.tasks.ledger import Task
from kg.tasks.status import LONGEST_NOTE, LONGEST_WHO, STATUSES, TAKEN_BACK, StatusLine, add_status, load_lines

SAVED = "tasks_saved"  # in the session: how many, told once after saving


def show_progress(engine: Engine, tasks: Sequence[Task], told: Mapping[str, StatusLine]) -> None:
    """The form; saving shows the page anew."""
    saved = st.session_state.pop(SAVED, 0)
    if saved:
        st.session_state["task-note"] = ""  # it was of the tasks that were saved, not of the next ones
        st.html(make_box("answer", t("tasks.set.saved", n=saved)))
    set_already = any(task.id in told for task in tasks)
    options = (*STATUSES, TAKEN_BACK) if set_already else STATUSES
    with st.form("progress", border=True):
        st.subheader(t("tasks.set", n=len(tasks)), anchor=False)
        cells = st.columns([4, 4, 2, 1], vertical_alignment="bottom")
        status = cells[0].segmented_control(
            t("tasks.status"),
            options,
            default=told[tasks[0].id].status if tasks[0].id in told else STATUSES[0],
            required=True,
            format_func=lambda one: t(f"progress.{one}") if one else t("tasks.set.clear"),
            key=f"status-{'-'.join(task.id for task in tasks)}",
        )
        note = cells[1].text_input(
            t("tasks.set.note"), max_chars=LONGEST_NOTE, placeholder=t("tasks.set.note.hint"), key="task-note"
        )
        who = cells[2].text_input(t("tasks.set.who"), max_chars=LONGEST_WHO, key="task-who")
        pressed = cells[3].form_submit_button(t("tasks.set.save"), type="primary", width="stretch")
    show_history(engine, tasks)
    if not pressed:
        return
    try:
        lines = add_status(engine.settings.home, tasks, str(status or ""), who=who, note=note)
    except KGError as err:
        show_failure(err)
        return
    st.session_state[SAVED] = len(lines)
    st.rerun()


def show_history(engine: Engine, tasks: Sequence[Task]) -> None:
    """All that was noted of the chosen tasks, the last first."""
    ids = {task.id for task in tasks}
    lines = [line for line in load_lines(engine.settings.home) if line.task in ids]
    if not lines:
        return
    with st.expander(t("tasks.history", n=len(lines))):
        for line in reversed(lines):
            status = t(f"progress.{line.status}") if line.status else t("tasks.set.clear")
            said = t("tasks.set.now", status=status, note=line.note, who=line.who, when=line.when.replace("T", " "))
            st.markdown(f"- {plain(line.name if len(tasks) > 1 else '')} {plain(said)}")


def show_gone(lines: Sequence[StatusLine]) -> None:
    """The notes of tasks that no document has now; they are kept."""
    with st.expander(t("tasks.gone", n=len(lines))):
        st.caption(t("tasks.gone.why"))
        rows = [
            {
                t("column.task"): line.name,
                t("column.document"): line.document,
                t("tasks.status"): t(f"progress.{line.status}"),
                t("tasks.set.note"): line.note,
                t("tasks.set.who"): line.who,
                t("tasks.set.when"): line.when.replace("T", " "),
            }
            for line in lines
        ]
        st.dataframe(rows, hide_index=True, height=height_for(len(rows), most=300))
