"""The page 任务分工: the address opens a view, filters narrow it down, sources open, progress is kept and told."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from ingest.pipeline import remove_documents
from kg.settings import Settings
from kg.tasks.status import FILE, load_lines
from tests.app.test_pages import click_tile, html, open_page, tiles

TASK = "设立青岚科技成果转化基金"


def id_of(name: str, home: Path) -> str:
    """The id of the task whose name begins so."""
    from kg.engine import Engine
    from kg.tasks.ledger import make_ledger

    with Engine.open(Settings(home=home)) as engine:
        tasks = make_ledger(engine.loaded.values(), engine.resolution)
    return next(task.id for task in tasks if task.name.startswith(name))


def save(app: AppTest, status: str, who: str, note: str = "") -> AppTest:
    """The page after the form for progress was sent."""
    next(one for one in app.button_group if one.label == "进展").set_value(status)
    next(one for one in app.text_input if one.label == "填写人").set_value(who)
    next(one for one in app.text_input if one.label == "进展说明").set_value(note)
    next(one for one in app.button if one.label == "保存").click()
    return app.run()


def test_address_opens_a_task_with_its_sources(home: Path) -> None:
    app = open_page("tasks", task=id_of(TASK, home))
    assert not app.exception
    assert f"<mark>{TASK}" in html(app)
    assert "《青岚区“十五五”时期科技创新规划》，附件" in html(app)


def test_address_keeps_filters_and_view(home: Path) -> None:
    app = open_page("tasks", view="departments", role="牵头", sheet="区科委")
    assert {box.label: box.value for box in app.multiselect}["角色"] == ["牵头"]
    assert app.dataframe[0].value["部门"].iloc[0] == "区科委"
    assert [one.value for one in app.subheader] == ["区科委：3 项任务"]
    choose = {box.label: box for box in app.multiselect}
    choose["角色"].set_value([]).run()
    assert "role" not in app.query_params
    assert app.query_params["view"] in ("departments", ["departments"])


def test_what_is_missing_can_be_asked_for(home: Path) -> None:
    app = open_page("tasks", missing="department")
    assert "牵头" not in app.dataframe[0].value
    app = open_page("tasks", missing=["department", "number"], role="牵头")
    assert "没有符合条件的任务" in html(app)


def test_joint_tasks_of_two_departments_open(home: Path) -> None:
    app = open_page("tasks", view="joint", first="区科委", second="区金融办")
    assert any("共同承担 1 项" in one.value for one in app.subheader)
    app = open_page("tasks", view="joint", first="区科委", second="区住建局")
    assert "没有共同承担的任务" in html(app)


def test_progress_is_kept_shown_and_taken_back(home: Path) -> None:
    task = id_of(TASK, home)
    app = save(open_page("tasks", task=task), "推进中", "王", "已印发")
    assert "已保存 1 项任务的进展" in html(app)
    assert "推进中" in set(app.dataframe[0].value["进展"])
    fields = {one.label: one.value for one in app.text_input}
    assert (fields["进展说明"], fields["填写人"]) == ("", "王")  # a note is of the tasks that were saved
    app = open_page("tasks", status="推进中")
    assert len(app.dataframe[0].value) == 1
    app = save(open_page("tasks", task=task), "", "王")
    assert [line.status for line in load_lines(home)] == ["推进中", ""]
    assert "进展" not in app.dataframe[0].value


def test_progress_without_a_name_is_refused(home: Path) -> None:
    app = save(open_page("tasks", task=id_of(TASK, home)), "已完成", "")
    assert "没有填写姓名" in html(app)
    assert not (home / FILE).exists()


def test_task_that_is_gone_keeps_its_lines(home: Path) -> None:
    save(open_page("tasks", task=id_of(TASK, home)), "已完成", "王", "已设立")
    remove_documents(["青岚区科技创新规划.md"], Settings(home=home))
    app = open_page("tasks")
    assert any("已不在库中的任务（1）" in one.label for one in app.expander)
    assert list(app.dataframe[-1].value["进展说明"]) == ["已设立"]


def test_damaged_line_is_a_failure_that_names_it(home: Path) -> None:
    (home / FILE).write_text("{\n", encoding="utf-8")
    app = open_page("tasks")
    assert not app.exception
    assert "第 1 行" in html(app)


def test_figures_open_what_they_count(home: Path) -> None:
    app = open_page("tasks")
    leading = int(tiles(app)["有牵头部门的任务"])
    app = click_tile(app, "有牵头部门的任务")
    assert app.query_params["only"] in ("leading", ["leading"])
    assert len(app.dataframe[0].value) == leading
    assert all(app.dataframe[0].value["牵头"])
    assert any("再点一次这个数" in one.value for one in app.caption)
    app = click_tile(app, "已完成 / 已填写进展")
    assert "没有符合条件的任务" in html(app)  # nothing was noted yet
    app = click_tile(app, "部门")
    assert "only" not in app.query_params
    assert app.query_params["view"] in ("departments", ["departments"])


def test_matrix_opens_the_sources_of_a_task(home: Path) -> None:
    app = open_page("tasks", view="matrix", cross=id_of(TASK, home))
    assert not app.exception
    assert f"<mark>{TASK}" in html(app)
