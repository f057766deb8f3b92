"""Quantities as terms: written otherwise they are equal, of another unit they are not."""

import pytest

from kg.index.amounts import amount_terms, year_terms


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("1.2万亿元", "12000亿元"),
        ("一百家", "100 家"),
        ("３.５万平方米", "35000平方米"),
        ("1500P", "1500PFLOPS"),
        ("百分之十五", "15%"),
        ("1,200人", "1200人"),
    ],
)
def test_amounts_written_otherwise_are_one_term(left: str, right: str) -> None:
    assert amount_terms(left) == amount_terms(right) != []


def test_amounts_of_other_units_are_other_terms() -> None:
    assert len(set(amount_terms("100家企业、100个项目、100亿元、100%、100个百分点"))) == 5


def test_amounts_leave_years_to_themselves() -> None:
    assert amount_terms("到2030年") == []
    assert year_terms("到2030年，较２０２５年增长；12030年，2030家") == ["=2030年", "=2025年"]
