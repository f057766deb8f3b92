"""Documents in the shapes that offices and their sites give them: title, metadata, headings, and nothing of the page."""

from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import yaml
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.readers import read_file
from ingest.structure import make_document
from kg.records import Document
from tests.file_writers import FONT

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "cases" / "shapes.yaml").read_text("utf-8"))


def parse(path: Path) -> Document:
    return make_document(read_file(path), name=path.name, sha256="0")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_shape_of_a_document(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / case["file"]
    path.write_text(case["text"], encoding="utf-8")
    document = parse(path)
    found = {"title": document.title, **document.metadata}
    assert {key: found[key] for key in case["expect"]} == case["expect"]
    if "headings" in case:
        assert [section.heading for section in document.sections[1:]] == case["headings"]
    if "body" in case:
        assert document.text.split("\n") == case["body"]


def test_word_headings_by_style_text_boxes_changes_and_nested_tables(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("云溪市“十五五”科技创新规划", style="Title")
    document.add_heading("重点任务", 1)
    document.add_heading("建设创新平台", 2)
    paragraph = document.add_paragraph("支持建设概念验证中心")
    changes = (
        '<w:ins {ns} w:id="1" w:author="a"><w:r><w:t>和中试基地</w:t></w:r></w:ins>',
        '<w:del {ns} w:id="2" w:author="a"><w:r><w:delText>和孵化器</w:delText></w:r></w:del>',
        "<w:r {ns}><w:t>。</w:t></w:r>",
        "<w:r {ns}><w:pict><w:txbxContent><w:p><w:r><w:t>专栏1 重点工程</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
    )
    for xml in changes:
        paragraph._p.append(parse_xml(xml.format(ns=nsdecls("w"))))
    table = document.add_table(2, 2)
    for place, text in enumerate(["任务", "责任单位", "建设平台", "市科技局"]):
        table.cell(place // 2, place % 2).text = text
    table.cell(1, 1).add_table(1, 1).cell(0, 0).text = "市财政局"
    document.save(str(tmp_path / "规划.docx"))
    read = parse(tmp_path / "规划.docx")
    assert read.title == "云溪市“十五五”科技创新规划"
    assert [section.heading for section in read.sections[1:]] == ["重点任务", "建设创新平台", "专栏1 重点工程"]
    assert "支持建设概念验证中心和中试基地。" in read.text
    (grid,) = read.tables
    assert grid.caption == "专栏1 重点工程"
    assert grid.cell(1, 1).text.split() == ["市科技局", "市财政局"]


def test_workbook_of_several_sheets_with_title_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    tasks = book.active
    assert tasks is not None
    tasks.append(["澄湖区科技创新重点任务分工表（2026—2028年）"])
    tasks.merge_cells("A1:C1")
    for row in [["序号", "任务", "牵头单位"], [1, "建设概念验证中心", "区科技局"], [2, "培育经理人", "区人社局"]]:
        tasks.append(row)
    plan = book.create_sheet("投资计划")
    for line in [
        [None, None, "单位：万元"],
        ["项目名称", "总投资", "2026年"],
        ["湖东基地", 3200, 1500],
        ["中试平台", 8, 6],
    ]:
        plan.append(line)
    book.create_sheet("Sheet3")
    book.save(tmp_path / "任务.xlsx")
    document = parse(tmp_path / "任务.xlsx")
    assert document.title == "澄湖区科技创新重点任务分工表（2026—2028年）"
    assert (document.metadata["region"], document.metadata["period_end"]) == ("澄湖区", "2028")
    assert [(table.caption, table.unit) for table in document.tables] == [
        ("澄湖区科技创新重点任务分工表（2026—2028年）", ""),
        ("投资计划", "万元"),
    ]


SENTENCE = "坚持创新驱动发展战略，加快形成现代化产业体系，推动全区产业高质量发展，"


def draw_column(canvas: Canvas, x: float, top: float, head: str, text: str, width: int = 18) -> None:
    lines = [head, "　　" + text[: width - 2]] if head else ["　　" + text[: width - 2]]
    lines += [text[place : place + width] for place in range(width - 2, len(text), width)]
    for index, line in enumerate(lines):
        indent = len(line) - len(line.lstrip("　"))
        canvas.drawString(x + 12 * indent, top - 18 * index, line.strip("　"))


def test_pdf_of_two_columns_with_a_footnote(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "计划.pdf"), pagesize=A4)
    canvas.setFont(FONT, 20)
    canvas.drawCentredString(297, 800, "澄湖区未来产业培育行动计划")
    canvas.drawCentredString(297, 772, "（2026—2028年）")
    canvas.setFont(FONT, 12)
    canvas.drawCentredString(297, 750, "澄湖区人民政府")
    canvas.drawCentredString(297, 732, "2026年6月")
    left, right = SENTENCE * 7 + "培育形成①一批企业，", SENTENCE * 7 + "完成。"
    draw_column(canvas, 60, 700, "一、总体要求", left)
    draw_column(canvas, 320, 700, "", right)
    canvas.setFont(FONT, 8)
    canvas.drawString(60, 98, "① 研发投入强度指研发经费占地区生产总值的比重。")
    canvas.save()
    document = parse(tmp_path / "计划.pdf")
    assert document.title == "澄湖区未来产业培育行动计划（2026—2028年）"
    assert (document.metadata["issuer"], document.metadata["date"]) == ("澄湖区人民政府", "2026-06")
    assert [section.heading for section in document.sections[1:]] == ["一、总体要求"]
    assert [document.text[start:end] for start, end in document.notes] == [
        "①研发投入强度指研发经费占地区生产总值的比重。"
    ]
    assert document.text.index("完成。") < document.notes[0][0]
