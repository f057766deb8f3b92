"""Many texts at once: what the work is given, and what comes back."""

from collections.abc import Sequence

import pytest

from kg.text.batches import BLOCK, in_batches


def test_results_come_back_in_the_order_of_the_items() -> None:
    texts = ["园" * (index * 7 % 23) for index in range(3 * BLOCK + 5)]
    assert in_batches(lambda several: [text.count("园") for text in several], texts, length=len) == list(
        map(len, texts)
    )


def test_work_gets_items_of_like_length_longest_first() -> None:
    given: list[list[str]] = []

    def work(several: Sequence[str]) -> Sequence[str]:
        given.append(list(several))
        return several

    texts = ["区" * (index * 7 % 23) for index in range(2 * BLOCK)]
    in_batches(work, texts, length=len)
    ordered = sorted(texts, key=len, reverse=True)
    assert sorted(given, reverse=True) == [ordered[:BLOCK], ordered[BLOCK:]]
    given.clear()
    in_batches(work, texts, length=len, size=2 * BLOCK)
    assert given == [ordered]


def test_nothing_asks_for_no_work() -> None:
    assert in_batches(lambda several: several[5:], [], length=len) == []


def test_a_result_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        in_batches(lambda several: several[1:], ["甲", "乙"], length=len)
