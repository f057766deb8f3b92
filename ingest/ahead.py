"""Files read and extracted by several processes at once, where there is enough to read; results in the files' order."""

import os
import signal
import time
import warnings
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from ingest.readers import read_file
from ingest.sources import Source
from ingest.structure import make_document
from kg.errors import KGError, StoreError
from kg.records import Document

WORTH = 400_000  # bytes of files: with less, another process takes longer to start than it saves
MOST = 4  # processes; each holds 350 MB


@dataclass(frozen=True)
class Read:
    """One file read: its document with the extraction, or why there is none, and the seconds it took."""

    document_id: str
    result: Document | KGError
    seconds: float


def read_all(wanted: Sequence[tuple[Source, str]], *, names: bool) -> Generator[Read, None, None]:
    """What became of each file, given with the id of its document; read as it is asked for, or ahead by processes.

    `names`: with the gazetteers of names. A process that dies (no memory left) is a StoreError. Closed before the last
    file, it ends the processes.
    """
    count = min(os.cpu_count() or 1, MOST, len(wanted))
    if count < 2 or sum(source.size for source, _ in wanted) < WORTH:
        load = cache(_load_extractor)
        yield from (_read(source, document_id, lambda: load(names)) for source, document_id in wanted)
    else:
        yield from _read_by_processes(wanted, names, count)


def _read_by_processes(wanted: Sequence[tuple[Source, str]], names: bool, count: int) -> Generator[Read, None, None]:
    """joblib's processes do not run the caller's main module again, which may be a page of Streamlit."""
    from joblib import Parallel, delayed
    from joblib.externals.loky import get_reusable_executor
    from joblib.externals.loky.process_executor import TerminatedWorkerError

    # joblib warns of what it has read for nothing, which is what a stop asks for
    warnings.filterwarnings("ignore", r"\d+ tasks ", UserWarning, r"joblib\.parallel")
    calls = (delayed(_read_in_process)(source, document_id, names) for source, document_id in wanted)
    try:
        yield from Parallel(n_jobs=count, return_as="generator", batch_size=1)(calls)
    except TerminatedWorkerError as err:
        raise StoreError(
            f"读取文件的进程意外结束（{err.__class__.__name__}），多半是内存不足；此前的文件已保存，请关闭其他程序后重试"
        ) from err
    finally:
        get_reusable_executor().shutdown(wait=False, kill_workers=True)


def _read_in_process(source: Source, document_id: str, names: bool) -> Read:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process: the one that asked decides
    return _read(source, document_id, lambda: _extractor(names))


def _read(source: Source, document_id: str, extractor: Callable[[], Any]) -> Read:
    started = time.monotonic()
    result: Document | KGError
    try:
        reading = read_file(source.path)
        document = make_document(reading, name=source.name, sha256=source.sha256)
        document = replace(document, id=document_id)
        result = replace(document, extraction=extractor().extract(document))
    except KGError as err:
        result = err
    return Read(document_id, result, time.monotonic() - started)


def _load_extractor(names: bool) -> Any:
    from kg.extract.extractor import Extractor  # late: it brings spaCy and the name recogniser
    from kg.native import preload

    preload()
    return Extractor.load(names=names)


_extractor = cache(_load_extractor)  # of a process that reads for another, as long as it lives
