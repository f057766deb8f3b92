"""The outline: levels from the order of the numbering styles, run-in headings, lists, boxes and annexes."""

from pathlib import Path

import pytest
import yaml

from ingest.blocks import Paragraph, RawCell, RawTable, Reading
from ingest.structure import make_document
from kg.records import Document
from tests.factory import make_table

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "headings.yaml").read_text(encoding="utf-8"))


def parse(text: str) -> Document:
    lines = [Paragraph(line) for line in text.splitlines() if line.strip()]
    return make_document(Reading(tuple(lines)), name="case.txt", sha256="0")


def outline_of(document: Document) -> list[str]:
    return ["  " * (section.level - 1) + section.heading for section in document.sections[1:]]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_outline_of_numbered_lines(case: dict[str, str]) -> None:
    document = parse(case["lines"])
    assert outline_of(document) == case["outline"].rstrip("\n").split("\n")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_outline_sections_nest_and_start_at_their_heading(case: dict[str, str]) -> None:
    document = parse(case["lines"])
    by_id = {section.id: section for section in document.sections}
    assert len(by_id) == len(document.sections)
    for section in document.sections[1:]:
        parent = by_id[section.parent_id or ""]
        assert parent.start <= section.start < section.end <= parent.end
        assert section.path == (*parent.path, section.heading)
        assert document.text[section.start :].replace("\n", " ").startswith(section.heading)


def test_outline_is_the_same_every_time() -> None:
    text = CASES[0]["lines"]
    assert parse(text).sections == parse(text).sections


def test_outline_levels_that_the_format_marks() -> None:
    blocks = [
        Paragraph("Overview of the plan", level=1),
        Paragraph("总体要求", level=1),
        Paragraph("指导思想", level=2),
        Paragraph("坚持创新驱动，坚持绿色发展，坚持开放合作。"),
        Paragraph("基本原则", level=2),
        Paragraph("重点任务", level=1),
        Paragraph("1.夯实基础"),
        Paragraph("夯实产业基础，提升产业链韧性和安全水平。"),
        Paragraph("2.扩大开放"),
        Paragraph("扩大对外开放，积极融入国内国际双循环。"),
    ]
    document = make_document(Reading(tuple(blocks)), name="case.docx", sha256="0")
    assert outline_of(document)[1:] == [
        "总体要求",
        "  指导思想",
        "  基本原则",
        "重点任务",
        "  1.夯实基础",
        "  2.扩大开放",
    ]


def test_outline_frame_of_one_column_is_a_box_and_ends_with_its_frame() -> None:
    frame = RawTable(
        (
            RawCell(0, 0, "专栏1 重大平台"),
            RawCell(
                1,
                0,
                "1.云溪实验室。建设开放共享的实验装置，服务企业研发。\n2.中试基地。建设面向新材料的中试基地，提供验证服务。",
            ),
        )
    )
    blocks = (
        Paragraph("一、建设平台"),
        Paragraph("布局建设一批重大平台，提升创新策源能力。"),
        frame,
        Paragraph("二、培育主体"),
        Paragraph("培育一批领军企业，完善梯度培育机制。"),
    )
    document = make_document(Reading(blocks), name="case.docx", sha256="0")
    assert document.tables == ()
    assert outline_of(document) == [
        "一、建设平台",
        "  专栏1 重大平台",
        "    1.云溪实验室",
        "    2.中试基地",
        "二、培育主体",
    ]
    assert document.sections[2].kind == "box"


def test_outline_text_after_the_last_of_single_run_ins_belongs_to_the_parent() -> None:
    document = parse(
        "（一）成效\n1.规模壮大。全区产业规模持续壮大，龙头企业数量不断增加，质效稳步提升。\n"
        "2.结构优化。全区产业结构持续优化，新兴产业占比提高，绿色水平提升。\n"
        "3.创新增强。全区创新能力持续增强，研发投入强度提高，平台数量增加。\n"
        "同时也要看到，全区产业发展仍然存在一些不足，需要在今后工作中加以解决。"
    )
    last = document.chunks[-1]
    assert last.text.startswith("同时也要看到")
    assert last.path == ("（一）成效",)


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (["附表", "发展指标", "企业名录"], ["附表 发展指标", "企业名录"]),
        (["附件2 清单", "在建项目表", "储备项目表"], ["附件2 清单", "  储备项目表"]),
        (["附件2 清单", "表1 在建项目", "表2 储备项目"], ["附件2 清单"]),
    ],
)
def test_outline_names_the_later_tables_of_an_annex(heads: list[str], expected: list[str]) -> None:
    cells = tuple(RawCell(row, column, f"格{row}{column}") for row in range(2) for column in range(2))
    blocks = [
        *(Paragraph(line) for line in ("一、总体要求", "坚持创新驱动，坚持绿色发展，坚持开放合作。", *heads[:2])),
        RawTable(cells, header_rows=1),
        Paragraph(heads[2]),
        RawTable(cells, header_rows=1),
    ]
    document = make_document(Reading(tuple(blocks)), name="case.docx", sha256="0")
    assert outline_of(document)[1:] == expected
    assert [table.caption for table in document.tables] == [heads[1], heads[2]]


ANNEX_ROWS = make_table([["序号", "指标", "2028年"], ["1", "中试平台数量", "20"]])


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("附件：成果转化主要目标", 1),
        ("附件：中试平台建设目标", 1),
        ("附件：成果转化主要目标", 0),
        ("附表：主要目标", 0),
    ],
)
def test_outline_annex_without_a_number_holds_its_table(title: str, level: int) -> None:
    blocks = [
        Paragraph("一、保障措施", level=1),
        Paragraph("（一）营造容错氛围", level=2),
        Paragraph("落实尽职免责制度，依规免除相关决策责任。"),
        Paragraph(title, level=level),
        ANNEX_ROWS,
    ]
    document = make_document(Reading(tuple(blocks)), name="case.docx", sha256="0")
    own = {section.id: section for section in document.sections}
    assert outline_of(document)[-1] == title
    assert own[document.tables[0].section_id].path == (title,)


def test_outline_list_of_what_a_letter_attaches_is_no_heading() -> None:
    text = "一、保障措施\n加强组织领导，落实工作责任，形成合力。\n附件：成果转化主要目标\n云岫新区管委会\n2026年4月18日"
    assert outline_of(parse(text)) == ["一、保障措施"]
