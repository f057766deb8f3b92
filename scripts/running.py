"""The app as a user has it, for tests, pictures and measurements: served by Streamlit, opened in headless Chromium."""

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

ROOT = Path(__file__).resolve().parent.parent
WIDTH, HEIGHT = 1366, 768
PATIENCE = (
    120_000  # ms for whatever is waited for: the first search of a process loads its models, on a busy machine slowly
)
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
STILL = "[data-testid=stApp][data-test-script-state=notRunning]"


@contextmanager
def serving(home: Path, *, wait: float = 90.0) -> Iterator[str]:
    """The address of the app, run by `streamlit run` over a data folder; stopped at the end."""
    with running(home, wait=wait) as (address, _):
        yield address


@contextmanager
def running(home: Path, *, wait: float = 90.0) -> Iterator[tuple[str, int]]:
    """The address and the process id of the app."""
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
            yield address, process.pid
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
def browsing(width: int = WIDTH, height: int = HEIGHT) -> Iterator[Any]:
    """A page of headless Chromium, 1366×768 unless told otherwise, Chinese."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        try:
            page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
            page.set_default_timeout(PATIENCE)
            yield page
        finally:
            browser.close()


def wait_until_run(page: Any) -> None:
    """Returns when Streamlit has finished running the page."""
    page.wait_for_selector("h1", timeout=60_000)
    page.wait_for_selector(STILL, timeout=120_000)


def wait_until_still(page: Any) -> None:
    """Returns when Streamlit has finished running the page and its tables are drawn."""
    wait_until_run(page)
    page.wait_for_timeout(600)  # the tables' canvas is drawn a moment after
