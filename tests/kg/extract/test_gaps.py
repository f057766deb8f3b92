"""What was not understood is told, with its place; what was understood is not."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.records import GAP_KINDS, Document
from tests.factory import make_plan, make_table

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "gaps.yaml").read_text(encoding="utf-8"))


def plan_of(case: dict[str, Any]) -> Document:
    return make_plan(*(make_table(block) if isinstance(block, list) else block for block in case["blocks"]))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_gaps_of_a_plan(case: dict[str, Any]) -> None:
    gaps = plan_of(case).extraction.gaps
    assert [gap.kind for gap in gaps] == [kind for kind, _, _ in case["gaps"]]
    for gap, (_, why, quote) in zip(gaps, case["gaps"], strict=True):
        assert why in gap.why
        assert quote in gap.quote


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_gap_stands_where_it_says(case: dict[str, Any]) -> None:
    document = plan_of(case)
    for gap in document.all_gaps:
        assert gap.kind in GAP_KINDS
        assert document.text[gap.start : gap.end].strip().startswith(gap.quote.rstrip("…"))
