"""Chunks: whole sentences of one section, rows of tables with their header, nothing lost."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.blocks import Paragraph, RawCell, RawTable, Reading
from ingest.chunker import LARGEST, TARGET
from ingest.structure import make_document
from kg.records import Document

SENTENCE = "坚持创新驱动发展，完善区域创新体系，推动科技创新和产业创新深度融合。"


def parse(*blocks: Paragraph | RawTable | str) -> Document:
    ready = tuple(Paragraph(block) if isinstance(block, str) else block for block in blocks)
    return make_document(Reading(ready), name="case.docx", sha256="0")


def table_of(rows: list[list[str]]) -> RawTable:
    return RawTable(tuple(RawCell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)))


def test_chunks_break_at_sentences_near_the_target() -> None:
    document = parse("一、总体要求", SENTENCE * 30, "二、重点任务", SENTENCE)
    chunks = [chunk for chunk in document.chunks if chunk.path == ("一、总体要求",)]
    assert len(chunks) >= 3
    assert all(len(chunk.text) <= LARGEST and chunk.text.endswith("。") for chunk in chunks)
    assert all(len(chunk.text) >= TARGET // 2 for chunk in chunks[:-1])


def test_chunks_never_cross_a_section() -> None:
    document = parse("一、总体要求", "（一）指导思想", SENTENCE, "（二）基本原则", SENTENCE)
    assert [chunk.path[-1] for chunk in document.chunks] == ["（一）指导思想", "（二）基本原则"]
    assert document.chunks[0].text == "（一）指导思想\n" + SENTENCE


def test_chunks_keep_a_run_in_heading_with_its_body() -> None:
    document = parse("一、任务", "1.完善机制。" + SENTENCE, "2.推进低空经济应用场景建设，打造产业园。")
    assert [chunk.text for chunk in document.chunks] == [
        "1.完善机制。" + SENTENCE,
        "2.推进低空经济应用场景建设，打造产业园。",
    ]


def test_chunks_of_one_overlong_sentence_stay_whole() -> None:
    sentence = "推动" + "产业发展、" * 120 + "形成合力。"
    document = parse("一、任务", sentence)
    assert any(chunk.text.endswith(sentence) for chunk in document.chunks)


def test_chunks_of_a_table_carry_caption_columns_and_merged_cells() -> None:
    rows = RawTable(
        (
            *(RawCell(0, c, text) for c, text in enumerate(["重点任务", "序号", "任务内容", "责任部门"])),
            RawCell(1, 0, "搭建平台", row_span=2),
            *(RawCell(1, c + 1, text) for c, text in enumerate(["1", "建设联合实验室，开放共享设备", "区科委"])),
            *(RawCell(2, c + 1, text) for c, text in enumerate(["2", "建设中试基地，服务中小企业发展", "区经信局"])),
        )
    )
    document = parse("一、任务", "分工如下。", "表1 任务分工", rows)
    last = document.chunks[-1]
    assert last.kind == "table_row"
    assert last.text == "2\t建设中试基地，服务中小企业发展\t区经信局"
    assert last.header == "表1 任务分工｜重点任务 | 序号 | 任务内容 | 责任部门｜搭建平台"
    assert all("表1 任务分工" not in chunk.text for chunk in document.chunks)


def test_chunks_of_a_table_of_numbers_take_several_short_rows() -> None:
    rows = [["园区", "收入", "产值"], *[[f"第{n}园", str(n * 37), str(n * 91)] for n in range(1, 41)]]
    document = parse("一、比较", "各园产出如下。", table_of(rows))
    chunks = [chunk for chunk in document.chunks if chunk.kind == "table_row"]
    assert 1 < len(chunks) < 20
    assert "\n".join(chunk.text for chunk in chunks).count("\n") == 39


def test_chunks_of_notes_stand_outside_the_sections() -> None:
    document = parse("一、任务", SENTENCE, Paragraph("五子联动：指五项重点工作协同推进。", note=True))
    assert document.chunks[-1].path == ()
    assert document.notes == ((document.chunks[-1].start, document.chunks[-1].end),)


LINES = st.sampled_from(
    [
        "一、总体要求", "二、任务", "（一）思路", "（二）目标", "1.做强产业。" + SENTENCE, "2.做优", "——提质增效", "①要点",
        "专栏1 工程", "附件1", "附件2 清单", SENTENCE, SENTENCE * 9, "第一章 总则", "第三条 本办法自发布之日起施行。", "前言", "单位：亿元", "注：略。",
    ]
)  # fmt: skip
BLOCKS = st.lists(
    st.one_of(
        LINES.map(Paragraph),
        st.just(table_of([["指标", "目标"], ["产值", "300"], ["", "5"]])),
        st.just(RawTable((RawCell(0, 0, "专栏2 框"), RawCell(1, 0, "1.甲\n2.乙")))),
        st.just(Paragraph("脚注内容。", note=True)),
    ),
    min_size=1,
    max_size=25,
)


@settings(deadline=None, max_examples=150)
@given(BLOCKS)
def test_chunks_and_sections_of_any_document_hold_together(blocks: list[Paragraph | RawTable]) -> None:
    document = make_document(Reading(tuple(blocks)), name="any.docx", sha256="0")
    sections = {section.id: section for section in document.sections}
    assert len(sections) == len(document.sections)
    place = 0
    for chunk in document.chunks:
        assert chunk.start >= place
        assert chunk.text == document.text[chunk.start : chunk.end] != ""
        assert sections[chunk.section_id].path == chunk.path
        assert sections[chunk.section_id].start <= chunk.start < sections[chunk.section_id].end
        place = chunk.end
    assert len({chunk.id for chunk in document.chunks}) == len(document.chunks)
    body = re.sub(r"\s", "", "".join(chunk.text for chunk in document.chunks))
    assert body.count("深度融合") == document.text.count("深度融合")
    for table in document.tables:
        assert all(document.text[cell.start : cell.end] == cell.text for cell in table.cells)
        assert sections[table.section_id].start <= table.start
