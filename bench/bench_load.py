"""Many plans in one go: `python -m bench.bench_load [PLAN…] --megabytes 10` (default: the sample plans).

The plans are copied with other names and figures (bench/copies.py) until their texts hold so many bytes in UTF-8, then
added with `ingest add` to an empty folder. Prints the seconds until the last file is read and extracted, the seconds for
graph and index, all processors' seconds, and the largest process.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.copies import repeat_plans
from kg.settings import ROOT


def add_all(folder: Path, home: Path) -> tuple[float, float]:
    """Seconds until the last record is written, and from there to the end."""
    started = time.time()
    command = [sys.executable, "-m", "ingest", "add", str(folder)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "KG_HOME": str(home)}, stdout=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        sys.exit(f"ingest add ended with {done.returncode}")
    read = max(path.stat().st_mtime for path in (home / "records").iterdir())
    return read - started, time.time() - read


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", nargs="*", type=Path, help="default: the sample plans")
    parser.add_argument("--megabytes", type=float, default=10)
    args = parser.parse_args()
    plans = args.plans or sorted((ROOT / "samples" / "plans").iterdir())
    with tempfile.TemporaryDirectory() as temporary:
        folder, home = Path(temporary) / "plans", Path(temporary) / "home"
        folder.mkdir()
        size = 0
        for name, text in repeat_plans(plans, int(args.megabytes * 1e6)):
            (folder / name).write_text(text, encoding="utf-8")
            size += len(text)
        read, projected = add_all(folder, home)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{args.megabytes:g} MB, {size} characters: read and extracted in {read:.0f} s, graph and index in "
        f"{projected:.0f} s, all in {read + projected:.0f} s; processors {used.ru_utime + used.ru_stime:.0f} s, "
        f"largest process {used.ru_maxrss / 1024:.0f} MB"
    )


if __name__ == "__main__":
    main()
