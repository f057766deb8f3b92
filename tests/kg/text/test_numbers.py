"""Numbers and quantities: value as written, unit, comparison, and the spans they stand at."""

from pathlib import Path

import pytest
import yaml

from kg.text.normalize import normalize
from kg.text.numbers import as_number, iter_quantities, parse_number

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "numbers.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一百二十", 120),
        ("十五", 15),
        ("两千零五", 2005),
        ("一万二千", 12000),
        ("二〇二五", 2025),
        ("12.5万", 125000),
        ("1.2万亿", 1.2e12),
        ("5亿", 5e8),
        ("1,234.5", 1234.5),
        ("百", 100),
        ("6000余", 6000),
        ("-3.5", -3.5),
        ("若干", None),
        ("", None),
        ("1-2", None),
    ],
)
def test_numbers_parse(text: str, number: float | None) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:16] for case in CASES])
def test_numbers_quantities(case: dict[str, object]) -> None:
    text = normalize(str(case["text"])).text
    found = [
        [quantity.value, quantity.unit, quantity.number, quantity.comparison] for quantity in iter_quantities(text)
    ]
    assert found == case["quantities"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:16] for case in CASES])
def test_numbers_spans_hold_value_and_unit_and_do_not_overlap(case: dict[str, object]) -> None:
    text = normalize(str(case["text"])).text
    last = 0
    for quantity in iter_quantities(text):
        part = text[quantity.start : quantity.end]
        assert last <= quantity.start < quantity.end <= len(text)
        assert quantity.value.lstrip("≥≤") in part
        assert quantity.unit in part or quantity.unit == "%"
        last = quantity.end


def test_numbers_range_keeps_both_ends() -> None:
    (quantity,) = iter_quantities("新建3—5家")
    assert (quantity.low, quantity.high, quantity.number) == (3, 5, None)


def test_numbers_share_is_told_from_an_amount() -> None:
    share, amount = iter_quantities("占40%，产值300亿元")
    assert share.is_share
    assert not amount.is_share


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("28.9", 28.9),
        ("0", 0),
        ("-3", -3),
        ("007", "007"),
        ("1-2", "1-2"),
        ("≥5", "≥5"),
        ("", ""),
        (None, None),
    ],
)
def test_plain_number_is_a_number_for_a_sheet(text: str | None, number: object) -> None:
    assert as_number(text) == number
    assert type(as_number(text)) is type(number)
