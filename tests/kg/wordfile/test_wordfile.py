"""Papers as Word files and Markdown, read again with python-docx."""

import io
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from kg.wordfile import Paper, Run, Source, to_docx, to_markdown
from kg.wordfile.labels import chinese, marked

HERE = Source("《澄湖区科技规划》，三、重点任务（一）做强产业，第3页", "区科技局牵头推进成果转化。")
THERE = Source("《澄湖区行动方案》，一、总体要求")


def make_paper() -> Paper:
    """One of everything; the text holds what XML and Markdown cannot take as it is."""
    paper = Paper()
    paper.add_title("关于成果转化的简报", subtitle="（2026年11月22日）")
    paper.add_heading("任务分工")
    paper.add_heading("牵头任务", 2)
    paper.add_paragraph("经检索，", Run("共有任务12项。", [THERE, HERE]), "其中\x07*一项*未定。")
    paper.add_paragraph(Run("区科技局牵头推进成果转化。", [HERE]), kind="quote")
    paper.add_table(["序号", "任务"], [[1, Run("建设平台", [HERE])], [2, None]], caption="任务分工表")
    paper.add_heading("下一步")
    return paper


def read(paper: Paper) -> Any:
    return Document(io.BytesIO(to_docx(paper)))


def test_word_has_the_sheet_and_types_of_the_standard() -> None:
    document = read(make_paper())
    section = document.sections[0]
    sides = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(side.mm) for side in sides] == [210, 297, 37, 28]
    looks = {paragraph.text: paragraph.style for paragraph in document.paragraphs}
    fonts = {text: style.element.rPr.rFonts.get(qn("w:eastAsia")) for text, style in looks.items()}
    assert fonts["关于成果转化的简报"] == "方正小标宋简体"
    assert fonts["一、任务分工"] == "黑体"
    assert fonts["（一）牵头任务"] == "楷体_GB2312"
    body = document.styles["Normal"]
    assert (body.font.size, body.paragraph_format.line_spacing) == (Pt(16), Pt(28))
    assert "PAGE" in section.footer.paragraphs[0]._element.xml


def test_word_numbers_headings_and_citations_in_order() -> None:
    document = read(make_paper())
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "二、下一步" in texts
    assert "经检索，共有任务12项[1,2]。其中*一项*未定。" in texts
    assert "区科技局牵头推进成果转化[2]。" in texts
    assert texts[-2:] == [
        "[1] 《澄湖区行动方案》，一、总体要求",
        "[2] 《澄湖区科技规划》，三、重点任务（一）做强产业，第3页",
    ]


def test_word_repeats_a_tables_header_and_keeps_rows_whole() -> None:
    [table] = read(make_paper()).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["序号", "任务"],
        ["1", "建设平台[2]"],
        ["2", ""],
    ]
    marks = [{child.tag for child in row._tr.trPr} for row in table.rows]
    assert [qn("w:tblHeader") in mark for mark in marks] == [True, False, False]
    assert all(qn("w:cantSplit") in mark for mark in marks)
    assert sum(cell.width for cell in table.rows[0].cells) <= Mm(156)


def test_word_links_a_citation_to_its_source() -> None:
    body = read(make_paper()).element.body
    anchors = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    assert anchors == {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))} == {"source1", "source2"}


def test_word_begins_a_paragraph_at_every_line() -> None:
    paper = Paper()
    paper.add_paragraph("一、总体要求\n建设", Run("平台\n做强产业。", [HERE], bold=True), kind="quote")
    told = [one for one in read(paper).paragraphs if one.style.name == "Quote"]
    assert [one.text for one in told] == ["一、总体要求", "建设平台", "做强产业[1]。"]
    assert [run.text for one in told for run in one.runs if run.bold] == ["平台", "做强产业", "。"]


def test_word_lies_on_its_side_where_asked() -> None:
    paper = Paper(landscape=True)
    paper.add_title("任务分工表")
    section = read(paper).sections[0]
    assert section.page_width > section.page_height


def test_markdown_says_the_same_and_escapes_signs() -> None:
    text = to_markdown(make_paper())
    assert "# 关于成果转化的简报" in text
    assert "## 一、任务分工" in text
    assert "共有任务12项[1,2]。其中\x07\\*一项\\*未定。" in text
    assert "> 区科技局牵头推进成果转化[2]。" in text
    assert "| 2 |  |" in text
    assert text.count("《澄湖区行动方案》") == 1


def test_sources_tell_the_quotes_where_asked() -> None:
    paper = make_paper()
    paper.add_sources("附：来源", quotes=True)
    assert "第3页：“区科技局牵头推进成果转化。”" in read(paper).paragraphs[-1].text


def test_a_quoted_row_of_a_table_stands_on_one_line_and_no_line_is_drawn_out() -> None:
    paper = Paper()
    paper.add_paragraph(Run("建设平台。", [Source("《澄湖区行动方案》，附件", "1\t建设平台\t\t区科技局\n2026年")]))
    paper.add_sources("来源", quotes=True)
    document = read(paper)
    assert document.paragraphs[-1].text == "[1] 《澄湖区行动方案》，附件：“1　建设平台　区科技局　2026年”"
    assert document.settings.element.find(qn("w:compat")).find(qn("w:doNotExpandShiftReturn")) is not None


def test_paper_refuses_rows_of_another_length_and_unknown_levels() -> None:
    with pytest.raises(ValueError, match="1 cells, the header has 2"):
        Paper().add_table(["序号", "任务"], [["1"]])
    with pytest.raises(ValueError, match="levels 1 to 4"):
        Paper().add_heading("任务", 5)


@pytest.mark.parametrize(("number", "text"), [(1, "一"), (10, "十"), (21, "二十一"), (99, "九十九"), (100, "100")])
def test_numbers_of_headings_are_chinese(number: int, text: str) -> None:
    assert chinese(number) == text


@pytest.mark.parametrize(("numbers", "text"), [([], ""), ([2, 1], "[1,2]"), ([1, 2, 3, 7], "[1-3,7]")])
def test_neighbouring_citations_are_one_span(numbers: list[int], text: str) -> None:
    assert marked(numbers) == text
