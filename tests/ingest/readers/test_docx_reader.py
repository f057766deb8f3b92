"""Word files: order, merged cells, numbering, notes, and what is left out."""

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from ingest.blocks import Paragraph, RawTable
from ingest.readers import read_file
from ingest.readers.grid import rows_of
from ingest.readers.word_numbering import format_number


def blocks_of(document: Any, folder: Path) -> tuple[Paragraph | RawTable, ...]:
    document.save(folder / "plan.docx")
    return read_file(folder / "plan.docx").blocks


def texts_of(document: Any, folder: Path) -> list[str]:
    return [block.text for block in blocks_of(document, folder) if isinstance(block, Paragraph)]


def insert_xml(paragraph: Any, xml: str) -> None:
    paragraph._p.append(parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1)))


def add_numbering(document: Any, levels: list[tuple[str, str]], number_id: int = 77, override: int = 0) -> None:
    """A list definition of (format, text) levels under this id; `override` restarts level 0 there."""
    root = document.part.numbering_part.element
    abstract = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for place, (style, text) in enumerate(levels)
    )
    if not root.findall(f"{qn('w:abstractNum')}[@{qn('w:abstractNumId')}='77']"):
        root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{abstract}</w:abstractNum>'))
    restart = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{override}"/></w:lvlOverride>' if override else ""
    root.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{number_id}"><w:abstractNumId w:val="77"/>{restart}</w:num>')
    )


def add_item(document: Any, text: str, level: int, number_id: int = 77) -> None:
    paragraph = document.add_paragraph(text)
    xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(xml))


def test_body_order_and_heading_levels(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("一、总体要求", 1)
    document.add_paragraph("正文。")
    table = document.add_table(2, 2)
    for place, text in enumerate(["指标", "目标", "产值", "300"]):
        table.cell(place // 2, place % 2).text = text
    document.add_heading("（一）目标", 2)
    blocks = blocks_of(document, tmp_path)
    assert [getattr(block, "level", "table") for block in blocks] == [1, 0, "table", 2]


def test_merged_cells_of_both_kinds(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(4, 3)
    for row, texts in enumerate(
        [["指标", "", "目标"], ["创新", "平台", "3"], ["", "专利", "15"], ["产业", "产值", "100"]]
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 0).merge(table.cell(2, 0))
    (block,) = blocks_of(document, tmp_path)
    assert isinstance(block, RawTable)
    assert rows_of(block) == [
        ["指标", "指标", "目标"],
        ["创新", "平台", "3"],
        ["创新", "专利", "15"],
        ["产业", "产值", "100"],
    ]
    spans = {cell.text: (cell.row_span, cell.column_span) for cell in block.cells}
    assert spans["指标"] == (1, 2)
    assert spans["创新"] == (2, 1)


def test_repeated_header_rows_are_known(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 2)
    for place, text in enumerate(["序号", "任务", "1", "建设", "2", "推进"]):
        table.cell(place // 2, place % 2).text = text
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    (block,) = blocks_of(document, tmp_path)
    assert isinstance(block, RawTable)
    assert block.header_rows == 1


def test_numbering_counts_and_restarts(tmp_path: Path) -> None:
    document = docx.Document()
    add_numbering(document, [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")])
    add_numbering(document, [], number_id=78, override=1)
    for text, level in [("要求", 0), ("思想", 1), ("目标", 1), ("产值", 2), ("企业", 2), ("任务", 0), ("平台", 1)]:
        add_item(document, text, level)
    add_item(document, "另一列表", 0, number_id=78)
    texts = texts_of(document, tmp_path)
    assert texts == [
        "一、要求",
        "（一）思想",
        "（二）目标",
        "1.产值",
        "2.企业",
        "二、任务",
        "（一）平台",
        "一、另一列表",
    ]


def test_numbering_by_style_and_of_several_levels(tmp_path: Path) -> None:
    document = docx.Document()
    add_numbering(document, [("decimal", "第%1章"), ("decimal", "%1.%2")])
    style = document.styles["Heading 1"].element.get_or_add_pPr()
    style.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="77"/></w:numPr>'))
    document.add_heading("总则", 1)
    add_item(document, "范围", 1)
    document.add_heading("任务", 1)
    add_item(document, "平台", 1)
    assert texts_of(document, tmp_path) == ["第1章 总则", "1.1 范围", "第2章 任务", "2.1 平台"]


@pytest.mark.parametrize(
    ("number", "style", "text"),
    [(10, "chineseCounting", "十"), (21, "chineseCountingThousand", "二十一"), (105, "chineseCounting", "一百零五"), (12, "chineseLegalSimplified", "壹拾贰"),
     (3, "decimalEnclosedCircle", "③"), (4, "upperRoman", "IV"), (28, "lowerLetter", "bb"), (5, "unknownFormat", "5"), (7, "decimalZero", "07"), (20, "chineseCounting", "二十")],
)  # fmt: skip
def test_number_formats(number: int, style: str, text: str) -> None:
    assert format_number(number, style) == text


def test_headers_footers_deleted_and_hidden_text_are_left_out(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉文字"
    document.sections[0].footer.paragraphs[0].text = "页脚文字"
    paragraph = document.add_paragraph("保留")
    insert_xml(paragraph, '<w:del w:id="1" w:author="a"><w:r><w:delText>删去</w:delText></w:r></w:del>')
    insert_xml(paragraph, '<w:ins w:id="2" w:author="a"><w:r><w:t>新增</w:t></w:r></w:ins>')
    insert_xml(paragraph, "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>")
    assert texts_of(document, tmp_path) == ["保留新增"]


def test_contents_are_left_out_and_other_fields_show_their_result(tmp_path: Path) -> None:
    document = docx.Document()
    contents = document.add_paragraph()
    insert_xml(contents, '<w:r><w:fldChar w:fldCharType="begin"/></w:r>')
    insert_xml(contents, '<w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r>')
    insert_xml(contents, '<w:r><w:fldChar w:fldCharType="separate"/></w:r>')
    insert_xml(contents, "<w:r><w:t>一、总体要求 1</w:t></w:r>")
    second = document.add_paragraph("二、任务 2")
    insert_xml(second, '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    body = document.add_paragraph("表")
    insert_xml(body, '<w:r><w:fldChar w:fldCharType="begin"/></w:r>')
    insert_xml(body, "<w:r><w:instrText>SEQ 表</w:instrText></w:r>")
    insert_xml(body, '<w:r><w:fldChar w:fldCharType="separate"/></w:r>')
    insert_xml(body, "<w:r><w:t>1</w:t></w:r>")
    insert_xml(body, '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    insert_xml(body, "<w:r><w:t> 比较</w:t></w:r>")
    assert texts_of(document, tmp_path) == ["表1 比较"]


def test_contents_control_is_left_out(tmp_path: Path) -> None:
    document = docx.Document()
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    control = (
        f"<w:sdt {nsdecls('w')}>{gallery}<w:sdtContent><w:p><w:r><w:t>目录行 3</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    document.element.body.insert(0, parse_xml(control))
    plain = (
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>内容控件里的正文</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    document.element.body.insert(1, parse_xml(plain))
    assert texts_of(document, tmp_path) == ["内容控件里的正文"]


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("正文")
    box = "<w:txbxContent><w:p><w:r><w:t>专栏1 重点工程</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    xml = f"<w:r {nsdecls('w')} {mc}><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    paragraph._p.append(parse_xml(xml))
    assert texts_of(document, tmp_path) == ["正文", "专栏1 重点工程"]


def test_line_breaks_part_a_title_that_the_text_joins_again(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("青河区人民政府关于\n印发规划的通知")
    document.add_paragraph("第一行\n第二行")
    assert texts_of(document, tmp_path) == ["青河区人民政府关于印发规划的通知", "第一行", "第二行"]


def test_nested_table_becomes_cell_text(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for place, text in enumerate(["任务", "单位", "建设", ""]):
        table.cell(place // 2, place % 2).text = text
    inner = table.cell(1, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "区科委", "区教委"
    (block,) = blocks_of(document, tmp_path)
    assert isinstance(block, RawTable)
    assert rows_of(block)[1] == ["建设", "区科委 区教委"]


def test_box_of_one_column_keeps_its_lines(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(2, 1)
    table.cell(0, 0).text, table.cell(1, 0).text = "专栏1 重点工程", "1.平台工程。\n2.人才工程。"
    (box,) = blocks_of(document, tmp_path)
    assert isinstance(box, RawTable)
    assert [cell.text for cell in box.cells] == ["专栏1 重点工程", "1.平台工程。\n2.人才工程。"]


def test_title_and_note_rows_leave_the_table(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(5, 2)
    rows = [["单位：亿元", ""], ["指标", "目标"], ["产值", "300"], ["收入", "25"], ["注：数据为初步统计。", ""]]
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 0).merge(table.cell(0, 1))
    before, block, after = blocks_of(document, tmp_path)
    assert before == Paragraph("单位：亿元")
    assert isinstance(block, RawTable)
    assert rows_of(block)[0] == ["指标", "目标"]
    assert after == Paragraph("注：数据为初步统计。")


def test_footnotes_come_last(tmp_path: Path) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    document = docx.Document()
    document.add_paragraph("正文。")
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>线</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="1"><w:p><w:r><w:t> 两区：指自贸区等</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode("utf-8"), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    assert blocks_of(document, tmp_path)[-1] == Paragraph("两区：指自贸区等", note=True)
