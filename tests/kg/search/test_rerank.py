"""A cross-encoder by name: what it says of the best passages is one list of the blend, under what is found to the letter."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import IndexStateError
from kg.index.embedder import ENCODER_FOLDER
from kg.index.store import Index
from kg.search import Wish, find


def save_model(folder: Path, labels: int) -> str:
    """A small cross-encoder with weights drawn by chance: it knows nothing, but always says the same."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification

    torch.manual_seed(0)
    config = BertConfig.from_pretrained(ENCODER_FOLDER, num_hidden_layers=1, num_labels=labels)
    BertForSequenceClassification(config).save_pretrained(folder)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(ENCODER_FOLDER / name, folder / name)
    return str(folder)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    return save_model(tmp_path_factory.mktemp("cross"), 1)


def test_rerank_adds_what_the_model_says_of_query_and_passage(index: Index, model: str) -> None:
    from sentence_transformers import CrossEncoder

    plain = find(index, "人才住房", Wish(k=12))
    read = find(index, "人才住房", Wish(k=12, reranker=model))
    told = CrossEncoder(model, device="cpu")
    assert all("rerank" not in hit.scores for hit in plain.hits)
    for hit in read.hits:
        [said] = told.predict([("人才住房", f"{hit.chunk.header} {hit.chunk.text}".strip())])
        assert hit.scores["rerank"] == pytest.approx(said, abs=1e-3)
    assert [hit.chunk.id for hit in read.hits] != [hit.chunk.id for hit in plain.hits]


def test_rerank_leaves_what_stands_there_to_the_letter_first(
    index: Index, model: str, chunk_id: Callable[[str], str]
) -> None:
    [first, *_] = find(index, "“面源污染”", Wish(k=3, reranker=model)).hits
    assert first.chunk.id == chunk_id("加强水库一级保护区巡查")


def test_rerank_does_not_read_every_passage(index: Index, model: str) -> None:
    found = find(index, "人才住房", Wish(every=True, reranker=model))
    assert found.hits
    assert all("rerank" not in hit.scores for hit in found.hits)


def test_rerank_refuses_what_is_no_reranker(index: Index, tmp_path: Path) -> None:
    with pytest.raises(IndexStateError, match=r"重排模型 .*没有这个模型：无法载入"):
        find(index, "人才住房", Wish(reranker=str(tmp_path / "没有这个模型")))
    with pytest.raises(IndexStateError, match="每对给出 3 个分数，应为 1 个"):
        find(index, "人才住房", Wish(reranker=save_model(tmp_path / "三类", 3)))
