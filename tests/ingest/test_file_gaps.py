"""Pages and headings that gave no text."""

from pathlib import Path

import pytest

from ingest.blocks import Paragraph, RawCell, RawTable, Reading
from ingest.structure import make_document
from kg.records import Document
from kg.store import RecordStore

ROWS = RawTable((RawCell(0, 0, "任务"), RawCell(0, 1, "单位"), RawCell(1, 0, "建站"), RawCell(1, 1, "区城管委")), 1)


def read(*blocks: Paragraph | RawTable | str, unread: tuple[int, ...] = ()) -> Document:
    made = tuple(Paragraph(block) if isinstance(block, str) else block for block in blocks)
    return make_document(Reading(made, unread=unread), name="澄湖区测试规划.txt", sha256="0")


@pytest.mark.parametrize(
    ("blocks", "headings"),
    [
        (("一、总体要求", "坚持创新。", "二、保障措施"), ["二、保障措施"]),
        (("一、总体要求", "坚持创新。", "二、附表", ROWS), []),
        (("一、总体要求", "（一）原则", "坚持创新。"), []),
        (("一、总体要求", "坚持创新。", "二、发展目标", "三、重点任务", "建成中心。"), ["二、发展目标"]),
    ],
    ids=["last heading", "a table below", "a heading below", "two headings in a row"],
)
def test_heading_without_text_is_a_gap(blocks: tuple[str | RawTable, ...], headings: list[str]) -> None:
    document = read(*blocks)
    assert [gap.quote for gap in document.gaps] == headings
    assert all(document.text[gap.start : gap.end] == gap.quote for gap in document.gaps)


def test_page_without_text_is_a_gap_at_its_place() -> None:
    first, third = Paragraph("一、总体要求坚持创新。", page=1), Paragraph("二、建成中心三个。", page=3)
    document = read(first, third, unread=(2, 4))
    middle, last = [gap for gap in document.gaps if gap.kind == "page"]
    assert (middle.page, document.text[middle.start :]) == (2, third.text)
    assert (last.page, last.start, last.end) == (4, len(document.text), len(document.text))


def test_gaps_outlive_the_disk(tmp_path: Path) -> None:
    document = read("一、总体要求", unread=(1,))
    store = RecordStore(tmp_path)
    store.put(document)
    loaded = store.get(document.id)
    assert loaded is not None
    assert loaded.all_gaps == document.all_gaps != ()
