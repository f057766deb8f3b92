"""Entries on disk: read back one by one, columns that filters ask, phrases found to the letter."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.index.entries import make_entries
from kg.index.rows import load_entries, write_entries
from tests.index_factory import sample_plans


def test_rows_give_back_what_was_written(tmp_path: Path) -> None:
    entries = [entry for plan in sample_plans() for entry in make_entries(plan)]
    write_entries(tmp_path / "texts.txt", tmp_path / "columns.npz", entries)
    loaded = load_entries(tmp_path / "texts.txt", tmp_path / "columns.npz")
    assert list(loaded) == entries
    assert loaded[-1] == entries[-1]
    assert loaded[3:5] == entries[3:5]
    with pytest.raises(IndexError):
        loaded[len(entries)]


@pytest.mark.parametrize("change", [lambda text: text[:-1], lambda text: text + b"x"])
def test_rows_of_another_length_than_told_are_refused(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    texts = tmp_path / "texts.txt"
    write_entries(texts, tmp_path / "columns.npz", make_entries(sample_plans()[0]))
    texts.write_bytes(change(texts.read_bytes()))
    with pytest.raises(ValueError, match=r"texts.txt：应有 \d+ 字节，实有 \d+ 字节"):
        load_entries(texts, tmp_path / "columns.npz")


def test_rows_columns_say_of_each_row_what_its_entry_says(tmp_path: Path) -> None:
    entries = [entry for plan in sample_plans() for entry in make_entries(plan)]
    write_entries(tmp_path / "texts.txt", tmp_path / "columns.npz", entries)
    columns = load_entries(tmp_path / "texts.txt", tmp_path / "columns.npz").columns
    for row, entry in enumerate(entries):
        assert columns.documents[columns.document[row]] == entry.chunk.document_id
        assert columns.titles[columns.document[row]] == entry.title
        assert columns.sections[columns.section[row]] == " > ".join(entry.chunk.path)
        assert columns.kinds[columns.kind[row]] == entry.chunk.kind
        named = [name for bit, name in enumerate(columns.type_names) if columns.types[row] >> bit & 1]
        assert sorted(named) == sorted(entry.types)
        assert bool(columns.telling[row]) is entry.telling
