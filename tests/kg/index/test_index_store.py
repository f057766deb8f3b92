"""Build and open on real files with the real encoder: what is refused, what is encoded again."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kg.errors import IndexStateError, StoreError
from kg.index.build import build_index
from kg.index.embedder import ENCODER_FOLDER, Encoded, OnnxEncoder
from kg.index.parts import make_part
from kg.index.store import COLUMNS, ENTRIES, FOLDER, LEXICAL, MANIFEST, SIGNS, TOKENS, VECTORS, Index, index_state
from tests.index_factory import make_plan, sample_plans


class CountingEncoder(OnnxEncoder):
    """The real encoder, which also remembers what it was asked to encode."""

    def __init__(self) -> None:
        super().__init__(ENCODER_FOLDER)
        self.seen: list[str] = []

    def encode_passages(self, texts: Sequence[str], heads: Sequence[int] = ()) -> Encoded:
        self.seen.extend(texts)
        return super().encode_passages(texts, heads)


def test_index_opens_with_every_chunk_in_order(tmp_path: Path) -> None:
    plans = sample_plans()
    build_index(tmp_path, plans, "", "state-1")
    index = Index.open(tmp_path, "", state="state-1")
    expected = [chunk for plan in sorted(plans, key=lambda p: p.id) for chunk in plan.chunks]
    assert [entry.chunk for entry in index.entries] == expected
    assert list(index.entries[2:4]) == [index.entries[2], index.entries[-len(expected) + 3]]
    assert index.vectors.count == index.lexical.count == len(expected)
    assert index_state(tmp_path, "") == "state-1"


def test_mean_of_the_passages_of_a_range(tmp_path: Path) -> None:
    plan, notice = sample_plans()
    build_index(tmp_path, [plan, notice], "", "1")
    index = Index.open(tmp_path)
    first = plan.chunks[0]
    mean = index.mean_vector(plan.id, first.start, first.start + 1)
    own = index.vectors.vectors_of(np.array([[entry.chunk.id for entry in index.entries].index(first.id)]))
    assert mean is not None
    assert mean @ own.mean(axis=0) == pytest.approx(float(np.linalg.norm(own.mean(axis=0))))
    assert index.mean_vector(plan.id, 0, 0) is None


def test_index_encodes_only_what_changed(tmp_path: Path) -> None:
    plan, notice = sample_plans()
    encoder = CountingEncoder()
    build_index(tmp_path, [plan, notice], encoder, "1")
    encoder.seen.clear()
    build_index(tmp_path, [plan, notice], encoder, "2")
    assert encoder.seen == []
    first, *rest = plan.chunks[3:]
    changed = replace(first, text="支持云岭生物扩建三期车间。")
    build_index(tmp_path, [replace(plan, chunks=(*plan.chunks[:3], changed, *rest)), notice], encoder, "3")
    assert encoder.seen == ["二、重点任务 （一）培育企业 支持云岭生物扩建三期车间。"]
    assert changed in [entry.chunk for entry in Index.open(tmp_path, encoder, state="3").entries]


def test_index_after_changes_equals_one_made_from_nothing(tmp_path: Path) -> None:
    plan, notice = sample_plans()
    extra = make_plan("又一份.txt", {"一、农业": ["发展精品民宿和林下经济。"]})
    build_index(tmp_path / "a", [plan, extra], "", "1")
    build_index(tmp_path / "a", [notice, plan], "", "2")
    build_index(tmp_path / "b", [plan, notice], "", "2")
    left, right = Index.open(tmp_path / "a", state="2"), Index.open(tmp_path / "b", state="2")
    assert list(left.entries) == list(right.entries)
    assert left.dense_scores(left.encode("人才住房")).tolist() == pytest.approx(
        right.dense_scores(right.encode("人才住房")).tolist(), abs=2e-3
    )
    assert left.lexical_scores("人才住房").tolist() == right.lexical_scores("人才住房").tolist()
    assert len(list((tmp_path / "a" / FOLDER).glob("generation-*"))) == 1


def test_index_of_no_documents_opens_empty(tmp_path: Path) -> None:
    build_index(tmp_path, [], "", "0")
    assert list(Index.open(tmp_path, state="0").entries) == []


def test_index_missing_is_refused_with_the_command(tmp_path: Path) -> None:
    with pytest.raises(IndexStateError, match="python -m kg rebuild --index"):
        Index.open(tmp_path)
    assert index_state(tmp_path) == ""


def test_index_older_than_the_records_is_refused(tmp_path: Path) -> None:
    build_index(tmp_path, sample_plans()[1:], "", "old")
    with pytest.raises(IndexStateError, match=r"比记录旧.*rebuild --index"):
        Index.open(tmp_path, state="new")


def test_index_of_another_model_is_refused(tmp_path: Path) -> None:
    build_index(tmp_path, sample_plans()[1:], "", "1")
    with pytest.raises(IndexStateError, match=r"由模型 multilingual-e5-small.*other-model"):
        Index.open(tmp_path, "other-model", state="1")
    assert index_state(tmp_path, "other-model") == ""


@pytest.mark.parametrize("content", ["{", json.dumps({"format": 0})])
def test_index_with_an_unreadable_manifest_is_refused(tmp_path: Path, content: str) -> None:
    build_index(tmp_path, [], "", "1")
    (tmp_path / FOLDER / MANIFEST).write_text(content, encoding="utf-8")
    with pytest.raises(IndexStateError, match="rebuild --index"):
        Index.open(tmp_path)


def test_index_with_a_damaged_file_is_refused(tmp_path: Path) -> None:
    build_index(tmp_path, sample_plans()[1:], "", "1")
    (path,) = (tmp_path / FOLDER).glob(f"generation-*/{LEXICAL}")
    path.write_bytes(b"PK damaged")
    with pytest.raises(IndexStateError, match="无法读取"):
        Index.open(tmp_path)


@pytest.mark.parametrize("name", [ENTRIES, LEXICAL, COLUMNS, TOKENS, SIGNS])
def test_index_with_half_a_file_is_refused(tmp_path: Path, name: str) -> None:
    build_index(tmp_path, sample_plans()[1:], "", "1")
    (path,) = (tmp_path / FOLDER).glob(f"generation-*/{name}")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(IndexStateError, match="无法读取"):
        Index.open(tmp_path)


def test_index_holds_every_encoding_once(tmp_path: Path) -> None:
    """The parts are small: what the generation holds is not there again, and is taken from it."""
    encoder = CountingEncoder()
    build_index(tmp_path, sample_plans(), encoder, "1")
    parts = sum(path.stat().st_size for path in (tmp_path / FOLDER / "parts").iterdir())
    [vectors] = (tmp_path / FOLDER).glob(f"generation-*/{VECTORS}")
    assert parts < vectors.stat().st_size / 2
    encoder.seen.clear()
    build_index(tmp_path, sample_plans()[::-1], encoder, "2")
    assert encoder.seen == []


def test_index_encodes_again_what_a_damaged_generation_held(tmp_path: Path) -> None:
    build_index(tmp_path, sample_plans(), "", "1")
    wanted = Index.open(tmp_path).dense_scores(Index.open(tmp_path).encode("人才住房")).tolist()
    [path] = (tmp_path / FOLDER).glob(f"generation-*/{SIGNS}")
    path.write_bytes(b"half a fi")
    build_index(tmp_path, sample_plans(), "", "2")
    index = Index.open(tmp_path, state="2")
    assert index.dense_scores(index.encode("人才住房")).tolist() == pytest.approx(wanted, abs=1e-6)


def test_index_of_another_encoder_takes_nothing_over(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    build_index(tmp_path, sample_plans(), encoder, "1")
    encoder.seen.clear()
    encoder.name = "another"
    build_index(tmp_path, sample_plans(), encoder, "2")
    assert len(encoder.seen) == sum(len(plan.chunks) for plan in sample_plans())


def test_index_killed_before_the_manifest_keeps_what_was_encoded(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    (tmp_path / FOLDER / "parts").mkdir(parents=True)
    part = make_part(
        sample_plans()[0].chunks,
        encoder,
        tmp_path / FOLDER / "parts" / f"{sample_plans()[0].id}.npz",
        title=sample_plans()[0].title,
    )
    assert len(part.fresh) == len(sample_plans()[0].chunks)
    encoder.seen.clear()
    build_index(tmp_path, sample_plans()[:1], encoder, "1")
    assert encoder.seen == []


def test_index_survives_a_damaged_cache(tmp_path: Path) -> None:
    plan, notice = sample_plans()
    build_index(tmp_path, [plan, notice], "", "1")
    for path in (tmp_path / FOLDER / "parts").iterdir():
        path.write_bytes(b"half a fi")
    build_index(tmp_path, [plan, notice], "", "2")
    assert len(Index.open(tmp_path, state="2").entries) == len(plan.chunks) + len(notice.chunks)


def test_index_killed_before_the_manifest_leaves_the_old_one(tmp_path: Path) -> None:
    build_index(tmp_path, sample_plans()[1:], "", "1")
    (tmp_path / FOLDER / "generation-killed").mkdir()
    assert len(Index.open(tmp_path, state="1").entries) == 5
    build_index(tmp_path, sample_plans(), "", "2")
    assert not (tmp_path / FOLDER / "generation-killed").exists()


def test_index_that_cannot_be_written_says_where(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError, match=FOLDER):
        build_index(tmp_path, [], "", "1")
