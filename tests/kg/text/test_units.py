"""Values in their base units, and what a vocabulary of units must say."""

from pathlib import Path

import pytest
import yaml

from kg.errors import OntologyError
from kg.ontology import load_ontology
from kg.text.numbers import COUNT_WORDS
from kg.text.units import Units

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "units.yaml").read_text(encoding="utf-8"))
WORDS = {"multipliers": {"万": 10000}, "dimensions": {"area": {"base": "平方米", "units": {"平方米": 1}}}}


@pytest.fixture(scope="module")
def units() -> Units:
    return Units(load_ontology().vocabulary("units"))


@pytest.mark.parametrize(("number", "unit", "amount", "base"), CASES, ids=[f"{row[0]}{row[1]}" for row in CASES])
def test_units_turn_values_into_base_units(units: Units, number: float, unit: str, amount: float, base: str) -> None:
    assert units.amount(number, unit) == (amount, base)


@pytest.mark.parametrize("word", sorted(COUNT_WORDS))
def test_units_know_every_word_that_text_counts_in(units: Units, word: str) -> None:
    assert units.amount(2, f"万{word}") == (20000 * units.amount(1, word)[0], units.amount(1, word)[1])


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"multipliers": {}}, "multipliers 须是非空"),
        ({"dimensions": {"area": {"base": "亩", "units": {"平方米": 1}}}}, "dimensions.area 的 base"),
        ({"dimensions": {"area": {"base": "平方米", "units": {"平方米": "一"}}}}, "平方米 的系数 '一' 不是数"),
    ],
)
def test_units_refuse_a_vocabulary_that_cannot_be_counted_with(wrong: dict[str, object], message: str) -> None:
    with pytest.raises(OntologyError, match=message):
        Units(WORDS | wrong)
