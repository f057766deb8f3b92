"""Files added by a thread of its own: it can be watched and stopped, and goes on when nobody looks any more."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from ingest.pipeline import Row, add_paths
from kg.settings import Settings


@dataclass(frozen=True)
class Progress:
    """How many of the files are read, and the name of the last one; '' before the first."""

    done: int
    total: int
    name: str = ""


class Adding:
    """The adding of files to a data folder; begins as it is made."""

    def __init__(self, paths: Sequence[Path], settings: Settings, *, tidy: Callable[[], None]) -> None:
        """`tidy` is called when all are read, or the adding has failed."""
        self.progress = Progress(0, len(paths))
        self._wanted = threading.Event()
        pool = ThreadPoolExecutor(1, "adding")
        self._work = pool.submit(self._run, paths, settings, tidy)
        pool.shutdown(wait=False)

    def _run(self, paths: Sequence[Path], settings: Settings, tidy: Callable[[], None]) -> list[Row]:
        try:
            return add_paths(paths, settings, self._tell, wants_stop=self._wanted.is_set)
        finally:
            tidy()

    def _tell(self, done: int, total: int, name: str) -> None:
        self.progress = Progress(done, total, name)

    def stop(self) -> None:
        """No file is read after the one in hand; what is in stays in, graph and index are brought up to it."""
        self._wanted.set()

    @property
    def stopping(self) -> bool:
        """Whether a stop was asked for."""
        return self._wanted.is_set()

    def wait(self, seconds: float) -> bool:
        """Whether it has ended, at the latest after so many seconds."""
        return bool(wait([self._work], timeout=seconds).done)

    def rows(self) -> list[Row]:
        """The ledger rows of the files read; raises what the adding has failed with. Waits for the end."""
        return self._work.result()
