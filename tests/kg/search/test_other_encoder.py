"""An index made with another model, which has no vectors of tokens: everything that search does must do without them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.pipeline import add_paths
from kg.coverage.cover import cover
from kg.coverage.terms import parse_lines
from kg.engine import Engine
from kg.errors import IndexStateError
from kg.index.build import build_index
from kg.index.embedder import ENCODER_FOLDER, get_encoder
from kg.index.store import Index
from kg.search import Wish, explain, find
from kg.settings import ROOT, Settings
from tests.index_factory import sample_plans


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """The sample plans under the same model as sentence-transformers runs it."""
    home: Path = tmp_path_factory.mktemp("other")
    build_index(home, sample_plans(), str(ENCODER_FOLDER), "1")
    build_index(home, sample_plans()[:1], str(ENCODER_FOLDER), "2")
    build_index(home, sample_plans(), str(ENCODER_FOLDER), "1")  # half of it taken over
    with pytest.raises(IndexStateError, match="KG_ENCODER"):
        Index.open(home, "", state="1")
    return Index.open(home, str(ENCODER_FOLDER), state="1")


def test_other_encoder_has_no_tokens(other: Index) -> None:
    assert get_encoder(str(ENCODER_FOLDER)).token_size == 0
    assert other.encode("人才住房").tokens == ()
    assert other.tokens.count == len(other.entries)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("人才住房", "建设人才公寓2000套"),
        ("flash floods and early warning", "完善山洪灾害监测预警"),
        ("由哪个部门盘活闲置土地", "盘活闲置土地"),
        ("“面源污染”", "加强水库一级保护区巡查"),
    ],
)
def test_other_encoder_finds_and_tells_why(other: Index, query: str, first: str) -> None:
    found = find(other, query, Wish(k=3))
    assert found.hits[0].chunk.text.startswith(first)
    assert "late" not in found.hits[0].ranks
    assert [why.sentence for why in explain(other, query, found.hits, found.asked)] == [None] * 3


def test_other_encoder_counts_by_words(other: Index, chunk_id: Callable[[str], str]) -> None:
    found = find(other, "人才公寓", Wish(every=True))
    assert chunk_id("建设人才公寓2000套") in {hit.chunk.id for hit in found.hits}
    assert found.total == sum(1 + len(hit.also) for hit in found.hits) < 4
    assert find(other, "演唱会").total == 0
    assert find(other, "，。！？").total == 0


def test_other_encoder_fills_a_coverage(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, encoder=str(ENCODER_FOLDER))
    add_paths([next((ROOT / "tests/cases/answers").iterdir())], settings)
    with Engine.open(settings) as engine:
        passage = next(one for one in engine.index.entries if len(one.chunk.text) > 40).chunk.text
        coverage = cover(engine, parse_lines(f"{passage[3:9]}\n量子烹饪大赛"))
        assert [row.cells[0].status for row in coverage.rows] == ["said", "silent"]
