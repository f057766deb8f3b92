"""The real app in headless Chromium: ask, open the evidence, upload, see it in the ledger, take it out again."""

import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from docx import Document
from openpyxl import load_workbook

from app_pages.theme import ONE_LINE, WRAPPED
from scripts.screenshots import browsing, serving, wait_until_still

pytestmark = pytest.mark.browser
QUESTION = "哪些部门负责科技成果转化任务"
NEW_PLAN = """澄湖区低空经济行动方案

一、重点任务
1.建设低空飞行服务中心。（牵头单位：区交通局；配合单位：区科技局）
"""


@pytest.fixture(scope="module")
def app(filled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app over a copy of the small plans."""
    if not shutil.which("chromium") and os.environ.get("CI") != "true":
        pytest.skip("no chromium on this machine: install it to run the browser tests")
    home = tmp_path_factory.mktemp("browser") / "home"
    shutil.copytree(filled_home, home)
    with serving(home) as address:
        yield address


@pytest.fixture
def page(app: str) -> Iterator[Any]:
    """A browser page that fails the test on a script error, a dialog, or a request to another host."""
    with browsing() as page:
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
        page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: faults.append(request.url) if is_foreign(request.url, app) else None)
        yield page
        assert faults == []


def is_foreign(url: str, app: str) -> bool:
    return not url.startswith((app, app.replace("http", "ws", 1), "data:", "blob:", "about:"))


def rows_of_table(page: Any) -> list[str]:
    """The cells of the first table; the canvas keeps a table beside it for screen readers."""
    return page.locator("[data-testid=stDataFrame] table").first.locator("td").all_inner_texts()


def test_headline_question_is_answered_and_its_evidence_opens(app: str, page: Any) -> None:
    page.goto(app)
    wait_until_still(page)
    page.get_by_label("问题").fill(QUESTION)
    page.get_by_role("button", name="提问").click()
    page.wait_for_selector(".pg-answer", timeout=120_000)
    wait_until_still(page)
    assert f"q={quote(QUESTION)}" in page.url
    page.locator(".pg-heading", has_text="区科委").locator(".pg-row > summary").first.click()
    evidence = page.locator(".pg-proof:visible").first
    evidence.wait_for()
    assert "设立青岚科技成果转化基金" in evidence.locator("mark").first.inner_text()
    assert "《青岚区“十五五”时期科技创新规划》，附件" in evidence.locator(".pg-official").inner_text()


def test_answer_is_narrowed_cited_handed_on_and_asked_on(app: str, page: Any) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{app}/ask?q={quote(QUESTION)}")
    page.wait_for_selector(".pg-table", timeout=120_000)
    wait_until_still(page)
    for ending, opened in (("xlsx", load_workbook), ("docx", Document)):
        with page.expect_download() as download:
            page.get_by_role("button", name={"xlsx": "Excel", "docx": "Word"}[ending]).click()
        assert download.value.suggested_filename == f"问答 {QUESTION}.{ending}"
        file = opened(io.BytesIO(Path(download.value.path()).read_bytes()))
        if ending == "xlsx":
            assert {"区科委", "区财政局"} <= {cell.value for cell in file["答案"]["B"]}
            assert any("《青岚区“十五五”" in str(cell.value) for cell in file["依据"]["F"])
        else:
            assert file.paragraphs[0].text == QUESTION
            assert any(paragraph.text.startswith("[1] 《") for paragraph in file.paragraphs)
    page.locator(".pg-row > summary").first.click()
    page.locator(".pg-copy:visible").first.click()
    page.get_by_text("已复制").first.wait_for()
    assert "（《青岚区“十五五”时期科技创新规划》" in page.evaluate("navigator.clipboard.readText()")
    page.locator(".st-key-next a").first.click()
    page.wait_for_function(f"!decodeURI(location.href).endsWith('{QUESTION}')")
    page.wait_for_selector(".pg-answer")
    wait_until_still(page)
    page.get_by_role("button", name="历史").click()
    page.locator(".st-key-history a", has_text=QUESTION).click()
    page.wait_for_function(f"decodeURI(location.href).endsWith('{QUESTION}')")


def test_pages_open_with_the_cursor_in_their_field_and_in_their_language(app: str, page: Any) -> None:
    page.goto(app)
    page.wait_for_selector(".st-key-home-question input:focus")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector(".pg-answer", timeout=120_000)
    page.goto(f"{app}/search?lang=en")
    page.wait_for_selector(".st-key-q input:focus")
    assert page.evaluate("document.documentElement.lang") == "en"
    for name, field in (("briefing", "subject"), ("links", "links_text")):
        page.goto(f"{app}/{name}")
        page.wait_for_selector(f".st-key-{field} input:focus")


def test_questions_one_after_another_and_their_history_outlive_a_reload(app: str, page: Any) -> None:
    page.goto(f"{app}/ask")
    page.wait_for_selector(".st-key-ask-question input:focus")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector(".pg-answer", timeout=120_000)
    wait_until_still(page)
    page.get_by_label("问题").fill("那区科委呢？")
    page.keyboard.press("Enter")
    page.get_by_text("按“区科委负责科技成果转化任务吗？”回答").wait_for(timeout=60_000)
    wait_until_still(page)
    page.reload()  # the address holds the question that this one leans on, the browser those before
    page.get_by_text("按“区科委负责科技成果转化任务吗？”回答").wait_for(timeout=60_000)
    wait_until_still(page)
    page.get_by_role("button", name="历史").click()
    page.locator(".st-key-history a", has_text=QUESTION).wait_for()
    page.get_by_role("button", name="清空历史").click()
    page.wait_for_function(f"localStorage.getItem('plangraph.asked').includes('{QUESTION}') === false")


def test_printed_table_has_all_its_rows(app: str, page: Any) -> None:
    page.goto(f"{app}/tasks")
    wait_until_still(page)
    assert page.locator(".pg-printed:visible").count() == 0
    number = int(page.locator(".st-key-tiles button strong").first.inner_text())
    page.emulate_media(media="print")
    assert page.locator(".pg-printed:visible tbody tr").count() == number
    assert page.locator(".st-key-tiles strong:visible").count() > 3  # the figures stay, though they can be clicked
    assert page.locator("[data-testid=stDataFrame]:visible").count() == 0


def test_printed_page_has_the_evidence_and_no_controls(app: str, page: Any) -> None:
    page.goto(f"{app}/entity?type=Park")
    page.wait_for_selector(".pg-fact")
    wait_until_still(page)
    assert page.locator(".pg-fact blockquote:visible").count() == 0
    page.emulate_media(media="print")
    assert page.locator(".pg-fact blockquote:visible").count() > 0
    assert page.locator("[data-testid=stSidebar]:visible, [data-testid=stDownloadButton]:visible").count() == 0


def test_example_question_on_the_home_page_leads_to_its_answer(app: str, page: Any) -> None:
    page.goto(app)
    wait_until_still(page)
    page.get_by_role("link", name="哪些部门负责科技成果转化任务？").click()
    page.wait_for_selector(".pg-answer", timeout=120_000)


def test_markup_in_a_plan_is_shown_as_text(app: str, page: Any) -> None:
    page.goto(f"{app}/search?q={quote('人才公寓')}")
    page.wait_for_selector(".pg-hit")
    assert '<script>document.title="broken"</script>' in page.locator(".pg-hit").first.inner_text()
    page.goto(f"{app}/tasks")
    wait_until_still(page)
    assert page.title() != "broken"
    assert page.locator("a[href^=javascript]").count() == 0


def test_search_is_narrowed_down_by_a_click_and_handed_on(app: str, page: Any) -> None:
    page.goto(f"{app}/search?q={quote('科技成果转化')}")
    page.wait_for_selector(".pg-hit", timeout=120_000)
    page.get_by_text("全部命中", exact=True).click()
    page.wait_for_function(
        "location.search.includes('scope=all')"
    )  # the counts before are those of the nearest passages alone
    wait_until_still(page)
    value = page.locator(".st-key-facets button:has(strong)").first
    title, count = " ".join(value.inner_text().split("\n")[-1].split()).rsplit(" ", 1)
    value.click()
    page.get_by_text(f"共 {count} 处达到相关程度").wait_for()
    wait_until_still(page)
    page.locator(".pg-hit h3", has_text=title).first.wait_for()
    heads = page.locator(".pg-hit h3").all_inner_texts()
    assert all(f"《{title}》" in head for head in heads)
    for button, ending in (("导出 Excel", "xlsx"), ("导出 Word", "docx")):
        with page.expect_download() as download:
            page.get_by_role("button", name=button).click()
        assert download.value.suggested_filename == f"检索 科技成果转化.{ending}"
        assert Path(download.value.path()).read_bytes().startswith(b"PK")
    page.get_by_role("button", name="去掉全部筛选").click()
    page.get_by_text("去掉全部筛选").wait_for(state="hidden")


def test_language_switch_holds_over_pages(app: str, page: Any) -> None:
    page.goto(f"{app}/tasks")
    wait_until_still(page)
    page.get_by_role("radio", name="English").click()
    page.get_by_role("heading", name="Responsibilities").wait_for()
    page.get_by_role("link", name="Library").click()
    page.get_by_role("heading", name="Library").wait_for()
    page.wait_for_function("location.search.includes('lang=en')")
    page.reload()
    page.get_by_role("heading", name="Library").wait_for()
    page.get_by_role("radio", name="中文").click()
    page.wait_for_function("!location.search.includes('lang')")


def test_drawing_leads_from_entity_to_entity(app: str, page: Any) -> None:
    page.goto(f"{app}/entity?type=Park")
    wait_until_still(page)
    page.get_by_role("tab", name="关系图").click()
    link = page.locator(".pg-graph a").first
    name = link.locator("title").text_content()
    link.click()
    page.locator(".pg-entity h2", has_text=name).wait_for(timeout=60_000)


def test_list_of_terms_becomes_a_table_with_citations_and_a_workbook(app: str, page: Any) -> None:
    page.goto(f"{app}/coverage?view=terms")
    wait_until_still(page)
    page.get_by_label("或粘贴词语").fill("人才公寓\n远洋捕捞")
    page.get_by_role("button", name="检索全部").click()
    page.locator(".st-key-tiles button").first.wait_for(timeout=120_000)
    wait_until_still(page)
    page.locator("[data-testid=stDataFrame] table td", has_text="人才公寓").first.wait_for(state="attached")
    assert {"人才公寓", "● 明确提到 1", "○ 未提到"} <= set(rows_of_table(page))
    box = page.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
    page.mouse.click(box["x"] + 16, box["y"] + 35 + ONE_LINE / 2)
    page.locator(".pg-cite mark", has_text="建设人才公寓").first.wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="导出 Excel").click()
    assert download.value.suggested_filename == "覆盖表.xlsx"


def test_upload_is_read_listed_answered_and_removed(app: str, page: Any) -> None:
    page.goto(f"{app}/library")
    wait_until_still(page)
    upload(page, "澄湖区低空经济行动方案.txt", NEW_PLAN.encode())
    page.locator(".pg-answer", has_text="已入库：澄湖区低空经济行动方案.txt").wait_for(timeout=180_000)
    wait_until_still(page)
    cells = rows_of_table(page)
    assert "澄湖区低空经济行动方案.txt" in cells
    page.goto(f"{app}/ask?q={quote('低空飞行服务中心由谁牵头建设？')}")
    page.locator(".pg-answer", has_text="区交通局").wait_for(timeout=120_000)
    remove(app, page, "澄湖区低空经济行动方案.txt")
    assert "澄湖区低空经济行动方案.txt" not in rows_of_table(page)


def test_a_file_that_cannot_be_read_says_why(app: str, page: Any) -> None:
    page.goto(f"{app}/library")
    wait_until_still(page)
    upload(page, "损坏的规划.docx", b"PK\x03\x04 broken")
    box = page.locator(".pg-failure", has_text="没有入库：损坏的规划.docx")
    box.wait_for(timeout=120_000)
    assert len(box.inner_text()) > 30
    wait_until_still(page)
    assert "失败" in rows_of_table(page)


def upload(page: Any, name: str, content: bytes) -> None:
    """Chooses a file in the uploader and sends the form."""
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.set_input_files("[data-testid=stFileUploaderDropzoneInput]", files=[file])
    page.locator("[data-testid=stFileChip]").wait_for()
    page.get_by_role("button", name="读取并入库").click()


def remove(app: str, page: Any, name: str) -> None:
    """Ticks the row of a document and removes it, confirming."""
    page.goto(f"{app}/library")
    wait_until_still(page)
    names = page.locator("[data-testid=stDataFrame] table tbody tr").all_inner_texts()
    place = next(number for number, text in enumerate(names) if name in text)
    box = page.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
    page.mouse.click(box["x"] + 16, box["y"] + 35 + WRAPPED * place + WRAPPED / 2)
    page.get_by_role("button", name="移除所选（1）").click()
    page.get_by_role("button", name="确认移除").click()
    page.get_by_role("dialog").wait_for(state="hidden", timeout=120_000)
    wait_until_still(page)
