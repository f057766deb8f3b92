"""One plan in four formats reads the same; the five plans' paragraphs are whole."""

import os
from collections import Counter
from pathlib import Path

import pytest

from ingest.blocks import Paragraph, RawTable, Reading
from ingest.readers import read_file
from ingest.readers.grid import compact, rows_of
from ingest.readers.lines import FINAL, is_open
from kg.settings import ROOT

SHARED = ROOT.parent / "shared"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not SHARED.is_dir() and os.environ.get("CI") != "true", reason="the plans are not beside the checkout"
    ),
]
FORMATS = ("docx", "html", "pdf")


def plan(prefix: str) -> Reading:
    return read_file(next((SHARED / "plans").glob(f"{prefix}*.txt")))


@pytest.fixture(scope="module")
def in_text() -> Reading:
    return plan("p001")


@pytest.fixture(scope="module", params=FORMATS)
def in_format(request: pytest.FixtureRequest) -> Reading:
    return read_file(next((SHARED / "plans_formats").glob(f"p001*.{request.param}")))


def tables_of(reading: Reading) -> list[RawTable]:
    return [block for block in reading.blocks if isinstance(block, RawTable)]


def cells_of(table: RawTable) -> list[tuple[int, int, int, int, str]]:
    return [(cell.row, cell.column, cell.row_span, cell.column_span, compact(cell.text)) for cell in table.cells]


def texts_of(reading: Reading) -> list[str]:
    return [compact(block.text) for block in reading.blocks if isinstance(block, Paragraph)]


def test_tables_have_the_same_cells_at_the_same_places(in_text: Reading, in_format: Reading) -> None:
    assert [table.header_rows for table in tables_of(in_text)] == [table.header_rows for table in tables_of(in_format)]
    assert list(map(cells_of, tables_of(in_text))) == list(map(cells_of, tables_of(in_format)))


def test_paragraphs_are_the_same(in_text: Reading, in_format: Reading) -> None:
    assert texts_of(in_text) == texts_of(in_format)


def test_sizes_of_the_tables(in_text: Reading) -> None:
    grids = [rows_of(table) for table in tables_of(in_text)]
    assert [(len(grid), len(grid[0])) for grid in grids] == [(18, 5), (15, 6), (22, 9), (39, 4)]


def test_no_value_stands_under_another_column(in_text: Reading) -> None:
    projects = rows_of(tables_of(in_text)[2])
    invested = [row[6] for row in projects[2:]]
    assert all(value.isdigit() for value in invested)
    tasks = rows_of(tables_of(in_text)[3])
    assert [row[1] for row in tasks[1:]] == [str(number) for number in range(1, 39)]
    assert all(row[3] for row in tasks)


@pytest.mark.parametrize("prefix", ["p000", "p001", "p002", "p003", "p004"])
def test_long_paragraphs_end_as_sentences_do(prefix: str) -> None:
    blocks = [block for block in plan(prefix).blocks if isinstance(block, Paragraph) and not block.note]
    broken = [block.text for block in blocks if len(block.text) > 45 and not FINAL.search(block.text)]
    assert Counter(text[-2:] for text in broken) <= Counter({"说明": 1, "通知": 1})
    assert not [block.text for block in blocks if is_open(block.text)]


def test_title_lines_are_one(in_text: Reading) -> None:
    assert any(text.endswith("的通知") and "关于印发" in text for text in texts_of(in_text)[:3])
    assert all(
        any(text.endswith("的起草说明") and "《" in text for text in texts_of(plan(p))[:2]) for p in ("p000", "p003")
    )


def test_no_residue_of_word_is_left() -> None:
    for path in sorted(Path(SHARED / "plans").glob("*.txt")):
        assert not any("bookmark" in text or "\ufffd" in text for text in texts_of(read_file(path)))
