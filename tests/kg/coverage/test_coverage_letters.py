"""Where a name stands to the letter: no half words, no table of contents, a quote with the right offsets."""

import pytest
import yaml

from kg.coverage.words import Letters
from kg.settings import ROOT
from tests.index_factory import make_plan

CASES = yaml.safe_load((ROOT / "tests/cases/letters.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['name']}-{case['line'][:12]}")
def test_name_stands_or_not(case: dict[str, object]) -> None:
    letters = Letters(make_plan("青川区规划.txt", {"一、任务": [str(case["line"])]}))
    assert bool(list(letters.find(str(case["name"])))) == case["stands"]


def test_quote_is_the_sentence_the_row_or_the_heading() -> None:
    plan = make_plan(
        "青川区规划.txt",
        {
            "一、任务": ["完善路网。发展低空经济。加强巡查。", ("任务｜单位", "低空经济试点\t区交通局")],
            "附件": ["低空经济项目清单"],
        },
    )
    letters = Letters(plan)
    quotes = [plan.text[slice(*letters.quote(place))] for place in letters.find("低空经济")]
    assert quotes == ["发展低空经济。", "低空经济试点\t区交通局", "低空经济项目清单"]
