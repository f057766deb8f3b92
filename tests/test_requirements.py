"""What is imported is declared, what is declared is imported or says why, and every pin is exact."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from kg.settings import ROOT

OURS = {"kg", "ingest", "app", "app_pages", "scripts", "tests", "bench", "train", "conftest"}
# make_encoder.py is part of `make env`: what it imports is needed at run time
RUNTIME_FILES = [ROOT / "app.py", ROOT / "scripts/make_encoder.py", ROOT / "scripts/e5_file.py"]
LINE = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>\d[\w.]*)(?:  # (?P<reason>.+))?")


def imported(paths: list[Path]) -> dict[str, Path]:
    """Distribution name → one of the files that import it; the module's own name where it is not installed, as peers need not be."""
    distributions = packages_distributions()
    found: dict[str, Path] = {}
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for top in {name.split(".")[0] for name in names} - OURS - sys.stdlib_module_names:
                found[re.sub(r"[-_.]+", "-", distributions.get(top, [top])[0]).lower()] = path
    return found


def declared(name: str) -> dict[str, str]:
    """Distribution name → the reason beside it, '' where there is none; every line must be an exact pin."""
    rows: dict[str, str] = {}
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if not line or line.startswith(("#", "-r ")):
            continue
        match = LINE.fullmatch(line)
        assert match, f"{name}: {line!r} is no exact pin with an optional reason"
        rows[match["name"]] = match["reason"] or ""
    return rows


def runtime_files() -> list[Path]:
    return [
        *RUNTIME_FILES,
        *(path for folder in ("kg", "ingest", "app_pages") for path in (ROOT / folder).rglob("*.py")),
    ]


def development_files() -> list[Path]:
    return [path for folder in ("tests", "bench", "scripts") for path in (ROOT / folder).rglob("*.py")]


def test_runtime_imports_are_declared() -> None:
    missing = {
        name: path for name, path in imported(runtime_files()).items() if name not in declared("requirements.txt")
    }
    assert not missing


def test_development_imports_are_declared() -> None:
    known = declared("requirements.txt") | declared("requirements-dev.txt") | declared("requirements-bench.txt")
    assert not {name: path for name, path in imported(development_files()).items() if name not in known}


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("requirements.txt", runtime_files()),
        ("requirements-dev.txt", development_files()),
        ("requirements-bench.txt", development_files()),
    ],
)
def test_declared_packages_are_imported_or_say_why(name: str, files: list[Path]) -> None:
    used = imported(files)
    assert [package for package, reason in declared(name).items() if package not in used and not reason] == []
