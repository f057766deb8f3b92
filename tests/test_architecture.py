"""The house's walls: who may import whom, how long things may be, who may print and who reads the environment."""

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from kg.settings import ROOT

PACKAGES = ("kg", "ingest", "app_pages")
FILES = sorted([*(path for package in PACKAGES for path in (ROOT / package).rglob("*.py")), ROOT / "app.py"])
SPEAKING = {"kg/__main__.py", "ingest/__main__.py"}  # the command lines alone print
LONGEST_FILE, LONGEST_FUNCTION = 300, 50

# Layers inside kg, high → low; a module imports its own layer's own package, or lower layers.
LAYERS = (
    ("__main__",),
    ("watching", "briefing"),
    ("evaluate", "coverage", "finding", "llm", "indicators", "links", "comparing", "curation"),
    ("judging", "tasks", "holdings"),
    ("engine",),
    ("answer", "export", "projection", "checks"),
    ("search", "resolve", "corrections"),
    ("extract", "graph", "index"),
    ("lint",),
    ("gazetteer", "queries"),
    ("ontology",),
    ("store", "native", "workbook", "wordfile"),
    ("text",),
    ("records", "ids"),
    ("settings", "calls", "once"),
    ("errors",),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
HEAVY = (
    "torch",
    "spacy",
    "streamlit",
    "faiss",
    "neo4j",
    "kglite",
    "sentence_transformers",
    "pdfplumber",
    "onnxruntime",
)


def name_of(path: Path) -> str:
    """kg/text/numbers.py → kg.text.numbers."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path) for path in FILES}


def part_of(module: str) -> str:
    """kg.answer.figures.ratios → kg.answer.figures: the part of its package that a module is in."""
    return ".".join(module.split(".")[:3])


def imports_of(path: Path) -> Iterator[tuple[str, int]]:
    """Every module a file imports, late imports too, and whether relatively (level > 0).

    `from kg.text import numbers` gives kg.text, and kg.text.numbers as well where that is a module.
    """
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, 0) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", node.level
            inner = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from ((name, node.level) for name in inner if name in MODULES)


def ids(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_files_and_functions_are_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_imports_go_one_way(path: Path) -> None:
    package = name_of(path).split(".")[0]
    for module, level in imports_of(path):
        assert level == 0, f"{module}: absolute imports only"
        target = module.split(".")[0]
        if package == "kg":
            assert target not in ("ingest", "app_pages", "streamlit"), module
        if package == "ingest":
            assert target not in ("app_pages", "streamlit"), module
        if package in ("app_pages", "app"):
            assert target not in ("neo4j", "kglite", "faiss", "spacy"), module
            assert target != "ingest" or path.name == "library.py", f"{module}: only the library page writes"


@pytest.mark.parametrize("path", [p for p in FILES if name_of(p).startswith("kg.")], ids=ids)
def test_kg_layers_look_down(path: Path) -> None:
    own = name_of(path).split(".")[1]
    assert own in RANK, f"kg/{own}: give it a layer"
    for module, _ in imports_of(path):
        parts = module.split(".")
        if parts[0] == "kg" and len(parts) > 1 and parts[1] != own:
            assert RANK[parts[1]] > RANK[own], f"{name_of(path)} may not import {module}"


def assert_no_cycles(graph: Mapping[str, set[str]]) -> None:
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, f"cycle: {' → '.join([*trail, module])}"
        if module in done or module not in graph:
            return
        for target in graph[module]:
            visit(target, (*trail, module))
        done.add(module)

    for module in graph:
        visit(module, ())


def test_modules_have_no_cycles() -> None:
    assert_no_cycles({name_of(path): {m for m, _ in imports_of(path)} for path in FILES})


def test_the_parts_of_a_package_have_no_cycles() -> None:
    graph: dict[str, set[str]] = {}
    for path in FILES:
        own = part_of(name_of(path))
        graph.setdefault(own, set()).update({part_of(m) for m, _ in imports_of(path) if m in MODULES} - {own})
    assert_no_cycles({part: targets for part, targets in graph.items() if part.count(".") == 2})


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_only_command_lines_print_and_only_settings_reads_the_environment(path: Path) -> None:
    relative = str(path.relative_to(ROOT))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            assert relative in SPEAKING, f"line {node.lineno} prints"
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv"):
            assert relative == "kg/settings.py", f"line {node.lineno} reads the environment"


def test_importing_the_engine_brings_nothing_heavy() -> None:
    code = f"import sys, kg.engine, ingest.pipeline; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
