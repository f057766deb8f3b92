"""PDF files: paragraphs over lines and pages, columns, furniture, tables, pictures of text."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate, Table

from ingest.blocks import Paragraph, RawTable, Reading
from ingest.readers import read_file
from ingest.readers.grid import compact, rows_of

FONT = "STSong-Light"
LEFT, TOP, LEADING, SIZE = 60, 780, 20, 12
WIDTH = 38  # signs on a full line
SENTENCE = "坚持创新驱动发展战略，加快形成现代化产业体系，推动全区产业高质量发展，"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
Draw = Callable[[Canvas], None]


def read_pages(folder: Path, *pages: Draw) -> Reading:
    canvas = Canvas(str(folder / "plan.pdf"), pagesize=A4)
    for draw in pages:
        canvas.setFont(FONT, SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return read_file(folder / "plan.pdf")


def texts_of(reading: Reading) -> list[str]:
    return [compact(block.text) for block in reading.blocks if isinstance(block, Paragraph)]


def wrapped(text: str, width: int = WIDTH) -> list[str]:
    """A paragraph as a page sets it: two signs of indent, then full lines."""
    lines = ["　　" + text[: width - 2]]
    rest = text[width - 2 :]
    return lines + [rest[place : place + width] for place in range(0, len(rest), width)]


def draw_lines(canvas: Canvas, lines: list[str], x: float = LEFT, top: float = TOP) -> None:
    for index, line in enumerate(lines):
        indent = len(line) - len(line.lstrip("　"))
        canvas.drawString(x + indent * SIZE, top - index * LEADING, line.strip("　"))


def test_paragraphs_over_lines_and_pages(tmp_path: Path) -> None:
    first = SENTENCE * 3 + "完成第一段。"
    second = SENTENCE * 6 + "完成第二段。"
    lines = [*wrapped(first), *wrapped(second)]
    reading = read_pages(
        tmp_path, lambda c: draw_lines(c, lines[:7]), lambda c: draw_lines(c, [*lines[7:], "一、任务"])
    )
    assert texts_of(reading) == [first, second, "一、任务"]
    assert [block.page for block in reading.blocks if isinstance(block, Paragraph)] == [1, 1, 2]


def test_running_heads_and_page_numbers_are_dropped(tmp_path: Path) -> None:
    bodies = [f"第{n}页的正文内容，说明{n}号任务。" for n in "一二三四"]

    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(LEFT, 815, "青河区科技创新规划")
            canvas.drawString(LEFT, TOP - 60, bodies[number - 1])
            canvas.drawCentredString(300, 30, f"— {number} —")

        return draw

    assert texts_of(read_pages(tmp_path, *map(page, range(1, 5)))) == bodies


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left, right = SENTENCE * 6 + "左栏结束。", SENTENCE * 6 + "右栏结束。"

    def draw(canvas: Canvas) -> None:
        canvas.drawCentredString(297, TOP + 30, "青河区科技创新规划说明")
        draw_lines(canvas, wrapped(left, 18))
        draw_lines(canvas, wrapped(right, 18), x=320)

    assert texts_of(read_pages(tmp_path, draw)) == ["青河区科技创新规划说明", left, right]


def draw_grid(canvas: Canvas, rows: list[list[str]], top: float, width: float = 100, height: float = 22) -> None:
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            canvas.rect(LEFT + c * width, top - (r + 1) * height, width, height)
            canvas.drawString(LEFT + c * width + 4, top - r * height - 16, text)


def test_ruled_table_with_merged_cells(tmp_path: Path) -> None:
    data = [["指标", "", "目标"], ["创新", "平台", "3"], ["", "专利", "15"], ["产业", "产值", "100"]]
    style = [
        ("FONT", (0, 0), (-1, -1), FONT, 10),
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("SPAN", (0, 0), (1, 0)),
        ("SPAN", (0, 1), (0, 2)),
    ]
    SimpleDocTemplate(str(tmp_path / "plan.pdf"), pagesize=A4).build([Table(data, colWidths=[90, 90, 90], style=style)])
    (table,) = read_file(tmp_path / "plan.pdf").blocks
    assert isinstance(table, RawTable)
    assert rows_of(table) == [
        ["指标", "指标", "目标"],
        ["创新", "平台", "3"],
        ["创新", "专利", "15"],
        ["产业", "产值", "100"],
    ]


def test_table_over_a_page_break_is_one_with_one_header(tmp_path: Path) -> None:
    rows = [["序号", "任务", "单位"], *[[str(n), f"任务{n}", "区科委"] for n in range(1, 81)]]
    style = [("FONT", (0, 0), (-1, -1), FONT, 10), ("GRID", (0, 0), (-1, -1), 0.5, "black")]
    SimpleDocTemplate(str(tmp_path / "plan.pdf"), pagesize=A4).build(
        [Table(rows, repeatRows=1, colWidths=[60, 200, 90], style=style)]
    )
    (table,) = read_file(tmp_path / "plan.pdf").blocks
    assert isinstance(table, RawTable)
    assert rows_of(table) == rows


def test_row_cut_by_a_page_break_is_put_together(tmp_path: Path) -> None:
    above = [["序号", "任务", "单位"], ["1", "建设平台", "区科委"], ["2", "引进创新型企", "区经信局、"]]
    below = [["", "业和人才", "区教委"], ["3", "举办活动", "区商务局"]]
    reading = read_pages(
        tmp_path,
        lambda c: (draw_lines(c, ["　　正文一句话。"]), draw_grid(c, above, 300))[0],
        lambda c: draw_grid(c, below, 800),
    )
    table = reading.blocks[-1]
    assert isinstance(table, RawTable)
    assert rows_of(table)[2:] == [["2", "引进创新型企业和人才", "区经信局、区教委"], ["3", "举办活动", "区商务局"]]


def test_row_without_a_rule_at_the_page_foot_belongs_to_its_table(tmp_path: Path) -> None:
    above = [["序号", "任务", "单位"], ["1", "建设平台", "区科委"]]

    def first(canvas: Canvas) -> None:
        draw_grid(canvas, above, 200)
        for index in range(4):
            canvas.line(LEFT + 100 * index, 200 - 2 * 22, LEFT + 100 * index, 90)
        draw_lines(canvas, ["2"], LEFT + 4, 120)
        draw_lines(canvas, ["引进企"], LEFT + 104, 120)
        draw_lines(canvas, ["区经信局、"], LEFT + 204, 120)

    below = [["", "业和人才", "区教委"], ["3", "举办活动", "区商务局"]]
    (table,) = read_pages(tmp_path, first, lambda c: draw_grid(c, below, 800)).blocks
    assert isinstance(table, RawTable)
    assert rows_of(table)[2:] == [["2", "引进企业和人才", "区经信局、区教委"], ["3", "举办活动", "区商务局"]]


def test_two_tables_with_a_caption_between_stay_two(tmp_path: Path) -> None:
    rows = [["指标", "目标"], ["产值", "300"], ["收入", "25"]]

    def second(canvas: Canvas) -> None:
        canvas.drawString(LEFT, 700, "表2 另一张表")
        draw_grid(canvas, rows, 680)

    tables = [
        b for b in read_pages(tmp_path, lambda c: draw_grid(c, rows, 200), second).blocks if isinstance(b, RawTable)
    ]
    assert len(tables) == 2


def test_table_without_rules(tmp_path: Path) -> None:
    rows = [["指标", "单位", "2025年"], ["总产值", "亿元", "300"], ["专利", "件", "15.3"], ["企业", "家", "680"]]

    def draw(canvas: Canvas) -> None:
        draw_lines(canvas, wrapped(SENTENCE * 3 + "见下表。"))
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                canvas.drawString(LEFT + c * 140, 600 - r * LEADING, text)
        draw_lines(canvas, wrapped(SENTENCE * 3 + "后文。"), top=480)

    before, table, after = read_pages(tmp_path, draw).blocks
    assert isinstance(table, RawTable)
    assert rows_of(table) == rows
    assert isinstance(before, Paragraph)
    assert before.text.endswith("见下表。")
    assert isinstance(after, Paragraph)


def test_a_frame_around_text_is_no_table(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(LEFT - 10, 600, 480, 200)
        draw_lines(canvas, ["专栏1 重点工程", *wrapped(SENTENCE * 2 + "建设平台。")])

    assert texts_of(read_pages(tmp_path, draw)) == ["专栏1重点工程", SENTENCE * 2 + "建设平台。"]


def test_bold_by_printing_twice_is_read_once(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for shift in (0, 0.3):
            canvas.drawString(LEFT + shift, TOP, "一、总体要求")

    assert texts_of(read_pages(tmp_path, draw)) == ["一、总体要求"]


def test_large_title_over_two_lines(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 22)
        canvas.drawCentredString(297, 800, "青河区未来产业")
        canvas.drawCentredString(297, 768, "培育行动方案")
        canvas.setFont(FONT, SIZE)
        draw_lines(canvas, wrapped(SENTENCE * 4 + "完成。"), top=720)

    assert texts_of(read_pages(tmp_path, draw))[0] == "青河区未来产业培育行动方案"


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A PDF of three pages: text, a picture of text, an empty page."""
    picture = Image.new("RGB", (1240, 600), "white")
    ImageDraw.Draw(picture).text(
        (80, 100), "TOTAL OUTPUT 338.6 IN 2025", fill="black", font=ImageFont.load_default(size=56)
    )
    picture.save(tmp_path / "page.png")
    canvas = Canvas(str(tmp_path / "scan.pdf"), pagesize=A4)
    canvas.setFont(FONT, SIZE)
    canvas.drawString(LEFT, TOP, "第一页有文字层，内容完整。")
    canvas.showPage()
    canvas.drawImage(str(tmp_path / "page.png"), 0, 400, width=595, height=288)
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    return tmp_path / "scan.pdf"


def test_picture_of_text_is_read_with_a_warning_that_names_its_page(scan: Path) -> None:
    pytest.importorskip("rapidocr_onnxruntime")
    reading = read_file(scan)
    assert "338.6" in texts_of(reading)[-1]
    assert [block.page for block in reading.blocks if isinstance(block, Paragraph)] == [1, 2]
    assert len(reading.warnings) == 1
    assert reading.warnings[0].startswith("第 2 页没有文字层")
    assert reading.unread == ()


def test_picture_of_text_without_the_package_is_named(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.ocr.PACKAGES", ("a_package_that_is_not_installed",))
    reading = read_file(scan)
    assert texts_of(reading) == ["第一页有文字层，内容完整。"]
    assert "第 2 页" in reading.warnings[0]
    assert "没有读取" in reading.warnings[0]
    assert reading.unread == (2,)
