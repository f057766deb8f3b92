"""Tables: grid, header rows, caption, unit, notes, and cells that can be cited."""

import pytest

from ingest.blocks import Paragraph, RawCell, RawTable, Reading
from ingest.structure import make_document
from kg.records import Document, Table
from kg.text.tables import body_rows, column_names, is_group_row, is_numeric, is_total_row, row_cells, row_span


def raw(*rows: str, spans: dict[tuple[int, int], tuple[int, int]] | None = None, header_rows: int = 0) -> RawTable:
    """A table from rows of cells parted by |; a cell written ^ or < is covered by the one above or left of it."""
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row.split("|")):
            if text not in {"^", "<"}:
                cells.append(RawCell(r, c, text.strip(), *(spans or {}).get((r, c), (1, 1))))
    return RawTable(tuple(cells), header_rows)


def parse(*blocks: Paragraph | RawTable | str) -> Document:
    ready = tuple(Paragraph(block) if isinstance(block, str) else block for block in blocks)
    return make_document(Reading(ready), name="case.docx", sha256="0")


INDICATORS = raw("指标|单位|2025年|2030年", "总产值|亿元|220|≥300", "研发强度|%|3.0|3.5")
PROJECTS = raw(
    "序号|项目|总投资（万元）|<|进展",
    "^|^|固投|建安投资|^",
    "一|在谈项目|199000|25000|",
    "1|云溪机器人基地|100000|5000|洽谈中",
    "2|航空材料园|99000|20000|洽谈中",
    "|合计|199000|25000|",
    spans={(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (1, 2), (0, 4): (2, 1)},
)
TASKS = raw(
    "重点任务|序号|任务内容|责任部门",
    "搭建平台|1|建设联合实验室，开放共享设备|区科委、区经信局",
    "^|2|建设中试基地，服务中小企业|^",
    spans={(1, 0): (2, 1), (1, 3): (2, 1)},
)


def only_table(*blocks: Paragraph | RawTable | str) -> Table:
    (table,) = parse(*blocks).tables
    return table


def test_table_cells_point_into_the_text() -> None:
    document = parse("一、目标", "主要指标如下。", INDICATORS, "以上指标逐年分解。")
    (table,) = document.tables
    assert (
        document.text[table.start : table.end]
        == "指标\t单位\t2025年\t2030年\n总产值\t亿元\t220\t≥300\n研发强度\t%\t3.0\t3.5"
    )
    assert all(document.text[cell.start : cell.end] == cell.text for cell in table.cells)
    assert table.section_id == document.sections[1].id


def test_table_merged_cell_is_written_once_and_covers_its_grid() -> None:
    document = parse("附则", TASKS)
    (table,) = document.tables
    assert document.text.count("搭建平台") == 1
    assert table.cell(2, 0) is table.cell(1, 0)
    assert [cell.text for cell in row_cells(table, 2)] == [
        "搭建平台",
        "2",
        "建设中试基地，服务中小企业",
        "区科委、区经信局",
    ]
    assert document.text[slice(*row_span(table, 2))] == "2\t建设中试基地，服务中小企业"


def test_table_header_over_two_rows_gives_column_paths() -> None:
    table = only_table("附则", PROJECTS)
    assert table.header_rows == 2
    assert column_names(table) == ("序号", "项目", "总投资（万元）/固投", "总投资（万元）/建安投资", "进展")
    assert [row for row in body_rows(table) if is_group_row(table, row)] == [2]
    assert [row for row in body_rows(table) if is_total_row(table, row)] == [5]


def test_table_header_rows_that_the_format_gives_are_kept() -> None:
    table = only_table("附则", raw("甲|乙", "丙|丁", "1|2", header_rows=2))
    assert table.header_rows == 2


def test_table_without_labels_has_no_header() -> None:
    assert only_table("附则", raw("1|220|300", "2|110|120")).header_rows == 0


def test_table_title_across_its_first_row_is_the_caption() -> None:
    table = only_table(
        "一、目标", "如下。", raw("专栏2 主要指标|<|<", "指标|单位|目标", "产值|亿元|300", spans={(0, 0): (1, 3)})
    )
    assert table.caption == "专栏2 主要指标"
    assert table.header_rows == 2
    assert column_names(table) == ("指标", "单位", "目标")


@pytest.mark.parametrize(
    ("before", "caption", "unit"),
    [
        (["表2-1 主要指标"], "表2-1 主要指标", ""),
        (["表2-1 主要指标", "单位：亿元、家"], "表2-1 主要指标", "亿元、家"),
        (["“十五五”时期主要指标"], "“十五五”时期主要指标", ""),
        (["表3 投资计划（单位：万元）"], "表3 投资计划", "万元"),
        (["各项指标均须逐年分解落实到责任部门。"], "", ""),
    ],
)
def test_table_caption_and_unit_before_it(before: list[str], caption: str, unit: str) -> None:
    table = only_table("一、目标", "努力实现以下目标。", *before, INDICATORS)
    assert (table.caption, table.unit) == (caption, unit)


def test_table_takes_the_heading_of_its_annex_for_a_caption() -> None:
    table = only_table("一、保障", "加强领导。", "附件1", "重大项目清单", PROJECTS)
    assert table.caption in {"重大项目清单", "附件1 重大项目清单"}


def test_table_notes_after_it() -> None:
    document = parse(
        "一、目标", "如下。", INDICATORS, "注：总产值为规模以上口径。", "说明：▲为约束性指标", "正文继续展开论述。"
    )
    assert document.tables[0].notes == ("注：总产值为规模以上口径。", "说明：▲为约束性指标")


def test_table_with_a_gap_is_filled_with_empty_cells() -> None:
    document = parse("附则", RawTable((RawCell(0, 0, "甲"), RawCell(0, 1, "乙"), RawCell(1, 1, "丙"))))
    (table,) = document.tables
    assert table.cell(1, 0).text == ""
    assert table.cell(1, 0).start == table.cell(1, 0).end
    assert document.text.endswith("甲\t乙\n\t丙")


@pytest.mark.parametrize("text", ["220", "≥300", "1-2", "3.5%", "-0.4", "15家", "1,234.5", "约15%"])
def test_table_numeric_cell(text: str) -> None:
    assert is_numeric(text)


@pytest.mark.parametrize("text", ["", "满足市级要求", "2030年目标值", "年均增速6%", "B3-2-1地块", "—"])
def test_table_cell_that_is_no_number(text: str) -> None:
    assert not is_numeric(text)
