"""What a plan tells of one thing is no answer about another that stands beside it, or that is called alike."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml

from ingest.pipeline import add_paths
from kg.engine import Engine
from kg.settings import ROOT, Settings

CASES: dict[str, list[Any]] = yaml.safe_load((ROOT / "tests/cases/subjects.yaml").read_text("utf-8"))
ANSWERED = [pytest.param(case, question, id=question) for case in CASES["answered"] for question in case["ask"]]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    settings = Settings(home=tmp_path_factory.mktemp("subjects"))
    assert {row["status"] for row in add_paths([ROOT / "tests/cases/subjects"], settings)} == {"added"}
    with Engine.open(settings) as opened:
        yield opened


@pytest.mark.parametrize(("case", "question"), ANSWERED)
def test_what_is_told_of_a_thing_is_told_of_it_alone(engine: Engine, case: Mapping[str, Any], question: str) -> None:
    answer = engine.ask(question)
    assert answer.status == "answered", answer.text
    said = "".join([answer.text, *(one.quote for row in answer.answers for one in row.evidence)])
    assert case["text"] in said
    assert not [word for word in case.get("without", ()) if word in said]


@pytest.mark.parametrize("question", CASES["refused"])
def test_what_is_told_of_another_is_refused(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert (answer.status, answer.answers) == ("not_found", ())
