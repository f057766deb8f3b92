"""The five real plans: what their structure must hold, and the same plan from every format."""

import os
import re
from functools import cache
from pathlib import Path

import pytest

from ingest.readers import read_file
from ingest.structure import make_document
from kg.records import Document
from kg.text.tables import column_names, row_cells

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not SHARED.exists() and os.environ.get("CI") != "true", reason="no ../shared beside the checkout"
    ),
]
FORMATS = ("docx", "html", "pdf")


@cache
def document(prefix: str) -> Document:
    (path,) = (SHARED / "plans").glob(f"{prefix}*")
    return make_document(read_file(path), name=path.name, sha256="0")


@cache
def in_format(suffix: str) -> Document:
    (path,) = (SHARED / "plans_formats").glob(f"p001*.{suffix}")
    return make_document(read_file(path), name=path.name, sha256="0")


@pytest.mark.parametrize(
    ("prefix", "sections", "tables"),
    [("p000", 3, 0), ("p001", 9, 4), ("p002", 8, 1), ("p003", 5, 0), ("p004", 4, 0)],
)
def test_structure_of_a_real_plan(prefix: str, sections: int, tables: int) -> None:
    plan = document(prefix)
    assert sum(section.level == 1 for section in plan.sections) == sections
    assert len(plan.tables) == tables
    assert plan.metadata["region"]
    assert plan.metadata["period_end"] > plan.metadata["period_start"]


@pytest.mark.parametrize("prefix", ["p000", "p001", "p002", "p003", "p004"])
def test_structure_keeps_the_file_s_own_characters(prefix: str) -> None:
    (path,) = (SHARED / "plans").glob(f"{prefix}*")
    source = re.sub(r"\s|\[bookmark:[^\]]*\]", "", path.read_text(encoding="utf-8-sig"))
    for chunk in document(prefix).chunks:
        if chunk.kind == "text":
            assert all(re.sub(r"\s", "", line) in source for line in chunk.text.split("\n"))


@pytest.mark.parametrize("prefix", ["p000", "p001", "p002", "p003", "p004"])
def test_structure_chunks_are_of_a_readable_size(prefix: str) -> None:
    lengths = [len(chunk.text) for chunk in document(prefix).chunks if chunk.kind == "text"]
    assert max(lengths) <= 450
    assert sum(lengths) / len(lengths) >= 120


@pytest.mark.parametrize("suffix", FORMATS)
def test_structure_is_the_same_from_every_format(suffix: str) -> None:
    text, other = document("p001"), in_format(suffix)
    assert other.title == text.title
    assert other.metadata == text.metadata
    assert [section.path for section in other.sections] == [section.path for section in text.sections]
    for left, right in zip(text.tables, other.tables, strict=True):
        assert right.caption == left.caption
        assert column_names(right) == column_names(left)
        assert [[c.text for c in row_cells(right, r)] for r in range(len(right.grid))] == [
            [c.text for c in row_cells(left, r)] for r in range(len(left.grid))
        ]
