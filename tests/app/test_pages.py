"""Every page in Streamlit's own test runner: without documents, with them, in both languages, and with a broken store."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app_pages.pages import NAMES
from app_pages.strings import TEXT
from ingest.pipeline import add_paths
from kg.settings import ROOT, Settings


def open_page(name: str, **params: str) -> AppTest:
    """The page as a reader meets it under this address."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
    app.switch_page(f"app_pages/{name}.py")
    for key, value in params.items():
        app.query_params[key] = value
    return app.run()


def html(app: AppTest) -> str:
    """All that the page shows as HTML of ours, the style sheet aside."""
    return "\n".join(body for element in app.get("html") if not (body := element.proto.body).startswith("<style"))


def tiles(app: AppTest) -> dict[str, str]:
    """The figures above the table by their labels."""
    told = [re.fullmatch(r"\*\*(.+)\*\* (.+)", one.label) for one in app.button if (one.key or "").startswith("tile-")]
    return {match[2]: match[1] for match in told if match}


def click_tile(app: AppTest, label: str) -> AppTest:
    """The page after a click on a figure."""
    next(one for one in app.button if one.label.endswith(f"** {label}")).click()
    return app.run()


@pytest.fixture
def filled(filled_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KG_HOME", str(filled_home))
    monkeypatch.delenv("KG_GRAPH_URL", raising=False)
    return filled_home


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KG_HOME", str(tmp_path / "none"))
    monkeypatch.delenv("KG_GRAPH_URL", raising=False)
    return tmp_path / "none"


@pytest.mark.parametrize("name", NAMES)
def test_page_without_documents_says_what_to_do(name: str, empty: Path) -> None:
    app = open_page(name)
    assert not app.exception
    assert app.title[0].value == TEXT[f"{name}.title"][0]
    assert "pg-failure" not in html(app)
    assert ("库中还没有文件" in html(app)) == (name != "about")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_page_with_documents_shows_them_in_both_languages(name: str, language: str, filled: Path) -> None:
    app = open_page(name, lang=language)
    app.session_state["lang"] = language
    app.run()
    assert not app.exception
    assert app.title[0].value == TEXT[f"{name}.title"][language == "en"]
    assert "pg-failure" not in html(app)
    assert "pg-notfound" not in html(app)


def test_language_switch_is_a_widget_of_every_page(filled: Path) -> None:
    app = open_page("tasks")
    switch = next(group for group in app.sidebar.button_group if group.key == "lang")
    switch.set_value("en").run()
    assert app.title[0].value == "Responsibilities"


def test_home_offers_questions_that_have_an_answer(filled: Path) -> None:
    links = [link.proto for link in open_page("home").get("page_link")]
    questions = [link.label for link in links if link.label.endswith("？")]
    assert "哪些部门负责科技成果转化任务？" in questions
    for question in questions:
        assert "pg-answer" in html(open_page("ask", q=question)), question


def test_questions_offered_are_in_the_language_of_the_session(filled: Path) -> None:
    app = open_page("home")
    assert any(label.endswith("？") for label in links(app))
    app.session_state["lang"] = "en"
    offered = [label for label in links(app.run()) if label.endswith(("？", "?"))]
    assert len(offered) > 3
    assert all(label.endswith("?") for label in offered)


def test_kinds_of_document_are_in_the_language_of_the_session(filled: Path) -> None:
    app = open_page("home")
    assert any(label.startswith("规划 · ") for label in links(app))
    app.session_state["lang"] = "en"
    assert any(label.startswith("sector plan · ") for label in links(app.run()))


def test_address_with_a_language_is_in_it_from_the_first_run(filled: Path) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = "en"
    styles = "\n".join(element.proto.body for element in app.run().get("html"))
    assert f"--pg-drop: '{TEXT['upload.drop'][1]}'" in styles


def test_roles_are_said_in_the_language_of_the_session(filled: Path) -> None:
    app = open_page("ask", q="哪些部门负责科技成果转化任务？")
    assert 'pg-role-lead">牵头' in html(app)
    app.session_state["lang"] = "en"
    app.run()
    assert 'pg-role-lead">lead' in html(app)


def test_ask_answers_with_table_evidence_and_query(filled: Path) -> None:
    app = open_page("ask", q="哪些部门负责科技成果转化任务？")
    assert "pg-answer" in html(app)
    assert set(re.findall(r"<summary>(区\w+)<b>", html(app))) == {"区科委", "区财政局", "区金融办"}
    assert "<mark>设立青岚科技成果转化基金" in html(app)
    assert re.search(r'data-copy="“设立青岚科技成果转化基金[^"]*（《青岚区“十五五”时期科技创新规划》，附件', html(app))
    assert any(code.language == "cypher" and "MATCH" in code.value for code in app.code)


@pytest.mark.parametrize(
    ("question", "box"),
    [
        ("今天云州天气怎么样？", "pg-notfound"),
        ("《云州市海洋经济规划》提了什么目标？", "pg-notfound"),
        ("规划是谁印发的？", "pg-ambiguous"),
        ("长" * 3000, "pg-failure"),
    ],
    ids=["outside", "no such plan", "ambiguous", "too long"],
)
def test_ask_shows_what_kind_of_reply_it_is(question: str, box: str, filled: Path) -> None:
    shown = html(open_page("ask", q=question))
    kinds = {"pg-answer", "pg-notfound", "pg-ambiguous", "pg-failure"}
    assert {kind for kind in kinds if f"pg-box {kind}" in shown} == {box}


def test_ask_form_keeps_the_question_in_the_address(filled: Path) -> None:
    app = open_page("ask")
    app.text_input[0].set_value("区教委要做什么？")
    app.button[0].click()
    app.run()
    assert app.query_params["q"] == "区教委要做什么？"
    assert "引进高层次人才和创新团队" in html(app)


def captions(app: AppTest) -> str:
    """All captions, their signs of markup unescaped."""
    return "\n".join(caption.value.replace("\\", "") for caption in app.caption)


def test_ask_reads_a_short_question_from_the_one_before(filled: Path) -> None:
    app = open_page("ask", q="区教委配合哪些任务？")
    app.query_params["q"] = "那区财政局呢？"
    app.run()
    assert "按“区财政局配合哪些任务？”回答" in captions(app)
    app.run()  # again the same question: still read from the first one
    assert "按“区财政局配合哪些任务？”回答" in captions(app)


def facet(app: AppTest, name: str, value: str) -> Any:
    """The button of a value in the left column."""
    return next(button for button in app.button if button.key == f"facet-{name}-{value}")


def test_search_shows_reasons_and_narrows_down_by_a_click(filled: Path) -> None:
    app = open_page("search", q="人才")
    assert "<mark>人才" in html(app)
    assert "词面 第" in html(app)
    assert "语义 第" in html(app)
    assert "青岚区" in html(app)
    facet(app, "document", "澄湖区人才工作方案").click().run()
    assert "澄湖区人才工作方案" in html(app)
    assert "青岚区" not in html(app)
    facet(app, "document", "澄湖区人才工作方案").click().run()
    assert "青岚区" in html(app)


def test_search_lists_every_hit_as_counted_and_in_order(filled: Path) -> None:
    app = open_page("search", q="智能制造")
    app.segmented_control[0].set_value("all").run()
    app.segmented_control[1].set_value("document").run()
    told = next(caption.value for caption in app.caption if caption.value.startswith("共 "))
    total, shown = (int(number) for number in re.findall(r"\d+", told)[:2])
    assert total >= shown == html(app).count("<article") > 1
    assert [button.label for button in app.get("download_button")] == ["导出 Excel", "导出 Word"]


def test_search_for_what_the_plans_do_not_speak_of_says_so(filled: Path) -> None:
    app = open_page("search", q="恐龙是怎么灭绝的")
    assert any("未必相关" in caption.value for caption in app.caption)
    app.segmented_control[0].set_value("all").run()
    assert "没有段落达到相关程度" in html(app)
    assert "<article" not in html(app)


def test_search_marks_the_nearest_sentence_and_shows_what_stands_around(filled: Path) -> None:
    app = open_page("search", q="人才公寓", lang="zh")
    assert 'class="pg-near"' in html(app)
    assert any(caption.value == "前一段" for caption in app.caption)


def test_search_within_a_section_that_does_not_exist_names_those_there_are(filled: Path) -> None:
    app = open_page("search", q="智能制造")
    next(box for box in app.text_input if box.label == "章节标题含").set_value("没有这样的章节")
    app.button[0].click()
    app.run()
    assert "章节“没有这样的章节”：库中没有；可以是" in html(app)


def test_entity_shows_facts_mentions_and_drawing(filled: Path) -> None:
    app = open_page("entity", type="Park")
    next(box for box in app.text_input if box.label == "名称含").set_value("青岚高新区").run()
    shown = html(app)
    assert "重点发展" in shown
    assert "<mark>" in shown
    drawing = next(element.value for element in app.markdown if "<svg" in element.value)
    assert "智能制造" in drawing
    assert any("智能制造" in str(row) for row in app.dataframe[0].value["名称"])


def test_entity_of_an_unknown_address_is_said_to_be_unknown(filled: Path) -> None:
    assert "库中已没有这个实体" in html(open_page("entity", id="park-0"))


def test_tasks_filter_by_department_role_and_theme(filled: Path) -> None:
    app = open_page("tasks")
    everything = len(app.dataframe[0].value)
    choose = {box.label: box for box in app.multiselect}
    choose["部门"].set_value(["区科委"]).run()
    of_department = set(app.dataframe[0].value["编号"])
    {box.label: box for box in app.multiselect}["角色"].set_value(["牵头"]).run()
    leading = set(app.dataframe[0].value["编号"])
    app.text_input[0].set_value("成果转化").run()
    assert everything > len(of_department) == 3
    assert of_department == {"1", "2", "3"}
    assert leading == {"1", "2"}
    assert set(app.dataframe[0].value["编号"]) == {"1"}


@pytest.mark.parametrize("name", ["home", "ask", "entity"])
def test_broken_graph_shows_as_a_failure_not_as_no_result(
    name: str, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(filled, broken)
    (broken / "projection.json").unlink()
    monkeypatch.setenv("KG_HOME", str(broken))
    app = open_page(name, q="区教委要做什么？")
    assert not app.exception
    assert "pg-failure" in html(app)
    assert "rebuild" in html(app)
    assert "pg-notfound" not in html(app)


def test_missing_index_shows_as_a_failure_of_the_search(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(filled, broken)
    shutil.rmtree(broken / "index")
    monkeypatch.setenv("KG_HOME", str(broken))
    shown = html(open_page("search", q="智能制造"))
    assert "pg-failure" in shown
    assert "rebuild --index" in shown


def test_a_wrong_graph_address_shows_as_a_failure(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_GRAPH_URL", "http://localhost")
    app = open_page("home")
    assert not app.exception
    assert "pg-failure" in html(app)


def test_library_lists_what_is_in_with_its_counts(filled: Path) -> None:
    table = open_page("library").dataframe[0].value
    assert set(table["状态"]) == {"已入库"}
    assert "澄湖区人才工作方案.txt" in set(table["文件"])
    assert (table["章节"] > 0).all()


def test_judge_decides_and_takes_back(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    shutil.copytree(filled, home)
    plan = tmp_path / "青岚区市场秩序工作方案.txt"
    plan.write_text(
        "青岚区市场秩序工作方案\n\n1.规范市场秩序。（责任单位：区工商局；配合单位：区市场监管局）\n", encoding="utf-8"
    )
    add_paths([plan], Settings(home=home))
    monkeypatch.setenv("KG_HOME", str(home))
    app = open_page("judge", view="pairs")
    assert "机构改革中职能划转" in html(app)
    assert all(button.disabled for button in app.button)
    app.text_input[0].set_value("王").run()
    next(button for button in app.button if button.label == "是同一个").click().run()
    assert (app.tabs[0].label, app.tabs[2].label) == ("待判定 0", "已判定 1")
    assert "是同一个（王，" in html(app)
    next(button for button in app.button if button.label == "撤回").click().run()
    assert (app.tabs[0].label, app.tabs[2].label) == ("待判定 1", "已判定 0")


def links(app: AppTest) -> dict[str, str]:
    """The links of a page within the app: label → address."""
    return {link.proto.label: f"{link.proto.page}?{link.proto.query_string}" for link in app.get("page_link")}


def test_every_number_of_the_home_page_opens_as_many(filled: Path) -> None:
    home = links(open_page("home"))
    facts = next(label for label in home if label.endswith("事实"))
    total = int(re.sub(r"\D", "", facts))
    assert len(open_page("facts").dataframe[0].value) == total
    label = next(label for label in home if label.startswith("负责 "))
    assert "relation=RESPONSIBLE_FOR" in home[label]
    app = open_page("facts", relation="RESPONSIBLE_FOR")
    assert len(app.dataframe[0].value) == int(label.split()[-1])
    assert set(app.dataframe[0].value["关系"]) == {"负责"}


def test_home_page_has_a_card_a_desk_and_says_what_is_loaded(filled: Path) -> None:
    home = links(open_page("home"))
    assert all(
        any(label.startswith(f"**{TEXT[f'nav.{name}'][0]}**") for label in home)
        for name in ("search", "tasks", "coverage")
    )
    assert any("region=" in address for address in home.values())


def test_fact_of_an_unknown_relation_is_the_list_of_all(filled: Path) -> None:
    app = open_page("facts", relation="NO_SUCH")
    assert not app.exception
    assert len(app.dataframe[0].value) > 20


def address(app: AppTest, name: str) -> str:
    """What stands in the address under a name; the runner gives a list for what it was given itself."""
    told = app.query_params.get(name, "")
    return told if isinstance(told, str) else told[-1]


def test_address_of_a_search_opens_the_same_view(filled: Path) -> None:
    app = open_page("search", q="人才", scope="all", order="document", document="澄湖区人才工作方案", n="20")
    assert "青岚区" not in html(app)
    assert "澄湖区人才工作方案" in html(app)
    assert [control.value for control in app.segmented_control][:2] == ["all", "document"]
    facet(app, "document", "澄湖区人才工作方案").click().run()
    assert "document" not in app.query_params
    assert address(app, "order") == "document"


def test_address_of_an_entity_is_that_of_the_one_shown(filled: Path) -> None:
    app = open_page("entity", type="Department")
    other = next(one for one in app.selectbox if one.label.startswith("实体")).options[1]
    box = next(one for one in app.selectbox if one.label.startswith("实体"))
    box.select_index(1).run()
    assert other.split("　")[0] in html(app)
    shown = address(app, "id")
    again = open_page("entity", id=shown)
    assert f"<h2>{other.split('　')[0]}" in html(again)
    next(one for one in app.selectbox if one.label == "类型").set_value("Park").run()
    assert address(app, "id") != shown


def test_address_of_the_library_keeps_its_filters(filled: Path) -> None:
    app = open_page("library", region="青岚区")
    everything = open_page("library").dataframe[0].value
    assert 0 < len(app.dataframe[0].value) < len(everything)
    app.text_input[0].set_value("没有这样的名称").run()
    assert "没有符合条件的文件" in html(app)
    assert address(app, "q") == "没有这样的名称"
