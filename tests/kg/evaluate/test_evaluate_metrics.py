"""Formulas against worked examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate.metrics import Counts, discounted_gain, harmonic, wilson


def test_metrics_counts_give_precision_recall_and_f1() -> None:
    assert Counts(right=6, wrong=2, missing=4).figures() == {
        "p": 0.75,
        "r": 0.6,
        "f1": 0.667,
        "tp": 6,
        "fp": 2,
        "fn": 4,
    }


def test_metrics_of_nothing_are_zero() -> None:
    assert Counts().figures()["f1"] == 0
    assert harmonic(0, 0) == 0


def test_metrics_discounted_gain_weighs_grade_and_rank() -> None:
    assert discounted_gain([2, 0, 1]) == pytest.approx(3 + 1 / 2)
    assert discounted_gain([1, 2]) < discounted_gain([2, 1])


@pytest.mark.parametrize(
    ("right", "size", "low", "high"),
    # Newcombe 1998, table I, method 3
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_metrics_wilson_agrees_with_published_intervals(right: int, size: int, low: float, high: float) -> None:
    assert wilson(right / size, size) == pytest.approx((low, high), abs=6e-5)


@given(st.integers(1, 400), st.data())
def test_metrics_wilson_holds_the_share(size: int, data: st.DataObject) -> None:
    share = data.draw(st.integers(0, size)) / size
    low, high = wilson(share, size)
    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1


def test_metrics_wilson_knows_nothing_of_no_draws() -> None:
    assert wilson(0.0, 0) == (0.0, 1.0)
