"""Search at size by the clock: `python -m bench.bench_scale [PLAN…] --sizes 1000 10000 100000 [--only SYSTEM…]`.

One table: for every number of made-up passages (bench/passages.py) and every system (bench/systems.py) the milliseconds
of a warm query by the clock and, which other work on the machine changes less, of the processor, seconds to build from
what is encoded, megabytes resident in the process that answers and on disk, recall@10 of the vectors against comparing
every one, and how many times as long as ours a peer takes. Each system is built in one process and asked in another.
“ours” is everything from the query's text to the passages, encoding included.
"""

import argparse
import json
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench.passages import Source, make_documents
from bench.systems import SYSTEMS, TOP, Data
from kg.index.embedder import get_encoder
from kg.settings import ROOT

QUERIES = 60
WARM = 5
BUDGET = 30  # seconds of asking; the slowest peer needs one a query
Figures = dict[str, float | str]


def write_data(folder: Path, source: Source, count: int) -> None:
    """The documents, their encodings and queries (clauses of the real passages) of one size."""
    encoder = get_encoder("")
    made = make_documents(source, count, encoder, folder / "parts")
    documents = sorted((document for document, _ in made), key=lambda document: document.id)
    (folder / "documents.pickle").write_bytes(pickle.dumps(documents))
    (folder / "home" / "index").mkdir(parents=True)
    subprocess.run(["cp", "-r", folder / "parts", folder / "home" / "index" / "parts"], check=True)
    clauses = sorted({text for passage in source.passages for text, _ in passage.clauses if 8 <= len(text) <= 30})
    dice = np.random.default_rng(11)
    queries = [clauses[row] for row in dice.permutation(len(clauses))[:QUERIES]]
    (folder / "queries.json").write_text(json.dumps(queries, ensure_ascii=False), encoding="utf-8")
    np.save(folder / "asked.npy", encoder.encode_queries(queries).vectors)


def exact_rows(data: Data) -> list[set[int]]:
    """Of every query the passages nearest to it when every vector is compared."""
    found: list[list[tuple[float, int]]] = [[] for _ in data.queries]
    first = 0
    for part in data.parts:
        chunks = [part.fresh[key].vectors for key in part.keys]
        starts = np.cumsum([0, *(len(chunk) for chunk in chunks[:-1])])
        best = np.maximum.reduceat(data.asked @ np.concatenate(chunks).T, starts, axis=1)
        for number, row in enumerate(best):
            near = [(-float(row[place]), first + int(place)) for place in np.argsort(-row)[:TOP]]
            found[number] = sorted([*found[number], *near])[:TOP]
        first += len(chunks)
    return [{row for _, row in kept} for kept in found]


def ask(name: str, folder: Path) -> Figures:
    """The figures of one system that is built; run in a process of its own."""
    data, place = Data(folder), folder / name.replace(" ", "-")
    answer = SYSTEMS[name].open(data, place)
    for number in range(WARM):
        answer(number)
    spent, found, reckoned = [], [], time.process_time()
    for number in range(len(data.queries)):
        started = time.perf_counter()
        found.append(list(answer(number)))
        spent.append((time.perf_counter() - started) * 1000)
        if sum(spent) > BUDGET * 1000:
            break
    reckoned = (time.process_time() - reckoned) * 1000 / len(spent)
    resident = int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6
    p50, p95 = np.percentile(spent, [50, 95])
    figures: Figures = {
        "p50": round(p50, 1),
        "p95": round(p95, 1),
        "cpu": round(reckoned, 1),
        "resident": round(resident),
    }
    return {**figures, "found": json.dumps(found)}


def measure(name: str, folder: Path) -> Figures:
    """Builds a system in one process and asks it in another."""
    place = folder / name.replace(" ", "-")
    place.mkdir()
    told: Figures = {}
    for step in ("build", "ask"):
        command = [sys.executable, "-m", "bench.bench_scale", "--step", step, "--only", name, "--folder", str(folder)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            return {"failed": done.stderr.strip().splitlines()[-1][:90]}
        told.update(json.loads(done.stdout.splitlines()[-1]))
    held = folder / "home" / "index" if name == "ours" else place
    told["disk"] = round(sum(path.stat().st_size for path in held.rglob("*") if path.is_file()) / 1e6)
    return told


def run_step(step: str, name: str, folder: Path) -> Figures:
    """One step of `measure`, in this process."""
    if step == "ask":
        return ask(name, folder)
    data = Data(folder)
    _ = data.documents if name == "ours" else data.parts  # reading what is given is not building
    started = time.perf_counter()
    SYSTEMS[name].build(data, folder / name.replace(" ", "-"))
    return {"build": round(time.perf_counter() - started, 1)}


def print_size(count: int, systems: Sequence[str], source: Source, within: str | None) -> None:
    """The lines of one size."""
    with tempfile.TemporaryDirectory(dir=within) as temporary:
        folder = Path(temporary)
        write_data(folder, source, count)
        exact = exact_rows(Data(folder))
        rows: dict[str, Figures] = {}
        for name in systems:
            if count <= SYSTEMS[name].most:
                rows[name] = measure(name, folder)
                print_line(count, name, rows, exact)


def print_line(count: int, name: str, rows: dict[str, Figures], exact: Sequence[set[int]]) -> None:
    """One line of the table."""
    row, like = rows[name], rows.get(SYSTEMS[name].like, {})
    if "failed" in row:
        print(f"{count:>9} {name:<12} could not be measured: {row['failed']}", flush=True)
        return
    found = json.loads(str(row["found"]))
    shares = [len(set(rows_found) & best) / TOP for rows_found, best in zip(found, exact, strict=False)]
    recall = f"{np.mean(shares):.3f}" if name in ("our vectors", "txtai") else ""
    ratio = f"{float(row['p50']) / max(float(like['p50']), 0.1):.1f}" if like.get("p50") else ""
    cells = "".join(f"{row[key]:>10}" for key in ("p50", "p95", "cpu", "build", "resident", "disk"))
    print(f"{count:>9} {name:<12}{cells}{recall:>10}{ratio:>8}", flush=True)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", nargs="*", type=Path, help="default: the sample plans")
    parser.add_argument("--sizes", nargs="+", type=int, default=[1000, 10_000, 100_000])
    parser.add_argument("--only", nargs="+", choices=list(SYSTEMS), default=list(SYSTEMS))
    parser.add_argument("--folder", help="where the temporary folders go")
    parser.add_argument("--step", choices=["build", "ask"], help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.step:
        print(json.dumps(run_step(args.step, args.only[0], Path(args.folder))))
        return 0
    paths = args.plans or sorted((ROOT / "samples" / "plans").iterdir())
    source = Source.read(paths, get_encoder(""))
    names = ("p50 ms", "p95 ms", "CPU ms", "build s", "MB held", "MB disk", "recall", "ratio")
    print(f"{'passages':>9} {'system':<12}" + "".join(f"{name:>{8 if name == 'ratio' else 10}}" for name in names))
    for count in args.sizes:
        print_size(count, args.only, source, args.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
