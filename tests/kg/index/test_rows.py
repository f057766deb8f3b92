"""Entries on disk: read back one by one, columns that filters ask, phrases found to the letter."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.index.build import build_index
from kg.index.entries import make_entries
from kg.index.rows import load_entries, write_entries
from kg.index.store import Index
from kg.text.normalize import fold
from tests.index_factory import make_plan, sample_plans


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


@pytest.mark.parametrize(
    ("phrase", "count"),
    [
        ("人才公寓", 1),
        ("才公寓20", 1),  # cut out of words and numbers
        ("青政发〔2026〕12号", 1),
        ("任务｜责任单位", 2),  # a table's header
        ("区科委", 1),
        ("2000", 1),
        ("水库一级保护区巡查严控", 0),  # a comma stands between
        ("没有这句话", 0),
    ],
)
def test_rows_hold_a_phrase_to_the_letter(tmp_path: Path, phrase: str, count: int) -> None:
    build_index(tmp_path, sample_plans(), "", "1")
    index = Index.open(tmp_path, state="1")
    rows = index.holding(fold(phrase))
    assert len(rows) == count
    assert all(
        fold(phrase) in fold("\n".join([index.entries[row].chunk.header, index.entries[row].chunk.text]))
        for row in rows
    )


def test_rows_of_a_titled_document_all_hold_its_title(tmp_path: Path) -> None:
    build_index(
        tmp_path, [make_plan("甲.txt", {"一、总则": ["发展林下经济。", "保护水源。"]}, title="青川区山区规划")], "", "1"
    )
    assert Index.open(tmp_path, state="1").holding(fold("青川区山区规划")).tolist() == [0, 1]
