"""Readers: one module a format, each with `read(path) -> Reading`; loaded only when a file of its kind comes."""

from dataclasses import replace
from importlib import import_module
from pathlib import Path

from ingest.blocks import Paragraph, RawTable, Reading
from ingest.readers.damage import DAMAGE
from ingest.readers.kinds import check_file, kind_of_file
from ingest.readers.lines import join_broken
from ingest.readers.tables import finish_table
from kg.errors import ReadError

READERS = {
    ".txt": "text",
    ".md": "markdown",
    ".docx": "word_docx",
    ".doc": "word_doc",
    ".html": "web_html",
    ".htm": "web_html",
    ".pdf": "pdf",
    ".xlsx": "sheet_xlsx",
}


def read_file(path: Path) -> Reading:
    """Everything in one file, in reading order, its tables with merges resolved.

    A file is read as what it is, with a warning where its name says otherwise. Refused with a ReadError:
    missing, unreadable, empty, too large, a zip bomb, damaged, encrypted, an unknown format, no text in it.
    """
    check_file(path)
    kind = kind_of_file(path)
    suffix = path.suffix.lower()
    if kind not in READERS:
        raise ReadError(f"{path}：不支持 {suffix or '无扩展名的'} 文件；请转换为 {'、'.join(READERS)} 之一后再加入")
    reading = _read(path, READERS[kind])
    blocks = _finish(reading.blocks)
    if not blocks:
        raise ReadError(f"{path}：没有读到任何文字{_because(reading)}；请确认文件内容，或另存为其他格式后再加入")
    warnings = reading.warnings
    if READERS.get(suffix) != READERS[kind]:
        warnings = (f"扩展名为 {suffix or '空'}，内容却是 {kind}，已按 {kind} 读取", *warnings)
    return replace(reading, blocks=tuple(blocks), warnings=warnings)


def _read(path: Path, name: str) -> Reading:
    """What one reader gives; damage that shows only in the middle of a file is said like any other."""
    module = import_module(f"ingest.readers.{name}")
    try:
        reading: Reading = module.read(path)
    except DAMAGE as err:
        raise ReadError(
            f"{path}：文件已损坏，读到中间出错（{type(err).__name__}：{err}）；请用原来的软件打开后另存，或重新下载"
        ) from err
    return reading


def _because(reading: Reading) -> str:
    return f"（{'；'.join(reading.warnings)}）" if reading.warnings else ""


def _finish(blocks: tuple[Paragraph | RawTable, ...]) -> list[Paragraph | RawTable]:
    """Tables in their final form, and paragraphs that a format broke in mid-sentence whole again."""
    done: list[Paragraph | RawTable] = []
    waiting: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            waiting.append(block)
            continue
        done += [*join_broken(waiting), *finish_table(block)]
        waiting = []
    return [*done, *join_broken(waiting)]
