"""nDCG@10 on the development questions must not fall below its floor; chunks from the real readers, real encoder."""

import importlib.util
import os
from pathlib import Path

import pytest

from ingest.readers import read_file
from ingest.structure import make_document
from kg.index.build import build_index
from kg.index.store import Index
from kg.search import search

SHARED = Path(__file__).resolve().parents[4] / "shared"
FLOOR = {"ndcg10": 0.62, "hit1": 0.78}


@pytest.mark.shared
@pytest.mark.skipif(
    not SHARED.is_dir() and os.environ.get("CI") != "true", reason="no development gold beside the checkout"
)
def test_retrieval_stays_above_its_floor(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("score", SHARED / "eval" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    plans = sorted((SHARED / "plans").glob("*.txt"))
    build_index(tmp_path, [make_document(read_file(path), name=path.name, sha256=path.name) for path in plans])
    index = Index.open(tmp_path)
    gold = score.read(SHARED / "gold" / "retrieval.jsonl")
    found = [
        {
            "id": row["qid"],
            "hits": [{"document": hit.document, "text": hit.chunk.text} for hit in search(index, row["query"])],
        }
        for row in gold
    ]
    result, _ = score.score_retrieval(gold, found)
    assert {name: value for name, value in result.items() if value < FLOOR.get(name, 0)} == {}
