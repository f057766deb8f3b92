"""Search by the clock: cold start, passages a second, milliseconds a query; ours beside torch in the same run.

`python -m bench.bench_search [FILE…]`: plans to index; without any, the sample plans under samples/.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ingest.readers import read_file
from ingest.structure import make_document
from kg.index.build import build_index
from kg.index.embedder import ENCODER_FOLDER, Encoder, get_encoder
from kg.index.entries import windows
from kg.index.store import Index
from kg.records import Document
from kg.search import search
from kg.settings import ROOT

QUERIES = [
    "人才公寓有哪些政策",
    "到2030年数字经济增加值要达到多少",
    "哪些部门负责科技成果转化",
    "which enterprises build pilot platforms",
    "水库保护由谁牵头",
]
REPEATS = 20
PEER_TEXTS = 64  # enough for a steady figure; torch in full precision is slow
COLD = "from pathlib import Path; from kg.index.store import Index; from kg.search import search; import sys; search(Index.open(Path(sys.argv[1])), sys.argv[2])"


def seconds(call: Any) -> float:
    """How long a call takes."""
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def load_documents(paths: Sequence[Path]) -> list[Document]:
    """The files as documents, not extracted: search needs text, sections and tables only."""
    return [make_document(read_file(path), name=path.name, sha256=str(number)) for number, path in enumerate(paths)]


def rate(encoder: Encoder, texts: Sequence[str]) -> float:
    """Passages a second, the model warm."""
    encoder.encode_passages(texts[:4])
    return len(texts) / seconds(lambda: encoder.encode_passages(texts))


def measure(paths: Sequence[Path]) -> dict[str, float | int | str]:
    """All figures of one run."""
    documents = load_documents(paths)
    texts = [text for document in documents for chunk in document.chunks for text in windows(chunk)]
    ours, peer = get_encoder(""), get_encoder(str(ENCODER_FOLDER))
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        build = seconds(lambda: build_index(home, documents))
        again = seconds(lambda: build_index(home, documents))
        cold = seconds(lambda: subprocess.run([sys.executable, "-c", COLD, folder, QUERIES[0]], cwd=ROOT, check=True))
        index = Index.open(home)
        search(index, QUERIES[0])
        batch = seconds(lambda: [search(index, query) for query in QUERIES * REPEATS]) / (len(QUERIES) * REPEATS)
    sample = texts[:PEER_TEXTS]
    our_rate, peer_rate = rate(ours, sample), rate(peer, sample)
    return {
        "documents": len(documents),
        "chunks": sum(len(document.chunks) for document in documents),
        "windows": len(texts),
        "build_s": round(build, 2),
        "build_unchanged_s": round(again, 2),
        "cold_start_s": round(cold, 2),
        "query_ms": round(batch * 1000, 1),
        "passages_per_s": round(our_rate, 1),
        "torch_passages_per_s": round(peer_rate, 1),
        "ratio_to_torch": round(our_rate / peer_rate, 2),
    }


def main() -> int:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    paths = parser.parse_args().files or sorted(path for path in (ROOT / "samples" / "plans").iterdir())
    if not paths:
        parser.error("no plans to index: name some files, or run `make samples`")
    print(json.dumps(measure(paths), ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
