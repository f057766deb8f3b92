"""校核 in headless Chromium: a wrong fact is taken out where it is seen, is gone from the answer, and back when undone."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from scripts.screenshots import wait_until_still
from tests.app.test_browser import app, page

__all__ = ["app", "page"]  # fixtures: the app over a copy of the small plans, a page that fails on script errors
pytestmark = pytest.mark.browser
QUESTION = "青岚高新区重点发展哪些产业？"
WRONG = "智能制造"


def answered(app: str, page: Any) -> str:
    """The rows of the answer."""
    page.goto(f"{app}/ask?q={quote(QUESTION)}")
    page.wait_for_selector(".pg-box", timeout=120_000)
    wait_until_still(page)
    return "\n".join(page.locator(".pg-row > summary").all_inner_texts())


def test_wrong_fact_is_gone_from_the_answer_and_back_when_undone(app: str, page: Any) -> None:
    assert WRONG in answered(app, page)
    page.goto(f"{app}/entity?type=Park")
    wait_until_still(page)
    page.get_by_label("名称含").fill("青岚高新区")
    page.keyboard.press("Enter")
    wait_until_still(page)
    fact = page.locator(".pg-fact", has_text=WRONG).first
    fact.locator("summary").click()
    fact.locator("a.pg-correct").first.click()
    page.get_by_label("姓名").fill("王")
    page.keyboard.press("Enter")
    wait_until_still(page)
    row = page.locator("[data-testid=stHorizontalBlock]", has_text=WRONG).first
    row.get_by_role("button", name="去掉这条事实").click()
    page.locator(".pg-answer", has_text="已记下").wait_for(timeout=60_000)
    assert WRONG not in answered(app, page)
    page.goto(f"{app}/judge?view=log")
    wait_until_still(page)
    page.get_by_label("姓名").fill("王")
    page.keyboard.press("Enter")
    wait_until_still(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载词表补丁").click()
    assert "事实的更正不属于词表" in Path(download.value.path()).read_text(encoding="utf-8")
    page.get_by_role("button", name="撤回").click()
    page.locator(".pg-answer", has_text="撤回").wait_for(timeout=60_000)
    assert WRONG in answered(app, page)
