"""Courtesies and everyday words of questions: taken away or put in plain words, names and quotes left as they are."""

from pathlib import Path

import pytest
import yaml

from kg.answer.asked.plainly import load_everyday, plainly
from kg.errors import OntologyError
from kg.settings import ROOT

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "everyday.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["read"], ids=lambda case: case["ask"])
def test_plainly_reads(case: dict[str, str]) -> None:
    assert plainly(case["ask"]) == case["as"]
    assert plainly(case["as"]) == case["as"]


@pytest.mark.parametrize("question", CASES["same"])
def test_plainly_leaves(question: str) -> None:
    assert plainly(question) == question


def test_load_everyday_tells_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "everyday.yaml"
    path.write_text("openings: ['(']\nendings: []\nlists: []\nwords: []\n", encoding="utf-8")
    with pytest.raises(OntologyError, match="不能读作提问用语"):
        load_everyday(path)
