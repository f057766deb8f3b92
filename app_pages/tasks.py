"""任务分工: who is responsible for what – list, matrix, departments, joint tasks – with filters, progress and files."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app_pages.address import keep, seed, seed_text
from app_pages.exporting import XLSX
from app_pages.language import t
from app_pages.markup import make_box
from app_pages.services import page
from app_pages.task_progress import show_gone
from app_pages.task_views import show_departments, show_joint, show_list, show_matrix
from app_pages.theme import focus
from app_pages.tiles import Tile, chosen_tile, show_tiles
from kg.engine import Engine
from kg.tasks.filters import MISSING, UNSET, TaskFilter, concerned_by, deadlines_of
from kg.tasks.ledger import LEAD, ROLES, Task, read_ledger
from kg.tasks.sheet import make_tables, make_workbook
from kg.tasks.status import STATUSES, StatusLine, gone, in_force, load_lines
from kg.tasks.workload import count_departments

LONGEST_THEME = 60  # characters
VIEWS = ("list", "matrix", "departments", "joint")
Told = Mapping[str, StatusLine]
# What a figure above the table counts, by its name in the address.
COUNTED: Mapping[str, Callable[[Task, Told], bool]] = {
    "leading": lambda task, told: bool(task.in_role(LEAD)),
    "nobody": lambda task, told: not task.duties,
    "noted": lambda task, told: task.id in told,
}


def ask_filter(engine: Engine, tasks: Sequence[Task], told: Told) -> TaskFilter:
    """The filters above the table; each stands in the address."""
    titles = {task.document_id: task.document for task in tasks}
    first, second = st.columns([3, 3, 2, 3]), st.columns([3, 3, 2, 3])
    documents = choose(first[0], "document", list(titles), lambda key: titles[key])
    departments = choose(first[1], "department", list(count_departments(tasks)), str)
    roles = choose(first[2], "role", ROLES, lambda role: t(f"role.{role}"))
    theme = first[3].text_input(
        t("filter.theme"), key=seed_text("theme"), max_chars=LONGEST_THEME, placeholder=t("filter.theme.hint")
    )
    focus("theme")
    keep("theme", theme.strip())
    statuses = choose(second[0], "status", (UNSET, *STATUSES), lambda one: t(f"progress.{one}"))
    deadlines = choose(second[1], "deadline", deadlines_of(tasks), str)
    missing = choose(second[2], "missing", list(MISSING), lambda key: t(f"missing.{key}"))
    return TaskFilter(
        documents=documents,
        departments=departments,
        roles=roles,
        deadlines=deadlines,
        statuses=statuses,
        missing=missing,
        theme=theme.strip(),
        concerned=concerned_by(engine, theme.strip()),
        told=told,
    )


def choose(place: DeltaGenerator, key: str, options: Sequence[str], label: Callable[[str], str]) -> tuple[str, ...]:
    """One filter: any of the options, none for all."""
    chosen = place.multiselect(
        t(f"filter.{key}"),
        list(options),
        key=seed(key, options, many=True),
        format_func=label,
        placeholder=t("filter.all"),
    )
    keep(key, chosen)
    return tuple(chosen)


def show_figures(tasks: Sequence[Task], told: Told, lost: Sequence[StatusLine]) -> list[Task]:
    """Key figures and the workbook with all tables; the tasks that the chosen figure counts, all where none is."""
    only = chosen_tile(COUNTED)
    shown = [task for task in tasks if not only or COUNTED[only](task, told)]
    count = {name: sum(counts(task, told) for task in tasks) for name, counts in COUNTED.items()}
    done = sum(told[task.id].status == STATUSES[-1] for task in tasks if task.id in told)
    left, right = st.columns([5, 1], vertical_alignment="center")
    with left:
        show_tiles(
            (
                Tile(t("tasks.count"), len(tasks), view="list"),
                Tile(t("tasks.departments"), len(count_departments(tasks)), view="departments"),
                Tile(t("tasks.leading"), count["leading"], "leading", "list"),
                Tile(t("tasks.nobody.count"), count["nobody"], "nobody", "list"),
                Tile(t("tasks.done"), f"{done} / {count['noted']}", "noted", "list"),
            ),
            only,
        )
    right.download_button(
        t("download.xlsx"),
        lambda: make_workbook(make_tables(shown, told, lost)),
        t("tasks.file"),
        XLSX,
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )
    return shown


def show_tasks(engine: Engine, tasks: Sequence[Task], told: Told) -> None:
    """The chosen view of the tasks that fit."""
    view = st.segmented_control(
        t("view.label"),
        VIEWS,
        key=seed("view", VIEWS),
        default=None if "view" in st.session_state else "list",
        required=True,
        format_func=lambda name: t(f"view.{name}"),
        label_visibility="collapsed",
    )
    keep("view", view, default="list")
    if view == "matrix":
        show_matrix(engine, tasks, told)
    elif view == "departments":
        show_departments(engine, tasks, told)
    elif view == "joint":
        show_joint(engine, tasks, told)
    else:
        show_list(engine, tasks, told)


def show_page(engine: Engine) -> None:
    """Filters, figures, views, and what was noted of tasks that are gone."""
    everything = engine.once(read_ledger)
    told = in_force(load_lines(engine.settings.home))
    lost = gone(told, everything)
    if not everything:
        st.html(make_box("notfound", t("tasks.none"), t("tasks.none.do")))
    else:
        chosen = ask_filter(engine, everything, told)
        fitting = [task for task in everything if chosen.admits(task)]
        if fitting:
            fitting = show_figures(fitting, told, lost)
        if fitting:
            show_tasks(engine, fitting, told)
        else:
            st.html(make_box("notfound", t("tasks.nofit"), t("tasks.nofit.do")))
    if lost:
        show_gone(lost)


with page("tasks") as engine:
    show_page(engine)
