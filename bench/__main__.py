"""The chain on given plans, cold to answered: `python -m bench [PATH…]` (default: the sample plans).

Prints one line a stage: wall time, and the largest resident memory of the process that did it.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUESTION = "哪些部门负责科技成果转化任务？"


def measure(name: str, home: str, *command: str) -> None:
    """Runs a command with this data folder and prints what it took."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={**os.environ, "KG_HOME": home},
        capture_output=True,
        check=False,
    )
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{name:28} {seconds:7.2f} s   largest so far {peak:6.0f} MB   exit {done.returncode}")


def main() -> None:
    """Every stage a user waits for, in order."""
    paths = sys.argv[1:] or [str(ROOT / "samples" / "plans")]
    with tempfile.TemporaryDirectory() as home:
        measure("add, cold", home, "ingest", "add", *paths)
        measure("add, nothing changed", home, "ingest", "add", *paths)
        measure("search, cold start", home, "kg", "search", "科技成果转化")
        measure("ask, cold start", home, "kg", "ask", QUESTION)
        measure("rebuild", home, "kg", "rebuild")


if __name__ == "__main__":
    main()
