"""The page 关联 in Streamlit's own test runner: each way of looking, its address, and views kept by name."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app_pages.graph_view import COLOURS
from kg.engine import Engine
from kg.links.expand import expand
from kg.links.finding import find_nodes
from kg.links.saved import FILE, load_views
from kg.links.view import View
from kg.links.web import Web, read_web
from kg.settings import ROOT, Settings
from tests.app.test_pages import html

AA = 4.5  # contrast of text; WCAG 2


@pytest.fixture(scope="module")
def web(filled_home: Path) -> Web:
    """The links of the small plans."""
    with Engine.open(Settings(home=filled_home)) as engine:
        return read_web(engine.loaded.values(), engine.resolution)


@pytest.fixture
def home(filled_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small plans that a test may write to."""
    shutil.copytree(filled_home, tmp_path / "home")
    monkeypatch.setenv("KG_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("KG_GRAPH_URL", raising=False)
    return tmp_path / "home"


def key_of(web: Web, name: str) -> str:
    return find_nodes(web, name)[0].id


def open_view(view: View) -> AppTest:
    """The page under the address of a view."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
    app.switch_page("app_pages/links.py")
    for name, values in view.to_params().items():
        app.query_params[name] = values
    app.run()
    assert not app.exception
    assert "pg-failure" not in html(app)
    return app


def asked(app: AppTest) -> dict[str, list[str]]:
    """The address as names and lists of values; the runner gives one value bare."""
    return {name: [one] if isinstance(one, str) else list(one) for name, one in app.query_params.items()}


def button(app: AppTest, label: str):
    return next(one for one in app.button if one.label == label)


def test_an_address_opens_a_neighbourhood_with_its_table(home: Path, web: Web) -> None:
    firm = key_of(web, "蓝海机器人")
    app = open_view(View(ids=(firm,)))
    shown = expand(web, [firm])
    table = app.dataframe[0].value
    assert len(table) == len(shown.facts)
    assert {"蓝海机器人有限公司"} <= set(table["主体"])
    assert "所属产业 龙头" in set(table["关系"])
    assert f"{len(shown.nodes)} 个实体，{len(shown.facts)} 条联系" in "".join(one.value for one in app.caption)


def test_a_chosen_start_goes_into_the_address_and_can_be_taken_away(home: Path, web: Web) -> None:
    app = open_view(View())
    app.text_input(key="links_text").set_value("蓝海").run()
    app.selectbox(key="links_match").set_value(key_of(web, "蓝海机器人")).run()
    assert asked(app)["id"] == [key_of(web, "蓝海机器人")]
    assert app.text_input(key="links_text").value == ""
    app.multiselect(key="links_field_ids").set_value([]).run()
    assert "id" not in app.query_params


def test_steps_and_direction_are_kept_in_the_address(home: Path, web: Web) -> None:
    app = open_view(View(ids=(key_of(web, "智能制造"),)))
    app.selectbox(key="links_field_hops").set_value(2).run()
    app.selectbox(key="links_field_direction").set_value("in").run()
    assert (asked(app)["hops"], asked(app)["dir"]) == (["2"], ["in"])
    assert set(app.dataframe[0].value["客体"]) >= {"智能制造"}


def test_a_thing_that_is_gone_is_told_and_the_rest_shown(home: Path, web: Web) -> None:
    app = open_view(View(ids=("enterprise-gone", key_of(web, "蓝海机器人"))))
    assert "1 个实体已不在库中" in html(app)
    assert len(app.dataframe[0].value)


def test_nothing_over_these_relations_is_no_failure(home: Path, web: Web) -> None:
    app = open_view(View(ids=(key_of(web, "蓝海机器人"),), relations=("PART_OF",)))
    assert "所选关系和方向下没有写明的联系" in html(app)
    assert "不等于事实上没有" in html(app)


def test_ways_are_told_with_the_quotes_of_every_fact(home: Path, web: Web) -> None:
    ends = (key_of(web, "蓝海机器人"), key_of(web, "青岚高新区"))
    app = open_view(View("paths", ends, most=2))
    assert "2 条路径，最短 2 步" in "".join(one.value for one in app.caption)
    labels = [one.label for one in app.expander]
    assert labels[0].startswith("**路径 1　2 步**")
    assert html(app).count('class="pg-fact"') >= 4
    assert "<mark>" in html(app)


@pytest.mark.parametrize(
    ("names", "relations", "told"),
    [
        (("蓝海机器人",), (), "正好两个"),
        (("蓝海机器人", "云杉海洋产业园"), (), "两端之间没有路径"),
        (("蓝海机器人", "青岚高新区"), ("PART_OF",), "没有写明任何联系"),
    ],
)
def test_why_there_is_no_way_is_told(
    names: tuple[str, ...], relations: tuple[str, ...], told: str, home: Path, web: Web
) -> None:
    usual = View().relations
    app = open_view(View("paths", tuple(key_of(web, name) for name in names), relations or usual))
    assert told in html(app)


def test_the_chain_of_an_industry_marks_its_leaders(home: Path, web: Web) -> None:
    shown = html(open_view(View("chain", (key_of(web, "智能制造"),))))
    tree = shown[shown.index("pg-tree") :]
    assert tree.index("工业机器人") < tree.index("蓝海机器人有限公司") < tree.index("青岚高新区")
    assert '<span class="pg-chip pg-strong">龙头</span>' in tree
    assert "<mark>" in tree


def test_a_chain_can_be_drawn(home: Path, web: Web) -> None:
    app = open_view(View("chain", (key_of(web, "青岚高新区"),), form="drawing"))
    assert {"青岚高新区"} <= set(app.dataframe[0].value["主体"])


@pytest.mark.parametrize(
    ("measure", "column", "told"),
    [("central", "经过比例", "不说明它规模大"), ("communities", "成员数", "不是行政或统计分类"), ("shared", "共同联系", "不说明两者之间有直接关系")],
)  # fmt: skip
def test_a_measure_says_what_it_means_and_does_not(measure: str, column: str, told: str, home: Path, web: Web) -> None:
    firms = (key_of(web, "蓝海机器人"), key_of(web, "禾明医药"))
    app = open_view(View("measures", ids=firms, measure=measure))
    assert column in app.dataframe[0].value
    assert told in "".join(one.value for one in app.caption)


def test_too_few_chosen_are_told_not_to_count(home: Path, web: Web) -> None:
    app = open_view(View("measures", ids=(key_of(web, "蓝海机器人"),)))
    assert "选三个以上才只在它们之间计算" in "".join(one.value for one in app.caption)


def test_no_two_alike_with_much_in_common_is_said_so(home: Path) -> None:
    assert "没有两个同类实体有两个以上的共同联系" in html(open_view(View("measures", measure="shared")))


def test_what_is_missing_is_listed_by_kind_and_kept_in_the_address(home: Path) -> None:
    app = open_view(View("missing"))
    assert {"云杉海洋产业园"} <= set(app.dataframe[0].value["名称"])
    app.selectbox(key="links_field_lack").set_value("firm_industry").run()
    assert asked(app)["lack"] == ["firm_industry"]
    assert "禾明医药股份有限公司" in set(app.dataframe[0].value["名称"])


def test_a_view_is_saved_opened_again_and_deleted(home: Path, web: Web) -> None:
    view = View("paths", (key_of(web, "蓝海机器人"), key_of(web, "青岚高新区")), most=2)
    app = open_view(view)
    app.text_input[0].set_value("机器人与高新区")
    button(app, "保存当前视图").click().run()
    assert load_views(home)["机器人与高新区"].view == view
    assert "已保存“机器人与高新区”" in html(app)
    again = open_view(View())
    button(again, "打开").click().run()
    assert asked(again) == view.to_params()
    assert again.expander[0].label.startswith("**路径 1")
    button(again, "删除").click().run()
    assert load_views(home) == {}


def test_a_damaged_file_of_views_is_told_and_the_page_goes_on(home: Path, web: Web) -> None:
    (home / FILE).write_text("{\n", encoding="utf-8")
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
    app.switch_page("app_pages/links.py")
    app.query_params["id"] = key_of(web, "蓝海机器人")
    app.run()
    assert "第 1 行：不是保存的视图" in html(app)
    assert len(app.dataframe[0].value)


def test_the_entity_page_leads_here(home: Path, web: Web) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
    app.switch_page("app_pages/entity.py")
    app.query_params["id"] = key_of(web, "蓝海机器人")
    app.run()
    assert f'href="links?id={key_of(web, "蓝海机器人")}&amp;lang=zh"' in html(app)


@pytest.mark.parametrize("kind", COLOURS)
def test_white_names_can_be_read_on_the_colour_of_their_class(kind: str) -> None:
    channels = [int(COLOURS[kind][place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    luminance = sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    assert 1.05 / (luminance + 0.05) >= AA
