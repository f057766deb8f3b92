"""The next questions: made from the things in an answer, each answered here, few of one kind; and the file they come from."""

from collections import Counter
from pathlib import Path

import pytest

from kg.answer.asked.intents import load_asking
from kg.answer.shown.onward import FILE, MOST, MOST_ALIKE, load_onward, next_questions
from kg.engine import Engine
from kg.errors import OntologyError
from tests.kg.answer.sample_engine import sample_engine

__all__ = ["sample_engine"]
CASES = {
    "哪些部门负责科技成果转化任务？": "区科学技术局还负责哪些任务？",
    "澄湖高新区重点发展哪些产业？": "智能装备有哪些企业？",
    "新型储能产业有哪些企业？": "澄能储能科技股份有限公司建设哪些项目？",
    "储备项目有哪些？": "澄睿协作机器人生产基地项目由谁建设、总投资多少、进展如何？",
    "增长最快的指标是哪个？": "中试平台数量的目标是多少？",
    "哪些规划提到低空经济？": "低空经济有哪些企业？",
    "哪些任务没有牵头单位？": "区科学技术局还负责哪些任务？",
}


@pytest.mark.parametrize("question", CASES)
def test_next_questions_are_answered_and_few_of_a_kind(question: str, sample_engine: Engine) -> None:
    answer = sample_engine.ask(question)
    offered = next_questions(answer, sample_engine.query, sample_engine.ask)
    assert CASES[question] in offered
    assert len(offered) == len(set(offered)) <= MOST
    answers = [sample_engine.ask(one) for one in offered]
    assert {one.status for one in answers} == {"answered"}
    assert max(Counter(one.intent for one in answers).values()) <= MOST_ALIKE
    had = {(row.name, row.value) for row in answer.answers}
    assert all({(row.name, row.value) for row in one.answers} != had for one in answers)


def test_nothing_is_offered_where_there_is_no_answer(sample_engine: Engine) -> None:
    for question in ("今天天气怎么样？", "规划是谁发布的？"):
        assert next_questions(sample_engine.ask(question), sample_engine.query, sample_engine.ask) == ()


def test_a_thing_of_which_nothing_more_is_known_gives_no_question(sample_engine: Engine) -> None:
    answer = sample_engine.ask("区审计局负责哪些任务？")
    assert answer.status == "answered"
    offered = next_questions(answer, sample_engine.query, sample_engine.ask)
    assert "区审计局发布了哪些文件？" not in offered
    assert "区审计局还负责哪些任务？" not in offered


def test_every_question_of_the_file_has_a_reading_and_a_place_for_the_name() -> None:
    needs = {intent.name: intent.needs for intent in load_asking().intents}
    for one in load_onward():
        assert one.of in needs[one.intent] or not needs[one.intent], one
        assert one.ask.count("{name}") == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("questions:\n  - {of: Park, intent: no_such, ask: '{name}'}", "no_such"),
        ("questions:\n  - {of: Park, ask: '{name}'}", "intent"),
        ("{", "开头的说明"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / FILE.name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError, match=says):
        load_onward(path)
