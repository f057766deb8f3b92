"""The tables of tests/cases/questions.yaml as the objects that the answers read."""

from pathlib import Path
from typing import Any

import yaml

from kg.answer.asked.called import Named
from kg.answer.asked.names import NameIndex
from kg.ontology import load_ontology
from kg.records import Document

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "questions.yaml").read_text(encoding="utf-8")
)


def make_index() -> NameIndex:
    """The names that the invented graph knows."""
    named = [
        Named(f"{kind}-{i}", kind, name, tuple(aliases)) for i, (kind, name, *aliases) in enumerate(CASES["names"])
    ]
    return NameIndex(named, {label: one.heads for label, one in load_ontology().classes.items()})


def make_documents() -> dict[str, Document]:
    """The invented plans, with titles and periods alone."""
    return {
        key: Document(key, f"{key}.docx", entry["title"], "", entry["title"], {"period_start": entry["period"]})
        for key, entry in CASES["documents"].items()
    }
