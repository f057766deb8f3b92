"""What a query is read as: misspelt words, English, everyday words; what the index knows stays as it is."""

import csv
import re

import pytest
import yaml

from kg.errors import OntologyError
from kg.index.store import Index
from kg.search import pinyin, search, wording
from kg.search.understand import understood
from kg.settings import ROOT

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "understanding.yaml").read_text(encoding="utf-8"))
Case = dict[str, str]


@pytest.mark.parametrize("case", CASES["corrected"], ids=lambda case: case["query"])
def test_understand_puts_right_what_sounds_alike(index: Index, case: Case) -> None:
    read = understood(index, case["query"])
    assert read.text == case["text"]
    assert read.note == f"按“{case['text']}”检索"
    for one in read.corrected:
        assert read.query[one.start :].startswith(one.written)


@pytest.mark.parametrize("query", CASES["kept"])
def test_understand_leaves_the_rest(index: Index, query: str) -> None:
    read = understood(index, query)
    assert (read.text, read.corrected, read.note) == (query, (), "")


def test_understand_takes_what_was_pasted_as_it_stands(index: Index) -> None:
    typed, pasted = "生务医药，" * 2, "生务医药，" * 60
    assert understood(index, typed).text == "生物医药，" * 2
    assert understood(index, pasted).corrected == ()


@pytest.mark.parametrize("case", CASES["chinese"], ids=lambda case: case["query"])
def test_understand_reads_english(index: Index, case: dict[str, object]) -> None:
    assert list(understood(index, str(case["query"])).plainly) == case["says"]


@pytest.mark.parametrize("case", CASES["official"], ids=lambda case: case["query"])
def test_understand_knows_what_plans_write(index: Index, case: dict[str, object]) -> None:
    assert list(understood(index, str(case["query"])).official) == case["says"]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("人才工寓", "建设人才公寓"),
        ("early warning of flash floods", "完善山洪灾害监测预警"),
        ("买房子", "建设人才公寓"),
    ],
)
def test_understand_makes_search_find_it(index: Index, query: str, first: str) -> None:
    assert search(index, query)[0].chunk.text.startswith(first)


@pytest.mark.parametrize("name", [wording.ENGLISH, wording.LAY])
def test_wording_lists_are_well_formed(name: str) -> None:
    lines = (wording.FOLDER / name).read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    words = [row["word"] for row in rows]
    assert len(rows) > 150
    assert len(set(words)) == len(words)
    assert all(word == word.lower().strip() and row["says"].strip() for word, row in zip(words, rows, strict=True))
    assert all((re.match("[a-z0-9]", word) is not None) >= (name == wording.ENGLISH) for word in words)


def test_wording_refuses_a_list_that_is_none(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.csv").write_text("word,says\n只有一栏\n", encoding="utf-8")
    monkeypatch.setattr(wording, "FOLDER", tmp_path)
    with pytest.raises(OntologyError, match=r"bad\.csv：无法读取"):
        wording._load("bad.csv")


def test_pinyin_tells_what_sounds_alike_and_near() -> None:
    assert "工" in pinyin.sounding_alike("公")
    assert "公" not in pinyin.sounding_alike("公")
    assert "理" in pinyin.sounding_near("纪")
    assert "理" not in pinyin.sounding_alike("纪")
    assert pinyin.sounding_alike("a") == ""
    assert set(pinyin.spelled("heian", 2)) >= {("hei", "an")}
    assert ("xi", "a", "n") not in pinyin.spelled("xian", 2)
    assert list(pinyin.spelled("xq", 3)) == []
    assert list(pinyin.spelled("an" * 300, 3)) == []  # not one of its countless ways


def test_pinyin_refuses_a_table_that_is_none(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pinyin, "FILE", tmp_path / "pinyin.txt")
    pinyin.syllables.cache_clear()
    with pytest.raises(OntologyError, match=r"pinyin\.txt：无法读取"):
        pinyin.syllables()
