"""A list of 500 terms against plans, ours beside one search a term in the same run: `python -m bench.bench_coverage [FILE…]`."""

import argparse
import csv
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from ingest.pipeline import add_paths
from kg.coverage.cover import STATUSES, cover
from kg.coverage.terms import parse_lines
from kg.engine import Engine
from kg.native import preload
from kg.settings import ROOT, Settings

COUNT = 500
NAMES = ROOT / "ontology" / "gazetteers" / "industries.csv"


def names() -> list[str]:
    """The first names of the gazetteer of industries: what officials would look for."""
    with NAMES.open(encoding="utf-8") as file:
        return [row["name"] for row in csv.DictReader(file)][:COUNT]


def measure(paths: Sequence[Path]) -> dict[str, float | int]:
    """All figures of one run."""
    terms = parse_lines("\n".join(names()))
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder))
        add_paths(paths, settings)
        preload()
        with Engine.open(settings) as engine:
            engine.search(terms.terms[0].name)  # models loaded
            started = time.perf_counter()
            coverage = cover(engine, terms)
            ours = time.perf_counter() - started
            started = time.perf_counter()
            for term in terms.terms:
                engine.search(term.name)
            one_by_one = time.perf_counter() - started
    counts = {status: sum(coverage.counts(at)[status] for at in range(len(coverage.papers))) for status in STATUSES}
    return {
        "terms": len(terms.terms),
        "documents": len(coverage.papers),
        **counts,
        "coverage_s": round(ours, 2),
        "search_one_by_one_s": round(one_by_one, 2),
        "ratio_to_search": round(ours / one_by_one, 2),
    }


def main() -> int:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    paths = parser.parse_args().files or sorted((ROOT / "samples" / "plans").iterdir())
    print(json.dumps(measure(paths), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
