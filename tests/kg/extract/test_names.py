"""Names are found exactly, of their class, without the words around them, where no list of names helps."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from kg.extract.extractor import Extractor

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "mentions.yaml").read_text(encoding="utf-8"))


@cache
def reader() -> Extractor:
    """The extractor without the gazetteers of proper names: what names are built like must be enough."""
    return Extractor.load(names=False)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_names_follow_the_cases(case: dict) -> None:
    found = reader().annotate(case["text"])
    for kind, names in case.get("names", {}).items():
        assert [m.text for m in found if m.type == kind] == names, found
    for kind in case.get("none", ()):
        assert [m.text for m in found if m.type == kind] == []
