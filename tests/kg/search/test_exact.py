"""What a query names to the letter."""

import pytest

from kg.search.exact import exact_phrases, what_is_asked


@pytest.mark.parametrize(
    ("query", "phrases"),
    [
        ("青政发〔2026〕12号的主要内容", {"政发(2026)12号": 1.0}),
        ("根据中示区组办发[2023] 2号", {"办发(2023)2号": 1.0}),
        ("《青川区规划》和《办法》", {"青川区规划": 1.0, "办法": 1.0}),
        ("《关于落实〈条例〉的意见》", {"关于落实《条例》的意见": 1.0}),
        ("《青川区“十五五”规划》", {'青川区"十五五"规划': 1.0}),
        ("什么是“一区一园”", {"一区一园": 0.12}),
        ("2026年产值多少", {}),
        ("《》“”", {}),
        ("", {}),
    ],
)
def test_exact_phrases_of_a_query(query: str, phrases: dict[str, float]) -> None:
    assert exact_phrases(query) == phrases


@pytest.mark.parametrize(
    ("query", "asked"), [("《某规划》的住房目标", "的住房目标"), ("《某规划》", "《某规划》"), ("住房", "住房")]
)
def test_exact_titles_say_where_to_look_not_what_is_asked(query: str, asked: str) -> None:
    assert what_is_asked(query).strip() == asked
