"""Walking files and folders: loops, links, hidden and lock files, what cannot be opened."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.sources import Source, iter_sources

AsNobody = Callable[[Callable[[], str]], str]


def write(path: Path, text: str = "一、总体要求") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(*paths: Path) -> list[str]:
    return [source.name for source in iter_sources(paths)]


def test_file_has_size_and_content_hash(tmp_path: Path) -> None:
    path = write(tmp_path / "规划.txt")
    data = path.read_bytes()
    assert list(iter_sources([path])) == [Source(path, "规划.txt", len(data), hashlib.sha256(data).hexdigest())]


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.html", "sub/deep/d.txt"):
        write(tmp_path / name)
    assert names(tmp_path) == ["a.md", "b.txt", "c.html", "d.txt"]


def test_hidden_lock_and_foreign_files_are_passed_over_in_folders(tmp_path: Path) -> None:
    for name in (".hidden.txt", ".git/x.txt", "~$plan.docx", ".~plan.docx", "make.py", "plan.txt"):
        write(tmp_path / name)
    assert names(tmp_path) == ["plan.txt"]


def test_documents_of_other_formats_in_folders_are_reported(tmp_path: Path) -> None:
    for name in ("plan.txt", "scan.jpg", "table.csv", "old.wps"):
        write(tmp_path / name)
    found = {source.name: source.error for source in iter_sources([tmp_path])}
    assert not found.pop("plan.txt")
    assert all("不支持" in error for error in found.values())
    assert len(found) == 3


def test_loops_of_links_end(tmp_path: Path) -> None:
    write(tmp_path / "sub" / "plan.txt")
    (tmp_path / "sub" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "other").symlink_to(tmp_path / "sub", target_is_directory=True)
    assert names(tmp_path) == ["plan.txt"]


def test_a_link_to_itself_named_as_a_path_is_reported(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (source,) = iter_sources([tmp_path / "loop.txt"])
    assert "打不开" in source.error


def test_a_folder_given_twice_comes_once(tmp_path: Path) -> None:
    path = write(tmp_path / "plan.txt")
    assert names(tmp_path, tmp_path, path) == ["plan.txt"]


def test_the_same_content_under_two_names_comes_twice(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt")
    first, second = iter_sources([tmp_path])
    assert first.sha256 == second.sha256
    assert first.name != second.name


@pytest.mark.parametrize(
    ("name", "text", "reason"), [("none.txt", None, "打不开"), ("plan.csv", "x", "不支持"), ("empty.txt", "", "空文件")]
)
def test_a_named_file_that_cannot_be_read_is_reported(name: str, text: str | None, reason: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if text is not None:
        write(path, text)
    (source,) = iter_sources([path])
    assert reason in source.error
    assert str(path) in source.error
    assert source.sha256 == ""


def test_unreadable_file_and_folder_are_reported_and_the_rest_goes_on(open_folder: Path, as_nobody: AsNobody) -> None:
    write(open_folder / "a.txt").chmod(0)
    locked = write(open_folder / "locked" / "b.txt").parent
    write(open_folder / "z.txt")
    locked.chmod(0)
    told = as_nobody(lambda: " ".join(f"{source.name}:{bool(source.error)}" for source in iter_sources([open_folder])))
    assert told == "a.txt:True locked:True z.txt:False"


def test_very_long_name_is_reported(tmp_path: Path) -> None:
    (source,) = iter_sources([tmp_path / ("规" * 300 + ".txt")])
    assert "打不开" in source.error
