"""The desks 指标 and 比较 in headless Chromium: a row is chosen, its sources open, the file that is handed on is opened."""

import io
from pathlib import Path
from typing import Any
from urllib.parse import quote

import docx
import pytest
from openpyxl import load_workbook

from scripts.screenshots import wait_until_still
from tests.app.test_browser import app, page, rows_of_table

__all__ = ["app", "page"]
pytestmark = pytest.mark.browser


def downloaded(page: Any, button: str) -> bytes:
    """The file behind a button."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_bytes()


def choose_first_row(page: Any) -> None:
    """Ticks the first row of the first table."""
    box = page.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
    page.mouse.click(box["x"] + 18, box["y"] + 50)


def test_indicator_opens_its_sources_and_goes_into_a_workbook(app: str, page: Any) -> None:
    page.goto(f"{app}/indicators?theme={quote('技术合同成交额')}")
    page.wait_for_selector("[data-testid=stDataFrame]", timeout=120_000)
    wait_until_still(page)
    assert {"技术合同成交额", "22.5亿元（2025）", "21.67%"} <= set(rows_of_table(page))
    choose_first_row(page)
    page.get_by_text("各值与出处").wait_for(timeout=60_000)
    assert "line=" in page.url
    page.locator("[data-testid=stExpander] summary", has_text="60亿元").first.click()
    mark = page.locator(".pg-cite:visible mark").first
    mark.wait_for()
    assert "技术合同成交额" in mark.inner_text()
    book = load_workbook(io.BytesIO(downloaded(page, "导出 Excel")))
    rows = list(book["指标"].values)
    row = dict(zip(rows[0], rows[1], strict=True))
    assert (row["指标"], row["基期值"], row["目标值"]) == ("技术合同成交额", 22.5, 60)
    sources = list(book["数值与出处"].values)
    assert any("《青岚区“十五五”时期科技创新规划》" in str(cell) for cell in sources[1])


def test_comparison_shows_both_sides_and_goes_into_word_and_excel(app: str, page: Any) -> None:
    page.goto(f"{app}/compare?view=indicators&theme={quote('智能制造')}")
    page.wait_for_selector("[data-testid=stDataFrame]", timeout=180_000)
    wait_until_still(page)
    choose_first_row(page)
    page.locator(".pg-cite").nth(1).wait_for(timeout=60_000)
    page.locator(".st-key-tiles button", has_text="产业新提").click()
    page.wait_for_url("**view=industries**")
    wait_until_still(page)
    page.get_by_role("radio", name="措辞").click()
    page.locator(".pg-diff").wait_for(timeout=60_000)
    assert page.locator(".pg-diff cite").count() > 0
    paper = docx.Document(io.BytesIO(downloaded(page, "导出 Word")))
    assert paper.paragraphs[0].text == "规划对比"
    assert any("《青岚区“十五五”时期科技创新规划》" in one.text for one in paper.paragraphs)
    book = load_workbook(io.BytesIO(downloaded(page, "导出 Excel")))
    assert {"提纲", "指标", "任务", "部门", "产业", "措辞"} <= set(book.sheetnames)
