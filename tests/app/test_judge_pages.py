"""The desk 校核 in Streamlit's test runner: cases, the forms that addresses open, what is refused, what is undone."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ingest.pipeline import add_paths
from kg.engine import Engine
from kg.settings import Settings
from kg.store import RecordStore
from tests.app.test_pages import html, open_page

PLAN = """青岚区园区工作方案

一、重点任务
1.建设概念验证中心。支持高校在区内转化成果。（牵头单位：区科技局；配合单位：区财政局、区科技局）
二、产业布局
柳溪产业园重点发展智能装备产业。柳溪产业园位于青岚区。柳溪产业园食堂<b>已建成</b>。
到2030年，高新技术企业达到300家。到2030年，高新技术企业达到320家。
"""
QUOTE = "柳溪产业园重点发展智能装备产业"


@pytest.fixture
def home(filled_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    shutil.copytree(filled_home, home)
    plan = tmp_path / "青岚区园区工作方案.txt"
    plan.write_text(PLAN, encoding="utf-8")
    add_paths([plan], Settings(home=home))
    monkeypatch.setenv("KG_HOME", str(home))
    monkeypatch.delenv("KG_GRAPH_URL", raising=False)
    return home


def place(home: Path) -> str:
    """The address of the quote."""
    with Engine.open(Settings(home=home)) as engine:
        document = next(one for one in engine.loaded.values() if QUOTE in one.text)
    start = document.text.index(QUOTE)
    return f"{document.id}:{start}-{start + len(QUOTE)}"


def park(home: Path) -> str:
    with Engine.open(Settings(home=home)) as engine:
        return next(one.id for one in engine.resolution.entities.values() if one.name == "柳溪产业园")


def sign(app: AppTest, who: str = "王") -> None:
    next(box for box in app.text_input if box.key == "judge-who").set_value(who).run()


def press(app: AppTest, label: str) -> AppTest:
    button = next(one for one in app.button if one.label == label)
    assert not button.disabled
    return button.click().run()


def widget(several: Any, label: str) -> Any:
    return next(one for one in several if one.label == label)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("view", ["todo", "pairs", "log", "nonsense"])
def test_views_open_by_address_in_both_languages(home: Path, view: str, language: str) -> None:
    app = open_page("judge", view=view, lang=language)
    app.session_state["lang"] = language
    app.run()
    assert not app.exception
    assert "pg-failure" not in html(app)
    reasons = re.findall(r'<div class="pg-case"><strong>.*?</strong>.*?<p>(.*?)</p>', html(app), flags=re.DOTALL)
    assert view != "todo" or reasons
    said = [re.sub("“.*?”|<.*?>", "", one) for one in reasons]
    assert language == "zh" or not any(re.search("[没未可相]|同一", one) for one in said)  # names may stand in them


def test_case_is_told_with_its_reason_and_settled_with_a_name(home: Path) -> None:
    app = open_page("judge")
    shown = html(app)
    assert "2030年有几个不同的值：300家（2030年）、320家（2030年）" in shown
    assert "区科技局对这项任务既牵头又配合" in shown
    assert {one.label for one in app.button if not one.disabled} <= {"更正名称或类型", "补一条事实"}
    sign(app)
    cases = shown.count("数值矛盾")
    press(app, "去掉这条事实")
    assert html(app).count("数值矛盾") + html(app).count("角色矛盾") < cases + shown.count("角色矛盾")
    assert "已记下" in html(app)


def test_case_found_right_goes_and_comes_back(home: Path) -> None:
    app = open_page("judge")
    sign(app)
    press(app, "都没有错，不必处理")
    app.query_params["view"] = "log"
    next(one for one in app.segmented_control if one.key == "judge-view").set_value("log").run()
    assert "王，" in html(app)
    press(app, "撤回")
    assert "还没有更正" in html(app)


def test_rejected_fact_goes_from_the_quote_and_comes_back(home: Path) -> None:
    app = open_page("judge", fact=place(home))
    assert "从这里读出的事实（1）" in [one.value for one in app.subheader]
    sign(app)
    press(app, "去掉这条事实")
    assert "没有从这里读出事实" in html(app)
    log = open_page("judge", view="log")
    assert "去掉事实：柳溪产业园 —重点发展→ 智能装备" in html(log)
    sign(log)
    press(log, "撤回")
    assert "从这里读出的事实（1）" in [one.value for one in open_page("judge", fact=place(home)).subheader]


def test_added_fact_needs_words_of_the_document(home: Path) -> None:
    app = open_page("judge", fact=place(home))
    sign(app)
    widget(app.selectbox, "关系").set_value("LOCATED_IN").run()
    for label, name in (("谁（主体）", "柳溪产业园"), ("什么（客体）", "青岚区")):
        box = widget(app.selectbox, label)
        box.set_value(next(one for one in box.options if one.startswith(name))).run()
    app.text_area[0].set_value("柳溪产业园设在青岚区").run()
    press(app, "保存更正")
    assert "引文须逐字照抄原文" in html(app)
    app.text_area[0].set_value(QUOTE).run()
    press(app, "保存更正")
    assert "位于" in html(app)
    assert "从这里读出的事实（2）" in [one.value for one in app.subheader]


def test_added_value_is_whose_the_documents_values_are(home: Path) -> None:
    app = open_page("judge", fact=place(home))
    sign(app)
    widget(app.selectbox, "关系").set_value("HAS_VALUE").run()
    box = widget(app.selectbox, "谁（主体）")
    box.set_value(next(one for one in box.options if one.startswith("高新技术企业"))).run()
    for label, text in (("数值（原文）", "310"), ("单位", "家"), ("年份", "2031")):
        widget(app.text_input, label).set_value(text).run()
    press(app, "保存更正")
    assert "310家（2031年）" in html(app)
    assert "青岚区：" in html(app)


def test_entity_is_renamed_and_asked_by_its_new_name(home: Path) -> None:
    app = open_page("judge", entity=park(home))
    sign(app)
    widget(app.text_input, "正确的名称").set_value("柳溪智造园").run()
    assert any("只改名称" in one.value for one in app.caption)
    press(app, "保存更正")
    assert "柳溪智造园" in html(app)
    assert "智能装备" in html(open_page("ask", q="柳溪智造园重点发展哪些产业？"))


def test_effect_is_told_before_and_what_changes_nothing_is_not_offered(home: Path) -> None:
    app = open_page("judge", entity=park(home))
    sign(app)
    widget(app.segmented_control, "更正什么").set_value("retype").run()
    widget(app.selectbox, "正确的类型").set_value("Platform").run()
    assert any("去掉 1 条事实" in one.value for one in app.caption)
    widget(app.segmented_control, "更正什么").set_value("alias").run()
    widget(app.text_input, "另一个名称").set_value("柳溪|园").run()
    assert "竖线" in html(app)
    assert widget(app.button, "保存更正").disabled


@pytest.mark.parametrize(
    ("params", "says"),
    [
        ({"fact": "xx"}, "须是 文件编号:起-止"),
        ({"fact": "doc-0:1-2"}, "没有这份文件"),
        ({"fact": "doc-0:9-2"}, "须是 文件编号:起-止"),
        ({"entity": "park-0"}, "库中已没有这个实体"),
    ],
)
def test_odd_address_is_said_to_be_odd(home: Path, params: dict[str, str], says: str) -> None:
    app = open_page("judge", **params)
    assert not app.exception
    assert says in html(app)


def test_busy_store_is_told_and_nothing_is_lost(home: Path) -> None:
    app = open_page("judge", fact=place(home))
    sign(app)
    with RecordStore(home).writing():
        press(app, "去掉这条事实")
        assert "正在写入" in html(app)
    press(app, "去掉这条事实")
    assert "没有从这里读出事实" in html(app)


def test_entity_page_leads_to_the_desk_with_quote_and_entity(home: Path) -> None:
    shown = html(open_page("entity", id=park(home)))
    assert f'href="judge?entity={park(home).replace(":", "%3A")}' in shown
    assert f"judge?fact={place(home).split(':')[0]}%3A" in shown
