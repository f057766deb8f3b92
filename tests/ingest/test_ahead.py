"""Files read by several processes give what they give one by one."""

from pathlib import Path

import pytest

from ingest.ahead import WORTH, read_all
from ingest.pipeline import add_paths
from ingest.sources import iter_sources
from kg.errors import ReadError
from kg.settings import Settings
from kg.store import RecordStore

TASKS = ("建设人才公寓", "培育生物医药产业", "举办创业大赛", "改造老旧厂房")
# A page is large by what its reader passes over: the test shall not read half a megabyte of text.
PADDING = f"<!-- {'x' * (WORTH // 3)} -->"


@pytest.fixture
def pages(tmp_path: Path) -> list[Path]:
    """Four pages, worth several processes, and among them one that cannot be read."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for number, task in enumerate(TASKS):
        text = f"<h1>澄湖区第{number}号行动方案</h1><p>一、重点任务</p><p>1.{task}。（责任单位：区科委、区住建局）</p>"
        (folder / f"{number}.html").write_text(f"<html>{PADDING}{text}</html>", encoding="utf-8")
    (folder / "2.docx").write_bytes(b"PK" + b"\0" * 3000)
    return sorted(folder.iterdir())


def test_ahead_reads_by_processes_what_it_reads_alone(pages: list[Path]) -> None:
    wanted = [(source, f"doc_{source.path.name}") for source in iter_sources(pages)]
    assert sum(source.size for source, _ in wanted) > WORTH
    together = list(read_all(wanted, names=True))
    alone = [read for one in wanted for read in read_all([one], names=True)]
    assert [read.document_id for read in together] == [document_id for _, document_id in wanted]
    failed = [read.document_id for read in together if isinstance(read.result, ReadError)]
    assert failed == ["doc_2.docx"]
    assert [str(read.result) for read in together] == [str(read.result) for read in alone]


def test_ahead_gives_a_run_its_rows_in_order(pages: list[Path], tmp_path: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    settings = Settings(home=tmp_path / "home")
    rows = add_paths(pages, settings, on_progress=lambda *step: seen.append(step))
    assert [(row["document"], row["status"]) for row in rows] == [
        (path.name, "failed" if path.suffix == ".docx" else "added") for path in pages
    ]
    assert seen == [(number, len(pages), path.name) for number, path in enumerate(pages, start=1)]
    texts = [document.text for document in RecordStore(settings.home).documents()]
    assert all(any(task in text for text in texts) for task in TASKS)
