"""A printed total that is not the sum of its rows, names of several districts, and figures of different bases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.pipeline import add_paths
from kg.answer.model import Answer
from kg.engine import Engine
from kg.settings import Settings

PLANS = {
    "甲.md": """# 青岚区“十五五”科技创新规划

青岚区人民政府

航空产业园重点发展锂电新能源和电子信息。2025年，全区工业总产值（规上口径）为800亿元。

表1 分年度投资

| 年度 | 投资（亿元） |
|---|---|
| 2026年 | 12.5 |
| 2027年 | 20 |
| 2028年 | 30 |
| 合计 | 65.5 |

2026年5月
""",
    "乙.md": """# 云杉区“十五五”科技创新规划

云杉区人民政府

航空产业园重点发展汽车零部件和生物制造。

表1 分年度投资

| 年度 | 投资（亿元） |
|---|---|
| 2026年 | 10 |
| 2027年 | 15 |
| 合计 | 25 |

2026年6月
""",
}


@pytest.fixture(scope="module")
def districts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Two plans of two districts with a park of the same name."""
    folder: Path = tmp_path_factory.mktemp("plans")
    for name, text in PLANS.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(home=tmp_path_factory.mktemp("districts"))
    add_paths([folder / name for name in PLANS], settings)
    with Engine.open(settings) as engine:
        yield engine


def names_of(answer: Answer) -> set[str]:
    return {row.name for row in answer.answers}


def test_answer_asks_which_district_a_park_is_of(districts: Engine) -> None:
    asked = districts.ask("航空产业园重点发展什么产业？")
    assert asked.status == "ambiguous"
    assert set(asked.suggestions) == {"云杉区航空产业园重点发展什么产业？", "青岚区航空产业园重点发展什么产业？"}


@pytest.mark.parametrize(("region", "industry"), [("青岚区", "电子信息"), ("云杉区", "汽车零部件")])
def test_answer_is_of_the_district_that_is_named(districts: Engine, region: str, industry: str) -> None:
    answer = districts.ask(f"{region}航空产业园重点发展什么产业？")
    assert answer.status == "answered", answer.text
    assert industry in names_of(answer)
    assert len(names_of(answer)) == 2


def test_answer_notes_a_total_that_its_rows_do_not_add_up_to(districts: Engine) -> None:
    answer = districts.ask("青岚区分年度投资合计是多少？")
    assert "65.5" in answer.text
    assert "各行之和为62.5，两者不一致" in answer.text


def test_answer_is_silent_on_a_total_that_adds_up(districts: Engine) -> None:
    answer = districts.ask("云杉区分年度投资合计是多少？")
    assert "25" in answer.text
    assert "两者不一致" not in answer.text
