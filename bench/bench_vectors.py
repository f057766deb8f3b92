"""The vectors alone at a size that no one has texts for: `python -m bench.bench_vectors [PLAN…] --sizes 1000000`.

One made-up window a passage (parts as in bench/passages.py). A line gives the milliseconds of a warm query and of comparing
every vector with numpy, its peer in the same run, seconds to build, megabytes on disk, and recall@10.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from bench.passages import PER_DOCUMENT, SHARES, Source, Vectors
from kg.index.embedder import get_encoder
from kg.index.vector import VectorIndex
from kg.search.fuse import best_of
from kg.settings import ROOT

QUERIES, WARM, TOP = 200, 5, 10
BLOCK = 100 * PER_DOCUMENT


def make_windows(source: Source, count: int) -> Vectors:
    """Unit vectors of so many windows: what their document is about, a mixture of two real ones, and what is their own."""
    dice = np.random.default_rng(5)
    real = np.concatenate([passage.vectors for passage in source.passages])
    rows = np.empty((count, real.shape[1]), np.float32)
    for first in range(0, count, BLOCK):
        size = min(BLOCK, count - first)
        share = dice.uniform(0.5, 1, (size, 1)).astype(np.float32)
        left, right = (real[dice.integers(0, len(real), size)] for _ in range(2))
        mixed = (share * left + (1 - share) * right) / np.sqrt(share**2 + (1 - share) ** 2)
        drawn = dice.normal(size=(size + BLOCK // PER_DOCUMENT, len(source.root))).astype(np.float32) @ source.root
        parts = {"document": np.repeat(drawn[size:], PER_DOCUMENT, 0)[:size], "passages": mixed, "own": drawn[:size]}
        block = source.mean + sum(np.sqrt(SHARES[name], dtype=np.float32) * part for name, part in parts.items())
        rows[first : first + size] = block / np.linalg.norm(block, axis=1, keepdims=True)
    return rows


def milliseconds(answer: Callable[[Vectors], Sequence[int]], asked: Vectors) -> tuple[list[float], list[list[int]]]:
    """How long each query takes, and what is found."""
    for vector in asked[:WARM]:
        answer(vector)
    spent, found = [], []
    for vector in asked:
        started = time.perf_counter()
        found.append(list(answer(vector)))
        spent.append((time.perf_counter() - started) * 1000)
    return spent, found


def print_size(source: Source, count: int) -> None:
    """The line of one size."""
    rows, asked = make_windows(source, count), make_windows(source, QUERIES)
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "vectors.faiss"
        started = time.perf_counter()
        VectorIndex.build(list(rows[:, None, :]), rows.shape[1]).write(path)
        built, disk = time.perf_counter() - started, path.stat().st_size / 1e6
        whole, right = milliseconds(lambda vector: best_of(rows @ vector, TOP).tolist(), asked)
        index = VectorIndex.load(path, count)
        spent, found = milliseconds(lambda vector: best_of(index.scores(vector), TOP).tolist(), asked)
    recall = np.mean([len(set(a) & set(b)) / TOP for a, b in zip(found, right, strict=True)])
    figures = (*np.percentile(spent, [50, 95]), np.percentile(whole, 50), built, disk, recall)
    print(
        f"{count:>9}" + "".join(f"{figure:>11.3f}" if figure <= 1 else f"{figure:>11.1f}" for figure in figures),
        flush=True,
    )


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", nargs="*", type=Path, help="default: the sample plans")
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 100_000, 1_000_000])
    args = parser.parse_args()
    source = Source.read(args.plans or sorted((ROOT / "samples" / "plans").iterdir()), get_encoder(""))
    print(
        f"{'windows':>9}"
        + "".join(f"{name:>11}" for name in ("p50 ms", "p95 ms", "every one", "build s", "MB disk", "recall"))
    )
    for count in args.sizes:
        print_size(source, count)
    return 0


if __name__ == "__main__":
    sys.exit(main())
