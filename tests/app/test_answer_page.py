"""The answer page: headings and chips, filters that stand in the address, sides, chart, files, history, the next questions."""

import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app_pages.strings import TEXT
from ingest.pipeline import add_paths
from kg.settings import ROOT, Settings
from tests.app.test_pages import html, open_page

THEME = "哪些部门负责科技成果转化任务？"
SERIES = "技术合同成交额历年是多少？"
SIDES = "两份规划关于人工智能分别怎么说？"
LEAST_CONTRAST = 4.5  # WCAG AA for text


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample plans, read once for this file."""
    home = tmp_path_factory.mktemp("answer_page")
    assert {row["status"] for row in add_paths([ROOT / "samples" / "plans"], Settings(home=home))} == {"added"}
    return home


@pytest.fixture
def home(samples: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KG_HOME", str(samples))
    monkeypatch.delenv("KG_GRAPH_URL", raising=False)
    return samples


def headings(app: AppTest) -> dict[str, int]:
    """The headings of the table with the number of their rows."""
    return {name: int(n) for name, n in re.findall(r"<summary>([^<>]+)<b>(\d+)</b>", html(app))}


def widget(elements: Any, key: str) -> Any:
    return next(one for one in elements if (one.key or "").startswith(key))


def questions(app: AppTest) -> list[str]:
    return [link.proto.label for link in app.get("page_link") if link.proto.label.endswith("？")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_rows_stand_under_headings_with_roles_in_colours(language: str, home: Path) -> None:
    app = open_page("ask", q=THEME, lang=language)
    app.session_state["lang"] = language
    shown = html(app.run())
    assert not app.exception
    assert headings(app)["区财政局"] == 7
    lead = TEXT["role.牵头"][language == "en"]
    assert f'<span class="pg-role pg-role-lead">{lead} 2</span>' in shown
    assert TEXT["answer.direct"][language == "en"] in shown
    assert "<mark>" in shown


def test_a_long_list_is_folded_and_whole_below(home: Path) -> None:
    shown = html(open_page("ask", q="哪些任务没有牵头单位？"))
    box = re.search(r'class="pg-box pg-answer".*?<p>(.*?)</p>.*?pg-more.*?<p>(.*?)</p>', shown, re.S)
    assert box
    short, whole = box.groups()
    assert len(short) < 220 < len(whole)
    assert "有30项" in short
    assert shown.count('class="pg-row"') == 30


def test_roles_and_words_narrow_the_table_and_stand_in_the_address(home: Path) -> None:
    app = open_page("ask", q=THEME)
    assert "区审计局" in headings(app)
    widget(app.button_group, "role").set_value(["牵头"]).run()
    assert app.query_params["role"] == "牵头"
    leading = headings(app)
    assert "区审计局" not in leading
    assert leading["区财政局"] == 2
    widget(app.text_input, "has").set_value("没有这样的文字").run()
    assert TEXT["answer.nothing"][0] in html(app)
    assert app.query_params["has"] == "没有这样的文字"


def test_an_address_opens_the_same_view(home: Path) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
    app.switch_page("app_pages/ask.py")
    for key, value in {"q": THEME, "view": "flat"}.items():
        app.query_params[key] = value
    assert {"区财政局", "区审计局"} <= set(app.run().dataframe[0].value["名称"])


def test_documents_stand_side_by_side(home: Path) -> None:
    app = open_page("ask", q=SIDES)
    assert "《澄湖区“十五五”时期科技创新与产业发展规划》<b>4</b>" in html(app)
    assert any(caption.value.startswith("没有写到的：") for caption in app.caption)


def test_values_of_several_years_are_drawn_with_their_sources(home: Path) -> None:
    app = open_page("ask", q=SERIES)
    assert len(app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart")) == 1
    table = app.dataframe[0].value
    assert set(zip(table["年份"], table["数值"], table["性质"], strict=True)) >= {
        ("2025", "86.5亿元", "实际"),
        ("2025", "80亿元", "目标"),
        ("2028", "150亿元", "目标"),
    }
    assert all(source.startswith("《澄湖区") or source.startswith("《关于") for source in table["出处"])


def test_files_of_the_answer_are_offered(home: Path) -> None:
    labels = [button.label for button in open_page("ask", q=THEME).get("download_button")]
    assert labels == [TEXT[f"answer.{name}"][0] for name in ("xlsx", "docx", "csv")]


def test_history_keeps_what_was_asked_and_is_cleared(home: Path) -> None:
    app = open_page("ask", q=THEME)
    app.query_params["q"] = SERIES
    app.run()
    assert THEME in questions(app)
    widget(app.button, "forget").click().run()
    assert THEME not in questions(app)


def test_next_questions_are_answered_when_asked(home: Path) -> None:
    app = open_page("ask", q="澄湖高新区重点发展哪些产业？")
    offered = [question for question in questions(app) if "智能装备" in question]
    assert offered
    for question in offered:
        assert "pg-box pg-answer" in html(open_page("ask", q=question))


def test_markup_of_a_plan_stays_text_in_the_table(filled_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_HOME", str(filled_home))
    shown = html(open_page("ask", q="区住建局负责哪些任务？"))
    assert "&lt;script&gt;document.title" in shown
    assert "<script>document.title" not in shown


def test_role_chips_can_be_read_by_everyone() -> None:
    style = (ROOT / "app_pages" / "answer.css").read_text(encoding="utf-8")
    pairs = re.findall(r"\.pg-(?:role|basis)-\w+ \{ background: (#\w{6}); color: (#\w{6})", style)
    assert len(pairs) == 6
    for ground, ink in pairs:
        light, dark = sorted((luminance(ground), luminance(ink)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= LEAST_CONTRAST, (ground, ink)


def luminance(colour: str) -> float:
    """The relative luminance of #rrggbb after WCAG."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
