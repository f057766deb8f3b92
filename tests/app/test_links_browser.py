"""The page 关联 in headless Chromium: from a name to a drawing, a line's quote and files that open elsewhere."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from PIL import Image

from app_pages.graph_view import HEIGHT
from scripts.screenshots import serving, wait_until_still
from tests.app.test_browser import page

pytestmark = pytest.mark.browser
__all__ = ["page"]
MIDDLE = """(id) => { const at = cy.getElementById(id), zoom = cy.zoom(), pan = cy.pan(), of = at.isEdge() ? at.midpoint() : at.position();
                    return [of.x * zoom + pan.x, of.y * zoom + pan.y]; }"""


@pytest.fixture(scope="module")
def app(filled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app over a copy of the small plans."""
    if not shutil.which("chromium"):
        pytest.skip("no chromium on this machine: install it to run the browser tests")
    home = tmp_path_factory.mktemp("links") / "home"
    shutil.copytree(filled_home, home)
    with serving(home) as address:
        yield address


def drawing_of(page: Any) -> Any:
    """The frame of the drawing, when it is drawn."""
    page.frame_locator("iframe").locator("body[data-drawn]").wait_for(timeout=60_000)
    return next(frame for frame in page.frames if "plangraph_links" in frame.url)


def click(page: Any, frame: Any, element: str, *, times: int = 1) -> None:
    """Clicks a box or a line in the drawing."""
    box = page.frame_locator("iframe").locator("#drawing").bounding_box()
    x, y = frame.evaluate(MIDDLE, element)
    page.mouse.click(box["x"] + x, box["y"] + y, click_count=times)
    wait_until_still(page)


def download(page: Any, button: Any) -> Path:
    with page.expect_download() as download:
        button.click()
    return Path(download.value.path())


def test_from_a_name_to_a_quote_and_files(app: str, page: Any) -> None:
    page.goto(f"{app}/links")
    wait_until_still(page)
    page.get_by_label("名称含").fill("蓝海")
    page.get_by_label("名称含").press("Enter")
    wait_until_still(page)
    page.locator(".stSelectbox", has_text="查到 ").get_by_role("combobox").click()
    page.get_by_role("option", name="蓝海机器人有限公司").click()
    wait_until_still(page)
    assert "id=enterprise-" in page.url
    frame = drawing_of(page)
    firm = page.url.split("id=")[1].split("&")[0]
    facts = frame.evaluate("cy.edges().map((edge) => edge.id())")
    [leads] = [fact for fact in facts if fact.startswith(f"IN_INDUSTRY:{firm}:")]
    assert page.locator("iframe").bounding_box()["height"] == HEIGHT
    click(page, frame, leads)
    evidence = page.locator(".pg-cite:visible").first
    evidence.wait_for()
    assert "蓝海机器人" in evidence.locator("mark").first.inner_text()
    assert "《" in evidence.locator("figcaption").inner_text()
    click(page, frame, leads.split(":")[2], times=2)
    assert page.url.count("id=") == 2
    check_files(page, page.frame_locator("iframe"))


def check_files(page: Any, frame: Any) -> None:
    """Every file of the drawing holds what is drawn."""
    drawn = int(drawing_of(page).evaluate("cy.nodes().length"))
    lines = int(drawing_of(page).evaluate("cy.edges().length"))
    page.get_by_role("button", name="导出").click()
    graph = nx.read_graphml(download(page, page.get_by_role("button", name="GraphML")), force_multigraph=True)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (drawn, lines)
    assert {data["type"] for _, data in graph.nodes(data=True)} >= {"Enterprise", "Industry"}
    assert all(data["quotes"] and data["citations"].startswith("《") for *_, data in graph.edges(data=True))
    told = json.loads(download(page, page.get_by_role("button", name="JSON")).read_text(encoding="utf-8"))
    assert len(nx.node_link_graph(told, edges="edges")) == drawn
    root = ElementTree.parse(download(page, page.get_by_role("button", name="SVG"))).getroot()
    assert len(list(root.iter("{http://www.w3.org/2000/svg}line"))) == lines
    rows = download(page, page.get_by_role("button", name="实体 CSV")).read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == drawn + 1
    page.keyboard.press("Escape")
    with Image.open(download(page, frame.locator("button[data-tool=png]"))) as picture:
        assert picture.format == "PNG"
        assert picture.width > 400
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 24)}
    assert len(colours) > 10


def test_a_row_of_the_table_opens_its_quote_and_keys_move_the_drawing(app: str, page: Any) -> None:
    page.goto(f"{app}/links")
    wait_until_still(page)
    page.get_by_role("button", name="青岚高新区").click()
    wait_until_still(page)
    frame = drawing_of(page)
    box = page.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
    page.mouse.click(box["x"] + 16, box["y"] + 35 + 16)
    page.locator(".st-key-links_chosen_box .pg-cite").first.wait_for()
    frame.wait_for_function("cy.$(':selected').length === 1")
    wait_until_still(page)
    before = frame.evaluate("[cy.zoom(), cy.pan().x]")
    page.frame_locator("iframe").locator("#drawing").focus()
    page.keyboard.press("+")
    page.keyboard.press("ArrowRight")
    after = frame.evaluate("[cy.zoom(), cy.pan().x]")
    assert after[0] > before[0]
    assert after[1] != before[1]


def test_a_view_kept_by_name_and_its_link_open_the_same_drawing(app: str, page: Any) -> None:
    page.goto(f"{app}/links?lang=en")
    wait_until_still(page)
    page.get_by_role("button", name="青岚高新区").click()
    wait_until_still(page)
    drawn = drawing_of(page).evaluate("cy.nodes().map((node) => node.id()).sort()")
    shared = page.url
    page.get_by_role("button", name="Views").click()
    page.locator("[data-testid=stForm] input").fill("park")
    page.get_by_role("button", name="Save this view").click()
    page.locator(".pg-answer", has_text="park").wait_for(timeout=60_000)
    page.goto(f"{app}/links?lang=en")
    wait_until_still(page)
    page.get_by_role("button", name="Views").click()
    page.get_by_test_id("stPopoverBody").get_by_role("button", name="Open", exact=True).click()
    wait_until_still(page)
    assert drawing_of(page).evaluate("cy.nodes().map((node) => node.id()).sort()") == drawn
    page.goto(shared)
    wait_until_still(page)
    assert drawing_of(page).evaluate("cy.nodes().map((node) => node.id()).sort()") == drawn
    page.emulate_media(media="print")
    assert page.locator(".pg-printed:visible tbody tr").count() == drawing_of(page).evaluate("cy.edges().length")
