"""Tasks and what they are about: not every name in their text, and no tasks in news and laws."""

from pathlib import Path

import pytest
import yaml

from tests.factory import facts, make_plan

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "concerns.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_tasks_are_about_what_they_do_something_with(case: dict) -> None:
    title = case.get("title", "澄湖区科技创新行动方案")
    plan = make_plan(title, *case["lines"], name=f"{title}.txt")
    tasks = {entity.name for entity in plan.extraction.entities if entity.type == "Task"}
    about = {(task, thing) for task, _, thing in facts(plan.extraction, "CONCERNS")}
    assert tasks == set(case["about"])
    assert about == {(task, thing) for task, things in case["about"].items() for thing in things}
