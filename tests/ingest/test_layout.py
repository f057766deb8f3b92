"""The text of a document: cleaned lines, the contents dropped, broken titles joined, tables in their place."""

import pytest

from ingest.blocks import Paragraph, RawCell, RawTable, Reading
from ingest.layout import Line, PlacedTable, lay_out
from ingest.structure import make_document
from kg.errors import ReadError


def text_of(*lines: str) -> str:
    return lay_out(Reading(tuple(Paragraph(line) for line in lines))).text


def test_layout_places_every_block() -> None:
    table = RawTable((RawCell(0, 0, "甲"), RawCell(0, 1, "乙 丙"), RawCell(1, 0, ""), RawCell(1, 1, "3")))
    layout = lay_out(Reading((Paragraph(" 第一 段 "), Paragraph(""), table, Paragraph("末段"))))
    assert layout.text == "第一段\n甲\t乙丙\n\t3\n末段"
    kinds = [type(block) for block in layout.blocks]
    assert kinds == [Line, PlacedTable, Line]
    assert [layout.text[block.start : block.end] for block in layout.blocks] == ["第一段", "甲\t乙丙\n\t3", "末段"]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (
            ["云溪区人民政府关于", "印发《云溪区产业", "发展规划》的通知"],
            "云溪区人民政府关于印发《云溪区产业发展规划》的通知",
        ),
        (["实施“十五五”时期科技创新（征求", "意见稿）规划"], "实施“十五五”时期科技创新（征求意见稿）规划"),
        (["一、总体要求", "（一）指导思想"], "一、总体要求\n（一）指导思想"),
        (["文件要求“统筹推进。", "各单位”落实"], "文件要求“统筹推进。\n各单位”落实"),
    ],
)
def test_layout_joins_what_a_line_break_cut(lines: list[str], text: str) -> None:
    assert text_of(*lines) == text


@pytest.mark.parametrize(
    "contents",
    [
        ["目 录", "一、基础……1", "二、目标........3"],
        ["目录", "一、基础\t1", "二、目标\t3"],
        ["目　次", "一、基础", "二、目标"],
        ["一、基础······1", "二、目标······12"],
    ],
)
def test_layout_drops_the_table_of_contents(contents: list[str]) -> None:
    assert (
        text_of(*contents, "一、基础", "基础良好。", "二、目标", "目标明确。")
        == "一、基础\n基础良好。\n二、目标\n目标明确。"
    )


def test_layout_keeps_a_line_that_only_ends_in_a_number() -> None:
    assert text_of("截至目前累计企业数量为 312", "研发投入强度 3.5") == "截至目前累计企业数量为312\n研发投入强度3.5"


def test_layout_frame_becomes_lines_of_one_box() -> None:
    layout = lay_out(
        Reading((RawTable((RawCell(0, 0, "专栏1 工程\n甲工程。"), RawCell(1, 0, "乙工程。"))), Paragraph("正文。")))
    )
    assert [(line.text, line.box) for line in layout.lines()] == [
        ("专栏1 工程", 1),
        ("甲工程。", 1),
        ("乙工程。", 1),
        ("正文。", 0),
    ]


def test_structure_refuses_a_reading_without_text() -> None:
    with pytest.raises(ReadError, match=r"empty\.pdf"):
        make_document(Reading((Paragraph("  \u200b "),)), name="empty.pdf", sha256="0")


def test_structure_pages_begin_where_their_first_block_does() -> None:
    document = make_document(
        Reading((Paragraph("甲页正文。", page=1), Paragraph("丙页正文。", page=3))), name="a.pdf", sha256="0"
    )
    assert document.pages == (0, 6, 6)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (
            "（2）云溪奶酪生产线　1.2亿元　湖东产业园　2026年开工",
            "（2）云溪奶酪生产线\t1.2亿元\t湖东产业园\t2026年开工",
        ),
        ("3.　云溪冷链物流园    2.6亿元    云溪镇    前期；", "3.云溪冷链物流园\t2.6亿元\t云溪镇\t前期；"),
        ("●\t云溪算力中心\t总投资18亿元\t云溪科技园", "●云溪算力中心\t总投资18亿元\t云溪科技园"),
        ("主　任：王　某", "主任：王某"),
        ("全区  完成投资，  20亿元  左右。", "全区完成投资，20亿元左右。"),
        ("云溪区　商务局　2026年3月1日", "云溪区商务局2026年3月1日"),
    ],
)
def test_layout_keeps_the_fields_of_a_line_apart(line: str, text: str) -> None:
    assert text_of(line) == text
