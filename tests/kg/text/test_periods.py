"""Years and plan periods in text."""

from pathlib import Path

import pytest
import yaml

from kg.text.periods import iter_periods, parse_period, plan_years

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "periods.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_periods_in_text(case: dict[str, object]) -> None:
    text = str(case["text"])
    found = list(iter_periods(text))
    assert [[period.start, period.end, period.kind] for period in found] == case["periods"]
    assert all(text[slice(*period.span)] == period.text for period in found)


@pytest.mark.parametrize(
    ("number", "years"), [(10, (2001, 2005)), (13, (2016, 2020)), (14, (2021, 2025)), (15, (2026, 2030))]
)
def test_periods_of_five_year_plans(number: int, years: tuple[int, int]) -> None:
    assert plan_years(number) == years


@pytest.mark.parametrize(
    ("text", "shown"), [("2025", "2025"), ("2030年目标值", "2030"), ("“十四五”目标", "2021-2025"), ("备注", "None")]
)
def test_periods_of_a_column_heading(text: str, shown: str) -> None:
    assert str(parse_period(text)) == shown
