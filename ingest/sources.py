"""The files under the given paths, each with its content hash; what cannot be opened is reported, not raised."""

import hashlib
import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.readers import READERS
from ingest.readers.kinds import check_file
from kg.errors import ReadError

log = logging.getLogger(__name__)
BLOCK = 1024 * 1024
LOCK_MARKS = ("~$", ".~")
# What may hold a plan though we cannot read it: in a folder it is reported, never passed over in silence.
OTHER_DOCUMENTS = frozenset(
    [
        ".wps",
        ".wpt",
        ".ofd",
        ".rtf",
        ".odt",
        ".docm",
        ".dotx",
        ".et",
        ".xls",
        ".xlsm",
        ".ods",
        ".csv",
        ".ppt",
        ".pptx",
        ".dps",
        ".ceb",
        ".caj",
        ".epub",
        ".mht",
        ".mhtml",
        ".zip",
        ".rar",
        ".7z",
        ".jpg",
        ".jpeg",
        ".png",
        ".tif",
        ".tiff",
        ".bmp",
    ]
)


@dataclass(frozen=True)
class Source:
    """One file to read. `error` says why it cannot be; `sha256` is then ''."""

    path: Path
    name: str
    size: int = 0
    sha256: str = ""
    error: str = ""


def iter_sources(paths: Iterable[str | Path]) -> Iterator[Source]:
    """Every document under the paths, in a stable order; a file reached twice comes once.

    A file that was named itself always comes, with an error where it is no document of ours; so do documents of other
    formats in folders (.wps, .ofd, scans, archives), and a folder without any document. Hidden files, Office's lock
    files and what is no document at all are passed over; loops of links end.
    """
    seen: set[Path] = set()
    for given in map(Path, paths):
        found = list(_files_under(given))
        if not found:
            found = [(given, f"{given}：文件夹里没有可读的文档（{'、'.join(READERS)}）；请检查路径")]
        for path, error in found:
            place = _real(path)
            if place in seen:
                continue
            seen.add(place)
            yield Source(path, path.name, error=error) if error else _source(path)


def _files_under(given: Path) -> Iterator[tuple[Path, str]]:
    try:
        if not given.is_dir():
            yield given, ""
            return
        given.resolve(strict=True)
    except (OSError, RuntimeError) as err:
        yield given, f"{given}：打不开（{_reason(err)}）；请检查路径和权限"
        return
    yield from _walk(given, set())


def _walk(folder: Path, above: set[Path]) -> Iterator[tuple[Path, str]]:
    """Files of a folder and its folders; `above` are the real folders already gone through."""
    real = _real(folder)
    if real in above:
        return
    above.add(real)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as err:
        yield folder, f"{folder}：文件夹打不开（{_reason(err)}）；请检查权限"
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith((".", *LOCK_MARKS)):
            continue
        if path.is_dir():
            yield from _walk(path, above)
        elif path.suffix.lower() in READERS or path.suffix.lower() in OTHER_DOCUMENTS:
            yield path, ""
        else:
            log.info("%s: passed over, not one of %s", path, ", ".join(READERS))


def _source(path: Path) -> Source:
    try:
        check_file(path)
        if path.suffix.lower() not in READERS:
            raise ReadError(
                f"{path}：不支持 {path.suffix or '无扩展名的'} 文件；请转换为 {'、'.join(READERS)} 之一后再加入"
            )
        return Source(path, path.name, path.stat().st_size, _hash(path))
    except ReadError as err:
        return Source(path, path.name, error=str(err))
    except OSError as err:
        return Source(path, path.name, error=f"{path}：打不开（{_reason(err)}）；请检查路径和权限")


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def _reason(err: Exception) -> str:
    return str(getattr(err, "strerror", None) or err)
