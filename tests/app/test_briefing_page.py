"""The page 简报: the address opens a briefing, sections are chosen, the paper is shown; a walk to the files in a browser."""

import io
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from docx import Document
from docx.oxml.ns import qn

from kg.engine import Engine
from kg.settings import Settings
from scripts.running import browsing, serving, wait_until_still
from tests.app.test_pages import html, open_page

THEME = "科技成果转化"


@pytest.fixture
def home(filled_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KG_HOME", str(filled_home))
    monkeypatch.delenv("KG_GRAPH_URL", raising=False)
    monkeypatch.delenv("KG_LLM_URL", raising=False)
    return filled_home


def test_page_asks_for_a_subject_first(home: Path) -> None:
    app = open_page("briefing")
    assert not app.exception
    assert "请先选定主题" in html(app)
    assert not app.get("download_button")


def test_address_opens_a_briefing(home: Path) -> None:
    app = open_page("briefing", subject=THEME)
    assert not app.exception
    shown = html(app)
    assert f"<h2>关于“{THEME}”有关规划内容的简报</h2>" in shown
    assert "<h3>一、摘要</h3>" in shown
    assert "<caption>表1 任务分工表</caption>" in shown
    assert re.search(r'<sup title="《[^"]+：“[^"]+”', shown)
    assert [one.label for one in app.get("download_button")] == ["下载 Word", "下载 Markdown", "下载这份模板"]
    assert [one.label for one in app.checkbox] == ["来源附所引原文"]  # no model is configured: no draft is offered


def test_sources_hold_the_quotes_where_asked_for(home: Path) -> None:
    app = open_page("briefing", subject=THEME)
    assert not re.search(r"<li>\[1\] 《[^<]*：“", html(app))
    app.checkbox(key="quotes").check().run()
    assert re.search(r"<li>\[1\] 《[^<]*：“[^<]+”</li>", html(app))
    assert re.search(r"<li>\[1\] 《[^<]*：“", html(open_page("briefing", subject=THEME, quotes="1")))


def test_sections_are_chosen_and_stand_in_the_address(home: Path) -> None:
    app = open_page("briefing", subject=THEME, section="tasks")
    assert "<h3>一、任务分工</h3>" in html(app)
    assert "摘要</h3>" not in html(app)
    next(one for one in app.button_group if one.label == "包含的部分").set_value([]).run()
    assert "没有选定任何部分" in html(app)


def test_page_says_what_no_plan_speaks_of(home: Path) -> None:
    shown = html(open_page("briefing", subject="远洋捕捞"))
    assert re.search(r"已入库\d+份文件均未提及“远洋捕捞”。", shown)
    assert "所查文件：《" in shown


def test_department_is_chosen_from_the_list(home: Path) -> None:
    app = open_page("briefing", kind="department", chosen="市财政局")
    assert not app.exception
    assert "关于市财政局任务分工情况的简报" in html(app)


def test_hostile_text_stays_text(home: Path) -> None:
    shown = html(open_page("briefing", subject="人才公寓"))
    assert "&lt;script&gt;document.title" in shown
    assert "<script>document.title" not in shown


def test_two_documents_are_compared(home: Path) -> None:
    with Engine.open(Settings(home=home)) as engine:
        first, second = list(engine.loaded)[:2]
    app = open_page("briefing", kind="comparison", first=first, second=second)
    assert not app.exception
    assert "比较情况简报</h2>" in html(app)


def test_faulty_template_names_its_line(filled_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(filled_home, tmp_path / "home")
    (tmp_path / "home" / "templates").mkdir()
    (tmp_path / "home" / "templates" / "月报.yaml").write_text("name: 月报\nfor: [poem]\n", encoding="utf-8")
    monkeypatch.setenv("KG_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("KG_GRAPH_URL", raising=False)
    app = open_page("briefing", subject=THEME)
    assert not app.exception
    assert "月报.yaml 第 1 行：缺少 title" in html(app)


@pytest.fixture
def app(filled_home: Path, tmp_path: Path) -> Iterator[str]:
    if not shutil.which("chromium") and os.environ.get("CI") != "true":
        pytest.skip("no chromium on this machine: install it to run the browser tests")
    shutil.copytree(filled_home, tmp_path / "home")
    with serving(tmp_path / "home") as address:
        yield address


@pytest.mark.browser
def test_walk_from_a_theme_to_the_files(app: str) -> None:
    with browsing() as page:
        page.goto(f"{app}/briefing?{urlencode({'lang': 'zh'})}")
        wait_until_still(page)
        page.get_by_label("主题词").fill(THEME)
        page.get_by_label("主题词").press("Enter")
        page.locator(".pg-paper").wait_for(timeout=60_000)
        files = {}
        for label in ("下载 Word", "下载 Markdown"):
            with page.expect_download() as download:
                page.get_by_role("button", name=label).click()
            files[download.value.suggested_filename] = Path(download.value.path()).read_bytes()
        shown = page.locator(".pg-paper h3").all_inner_texts()
    name = f"关于“{THEME}”有关规划内容的简报"
    assert set(files) == {f"{name}.docx", f"{name}.md"}
    word, text = Document(io.BytesIO(files[f"{name}.docx"])), files[f"{name}.md"].decode("utf-8")
    assert [one.text for one in word.paragraphs if one.style.name == "Heading 1"] == shown
    assert len(word.tables) == len(re.findall(r"^\*\*表\d", text, re.M)) > 0
    anchors = {link.get(qn("w:anchor")) for link in word.element.iter(qn("w:hyperlink"))}
    sources = {mark.get(qn("w:name")) for mark in word.element.iter(qn("w:bookmarkStart"))}
    assert anchors
    assert anchors <= sources
    assert len(sources) == len(re.findall(r"^- \[\d+\] 《", text, re.M))
