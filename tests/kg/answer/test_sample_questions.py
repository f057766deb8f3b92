"""The questions of tests/cases/questions/ over the sample plans, asked of the real engine."""

from collections import Counter
from collections.abc import Iterator

import pytest

from ingest.pipeline import add_paths
from kg.answer.asked.intents import load_asking
from kg.engine import Engine
from kg.settings import ROOT, Settings
from tests.kg.answer.sample_questions import Group, iter_questions, wrong_with

QUESTIONS = list(iter_questions())
ALL_OF_KIND = {"not_found": 20, "ambiguous": 10}
PHRASINGS = 3  # of every question type


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    settings = Settings(home=tmp_path_factory.mktemp("questions"))
    assert {row["status"] for row in add_paths([ROOT / "samples" / "plans"], settings)} == {"added"}
    with Engine.open(settings) as opened:
        yield opened


def make_params() -> Iterator[object]:
    """A question a parameter; one that is not answered yet must fail."""
    for theme, group, question in QUESTIONS:
        reason = group.get("wanted", {}).get(question)
        marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
        yield pytest.param(group, question, id=f"{theme}-{question}"[:60], marks=marks)


@pytest.mark.parametrize(("group", "question"), list(make_params()))
def test_sample_questions_are_answered_whole(engine: Engine, group: Group, question: str) -> None:
    assert wrong_with(engine, group, question) == []


def test_sample_questions_ask_of_everything() -> None:
    statuses = Counter(group.get("status", "answered") for _, group, _ in QUESTIONS)
    intents: Counter[str] = Counter()
    for _, group, _ in QUESTIONS:
        said = group.get("intent", [])
        intents.update([said] if isinstance(said, str) else said)
    assert len(QUESTIONS) >= 150
    assert {status: n for status, n in ALL_OF_KIND.items() if statuses[status] < n} == {}
    known = {intent.name for intent in load_asking().intents}
    assert set(intents) - known - {"passage"} == set()
    assert {name: n for name, n in intents.items() if n < PHRASINGS} == {}
