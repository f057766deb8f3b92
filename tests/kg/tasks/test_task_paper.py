"""A department's sheet as a Word file: its tasks by role, its partners, its progress, every source."""

import io

from docx import Document

from kg.tasks.ledger import Task
from kg.tasks.paper import COLUMNS, make_paper
from kg.tasks.status import StatusLine
from kg.wordfile import to_docx


def test_sheet_has_a_table_a_role_with_partners_progress_and_sources(shared: list[Task]) -> None:
    manual = shared[2]
    told = {
        manual.id: StatusLine(manual.id, "推进中", "已起草", "王", "2026-01-01T00:00:00", manual.name, manual.document)
    }
    book = Document(io.BytesIO(to_docx(make_paper(shared, "区审计局", told))))
    lines = [one.text for one in book.paragraphs]
    assert lines[0] == "区审计局任务单"
    assert "依据《澄湖区低空经济工作方案》，区审计局共承担任务3项。" in lines
    heads = [one.text for one in book.paragraphs if one.style and one.style.name == "Heading 1"]
    assert heads == ["一、牵头任务（1项）", "二、责任任务（1项）", "三、配合任务（1项）", "来源"]
    cells = [[[cell.text for cell in row.cells] for row in table.rows] for table in book.tables]
    assert [table[0] for table in cells] == [list(COLUMNS)] * 3
    assert cells[0][1][0] == "3"
    assert cells[0][1][1].startswith("编制低空飞行手册")
    assert cells[0][1][4] == "推进中，已起草"
    assert cells[2][1][2] == "区交通局（牵头）；区科技局（配合）"
    sources = [text for text in lines if "《澄湖区低空经济工作方案》，一、重点任务" in text]
    assert any("3.编制低空飞行手册。（牵头单位：区审计局）" in text for text in sources)
