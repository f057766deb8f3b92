"""Every page of the app as a reader waits for it: `python -m bench.bench_pages [PLAN…] --plans 100 [--home DATA]`.

The plans (default: the sample plans) are copied with other names and figures (bench/copies.py) until there are so many,
and added to an empty folder, unless --home names one that is filled already (with five plans of your own, say). Every
page is opened in headless Chromium by its address: the first time, then three times more (warm: the median), from the
call until Streamlit has run it. --pages takes names, and addresses of views: "tasks?view=matrix". Prints a line a page
with the app's memory.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from itertools import islice
from pathlib import Path
from typing import Any

from app_pages.pages import NAMES
from bench.copies import repeat_plans
from kg.settings import ROOT
from scripts.running import browsing, running, wait_until_run
from scripts.screenshots import address_of

WARM = 3


@contextmanager
def many_plans(plans: Sequence[Path], count: int) -> Iterator[Path]:
    """A data folder with so many plans."""
    with tempfile.TemporaryDirectory() as temporary:
        folder, home = Path(temporary) / "plans", Path(temporary) / "home"
        folder.mkdir()
        for name, text in islice(repeat_plans(plans, sys.maxsize), count):
            (folder / name).write_text(text, encoding="utf-8")
        environment = {**os.environ, "KG_HOME": str(home)}
        command = [sys.executable, "-m", "ingest", "add", str(folder)]
        subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)
        yield home


def seconds(page: Any, address: str) -> float:
    """From the call of an address until its page is there."""
    started = time.perf_counter()
    page.goto(address)
    wait_until_run(page)
    return time.perf_counter() - started


def memory(process: int) -> float:
    """MB of a process that lives."""
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, text=True, check=True)
    return int(told.stdout) / 1024


def measure(home: Path, pages: Sequence[str]) -> None:
    """Prints a line a page."""
    with running(home) as (address, process), browsing() as page:
        seconds(page, f"{address}/about")  # the app's own files are in the browser
        for name in pages:
            place = f"{address}/{name if '?' in name else address_of(name)}"
            first, *more = (seconds(page, place) for _ in range(1 + WARM))
            told = f"{name:24} first {first:6.2f} s   warm {statistics.median(more):6.2f} s"
            print(f"{told}   memory {memory(process):6.0f} MB", flush=True)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="PLAN", help="default: the sample plans")
    parser.add_argument("--plans", type=int, default=100)
    parser.add_argument("--home", type=Path, help="a data folder that is filled already")
    parser.add_argument("--pages", nargs="*", default=NAMES, metavar="PAGE")
    args = parser.parse_args()
    files = args.files or sorted((ROOT / "samples" / "plans").iterdir())
    with nullcontext(args.home) if args.home else many_plans(files, args.plans) as home:
        measure(home, args.pages)
    return 0


if __name__ == "__main__":
    sys.exit(main())
