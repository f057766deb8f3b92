"""The page 指标: the table, a chosen indicator with its sources, comparison of holders, two values, filters, the address."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ingest.pipeline import add_paths
from kg.settings import Settings
from tests.app.test_pages import click_tile, html, open_page, tiles

NOTICE = """青岚区工业运行说明

一、运行情况
2025年，青岚区规模以上工业总产值达到291.7亿元。
"""


@pytest.fixture
def filled(filled_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KG_HOME", str(filled_home))
    monkeypatch.delenv("KG_GRAPH_URL", raising=False)
    return filled_home


def test_table_has_base_target_and_what_is_needed(filled: Path) -> None:
    table = open_page("indicators").dataframe[0].value.set_index("指标")
    row = table.loc["技术合同成交额"]
    assert (row["基期值"], row["目标值"]) == ("22.5亿元（2025）", "60亿元（2030）")
    assert row["需年均（计算）"] == "21.67%"
    assert (row["属性"], row["对象"]) == ("预期性", "青岚区")
    assert table.loc["新增市级重点实验室"]["需年均（计算）"] == ""


def test_filters_limit_and_stand_in_the_address(filled: Path) -> None:
    app = open_page("indicators")
    whole = len(app.dataframe[0].value)
    next(one for one in app.multiselect if one.label == "属性").set_value(["约束性"]).run()
    assert list(app.dataframe[0].value["指标"]) == ["新增市级重点实验室"]
    assert app.query_params["nature"] in ("约束性", ["约束性"])
    again = open_page("indicators", nature="约束性")
    assert len(again.dataframe[0].value) == 1 < whole
    nothing = open_page("indicators", theme="远洋捕捞")
    assert "没有符合条件的指标" in html(nothing)
    assert not nothing.exception


def test_indicator_in_the_address_opens_with_its_computation_and_sources(filled: Path) -> None:
    app = open_page("indicators", theme="技术合同成交额 60")
    key = app.dataframe[0].value
    assert len(key) == 1
    line = line_key(filled, "技术合同成交额")
    app = open_page("indicators", line=line)
    assert "＝（60亿元÷22.5亿元）^（1÷年数）－1，2025—2030年" in html(app)
    labels = [one.label for one in app.expander]
    assert any(label.startswith("2030年 目标 60亿元") for label in labels)
    assert "技术合同成交额" in html(app)
    assert "《青岚区“十五五”时期科技创新规划》" in html(app)


def line_key(home: Path, name: str) -> str:
    from kg.engine import Engine
    from kg.indicators.figures import read_figures
    from kg.indicators.lines import make_lines

    with Engine.open(Settings(home=home)) as engine:
        return next(line.key for line in make_lines(read_figures(engine)) if line.indicator == name)


def test_holders_stand_side_by_side_in_one_unit(filled: Path) -> None:
    app = open_page("indicators", view="boards")
    table = app.dataframe[0].value.set_index("对象")
    column = next(name for name in table.columns if "产值" in name and "亿元" in name)
    assert table.loc["海洋装备产业" if "海洋装备产业" in table.index else "海洋装备"][column] == 1200
    assert table.loc["智能制造产业" if "智能制造产业" in table.index else "智能制造"][column] == 860


def test_two_values_of_one_year_are_shown_with_both_sources(
    filled_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "没有两值并存" in html(open_with(monkeypatch, filled_home))
    home = tmp_path / "home"
    shutil.copytree(filled_home, home)
    path = tmp_path / "青岚区工业运行说明.txt"
    path.write_text(NOTICE, encoding="utf-8")
    add_paths([path], Settings(home=home))
    app = open_with(monkeypatch, home)
    shown = html(app)
    assert any("规模以上工业总产值" in one.value for one in app.subheader)
    assert "《青岚区工业运行说明》" in shown
    assert "《青岚区“十五五”时期科技创新规划》" in shown


def open_with(monkeypatch: pytest.MonkeyPatch, home: Path) -> AppTest:
    monkeypatch.setenv("KG_HOME", str(home))
    monkeypatch.delenv("KG_GRAPH_URL", raising=False)
    return open_page("indicators", view="conflicts")


def test_figures_open_what_they_count(filled: Path) -> None:
    app = open_page("indicators")
    needs = int(tiles(app)["可算出需年均变化"])
    app = click_tile(app, "可算出需年均变化")
    assert app.query_params["only"] in ("needs", ["needs"])
    assert len(app.dataframe[0].value) == needs
    assert all(app.dataframe[0].value["需年均（计算）"])
    again = open_page("indicators", only="aimed", lang="en")
    assert len(again.dataframe[0].value) == int(tiles(again)["有目标值"])
