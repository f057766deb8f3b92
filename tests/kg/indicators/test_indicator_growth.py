"""What a target asks for a year: invented bases and targets, and the plan's own figures where it states them."""

from typing import Any

import pytest
import yaml

from kg.indicators.growth import find_need
from kg.settings import ROOT
from tests.kg.indicators.indicator_figures import make_figure

CASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/cases/indicator_growth.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_need_is_computed_or_says_why_not(case: dict[str, Any]) -> None:
    name = case.get("indicator", "海藻产量")
    figures = [make_figure("actual", case["base"], indicator=name)] if "base" in case else []
    need = find_need(make_figure("target", case["target"], indicator=name), figures)
    assert need.said == case.get("said", "")
    assert case.get("why", "") in need.why
    assert bool(need.why) == ("why" in case)


def test_base_is_the_latest_of_the_targets_own_document() -> None:
    target = make_figure("target", {"year": "2030", "value": "40", "unit": "家", "document": "新规划"})
    own = make_figure("actual", {"year": "2025", "value": "20", "unit": "家", "document": "新规划"})
    older = make_figure("actual", {"year": "2020", "value": "10", "unit": "家", "document": "新规划"})
    later = make_figure("actual", {"year": "2026", "value": "25", "unit": "家", "document": "年报"})
    assert find_need(target, [later, older, own]).base is own
    assert find_need(target, [later]).base is later


def test_two_bases_of_one_year_are_not_chosen_between() -> None:
    target = make_figure("target", {"year": "2030", "value": "40", "unit": "家"})
    bases = [make_figure("actual", {"year": "2025", "value": value, "unit": "家"}) for value in ("20", "23")]
    need = find_need(target, bases)
    assert need.per_year is None
    assert "20家" in need.why
    assert "23家" in need.why
