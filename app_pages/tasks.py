"""任务分工: who is responsible for what – as a list, as a matrix, by department – with filters and Excel."""

from collections.abc import Mapping, Sequence

import streamlit as st

from app_pages.evidence import citation_of, show_citation
from app_pages.exporting import XLSX, to_xlsx
from app_pages.language import t
from app_pages.markup import make_box, make_tiles, plain
from app_pages.services import page
from app_pages.tasks_table import ROLES, SIGNS, Task, TaskFilter, count_departments, make_matrix, make_tasks
from app_pages.theme import WRAPPED, height_for
from kg.engine import Engine

LONGEST_THEME = 60  # characters
WIDTHS = (115, 115, 175)  # pixels of a role's column; most departments support
VIEWS = ("list", "matrix", "departments")


def ask_filter(engine: Engine, tasks: Sequence[Task]) -> TaskFilter:
    """The filters above the table."""
    titles = title_of(engine)
    cells = st.columns([3, 3, 2, 3])
    documents = cells[0].multiselect(
        t("filter.document"),
        list(dict.fromkeys(task.document_id for task in tasks)),
        format_func=lambda key: titles.get(key, key),
        placeholder=t("filter.all"),
    )
    departments = cells[1].multiselect(
        t("filter.department"), list(count_departments(tasks)), placeholder=t("filter.all")
    )
    roles = cells[2].multiselect(
        t("filter.role"), ROLES, format_func=lambda role: t(f"role.{role}"), placeholder=t("filter.all")
    )
    theme = cells[3].text_input(t("filter.theme"), max_chars=LONGEST_THEME, placeholder=t("filter.theme.hint")).strip()
    return TaskFilter(tuple(documents), tuple(departments), tuple(roles), theme, concerned_by(engine, theme))


def title_of(engine: Engine) -> Mapping[str, str]:
    """Document id → title."""
    return {str(row["document_id"]): str(row["title"] or row["document"]) for row in engine.documents()}


def concerned_by(engine: Engine, theme: str) -> frozenset[str]:
    """The tasks that an answer about the theme would name: by words, by what they concern and by meaning."""
    if not theme:
        return frozenset()
    answer = engine.ask(f"哪些部门负责{theme}任务？")
    ids = answer.query.params.get("ids", ()) if answer.query and answer.query.name == "departments_of_theme" else ()
    return frozenset(str(one) for one in ids) if isinstance(ids, list | tuple) else frozenset()


def make_rows(engine: Engine, tasks: Sequence[Task]) -> list[dict[str, object]]:
    """One row a task: departments by role in columns of their own."""
    titles = title_of(engine)
    return [
        {
            t("column.number"): task.number,
            t("column.task"): task.name,
            t("column.group"): task.group,
            **{t(f"role.{role}"): task.in_role(role) for role in ROLES},
            t("column.document"): titles.get(task.document_id, task.document),
        }
        for task in tasks
    ]


def make_department_rows(tasks: Sequence[Task]) -> list[dict[str, object]]:
    """One row a department: how many tasks in which role."""
    return [
        {
            t("column.department"): name,
            t("column.total"): counts.total(),
            **{t(f"role.{role}"): counts[role] for role in ROLES},
        }
        for name, counts in count_departments(tasks).items()
    ]


def make_matrix_rows(tasks: Sequence[Task]) -> list[dict[str, object]]:
    """One row a task, one column a department."""
    names = list(count_departments(tasks))
    heads = [f"{task.number}　{task.name}" if task.number else task.name for task in tasks]
    return [{t("column.task"): head, **row} for head, row in zip(heads, make_matrix(tasks, names), strict=True)]


def show_list(engine: Engine, tasks: Sequence[Task]) -> None:
    """The list; a chosen row opens its evidence."""
    config = {
        t("column.number"): st.column_config.TextColumn(width=50),
        t("column.task"): st.column_config.TextColumn(width=280),
        t("column.group"): st.column_config.TextColumn(width=120),
        **{
            t(f"role.{role}"): st.column_config.TextColumn(width=width)
            for role, width in zip(ROLES, WIDTHS, strict=True)
        },
        t("column.document"): st.column_config.TextColumn(width=165),
    }
    event = st.dataframe(
        make_rows(engine, tasks),
        hide_index=True,
        column_config=config,
        row_height=WRAPPED,
        height=height_for(len(tasks), WRAPPED),
        on_select="rerun",
        selection_mode="single-row",
        key="task_rows",
    )
    rows = event.selection.rows
    if not rows or rows[0] >= len(tasks):
        st.caption(t("tasks.choose"))
        return
    task = tasks[rows[0]]
    st.subheader(t("tasks.evidence"), anchor=False)
    st.markdown(f"**{plain(task.name)}**")
    for citation in dict.fromkeys(citation_of(engine, row) for row in task.rows):
        show_citation(engine, citation)
    if not task.rows:
        st.html(make_box("notfound", t("tasks.nobody")))


def show_matrix(tasks: Sequence[Task]) -> None:
    """Tasks down, departments across, a sign for the role."""
    st.caption("　".join(f"{sign} {t(f'role.{role}')}" for role, sign in SIGNS.items()))
    config = {t("column.task"): st.column_config.TextColumn(width=360, pinned=True)}
    st.dataframe(make_matrix_rows(tasks), hide_index=True, column_config=config, height=height_for(len(tasks)))


def show_tasks(engine: Engine, tasks: Sequence[Task]) -> None:
    """Key figures, the chosen view, the workbook with all three."""
    leading = sum(bool(task.roles.get("牵头")) for task in tasks)
    figures = (
        ("tasks.count", len(tasks)),
        ("tasks.departments", len(count_departments(tasks))),
        ("tasks.leading", leading),
    )
    left, right = st.columns([4, 1], vertical_alignment="center")
    left.html(make_tiles([(t(key), number) for key, number in figures]))
    sheets = {
        t("view.list"): make_rows(engine, tasks),
        t("view.matrix"): make_matrix_rows(tasks),
        t("view.departments"): make_department_rows(tasks),
    }
    right.download_button(
        t("download.xlsx"),
        to_xlsx(sheets),
        t("tasks.file"),
        XLSX,
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )
    view = st.segmented_control(
        t("view.label"),
        VIEWS,
        default="list",
        required=True,
        format_func=lambda name: t(f"view.{name}"),
        label_visibility="collapsed",
    )
    if view == "matrix":
        show_matrix(tasks)
    elif view == "departments":
        st.dataframe(make_department_rows(tasks), hide_index=True, height=height_for(len(count_departments(tasks))))
    else:
        show_list(engine, tasks)


with page("tasks") as engine:
    everything = sorted(make_tasks(engine.query("tasks")), key=lambda task: not task.departments)
    if not everything:
        st.html(make_box("notfound", t("tasks.none"), t("tasks.none.do")))
    else:
        chosen = ask_filter(engine, everything)
        fitting = [task for task in everything if chosen.admits(task)]
        if fitting:
            show_tasks(engine, fitting)
        else:
            st.html(make_box("notfound", t("tasks.nofit"), t("tasks.nofit.do")))
