"""One paper of measures in every format: the same bodies answer for the same measures."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml

from ingest.readers import read_file
from ingest.structure import make_document
from tests.factory import extractor, facts
from tests.file_writers import Block, raw_table, write_file

PAPER = yaml.safe_load((Path(__file__).parents[2] / "cases" / "duties_paper.yaml").read_text(encoding="utf-8"))
WANTED = {(task, item) for task, bodies in PAPER["tasks"].items() for item in bodies.split()}


@cache
def blocks() -> list[Block]:
    return [raw_table(*block["table"]) if isinstance(block, dict) else block for block in PAPER["blocks"]]


@pytest.mark.parametrize("suffix", [".txt", ".html", ".docx", ".pdf", ".md"])
def test_every_format_tells_the_same_duties(suffix: str, tmp_path: Path) -> None:
    path = write_file(tmp_path / f"云泽市若干措施{suffix}", blocks())
    document = make_document(read_file(path), name=path.name, sha256="0" * 64)
    found = facts(replace(document, extraction=extractor().extract(document)).extraction, "RESPONSIBLE_FOR")
    assert {(task, f"{body}/{role}") for body, role, task in found} == WANTED
