"""The views of the page 任务分工: the list, the matrix, departments with their sheets, pairs of departments."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app_pages.address import choose_rows, keep, seed
from app_pages.charts import stacked_chart
from app_pages.evidence import show_citation
from app_pages.exporting import XLSX
from app_pages.language import role_label, t
from app_pages.markup import make_box, make_chips, plain
from app_pages.task_progress import show_progress
from app_pages.theme import WRAPPED
from kg.engine import Engine
from kg.tasks.ledger import ROLES, Task
from kg.tasks.paper import make_paper
from kg.tasks.sheet import SIGNS, make_workbook, matrix_rows, sheet_of_department
from kg.tasks.status import StatusLine
from kg.tasks.workload import count_departments, count_tasks, joint_tasks, tasks_of
from kg.wordfile import DOCX, to_docx

Told = Mapping[str, StatusLine]
COLOURS = {"牵头": "#23406E", "责任": "#6F86AE", "配合": "#C9B37E"}  # dark to light: told apart in grey print too
MOST_BARS = 15
MOST_COLUMNS = 100  # departments of the matrix on the page; the file has them all
BAR = 26  # pixels of a department in the chart


def rows_of(tasks: Sequence[Task], told: Told) -> list[dict[str, object]]:
    """One row a task: departments by role in columns of their own; a column that nothing stands in is left out."""
    rows = [
        {
            t("column.number"): task.number,
            t("column.task"): task.name,
            **{role_head(role): "、".join(task.in_role(role)) for role in ROLES},
            t("tasks.deadline"): task.deadline,
            t("tasks.status"): t(f"progress.{told[task.id].status}") if task.id in told else "",
            t("column.group"): task.group,
            t("tasks.concerns"): "、".join(one.name for one in task.concerns),
            t("column.document"): task.document,
        }
        for task in tasks
    ]
    kept = {name for row in rows for name, value in row.items() if value}
    return [{name: value for name, value in row.items() if name in kept} for row in rows]


def role_head(role: str) -> str:
    """A role as the heading of a column."""
    return t(f"role.{role}").capitalize()


def widths() -> dict[str, object]:
    """Pixels of the list's columns."""
    names = [t("column.number"), t("column.task"), *map(role_head, ROLES), t("tasks.deadline"), t("tasks.status")]
    names += [t("column.group"), t("tasks.concerns"), t("column.document")]
    pixels = (46, 235, 98, 98, 120, 66, 66, 104, 122, 130)  # without a status within a small screen
    return {name: st.column_config.TextColumn(width=width) for name, width in zip(names, pixels, strict=True)}


def show_list(engine: Engine, tasks: Sequence[Task], told: Told, key: str = "task") -> None:
    """A table of tasks; chosen ones open their sources and the form for their progress."""
    ids = [task.id for task in tasks]
    chosen = choose_rows(rows_of(tasks, told), ids, key, many=True, row_height=WRAPPED, config=widths())
    opened = [task for task in tasks if task.id in chosen]
    if not opened:
        st.caption(t("tasks.choose"))
        return
    for place, task in enumerate(opened):
        show_task(engine, task, told, expanded=place == 0)
    show_progress(engine, opened, told)


def show_task(engine: Engine, task: Task, told: Told, *, expanded: bool) -> None:
    """One task with every source."""
    number = f"{task.number}　" if task.number else ""
    with st.expander(f"**{plain(number + task.name)}**　:gray[{plain(task.document)}]", expanded=expanded):
        line = told.get(task.id)
        notes = [task.group, task.deadline, t(f"progress.{line.status}") if line else ""]
        if any(notes):
            st.html(make_chips(filter(None, notes)))
        if not task.duties:
            st.html(make_box("notfound", t("tasks.nobody")))
        for citation in task.citations:
            show_citation(engine, citation)


def show_matrix(engine: Engine, tasks: Sequence[Task], told: Told) -> None:
    """Tasks down, departments across, a sign for the role; chosen tasks open their sources."""
    legend = ["　".join(f"{sign} {t(f'role.{role}')}" for role, sign in SIGNS.items())]
    departments = len(count_departments(tasks))
    if departments > MOST_COLUMNS:
        legend.append(t("tasks.matrix.most", most=MOST_COLUMNS, n=departments))
    st.caption("　".join(legend))
    rows = [{t("column.task"): row.pop("任务"), **row} for row in matrix_rows(tasks, MOST_COLUMNS)]
    config = {t("column.task"): st.column_config.TextColumn(width=360, pinned=True)}
    ids = [task.id for task in tasks]
    chosen = choose_rows(rows, ids, "cross", many=True, config=config)
    if not chosen:
        st.caption(t("tasks.cross.choose"))
    for place, task in enumerate(task for task in tasks if task.id in chosen):
        show_task(engine, task, told, expanded=place == 0)


def show_departments(engine: Engine, tasks: Sequence[Task], told: Told) -> None:
    """Who carries how much, as a chart and a table; a chosen department opens its sheet."""
    counts, totals = count_departments(tasks), count_tasks(tasks)
    left, right = st.columns([5, 4])
    with left:
        show_chart(tasks)
    rows = [
        {
            t("column.department"): name,
            t("column.total"): totals[name],
            **{role_head(role): counts[name][role] for role in ROLES},
        }
        for name in counts
    ]
    with right:
        config = {t("column.department"): st.column_config.TextColumn(width=170)}
        chosen = choose_rows(rows, list(counts), "sheet", config=config, most=BAR * MOST_BARS + 80)
    if chosen:
        show_sheet(engine, tasks, chosen[0], told)
    else:
        st.caption(t("tasks.department.choose"))


def show_chart(tasks: Sequence[Task]) -> None:
    """The departments with most tasks, their roles stacked; the table beside it has all."""
    counts = count_departments(tasks)
    shown = list(counts)[:MOST_BARS]
    st.caption(t("tasks.share"))
    rows = [{"name": name, "kind": role_label(role), "number": counts[name][role]} for name in shown for role in ROLES]
    stacked_chart(rows, shown, {role_label(role): COLOURS[role] for role in ROLES}, t("tasks.share"))
    if len(counts) > MOST_BARS:
        st.caption(t("tasks.chart.most", most=MOST_BARS, n=len(counts)))


def show_sheet(engine: Engine, tasks: Sequence[Task], department: str, told: Told) -> None:
    """A department's tasks, to read and to take along."""
    own = tasks_of(tasks, department)
    left, *places = st.columns([4, 1, 1], vertical_alignment="bottom")
    left.subheader(plain(t("tasks.department.sheet", name=department, n=len(own))), anchor=False)
    name = t("tasks.department.file", name=department)
    offer(
        places[0], t("tasks.download.word"), f"{name}.docx", DOCX, lambda: to_docx(make_paper(tasks, department, told))
    )
    sheet = sheet_of_department(tasks, department, told)
    offer(places[1], t("tasks.download.excel"), f"{name}.xlsx", XLSX, lambda: make_workbook(sheet))
    show_list(engine, own, told)


def offer(place: DeltaGenerator, label: str, file: str, kind: str, make: Callable[[], bytes]) -> None:
    """A file that is made when it is asked for."""
    place.download_button(label, make, file, kind, on_click="ignore", icon=":material/download:", width="stretch")


def show_joint(engine: Engine, tasks: Sequence[Task], told: Told) -> None:
    """Pairs of departments that share tasks; a chosen pair opens them."""
    names = list(count_departments(tasks))
    left, right = st.columns(2)
    asked = [pick(place, key, names) for place, key in ((left, "first"), (right, "second"))]
    pairs = joint_tasks(tasks, [name for name in asked if name])
    if not pairs:
        st.html(make_box("notfound", t("tasks.joint.none"), t("tasks.joint.none.do")))
        return
    rows = [
        {t("tasks.joint.first"): one.left, t("tasks.joint.second"): one.right, t("tasks.joint.count"): len(one.tasks)}
        for one in pairs
    ]
    ids = [f"{one.left}|{one.right}" for one in pairs]
    chosen = choose_rows(rows, ids, "pair", most=300) or (ids if len(ids) == 1 else [])
    if not chosen:
        st.caption(t("tasks.joint.choose"))
        return
    pair = pairs[ids.index(chosen[0])]
    said = t("tasks.joint.with", left=pair.left, right=pair.right, n=len(pair.tasks))
    st.subheader(plain(said), anchor=False)
    show_list(engine, pair.tasks, told)


def pick(place: DeltaGenerator, key: str, names: Sequence[str]) -> str:
    """One department, or '' for any."""
    options = ["", *names]
    chosen = place.selectbox(
        t(f"tasks.joint.{key}"), options, key=seed(key, options), format_func=lambda name: name or t("tasks.joint.any")
    )
    keep(key, chosen)
    return str(chosen)
