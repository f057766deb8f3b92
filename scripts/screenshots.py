"""Takes a picture of every page of the app at 1366×768: `python scripts/screenshots.py OUT [--home DATA]`.

Without --home the sample plans are read into a folder of their own first.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
WIDTH, HEIGHT = 1366, 768
# Chromium keeps to itself: no GPU process, no updates, no calls to the network.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
QUESTION = "哪些部门负责科技成果转化任务？"
PAGES = {
    "home": "",
    "ask": f"ask?q={quote(QUESTION)}",
    "search": f"search?q={quote('科技成果转化')}",
    "coverage": "coverage",
    "entity": "entity?type=Department",
    "tasks": "tasks",
    "judge": "judge",
    "library": "library",
    "about": "about",
    "home_en": "?lang=en",
}


@contextmanager
def serving(home: Path, *, wait: float = 90.0) -> Iterator[str]:
    """The address of the app, run by `streamlit run` over a data folder; stopped at the end."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [*command, *options], cwd=ROOT, env={**os.environ, "KG_HOME": str(home)}, stdout=log, stderr=log
        )
        try:
            _wait_for(f"{address}/_stcore/health", process, wait)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def _wait_for(address: str, process: subprocess.Popen[bytes], wait: float) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + wait
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"streamlit ended with exit code {process.returncode}")
        try:
            with opener.open(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"{address} did not answer within {wait:.0f} s")


@contextmanager
def browsing() -> Iterator[Any]:
    """A page of headless Chromium, 1366×768, Chinese."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        try:
            yield browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="zh-CN")
        finally:
            browser.close()


def wait_until_still(page: Any) -> None:
    """Returns when Streamlit has finished running the page."""
    page.wait_for_selector("h1", timeout=60_000)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=120_000)
    page.wait_for_timeout(600)  # the tables' canvas is drawn a moment after


def main() -> int:
    """Writes one PNG a page and prints the paths."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--home", type=Path, help="a data folder that is filled already")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = args.home or Path(folder, "data")
        if not args.home:
            environment = {**os.environ, "KG_HOME": str(home)}
            subprocess.run(
                [sys.executable, "-m", "ingest", "add", "samples/plans"], cwd=ROOT, env=environment, check=True
            )
        with serving(home) as address, browsing() as page:
            for name, path in PAGES.items():
                page.goto(f"{address}/{path}")
                wait_until_still(page)
                page.screenshot(path=args.out / f"{name}.png")
                print(args.out / f"{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
