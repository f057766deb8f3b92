"""The matrices and gaps of the page 覆盖: the address opens a cell, both blanks are told apart, lists are kept."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kg.coverage.lists import list_names
from tests.app.test_pages import click_tile, html, open_page, tiles

PERIOD = "青岚区 “十五五”（2026—2030年）"


@pytest.fixture
def home(filled_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small plans for the page to keep its lists in."""
    shutil.copytree(filled_home, tmp_path / "home")
    monkeypatch.setenv("KG_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("KG_GRAPH_URL", raising=False)
    return tmp_path / "home"


def captions(app: AppTest) -> str:
    return "\n".join(one.value for one in app.caption)


def test_cell_in_the_address_opens_its_passages_and_tasks(home: Path) -> None:
    app = open_page("coverage", kind="theme-place", row="科技成果转化", col=PERIOD)
    assert not app.exception
    assert app.subheader[0].value == f"科技成果转化 × {PERIOD}"
    assert "<mark>" in html(app)
    assert "《青岚区“十五五”时期科技创新规划》" in html(app)
    assert any("设立青岚科技成果转化基金" in one.label for one in app.expander)
    assert "查找的词：科技成果转化、成果转化、" in captions(app)


def test_silence_says_what_was_looked_through(home: Path) -> None:
    app = open_page("coverage", themes="typed", terms="远洋捕捞", kind="theme-place", row="远洋捕捞", col=PERIOD)
    assert "pg-notfound" in html(app)
    assert "已查，未提到" in html(app)
    assert "查过：《青岚区“十五五”时期科技创新规划》" in html(app)


def test_missing_document_is_no_silence(home: Path) -> None:
    period = PERIOD.replace("青岚区", "云州市")
    app = open_page("coverage", themes="typed", terms="远洋捕捞", kind="theme-place", row="远洋捕捞", col=period)
    assert "pg-notfound" not in html(app)
    assert "pg-empty" in html(app)
    assert "库中没有云州市“十五五”（2026—2030年）的文件" in html(app)


def test_filters_that_no_document_fits_are_no_silence(home: Path) -> None:
    app = open_page("coverage", region="澄湖区", period="15")
    assert "不能说明这些规划没有写" in html(app)
    assert not tiles(app)


def test_department_by_plan_needs_no_themes(home: Path) -> None:
    figures = {label: int(number) for label, number in tiles(open_page("coverage", kind="department-plan")).items()}
    assert figures["部门"] > 10
    assert figures["文件"] == 3
    assert figures["有内容的格"] + figures["已查，未提到"] == figures["部门"] * 3


def test_typed_themes_are_kept_as_a_list_and_chosen(home: Path) -> None:
    app = open_page("coverage", themes="typed", terms="人才公寓\n远洋捕捞")
    assert tiles(app)["主题"] == "2"
    next(one for one in app.text_input if "存为词表" in one.label).set_value("住房")
    next(one for one in app.button if one.label == "保存").click()
    app.run()
    assert list_names(home) == ["住房"]
    assert tiles(open_page("coverage", themes="kept:住房"))["主题"] == "2"


def test_typed_themes_that_cannot_be_searched_say_why(home: Path) -> None:
    app = open_page("coverage", themes="typed")
    assert "请写几个主题" in html(app)
    app = open_page("coverage", themes="typed", terms="人才公寓\n人")
    assert "少于 2 个字" in captions(app)
    assert tiles(app)["主题"] == "1"


def test_gaps_are_listed_and_open_their_sources(home: Path) -> None:
    app = open_page("coverage", view="gaps", gap="nobody")
    assert not app.exception
    rows = app.dataframe[0].value
    assert set(rows.columns) == {"名称", "说明", "文件", "出处"}
    assert (rows["出处"] >= 1).all()
    app = open_page("coverage", view="gaps", gap="idle", lang="en")
    assert app.dataframe


def test_gaps_below_the_matrix_lead_to_their_rows(home: Path) -> None:
    app = open_page("coverage", kind="department-plan")
    button = next(one for one in app.button if one.label.startswith("任务无部门"))
    number = int(button.label.split()[-1])
    button.click()
    app.run()
    assert not app.exception
    assert len(app.dataframe[0].value) == number
    assert app.query_params["gap"] in ("nobody", ["nobody"])
    assert app.query_params["view"] in ("gaps", ["gaps"])


def test_figure_lists_the_cells_that_it_counts_and_each_opens(home: Path) -> None:
    app = open_page("coverage", themes="typed", terms="远洋捕捞\n人才公寓")
    silent = int(tiles(app)["已查，未提到"])
    app = click_tile(app, "已查，未提到")
    assert app.query_params["only"] in ("silent", ["silent"])
    table = app.dataframe[0].value
    assert len(table) == silent
    assert "远洋捕捞" in set(table["主题"])
    documents = list(table[table["主题"] == "远洋捕捞"]["文件"])
    assert len(documents) == int(tiles(app)["文件"])  # no plan speaks of it
    app = open_page("coverage", themes="typed", terms="远洋捕捞\n人才公寓", only="said")
    assert set(app.dataframe[0].value["主题"]) == {"人才公寓"}
    app = click_tile(app, "有内容的格")
    assert "only" not in app.query_params
