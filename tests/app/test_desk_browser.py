"""覆盖 and 任务分工 in headless Chromium, from the first click to the file that was downloaded and opened."""

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from app_pages.theme import ONE_LINE, WRAPPED
from scripts.running import HEIGHT, wait_until_still
from tests.app.test_browser import app, page, rows_of_table

__all__ = ["app", "page"]  # fixtures: the app over a copy of the small plans, a page that fails on script errors
pytestmark = pytest.mark.browser


def downloaded(page: Any, button: str) -> tuple[str, io.BytesIO]:
    """Name and content of the file behind a button."""
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name=button, exact=True).click()
    return download.value.suggested_filename, io.BytesIO(Path(download.value.path()).read_bytes())


def tick(page: Any, table: int, row: int, height: int) -> None:
    """Ticks a row of one of the page's tables."""
    box = page.locator("[data-testid=stDataFrame] canvas").nth(table).bounding_box()
    page.mouse.click(box["x"] + 16, box["y"] + 35 + height * row + height / 2)
    wait_until_still(page)


def test_coverage_from_the_matrix_to_the_workbook(app: str, page: Any) -> None:
    page.goto(f"{app}/coverage")
    page.wait_for_selector(".pg-grid button", timeout=120_000)
    wait_until_still(page)
    page.get_by_role("radio", name="主题×地区和规划期").click()
    page.locator(".pg-grid th", has_text="云州市").first.wait_for(timeout=60_000)
    wait_until_still(page)  # the matrix before this one stands below it until the page is whole
    heads = page.locator(".pg-grid thead th").all_inner_texts()
    assert page.locator(".pg-grid tbody th[scope=row]").first.inner_text() == "科技成果转化"

    line = page.locator(".pg-grid tbody tr").first.locator("button")
    said = next(one for one in line.all() if "项任务" in one.inner_text())
    number = int(said.locator("b").inner_text())
    said.click()
    page.locator(".pg-cite mark:visible").first.wait_for(timeout=60_000)
    wait_until_still(page)
    assert "row=" in page.url
    assert "col=" in page.url
    told = page.get_by_text(f"{number} 段，")
    assert told.count() == 1
    told.wait_for(timeout=10_000)
    page.wait_for_timeout(1500)  # what is opened is brought into sight while it is drawn
    assert 0 < told.bounding_box()["y"] < HEIGHT
    page.locator(".pg-grid button.absent").first.click()
    page.locator(".pg-empty", has_text="库中没有相应文件").wait_for(timeout=60_000)
    page.reload()
    page.locator(".pg-empty", has_text="库中没有相应文件").wait_for(timeout=60_000)  # the link opens the same cell

    name, content = downloaded(page, "导出 Excel")
    book = load_workbook(content)
    assert name == "覆盖矩阵.xlsx"
    assert book.sheetnames[:4] == ["覆盖矩阵", "段落", "任务", "文件"]
    assert [cell.value for cell in book["覆盖矩阵"][1]][2:] == [*heads[1:], "查找的词"]
    places = [row[2] for row in book["段落"].iter_rows(min_row=2, values_only=True)]
    assert len(places) > 10
    assert all(str(place).startswith("《") for place in places)


def test_gap_opens_its_sources(app: str, page: Any) -> None:
    page.goto(f"{app}/coverage?view=gaps&gap=idle")
    page.wait_for_selector("[data-testid=stDataFrame] canvas", timeout=120_000)
    wait_until_still(page)
    tick(page, 0, 0, ONE_LINE)
    page.locator(".pg-cite mark:visible").first.wait_for(timeout=60_000)
    assert "lack=" in page.url


def test_tasks_from_the_list_to_a_department_s_sheet(app: str, page: Any) -> None:
    page.goto(f"{app}/tasks?department=区科委")
    page.wait_for_selector("[data-testid=stDataFrame] canvas", timeout=120_000)
    wait_until_still(page)
    tick(page, 0, 0, WRAPPED)
    page.locator(".pg-cite mark:visible").first.wait_for(timeout=60_000)
    page.get_by_role("radio", name="已完成").click()
    page.get_by_label("进展说明").fill("已验收")
    page.get_by_label("填写人").fill("王")
    page.get_by_role("button", name="保存").click()
    page.locator(".pg-answer", has_text="已保存 1 项任务的进展").wait_for(timeout=60_000)
    wait_until_still(page)
    assert "已完成" in rows_of_table(page)

    name, content = downloaded(page, "导出 Excel")
    heads, *rows = load_workbook(content)["任务清单"].iter_rows(values_only=True)
    told = [dict(zip(heads, row, strict=True)) for row in rows]
    assert name == "任务分工.xlsx"
    assert [(row["状态"], row["进展说明"], row["填写人"]) for row in told if row["状态"]] == [
        ("已完成", "已验收", "王")
    ]

    page.get_by_role("radio", name="按部门汇总").click()
    page.locator("[data-testid=stVegaLiteChart]").wait_for(timeout=60_000)
    wait_until_still(page)
    tick(page, 0, 0, ONE_LINE)
    page.get_by_role("heading", name="区科委：3 项任务").wait_for(timeout=60_000)
    wait_until_still(page)
    name, content = downloaded(page, "任务单 Word")
    paper = Document(content)
    assert name == "区科委任务单.docx"
    assert paper.paragraphs[0].text == "区科委任务单"
    assert any("已完成，已验收" in cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    assert any(one.text.startswith("[1] 《") for one in paper.paragraphs)
    name, content = downloaded(page, "任务单 Excel")
    assert load_workbook(content).sheetnames == ["区科委"]
