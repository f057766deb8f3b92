"""Broken lines become the paragraphs they were; headings, titles and list items stay apart."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.blocks import Paragraph
from ingest.readers.lines import Habit, Line, glue, is_open, join_broken, join_lines, must_continue, starts_block
from ingest.readers.text import parse_text

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[2] / "cases" / "joining.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_lines_of_text_become_paragraphs(case: dict[str, Any]) -> None:
    blocks = parse_text("\n".join(case["lines"]))
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == case["paragraphs"]


@pytest.mark.parametrize(
    "text",
    [
        "一、总体要求",
        "（三）目标",
        "(1) 平台",
        "1.医药",
        "12．推进",
        "第三章 任务",
        "1.1 现状",
        "①建设",
        "——提升",
        "附件2",
        "表1-1 比较",
        "专栏3 工程",
        "注：数据",
    ],
)
def test_block_starts(text: str) -> None:
    assert starts_block(text)


@pytest.mark.parametrize(
    "text",
    ["2025年，产值", "3.5%的增速", "1.2亿元", "（2021—2025年）", "表示同意", "图书馆建设", "附近地块", "一是加强统筹"],
)
def test_running_text_starts_no_block(text: str) -> None:
    assert not starts_block(text)


def test_page_geometry_joins_full_lines_after_a_full_stop() -> None:
    lines = [
        Line("第一句话。", full=True, indented=True),
        Line("第二句话接着写", full=True, indented=False),
        Line("完。", False, False),
    ]
    assert [p.text for p in join_lines(lines, Habit(indents=True))] == ["第一句话。第二句话接着写完。"]


def test_page_geometry_parts_indented_lines() -> None:
    lines = [Line("第一段写满了一整行没有句号", full=True, indented=True), Line("第二段", full=False, indented=True)]
    assert len(join_lines(lines, Habit(indents=True))) == 2


def test_a_full_heading_line_goes_on_only_in_a_short_one() -> None:
    heading = Line("（一）加快构建现代化产业体系推动", full=True, indented=False)
    short, long = (
        Line("高质量发展", full=False, indented=False),
        Line("坚持创新驱动，整行正文", full=True, indented=False),
    )
    assert len(join_lines([heading, short], Habit())) == 1
    assert len(join_lines([heading, long], Habit())) == 2


def test_paragraph_keeps_the_page_it_begins_on() -> None:
    lines = [
        Line("加快形成", True, False, page=3),
        Line("产业体系。", False, False, page=4),
        Line("一、任务", False, False, page=4),
    ]
    assert [(p.text, p.page) for p in join_lines(lines, Habit())] == [("加快形成产业体系。", 3), ("一、任务", 4)]


def test_real_paragraphs_are_joined_only_on_proof() -> None:
    given = [
        Paragraph("关于印发《规划"),
        Paragraph("纲要》的通知"),
        Paragraph("完整的一段，没有句号"),
        Paragraph("另一段"),
    ]
    assert [p.text for p in join_broken(given)] == ["关于印发《规划纲要》的通知", "完整的一段，没有句号", "另一段"]


def test_a_marked_heading_is_never_joined_to_what_stands_before() -> None:
    assert len(join_broken([Paragraph("聚焦新材料、"), Paragraph("重点任务", level=1)])) == 2


def test_open_brackets_are_seen_past_mixed_widths() -> None:
    assert is_open("《规划（征求")
    assert not is_open("特色园(以下简称特色园）")
    assert must_continue("《规划（征求", "意见稿）》")


def test_glue_puts_a_blank_between_latin_words_only() -> None:
    assert glue("digital", "twin") == "digital twin"
    assert glue("产值201", "9年") == "产值2019年"
