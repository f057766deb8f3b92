"""The page 覆盖: a pasted and an uploaded list give the table, saved searches tell what is new once."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ingest.pipeline import add_paths
from kg.settings import Settings
from tests.app.test_pages import html, open_page

TITLE = "澄湖区人才工作方案"
PLAN = "澄湖区低空经济工作方案\n\n一、重点任务\n1.发展低空经济，建设起降场。（责任单位：区交通局）\n"


def button(app: AppTest, label: str) -> AppTest:
    """The page after a click on a button of this label."""
    next(one for one in app.button if one.label == label).click()
    return app.run()


def labels(app: AppTest) -> list[str]:
    """The names of the views."""
    return [option.content for option in app.button_group[0].proto.options]


def save(app: AppTest, name: str, query: str) -> AppTest:
    """The page after a search was saved."""
    next(one for one in app.text_input if one.label == "名称").set_value(name)
    next(one for one in app.text_input if one.label == "检索词").set_value(query)
    return button(app, "保存")


def test_pasted_terms_become_a_table(home: Path) -> None:
    app = open_page("coverage", view="terms")
    app.text_area[0].set_value("人才公寓\n远洋捕捞\n人\n")
    app = button(app, "检索全部")
    table = app.dataframe[0].value
    assert list(table["词"]) == ["人才公寓", "远洋捕捞"]
    assert list(table[TITLE]) == ["● 明确提到 1", "○ 未提到"]
    assert app.get("download_button")
    assert any("第 3 行" in one.value and "少于 2 个字" in one.value for one in app.markdown)


def test_uploaded_list_is_read_with_its_columns(home: Path) -> None:
    app = open_page("coverage", view="terms")
    content = "词,分组,同义词\n安居房,人才,人才公寓\n".encode("gb18030")
    app.get("file_uploader")[0].upload("词表.csv", content, "text/csv")
    row = button(app, "检索全部").dataframe[0].value.iloc[0]
    assert (row["分组"], row["词"], row["同义词"]) == ("人才", "安居房", "人才公寓")
    assert row[TITLE].startswith("● 明确提到")


@pytest.mark.parametrize(("text", "box"), [("", "pg-empty"), ("人", "pg-failure")], ids=["nothing", "no term"])
def test_list_without_terms_says_so(text: str, box: str, home: Path) -> None:
    app = open_page("coverage", view="terms")
    app.text_area[0].set_value(text)
    app = button(app, "检索全部")
    assert box in html(app)
    assert not app.dataframe


def test_saved_search_tells_what_is_new_until_it_was_seen(home: Path, tmp_path: Path) -> None:
    app = save(open_page("coverage", view="saved"), "低空", "低空起降场")
    assert "已保存“低空”，现有 0 段" in html(app)
    path = tmp_path / "澄湖区低空经济工作方案.txt"
    path.write_text(PLAN, encoding="utf-8")
    add_paths([path], Settings(home=home))
    app = open_page("coverage", view="saved")
    assert "常用检索（新增 1）" in labels(app)
    assert "<mark>1.发展低空经济，建设起降场。" in html(app)
    app = button(app, "已看过")
    assert "常用检索" in labels(app)
    assert "没有新增" in " ".join(one.value for one in app.caption)
    app = button(app, "删除")
    assert "还没有常用检索" in html(app)


def test_name_in_use_is_refused_and_nothing_lost(home: Path) -> None:
    app = save(open_page("coverage", view="saved"), "公寓", "人才公寓")
    app = save(app, "公寓", "低空经济")
    assert "已有这个名称的常用检索" in html(app)
    assert any("人才公寓" in one.label for one in app.expander)


def test_damaged_file_of_searches_is_a_failure_and_terms_go_on(home: Path) -> None:
    (home / "searches.json").write_text("{", encoding="utf-8")
    app = open_page("coverage", view="saved")
    assert not app.exception
    assert "pg-failure" in html(app)
    assert "searches.json" in html(app)
    app = open_page("coverage", view="terms")
    app.text_area[0].set_value("人才公寓")
    assert list(button(app, "检索全部").dataframe[0].value["词"]) == ["人才公寓"]


def test_missing_index_is_no_silence(home: Path) -> None:
    shutil.rmtree(home / "index")
    app = open_page("coverage", view="terms")
    app.text_area[0].set_value("人才公寓\n远洋捕捞")
    table = button(app, "检索全部").dataframe[0].value
    assert list(table[TITLE]) == ["● 明确提到 1", "✕ 无法检索"]
